package scene

import (
	"math"
	"math/rand/v2"

	p "satchel/core/demo/world/sample/make/paint"
)

// forest is tree trunks or firs standing one behind the other in fog.
type forest struct {
	fog   p.Color
	dark  p.Color
	light p.Color // of the sun through the fog
	firs  bool
	leaf  []p.Color
	seed  uint64
}

func (f forest) draw(w, h int) *p.Canvas {
	c := p.New(w, h)
	W, H := c.Size()
	rnd := rand.New(rand.NewPCG(f.seed, 2))
	c.Paint(p.Vertical(0, H, f.fog.Light(0.25), f.fog, f.fog.Light(-0.12)))
	c.Shine(p.Glow(W*0.62, H*0.22, W*0.5, f.light.Alpha(0.5)))
	const layers = 6
	for i := range layers {
		t := float64(i+1) / layers
		col := p.Mix(f.fog, f.dark, math.Pow(t, 1.5))
		for range 18 - i*2 {
			x := rnd.Float64()*W*1.1 - W*0.05
			if f.firs {
				f.fir(c, rnd, x, H*(0.55+0.5*t)+rnd.Float64()*H*0.05, H*(0.25+0.45*t), col)
			} else {
				f.trunk(c, rnd, x, t, col)
			}
		}
		fog := f.fog.Light(0.1)
		c.Paint(func(x, y float64) p.Color {
			n := p.Cloud(x/W*3+float64(i)*5, y/H*4, 4, uint32(f.seed)+uint32(i))
			return fog.Alpha((1 - t) * 0.55 * p.Smooth(0.3, 0.75, n) * p.Smooth(0.25, 0.85, y/H))
		})
	}
	f.rays(c)
	c.Vignette(0.3)
	c.Grain(0.016, uint32(f.seed))
	return c
}

func (f forest) fir(c *p.Canvas, rnd *rand.Rand, x, foot, tall float64, col p.Color) {
	wide := tall * 0.2
	pts := []p.Point{{X: x, Y: foot - tall}}
	const steps = 9
	var left []p.Point
	for i := 1; i <= steps; i++ {
		k := float64(i) / steps
		y := foot - tall*(1-k*0.93)
		out := wide * k * (0.85 + rnd.Float64()*0.3)
		pts = append(pts, p.Point{X: x + out, Y: y}, p.Point{X: x + out*0.55, Y: y - tall*0.015})
		out = wide * k * (0.85 + rnd.Float64()*0.3)
		left = append(left, p.Point{X: x - out, Y: y}, p.Point{X: x - out*0.55, Y: y - tall*0.015})
	}
	for i := len(left) - 2; i >= 0; i -= 2 {
		pts = append(pts, left[i+1], left[i])
	}
	c.Fill(p.Poly(pts...), p.Vertical(foot-tall, foot, col.Light(0.03), col))
	c.Fill(p.Rect(x-tall*0.012, foot-tall*0.08, tall*0.024, tall*0.2), p.Solid(col.Light(-0.1)))
}

func (f forest) trunk(c *p.Canvas, rnd *rand.Rand, x, t float64, col p.Color) {
	W, H := c.Size()
	wide := W * (0.005 + 0.022*t*t) * (0.8 + rnd.Float64()*0.5)
	lean := (rnd.Float64() - 0.5) * W * 0.03
	foot := H * (0.72 + 0.35*t)
	c.Fill(p.Poly(p.Point{X: x + lean - wide*0.35, Y: -5}, p.Point{X: x + lean + wide*0.35, Y: -5}, p.Point{X: x + wide*0.6, Y: foot}, p.Point{X: x - wide*0.6, Y: foot}),
		p.Horizontal(x-wide, x+wide, col.Light(0.14), col, col.Light(-0.18)))
	if len(f.leaf) == 0 || t < 0.25 {
		return
	}
	for range int(50 * t) {
		lx, ly := x+lean+rnd.NormFloat64()*W*0.07, math.Abs(rnd.NormFloat64())*H*0.17
		k := p.Mix(f.fog, f.leaf[rnd.IntN(len(f.leaf))], 0.25+0.7*t)
		c.Fill(p.Ellipse(lx, ly, W*0.006*(0.6+t), W*0.0045*(0.6+t)), p.Solid(k.Alpha(0.8)))
	}
}

// rays are soft beams from the light.
func (f forest) rays(c *p.Canvas) {
	W, H := c.Size()
	c.Shine(func(x, y float64) p.Color {
		dx, dy := x-W*0.62, y+H*0.1
		a := math.Atan2(dx, dy)
		n := p.Noise(a*11, 3.3, uint32(f.seed)+8)
		return f.light.Alpha(0.22 * p.Smooth(0.45, 0.85, n) * p.Smooth(1.0, 0.1, math.Hypot(dx/W, dy/H)))
	})
}
