package scene

import (
	"math"

	p "satchel/core/demo/world/sample/make/paint"
)

// sea is water to the horizon, lit by a low sun or a moon.
type sea struct {
	sky   []p.Color
	deep  p.Color
	sun   p.Color
	sunX  float64
	sunY  float64
	boat  bool
	beach bool
	seed  uint32
	t     float64 // moment of the waves, in seconds
}

func (s sea) draw(w, h int) *p.Canvas {
	c := p.New(w, h)
	W, H := c.Size()
	line := H * 0.56
	c.Paint(p.Vertical(0, line, s.sky...))
	c.Shine(p.Glow(s.sunX*W, s.sunY*H, W*0.5, s.sun.Alpha(0.5)))
	c.Paint(func(x, y float64) p.Color {
		n := p.Cloud(x/W*3+s.t*0.02, y/H*14, 5, s.seed)
		return p.Mix(s.sky[0], s.sun, 0.55).Alpha(p.Smooth(0.52, 0.8, n) * 0.55 * p.Smooth(line/H, 0.2, y/H))
	})
	c.Fill(p.Circle(s.sunX*W, s.sunY*H, H*0.055), p.Solid(p.Mix(s.sun, p.Hex(0xffffff), 0.6).Over(1.35)))
	c.Fill(p.Rect(0, line, W, H-line), s.water(W, H, line))
	if s.beach {
		s.drawBeach(c)
	}
	if s.boat {
		s.drawBoat(c, line)
	}
	c.Vignette(0.25)
	c.Grain(0.015, s.seed)
	return c
}

func (s sea) water(W, H, line float64) p.Shade {
	horizon := s.sky[len(s.sky)-1]
	return func(x, y float64) p.Color {
		d := math.Max(0, (y-line)/(H-line)) // the first row's middle may lie above the horizon
		z := 1 / (d + 0.035)
		wave := p.Cloud(x/W*z*1.6+s.t*0.15, z*3.2+s.t*0.5, 3, s.seed+9)
		base := p.Mix(p.Mix(horizon, s.deep, 0.35), s.deep, math.Sqrt(d))
		col := p.Mix(base, horizon, (wave-0.45)*0.9)
		spread := 0.035 + 0.16*d
		beam := math.Exp(-math.Pow((x/W-s.sunX)/spread, 2))
		glint := p.Smooth(0.47, 0.66, wave) * beam
		return p.Mix(col, p.Mix(s.sun, p.Hex(0xffffff), 0.35), glint*0.9)
	}
}

func (s sea) drawBeach(c *p.Canvas) {
	W, H := c.Size()
	edge := func(x, off float64) float64 {
		return H*(0.86+off) + math.Sin(x/W*5+s.t)*H*0.018 + (p.Noise(x/W*6, s.t*0.4, 4)-0.5)*H*0.03
	}
	shore := func(off float64) p.Path {
		pts := []p.Point{{X: -2, Y: H + 2}}
		for x := -2.0; x < W+6; x += 5 {
			pts = append(pts, p.Point{X: x, Y: edge(x, off)})
		}
		return p.Poly(append(pts, p.Point{X: W + 6, Y: H + 2})...)
	}
	c.Fill(shore(-0.012), p.Solid(p.Hex(0xffffff).Alpha(0.75)))
	c.Fill(shore(0), p.Vertical(H*0.85, H, p.Hex(0xb79a74), p.Hex(0xe2c79c)))
}

func (s sea) drawBoat(c *p.Canvas, line float64) {
	W, H := c.Size()
	x, y, k := W*0.24, line+H*0.075+math.Sin(s.t*1.4)*H*0.004, H*0.001
	dark := p.Mix(s.deep, p.Hex(0x101018), 0.6)
	c.Fill(p.Blob(p.Point{X: x - 72*k, Y: y}, p.Point{X: x + 78*k, Y: y - 2*k}, p.Point{X: x + 52*k, Y: y + 24*k}, p.Point{X: x - 50*k, Y: y + 24*k}), p.Solid(dark))
	c.Fill(p.Line(5*k, p.Point{X: x, Y: y}, p.Point{X: x, Y: y - 160*k}), p.Solid(dark))
	c.Fill(p.Poly(p.Point{X: x + 7*k, Y: y - 155*k}, p.Point{X: x + 78*k, Y: y - 20*k}, p.Point{X: x + 7*k, Y: y - 12*k}), p.Solid(p.Hex(0xf6ead8)))
	c.Fill(p.Poly(p.Point{X: x - 7*k, Y: y - 140*k}, p.Point{X: x - 55*k, Y: y - 22*k}, p.Point{X: x - 7*k, Y: y - 16*k}), p.Solid(p.Hex(0xd9694a)))
	c.Fill(p.Rect(x-60*k, y+26*k, 130*k, 5*k), p.Solid(dark.Alpha(0.35)))
}
