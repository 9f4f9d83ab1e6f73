package demo

import (
	"fmt"
	"sync"

	"satchel/core/demo/world"
)

// listCache keeps what searches found in whole histories. A world does not
// change.
type listCache struct {
	mu    sync.Mutex
	found map[search][]int
}

// cachedSearches bounds found; past it all is forgotten.
const cachedSearches = 256

// gapped is a history that may hold empty messages.
type gapped interface{ Gaps() []int }

// history is a peer's messages without its gaps: a messageEmpty is counted
// nowhere and opens no page.
func (s *Server) history(key world.PeerKey) list {
	h := s.world.History(key)
	g, ok := h.(gapped)
	if !ok || len(g.Gaps()) == 0 {
		return h
	}
	gaps := g.Gaps()
	at := make([]int, 0, h.Len()-len(gaps))
	for i := range h.Len() {
		if len(gaps) > 0 && gaps[0] == i {
			gaps = gaps[1:]
			continue
		}
		at = append(at, i)
	}
	return picked{list: h, at: at}
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
