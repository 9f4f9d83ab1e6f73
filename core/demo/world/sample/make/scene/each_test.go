package scene

import (
	"math"
	"slices"
	"testing"

	p "satchel/core/demo/world/sample/make/paint"
)

// The sample's files are committed, so that drawing them again must give the same.
func TestEveryPictureIsTheSameEachTimeAndHasTheSizeAskedFor(t *testing.T) {
	t.Parallel()
	for _, pic := range Pictures() {
		w, h := pic.W/20, pic.H/20
		a, b := pic.Draw(w, h), Named(pic.Name, w, h)
		if b == nil {
			t.Errorf("%s is not found by its name", pic.Name)
			continue
		}
		if a.W != w || a.H != h || len(a.Pix) != 4*w*h {
			t.Errorf("%s: %d x %d with %d values, want %d x %d", pic.Name, a.W, a.H, len(a.Pix), w, h)
		}
		if !slices.Equal(a.Pix, b.Pix) {
			t.Errorf("%s differs from itself", pic.Name)
		}
	}
}

func TestNoPictureHasAColourThatIsNone(t *testing.T) {
	t.Parallel()
	for _, pic := range Pictures() {
		for i, v := range pic.Draw(33, 21).Pix {
			if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
				t.Errorf("%s: value %d is %v", pic.Name, i, v)
				break
			}
		}
	}
}

func TestTheNamesOfPicturesAreFileNames(t *testing.T) {
	t.Parallel()
	for _, pic := range Pictures() {
		for _, r := range pic.Name {
			if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' {
				t.Errorf("%q has %q", pic.Name, r)
			}
		}
		if Named(pic.Name+"-", 8, 8) != nil {
			t.Errorf("%s- is found", pic.Name)
		}
	}
}

func TestAMapIsThatOfItsSeedWithAPinInTheMiddle(t *testing.T) {
	t.Parallel()
	one := Map(120, 90, 5)
	if !slices.Equal(one.Pix, Map(120, 90, 5).Pix) {
		t.Error("the same seed gives two maps")
	}
	if slices.Equal(one.Pix, Map(120, 90, 6).Pix) {
		t.Error("two seeds give one map")
	}
	red := func(x, y int) bool {
		k := one.Pix[(y*one.W+x)*4:]
		return k[0] > 0.7 && k[1] < 0.4 && k[2] < 0.4
	}
	if !red(60, 45-14) || red(10, 10) {
		t.Error("the pin is not where it should be")
	}
}

func TestFramesAreTheSameEachTime(t *testing.T) {
	t.Parallel()
	for name, frame := range map[string]func(w, h int, t float64) *p.Canvas{"sea": Sea, "hills": Hills, "cat": Biscuit, "wheel": Wheel} {
		if !slices.Equal(frame(48, 36, 0.4).Pix, frame(48, 36, 0.4).Pix) {
			t.Errorf("%s differs from itself", name)
		}
	}
}
