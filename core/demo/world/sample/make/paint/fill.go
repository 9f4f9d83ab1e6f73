package paint

import "math"

// Fill covers a path with a shade.
func (c *Canvas) Fill(p Path, s Shade) {
	x0, y0, x1, y1, ok := c.bounds(p)
	if !ok {
		return
	}
	a := area{w: x1 - x0, h: y1 - y0}
	a.sum = make([]float32, (a.w+2)*a.h)
	for _, ct := range p {
		a.contour(ct, float64(x0), float64(y0))
	}
	for y := range a.h {
		var acc float32
		for x := range a.w {
			acc += a.sum[y*(a.w+2)+x]
			k := float64(min(float32(math.Abs(float64(acc))), 1))
			if k > 0.002 {
				col := s(float64(x0+x)+0.5, float64(y0+y)+0.5)
				c.over(x0+x, y0+y, col.Alpha(col.A*k))
			}
		}
	}
}

func (c *Canvas) bounds(p Path) (x0, y0, x1, y1 int, ok bool) {
	lo, hi := Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
	see := func(q Point) {
		lo = Point{math.Min(lo.X, q.X), math.Min(lo.Y, q.Y)}
		hi = Point{math.Max(hi.X, q.X), math.Max(hi.Y, q.Y)}
	}
	for _, ct := range p {
		see(ct.Start)
		for _, s := range ct.Segs {
			see(s.C1)
			see(s.C2)
			see(s.P)
		}
	}
	if len(p) == 0 || hi.X <= 0 || hi.Y <= 0 || lo.X >= float64(c.W) || lo.Y >= float64(c.H) {
		return 0, 0, 0, 0, false
	}
	x0, y0 = max(int(lo.X), 0), max(int(lo.Y), 0)
	x1, y1 = min(int(hi.X)+2, c.W), min(int(hi.Y)+2, c.H)
	return x0, y0, x1, y1, true
}

// area sums, for each pixel of a row, how much cover begins there.
type area struct {
	w, h int
	sum  []float32
}

func (a *area) contour(ct Contour, dx, dy float64) {
	at := Point{ct.Start.X - dx, ct.Start.Y - dy}
	first := at
	for _, s := range ct.Segs {
		c1, c2, p := Point{s.C1.X - dx, s.C1.Y - dy}, Point{s.C2.X - dx, s.C2.Y - dy}, Point{s.P.X - dx, s.P.Y - dy}
		n := int(math.Sqrt(math.Hypot(p.X-2*c2.X+c1.X, p.Y-2*c2.Y+c1.Y)+math.Hypot(c2.X-2*c1.X+at.X, c2.Y-2*c1.Y+at.Y))*2) + 2
		from := at
		for i := 1; i <= n; i++ {
			t := float64(i) / float64(n)
			q := bezier(from, c1, c2, p, t)
			a.line(at, q)
			at = q
		}
	}
	a.line(at, first)
}

func bezier(a, b, c, d Point, t float64) Point {
	u := 1 - t
	k0, k1, k2, k3 := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
	return Point{k0*a.X + k1*b.X + k2*c.X + k3*d.X, k0*a.Y + k1*b.Y + k2*c.Y + k3*d.Y}
}

func (a *area) line(p, q Point) {
	if p.Y == q.Y {
		return
	}
	dir := 1.0
	if p.Y > q.Y {
		p, q, dir = q, p, -1
	}
	slope := (q.X - p.X) / (q.Y - p.Y)
	for y := max(int(p.Y), 0); y < a.h && float64(y) < q.Y; y++ {
		ya, yb := math.Max(p.Y, float64(y)), math.Min(q.Y, float64(y+1))
		if yb <= ya {
			continue
		}
		xa, xb := p.X+(ya-p.Y)*slope, p.X+(yb-p.Y)*slope
		a.span(y, Clamp(xa, 0, float64(a.w)), Clamp(xb, 0, float64(a.w)), (yb-ya)*dir)
	}
}

// span spreads the cover d of a line piece from xa to xb within row y.
func (a *area) span(y int, xa, xb, d float64) {
	row := a.sum[y*(a.w+2) : (y+1)*(a.w+2)]
	if xa > xb {
		xa, xb = xb, xa
	}
	first, last := int(xa), int(xb)
	if first == last {
		part := d * (1 - ((xa+xb)/2 - float64(first)))
		row[first] += float32(part)
		row[first+1] += float32(d - part)
		return
	}
	before := 0.0
	for x := first; x <= last; x++ {
		// The cover up to the right edge of pixel x, integrated over the piece.
		r := Clamp((float64(x+1)-xa)/(xb-xa), 0, 1)
		l := Clamp((float64(x)-xa)/(xb-xa), 0, 1)
		mid := (math.Max(xa, float64(x)) + math.Min(xb, float64(x+1))) / 2
		total := d * (l + (r-l)*(float64(x+1)-mid))
		row[x] += float32(total - before)
		before = total
	}
	row[last+1] += float32(d - before)
}
