package preview

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color/palette"
	"image/draw"
	"image/gif"
	"io"
	"testing"
	"time"
)

func gifOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	p := image.NewPaletted(img.Bounds(), palette.Plan9)
	draw.Draw(p, p.Rect, img, image.Point{}, draw.Src)
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{p, p}, Delay: []int{1, 1}}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPicturesOfEveryFormatDecode(t *testing.T) {
	four := quarters(64, 48)
	tests := []struct {
		name    string
		data    []byte
		frame   Frame
		size    image.Point
		corners string
	}{
		{"jpeg", jpegOf(t, four), Frame{32, 32, Cover}, image.Pt(32, 32), "rgby"},
		{"png", pngOf(t, four), Frame{32, 32, Inside}, image.Pt(32, 24), "rgby"},
		{"gif, animated", gifOf(t, four), Frame{32, 24, Cover}, image.Pt(32, 24), "rgby"},
		{"webp, lossy", testdata(t, "lossy.webp"), Frame{24, 16, Cover}, image.Pt(24, 16), "rrbb"},
		{"webp, lossless", testdata(t, "lossless.webp"), Frame{24, 24, Contain}, image.Pt(24, 24), "----"},
		{"webp, with alpha", testdata(t, "alpha.webp"), Frame{24, 16, Cover}, image.Pt(24, 16), "----"},
		{"progressive jpeg", testdata(t, "progressive.jpg"), Frame{32, 24, Cover}, image.Pt(32, 24), "rrbb"},
		{"taken upright", withExif(jpegOf(t, four), exif(binary.LittleEndian, 6)), Frame{200, 200, Inside}, image.Pt(48, 64), "bryg"},
		{"taken upright, cut", withExif(jpegOf(t, four), exif(binary.BigEndian, 8)), Frame{32, 16, Cover}, image.Pt(32, 16), "gyrb"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := must(Picture(t.Context(), bytes.NewReader(tt.data), tt.frame))(t)
			if got.Bounds().Size() != tt.size || corners(got) != tt.corners {
				t.Errorf("%v %s, want %v %s", got.Bounds().Size(), corners(got), tt.size, tt.corners)
			}
		})
	}
}

// hugePNG is a header of width x height pixels.
func hugePNG(width, height uint32) []byte {
	chunk := binary.BigEndian.AppendUint32([]byte("IHDR"), width)
	chunk = binary.BigEndian.AppendUint32(chunk, height)
	chunk = append(chunk, 8, 2, 0, 0, 0)
	b := append([]byte("\x89PNG\r\n\x1a\n"), 0, 0, 0, 13)
	b = append(b, chunk...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(chunk))
}

// hugeJPEG changes the size in a JPEG's header.
func hugeJPEG(t testing.TB, marker byte) []byte {
	b := jpegOf(t, quarters(16, 16))
	i := bytes.Index(b, []byte{0xff, 0xc0})
	b[i+1] = marker
	copy(b[i+5:], []byte{0xff, 0xff, 0xff, 0xff})
	return b
}

// deepWebP is a small canvas around a lossless frame of 16383 x 16383.
func deepWebP() []byte {
	frame := append([]byte("VP8L\x05\x00\x00\x00\x2f"), 0, 0, 0, 0, 0)
	binary.LittleEndian.PutUint32(frame[9:], 16382|16382<<14)
	canvas := append([]byte("VP8X\x0a\x00\x00\x00"), 0, 0, 0, 0, 7, 0, 0, 7, 0, 0)
	body := append(append([]byte("WEBP"), canvas...), frame...)
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func TestHeadersOfHugePicturesCostNothing(t *testing.T) {
	hugeGIF := append([]byte("GIF89a"), 0xff, 0xff, 0xff, 0xff, 0, 0, 0)
	tests := []struct {
		name string
		data []byte
	}{
		{"png of 10 gigapixels", hugePNG(100_000, 100_000)},
		{"png of one row", hugePNG(1<<31-1, 1)},
		{"jpeg of 4 gigapixels", hugeJPEG(t, 0xc0)},
		{"progressive jpeg", hugeJPEG(t, 0xc2)},
		{"gif", hugeGIF},
		{"webp in webp", deepWebP()},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var err error
			spent := allocated(func() { _, err = Picture(t.Context(), bytes.NewReader(tt.data), Frame{Width: 32, Height: 32}) })
			if !errors.Is(err, ErrTooLarge) {
				t.Errorf("error = %v", err)
			}
			if spent > 4<<20 {
				t.Errorf("%d bytes were allocated", spent)
			}
		})
	}
}

// A progressive picture takes five times the memory of a baseline one.
func TestTheBoundIsOfMemoryNotOfPixels(t *testing.T) {
	data := jpegOf(t, quarters(16, 16))
	i := bytes.Index(data, []byte{0xff, 0xc0})
	copy(data[i+5:], []byte{0x0f, 0xa0, 0x0f, 0xa0}) // 4000 x 4000
	if _, err := Picture(t.Context(), bytes.NewReader(data), Frame{Width: 32, Height: 32}); err == nil || errors.Is(err, ErrTooLarge) {
		t.Errorf("baseline: %v, want the decoder's own error", err)
	}
	data[i+1] = 0xc2
	if _, err := Picture(t.Context(), bytes.NewReader(data), Frame{Width: 32, Height: 32}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("progressive: %v", err)
	}
}

func TestWhatIsNotAPictureIsAnError(t *testing.T) {
	whole := jpegOf(t, quarters(64, 64))
	tests := []struct {
		name string
		data []byte
		want error
	}{
		{"nothing", nil, ErrFormat},
		{"text", []byte("hello"), ErrFormat},
		{"a film", []byte("\x00\x00\x00\x18ftypmp42"), ErrFormat},
		{"an animated sticker", []byte("\x1f\x8b\x08\x00"), ErrFormat},
		{"half a picture", whole[:len(whole)/2], io.ErrUnexpectedEOF},
		{"a webp without a frame", []byte("RIFF\x04\x00\x00\x00WEBP"), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Picture(t.Context(), bytes.NewReader(tt.data), Frame{Width: 32, Height: 32})
			if err == nil || tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("error = %v, want %v", err, tt.want)
			}
		})
	}
}

// endless is a JPEG that never comes to its pixels.
type endless struct{ offset int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = "\xff\xd8\xff\xee\xff\xff"[min(e.offset, 5)]
		if e.offset++; e.offset == 2+65537 { // the next segment
			e.offset = 2
		}
	}
	return len(p), nil
}

func (e *endless) Seek(int64, int) (int64, error) { e.offset = 0; return 0, nil }

func TestEndlessPicturesEndWithTheContext(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := Picture(ctx, &endless{}, Frame{Width: 32, Height: 32}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error = %v", err)
	}
}

func TestPanicsOfDecodersAreErrors(t *testing.T) {
	broken := func() (err error) {
		defer contain("decode", &err)
		panic("index out of range")
	}
	if err := broken(); !errors.Is(err, ErrPanic) {
		t.Errorf("error = %v", err)
	}
}

func FuzzPicture(f *testing.F) {
	four := quarters(24, 16)
	f.Add(jpegOf(f, four))
	f.Add(withExif(jpegOf(f, four), exif(binary.BigEndian, 7)))
	f.Add(pngOf(f, four))
	f.Add(gifOf(f, four))
	for _, name := range []string{"lossy.webp", "lossless.webp", "alpha.webp", "progressive.jpg"} {
		f.Add(testdata(f, name))
	}
	f.Add(hugePNG(100_000, 100_000))
	f.Add(deepWebP())
	f.Fuzz(func(t *testing.T, data []byte) {
		img, err := Picture(t.Context(), bytes.NewReader(data), Frame{Width: 20, Height: 10})
		if err == nil && img.Bounds() != image.Rect(0, 0, 20, 10) {
			t.Errorf("size = %v", img.Bounds())
		}
		if err != nil && img != nil {
			t.Error("a picture and an error")
		}
	})
}
