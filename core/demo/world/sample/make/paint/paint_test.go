package paint

import (
	"math"
	"testing"
)

func covered(c *Canvas) float64 {
	sum := 0.0
	for i := 3; i < len(c.Pix); i += 4 {
		sum += float64(c.Pix[i])
	}
	return sum
}

func TestFillCoversTheAreaOfAPath(t *testing.T) {
	hole := append(Rect(10, 10, 20, 20), Poly(Point{15, 15}, Point{15, 25}, Point{25, 25}, Point{25, 15})...)
	for _, c := range []struct {
		name string
		path Path
		want float64
	}{
		{"whole pixels", Rect(10, 10, 20, 20), 400},
		{"parts of pixels", Rect(10.25, 10.5, 20.5, 20.25), 20.5 * 20.25},
		{"slanted", Poly(Point{5, 5}, Point{55, 15}, Point{20, 50}), 1050},
		{"circle", Circle(32, 32, 20), math.Pi * 400},
		{"round corners", RoundRect(10, 10, 40, 30, 8), 1200 - (4-math.Pi)*64},
		{"half outside", Rect(-20, 10, 40, 10), 200},
		{"far outside", Rect(100, 100, 10, 10), 0},
		{"one way twice", append(Rect(10, 10, 20, 20), Rect(10, 10, 20, 20)...), 400},
		{"a hole the other way round", hole, 300},
	} {
		canvas := New(64, 64)
		canvas.Fill(c.path, Solid(Hex(0xffffff)))
		if got := covered(canvas); math.Abs(got-c.want) > 0.004*c.want+0.05 {
			t.Errorf("%s covers %.2f, want %.2f", c.name, got, c.want)
		}
	}
}

func TestMovedAndTurnedPathsKeepTheirArea(t *testing.T) {
	path := Blob(Point{20, 12}, Point{44, 20}, Point{40, 44}, Point{16, 40})
	plain, turned := New(64, 64), New(64, 64)
	plain.Fill(path, Solid(Hex(0)))
	turned.Fill(path.Map(Turn(Point{32, 32}, 37, 1, 1, 1.5, -2)), Solid(Hex(0)))
	if a, b := covered(plain), covered(turned); math.Abs(a-b) > a*0.005 {
		t.Errorf("%.2f before, %.2f after", a, b)
	}
}

func TestBlurAndScaleKeepTheLight(t *testing.T) {
	c := New(64, 64)
	c.Fill(Circle(32, 32, 10), Solid(Hex(0xffffff)))
	before := covered(c)
	small := c.Scaled(32, 32)
	c.Blur(3)
	if after := covered(c); math.Abs(after-before) > before*0.01 {
		t.Errorf("blur: %.1f became %.1f", before, after)
	}
	if after := covered(small) * 4; math.Abs(after-before) > before*0.01 {
		t.Errorf("scale: %.1f became %.1f", before, after)
	}
}

func TestColours(t *testing.T) {
	red, blue := Hex(0xff0000), Hex(0x0000ff)
	if got := Mix(red, blue, 0.25); got != (Color{0.75, 0, 0.25, 1}) {
		t.Error(got)
	}
	if got := Ramp(1, red, blue, red); got != red {
		t.Error(got)
	}
	if got := Ramp(0.5, red, blue, red); got != blue {
		t.Error(got)
	}
	if got := red.Light(-1); got != (Color{A: 1}) {
		t.Error(got)
	}
}

func TestImageGoesAndComesBack(t *testing.T) {
	c := New(3, 2)
	c.Fill(Rect(0, 0, 2, 2), Solid(Hex(0x336699)))
	back := From(c.Image())
	for i := range c.Pix {
		if math.Abs(float64(c.Pix[i]-back.Pix[i])) > 0.003 {
			t.Fatalf("value %d was %v, is %v", i, c.Pix[i], back.Pix[i])
		}
	}
}

func TestNoiseIsSmoothAndSeeded(t *testing.T) {
	for i := range 200 {
		x, y := float64(i)*0.37, float64(i)*0.91
		v := Cloud(x, y, 5, 7)
		if v < 0 || v > 1 || math.Abs(v-Cloud(x+0.001, y, 5, 7)) > 0.05 {
			t.Fatalf("noise %v at %v, %v", v, x, y)
		}
	}
	if Noise(1.5, 2.5, 1) == Noise(1.5, 2.5, 2) {
		t.Error("two seeds give one noise")
	}
}

func TestEveryLetterHasStrokes(t *testing.T) {
	for _, r := range "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,-+!?:/&'" {
		c := New(40, 40)
		c.Fill(Text(string(r), 5, 5, 24, 2), Solid(Hex(0)))
		if covered(c) < 8 {
			t.Errorf("%c is empty", r)
		}
		if w := TextWidth(string(r), 24); w < 10 || w > 30 {
			t.Errorf("%c is %v wide", r, w)
		}
	}
}
