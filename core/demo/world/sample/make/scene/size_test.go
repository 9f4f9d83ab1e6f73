package scene

import (
	"math"
	"testing"

	p "satchel/core/demo/world/sample/make/paint"
)

// apart is how far two pictures of one size are from each other, 0 to 1.
func apart(a, b *p.Canvas) float64 {
	sum := 0.0
	for i := range a.Pix {
		sum += math.Abs(float64(a.Pix[i] - b.Pix[i]))
	}
	return sum / float64(len(a.Pix))
}

// Thumbnails and previews are drawn or made smaller from the same picture: what is
// on it does not depend on how large it is drawn.
func TestAPictureShowsTheSameAtAnySize(t *testing.T) {
	t.Parallel()
	for _, pic := range Pictures() {
		w, h := pic.W/24, pic.H/24
		small, large := pic.Draw(w, h), pic.Draw(2*w, 2*h).Scaled(w, h)
		if off := apart(small, large); off > 0.06 {
			t.Errorf("%s: twice as large it is %.3f off", pic.Name, off)
		}
	}
}

// The smallest sizes anybody asks for.
func TestAPictureOfAFewPixelsCanBeDrawn(t *testing.T) {
	t.Parallel()
	for _, pic := range Pictures() {
		for _, size := range [][2]int{{1, 1}, {2, 1}, {1, 3}, {7, 5}} {
			if c := pic.Draw(size[0], size[1]); c.W != size[0] || c.H != size[1] {
				t.Errorf("%s: %d x %d, want %v", pic.Name, c.W, c.H, size)
			}
		}
	}
}

// Films loop or go on: two frames that follow each other are more alike than two that
// do not, and no frame is a flash.
func TestFramesFollowEachOtherSmoothly(t *testing.T) {
	t.Parallel()
	for name, frame := range map[string]func(w, h int, t float64) *p.Canvas{"sea": Sea, "hills": Hills, "cat": Biscuit, "wheel": Wheel} {
		const frames = 24
		last := frame(32, 24, 0)
		most := 0.0
		for i := 1; i < frames; i++ {
			next := frame(32, 24, float64(i)/frames)
			most = max(most, apart(last, next))
			last = next
		}
		if most == 0 || most > 0.12 {
			t.Errorf("%s changes by up to %.3f from one frame to the next", name, most)
		}
	}
}

// Two maps of neighbouring places differ, and a map looks like a map at any size.
func TestMapsOfAnySizeHaveTheirPinInTheMiddle(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{64, 48}, {120, 90}, {300, 200}, {90, 160}} {
		w, h := size[0], size[1]
		for seed := range uint32(3) {
			c := Map(w, h, seed)
			if c.W != w || c.H != h {
				t.Errorf("%d x %d, want %v", c.W, c.H, size)
			}
			for i := 3; i < len(c.Pix); i += 4 {
				if c.Pix[i] < 0.99 {
					t.Errorf("%v of seed %d: pixel %d is clear", size, seed, i/4)
					break
				}
			}
		}
	}
}
