package paint

import (
	"image"
	"math"
)

// Canvas is a picture of premultiplied float colour.
type Canvas struct {
	W, H int
	Pix  []float32 // r, g, b, a of each pixel, row by row
}

// New is an empty, transparent canvas.
func New(w, h int) *Canvas { return &Canvas{w, h, make([]float32, w*h*4)} }

// Size is the width and height as numbers to reckon with.
func (c *Canvas) Size() (w, h float64) { return float64(c.W), float64(c.H) }

func (c *Canvas) over(x, y int, k Color) {
	p := c.Pix[(y*c.W+x)*4:][:4]
	a, rest := float32(k.A), float32(1-k.A)
	p[0] = float32(k.R)*a + p[0]*rest
	p[1] = float32(k.G)*a + p[1]*rest
	p[2] = float32(k.B)*a + p[2]*rest
	p[3] = a + p[3]*rest
}

// Paint covers the whole canvas with a shade.
func (c *Canvas) Paint(s Shade) {
	for y := range c.H {
		for x := range c.W {
			if k := s(float64(x)+0.5, float64(y)+0.5); k.A > 0 {
				c.over(x, y, k)
			}
		}
	}
}

// Shine adds the shade's light to what is there.
func (c *Canvas) Shine(s Shade) {
	for y := range c.H {
		for x := range c.W {
			k := s(float64(x)+0.5, float64(y)+0.5)
			p := c.Pix[(y*c.W+x)*4:][:4]
			p[0] += float32(k.R * k.A)
			p[1] += float32(k.G * k.A)
			p[2] += float32(k.B * k.A)
		}
	}
}

// Draw lays another canvas of the same size over this one.
func (c *Canvas) Draw(top *Canvas, opacity float64) {
	o := float32(opacity)
	for i := 0; i < len(c.Pix); i += 4 {
		rest := 1 - top.Pix[i+3]*o
		for j := range 4 {
			c.Pix[i+j] = top.Pix[i+j]*o + c.Pix[i+j]*rest
		}
	}
}

// Each replaces every opaque pixel's colour.
func (c *Canvas) Each(f func(x, y float64, k Color) Color) {
	for y := range c.H {
		for x := range c.W {
			p := c.Pix[(y*c.W+x)*4:][:4]
			k := f(float64(x)+0.5, float64(y)+0.5, Color{float64(p[0]), float64(p[1]), float64(p[2]), float64(p[3])})
			p[0], p[1], p[2], p[3] = float32(k.R), float32(k.G), float32(k.B), float32(k.A)
		}
	}
}

// Blur softens the canvas: three box blurs, close to a Gaussian of that radius.
func (c *Canvas) Blur(radius float64) {
	r := int(math.Round(radius))
	if r < 1 {
		return
	}
	for range 3 {
		boxBlur(c.Pix, c.H, c.W, c.W*4, 4, r)
		boxBlur(c.Pix, c.W, c.H, 4, c.W*4, r)
	}
}

// boxBlur averages along lines: n lines lineStep apart, of m pixels step apart.
func boxBlur(pix []float32, n, m, lineStep, step, r int) {
	old := make([]float32, m)
	for line := range n {
		for ch := range 4 {
			at := line*lineStep + ch
			var sum float32
			for i := range m {
				old[i] = pix[at+i*step]
			}
			for i := -r; i <= r; i++ {
				sum += old[min(max(i, 0), m-1)]
			}
			for i := range m {
				pix[at+i*step] = sum / float32(2*r+1)
				sum += old[min(i+r+1, m-1)] - old[max(i-r, 0)]
			}
		}
	}
}

// Shadow lays the soft shadow of a path, moved by dx, dy.
func (c *Canvas) Shadow(p Path, dx, dy, blur float64, k Color) {
	l := New(c.W, c.H)
	l.Fill(p.Map(Matrix{A: 1, D: 1, E: dx, F: dy}), Solid(k.Alpha(1)))
	l.Blur(blur)
	c.Draw(l, k.A)
}

// Vignette darkens the corners by k.
func (c *Canvas) Vignette(k float64) {
	w, h := c.Size()
	c.Each(func(x, y float64, col Color) Color {
		d := math.Hypot((x-w/2)/(w/2), (y-h/2)/(h/2)) / math.Sqrt2
		f := 1 - k*Smooth(0.35, 1.05, d)
		return Color{col.R * f, col.G * f, col.B * f, col.A}
	})
}

// Grain adds film noise of strength k, the same for the same seed.
func (c *Canvas) Grain(k float64, seed uint32) {
	c.Each(func(x, y float64, col Color) Color {
		n := (hash(int(x)/2, int(y)/2, seed) - 0.5) * k
		return Color{col.R + n, col.G + n, col.B + n, col.A}
	})
}

// Scaled is the canvas shrunk to w x h by averaging areas.
func (c *Canvas) Scaled(w, h int) *Canvas {
	out := New(w, h)
	fx, fy := float64(c.W)/float64(w), float64(c.H)/float64(h)
	for y := range h {
		y0, y1 := int(float64(y)*fy), max(int(float64(y+1)*fy), int(float64(y)*fy)+1)
		for x := range w {
			x0, x1 := int(float64(x)*fx), max(int(float64(x+1)*fx), int(float64(x)*fx)+1)
			var s [4]float32
			for yy := y0; yy < min(y1, c.H); yy++ {
				for xx := x0; xx < min(x1, c.W); xx++ {
					for j := range 4 {
						s[j] += c.Pix[(yy*c.W+xx)*4+j]
					}
				}
			}
			n := float32((min(y1, c.H) - y0) * (min(x1, c.W) - x0))
			for j := range 4 {
				out.Pix[(y*w+x)*4+j] = s[j] / n
			}
		}
	}
	return out
}

// Image is the canvas as an 8-bit picture with straight alpha.
func (c *Canvas) Image() *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, c.W, c.H))
	for i := 0; i < len(c.Pix); i += 4 {
		a := float64(c.Pix[i+3])
		for j := range 3 {
			v := 0.0
			if a > 0 {
				v = float64(c.Pix[i+j]) / a
			}
			img.Pix[i+j] = uint8(Clamp(v*255+0.5, 0, 255))
		}
		img.Pix[i+3] = uint8(Clamp(a*255+0.5, 0, 255))
	}
	return img
}

// From is a picture as a canvas.
func From(img image.Image) *Canvas {
	b := img.Bounds()
	c := New(b.Dx(), b.Dy())
	for y := range c.H {
		for x := range c.W {
			r, g, bl, a := img.At(b.Min.X+x, b.Min.Y+y).RGBA()
			p := c.Pix[(y*c.W+x)*4:][:4]
			p[0], p[1], p[2], p[3] = float32(r)/65535, float32(g)/65535, float32(bl)/65535, float32(a)/65535
		}
	}
	return c
}
