package preview

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"

	"github.com/gotd/td/telegram/thumbnail"
)

// strippedLimit bounds a stripped thumbnail in bytes; Telegram's are a few hundred.
const strippedLimit = 16 << 10

// Stripped decodes the payload of a photoStrippedSize, which is at most 40 pixels
// wide and high by Telegram's documentation and at most 255 by its format.
// https://core.telegram.org/api/files#stripped-thumbnails
func Stripped(data []byte) (img image.Image, err error) {
	defer contain("decode the stripped thumbnail", &err)
	if len(data) > strippedLimit {
		return nil, fmt.Errorf("decode the stripped thumbnail: %w: %d bytes", ErrTooLarge, len(data))
	}
	full, err := thumbnail.Expand(data)
	if err != nil {
		return nil, fmt.Errorf("expand the stripped thumbnail: %w", err)
	}
	// The first size in the file counts, and that is the one of the header, whose
	// sides are a byte each: nothing large can come out.
	img, err = jpeg.Decode(bytes.NewReader(full))
	if err != nil {
		return nil, fmt.Errorf("decode the stripped thumbnail: %w", err)
	}
	if img.Bounds().Empty() {
		return nil, fmt.Errorf("decode the stripped thumbnail: %w", ErrFormat)
	}
	return img, nil
}
