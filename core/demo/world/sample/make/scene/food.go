package scene

import (
	"math"
	"math/rand/v2"

	p "satchel/core/demo/world/sample/make/paint"
)

// plate is a dish seen from above on a table.
type plate struct {
	table, rim, food p.Color
	kind             string // soup, pancakes, pizza, salad, cake
	seed             uint64
}

func (d plate) draw(w, h int) *p.Canvas {
	c := p.New(w, h)
	W, H := c.Size()
	rnd := rand.New(rand.NewPCG(d.seed, 3))
	c.Paint(func(x, y float64) p.Color {
		n := p.Cloud(x/H*2.2, y/H*34, 4, uint32(d.seed))
		return d.table.Light((n - 0.5) * 0.35)
	})
	c.Shine(p.Glow(W*0.15, 0, W*0.8, p.Hex(0xffe9c4).Alpha(0.3)))
	x, y, r := W*0.5, H*0.52, math.Min(W, H)*0.39
	napkin := p.RoundRect(x-r*1.5, y-r*0.6, r*0.9, r*1.6, 8).Map(p.Turn(p.Point{X: x, Y: y}, -14, 1, 1, 0, 0))
	c.Shadow(napkin, 6, 8, 8, p.Hex(0).Alpha(0.35))
	c.Fill(napkin, func(px, py float64) p.Color {
		if math.Mod(px+py*0.25+2000, r*0.2) < r*0.035 {
			return p.Hex(0xb5523f)
		}
		return p.Hex(0xefe6d6)
	})
	c.Shadow(p.Circle(x, y, r), r*0.05, r*0.08, r*0.08, p.Hex(0x100804).Alpha(0.6))
	c.Fill(p.Circle(x, y, r), p.Radial(x-r*0.3, y-r*0.3, r*1.5, d.rim.Light(0.25), d.rim, d.rim.Light(-0.25)))
	c.Fill(p.Circle(x, y, r*0.74), p.Radial(x+r*0.2, y+r*0.25, r*1.1, d.rim.Light(0.15), d.rim.Light(-0.12)))
	switch d.kind {
	case "soup":
		d.soup(c, rnd, x, y, r)
	case "pancakes":
		d.pancakes(c, rnd, x, y, r)
	case "pizza":
		d.pizza(c, rnd, x, y, r)
	case "salad":
		d.salad(c, rnd, x, y, r)
	default:
		d.cake(c, rnd, x, y, r)
	}
	fork(c, x+r*1.28, y, r)
	c.Vignette(0.32)
	c.Grain(0.015, uint32(d.seed))
	return c
}

func fork(c *p.Canvas, x, y, r float64) {
	var f p.Path
	f = append(f, p.Line(r*0.055, p.Point{X: x, Y: y - r*0.1}, p.Point{X: x, Y: y + r*0.85})...)
	f = append(f, p.Ellipse(x, y-r*0.2, r*0.085, r*0.16)...)
	for i := -1.0; i <= 1; i++ {
		f = append(f, p.Line(r*0.028, p.Point{X: x + i*r*0.06, Y: y - r*0.25}, p.Point{X: x + i*r*0.06, Y: y - r*0.62})...)
	}
	c.Shadow(f, r*0.02, r*0.03, r*0.02, p.Hex(0).Alpha(0.45))
	c.Fill(f, p.Horizontal(x-r*0.08, x+r*0.08, p.Hex(0xf4f4f2), p.Hex(0xa8aaa8)))
}

func (d plate) soup(c *p.Canvas, rnd *rand.Rand, x, y, r float64) {
	c.Fill(p.Circle(x, y, r*0.72), func(px, py float64) p.Color {
		a, q := math.Atan2(py-y, px-x), math.Hypot(px-x, py-y)/r
		n := p.Cloud(px/r*3, py/r*3, 4, uint32(d.seed))
		k := d.food.Light((n - 0.5) * 0.25)
		swirl := math.Sin(a*1 + q*17)
		k = p.Mix(k, p.Hex(0xfdf3df), p.Smooth(0.55, 0.95, swirl)*p.Smooth(0.62, 0.3, q)*0.85)
		return k.Light(-0.35 * p.Smooth(0.6, 0.73, q))
	})
	for range 26 {
		a, q := rnd.Float64()*7, rnd.Float64()*r*0.42
		lx, ly := x+math.Cos(a)*q, y+math.Sin(a)*q
		leaf := p.Ellipse(lx, ly, r*0.045, r*0.02).Map(p.Turn(p.Point{X: lx, Y: ly}, rnd.Float64()*180, 1, 1, 0, 0))
		c.Fill(leaf, p.Solid(p.Mix(p.Hex(0x3f6b2e), p.Hex(0x86a84c), rnd.Float64())))
	}
}

func (d plate) pancakes(c *p.Canvas, rnd *rand.Rand, x, y, r float64) {
	for i := range 4 {
		px, py := x+(rnd.Float64()-0.5)*r*0.14, y-float64(i)*r*0.035+r*0.06
		q := r * (0.58 - 0.02*float64(i))
		cake := p.Ellipse(px, py, q, q*0.96)
		c.Shadow(cake, 3, r*0.03, r*0.02, p.Hex(0x301404).Alpha(0.5))
		c.Fill(cake, func(ax, ay float64) p.Color {
			t := math.Hypot(ax-px, ay-py) / q
			n := p.Cloud(ax/r*8, ay/r*8, 3, uint32(i))
			return p.Ramp(t+(n-0.5)*0.25, p.Hex(0xb9722c), p.Hex(0xc9853a), p.Hex(0xd99a4c), p.Hex(0xf2d08c))
		})
	}
	c.Fill(p.Blob(p.Point{X: x - r*0.35, Y: y - r*0.2}, p.Point{X: x, Y: y - r*0.36}, p.Point{X: x + r*0.36, Y: y - r*0.1}, p.Point{X: x + r*0.28, Y: y + r*0.38}, p.Point{X: x + r*0.16, Y: y + r*0.1}, p.Point{X: x - r*0.14, Y: y + r*0.22}),
		p.Vertical(y-r*0.4, y+r*0.4, p.Hex(0xa1490f).Alpha(0.75), p.Hex(0x7a2f08).Alpha(0.8)))
	for range 13 {
		bx, by := x+rnd.NormFloat64()*r*0.2, y-r*0.05+rnd.NormFloat64()*r*0.16
		q := r * 0.062
		c.Shadow(p.Circle(bx, by, q), 2, 4, 4, p.Hex(0x180808).Alpha(0.5))
		k := []p.Color{p.Hex(0x39457f), p.Hex(0xb3263a), p.Hex(0x2b2f5c)}[rnd.IntN(3)]
		c.Fill(p.Circle(bx, by, q), p.Radial(bx-q*0.4, by-q*0.4, q*1.5, k.Light(0.5), k, k.Light(-0.4)))
	}
}

func (d plate) pizza(c *p.Canvas, rnd *rand.Rand, x, y, r float64) {
	c.Fill(p.Circle(x, y, r*0.9), func(px, py float64) p.Color {
		t := math.Hypot(px-x, py-y)/(r*0.9) + (p.Cloud(px/r*5, py/r*5, 3, uint32(d.seed))-0.5)*0.06
		n := p.Cloud(px/r*6, py/r*6, 4, uint32(d.seed)+1)
		cheese := p.Ramp(n, p.Hex(0xc8452a), p.Hex(0xe2733a), p.Hex(0xf5cd74), p.Hex(0xfbe3a0))
		crust := p.Ramp((t-0.82)*6, p.Hex(0xe9b469), p.Hex(0xd08f45), p.Hex(0x9c5a24))
		return p.Mix(cheese, crust, p.Smooth(0.80, 0.86, t))
	})
	for i := range 19 {
		a, q := float64(i)*2.4, r*0.68*math.Sqrt(float64(i+1)/20)
		tx, ty, tr := x+math.Cos(a)*q, y+math.Sin(a)*q, r*0.085
		if i%3 == 2 {
			leaf := p.Blob(p.Point{X: tx - tr, Y: ty}, p.Point{X: tx, Y: ty - tr*0.55}, p.Point{X: tx + tr*1.2, Y: ty}, p.Point{X: tx, Y: ty + tr*0.55}).Map(p.Turn(p.Point{X: tx, Y: ty}, rnd.Float64()*360, 1, 1, 0, 0))
			c.Fill(leaf, p.Vertical(ty-tr, ty+tr, p.Hex(0x6fa045), p.Hex(0x2f5a22)))
			continue
		}
		c.Fill(p.Circle(tx, ty, tr), p.Radial(tx, ty, tr*1.2, p.Hex(0xd6503a), p.Hex(0xb5301f), p.Hex(0x7c1a12)))
		c.Fill(p.Circle(tx-tr*0.25, ty-tr*0.25, tr*0.3), p.Solid(p.Hex(0xffd9b0).Alpha(0.35)))
	}
	for i := range 4 {
		a := float64(i)*math.Pi/4 + 0.2
		dx, dy := math.Cos(a)*r*0.9, math.Sin(a)*r*0.9
		c.Fill(p.Line(r*0.012, p.Point{X: x - dx, Y: y - dy}, p.Point{X: x + dx, Y: y + dy}), p.Solid(p.Hex(0x5a2a10).Alpha(0.55)))
	}
}

func (d plate) salad(c *p.Canvas, rnd *rand.Rand, x, y, r float64) {
	greens := []p.Color{p.Hex(0x4f7f34), p.Hex(0x86ab45), p.Hex(0x35612b), p.Hex(0xa9c765), p.Hex(0x6c2f4a)}
	for range 90 {
		a, q := rnd.Float64()*7, r*0.6*math.Sqrt(rnd.Float64())
		lx, ly, s := x+math.Cos(a)*q, y+math.Sin(a)*q, r*(0.09+0.07*rnd.Float64())
		k := greens[rnd.IntN(len(greens))]
		leaf := p.Blob(p.Point{X: lx - s*1.4, Y: ly}, p.Point{X: lx - s*0.3, Y: ly - s*0.6}, p.Point{X: lx + s, Y: ly - s*0.25}, p.Point{X: lx + s*1.1, Y: ly + s*0.3}, p.Point{X: lx - s*0.2, Y: ly + s*0.55}).
			Map(p.Turn(p.Point{X: lx, Y: ly}, rnd.Float64()*360, 1, 1, 0, 0))
		c.Shadow(leaf, 1, 3, 3, p.Hex(0x061004).Alpha(0.3))
		c.Fill(leaf, p.Vertical(ly-s, ly+s, k.Light(0.18), k.Light(-0.15)))
	}
	for i := range 9 {
		a, q := float64(i)*2.4+1, r*0.5*math.Sqrt(float64(i+1)/9)
		tx, ty, s := x+math.Cos(a)*q, y+math.Sin(a)*q, r*0.095
		c.Shadow(p.Circle(tx, ty, s), 2, 4, 4, p.Hex(0x100404).Alpha(0.4))
		if i%3 == 0 {
			c.Fill(p.Ellipse(tx, ty, s*1.1, s*0.9), p.Solid(p.Hex(0xfffaf0)))
			c.Fill(p.Circle(tx, ty, s*0.5), p.Radial(tx, ty, s*0.6, p.Hex(0xffc94a), p.Hex(0xf09a22)))
			continue
		}
		c.Fill(p.Circle(tx, ty, s), p.Radial(tx-s*0.3, ty-s*0.3, s*1.5, p.Hex(0xff9878), p.Hex(0xd8342a), p.Hex(0x9c1c1c)))
	}
}

func (d plate) cake(c *p.Canvas, rnd *rand.Rand, x, y, r float64) {
	q := r * 0.62
	c.Shadow(p.Circle(x, y, q), r*0.03, r*0.05, r*0.04, p.Hex(0x200c10).Alpha(0.5))
	c.Fill(p.Circle(x, y, q), p.Radial(x-q*0.3, y-q*0.3, q*1.5, d.food.Light(0.45), d.food, d.food.Light(-0.2)))
	for i := range 16 {
		a := float64(i) * math.Pi / 8
		tx, ty := x+math.Cos(a)*q*0.86, y+math.Sin(a)*q*0.86
		c.Shadow(p.Circle(tx, ty, q*0.11), 2, 3, 4, p.Hex(0x401018).Alpha(0.35))
		c.Fill(p.Circle(tx, ty, q*0.11), p.Radial(tx-3, ty-3, q*0.15, p.Hex(0xffffff), p.Hex(0xf7dfe0)))
		if i%2 == 0 {
			c.Fill(p.Circle(tx, ty, q*0.07), p.Radial(tx-q*0.02, ty-q*0.02, q*0.1, p.Hex(0xff8a80), p.Hex(0xc41f33)))
		}
	}
	for range 70 {
		a, t := rnd.Float64()*7, q*0.7*math.Sqrt(rnd.Float64())
		sx, sy, turn := x+math.Cos(a)*t, y+math.Sin(a)*t, rnd.Float64()*7
		k := []p.Color{p.Hex(0x57b7c9), p.Hex(0xf3b33d), p.Hex(0xef6f6c), p.Hex(0x7a6bc2), p.Hex(0xffffff)}[rnd.IntN(5)]
		c.Fill(p.Line(q*0.02, p.Point{X: sx, Y: sy}, p.Point{X: sx + math.Cos(turn)*q*0.06, Y: sy + math.Sin(turn)*q*0.06}), p.Solid(k))
	}
	size := q * 0.34
	c.Fill(p.Text("70", x-p.TextWidth("70", size)/2+size*0.1, y-size/2, size, size*0.14), p.Solid(p.Hex(0x7b3550)))
}
