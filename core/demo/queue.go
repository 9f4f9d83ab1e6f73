package demo

import (
	"sync"
	"time"
)

// downloads are the files in flight, by DC: those with a call that was not
// answered yet. The answer is on its way for a while after it is given to the
// line; three quarters of that are counted (linger), so that a client is never
// blamed for an answer it has already got.
type downloads struct {
	mu     sync.Mutex
	linger time.Duration
	byDC   map[int]map[string]*flight
}

// flight is a file some of which is asked for.
type flight struct {
	large bool
	calls int
	until time.Time // without a call: in flight until then
}

// enter counts a call of a file as in flight until done is called, and records
// more distinct files than the DC's queue allows.
func (s *Server) enter(c *call, t target) (done func()) {
	d := &s.downloads
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.byDC == nil {
		d.byDC = map[int]map[string]*flight{}
	}
	files := d.byDC[c.dc]
	if files == nil {
		files = map[string]*flight{}
		d.byDC[c.dc] = files
	}
	f := files[t.name]
	if f == nil {
		f = &flight{large: t.file.Size >= largeFile}
		files[t.name] = f
	}
	f.calls++
	if limit, word := s.queueOf(f.large); limit > 0 {
		if n := inFlight(files, f.large, time.Now()); n > limit {
			s.violate(c.name, ruleFileQueue, "%d %s files in flight on DC %d, at most %d are allowed", n, word, c.dc, limit)
		}
	}
	return func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		f.calls--
		f.until = time.Now().Add(d.linger)
	}
}

func (s *Server) queueOf(large bool) (limit int, word string) {
	if large {
		return s.faults.LargeQueue, "large"
	}
	return s.faults.SmallQueue, "small"
}

// inFlight counts the files of a queue, and forgets those that have landed.
func inFlight(files map[string]*flight, large bool, now time.Time) int {
	n := 0
	for name, f := range files {
		switch {
		case f.calls == 0 && !now.Before(f.until):
			delete(files, name)
		case f.large == large:
			n++
		}
	}
	return n
}
