package demo

import (
	"fmt"
	"sync"

	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

// listCache keeps what had to be read from whole histories: where the empty
// messages are, and what a search found. A world does not change.
type listCache struct {
	mu    sync.Mutex
	gaps  map[world.PeerKey][]int // index of the real messages; nil: no gaps
	found map[search][]int
}

// cachedSearches bounds found; past it all is forgotten.
const cachedSearches = 256

// without leaves a history's messageEmpty out.
func (c *listCache) without(key world.PeerKey, h world.History) list {
	c.mu.Lock()
	defer c.mu.Unlock()
	at, known := c.gaps[key]
	if !known {
		if c.gaps == nil {
			c.gaps = map[world.PeerKey][]int{}
		}
		at = realMessages(h)
		c.gaps[key] = at
	}
	if at == nil {
		return h
	}
	return picked{list: h, at: at}
}

// realMessages lists the messages that are not empty; nil when all are real. An
// empty message has the date of the one before it, so only such are looked at.
func realMessages(h world.History) []int {
	var empty map[int]bool
	last := 0
	for i := range h.Len() {
		date := h.Date(i)
		if date == last {
			if m, err := h.At(i); err == nil && isGap(m) {
				if empty == nil {
					empty = map[int]bool{}
				}
				empty[i] = true
			}
		}
		last = date
	}
	if empty == nil {
		return nil
	}
	at := make([]int, 0, h.Len()-len(empty))
	for i := range h.Len() {
		if !empty[i] {
			at = append(at, i)
		}
	}
	return at
}

func isGap(m tg.MessageClass) bool {
	_, gap := m.(*tg.MessageEmpty)
	return gap
}

// pick lists the messages of a peer that a search wants, by index in its history.
func (s *Server) pick(q search) (list, error) {
	h := s.history(q.peer)
	s.lists.mu.Lock()
	at, ok := s.lists.found[q]
	s.lists.mu.Unlock()
	if ok {
		return picked{list: h, at: at}, nil
	}
	wants := q.wants()
	for i := range h.Len() {
		m, err := h.At(i)
		if err != nil {
			return nil, fmt.Errorf("search %s: %w", q.peer, err)
		}
		if wants(m) {
			at = append(at, i)
		}
	}
	s.lists.mu.Lock()
	defer s.lists.mu.Unlock()
	if s.lists.found == nil || len(s.lists.found) >= cachedSearches {
		s.lists.found = map[search][]int{}
	}
	s.lists.found[q] = at
	return picked{list: h, at: at}, nil
}
