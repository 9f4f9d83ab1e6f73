package paint

import "math"

// hash is a number from 0 to 1 for a grid point.
func hash(x, y int, seed uint32) float64 {
	h := uint32(x)*0x9E3779B1 ^ uint32(y)*0x85EBCA77 ^ seed*0xC2B2AE3D
	h ^= h >> 15
	h *= 0x2C1B3C6D
	h ^= h >> 12
	h *= 0x297A2D39
	h ^= h >> 15
	return float64(h) / (1 << 32)
}

// Noise is smooth noise from 0 to 1 with one bump a unit.
func Noise(x, y float64, seed uint32) float64 {
	fx, fy := math.Floor(x), math.Floor(y)
	ix, iy := int(fx), int(fy)
	u, v := fade(x-fx), fade(y-fy)
	a := hash(ix, iy, seed) + (hash(ix+1, iy, seed)-hash(ix, iy, seed))*u
	b := hash(ix, iy+1, seed) + (hash(ix+1, iy+1, seed)-hash(ix, iy+1, seed))*u
	return a + (b-a)*v
}

func fade(t float64) float64 { return t * t * t * (t*(t*6-15) + 10) }

// Cloud is noise of several sizes, from 0 to 1, each octave half as large and half as strong.
func Cloud(x, y float64, octaves int, seed uint32) float64 {
	sum, k, total := 0.0, 1.0, 0.0
	for i := range octaves {
		sum += Noise(x, y, seed+uint32(i)*101) * k
		total += k
		x, y, k = x*2+13.7, y*2+7.3, k/2
	}
	return sum / total
}
