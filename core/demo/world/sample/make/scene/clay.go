package scene

import (
	"math"
	"slices"

	p "satchel/core/demo/world/sample/make/paint"
)

// pot is a thrown vessel: radii of its profile from lip to foot, in its height.
type pot struct {
	profile []float64
	x, h    float64 // centre and height, of the picture's height
	glaze   []p.Color
	speck   p.Color
	drip    bool
	sprig   bool
}

// profiles of everyday vessels, lip first.
var bottle = []float64{0.13, 0.11, 0.10, 0.12, 0.22, 0.30, 0.33, 0.32, 0.28, 0.20}
var jar = []float64{0.22, 0.20, 0.26, 0.38, 0.44, 0.45, 0.43, 0.38, 0.31, 0.24}
var bowl = []float64{0.80, 0.79, 0.76, 0.71, 0.64, 0.55, 0.45, 0.35, 0.29, 0.29}
var tumbler = []float64{0.36, 0.36, 0.355, 0.35, 0.345, 0.34, 0.33, 0.32, 0.31, 0.29}
var moon = []float64{0.16, 0.17, 0.34, 0.45, 0.50, 0.51, 0.48, 0.42, 0.32, 0.20}

// outline is the vessel from the side: its profile made smooth, with the ellipses of lip and foot.
func (v pot) outline(H, foot float64) (p.Path, float64) {
	const steps = 72
	top, cx := foot-v.h*H, v.x*H
	var right, left []p.Point
	for i := range steps + 1 {
		t := float64(i) / steps
		r, y := v.radius(t)*v.h*H, top+v.h*H*t
		right = append(right, p.Point{X: cx + r, Y: y})
		left = append(left, p.Point{X: cx - r, Y: y})
	}
	slices.Reverse(left)
	body := p.Poly(append(right, left...)...)
	lip, base := v.radius(0)*v.h*H, v.radius(1)*v.h*H
	body = append(body, p.Ellipse(cx, top, lip, lip*rimTilt)...)
	return append(body, p.Ellipse(cx, foot, base, base*0.1)...), top
}

// rimTilt is how far the eye looks down into the lip.
const rimTilt = 0.16

// radius is the profile at t, from 0 (lip) to 1 (foot), along a smooth curve.
func (v pot) radius(t float64) float64 {
	n := len(v.profile)
	at := t * float64(n-1)
	i := min(int(at), n-2)
	u := at - float64(i)
	q := func(j int) float64 { return v.profile[min(max(j, 0), n-1)] }
	a, b, c, d := q(i-1), q(i), q(i+1), q(i+2)
	return b + u*((c-a)/2+u*(a-2.5*b+2*c-d/2+u*((d-a)/2+1.5*(b-c))))
}

func (v pot) draw(c *p.Canvas, foot float64, lightLeft bool, seed uint32) {
	_, H := c.Size()
	body, top := v.outline(H, foot)
	cx, wide := v.x*H, v.h*H*0.5
	side := 1.0
	if !lightLeft {
		side = -1
	}
	c.Shadow(p.Ellipse(cx+side*wide*0.7, foot, wide*1.1, H*0.018), 0, 0, H*0.014, p.Hex(0x1a1008).Alpha(0.45))
	c.Fill(body, func(x, y float64) p.Color {
		t := (y-top)/(v.h*H) + (p.Noise(x/H*26, 1, seed)-0.5)*0.10
		if v.drip {
			t += (p.Noise(x/H*34, 5, seed) - 0.5) * 0.22
		}
		k := p.Ramp(t, v.glaze...)
		n := p.Cloud(x/H*95, y/H*95, 2, seed+3)
		k = k.Light((n - 0.5) * 0.10)
		if n > 0.77 && v.speck.A > 0 {
			k = p.Mix(k, v.speck, p.Smooth(0.77, 0.83, n)*0.8)
		}
		u := (x - cx) / wide * side // -1 towards the light
		k = k.Light(-0.55 * p.Smooth(-0.25, 1.1, u))
		return k.Light(0.45 * math.Exp(-math.Pow((u+0.38)/0.16, 2)) * p.Smooth(0.02, 0.2, t))
	})
	rim := v.profile[0] * v.h * H
	edge := math.Min(rim*0.08, v.h*H*0.018)
	c.Fill(p.Ellipse(cx, top, rim-edge, (rim-edge)*rimTilt), p.Vertical(top-rim*rimTilt, top+rim*rimTilt, v.glaze[0].Light(-0.72), v.glaze[0].Light(-0.35)))
	if v.sprig {
		drawSprig(c, cx, top, v.h*H, seed)
	}
}

func drawSprig(c *p.Canvas, cx, top, tall float64, seed uint32) {
	for i := range 4 {
		lean := (float64(i) - 1.4) * 0.22
		var stem []p.Point
		for j := range 9 {
			t := float64(j) / 8
			stem = append(stem, p.Point{X: cx + lean*tall*t*t*1.4, Y: top + tall*0.05 - tall*(0.75-0.1*float64(i%2))*t})
		}
		c.Fill(p.Line(tall*0.012, stem...), p.Solid(p.Hex(0x6b7a4e)))
		for j, q := range stem[2:] {
			for _, s := range []float64{-1, 1} {
				r := tall * 0.042 * (1.2 - float64(j)/14)
				leaf := p.Ellipse(q.X+s*r*1.1, q.Y, r*1.15, r*0.45).Map(p.Turn(q, s*-28+lean*40, 1, 1, 0, 0))
				c.Fill(leaf, p.Solid(p.Ramp(p.Noise(float64(j)*1.7, float64(i)+s, seed), p.Hex(0x7f9663), p.Hex(0xa8b889), p.Hex(0x5f7a55))))
			}
		}
	}
}

// still is vessels on a table before a wall.
type still struct {
	wall, table []p.Color
	pots        []pot
	left        bool
	window      bool
	seed        uint32
}

func (s still) draw(w, h int) *p.Canvas {
	c := p.New(w, h)
	W, H := c.Size()
	edge := H * 0.74
	c.Paint(p.Vertical(0, edge, s.wall...))
	c.Paint(func(x, y float64) p.Color {
		return p.Hex(0x000000).Alpha((p.Cloud(x/H*5, y/H*5, 4, s.seed) - 0.4) * 0.10)
	})
	lx := W * 0.12
	if !s.left {
		lx = W * 0.88
	}
	c.Shine(p.Glow(lx, H*0.1, W*0.75, p.Hex(0xfff0d0).Alpha(0.32)))
	if s.window {
		s.drawWindow(c, lx)
	}
	c.Fill(p.Rect(0, edge, W, H-edge), func(x, y float64) p.Color {
		k := p.Ramp((y-edge)/(H-edge), s.table...)
		return k.Light((p.Cloud(x/H*3, y/H*55, 3, s.seed+4) - 0.5) * 0.16)
	})
	c.Shine(p.Glow(lx, edge, W*0.6, p.Hex(0xffe8c0).Alpha(0.16)))
	for i, v := range s.pots {
		v.draw(c, H*(0.83+0.05*float64(i%2)), s.left, s.seed+uint32(i)*17)
	}
	c.Vignette(0.32)
	c.Grain(0.02, s.seed)
	return c
}

// drawWindow throws the light of a window with bars on the wall.
func (s still) drawWindow(c *p.Canvas, lx float64) {
	W, H := c.Size()
	l := p.New(c.W, c.H)
	x := W*0.5 + (lx-W*0.5)*0.25 - H*0.25
	for i := range 2 {
		for j := range 3 {
			a, b := x+float64(i)*H*0.24, H*0.08+float64(j)*H*0.19
			l.Fill(p.Poly(p.Point{X: a, Y: b}, p.Point{X: a + H*0.21, Y: b + H*0.035}, p.Point{X: a + H*0.21, Y: b + H*0.19}, p.Point{X: a, Y: b + H*0.155}),
				p.Solid(p.Hex(0xfff1cc)))
		}
	}
	l.Blur(H * 0.006)
	c.Draw(l, 0.42)
}

// tiles is a board of glaze tests.
func tiles(palette []p.Color, seed uint32) func(w, h int) *p.Canvas {
	return func(w, h int) *p.Canvas {
		c := p.New(w, h)
		W, H := c.Size()
		c.Paint(func(x, y float64) p.Color {
			return p.Hex(0xb08a60).Light((p.Cloud(x/H*2, y/H*40, 4, seed) - 0.5) * 0.3)
		})
		const cols, lines = 6, 4
		cw, ch := W/(cols+0.6), H/(lines+0.5)
		for i := range cols * lines {
			x, y := cw*(0.42+float64(i%cols)), ch*(0.36+float64(i/cols))
			tile := p.RoundRect(x, y, cw*0.78, ch*0.8, H*0.012).Map(p.Turn(p.Point{X: x, Y: y}, (p.Noise(float64(i)*3.1, 0, seed)-0.5)*5, 1, 1, 0, 0))
			c.Shadow(tile, H*0.006, H*0.01, H*0.008, p.Hex(0x2a1808).Alpha(0.5))
			base, next := palette[i%len(palette)], palette[(i*5+3)%len(palette)]
			c.Fill(tile, func(px, py float64) p.Color {
				t := (py-y)/(ch*0.8) + (p.Cloud(px/H*14, py/H*9, 4, seed+uint32(i))-0.5)*0.8
				k := p.Ramp(t, base.Light(0.35), base, p.Mix(base, next, 0.7), next.Light(-0.3))
				return k.Light(0.5 * math.Exp(-math.Pow((px-x-cw*0.2)/(cw*0.05), 2)) * 0.5)
			})
			c.Fill(p.Circle(x+cw*0.39, y+ch*0.09, H*0.009), p.Solid(p.Hex(0x4a3218)))
		}
		c.Vignette(0.3)
		return c
	}
}
