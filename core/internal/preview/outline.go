package preview

import (
	"errors"
	"fmt"
	"image"
	"image/color"

	"github.com/fyne-io/oksvg"
	"github.com/gotd/td/telegram/thumbnail"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"
)

// An outline lives in a box of outlineBox units; points outside of it by more than
// another box are not Telegram's. Its bytes are a few hundred.
const (
	outlineBox   = 512
	outlineLimit = 8 << 10
	outlineDraw  = 1024 // pixels; the largest side an outline is drawn in
)

// Outline draws the payload of a photoPathSize in one colour, as large as fits into
// width x height pixels, in the middle. The ground is transparent.
// https://core.telegram.org/api/files#vector-thumbnails
func Outline(data []byte, width, height int, ink color.Color) (img *image.RGBA, err error) {
	defer contain("draw the outline", &err)
	if len(data) > outlineLimit || width > outlineDraw || height > outlineDraw {
		return nil, fmt.Errorf("draw the outline: %w", ErrTooLarge)
	}
	img = image.NewRGBA(image.Rect(0, 0, max(width, 0), max(height, 0)))
	side := float64(min(width, height))
	if len(data) == 0 || side <= 0 {
		return img, nil
	}
	var cursor oksvg.PathCursor
	if err := cursor.CompilePath(string(thumbnail.DecodePath(data))); err != nil {
		return nil, fmt.Errorf("read the outline: %w", err)
	}
	if err := inBox(cursor.Path); err != nil {
		return nil, fmt.Errorf("read the outline: %w", err)
	}
	filler := rasterx.NewFiller(width, height, rasterx.NewScannerGV(width, height, img, img.Bounds()))
	filler.SetColor(ink)
	cursor.Path.AddTo(&rasterx.MatrixAdder{
		Adder: filler,
		M: rasterx.Identity.Translate((float64(width)-side)/2, (float64(height)-side)/2).
			Scale(side/outlineBox, side/outlineBox),
	})
	filler.Draw()
	return img, nil
}

var errOutline = errors.New("the outline leaves its box")

// inBox walks the compiled path. Points far outside would cost time without being
// seen: the rasteriser splits curves by their length.
func inBox(p rasterx.Path) error {
	const low, high = -outlineBox * 64, 2 * outlineBox * 64
	for i := 0; i < len(p); {
		points := 0
		switch rasterx.PathCommand(p[i]) {
		case rasterx.PathMoveTo, rasterx.PathLineTo:
			points = 1
		case rasterx.PathQuadTo:
			points = 2
		case rasterx.PathCubicTo:
			points = 3
		}
		for _, v := range p[i+1 : i+1+2*points] {
			if v < fixed.Int26_6(low) || v > fixed.Int26_6(high) {
				return errOutline
			}
		}
		i += 1 + 2*points
	}
	return nil
}
