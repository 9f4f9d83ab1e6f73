package preview

import (
	"image"
	"testing"
)

func TestPicturesFitTheirFrame(t *testing.T) {
	tests := []struct {
		name    string
		picture image.Point
		frame   Frame
		size    image.Point
		corners string
	}{
		{"cover, wide", image.Pt(80, 20), Frame{30, 30, Cover}, image.Pt(30, 30), "rgby"},
		{"cover, high", image.Pt(20, 90), Frame{32, 16, Cover}, image.Pt(32, 16), "rgby"},
		{"cover, smaller than the frame", image.Pt(4, 4), Frame{32, 16, Cover}, image.Pt(32, 16), "rgby"},
		{"inside, wide", image.Pt(80, 20), Frame{40, 40, Inside}, image.Pt(40, 10), "rgby"},
		{"inside, high", image.Pt(20, 80), Frame{40, 40, Inside}, image.Pt(10, 40), "rgby"},
		{"inside, smaller", image.Pt(16, 16), Frame{40, 40, Inside}, image.Pt(16, 16), "rgby"},
		{"contain, wide", image.Pt(80, 20), Frame{40, 40, Contain}, image.Pt(40, 40), "----"},
		{"contain, square", image.Pt(80, 80), Frame{40, 40, Contain}, image.Pt(40, 40), "rgby"},
		{"a line", image.Pt(4000, 2), Frame{40, 40, Inside}, image.Pt(40, 1), ""},
		{"no frame", image.Pt(16, 16), Frame{0, -3, Cover}, image.Pt(1, 1), ""},
		{"a huge frame", image.Pt(16, 16), Frame{1 << 30, 8, Cover}, image.Pt(sideLimit, 8), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Scale(quarters(tt.picture.X, tt.picture.Y), tt.frame)
			if got.Bounds().Size() != tt.size {
				t.Errorf("size = %v, want %v", got.Bounds().Size(), tt.size)
			}
			if tt.corners != "" && corners(got) != tt.corners {
				t.Errorf("corners = %s, want %s", corners(got), tt.corners)
			}
		})
	}
}
