// Package figure holds flat vector characters on a canvas of 512 units:
// stickers, faces and emblems, drawn once as parts and given out as pixels, as
// a Lottie animation or as a vector outline.
//
// A Part is a path with one colour and a Motion; a motion is a sine loop of
// turn, scale and move around a point, so that every loop closes. The Lottie
// form uses eased keyframes that come within a unit of the sine.
package figure

import (
	"math"

	p "satchel/core/demo/world/sample/make/paint"
)

// Side is the width and height of the space figures are drawn in.
const Side = 512

// Motion moves a part through one loop: amplitudes of a sine around a point.
type Motion struct {
	About  p.Point
	Turn   float64 // degrees
	Grow   float64 // share of the size
	DX, DY float64
	Phase  float64 // share of the loop
}

// Part is one path of one colour.
type Part struct {
	Path   p.Path
	Fill   p.Color
	Motion Motion
}

// Figure is parts, the lowest first.
type Figure []Part

func (m Motion) at(t float64) p.Matrix {
	s := math.Sin(2 * math.Pi * (t + m.Phase))
	return p.Turn(m.About, m.Turn*s, 1+m.Grow*s, 1+m.Grow*s, m.DX*s, m.DY*s)
}

// Draw paints the figure at moment t (0 to 1) of its loop, over the whole canvas' width.
func (f Figure) Draw(c *p.Canvas, t float64) {
	k := float64(c.W) / Side
	dy := (float64(c.H) - float64(c.W)) / 2
	for _, part := range f {
		path := part.Path.Map(part.Motion.at(t)).Map(p.Matrix{A: k, D: k, F: dy})
		c.Fill(path, p.Solid(part.Fill))
	}
}

// Render paints the figure on a clear square, with a white border of that many units as stickers have.
func (f Figure) Render(size int, t, border float64) *p.Canvas {
	c := p.New(size, size)
	f.Draw(c, t)
	if border == 0 {
		return c
	}
	out := p.New(size, size)
	grow(out, c, border*float64(size)/Side)
	out.Draw(c, 1)
	return out
}

// grow fills dst with white wherever src has something within r pixels.
func grow(dst, src *p.Canvas, r float64) {
	n := int(math.Ceil(r))
	for y := range src.H {
		for x := range src.W {
			if src.Pix[(y*src.W+x)*4+3] < 0.5 || inner(src, x, y) {
				continue
			}
			dst.Fill(p.Circle(float64(x)+0.5, float64(y)+0.5, float64(n)), p.Solid(p.Hex(0xffffff)))
		}
	}
}

func inner(c *p.Canvas, x, y int) bool {
	for _, d := range [][2]int{{1, 0}, {-1, 0}, {0, 1}, {0, -1}} {
		xx, yy := x+d[0], y+d[1]
		if xx < 0 || yy < 0 || xx >= c.W || yy >= c.H || c.Pix[(yy*c.W+xx)*4+3] < 0.5 {
			return false
		}
	}
	return true
}

func (f *Figure) add(path p.Path, k p.Color, m ...Motion) {
	part := Part{Path: path, Fill: k}
	if len(m) > 0 {
		part.Motion = m[0]
	}
	*f = append(*f, part)
}

func pt(x, y float64) p.Point { return p.Point{X: x, Y: y} }
