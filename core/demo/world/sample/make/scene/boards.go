package scene

import (
	"math"
	"math/rand/v2"

	p "satchel/core/demo/world/sample/make/paint"
)

// whiteboard is a plan drawn by hand: a title, a kiln curve, boxes and notes.
func whiteboard(title string, notes []string, seed uint64) func(w, h int) *p.Canvas {
	return func(w, h int) *p.Canvas {
		c := p.New(w, h)
		W, H := c.Size()
		c.Paint(p.Horizontal(0, W, p.Hex(0xf2f4f3), p.Hex(0xfbfcfb), p.Hex(0xe3e8e8)))
		c.Paint(func(x, y float64) p.Color {
			return p.Hex(0x9fb0b8).Alpha(0.25 * p.Smooth(0.55, 0.8, p.Cloud(x/W*3, y/H*4, 4, uint32(seed))))
		})
		pen, red, green, blue := p.Hex(0x23303c), p.Hex(0xc8382f), p.Hex(0x2c8a57), p.Hex(0x2b62b5)
		u := H / 100
		c.Fill(p.Text(title, W*0.06, 8*u, 8*u, 1.1*u), p.Solid(pen))
		c.Fill(p.Line(0.9*u, p.Point{X: W * 0.06, Y: 19.5 * u}, p.Point{X: W*0.06 + p.TextWidth(title, 8*u), Y: 18.6 * u}), p.Solid(red))
		curve(c, W*0.08, 30*u, W*0.42, 52*u, u, pen, red)
		for i, n := range notes {
			y := (30 + 12*float64(i)) * u
			c.Fill(p.Line(0.7*u, p.Point{X: W * 0.58, Y: y}, p.Point{X: W*0.58 + 4*u, Y: y + 0.3*u}, p.Point{X: W*0.58 + 4.2*u, Y: y + 4.2*u}, p.Point{X: W * 0.58, Y: y + 4*u}, p.Point{X: W * 0.58, Y: y}), p.Solid(blue))
			if i < 2 {
				c.Fill(p.Line(0.9*u, p.Point{X: W*0.58 + u, Y: y + 2*u}, p.Point{X: W*0.58 + 2*u, Y: y + 3.4*u}, p.Point{X: W*0.58 + 5*u, Y: y - 1.5*u}), p.Solid(green))
			}
			c.Fill(p.Text(n, W*0.58+8*u, y-0.2*u, 4.2*u, 0.65*u), p.Solid(pen))
		}
		c.Fill(p.Rect(0, H*0.955, W, H*0.05), p.Vertical(H*0.955, H, p.Hex(0xb9c0c2), p.Hex(0x7d8789)))
		for i, k := range []p.Color{pen, red, green} {
			c.Fill(p.RoundRect(W*(0.7+0.07*float64(i)), H*0.945, W*0.055, H*0.018, 4), p.Solid(k))
		}
		c.Shine(p.Glow(W*0.8, -H*0.1, W*0.5, p.Hex(0xffffff).Alpha(0.2)))
		c.Vignette(0.2)
		return c
	}
}

// curve is an axis pair with a firing curve.
func curve(c *p.Canvas, x, y, w, h, u float64, pen, ink p.Color) {
	c.Fill(p.Line(0.8*u, p.Point{X: x, Y: y}, p.Point{X: x, Y: y + h}, p.Point{X: x + w, Y: y + h}), p.Solid(pen))
	c.Fill(p.Line(1.1*u, p.Point{X: x, Y: y + h*0.96}, p.Point{X: x + w*0.22, Y: y + h*0.7}, p.Point{X: x + w*0.3, Y: y + h*0.68}, p.Point{X: x + w*0.55, Y: y + h*0.16},
		p.Point{X: x + w*0.66, Y: y + h*0.15}, p.Point{X: x + w*0.8, Y: y + h*0.55}, p.Point{X: x + w*0.97, Y: y + h*0.9}), p.Solid(ink))
	c.Fill(p.Text("1240", x+w*0.5, y+h*0.02, 4.4*u, 0.7*u), p.Solid(ink))
	c.Fill(p.Text("hours", x+w*0.72, y+h+2*u, 4*u, 0.6*u), p.Solid(pen))
}

// streetMap is a map-like drawing: blocks, streets, park, water, a route.
func streetMap(water, park p.Color, seed uint64) func(w, h int) *p.Canvas {
	return func(w, h int) *p.Canvas {
		c := p.New(w, h)
		W, H := c.Size()
		rnd := rand.New(rand.NewPCG(seed, 6))
		c.Paint(p.Solid(p.Hex(0xf3efe6)))
		m := p.Turn(p.Point{X: W / 2, Y: H / 2}, -11, 1, 1, 0, 0)
		s := H * 0.15
		for i := -3; i < 14; i++ {
			for j := -3; j < 10; j++ {
				x, y := float64(i)*s*1.05-s, float64(j)*s*0.78-s
				k := p.Mix(p.Hex(0xe7e0d1), p.Hex(0xdcd3c2), rnd.Float64())
				if rnd.IntN(9) == 0 {
					k = park
				}
				c.Fill(p.RoundRect(x, y, s*(0.90+0.02*rnd.Float64()), s*0.64, s*0.04).Map(m), p.Solid(k))
			}
		}
		c.Fill(p.Rect(-W, H*0.42, W*3, s*0.2).Map(m), p.Solid(p.Hex(0xfbd38a)))
		c.Fill(p.Rect(W*0.38, -H, s*0.17, H*3).Map(m), p.Solid(p.Hex(0xffffff)))
		c.Fill(p.Blob(p.Point{X: W * 0.60, Y: -40}, p.Point{X: W * 0.72, Y: H * 0.2}, p.Point{X: W * 0.66, Y: H * 0.36}, p.Point{X: W * 0.86, Y: H * 0.5}, p.Point{X: W * 1.1, Y: H * 0.45}, p.Point{X: W * 1.1, Y: -80}), p.Vertical(0, H*0.5, water.Light(-0.08), water))
		c.Fill(p.Blob(p.Point{X: W * 0.08, Y: H * 0.62}, p.Point{X: W * 0.24, Y: H * 0.58}, p.Point{X: W * 0.3, Y: H * 0.8}, p.Point{X: W * 0.12, Y: H * 0.9}), p.Solid(park))
		for range 60 {
			a, q := rnd.Float64()*7, H*0.13*math.Sqrt(rnd.Float64())
			c.Fill(p.Circle(W*0.185+math.Cos(a)*q, H*0.73+math.Sin(a)*q*0.8, H*0.012), p.Solid(park.Light(-0.2)))
		}
		route := []p.Point{{X: W * 0.2, Y: H * 0.72}, {X: W * 0.37, Y: H * 0.62}, {X: W * 0.41, Y: H * 0.44}, {X: W * 0.62, Y: H * 0.5}, {X: W * 0.69, Y: H * 0.42}}
		c.Fill(p.Line(H*0.022, route...), p.Solid(p.Hex(0xffffff)))
		c.Fill(p.Line(H*0.013, route...), p.Solid(p.Hex(0x3a6fd8)))
		for i, q := range []p.Point{route[0], route[4]} {
			k := []p.Color{p.Hex(0x2e9e6b), p.Hex(0xd8463a)}[i]
			c.Shadow(p.Circle(q.X, q.Y, H*0.03), 2, 4, 5, p.Hex(0).Alpha(0.4))
			c.Fill(p.Circle(q.X, q.Y, H*0.032), p.Solid(p.Hex(0xffffff)))
			c.Fill(p.Circle(q.X, q.Y, H*0.022), p.Solid(k))
		}
		c.Fill(p.Text("Harbour", W*0.78, H*0.2, H*0.04, H*0.006), p.Solid(water.Light(-0.45)))
		c.Fill(p.Text("Links", W*0.12, H*0.95, H*0.03, H*0.005), p.Solid(park.Light(-0.5)))
		return c
	}
}

// poster is a notice with a big line, a picture of bunting and small lines.
func poster(back, ink, accent p.Color, title []string, lines []string) func(w, h int) *p.Canvas {
	return func(w, h int) *p.Canvas {
		c := p.New(w, h)
		W, H := c.Size()
		c.Paint(func(x, y float64) p.Color { return back.Light((p.Cloud(x/60, y/60, 4, 3) - 0.5) * 0.06) })
		for row := range 2 {
			y0 := H * (0.07 + 0.11*float64(row))
			for i := range 12 {
				x0, x1 := W*float64(i)/12, W*float64(i+1)/12
				sag := func(x float64) float64 { return y0 + math.Sin(x/W*math.Pi)*H*0.05 }
				k := []p.Color{accent, ink, accent.Light(0.45), p.Hex(0xf2b441)}[(i+row)%4]
				c.Fill(p.Poly(p.Point{X: x0 + 4, Y: sag(x0)}, p.Point{X: x1 - 4, Y: sag(x1)}, p.Point{X: (x0 + x1) / 2, Y: sag((x0+x1)/2) + H*0.075}), p.Solid(k))
			}
		}
		y := H * 0.36
		for _, t := range title {
			size := math.Min(H*0.12, W*0.82/p.TextWidth(t, 1))
			c.Fill(p.Text(t, (W-p.TextWidth(t, size))/2+size*0.1, y, size, size*0.17), p.Solid(ink))
			y += size * 1.35
		}
		c.Fill(p.Rect(W*0.3, y, W*0.4, H*0.008), p.Solid(accent))
		y += H * 0.05
		for _, t := range lines {
			size := math.Min(H*0.042, W*0.8/p.TextWidth(t, 1))
			c.Fill(p.Text(t, (W-p.TextWidth(t, size))/2, y, size, size*0.14), p.Solid(ink.Light(0.1)))
			y += size * 1.8
		}
		c.Vignette(0.15)
		return c
	}
}
