package demo

import "sync"

// downloads are the files in flight, by DC: those with a call whose answer has not
// passed the line. That is told before the client has the answer, so it is never
// blamed for one it has.
type downloads struct {
	mu   sync.Mutex
	byDC map[int]map[string]*flight
}

// flight is a file some of which is asked for.
type flight struct {
	large bool
	calls int
}

// enter counts a call of a file as in flight until the call lands, and records more
// distinct files than the DC's queue allows.
func (s *Server) enter(c *call, t target) {
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
		if n := inFlight(files, f.large); n > limit {
			s.violate(c.name, ruleFileQueue, "%d %s files in flight on DC %d, at most %d are allowed", n, word, c.dc, limit)
		}
	}
	c.landing = append(c.landing, func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		if f.calls--; f.calls == 0 {
			delete(files, t.name)
		}
	})
}

// land says that nothing of a call's answer is on its way any more.
func (c *call) land() {
	for _, landed := range c.landing {
		landed()
	}
	c.landing = nil
}

func (s *Server) queueOf(large bool) (limit int, word string) {
	if large {
		return s.faults.LargeQueue, "large"
	}
	return s.faults.SmallQueue, "small"
}

// inFlight counts the files of a queue.
func inFlight(files map[string]*flight, large bool) (n int) {
	for _, f := range files {
		if f.large == large {
			n++
		}
	}
	return n
}
