package scene

import (
	"math"

	p "satchel/core/demo/world/sample/make/paint"
)

// Map draws the map of an invented place: hills, a loch, a road and a path, and a
// pin in the middle.
func Map(w, h int, seed uint32) *p.Canvas {
	c := p.New(w, h)
	fw, fh := c.Size()
	c.Paint(func(x, y float64) p.Color {
		hill := p.Cloud(x/90, y/90, 4, seed)
		k := p.Ramp(hill, hex(0xd9e6c8, 0xe9eddb, 0xf3efe2)...)
		if math.Abs(math.Mod(hill*18, 1)-0.5) < 0.05 { // contour lines
			k = k.Light(-0.06)
		}
		return k
	})
	wave := func(at, turn float64) []p.Point {
		var pts []p.Point
		for i := range 13 {
			t := float64(i) / 12
			bend := p.Noise(t*4, turn, seed) - 0.5
			pts = append(pts, p.Point{X: t * fw, Y: fh*at + bend*fh*0.5})
		}
		return pts
	}
	c.Fill(p.Line(34, wave(0.86, 1)...), p.Solid(p.Hex(0xa9cde4)))
	c.Fill(p.Line(9, wave(0.34, 2)...), p.Solid(p.Hex(0xd8b36a)))
	c.Fill(p.Line(6, wave(0.34, 2)...), p.Solid(p.Hex(0xffe9a8)))
	c.Fill(p.Line(2, wave(0.58, 3)...), p.Solid(p.Hex(0xb98a5a)))
	x, y := fw/2, fh/2
	c.Shadow(p.Circle(x, y, 6), 0, 3, 4, p.Hex(0x000000).Alpha(0.4))
	c.Fill(p.Poly(p.Point{X: x - 9, Y: y - 20}, p.Point{X: x + 9, Y: y - 20}, p.Point{X: x, Y: y}), p.Solid(p.Hex(0xd5473b)))
	c.Fill(p.Circle(x, y-24, 11), p.Solid(p.Hex(0xd5473b)))
	c.Fill(p.Circle(x, y-24, 4), p.Solid(p.Hex(0xffffff)))
	return c
}
