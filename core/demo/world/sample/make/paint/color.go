package paint

import "math"

// Color is a colour with straight alpha, each part from 0 to 1.
type Color struct{ R, G, B, A float64 }

// Hex is the opaque colour 0xRRGGBB.
func Hex(v uint32) Color {
	return Color{float64(v>>16&255) / 255, float64(v>>8&255) / 255, float64(v&255) / 255, 1}
}

// Alpha is the colour with another opacity.
func (c Color) Alpha(a float64) Color { c.A = a; return c }

// Light is the colour brightened (k > 0) towards white or darkened towards black.
func (c Color) Light(k float64) Color {
	if k < 0 {
		return Mix(c, Color{A: c.A}, -k)
	}
	return Mix(c, Color{1, 1, 1, c.A}, k)
}

// Over is the colour k times as bright, above white if need be.
func (c Color) Over(k float64) Color { return Color{c.R * k, c.G * k, c.B * k, c.A} }

// Mix is a at t = 0 and b at t = 1.
func Mix(a, b Color, t float64) Color {
	t = Clamp(t, 0, 1)
	return Color{a.R + (b.R-a.R)*t, a.G + (b.G-a.G)*t, a.B + (b.B-a.B)*t, a.A + (b.A-a.A)*t}
}

// Ramp is the colour at t between evenly spaced stops.
func Ramp(t float64, stops ...Color) Color {
	if len(stops) == 1 {
		return stops[0]
	}
	t = Clamp(t, 0, 1) * float64(len(stops)-1)
	i := min(int(t), len(stops)-2)
	return Mix(stops[i], stops[i+1], t-float64(i))
}

// Clamp keeps v between lo and hi.
func Clamp(v, lo, hi float64) float64 { return math.Max(lo, math.Min(hi, v)) }

// Smooth is 0 below a, 1 above b and a soft step between.
func Smooth(a, b, v float64) float64 {
	t := Clamp((v-a)/(b-a), 0, 1)
	return t * t * (3 - 2*t)
}

// Shade gives the colour of a point, in pixels.
type Shade func(x, y float64) Color

// Solid is one colour everywhere.
func Solid(c Color) Shade { return func(_, _ float64) Color { return c } }

// Vertical runs through the stops from y0 down to y1.
func Vertical(y0, y1 float64, stops ...Color) Shade {
	return func(_, y float64) Color { return Ramp((y-y0)/(y1-y0), stops...) }
}

// Horizontal runs through the stops from x0 to x1.
func Horizontal(x0, x1 float64, stops ...Color) Shade {
	return func(x, _ float64) Color { return Ramp((x-x0)/(x1-x0), stops...) }
}

// Radial runs through the stops from the centre to the radius.
func Radial(cx, cy, r float64, stops ...Color) Shade {
	return func(x, y float64) Color { return Ramp(math.Hypot(x-cx, y-cy)/r, stops...) }
}

// Glow is c at the centre, falling softly to nothing at the radius.
func Glow(cx, cy, r float64, c Color) Shade {
	return func(x, y float64) Color {
		d := Clamp(1-math.Hypot(x-cx, y-cy)/r, 0, 1)
		return c.Alpha(c.A * d * d)
	}
}
