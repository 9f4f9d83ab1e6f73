package preview

import (
	"image"
	"image/color"
)

// sixteenBits reports whether the pixels of a PNG are kept with 16 bits a colour.
func sixteenBits(c image.Config) bool {
	switch c.ColorModel {
	case color.Gray16Model, color.RGBA64Model, color.NRGBA64Model:
		return true
	}
	return false
}
