package preview

import "image"

// orientation is the EXIF tag 0x0112: what has to be done to show a picture as it
// was taken. Values out of 1..8 count as 1.
type orientation int

// upright needs nothing.
const upright orientation = 1

func (o orientation) known() orientation {
	if o < 1 || o > 8 {
		return upright
	}
	return o
}

// lying reports whether width and height change places.
func (o orientation) lying() bool { return o.known() >= 5 }

// turn returns the picture as it was taken.
func (o orientation) turn(img *image.RGBA) *image.RGBA {
	if o.known() == upright {
		return img
	}
	w, h := img.Rect.Dx(), img.Rect.Dy()
	size := image.Rect(0, 0, w, h)
	if o.lying() {
		size = image.Rect(0, 0, h, w)
	}
	out := image.NewRGBA(size)
	for y := range size.Dy() {
		for x := range size.Dx() {
			sx, sy := o.source(x, y, w, h)
			copy(out.Pix[out.PixOffset(x, y):][:4], img.Pix[img.PixOffset(sx, sy):][:4])
		}
	}
	return out
}

// source is where the pixel shown at x, y lies in the stored picture of w x h.
func (o orientation) source(x, y, w, h int) (sx, sy int) {
	switch o {
	case 2: // mirrored
		return w - 1 - x, y
	case 3: // upside down
		return w - 1 - x, h - 1 - y
	case 4: // mirrored upside down
		return x, h - 1 - y
	case 5: // mirrored along the diagonal
		return y, x
	case 6: // to be turned clockwise
		return y, h - 1 - x
	case 7: // mirrored along the other diagonal
		return w - 1 - y, h - 1 - x
	case 8: // to be turned counter-clockwise
		return w - 1 - y, x
	}
	return x, y
}
