package preview

import (
	"encoding/base64"
	"errors"
	"image"
	"image/color"
	"strings"
	"testing"

	"github.com/gotd/td/telegram/thumbnail"
)

// pathAlphabet are the characters of a photoPathSize from byte 192 on.
// https://core.telegram.org/api/files#vector-thumbnails
const pathAlphabet = "AACAAAAHAAALMAAAQASTAVAAAZaacaaaahaaalmaaaqastava.az0123456789-,"

// payload writes a path as a photoPathSize does; "M" before and "z" behind it are
// added when it is read.
func payload(path string) []byte {
	var b []byte
	for _, c := range path {
		b = append(b, byte(192+strings.LastIndexByte(pathAlphabet, byte(c))))
	}
	return b
}

// pot is an outline as the sample world has it.
func pot(t testing.TB) []byte {
	return must(base64.StdEncoding.DecodeString("EwiKAtwMRZqAqICOgJ1BrICPgaKBrIiKh4aXkKSKjaGdrKyLj5OdmKyFj4ediKyBj4KdgKxCj0edTKxFj0idUKxIj1OhYKxNi16PbJROhVqHaIhOgV2CbIBPQl1FbExPR2FQbFxLTFFdWGxHT0xdUGxET0ddSGxBT0NdgGyDT4ldkGyHT5NdnGyJT5JfnGyKTZRboGA="))(t)
}

func TestOutlinesAreFilledInTheMiddle(t *testing.T) {
	square := payload("128,128h256v256h-256") // the middle half of the box
	if got := string(thumbnail.DecodePath(square)); got != "M128,128h256v256h-256z" {
		t.Fatalf("payload reads %q", got)
	}
	tests := []struct {
		name          string
		width, height int
		in            image.Rectangle
	}{
		{"square", 64, 64, image.Rect(16, 16, 48, 48)},
		{"wide", 96, 64, image.Rect(32, 16, 64, 48)},
		{"high", 64, 96, image.Rect(16, 32, 48, 64)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			img := must(Outline(square, tt.width, tt.height, color.Black))(t)
			for y := range tt.height {
				for x := range tt.width {
					if _, _, _, a := img.At(x, y).RGBA(); (a > 0x8000) != image.Pt(x, y).In(tt.in) {
						t.Fatalf("at %d, %d: alpha %x", x, y, a)
					}
				}
			}
		})
	}
}

func TestCurvedOutlinesAreDrawn(t *testing.T) {
	img := must(Outline(pot(t), 128, 128, color.NRGBA{R: 128, G: 128, B: 128, A: 112}))(t)
	inked := 0
	for i := 3; i < len(img.Pix); i += 4 {
		if img.Pix[i] > 0 {
			inked++
		}
	}
	if share := inked * 100 / (128 * 128); share < 10 || share > 90 {
		t.Errorf("%d %% of the picture are inked", share)
	}
}

func TestHostileOutlinesAreErrors(t *testing.T) {
	tests := []struct {
		name, path string
		want       error
	}{
		{"far away", "0,0l9999,9999", errOutline},
		{"further than numbers go", strings.Repeat("9", 400) + ",0h5", nil},
		{"beyond fixed point", "0,0h33554432000v99999999999", errOutline},
		{"endless arcs", "0,0" + strings.Repeat("a9,9,9,1,1,99999,99999", 90), errOutline},
		{"lost numbers", "1,2l3", nil},
		{"too long", strings.Repeat("1,1", outlineLimit/3+1), ErrTooLarge},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Outline(payload(tt.path), 128, 128, color.Black)
			if err == nil || tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("Outline: %v, want %v", err, tt.want)
			}
		})
	}
}

func TestOutlinesOfNoSizeAreEmpty(t *testing.T) {
	for _, size := range []image.Point{{0, 0}, {-5, 9}, {9, 0}} {
		img, err := Outline(pot(t), size.X, size.Y, color.Black)
		if err != nil || !img.Bounds().Empty() {
			t.Errorf("Outline in %v = %v, %v", size, img.Bounds(), err)
		}
	}
	if _, err := Outline(pot(t), 1<<20, 1<<20, color.Black); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a huge frame: %v", err)
	}
}

func FuzzOutline(f *testing.F) {
	f.Add(pot(f))
	for _, path := range []string{"128,128h256v256h-256", "0,0a9,9,9,1,1,500,500", "1,1q5,5,9,9t4,4s3,3,2,2", "0,0c-512,1024,1024,-512,9,9z", "A", "0,0L", "511-511v99999"} {
		f.Add(payload(path))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := Outline(data, 96, 64, color.Black); errors.Is(err, ErrPanic) {
			t.Logf("contained: %v", err)
		}
	})
}
