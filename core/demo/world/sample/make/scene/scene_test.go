package scene

import (
	"math"
	"slices"
	"testing"

	p "satchel/core/demo/world/sample/make/paint"
)

func TestPicturesAreOpaqueDistinctAndNotFlat(t *testing.T) {
	var names []string
	seen := map[float64]string{}
	for _, pic := range Pictures() {
		if slices.Contains(names, pic.Name) {
			t.Errorf("two pictures are called %s", pic.Name)
		}
		names = append(names, pic.Name)
		if max(pic.W, pic.H) > 1280 || min(pic.W, pic.H) < 600 {
			t.Errorf("%s is %d x %d", pic.Name, pic.W, pic.H)
		}
		mean, spread, clear := measure(pic.Draw(pic.W/16, pic.H/16))
		if clear > 0 || spread < 0.03 || mean < 0.02 || mean > 0.98 {
			t.Errorf("%s: mean %.3f, spread %.3f, %d clear pixels", pic.Name, mean, spread, clear)
		}
		if other, ok := seen[mean]; ok {
			t.Errorf("%s looks like %s", pic.Name, other)
		}
		seen[mean] = pic.Name
	}
	if len(names) < 45 {
		t.Errorf("only %d pictures", len(names))
	}
}

func measure(c *p.Canvas) (mean, spread float64, clear int) {
	n := float64(c.W * c.H)
	var sum, squares float64
	for i := 0; i < len(c.Pix); i += 4 {
		v := float64(c.Pix[i]+c.Pix[i+1]+c.Pix[i+2]) / 3
		sum += v
		squares += v * v
		if c.Pix[i+3] < 0.99 {
			clear++
		}
	}
	mean = sum / n
	return mean, math.Sqrt(squares/n - mean*mean), clear
}

func TestAPictureIsTheSameEachTime(t *testing.T) {
	for _, name := range []string{"ridge-sunset", "leith-night", "pizza", "block-print"} {
		if !slices.Equal(Named(name, 80, 60).Pix, Named(name, 80, 60).Pix) {
			t.Errorf("%s differs from itself", name)
		}
	}
	if Named("no such picture", 8, 8) != nil {
		t.Error("a picture of nothing")
	}
}

func TestFramesMove(t *testing.T) {
	for name, frame := range map[string]func(w, h int, t float64) *p.Canvas{"sea": Sea, "hills": Hills, "cat": Biscuit, "wheel": Wheel} {
		a, b := frame(96, 72, 0.1), frame(96, 72, 0.65)
		off := 0.0
		for i := range a.Pix {
			off += math.Abs(float64(a.Pix[i] - b.Pix[i]))
		}
		if off /= float64(len(a.Pix)); off < 0.0005 || off > 0.3 {
			t.Errorf("%s changes by %.4f between two frames", name, off)
		}
	}
}

func TestPotsFollowTheirProfile(t *testing.T) {
	v := pot{profile: bowl}
	for i, want := range bowl {
		if got := v.radius(float64(i) / float64(len(bowl)-1)); math.Abs(got-want) > 1e-9 {
			t.Errorf("radius %d is %v, want %v", i, got, want)
		}
	}
	for i := range 100 {
		if r := v.radius(float64(i) / 99); r < 0.25 || r > 0.85 {
			t.Errorf("radius at %d %% is %v", i, r)
		}
	}
}
