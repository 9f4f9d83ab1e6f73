package mediagen

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/color/palette"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
)

// scene paints a sky, a sun and hills in colours of the seed.
func scene(seed uint64, w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	hues := [3]uint64{step(seed), step(seed + 1), step(seed + 2)}
	sunX, sunY := int(hues[0]>>40)%w, int(hues[1]>>40)%(h/2)
	radius := h/12 + int(hues[2]>>40)%(h/6)
	for y := range h {
		for x := range w {
			c := shade(hues[0], y, h)
			dx, dy := x-sunX, y-sunY
			hill := h*2/3 + (x-w/2)*(x-w/2)*(int(hues[1]>>50)%5-2)/(w*4)
			switch {
			case y > hill:
				c = shade(hues[1], h-y, h)
			case dx*dx+dy*dy < radius*radius:
				c = shade(hues[2], h, h)
			}
			copy(img.Pix[img.PixOffset(x, y):], c[:])
		}
	}
	return img
}

// shade is a colour of a hue, brighter with y.
func shade(hue uint64, y, h int) [4]uint8 {
	light := 90 + 120*y/h
	part := func(shift uint) uint8 { return uint8(int(hue>>shift&255) * light / 255) }
	return [4]uint8{part(0), part(8), part(16), 255}
}

func encodeJPEG(img image.Image, quality int) []byte {
	var b bytes.Buffer
	// A bytes.Buffer takes everything, and the picture is small.
	_ = jpeg.Encode(&b, img, &jpeg.Options{Quality: quality})
	return b.Bytes()
}

func encodePNG(img image.Image) []byte {
	var b bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	_ = enc.Encode(&b, img)
	return b.Bytes()
}

func encodeGIF(seed uint64) []byte {
	g := gif.GIF{}
	for i := range uint64(2) {
		frame := image.NewPaletted(image.Rect(0, 0, Width/2, Height/2), palette.WebSafe)
		draw.Draw(frame, frame.Rect, scene(seed+i, Width/2, Height/2), image.Point{}, draw.Src)
		g.Image, g.Delay = append(g.Image, frame), append(g.Delay, 50)
	}
	var b bytes.Buffer
	_ = gif.EncodeAll(&b, &g)
	return b.Bytes()
}

// padJPEG puts comments after the start of the image.
func padJPEG(data []byte, size int) []byte {
	out := append(make([]byte, 0, size), data[:2]...)
	for left := size - len(data); left > 0; {
		n := min(left, 60_000)
		if left-n < 4 && left != n {
			n -= 4 // a comment has at least its marker and its length
		}
		out = append(out, 0xff, 0xfe)
		out = binary.BigEndian.AppendUint16(out, uint16(n-2))
		out = append(out, make([]byte, n-4)...)
		left -= n
	}
	return append(out, data[2:]...)
}

// padPNG puts a private chunk after the header.
func padPNG(data []byte, size int) []byte {
	const header = 8 + 25
	n := size - len(data) - 12
	out := append(make([]byte, 0, size), data[:header]...)
	out = binary.BigEndian.AppendUint32(out, uint32(n))
	body := append([]byte("stCh"), make([]byte, n)...)
	out = append(out, body...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(body))
	return append(out, data[header:]...)
}

// Stripped is the tiny form of the picture of a seed, as photoStrippedSize
// carries it: 1, height, width, and the scan of a JPEG whose tables every client
// knows (those of quality 20 of the standard's example tables).
// https://core.telegram.org/api/files#stripped-thumbnails
func Stripped(seed uint64) []byte {
	const w, h = 40, 30
	data := encodeJPEG(scene(seed, w, h), 20)
	scan := bytes.Index(data, []byte{0xff, 0xda}) + 14
	return append([]byte{1, h, w}, data[scan:len(data)-2]...)
}

// Thumb is the JPEG of a preview, about 2 kB.
func Thumb(seed uint64, size int) []byte {
	return padJPEG(encodeJPEG(scene(seed, ThumbWidth, ThumbHeight), 60), size)
}

// What Thumb makes.
const (
	ThumbWidth, ThumbHeight = 80, 60
	ThumbLeast              = 4_000
)

// FaceSide is the side of the big form of a profile picture.
const FaceSide = 160

// Face is a square JPEG for a profile picture.
func Face(seed uint64, size int) []byte {
	img := scene(seed, FaceSide, FaceSide)
	for _, eye := range []int{FaceSide / 3, FaceSide * 2 / 3} {
		at := image.Rect(eye-8, FaceSide/3, eye+8, FaceSide/3+16)
		draw.Draw(img, at, image.NewUniform(color.White), image.Point{}, draw.Src)
	}
	return padJPEG(encodeJPEG(img, 75), size)
}
