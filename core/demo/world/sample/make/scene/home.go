package scene

import (
	"math"
	"math/rand/v2"

	p "satchel/core/demo/world/sample/make/paint"
)

// cat is a flat cat on a cushion before a window or wall.
type cat struct {
	wall, fur, belly, cushion p.Color
	asleep                    bool
	tail                      float64 // degrees the tail is bent
	blink                     float64 // 0 open, 1 shut
}

func (k cat) draw(w, h int) *p.Canvas {
	c := p.New(w, h)
	W, H := c.Size()
	c.Paint(p.Vertical(0, H, k.wall.Light(0.18), k.wall))
	c.Fill(p.RoundRect(W*0.1, H*0.08, W*0.34, H*0.5, H*0.02), p.Solid(p.Hex(0xfdf8ee)))
	c.Fill(p.RoundRect(W*0.12, H*0.11, W*0.30, H*0.44, H*0.01), p.Vertical(H*0.1, H*0.55, p.Hex(0x8fc3dd), p.Hex(0xf4d9b5)))
	c.Fill(p.Rect(W*0.265, H*0.1, W*0.01, H*0.46), p.Solid(p.Hex(0xfdf8ee)))
	c.Fill(p.Rect(W*0.11, H*0.31, W*0.32, H*0.014), p.Solid(p.Hex(0xfdf8ee)))
	c.Fill(p.Rect(0, H*0.80, W, H*0.2), p.Vertical(H*0.8, H, k.wall.Light(-0.45), k.wall.Light(-0.55)))
	c.Fill(p.Ellipse(W*0.55, H*0.87, H*0.52, H*0.09), p.Vertical(H*0.8, H*0.96, k.cushion.Light(0.12), k.cushion.Light(-0.15)))
	if k.asleep {
		k.loaf(c, W*0.55, H*0.86, H*0.36)
	} else {
		k.sit(c, W*0.55, H*0.86, H*0.36)
	}
	c.Shine(p.Glow(W*0.2, H*0.2, W*0.7, p.Hex(0xfff0cf).Alpha(0.16)))
	c.Vignette(0.2)
	return c
}

func (k cat) sit(c *p.Canvas, x, y, s float64) {
	fur := p.Vertical(y-s*2, y, k.fur.Light(0.12), k.fur.Light(-0.1))
	var tail []p.Point
	for i := range 16 {
		t := float64(i) / 15
		a := (0.1 + 1.7*t) + k.tail*math.Pi/180*t
		tail = append(tail, p.Point{X: x + s*0.5 + math.Sin(a)*s*0.75*t*1.1, Y: y - s*0.12 - (1-math.Cos(a))*s*0.62*t})
	}
	c.Fill(p.Line(s*0.17, tail...), fur)
	c.Fill(p.Blob(p.Point{X: x, Y: y - s*1.25}, p.Point{X: x + s*0.42, Y: y - s*0.8}, p.Point{X: x + s*0.62, Y: y - s*0.1}, p.Point{X: x, Y: y + s*0.05}, p.Point{X: x - s*0.62, Y: y - s*0.1}, p.Point{X: x - s*0.42, Y: y - s*0.8}), fur)
	c.Fill(p.Ellipse(x, y-s*0.5, s*0.27, s*0.42), p.Solid(k.belly))
	for _, d := range []float64{-1, 1} {
		c.Fill(p.Ellipse(x+d*s*0.2, y-s*0.02, s*0.19, s*0.1), p.Solid(k.belly))
	}
	k.head(c, x, y-s*1.42, s*0.52)
}

func (k cat) loaf(c *p.Canvas, x, y, s float64) {
	fur := p.Vertical(y-s*1.2, y, k.fur.Light(0.12), k.fur.Light(-0.12))
	c.Fill(p.Blob(p.Point{X: x - s*1.1, Y: y - s*0.2}, p.Point{X: x - s*0.6, Y: y - s*0.85}, p.Point{X: x + s*0.5, Y: y - s*0.9}, p.Point{X: x + s*1.1, Y: y - s*0.25}, p.Point{X: x + s*0.6, Y: y + s*0.05}, p.Point{X: x - s*0.7, Y: y + s*0.05}), fur)
	for i := range 4 {
		a := x + s*(0.1+0.2*float64(i))
		c.Fill(p.Line(s*0.06, p.Point{X: a, Y: y - s*0.85}, p.Point{X: a + s*0.05, Y: y - s*0.55}), p.Solid(k.fur.Light(-0.3)))
	}
	c.Fill(p.Line(s*0.16, p.Arc(x+s*0.55, y-s*0.22, s*0.55, s*0.24, -0.4, 2.4+k.tail/90, 16)...), p.Solid(k.fur.Light(-0.14)))
	k.head(c, x-s*0.72, y-s*0.62, s*0.5)
	for i := range 3 {
		size := s * (0.16 + 0.05*float64(i))
		c.Fill(p.Text("Z", x-s*0.3+s*0.25*float64(i), y-s*(1.45+0.28*float64(i)), size, size*0.16), p.Solid(k.wall.Light(-0.4)))
	}
}

func (k cat) head(c *p.Canvas, x, y, r float64) {
	dark := p.Hex(0x2a2126)
	for _, d := range []float64{-1, 1} {
		c.Fill(p.Poly(p.Point{X: x + d*r*0.92, Y: y - r*0.2}, p.Point{X: x + d*r*0.86, Y: y - r*1.22}, p.Point{X: x + d*r*0.15, Y: y - r*0.8}), p.Solid(k.fur))
		c.Fill(p.Poly(p.Point{X: x + d*r*0.78, Y: y - r*0.4}, p.Point{X: x + d*r*0.76, Y: y - r*0.98}, p.Point{X: x + d*r*0.34, Y: y - r*0.75}), p.Solid(p.Hex(0xe9a6a0)))
	}
	c.Fill(p.Ellipse(x, y, r*1.06, r*0.92), p.Vertical(y-r, y+r, k.fur.Light(0.14), k.fur))
	for i := -1.0; i <= 1; i++ {
		c.Fill(p.Line(r*0.09, p.Point{X: x + i*r*0.2, Y: y - r*0.84}, p.Point{X: x + i*r*0.14, Y: y - r*0.55}), p.Solid(k.fur.Light(-0.3)))
	}
	c.Fill(p.Ellipse(x, y+r*0.38, r*0.5, r*0.36), p.Solid(k.belly))
	for _, d := range []float64{-1, 1} {
		ex, ey := x+d*r*0.42, y-r*0.05
		if k.asleep || k.blink > 0.6 {
			c.Fill(p.Line(r*0.07, p.Arc(ex, ey, r*0.17, r*0.12, 0.2, math.Pi-0.2, 10)...), p.Solid(dark))
		} else {
			c.Fill(p.Ellipse(ex, ey, r*0.19, r*0.22*(1-k.blink*0.8)), p.Solid(p.Hex(0xf5d75a)))
			c.Fill(p.Ellipse(ex, ey, r*0.09, r*0.2*(1-k.blink*0.8)), p.Solid(dark))
			c.Fill(p.Circle(ex-r*0.05, ey-r*0.08, r*0.05), p.Solid(p.Hex(0xffffff)))
		}
		for j := -1.0; j <= 1; j++ {
			c.Fill(p.Line(r*0.025, p.Point{X: x + d*r*0.45, Y: y + r*(0.36+0.06*j)}, p.Point{X: x + d*r*1.3, Y: y + r*(0.3+0.2*j)}), p.Solid(p.Hex(0xffffff).Alpha(0.8)))
		}
		c.Fill(p.Line(r*0.05, p.Arc(x+d*r*0.13, y+r*0.38, r*0.13, r*0.13, 0, math.Pi, 10)...), p.Solid(dark))
	}
	c.Fill(p.Blob(p.Point{X: x - r*0.12, Y: y + r*0.2}, p.Point{X: x + r*0.12, Y: y + r*0.2}, p.Point{X: x, Y: y + r*0.33}), p.Solid(p.Hex(0xd9776f)))
}

// rainWindow is a mug on the sill of a wet window.
func rainWindow(w, h int) *p.Canvas {
	c := p.New(w, h)
	W, H := c.Size()
	rnd := rand.New(rand.NewPCG(9, 9))
	c.Paint(p.Vertical(0, H*0.8, p.Hex(0x3d5466), p.Hex(0x6d8592), p.Hex(0x9aa9a8)))
	for range 46 {
		k := []p.Color{p.Hex(0xffc36b), p.Hex(0xff8a5c), p.Hex(0xfff0c8), p.Hex(0x8fd0e8), p.Hex(0xe86f6f)}[rnd.IntN(5)]
		x, y, r := rnd.Float64()*W, H*(0.35+0.4*rnd.Float64()), H*(0.02+0.04*rnd.Float64())
		c.Fill(p.Circle(x, y, r), p.Solid(k.Alpha(0.30)))
	}
	c.Blur(H * 0.006)
	for range 240 {
		x, y, r := rnd.Float64()*W, rnd.Float64()*H*0.8, H*(0.002+0.006*rnd.Float64())
		c.Fill(p.Ellipse(x, y, r, r*1.3), p.Vertical(y-r, y+r, p.Hex(0x22323d).Alpha(0.5), p.Hex(0xffffff).Alpha(0.6)))
		if rnd.IntN(7) == 0 {
			c.Fill(p.Rect(x-r*0.4, y-H*0.12*rnd.Float64(), r*0.8, H*0.1), p.Solid(p.Hex(0xd5e2e6).Alpha(0.16)))
		}
	}
	c.Fill(p.Rect(W*0.48, 0, W*0.022, H*0.8), p.Horizontal(W*0.48, W*0.50, p.Hex(0xe9e4da), p.Hex(0xb9b2a6)))
	c.Fill(p.Rect(0, H*0.79, W, H*0.22), p.Vertical(H*0.79, H, p.Hex(0xf0e9dc), p.Hex(0xb7ab98)))
	mug := pot{tumbler, W / H * 0.3, 0.32, []p.Color{p.Hex(0xf3ead9), p.Hex(0x5f8f96), p.Hex(0x2f5a68), p.Hex(0xb48a63)}, p.Hex(0x4b3a2a), true, false}
	hx, hy := W*0.3+H*0.12, H*0.76
	c.Fill(p.Line(H*0.03, p.Arc(hx, hy, H*0.07, H*0.075, -1.6, 1.6, 16)...), p.Vertical(hy-H*0.08, hy+H*0.08, p.Hex(0x6d9aa0), p.Hex(0x24454f)))
	mug.draw(c, H*0.92, true, 4)
	for i := range 3 {
		var pts []p.Point
		for j := range 20 {
			t := float64(j) / 19
			pts = append(pts, p.Point{X: W*0.3 + H*0.045*float64(i-1) + math.Sin(t*6+float64(i))*H*0.02, Y: H*0.58 - t*H*0.26})
		}
		l := p.New(c.W, c.H)
		l.Fill(p.Line(H*0.018, pts...), p.Vertical(H*0.3, H*0.58, p.Hex(0xffffff).Alpha(0), p.Hex(0xffffff).Alpha(0.5)))
		l.Blur(H * 0.012)
		c.Draw(l, 0.8)
	}
	c.Vignette(0.3)
	return c
}

// books is a row of spines on a shelf.
func books(seed uint64, titles []string) func(w, h int) *p.Canvas {
	return func(w, h int) *p.Canvas {
		c := p.New(w, h)
		W, H := c.Size()
		rnd := rand.New(rand.NewPCG(seed, 7))
		c.Paint(p.Vertical(0, H, p.Hex(0x46362c), p.Hex(0x2c211b)))
		inks := []p.Color{p.Hex(0xb8463a), p.Hex(0x2f5d62), p.Hex(0xd9a441), p.Hex(0x40507a), p.Hex(0xe9dcc3), p.Hex(0x6d7f4b), p.Hex(0x8a4f6d), p.Hex(0xc9764a)}
		x, floor := W*0.05, H*0.9
		for i := 0; x < W*0.9; i++ {
			bw, bh := W*(0.055+0.04*rnd.Float64()), H*(0.58+0.2*rnd.Float64())
			k := inks[i%len(inks)]
			c.Fill(p.RoundRect(x, floor-bh, bw*0.96, bh, 5), p.Horizontal(x, x+bw, k.Light(-0.25), k.Light(0.12), k.Light(0.05), k.Light(-0.3)))
			pen := p.Hex(0xfaf3e3)
			if k.R+k.G+k.B > 2.1 {
				pen = p.Hex(0x4a3a2a)
			}
			for _, q := range []float64{0.06, 0.9} {
				c.Fill(p.Rect(x, floor-bh+bh*q, bw*0.96, bh*0.012), p.Solid(pen.Alpha(0.7)))
			}
			t := titles[i%len(titles)]
			size := math.Min(bw*0.42, bh*0.7/p.TextWidth(t, 1))
			from := p.Point{X: x + bw*0.5 + size*0.5, Y: floor - bh*0.86}
			c.Fill(p.Text(t, from.X, from.Y, size, size*0.15).Map(p.Turn(from, 90, 1, 1, 0, 0)), p.Solid(pen))
			x += bw
		}
		c.Fill(p.Rect(0, floor, W, H*0.06), p.Vertical(floor, H*0.96, p.Hex(0xb58555), p.Hex(0x76502f)))
		c.Fill(p.Rect(0, H*0.96, W, H*0.05), p.Solid(p.Hex(0x1d1511)))
		c.Shine(p.Glow(W*0.3, 0, W*0.8, p.Hex(0xffdba8).Alpha(0.28)))
		c.Vignette(0.35)
		return c
	}
}

// meadow is flowers before soft hills.
func meadow(sky []p.Color, grass p.Color, blooms []p.Color, seed uint64) func(w, h int) *p.Canvas {
	return func(w, h int) *p.Canvas {
		c := p.New(w, h)
		W, H := c.Size()
		rnd := rand.New(rand.NewPCG(seed, 8))
		c.Paint(p.Vertical(0, H*0.6, sky...))
		l := land{sky: sky, near: grass.Light(-0.2), layers: 3, rough: 0.4, seed: uint32(seed), clouds: 0.5, sun: p.Hex(0xffffff)}
		l.drawClouds(c)
		for i := range 3 {
			l.ridge(c, i, sky[len(sky)-1])
		}
		for i := range 620 {
			t := math.Pow(float64(i)/620, 1.6)
			x, y, s := rnd.Float64()*W, H*(0.66+0.4*t), H*(0.006+0.03*t)
			c.Fill(p.Line(s*0.12, p.Point{X: x, Y: y + s*3}, p.Point{X: x + s*(rnd.Float64()-0.5)*2, Y: y}), p.Solid(p.Mix(grass, grass.Light(0.3), rnd.Float64())))
			if rnd.IntN(3) == 0 {
				continue
			}
			k := blooms[rnd.IntN(len(blooms))]
			for j := range 6 {
				a := float64(j) * math.Pi / 3
				c.Fill(p.Circle(x+math.Cos(a)*s*0.5, y+math.Sin(a)*s*0.42, s*0.36), p.Solid(k.Light(0.1*math.Sin(a))))
			}
			c.Fill(p.Circle(x, y, s*0.27), p.Solid(p.Hex(0xf6c945)))
		}
		c.Shine(p.Glow(W*0.7, 0, W*0.6, p.Hex(0xfff4c8).Alpha(0.25)))
		c.Vignette(0.2)
		return c
	}
}

// kiln is the glowing inside of a kiln with pots.
func kiln(w, h int) *p.Canvas {
	c := p.New(w, h)
	W, H := c.Size()
	c.Paint(p.Solid(p.Hex(0x1c0f0b)))
	bw, bh := W*0.115, H*0.085
	for j := range 13 {
		for i := -1; i < 10; i++ {
			x, y := float64(i)*bw+bw*0.5*float64(j%2), float64(j)*bh
			k := p.Hex(0x6a3020).Light((p.Noise(float64(i)*3.3, float64(j)*2.7, 2) - 0.5) * 0.4)
			c.Fill(p.RoundRect(x+2, y+2, bw-4, bh-4, 4), p.Solid(k))
		}
	}
	x, y := W*0.5, H*0.52
	door := p.RoundRect(W*0.2, H*0.12, W*0.6, H*0.78, W*0.09)
	c.Fill(door, p.Radial(x, y, W*0.42, p.Hex(0xfff6c9), p.Hex(0xffc64f), p.Hex(0xf57f1d), p.Hex(0xa52d0c)))
	hot := func(k uint32) []p.Color { return []p.Color{p.Hex(0xffe9a0), p.Hex(k), p.Hex(0xd9541c)} }
	for i, v := range []pot{{moon, W / H * 0.36, 0.2, hot(0xffb347), p.Color{}, false, false}, {bottle, W / H * 0.5, 0.28, hot(0xffa030), p.Color{}, false, false}, {bowl, W / H * 0.65, 0.13, hot(0xffbe55), p.Color{}, false, false}} {
		v.draw(c, H*0.56, true, uint32(i))
	}
	c.Fill(p.Rect(W*0.22, H*0.56, W*0.56, H*0.02), p.Solid(p.Hex(0x8a2c0e)))
	for i := range 3 {
		pot{[][]float64{tumbler, jar, tumbler}[i], W / H * (0.34 + 0.16*float64(i)), 0.2, hot(0xff9a2a), p.Color{}, false, false}.draw(c, H*0.83, true, uint32(i)+9)
	}
	c.Shine(p.Glow(x, y, W*0.7, p.Hex(0xff7a1a).Alpha(0.5)))
	c.Vignette(0.4)
	c.Grain(0.02, 5)
	return c
}
