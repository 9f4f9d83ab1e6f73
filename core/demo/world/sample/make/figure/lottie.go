package figure

import (
	"encoding/json"
	"math"

	p "satchel/core/demo/world/sample/make/paint"
)

type obj = map[string]any

const (
	fps    = 30
	frames = 60
)

// Lottie is the figure as Telegram's animation JSON: 512 x 512, 30 frames a
// second, two seconds, one shape layer a part
// (core.telegram.org/stickers#animated-stickers).
func (f Figure) Lottie(name string) ([]byte, error) {
	layers := make([]any, 0, len(f))
	for i := len(f) - 1; i >= 0; i-- {
		layers = append(layers, f[i].layer(len(layers)+1))
	}
	return json.Marshal(obj{"tgs": 1, "v": "5.5.2", "fr": fps, "ip": 0, "op": frames, "w": Side, "h": Side,
		"nm": name, "ddd": 0, "assets": []any{}, "layers": layers})
}

func (t Part) layer(index int) obj {
	items := make([]any, 0, len(t.Path)+2)
	for _, c := range t.Path {
		items = append(items, obj{"ty": "sh", "ks": obj{"a": 0, "k": lottieContour(c)}})
	}
	items = append(items,
		obj{"ty": "fl", "c": obj{"a": 0, "k": []float64{round(t.Fill.R), round(t.Fill.G), round(t.Fill.B), 1}}, "o": still(round(t.Fill.A * 100)), "r": 1},
		obj{"ty": "tr", "p": still([]float64{0, 0}), "a": still([]float64{0, 0}), "s": still([]float64{100, 100}), "r": still(0), "o": still(100)})
	m := t.Motion
	about := []float64{m.About.X, m.About.Y, 0}
	ks := obj{"o": still(100), "r": still(0), "p": still(about), "a": still(about), "s": still([]float64{100, 100, 100})}
	if m.Turn != 0 {
		ks["r"] = m.keys(func(s float64) []float64 { return []float64{m.Turn * s} })
	}
	if m.Grow != 0 {
		ks["s"] = m.keys(func(s float64) []float64 { g := 100 * (1 + m.Grow*s); return []float64{g, g, 100} })
	}
	if m.DX != 0 || m.DY != 0 {
		ks["p"] = m.keys(func(s float64) []float64 { return []float64{m.About.X + m.DX*s, m.About.Y + m.DY*s, 0} })
	}
	return obj{"ddd": 0, "ind": index, "ty": 4, "sr": 1, "ks": ks, "ao": 0, "ip": 0, "op": frames, "st": 0, "bm": 0,
		"shapes": []any{obj{"ty": "gr", "it": items}}}
}

func still(v any) obj { return obj{"a": 0, "k": v} }

// keys are keyframes an eighth of the loop apart.
func (m Motion) keys(value func(s float64) []float64) obj {
	const n = 8
	list := make([]any, 0, n+1)
	for i := range n + 1 {
		v := value(math.Sin(2 * math.Pi * (float64(i)/n + m.Phase)))
		for j := range v {
			v[j] = round(v[j])
		}
		key := obj{"t": frames * i / n, "s": v}
		if i < n {
			key["i"], key["o"] = obj{"x": 0.667, "y": 0.667}, obj{"x": 0.333, "y": 0.333}
		}
		list = append(list, key)
	}
	return obj{"a": 1, "k": list}
}

func lottieContour(c p.Contour) obj {
	var v, in, out [][]float64
	at, n := c.Start, len(c.Segs)
	if n > 0 && near(c.Segs[n-1].P, c.Start) {
		n--
	}
	v, in = append(v, pair(at)), append(in, []float64{0, 0})
	for i, s := range c.Segs {
		out = append(out, pair(p.Point{X: s.C1.X - at.X, Y: s.C1.Y - at.Y}))
		arrive := pair(p.Point{X: s.C2.X - s.P.X, Y: s.C2.Y - s.P.Y})
		if i == n {
			in[0] = arrive
			break
		}
		v, in = append(v, pair(s.P)), append(in, arrive)
		at = s.P
	}
	if len(out) < len(v) {
		out = append(out, []float64{0, 0})
	}
	return obj{"c": true, "v": v, "i": in, "o": out}
}

func near(a, b p.Point) bool { return math.Hypot(a.X-b.X, a.Y-b.Y) < 0.01 }

func pair(q p.Point) []float64 { return []float64{round(q.X), round(q.Y)} }

func round(v float64) float64 { return math.Round(v*1000) / 1000 }
