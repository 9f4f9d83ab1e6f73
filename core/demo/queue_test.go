package demo

import (
	"testing"
	"time"

	"satchel/core/demo/world"
)

func TestMoreFilesInFlightThanTheQueueAllowsIsAViolation(t *testing.T) {
	f := NoFaults()
	f.SmallQueue, f.LargeQueue = 2, 1
	s := serve(t, media(nil).open(t, mediaFiles), f)
	c := &call{dc: 2, name: "upload.getFile"}
	small := func(name string) target { return target{name: name, file: world.File{Size: 1}} }
	large := func(name string) target { return target{name: name, file: world.File{Size: largeFile}} }
	a, b := s.enter(c, small("a")), s.enter(c, small("b"))
	again := s.enter(c, small("a"))
	s.wantRules(t, "two files, three calls")
	big := s.enter(c, large("big"))
	s.wantRules(t, "a large file has its own queue")
	elsewhere := s.enter(&call{dc: 4}, small("c"))
	s.wantRules(t, "another DC has its own queue")
	third := s.enter(c, small("c"))
	s.wantRules(t, "a third file", ruleFileQueue)
	for _, done := range []func(){a, b, again, big, elsewhere, third} {
		done()
	}
	s.enter(c, small("d"))
	s.enter(c, small("e"))
	s.wantRules(t, "after the others landed")
}

func TestAnAnswerOnItsWayIsStillInFlight(t *testing.T) {
	now := time.Unix(100, 0)
	files := map[string]*flight{
		"asked for":  {calls: 1},
		"on its way": {until: now.Add(time.Millisecond)},
		"landed":     {until: now},
		"large":      {calls: 1, large: true},
	}
	if n := inFlight(files, false, now); n != 2 {
		t.Errorf("%d small files in flight, want 2", n)
	}
	if _, kept := files["landed"]; kept || len(files) != 3 {
		t.Errorf("what has landed is not forgotten: %d files", len(files))
	}
	f := NoFaults()
	f.Latency = 80 * time.Millisecond
	if s := serve(t, folder{}.open(t, nil), f); s.downloads.linger != 60*time.Millisecond {
		t.Errorf("an answer is counted %v on its way", s.downloads.linger)
	}
}

func TestWithoutALimitAnyNumberOfFilesMayFly(t *testing.T) {
	f := NoFaults()
	f.SmallQueue = 0
	s := serve(t, folder{}.open(t, nil), f)
	for _, name := range []string{"a", "b", "c", "d", "e", "f", "g"} {
		s.enter(&call{dc: 2}, target{name: name, file: world.File{Size: 1}})
	}
	s.wantRules(t, "seven files")
}
