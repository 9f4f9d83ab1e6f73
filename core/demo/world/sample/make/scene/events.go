package scene

import (
	"math"
	"math/rand/v2"

	p "satchel/core/demo/world/sample/make/paint"
)

// fireworks is a new year's sky over the town.
func fireworks(w, h int) *p.Canvas {
	c := city{sky: hex(0x080a1f, 0x181a45, 0x3a2f63, 0x6a4a6f), wall: p.Hex(0x07080f), lights: hex(0xffd27a, 0xffb257), stars: 80, seed: 44}.draw(w, h)
	W, H := c.Size()
	rnd := rand.New(rand.NewPCG(2, 26))
	inks := hex(0xffd166, 0xef476f, 0x6fe0c8, 0xf78c5a, 0xa6a8ff)
	for i, at := range []p.Point{{X: 0.24, Y: 0.24}, {X: 0.52, Y: 0.16}, {X: 0.76, Y: 0.3}, {X: 0.4, Y: 0.38}, {X: 0.88, Y: 0.14}} {
		x, y, r, k := at.X*W, at.Y*H, H*(0.12+0.07*rnd.Float64()), inks[i]
		c.Shine(p.Glow(x, y, r*1.9, k.Alpha(0.4)))
		for range 70 {
			a, q := rnd.Float64()*2*math.Pi, r*(0.45+0.6*math.Sqrt(rnd.Float64()))
			from := p.Point{X: x + math.Cos(a)*q*0.55, Y: y + math.Sin(a)*q*0.55}
			to := p.Point{X: x + math.Cos(a)*q, Y: y + math.Sin(a)*q + q*q/r*0.12}
			c.Fill(p.Line(H*0.0022, from, to), p.Solid(p.Mix(k, p.Hex(0xffffff), 0.3).Alpha(0.75)))
			c.Fill(p.Circle(to.X, to.Y, H*0.0035), p.Solid(p.Hex(0xffffff).Alpha(0.9)))
		}
	}
	return c
}

// cracked draws a crack down the middle of another picture's pot.
func cracked(under func(w, h int) *p.Canvas) func(w, h int) *p.Canvas {
	return func(w, h int) *p.Canvas {
		c := under(w, h)
		W, H := c.Size()
		rnd := rand.New(rand.NewPCG(8, 8))
		pts := []p.Point{{X: W * 0.53, Y: H * 0.40}}
		for range 9 {
			last := pts[len(pts)-1]
			pts = append(pts, p.Point{X: last.X + (rnd.Float64()-0.6)*W*0.03, Y: last.Y + H*0.035})
		}
		for i, q := range pts[1:] {
			c.Fill(p.Line(H*(0.011-0.001*float64(i)), pts[i], q), p.Solid(p.Hex(0x24140c)))
		}
		branch := pts[4]
		c.Fill(p.Line(H*0.005, branch, p.Point{X: branch.X + W*0.03, Y: branch.Y + H*0.03}, p.Point{X: branch.X + W*0.045, Y: branch.Y + H*0.07}), p.Solid(p.Hex(0x24140c)))
		return c
	}
}
