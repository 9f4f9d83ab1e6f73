package core

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"rsc.io/qr"
)

const someURL = "tg://login?token=AQKk5hZ1bV3Wq0nI0p2gk1l7u8X3c9Yd2fT6"

func TestTheCodesPictureIsSharpAtAnySize(t *testing.T) {
	t.Parallel()
	code, err := qr.Encode(someURL, qr.M)
	if err != nil {
		t.Fatal(err)
	}
	across := code.Size + 2*quietZone
	for _, size := range []int{-1, 0, 1, across, across + 1, 2*across - 1, 256, 300} {
		picture := QRCode{URL: someURL}.Image(size)
		wide := max(size, across)
		if got := picture.Bounds(); got != image.Rect(0, 0, wide, wide) {
			t.Fatalf("size %d: bounds %v", size, got)
		}
		scale := wide / across
		margin := (wide - scale*code.Size) / 2
		if margin < quietZone*scale {
			t.Errorf("size %d: a margin of %d pixels at %d a module", size, margin, scale)
		}
		for y := range wide {
			for x := range wide {
				mx, my := (x-margin+scale)/scale-1, (y-margin+scale)/scale-1
				if got := dark(picture.At(x, y)); got != code.Black(mx, my) {
					t.Fatalf("size %d: pixel %d,%d dark is %v", size, x, y, got)
				}
			}
		}
	}
}

func dark(c color.Color) bool {
	r, _, _, _ := c.RGBA()
	return r == 0
}

func TestTheCodesTextHasTheModulesOfItsPicture(t *testing.T) {
	t.Parallel()
	c := QRCode{URL: someURL}
	picture := c.Image(1) // a pixel a module
	lines := strings.Split(strings.TrimSuffix(c.Text(), "\n"), "\n")
	if want := (picture.Bounds().Dy() + 1) / 2; len(lines) != want {
		t.Fatalf("%d lines, want %d", len(lines), want)
	}
	for i, line := range lines {
		x := 0
		for _, r := range line {
			upper, lower := strings.ContainsRune("█▀", r), strings.ContainsRune("█▄", r)
			below := image.Pt(x, 2*i+1)
			if upper != dark(picture.At(x, 2*i)) || below.In(picture.Bounds()) && lower != dark(picture.At(below.X, below.Y)) {
				t.Errorf("line %d, column %d: %q", i, x, r)
			}
			x++
		}
		if x != picture.Bounds().Dx() {
			t.Errorf("line %d has %d columns", i, x)
		}
	}
}

func TestWithoutACodeThereIsNothingToScan(t *testing.T) {
	t.Parallel()
	for _, c := range []QRCode{{}, {Err: ErrOffline}, {URL: strings.Repeat("x", 4000)}} {
		picture := c.Image(8)
		for y := range 8 {
			for x := range 8 {
				if dark(picture.At(x, y)) {
					t.Fatalf("%d,%d is dark", x, y)
				}
			}
		}
		if c.Text() != "" {
			t.Errorf("text %q", c.Text())
		}
	}
}
