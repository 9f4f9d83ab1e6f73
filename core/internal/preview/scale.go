package preview

import (
	"image"

	"golang.org/x/image/draw"
)

// Fit says how a picture meets its frame.
type Fit int

const (
	// Cover fills the frame, cutting off what hangs over on two sides.
	Cover Fit = iota
	// Inside shows the whole picture; the result is as large as fits, never larger
	// than the picture.
	Inside
	// Contain shows the whole picture in the middle of a transparent frame.
	Contain
)

// Frame is a size in pixels and the way to fit into it.
type Frame struct {
	Width, Height int
	Fit           Fit
}

// sideLimit bounds the sides of a frame.
const sideLimit = 4096

func (f Frame) bounded() Frame {
	f.Width, f.Height = min(max(f.Width, 1), sideLimit), min(max(f.Height, 1), sideLimit)
	return f
}

// Scale fits a picture that is in memory.
func Scale(img image.Image, f Frame) *image.RGBA { return scale(img, f.bounded(), upright) }

// scale fits a picture that is to be turned: it is scaled lying, into the lying
// frame, because turning few pixels is cheaper than turning many.
func scale(img image.Image, f Frame, o orientation) *image.RGBA {
	if o.lying() {
		f.Width, f.Height = f.Height, f.Width
	}
	src := img.Bounds()
	size := image.Pt(f.Width, f.Height)
	target := image.Rectangle{Max: size}
	switch f.Fit {
	case Cover:
		src = cut(src, size)
	case Inside:
		size = inside(src.Size(), size)
		target = image.Rectangle{Max: size}
	case Contain:
		fit := inside(src.Size(), size)
		target = image.Rectangle{Max: fit}.Add(size.Sub(fit).Div(2))
	}
	out := image.NewRGBA(image.Rectangle{Max: size})
	draw.ApproxBiLinear.Scale(out, target, img, src, draw.Src, nil)
	return o.turn(out)
}

// cut is the middle part of a picture that has the frame's proportions.
func cut(src image.Rectangle, size image.Point) image.Rectangle {
	w, h := src.Dx(), src.Dy()
	if w*size.Y > h*size.X {
		w = max(1, h*size.X/size.Y)
	} else {
		h = max(1, w*size.Y/size.X)
	}
	return image.Rect(0, 0, w, h).Add(src.Min).Add(image.Pt((src.Dx()-w)/2, (src.Dy()-h)/2))
}

// inside is the largest size with the picture's proportions in the frame.
func inside(src, size image.Point) image.Point {
	if src.X <= size.X && src.Y <= size.Y {
		return src
	}
	if src.X*size.Y > src.Y*size.X {
		return image.Pt(size.X, max(1, src.Y*size.X/src.X))
	}
	return image.Pt(max(1, src.X*size.Y/src.Y), size.Y)
}
