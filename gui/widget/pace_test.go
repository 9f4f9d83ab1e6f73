package widget

import (
	"testing"
	"time"
)

func TestPaceFollowsAtOnceAndSlowerInAFlood(t *testing.T) {
	const screen = 40
	start := time.Unix(1_750_000_000, 0)
	type step struct {
		after   time.Duration
		version uint64
		added   uint64
		want    bool
	}
	tests := []struct {
		name  string
		steps []step
	}{
		{"the first change at once", []step{{0, 1, 1, true}}},
		{"nothing new, nothing shown", []step{{0, 1, 1, true}, {time.Minute, 1, 1, false}}},
		{"a single change ten times a second", []step{{0, 1, 1, true}, {99 * time.Millisecond, 2, 2, false}, {100 * time.Millisecond, 3, 2, true}}},
		{"a flood twice a second", []step{{0, 1, 1, true}, {100 * time.Millisecond, 60, 51, false}, {499 * time.Millisecond, 300, 251, false}, {500 * time.Millisecond, 301, 252, true}}},
		{"the end of a flood is shown", []step{{0, 1, 1, true}, {400 * time.Millisecond, 300, 200, false}, {time.Second, 300, 200, true}, {2 * time.Second, 300, 200, false}}},
		{"more files with the same version", []step{{0, 1, 1, true}, {time.Second, 1, 2, true}}},
		{"a new run", []step{{0, 900, 800, true}, {time.Second, 1, 1, true}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var p Pace
			for _, s := range tt.steps {
				if got := p.Due(start.Add(s.after), s.version, s.added, screen); got != s.want {
					t.Errorf("after %v, version %d: due = %v, want %v", s.after, s.version, got, s.want)
				}
			}
		})
	}
}

// 500 files a second for ten seconds, each with two changes, asked ten times a
// second: at most two repaints a second.
func TestPaceAppliesAFloodTwiceASecond(t *testing.T) {
	var p Pace
	start, repaints := time.Unix(1_750_000_000, 0), 0
	for tick := range 100 {
		added := uint64(50 * (tick + 1))
		if p.Due(start.Add(time.Duration(tick)*100*time.Millisecond), 2*added, added, 40) {
			repaints++
		}
	}
	if repaints < 18 || repaints > 21 {
		t.Errorf("%d repaints in ten seconds", repaints)
	}
}
