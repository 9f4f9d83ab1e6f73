package paint

import "math"

// Point is a place in pixels, y downwards.
type Point struct{ X, Y float64 }

// Cubic is a curve from the previous point to P.
type Cubic struct{ C1, C2, P Point }

// Contour is a closed line of curves.
type Contour struct {
	Start Point
	Segs  []Cubic
}

// Path is what Fill covers.
type Path []Contour

// Poly is a closed polygon.
func Poly(pts ...Point) Path {
	c := Contour{Start: pts[0]}
	for _, p := range pts[1:] {
		c.line(p)
	}
	return Path{c}
}

func (c *Contour) end() Point {
	if len(c.Segs) == 0 {
		return c.Start
	}
	return c.Segs[len(c.Segs)-1].P
}

func (c *Contour) line(p Point) {
	a := c.end()
	c.Segs = append(c.Segs, Cubic{lerp(a, p, 1.0/3), lerp(a, p, 2.0/3), p})
}

func lerp(a, b Point, t float64) Point { return Point{a.X + (b.X-a.X)*t, a.Y + (b.Y-a.Y)*t} }

// Rect is an upright rectangle.
func Rect(x, y, w, h float64) Path {
	return Poly(Point{x, y}, Point{x + w, y}, Point{x + w, y + h}, Point{x, y + h})
}

const kappa = 0.5522847498

// Ellipse is an ellipse around a centre.
func Ellipse(cx, cy, rx, ry float64) Path {
	kx, ky := rx*kappa, ry*kappa
	return Path{{Point{cx + rx, cy}, []Cubic{
		{Point{cx + rx, cy + ky}, Point{cx + kx, cy + ry}, Point{cx, cy + ry}},
		{Point{cx - kx, cy + ry}, Point{cx - rx, cy + ky}, Point{cx - rx, cy}},
		{Point{cx - rx, cy - ky}, Point{cx - kx, cy - ry}, Point{cx, cy - ry}},
		{Point{cx + kx, cy - ry}, Point{cx + rx, cy - ky}, Point{cx + rx, cy}},
	}}}
}

// Circle is a circle around a centre.
func Circle(cx, cy, r float64) Path { return Ellipse(cx, cy, r, r) }

// RoundRect is a rectangle with corners of radius r.
func RoundRect(x, y, w, h, r float64) Path {
	r = math.Min(r, math.Min(w, h)/2)
	k := r * (1 - kappa)
	c := Contour{Start: Point{x + r, y}}
	corner := func(c1, c2, p Point) { c.Segs = append(c.Segs, Cubic{c1, c2, p}) }
	c.line(Point{x + w - r, y})
	corner(Point{x + w - k, y}, Point{x + w, y + k}, Point{x + w, y + r})
	c.line(Point{x + w, y + h - r})
	corner(Point{x + w, y + h - k}, Point{x + w - k, y + h}, Point{x + w - r, y + h})
	c.line(Point{x + r, y + h})
	corner(Point{x + k, y + h}, Point{x, y + h - k}, Point{x, y + h - r})
	c.line(Point{x, y + r})
	corner(Point{x, y + k}, Point{x + k, y}, Point{x + r, y})
	return Path{c}
}

// Blob is a smooth closed curve through the points.
func Blob(pts ...Point) Path {
	n := len(pts)
	c := Contour{Start: pts[0]}
	for i := range n {
		p0, p1, p2, p3 := pts[(i+n-1)%n], pts[i], pts[(i+1)%n], pts[(i+2)%n]
		c.Segs = append(c.Segs, Cubic{
			Point{p1.X + (p2.X-p0.X)/6, p1.Y + (p2.Y-p0.Y)/6},
			Point{p2.X - (p3.X-p1.X)/6, p2.Y - (p3.Y-p1.Y)/6}, p2})
	}
	return Path{c}
}

// Line is a stroke through the points: segments and round joints as one path.
func Line(width float64, pts ...Point) Path {
	var p Path
	r := width / 2
	for i, b := range pts {
		p = append(p, Circle(b.X, b.Y, r)...)
		if i == 0 {
			continue
		}
		a := pts[i-1]
		d := math.Hypot(b.X-a.X, b.Y-a.Y)
		if d == 0 {
			continue
		}
		nx, ny := -(b.Y-a.Y)/d*r, (b.X-a.X)/d*r
		p = append(p, Poly(Point{a.X - nx, a.Y - ny}, Point{b.X - nx, b.Y - ny},
			Point{b.X + nx, b.Y + ny}, Point{a.X + nx, a.Y + ny})...)
	}
	return p
}

// Arc is points on an ellipse from angle a to b, in radians, clockwise from the right.
func Arc(cx, cy, rx, ry, a, b float64, n int) []Point {
	pts := make([]Point, n+1)
	for i := range pts {
		t := a + (b-a)*float64(i)/float64(n)
		pts[i] = Point{cx + rx*math.Cos(t), cy + ry*math.Sin(t)}
	}
	return pts
}

// Matrix is an affine map: x' = A x + C y + E, y' = B x + D y + F.
type Matrix struct{ A, B, C, D, E, F float64 }

// Turn rotates by degrees and scales around a point, then moves.
func Turn(about Point, degrees, sx, sy, dx, dy float64) Matrix {
	s, c := math.Sincos(degrees * math.Pi / 180)
	m := Matrix{A: c * sx, B: s * sx, C: -s * sy, D: c * sy}
	m.E = about.X + dx - m.A*about.X - m.C*about.Y
	m.F = about.Y + dy - m.B*about.X - m.D*about.Y
	return m
}

// Apply maps one point.
func (m Matrix) Apply(p Point) Point {
	return Point{m.A*p.X + m.C*p.Y + m.E, m.B*p.X + m.D*p.Y + m.F}
}

// Map is the path with each point mapped.
func (p Path) Map(m Matrix) Path {
	out := make(Path, len(p))
	for i, c := range p {
		out[i].Start = m.Apply(c.Start)
		out[i].Segs = make([]Cubic, len(c.Segs))
		for j, s := range c.Segs {
			out[i].Segs[j] = Cubic{m.Apply(s.C1), m.Apply(s.C2), m.Apply(s.P)}
		}
	}
	return out
}
