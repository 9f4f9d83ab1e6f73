package media

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/gotd/td/tgerr"

	"satchel/core/internal/archive"
)

func testEngine(limits Limits) *engine {
	return newEngine(Config{Limits: limits}, make(chan struct{}))
}

func isFull(t *testing.T, c *center, class archive.SizeClass) bool {
	t.Helper()
	ended, end := context.WithCancel(t.Context())
	end()
	if len(c.slots[class]) < cap(c.slots[class]) {
		return false
	}
	if err := (&slot{class: class}).hold(ended, c); !errors.Is(err, context.Canceled) {
		t.Errorf("a full queue: %v", err)
	}
	return true
}

// TestTheQueueCountsFiles: Telegram's limits are of files, however many parts of
// one are asked for, and of each class and datacenter by itself.
func TestTheQueueCountsFiles(t *testing.T) {
	e := testEngine(Limits{Small: 3, Large: 2})
	home, other := e.center(2), e.center(4)
	var held []*slot
	for class, most := range map[archive.SizeClass]int{archive.Small: 3, archive.Large: 2} {
		for n := range most {
			if isFull(t, home, class) {
				t.Fatalf("class %d is full with %d files of %d", class, n, most)
			}
			s := &slot{class: class}
			for range 2 * partsAFile { // the parts of one file
				if err := s.hold(t.Context(), home); err != nil {
					t.Fatal(err)
				}
			}
			held = append(held, s)
		}
		if !isFull(t, home, class) {
			t.Errorf("class %d takes more than %d files", class, most)
		}
		if isFull(t, other, class) {
			t.Errorf("class %d of another datacenter is full", class)
		}
	}
	moved := held[0]
	if err := moved.hold(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	if isFull(t, home, moved.class) || len(other.slots[moved.class]) != 1 {
		t.Error("a file that moved keeps its place where it was")
	}
	for _, s := range held {
		s.free()
		s.free() // what the end of a file does again
	}
	for _, c := range []*center{home, other} {
		if n := len(c.slots[archive.Small]) + len(c.slots[archive.Large]); n != 0 {
			t.Errorf("%d places of datacenter %d were not given back", n, c.dc)
		}
	}
}

// TestLargeFilesLeaveRoomForSmallOnes: parts of large files take half as much of
// the line while a small file waits for its own.
func TestLargeFilesLeaveRoomForSmallOnes(t *testing.T) {
	c := testEngine(DefaultLimits()).center(2)
	whole := partsAFile * DefaultLimits().Large
	check := func(when string, want int) {
		t.Helper()
		if c.share(); c.large.limit != want {
			t.Errorf("%s: %d parts of large files, want %d", when, c.large.limit, want)
		}
	}
	check("alone", whole)
	small := &slot{class: archive.Small}
	if err := small.hold(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	check("beside a small file", whole/2)
	small.free()
	check("alone again", whole)
	if all := c.Limits.parts(); all < whole+DefaultLimits().Small {
		t.Errorf("%d calls at a time hold up %d small files beside %d large parts", all, DefaultLimits().Small, whole)
	}
}

func TestEveryRequestToWaitLowersThePace(t *testing.T) {
	const most = 16
	start := time.Unix(1_700_000_000, 0)
	tests := map[string]struct {
		err  error
		want int
	}{
		"FLOOD_WAIT":         {tgerr.New(420, "FLOOD_WAIT_3"), most / 2},
		"FLOOD_PREMIUM_WAIT": {tgerr.New(420, "FLOOD_PREMIUM_WAIT_3"), most / 2},
		"a fault of its own": {tgerr.New(500, "INTERNAL"), most},
		"another datacenter": {tgerr.New(303, "FILE_MIGRATE_4"), most},
		"an old reference":   {tgerr.New(400, "FILE_REFERENCE_EXPIRED"), most},
		"a good answer":      {nil, most},
	}
	for name, tt := range tests {
		p := newPace(most)
		if err := p.gate.enter(t.Context()); err != nil {
			t.Fatal(err)
		}
		p.leave(start, time.Second, tt.err, false)
		if p.limit != tt.want || p.gate.limit != tt.want || p.gate.busy != 0 {
			t.Errorf("%s: limit %d (gate %d, %d inside), want %d", name, p.limit, p.gate.limit, p.gate.busy, tt.want)
		}
	}
}

// TestThePaceNeverStopsAndComesBackWhole: a server that refuses for an hour is
// still asked, one call at a time, and a calm one gets all calls back, no more.
func TestThePaceNeverStopsAndComesBackWhole(t *testing.T) {
	const most = 16
	p, now := newPace(most), time.Unix(1_700_000_000, 0)
	for range 100 {
		now = now.Add(time.Minute)
		if err := p.gate.enter(t.Context()); err != nil {
			t.Fatal(err)
		}
		p.leave(now, time.Second, tgerr.New(420, "FLOOD_PREMIUM_WAIT_60"), false)
	}
	if p.limit != 1 {
		t.Fatalf("limit %d after an hour of refusals, want 1", p.limit)
	}
	calm := 0
	for ; p.limit < most; calm++ {
		if calm > 2*most {
			t.Fatalf("limit %d after %d calm spans", p.limit, calm)
		}
		now = now.Add(calmSpan + time.Second)
		p.gate.busy++
		p.leave(now, time.Second, nil, false)
	}
	now = now.Add(time.Hour)
	p.gate.busy++
	p.leave(now, time.Second, nil, false)
	if calm != most-1 || p.limit != most {
		t.Errorf("limit %d, after %d calm spans", p.limit, calm)
	}
}

func TestPatienceFollowsTheLine(t *testing.T) {
	tests := map[string]struct {
		took      time.Duration
		forgotten bool
		want      time.Duration
	}{
		"fast":           {80 * time.Millisecond, false, leastPatience},
		"slow":           {5 * time.Second, false, patienceTimes * 5 * time.Second},
		"hardly there":   {time.Hour, false, mostPatience},
		"not in time":    {10 * time.Second, true, patienceTimes * 20 * time.Second},
		"nothing is yet": {0, false, leastPatience},
	}
	for name, tt := range tests {
		p := newPace(4)
		for range 200 {
			p.gate.busy++
			p.leave(time.Unix(1_700_000_000, 0), tt.took, map[bool]error{true: context.DeadlineExceeded}[tt.forgotten], tt.forgotten)
		}
		if got := p.patience(); got != tt.want {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}

// TestAFileAtACDNHoldsItsPlaceWhileItAsks: the place there is one for all calls of a
// file, and somebody else's as soon as none is on its way.
func TestAFileAtACDNHoldsItsPlaceWhileItAsks(t *testing.T) {
	cdn := testEngine(Limits{Small: 1, Large: 1}).center(203)
	one, other := visit{slot: slot{class: archive.Small}}, visit{slot: slot{class: archive.Small}}
	for range 3 {
		if err := one.enter(t.Context(), cdn); err != nil {
			t.Fatal(err)
		}
	}
	for range 3 {
		if !isFull(t, cdn, archive.Small) {
			t.Fatal("a file with a call on its way holds no place")
		}
		one.leave()
	}
	if err := other.enter(t.Context(), cdn); err != nil {
		t.Fatal(err)
	}
	other.leave()
	if n := len(cdn.slots[archive.Small]); n != 0 {
		t.Errorf("%d places were not given back", n)
	}
}
