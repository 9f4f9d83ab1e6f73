package figure

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/gotd/td/telegram/thumbnail"

	p "satchel/core/demo/world/sample/make/paint"
)

func TestPackPathComesBackAsItWas(t *testing.T) {
	for _, svg := range []string{"0,0", "260,504c-73,1-51-21-81-65", "512,512c5-10,63,64-0,100", "1,2c3,4,5,6,7,8zM10,20c1,1,1,1,1,1", "7,105c-105,1"} {
		if got := string(thumbnail.DecodePath(packPath(svg))); got != "M"+svg+"z" {
			t.Errorf("%q came back as %q", svg, got)
		}
	}
}

func FuzzPackPath(f *testing.F) {
	f.Add(1, 63, 64, -700, 512)
	f.Fuzz(func(t *testing.T, a, b, c, d, e int) {
		abs := func(v int) int { return int(math.Abs(float64(v % 10000))) }
		svg := fmt.Sprintf("%d,%dc%d,%d-%d", abs(a), abs(b), abs(c), abs(d), abs(e))
		if got := string(thumbnail.DecodePath(packPath(svg))); got != "M"+svg+"z" {
			t.Errorf("%q came back as %q", svg, got)
		}
	})
}

func TestOutlineFollowsTheSilhouette(t *testing.T) {
	c := p.New(128, 128)
	c.Fill(p.Circle(64, 64, 40), p.Solid(p.Hex(0)))
	svg := string(thumbnail.DecodePath(Outline(c)))
	var x, y int
	if _, err := fmt.Sscanf(svg, "M%d,%dc", &x, &y); err != nil {
		t.Fatal(err)
	}
	if r := math.Hypot(float64(x-256), float64(y-256)); math.Abs(r-160) > 8 {
		t.Errorf("begins %.0f units from the middle of a circle of 160: %s", r, svg)
	}
	if strings.Count(svg, "M") != 1 {
		t.Errorf("a circle has %d outlines", strings.Count(svg, "M"))
	}
}

func TestMotionsCloseTheirLoop(t *testing.T) {
	m := Motion{About: pt(100, 100), Turn: 12, Grow: 0.2, DX: 5, DY: -9, Phase: 0.3}
	a, b := m.at(0).Apply(pt(150, 90)), m.at(1).Apply(pt(150, 90))
	if math.Hypot(a.X-b.X, a.Y-b.Y) > 1e-9 {
		t.Errorf("begins at %v, ends at %v", a, b)
	}
	if far := m.at(0.4).Apply(pt(150, 90)); math.Hypot(a.X-far.X, a.Y-far.Y) < 1 {
		t.Error("does not move")
	}
}

func TestLottieKeepsEveryContourWhole(t *testing.T) {
	for _, s := range append(Stickers(), Emoji()...) {
		data, err := s.Figure.Lottie(s.Name)
		if err != nil {
			t.Fatal(err)
		}
		var doc struct {
			Layers []struct {
				Shapes []struct {
					It []struct {
						Ty string
						Ks struct {
							K struct{ V, I, O [][]float64 }
						}
					}
				}
			}
		}
		if err := json.Unmarshal(data, &doc); err != nil {
			t.Fatal(err)
		}
		if len(doc.Layers) != len(s.Figure) {
			t.Errorf("%s: %d layers of %d parts", s.Name, len(doc.Layers), len(s.Figure))
		}
		for _, l := range doc.Layers {
			for _, it := range l.Shapes[0].It {
				k := it.Ks.K
				if it.Ty == "sh" && (len(k.V) < 2 || len(k.V) != len(k.I) || len(k.V) != len(k.O)) {
					t.Errorf("%s: %d points, %d and %d handles", s.Name, len(k.V), len(k.I), len(k.O))
				}
			}
		}
	}
}

func TestStickersAreTransparentAtTheCornersAndFilledInTheMiddle(t *testing.T) {
	for _, s := range Stickers() {
		c := s.Figure.Render(64, 0.2, 10)
		if a := c.Pix[3]; a != 0 {
			t.Errorf("%s: corner %v", s.Name, a)
		}
		if a := c.Pix[(40*64+32)*4+3]; a < 0.9 {
			t.Errorf("%s: middle %v", s.Name, a)
		}
	}
}

func TestFacesFillTheirSquare(t *testing.T) {
	for _, style := range []string{"short", "long", "bun", "curly", "bald", "scarf", "cap", "bob"} {
		c := p.New(48, 48)
		Face{Style: style, Skin: p.Hex(0xe0a67e), Hair: p.Hex(0x332211), Back: p.Hex(0x7fb0a4), Beard: true, Glasses: true, Old: true, Mouth: 0.5}.Figure().Draw(c, 0)
		for i := 3; i < len(c.Pix); i += 4 {
			if c.Pix[i] < 0.99 {
				t.Fatalf("%s: pixel %d is %v opaque", style, i/4, c.Pix[i])
			}
		}
	}
}
