package paint

import (
	"image"
	"image/color"
	"math"
	"slices"
	"testing"
)

func near(a, b Color) bool {
	const e = 1e-6
	return math.Abs(a.R-b.R) < e && math.Abs(a.G-b.G) < e && math.Abs(a.B-b.B) < e && math.Abs(a.A-b.A) < e
}

// at is a pixel of a canvas.
func at(c *Canvas, x, y int) Color {
	k := c.Pix[(y*c.W+x)*4:]
	return Color{float64(k[0]), float64(k[1]), float64(k[2]), float64(k[3])}
}

func TestShadesRunFromTheFirstStopToTheLast(t *testing.T) {
	black, white := Hex(0x000000), Hex(0xffffff)
	for _, tt := range []struct {
		name         string
		shade        Shade
		x0, y0       float64 // where the first stop is
		x1, y1       float64 // and the last
		beyond, from Color
	}{
		{"down", Vertical(10, 20, black, white), 3, 10, 3, 20, white, black},
		{"across", Horizontal(10, 20, black, white), 10, 3, 20, 3, white, black},
		{"outwards", Radial(50, 50, 10, black, white), 50, 50, 60, 50, white, black},
	} {
		if got := tt.shade(tt.x0, tt.y0); !near(got, tt.from) {
			t.Errorf("%s begins with %v", tt.name, got)
		}
		if got := tt.shade(tt.x1, tt.y1); !near(got, tt.beyond) {
			t.Errorf("%s ends with %v", tt.name, got)
		}
		if got := tt.shade(tt.x1+100, tt.y1+100); !near(got, tt.beyond) {
			t.Errorf("%s goes on with %v", tt.name, got)
		}
		middle := tt.shade((tt.x0+tt.x1)/2, (tt.y0+tt.y1)/2)
		if middle.R <= 0.2 || middle.R >= 0.8 {
			t.Errorf("%s has %v in the middle", tt.name, middle)
		}
	}
	if got := Solid(white)(1e9, -1e9); got != white {
		t.Errorf("solid is %v", got)
	}
}

func TestAGlowFadesToNothing(t *testing.T) {
	g := Glow(20, 20, 10, Hex(0xffcc00))
	if g(20, 20).A < 0.9 || g(31, 20).A > 1e-6 || g(25, 20).A >= g(22, 20).A {
		t.Errorf("opaque by %v in the middle, %v, %v, %v outside", g(20, 20).A, g(22, 20).A, g(25, 20).A, g(31, 20).A)
	}
}

func TestClampAndSmoothKeepTheirBounds(t *testing.T) {
	for _, tt := range []struct{ v, clamp, smooth float64 }{{-1, 0, 0}, {0, 0, 0}, {0.5, 0.5, 0.5}, {1, 1, 1}, {7, 1, 1}} {
		if got := Clamp(tt.v, 0, 1); got != tt.clamp {
			t.Errorf("Clamp(%v) = %v", tt.v, got)
		}
		if got := Smooth(0, 1, tt.v); math.Abs(got-tt.smooth) > 1e-9 {
			t.Errorf("Smooth(%v) = %v", tt.v, got)
		}
	}
}

func TestDrawingOverKeepsWhatIsUnderAClearPixel(t *testing.T) {
	red := New(4, 4)
	red.Paint(Solid(Hex(0xff0000)))
	red.Draw(New(4, 4), 1)
	if got := at(red, 2, 2); !near(got, Hex(0xff0000)) {
		t.Errorf("nothing drawn over red is %v", got)
	}
	blue := New(4, 4)
	blue.Paint(Solid(Hex(0x0000ff)))
	red.Draw(blue, 0.25)
	if got := at(red, 2, 2); math.Abs(got.R-0.75) > 0.01 || math.Abs(got.B-0.25) > 0.01 || got.A < 0.99 {
		t.Errorf("a quarter of blue over red is %v", got)
	}
}

func TestAShadowIsSoftAndMoved(t *testing.T) {
	c := New(60, 60)
	c.Paint(Solid(Hex(0xffffff)))
	c.Shadow(Rect(10, 10, 20, 20), 15, 15, 3, Hex(0).Alpha(0.5))
	if dark, corner := at(c, 35, 35), at(c, 3, 3); math.Abs(dark.R-0.5) > 0.05 || corner.R < 0.99 {
		t.Errorf("the shadow is %v, the corner %v", dark, corner)
	}
	if edge := at(c, 25, 35); edge.R < 0.6 || edge.R > 0.95 {
		t.Errorf("the edge of the shadow is %v", edge)
	}
}

func TestAVignetteDarkensTheCornersOnly(t *testing.T) {
	c := New(41, 41)
	c.Paint(Solid(Hex(0xffffff)))
	c.Vignette(0.5)
	if got := at(c, 20, 20); got.R < 0.99 {
		t.Errorf("the middle is %v", got)
	}
	if got := at(c, 0, 0); got.R > 0.75 {
		t.Errorf("the corner is %v", got)
	}
}

func TestGrainIsThatOfItsSeed(t *testing.T) {
	grain := func(seed uint32) *Canvas {
		c := New(24, 24)
		c.Paint(Solid(Hex(0x808080)))
		c.Grain(0.1, seed)
		return c
	}
	if !slices.Equal(grain(1).Pix, grain(1).Pix) || slices.Equal(grain(1).Pix, grain(2).Pix) {
		t.Error("grain does not follow its seed")
	}
	for x := range 24 {
		if got := at(grain(1), x, 7); math.Abs(got.R-0.5) > 0.06 {
			t.Errorf("grain of 0.1 makes %v", got)
		}
	}
}

func TestABlurOfNothingChangesNothing(t *testing.T) {
	c := New(9, 9)
	c.Fill(Circle(4, 4, 3), Solid(Hex(0xff8800)))
	before := slices.Clone(c.Pix)
	c.Blur(0.4)
	if !slices.Equal(before, c.Pix) {
		t.Error("a radius below half a pixel blurs")
	}
}

func TestArcsLieOnTheirEllipse(t *testing.T) {
	pts := Arc(10, 20, 6, 3, 0, math.Pi, 12)
	if len(pts) != 13 || math.Abs(pts[0].X-16) > 1e-9 || math.Abs(pts[12].X-4) > 1e-9 {
		t.Errorf("%d points from %v to %v", len(pts), pts[0], pts[len(pts)-1])
	}
	for _, q := range pts {
		if d := math.Pow((q.X-10)/6, 2) + math.Pow((q.Y-20)/3, 2); math.Abs(d-1) > 1e-9 {
			t.Errorf("%v is not on it", q)
		}
	}
}

func TestALineThroughOnePointIsADot(t *testing.T) {
	for _, pts := range [][]Point{{{16, 16}}, {{16, 16}, {16, 16}}} {
		c := New(32, 32)
		c.Fill(Line(10, pts...), Solid(Hex(0)))
		if got := covered(c); math.Abs(got-math.Pi*25) > 8 { // soft edges add up
			t.Errorf("%d points cover %.1f", len(pts), got)
		}
	}
}

func TestTextIsAsWideAsItsLetters(t *testing.T) {
	if TextWidth("", 20) > 0.001 {
		t.Error("no text is wide")
	}
	if a, b := TextWidth("AB", 20), TextWidth("ABAB", 20); b <= a*1.8 {
		t.Errorf("AB is %v wide, ABAB %v", a, b)
	}
	if a, b := TextWidth("SALE", 20), TextWidth("SALE", 40); math.Abs(b-2*a) > 1e-9 {
		t.Errorf("%v wide at 20, %v at 40", a, b)
	}
}

func TestPicturesThatDoNotBeginAtZeroAreRead(t *testing.T) {
	img := image.NewNRGBA(image.Rect(5, 7, 8, 9))
	img.Set(5, 7, color.NRGBA{255, 0, 0, 255})
	img.Set(7, 8, color.NRGBA{0, 0, 255, 128})
	c := From(img)
	if c.W != 3 || c.H != 2 || !near(at(c, 0, 0), Hex(0xff0000)) {
		t.Errorf("%d x %d, first %v", c.W, c.H, at(c, 0, 0))
	}
	if got := at(c, 2, 1); math.Abs(got.A-0.502) > 0.01 || math.Abs(got.B-0.502) > 0.01 {
		t.Errorf("half a blue is %v", got)
	}
}
