package scene

import (
	"math"
	"math/rand/v2"

	p "satchel/core/demo/world/sample/make/paint"
)

// blockPrint is an abstract block print: a grid of quarter circles, arcs and leaves.
func blockPrint(paper p.Color, inks []p.Color, cols int, seed uint64) func(w, h int) *p.Canvas {
	return func(w, h int) *p.Canvas {
		c := p.New(w, h)
		W, H := c.Size()
		rnd := rand.New(rand.NewPCG(seed, 4))
		c.Paint(func(x, y float64) p.Color { return paper.Light((p.Cloud(x/80, y/80, 4, uint32(seed)) - 0.5) * 0.06) })
		m := math.Min(W, H) * 0.07
		s := (W - 2*m) / float64(cols)
		lines := int((H - 2*m) / s)
		oy := (H - s*float64(lines)) / 2
		for i := range cols * lines {
			x, y := m+s*float64(i%cols), oy+s*float64(i/cols)
			ink := func() p.Shade {
				k := inks[rnd.IntN(len(inks))]
				return func(px, py float64) p.Color {
					n := p.Cloud(px/9, py/9, 3, uint32(seed)+7)
					return k.Alpha(0.97 - 0.5*p.Smooth(0.66, 0.8, n))
				}
			}
			motif(c, rnd, x, y, s, ink)
		}
		c.Vignette(0.12)
		return c
	}
}

func motif(c *p.Canvas, rnd *rand.Rand, x, y, s float64, ink func() p.Shade) {
	mid := p.Point{X: x + s/2, Y: y + s/2}
	turn := p.Turn(mid, float64(rnd.IntN(4))*90, 1, 1, 0, 0)
	quarter := func(r float64) p.Path {
		return p.Poly(append(p.Arc(x, y, r, r, 0, math.Pi/2, 40), p.Point{X: x, Y: y})...).Map(turn)
	}
	switch rnd.IntN(7) {
	case 0:
		c.Fill(quarter(s), ink())
	case 1:
		c.Fill(quarter(s), ink())
		c.Fill(quarter(s*0.66), ink())
		c.Fill(quarter(s*0.33), ink())
	case 2:
		c.Fill(p.Circle(mid.X, mid.Y, s*0.46), ink())
		c.Fill(p.Circle(mid.X, mid.Y, s*0.2), ink())
	case 3:
		c.Fill(p.Poly(p.Point{X: x, Y: y}, p.Point{X: x + s, Y: y}, p.Point{X: x, Y: y + s}).Map(turn), ink())
	case 4:
		top, low := p.Arc(x, y+s, s, s, -math.Pi/2, 0, 30), p.Arc(x+s, y, s, s, math.Pi/2, math.Pi, 30)
		c.Fill(p.Poly(append(top, low...)...).Map(turn), ink())
	case 5:
		k := ink()
		for i := range 4 {
			c.Fill(p.Rect(x, y+s*(0.06+0.25*float64(i)), s, s*0.12).Map(turn), k)
		}
	default:
		c.Fill(p.Rect(x, y, s, s), ink())
		c.Fill(quarter(s*0.9), ink())
	}
}

// leaves is autumn leaves on dark ground.
func leaves(ground p.Color, seed uint64, n int) func(w, h int) *p.Canvas {
	return func(w, h int) *p.Canvas {
		c := p.New(w, h)
		W, H := c.Size()
		rnd := rand.New(rand.NewPCG(seed, 5))
		c.Paint(func(x, y float64) p.Color { return ground.Light((p.Cloud(x/70, y/70, 5, uint32(seed)) - 0.5) * 0.5) })
		inks := []p.Color{p.Hex(0xc8412b), p.Hex(0xe07b28), p.Hex(0xf0b23c), p.Hex(0x9c2f2a), p.Hex(0xd9982f), p.Hex(0x7d8a3a), p.Hex(0xb85c22)}
		for i := range n {
			t := float64(i) / float64(n)
			s := H * (0.06 + 0.10*t) * (0.7 + 0.6*rnd.Float64())
			leaf(c, rnd, rnd.Float64()*W, rnd.Float64()*H, s, inks[rnd.IntN(len(inks))].Light(-0.45*(1-t)))
		}
		c.Shine(p.Glow(W*0.2, 0, W*0.8, p.Hex(0xffd9a0).Alpha(0.22)))
		c.Vignette(0.45)
		return c
	}
}

func leaf(c *p.Canvas, rnd *rand.Rand, x, y, s float64, k p.Color) {
	m := p.Turn(p.Point{X: x, Y: y}, rnd.Float64()*360, 1, 0.75+0.4*rnd.Float64(), 0, 0)
	var pts []p.Point
	lobes := 5
	for i := range lobes*2 + 1 {
		a := -math.Pi/2 + (float64(i)-float64(lobes))*(math.Pi*1.62/float64(lobes*2))
		r := s * (0.98 - 0.05*math.Abs(float64(i-lobes)))
		if i%2 == 0 {
			r *= 0.56
		}
		pts = append(pts, p.Point{X: x + math.Cos(a)*r, Y: y + math.Sin(a)*r})
	}
	pts = append(pts, p.Point{X: x - s*0.06, Y: y + s*0.42}, p.Point{X: x + s*0.06, Y: y + s*0.42})
	body := p.Blob(pts...).Map(m)
	c.Shadow(body, s*0.05, s*0.08, s*0.05+1, p.Hex(0x0c0503).Alpha(0.55))
	c.Fill(body, func(px, py float64) p.Color {
		n := p.Cloud(px/s*2.4, py/s*2.4, 3, uint32(x))
		return p.Mix(k, k.Light(0.3), p.Smooth(0.45, 0.8, n)).Light((n - 0.6) * 0.2)
	})
	vein := p.Solid(k.Light(-0.35).Alpha(0.7))
	c.Fill(p.Line(s*0.035, p.Point{X: x, Y: y + s*0.75}, p.Point{X: x, Y: y - s*0.7}).Map(m), vein)
	for _, a := range []float64{-2.5, -2.0, -1.14, -0.64} {
		c.Fill(p.Line(s*0.02, p.Point{X: x, Y: y + s*0.1}, p.Point{X: x + math.Cos(a)*s*0.62, Y: y + math.Sin(a)*s*0.62}).Map(m), vein)
	}
}
