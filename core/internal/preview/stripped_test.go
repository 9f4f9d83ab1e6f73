package preview

import (
	"errors"
	"image"
	"testing"
)

func TestStrippedThumbnailsDecode(t *testing.T) {
	img := must(Stripped(testdata(t, "stripped.bin")))(t)
	if size := img.Bounds().Size(); size.X == 0 || size.Y == 0 || max(size.X, size.Y) > 40 {
		t.Errorf("size = %v", size)
	}
	if got := Scale(img, Frame{Width: 160, Height: 120}).Bounds(); got != image.Rect(0, 0, 160, 120) {
		t.Errorf("scaled to %v", got)
	}
}

func TestBrokenStrippedThumbnailsAreErrors(t *testing.T) {
	whole := testdata(t, "stripped.bin")
	tests := []struct {
		name string
		data []byte
		want error
	}{
		{"nothing", nil, nil},
		{"another version", append([]byte{2}, whole[1:]...), nil},
		{"no pixels", whole[:3], nil},
		{"no size", append([]byte{1, 0, 0}, whole[3:]...), ErrFormat},
		{"too long", make([]byte, strippedLimit+1), ErrTooLarge},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if img, err := Stripped(tt.data); err == nil || tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("Stripped = %v, %v", img, err)
			}
		})
	}
}

func FuzzStripped(f *testing.F) {
	whole := testdata(f, "stripped.bin")
	f.Add(whole)
	f.Add(whole[:20])
	f.Add([]byte{1, 255, 255, 0xff, 0xd9})
	f.Fuzz(func(t *testing.T, data []byte) {
		img, err := Stripped(data)
		if err != nil {
			return
		}
		if size := img.Bounds().Size(); size.X > 255 || size.Y > 255 {
			t.Errorf("size = %v", size)
		}
		Scale(img, Frame{Width: 40, Height: 30, Fit: Contain})
	})
}
