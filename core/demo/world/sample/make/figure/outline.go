package figure

import (
	"math"
	"slices"
	"strconv"
	"strings"

	p "satchel/core/demo/world/sample/make/paint"
)

// Outline is the figure's silhouette in the encoding of photoPathSize
// (core.telegram.org/api/files#vector-thumbnails): closed curves on 512 units.
func Outline(c *p.Canvas) []byte {
	var svg strings.Builder
	for i, loop := range silhouettes(c) {
		if i > 0 {
			svg.WriteByte('M')
		}
		curve(&svg, loop, float64(Side)/float64(c.W))
		if i >= 0 {
			svg.WriteByte('z')
		}
	}
	return packPath(strings.TrimSuffix(svg.String(), "z"))
}

// silhouettes are the borders of the larger opaque regions, largest first.
func silhouettes(c *p.Canvas) [][]p.Point {
	seen := make([]bool, c.W*c.H)
	var loops [][]p.Point
	for y := range c.H {
		for x := range c.W {
			if !solid(c, x, y) || seen[y*c.W+x] {
				continue
			}
			if area := flood(c, seen, x, y); area > c.W*c.H/200 {
				loops = append(loops, trace(c, x, y))
			}
		}
	}
	slices.SortStableFunc(loops, func(a, b []p.Point) int { return len(b) - len(a) })
	return loops[:min(len(loops), 3)]
}

func solid(c *p.Canvas, x, y int) bool {
	return x >= 0 && y >= 0 && x < c.W && y < c.H && c.Pix[(y*c.W+x)*4+3] > 0.5
}

func flood(c *p.Canvas, seen []bool, x, y int) int {
	todo, area := [][2]int{{x, y}}, 0
	seen[y*c.W+x] = true
	for len(todo) > 0 {
		q := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		area++
		for dy := -1; dy <= 1; dy++ {
			for dx := -1; dx <= 1; dx++ {
				if nx, ny := q[0]+dx, q[1]+dy; solid(c, nx, ny) && !seen[ny*c.W+nx] {
					seen[ny*c.W+nx] = true
					todo = append(todo, [2]int{nx, ny})
				}
			}
		}
	}
	return area
}

// trace walks the border of a region from its topmost pixel, keeping it on the right (Moore's neighbours).
func trace(c *p.Canvas, x0, y0 int) []p.Point {
	ring := [8][2]int{{1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}, {-1, -1}, {0, -1}, {1, -1}}
	x, y, dir := x0, y0, 0
	var pts []p.Point
	for len(pts) < 4*c.W*c.H {
		pts = append(pts, pt(float64(x)+0.5, float64(y)+0.5))
		found := false
		for k := range 8 {
			d := (dir + 6 + k) % 8
			if solid(c, x+ring[d][0], y+ring[d][1]) {
				x, y, dir, found = x+ring[d][0], y+ring[d][1], d, true
				break
			}
		}
		if !found || x == x0 && y == y0 {
			break
		}
	}
	return pts
}

// curve writes a loop as one smooth closed curve of about 24 pieces, relative after its first point.
func curve(w *strings.Builder, loop []p.Point, k float64) {
	const pieces = 24
	pts := make([]p.Point, 0, pieces)
	for i := range pieces {
		q := loop[i*len(loop)/pieces]
		pts = append(pts, pt(math.Round(q.X*k), math.Round(q.Y*k)))
	}
	blob := p.Blob(pts...)[0]
	number(w, int(blob.Start.X))
	w.WriteByte(',')
	number(w, int(blob.Start.Y))
	w.WriteByte('c')
	at := blob.Start
	for i, s := range blob.Segs {
		for j, q := range []p.Point{s.C1, s.C2, s.P} {
			x, y := int(math.Round(q.X-at.X)), int(math.Round(q.Y-at.Y))
			if (i > 0 || j > 0) && x >= 0 {
				w.WriteByte(',')
			}
			number(w, x)
			if y >= 0 {
				w.WriteByte(',')
			}
			number(w, y)
		}
		at = s.P
	}
}

func number(w *strings.Builder, v int) { w.WriteString(strconv.Itoa(v)) }

// packPath packs SVG path text, without its first M and last z: a letter is
// 192 + its place in the alphabet, a number up to 63 is one byte, with a comma
// or minus before it 128 or 64 more; larger numbers go on in further bytes.
func packPath(svg string) []byte {
	const alphabet = "AACAAAAHAAALMAAAQASTAVAAAZaacaaaahaaalmaaaqastava.az0123456789-,"
	var out []byte
	for i := 0; i < len(svg); {
		lead := 0
		switch svg[i] {
		case ',':
			lead = 128
		case '-':
			lead = 64
		}
		start := i
		if lead > 0 {
			i++
		}
		n, digits := leadingNumber(svg[i:])
		if digits == 0 {
			out = append(out, byte(192+strings.IndexByte(alphabet, svg[start])))
			i = start + 1
			continue
		}
		out = append(out, byte(lead+n))
		i += digits
	}
	return out
}

// leadingNumber reads at most two digits that make a number up to 63 without a leading zero.
func leadingNumber(s string) (n, digits int) {
	if s == "" || s[0] < '0' || s[0] > '9' {
		return 0, 0
	}
	n = int(s[0] - '0')
	if n > 0 && len(s) > 1 && s[1] >= '0' && s[1] <= '9' {
		if two := n*10 + int(s[1]-'0'); two <= 63 {
			return two, 2
		}
	}
	return n, 1
}
