package figure

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"testing"

	p "satchel/core/demo/world/sample/make/paint"
)

// track is the keyframes of one property of a layer of a Lottie animation; a still
// one has a single value.
type track struct {
	A int
	K json.RawMessage
}

func (tr track) keys(t *testing.T) (times []float64, values [][]float64) {
	t.Helper()
	if tr.A == 0 {
		return nil, nil
	}
	var keys []struct {
		T float64
		S []float64
	}
	if err := json.Unmarshal(tr.K, &keys); err != nil {
		t.Fatal(err)
	}
	for _, k := range keys {
		times, values = append(times, k.T), append(values, k.S)
	}
	return times, values
}

// transform is how the one layer of a figure moves.
func transform(t *testing.T, f Figure) (tr struct{ R, S, P, A track }) {
	t.Helper()
	data, err := f.Lottie("x")
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Layers []struct {
			Ks json.RawMessage
		}
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(doc.Layers[0].Ks, &tr); err != nil {
		t.Fatal(err)
	}
	return tr
}

// What Telegram plays is what the pictures show: at each keyframe a point of the part
// is where Motion puts it.
func TestKeyframesFollowTheMotion(t *testing.T) {
	for name, m := range map[string]Motion{
		"turn":  {About: pt(100, 200), Turn: 20, Phase: 0.2},
		"grow":  {About: pt(256, 256), Grow: 0.3},
		"shift": {About: pt(10, 500), DX: 30, DY: -12, Phase: 0.9},
		"all":   {About: pt(300, 100), Turn: -9, Grow: 0.1, DX: 5, DY: 7, Phase: 0.5},
	} {
		tr := transform(t, Figure{{Path: p.Circle(256, 256, 50), Fill: p.Hex(0xff0000), Motion: m}})
		point := pt(180, 240)
		times, turns := tr.R.keys(t)
		scaleTimes, scales := tr.S.keys(t)
		placeTimes, places := tr.P.keys(t)
		for i := range 9 {
			at := float64(i) / 8
			r, s, x, y := 0.0, 1.0, m.About.X, m.About.Y
			if turns != nil {
				r, at = turns[i][0], times[i]/frames
			}
			if scales != nil {
				s, at = scales[i][0]/100, scaleTimes[i]/frames
			}
			if places != nil {
				x, y, at = places[i][0], places[i][1], placeTimes[i]/frames
			}
			sin, cos := math.Sincos(r * math.Pi / 180)
			dx, dy := (point.X-m.About.X)*s, (point.Y-m.About.Y)*s
			got := pt(x+dx*cos-dy*sin, y+dx*sin+dy*cos)
			// Keyframes lie at whole frames, up to one of sixty beside their moment.
			want := m.at(float64(i) / 8).Apply(point)
			if math.Hypot(got.X-want.X, got.Y-want.Y) > 0.5 || math.Abs(at-float64(i)/8) > 1.0/frames {
				t.Errorf("%s, key %d at %.2f: %v, want %v", name, i, at, got, want)
			}
		}
	}
	if tr := transform(t, Figure{{Path: p.Circle(9, 9, 5)}}); tr.R.A+tr.S.A+tr.P.A != 0 {
		t.Error("a part that stands still has keyframes")
	}
}

func TestLayersLieAsPartsDo(t *testing.T) {
	f := Figure{{Path: p.Circle(100, 100, 50), Fill: p.Hex(0xff0000)}, {Path: p.Circle(100, 100, 30), Fill: p.Hex(0x00ff00).Alpha(0.5)}}
	data, err := f.Lottie("two")
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		NM     string
		Layers []struct {
			Ind    int
			Shapes []struct {
				It []struct {
					Ty   string
					C, O struct{ K json.RawMessage }
				}
			}
		}
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	var fills []string
	for i, l := range doc.Layers {
		if l.Ind != i+1 {
			t.Errorf("layer %d has number %d", i, l.Ind)
		}
		for _, it := range l.Shapes[0].It {
			if it.Ty == "fl" {
				fills = append(fills, fmt.Sprintf("%s %s", it.C.K, it.O.K))
			}
		}
	}
	// Lottie lists the uppermost layer first, a figure the lowest part.
	if want := []string{"[0,1,0,1] 50", "[1,0,0,1] 100"}; !slices.Equal(fills, want) || doc.NM != "two" {
		t.Errorf("%q: %v, want %v", doc.NM, fills, want)
	}
}

// ink are the pixels of a canvas that are drawn on.
func ink(c *p.Canvas) (n int, left, top, right, bottom int) {
	left, top, right, bottom = c.W, c.H, -1, -1
	for y := range c.H {
		for x := range c.W {
			if c.Pix[(y*c.W+x)*4+3] > 0.5 {
				n++
				left, top, right, bottom = min(left, x), min(top, y), max(right, x), max(bottom, y)
			}
		}
	}
	return n, left, top, right, bottom
}

func TestAFigureKeepsItsPlaceAtEverySize(t *testing.T) {
	f := Figure{{Path: p.Circle(256, 256, 128), Fill: p.Hex(0x123456)}}
	for _, size := range []int{32, 64, 200} {
		n, left, top, right, bottom := ink(f.Render(size, 0, 0))
		want := math.Pi * float64(size*size) / 16
		if math.Abs(float64(n)-want) > want/8 || left+right != size-1 || top+bottom != size-1 {
			t.Errorf("size %d: %d pixels from %d,%d to %d,%d, want %.0f", size, n, left, top, right, bottom, want)
		}
	}
	tall := p.New(64, 128)
	f.Draw(tall, 0)
	if _, left, top, right, bottom := ink(tall); left+right != 63 || top+bottom != 127 || right-left != bottom-top {
		t.Errorf("on a tall canvas from %d,%d to %d,%d", left, top, right, bottom)
	}
}

func TestTheBorderOfAStickerIsWhiteAndOfItsWidth(t *testing.T) {
	f := Figure{{Path: p.Circle(256, 256, 128), Fill: p.Hex(0x102030)}}
	_, left, _, right, _ := ink(f.Render(128, 0, 0))
	c := f.Render(128, 0, 32) // 8 pixels
	_, l, _, r, _ := ink(c)
	if grown := left - l; grown < 7 || grown > 9 || r-right != grown {
		t.Errorf("the border is %d and %d pixels wide, want 8", grown, r-right)
	}
	edge, middle := c.Pix[(64*128+l+2)*4:], c.Pix[(64*128+64)*4:]
	if edge[0] < 0.95 || edge[1] < 0.95 || edge[2] < 0.95 || middle[0] > 0.3 {
		t.Errorf("the border is %v, the middle %v", edge[:3], middle[:3])
	}
}

func TestAnOutlineIsOfTheLargestRegions(t *testing.T) {
	c := p.New(128, 128)
	for i, r := range []float64{26, 20, 14, 9} { // the fourth is left out
		c.Fill(p.Circle(30+float64(i%2)*66, 30+float64(i/2)*66, r), p.Solid(p.Hex(0)))
	}
	c.Fill(p.Circle(64, 64, 1), p.Solid(p.Hex(0))) // a speck
	loops := silhouettes(c)
	if len(loops) != 3 {
		t.Fatalf("%d outlines, want 3", len(loops))
	}
	for i, r := range []float64{26, 20, 14} {
		length := 0.0
		for k, q := range loops[i] {
			next := loops[i][(k+1)%len(loops[i])]
			length += math.Hypot(next.X-q.X, next.Y-q.Y)
		}
		if want := 2 * math.Pi * r; math.Abs(length-want) > want/6 {
			t.Errorf("outline %d is %.0f long, a circle of %.0f has %.0f", i, length, r, want)
		}
	}
}

func TestEachFeatureOfAFaceShows(t *testing.T) {
	plain := Face{Style: "short", Skin: p.Hex(0xe0a67e), Hair: p.Hex(0x332211), Back: p.Hex(0x7fb0a4), Top: p.Hex(0x445566)}
	draw := func(change func(*Face)) []float32 {
		f := plain
		change(&f)
		c := p.New(64, 64)
		f.Figure().Draw(c, 0)
		out := make([]float32, len(c.Pix))
		for i, v := range c.Pix {
			out[i] = float32(v)
		}
		return out
	}
	bare := draw(func(*Face) {})
	for name, change := range map[string]func(*Face){
		"beard": func(f *Face) { f.Beard = true }, "glasses": func(f *Face) { f.Glasses = true }, "age": func(f *Face) { f.Old = true },
		"mouth": func(f *Face) { f.Mouth = 0.8 }, "tilt": func(f *Face) { f.Tilt = 12 }, "clothes": func(f *Face) { f.Top = p.Hex(0xffffff) },
		"hair": func(f *Face) { f.Style = "curly" }, "skin": func(f *Face) { f.Skin = p.Hex(0x553322) },
	} {
		if slices.Equal(bare, draw(change)) {
			t.Errorf("%s changes nothing", name)
		}
	}
	if !slices.Equal(draw(func(f *Face) { f.Mouth = 0.01 }), bare) {
		t.Error("a mouth that is hardly open is not closed")
	}
}
