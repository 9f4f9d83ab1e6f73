package encode

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"

	p "satchel/core/demo/world/sample/make/paint"
)

// JPEG encodes a canvas on white.
func JPEG(c *p.Canvas, quality int) ([]byte, error) {
	var b bytes.Buffer
	err := jpeg.Encode(&b, opaque(c), &jpeg.Options{Quality: quality})
	return b.Bytes(), err
}

// JPEGWithin encodes at the best quality from the given one down to 50 that keeps within that many bytes.
func JPEGWithin(c *p.Canvas, quality, most int) ([]byte, error) {
	for {
		data, err := JPEG(c, quality)
		if err != nil || len(data) <= most || quality <= 50 {
			return data, err
		}
		quality -= 4
	}
}

func opaque(c *p.Canvas) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, c.W, c.H))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(img, img.Rect, c.Image(), image.Point{}, draw.Over)
	return img
}

// Fit is the size within side x side that keeps the shape.
func Fit(w, h, side int) (int, int) {
	if w >= h {
		return side, max(1, (h*side+w/2)/w)
	}
	return max(1, (w*side+h/2)/h), side
}

// strippedQuality gives exactly the quantisation tables of the header that
// clients put before a stripped thumbnail (core.telegram.org/api/files#stripped-thumbnails).
const strippedQuality = 20

// Stripped is the canvas within 40 pixels as Telegram's photoStrippedSize:
// 1, height, width, then the JPEG's scan without its known head and tail.
func Stripped(c *p.Canvas) ([]byte, error) {
	w, h := Fit(c.W, c.H, 40)
	small, err := JPEG(c.Scaled(w, h), strippedQuality)
	if err != nil {
		return nil, err
	}
	at := 2
	for at+4 < len(small) {
		next := at + 2 + int(binary.BigEndian.Uint16(small[at+2:]))
		if small[at+1] == 0xDA { // start of scan
			return append([]byte{1, byte(h), byte(w)}, small[next:len(small)-2]...), nil
		}
		at = next
	}
	return nil, fmt.Errorf("no scan in a JPEG of %d bytes", len(small))
}

// PNG encodes a canvas with its transparency.
func PNG(c *p.Canvas) ([]byte, error) {
	var b bytes.Buffer
	err := png.Encode(&b, c.Image())
	return b.Bytes(), err
}

// WebP encodes a canvas with its transparency, through cwebp.
func WebP(c *p.Canvas, quality int) ([]byte, error) {
	data, err := PNG(c)
	if err != nil {
		return nil, err
	}
	return through("in.png", data, "out.webp", func(in, out string) []string {
		return []string{"cwebp", "-quiet", "-m", "6", "-q", fmt.Sprint(quality), "-alpha_q", "90", in, "-o", out}
	})
}

// through runs a program on a file and gives what it wrote.
func through(inName string, data []byte, outName string, command func(in, out string) []string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "sample")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	in, out := filepath.Join(dir, inName), filepath.Join(dir, outName)
	if err := os.WriteFile(in, data, 0o600); err != nil {
		return nil, err
	}
	if err := run(nil, command(in, out)); err != nil {
		return nil, err
	}
	return os.ReadFile(out)
}
