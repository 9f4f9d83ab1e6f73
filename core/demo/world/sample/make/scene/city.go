package scene

import (
	"math"
	"math/rand/v2"

	p "satchel/core/demo/world/sample/make/paint"
)

// city is a skyline at night or dusk over water.
type city struct {
	sky    []p.Color
	wall   p.Color
	lights []p.Color
	moon   bool
	stars  int
	seed   uint64
}

func (v city) draw(w, h int) *p.Canvas {
	c := p.New(w, h)
	W, H := c.Size()
	rnd := rand.New(rand.NewPCG(v.seed, 1))
	c.Paint(p.Vertical(0, H*0.75, v.sky...))
	drawStars(c, rnd, v.stars, 0.5)
	if v.moon {
		c.Shine(p.Glow(W*0.78, H*0.2, H*0.4, p.Hex(0xbcd0ff).Alpha(0.35)))
		c.Fill(p.Circle(W*0.78, H*0.2, H*0.055), p.Radial(W*0.76, H*0.18, H*0.08, p.Hex(0xffffff), p.Hex(0xdfe6f5)))
	}
	last := v.sky[len(v.sky)-1]
	for i := range 3 {
		t := float64(i) / 2
		v.row(c, rnd, H*(0.50+0.05*float64(i)), p.Mix(p.Mix(last, v.wall, 0.45), v.wall, t), 0.25+0.6*t)
	}
	mirror(c, 0.79, v.sky[0])
	c.Vignette(0.3)
	c.Grain(0.015, uint32(v.seed))
	return c
}

func (v city) row(c *p.Canvas, rnd *rand.Rand, top float64, wall p.Color, bright float64) {
	W, H := c.Size()
	foot := H * 0.79
	for x := -W * 0.02; x < W; {
		bw := W * (0.035 + rnd.Float64()*0.05)
		by := top - H*0.22*math.Pow(rnd.Float64(), 1.6)
		c.Fill(p.Rect(x, by, bw, foot-by), p.Vertical(by, foot, wall.Light(0.05), wall))
		switch rnd.IntN(5) {
		case 0: // a pointed roof
			c.Fill(p.Poly(p.Point{X: x, Y: by + 1}, p.Point{X: x + bw/2, Y: by - bw*0.6}, p.Point{X: x + bw, Y: by + 1}), p.Solid(wall))
		case 1: // a chimney
			c.Fill(p.Rect(x+bw*0.65, by-H*0.03, bw*0.14, H*0.04), p.Solid(wall))
		case 2: // a dome
			c.Fill(p.Ellipse(x+bw/2, by, bw*0.42, bw*0.4), p.Solid(wall))
		}
		v.windows(c, rnd, x, by, bw, foot, bright)
		x += bw * (0.96 + rnd.Float64()*0.12)
	}
}

func (v city) windows(c *p.Canvas, rnd *rand.Rand, x, y, bw, foot, bright float64) {
	W, H := c.Size()
	ww, wh := W*0.0055, H*0.014
	for yy := y + wh; yy < foot-wh; yy += wh * 1.9 {
		for xx := x + ww; xx < x+bw-ww*1.5; xx += ww * 2.1 {
			if rnd.Float64() > 0.36 {
				continue
			}
			k := v.lights[rnd.IntN(len(v.lights))]
			c.Fill(p.Rect(xx, yy, ww, wh), p.Solid(k.Alpha(bright*(0.5+0.5*rnd.Float64()))))
		}
	}
}

func drawStars(c *p.Canvas, rnd *rand.Rand, n int, below float64) {
	W, H := c.Size()
	for range n {
		x, y := rnd.Float64()*W, rnd.Float64()*H*below
		r := H * (0.0006 + 0.0016*math.Pow(rnd.Float64(), 4))
		c.Fill(p.Circle(x, y, r+0.4), p.Solid(p.Hex(0xffffff).Alpha(0.3+0.6*rnd.Float64())))
	}
}

// camp is a lit tent under the milky way.
func camp(w, h int) *p.Canvas {
	c := p.New(w, h)
	W, H := c.Size()
	rnd := rand.New(rand.NewPCG(5, 5))
	c.Paint(p.Vertical(0, H*0.8, p.Hex(0x070b22), p.Hex(0x17265a), p.Hex(0x3f5c8f), p.Hex(0x87a3b5)))
	c.Shine(func(x, y float64) p.Color {
		d := (x/W - 0.25 - 0.55*(1-y/H)) * 2.2
		n := p.Cloud(x/W*6, y/H*6, 5, 12)
		return p.Hex(0xa9b8ff).Alpha(math.Exp(-d*d*9) * n * 0.5 * p.Smooth(0.8, 0.3, y/H))
	})
	drawStars(c, rnd, 520, 0.75)
	hill := land{sky: []p.Color{p.Hex(0x87a3b5)}, near: p.Hex(0x060a14), layers: 3, rough: 0.75, seed: 42}
	for i := range hill.layers {
		hill.ridge(c, i, p.Hex(0x3d5674))
	}
	x, y, s := W*0.58, H*0.86, H*0.13
	c.Shine(p.Glow(x, y-s*0.3, s*3.2, p.Hex(0xff9a3c).Alpha(0.55)))
	tent := p.Poly(p.Point{X: x - s*1.25, Y: y}, p.Point{X: x, Y: y - s}, p.Point{X: x + s*1.25, Y: y})
	c.Fill(tent, p.Glow(x, y, s*1.7, p.Hex(0xffd98a)))
	c.Fill(tent, p.Radial(x, y-s*0.1, s*1.3, p.Hex(0xffe7a8).Alpha(0.95), p.Hex(0xe8742c).Alpha(0.95), p.Hex(0x8a2e1e)))
	c.Fill(p.Poly(p.Point{X: x - s*0.22, Y: y}, p.Point{X: x, Y: y - s}, p.Point{X: x + s*0.2, Y: y}), p.Vertical(y-s, y, p.Hex(0xb94e20), p.Hex(0xfff3cf)))
	c.Vignette(0.3)
	return c
}
