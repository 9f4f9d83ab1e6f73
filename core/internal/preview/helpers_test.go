package preview

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"runtime"
	"strings"
	"testing"
)

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func testdata(t testing.TB, name string) []byte {
	t.Helper()
	return must(os.ReadFile("testdata/" + name))(t)
}

// The corners of test pictures.
var (
	red    = color.RGBA{R: 255, A: 255}
	green  = color.RGBA{G: 255, A: 255}
	blue   = color.RGBA{B: 255, A: 255}
	yellow = color.RGBA{R: 255, G: 255, A: 255}
)

// quarters is a picture of four colours: red and green above blue and yellow.
func quarters(width, height int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := []color.RGBA{red, green, blue, yellow}[x*2/width+y*2/height*2]
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

// corners names the colours near the corners of a picture: top left, top right,
// bottom left, bottom right.
func corners(img image.Image) string {
	b := img.Bounds()
	dx, dy := b.Dx()/8, b.Dy()/8
	var s strings.Builder
	for _, p := range []image.Point{{b.Min.X + dx, b.Min.Y + dy}, {b.Max.X - 1 - dx, b.Min.Y + dy}, {b.Min.X + dx, b.Max.Y - 1 - dy}, {b.Max.X - 1 - dx, b.Max.Y - 1 - dy}} {
		s.WriteString(name(img.At(p.X, p.Y)))
	}
	return s.String()
}

func name(c color.Color) string {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	switch high := func(v uint8) bool { return v > 128 }; {
	case !high(n.A):
		return "-"
	case high(n.R) && high(n.G):
		return "y"
	case high(n.R):
		return "r"
	case high(n.G):
		return "g"
	case high(n.B):
		return "b"
	}
	return "?"
}

func jpegOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// exif is a TIFF structure with the orientation as its second entry.
func exif(order binary.AppendByteOrder, value uint16) []byte {
	b := []byte("II*\x00")
	if order == binary.AppendByteOrder(binary.BigEndian) {
		b = []byte("MM\x00*")
	}
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 2)
	for _, tag := range []uint16{0x0100, 0x0112} {
		b = order.AppendUint16(b, tag)
		b = order.AppendUint16(b, 3)
		b = order.AppendUint32(b, 1)
		b = order.AppendUint16(b, value)
		b = order.AppendUint16(b, 0)
	}
	return order.AppendUint32(b, 0)
}

// withSegment puts an application segment behind the start of a JPEG.
func withSegment(jpeg []byte, marker byte, body []byte) []byte {
	out := append([]byte{}, jpeg[:2]...)
	out = append(out, 0xff, marker)
	out = binary.BigEndian.AppendUint16(out, uint16(len(body)+2))
	out = append(out, body...)
	return append(out, jpeg[2:]...)
}

func withExif(jpeg, tiff []byte) []byte {
	return withSegment(jpeg, 0xe1, append([]byte("Exif\x00\x00"), tiff...))
}

// allocated is how many bytes f allocates.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
