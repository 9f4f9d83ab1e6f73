package scene

import (
	"math"

	p "satchel/core/demo/world/sample/make/paint"
)

// land is a view over layered hills.
type land struct {
	sky      []p.Color // top to horizon
	near     p.Color   // the closest layer; far ones fade into the last sky colour
	sun      p.Color
	sunX     float64 // of the width; the sun's height is the horizon's
	sunY     float64
	layers   int
	rough    float64
	seed     uint32
	snow     bool
	lake     bool
	clouds   float64 // how much of the sky they cover, 0 to 1
	birds    int
	cloudRun float64 // how far the clouds have drifted, in widths
}

func (l land) draw(w, h int) *p.Canvas {
	c := p.New(w, h)
	W, H := c.Size()
	c.Paint(p.Vertical(0, H*0.72, l.sky...))
	haze := l.sky[len(l.sky)-1]
	sx, sy := l.sunX*W, l.sunY*H
	c.Shine(p.Glow(sx, sy, W*0.55, l.sun.Alpha(0.45)))
	// The sky around it is over-exposed: the disc must be lighter than white to show.
	c.Fill(p.Circle(sx, sy, H*0.05), p.Solid(p.Mix(l.sun, p.Hex(0xffffff), 0.6).Over(1.35)))
	l.drawClouds(c)
	for i := range l.layers {
		l.ridge(c, i, haze)
	}
	for i := range l.birds {
		x, y, s := W*(0.3+0.05*float64(i)), H*(0.2+0.03*math.Sin(float64(i)*2.1)), H*0.012
		c.Fill(p.Line(H*0.003, p.Point{X: x - s, Y: y - s*0.6}, p.Point{X: x, Y: y}, p.Point{X: x + s, Y: y - s*0.7}), p.Solid(l.near.Alpha(0.8)))
	}
	if l.lake {
		mirror(c, 0.74, haze)
	}
	c.Vignette(0.28)
	c.Grain(0.018, l.seed)
	return c
}

func (l land) drawClouds(c *p.Canvas) {
	if l.clouds == 0 {
		return
	}
	W, H := c.Size()
	c.Paint(func(x, y float64) p.Color {
		n := p.Cloud(x/W*5+l.cloudRun*5, y/H*11, 5, l.seed+77)
		k := p.Smooth(1-l.clouds, 1.25-l.clouds, n) * p.Smooth(0.72, 0.3, y/H)
		warm := p.Mix(p.Hex(0xffffff), l.sun, 0.35+0.5*n)
		return warm.Alpha(k * 0.75)
	})
}

// ridge draws layer i, farthest first, with mist at its foot.
func (l land) ridge(c *p.Canvas, i int, haze p.Color) {
	W, H := c.Size()
	t := float64(i+1) / float64(l.layers)
	base := H * (0.50 + 0.42*t*t*0.9)
	amp := H * (0.20 - 0.07*t) * l.rough
	pts := []p.Point{{X: -2, Y: H + 2}}
	for x := -2.0; x <= W+3; x += 3 {
		n := p.Cloud(x/W*(2.2+1.6*t)+float64(i)*9.1, float64(i), 5, l.seed)
		pts = append(pts, p.Point{X: x, Y: base - (n-0.42)*2*amp})
	}
	pts = append(pts, p.Point{X: W + 2, Y: H + 2})
	col := p.Mix(haze.Light(-0.06), l.near, math.Pow(t, 1.25))
	foot := p.Mix(col, haze, 0.5*(1-t)+0.08)
	c.Fill(p.Poly(pts...), p.Vertical(base-amp, base+H*0.24, col, foot))
	if l.snow && i < l.layers-1 {
		c.Fill(p.Poly(pts...), func(x, y float64) p.Color {
			n := p.Cloud(x/W*40, y/H*30, 3, l.seed+5)
			top := p.Smooth(base-amp*0.10, base-amp*0.75, y+(n-0.5)*amp*0.9)
			return p.Hex(0xfbfdff).Alpha(top * (0.55 + 0.45*t))
		})
	}
}

// mirror makes water below the line: the picture upside down, rippled.
func mirror(c *p.Canvas, line float64, haze p.Color) {
	top := int(line * float64(c.H))
	src := append([]float32(nil), c.Pix...)
	for y := top; y < c.H; y++ {
		d := y - top
		from := max(top-1-d*3/2, 0)
		for x := range c.W {
			shift := int(math.Sin(float64(d)*0.55+p.Noise(float64(x)/90, float64(d)/5, 3)*9) * (1 + float64(d)*0.03))
			xx := min(max(x+shift, 0), c.W-1)
			k := float32(0.80 - 0.15*float64(d)/float64(c.H-top))
			for j, v := range []float64{haze.R, haze.G, haze.B} {
				c.Pix[(y*c.W+x)*4+j] = src[(from*c.W+xx)*4+j]*k + float32(v)*0.10
			}
		}
	}
}
