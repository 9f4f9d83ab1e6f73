package crawl

import (
	"context"
	"fmt"
)

// outside reports whether the range holds nothing that is wanted: no message, the
// newest one before the interval, or the oldest one behind it. (The takeout page
// names the two conditions the wrong way round.)
func (s *stretch) outside(ctx context.Context, newest probed) (bool, error) {
	s.till = s.leftAbove(newest)
	if newest.id == 0 || s.Plan.From != 0 && newest.date < s.Plan.From {
		s.passOver(newest.id)
		return true, nil
	}
	if s.till == 0 {
		return false, nil
	}
	oldest, err := s.probe(ctx, s.via, s.part, window{offset: 1, add: -1})
	if err != nil {
		return false, fmt.Errorf("find the oldest message of %s: %w", s.peer, err)
	}
	return oldest.id != 0 && oldest.date >= s.Plan.Till, nil
}

// narrowTo bounds the stretch by the interval: what lies before it or behind it
// is never fetched.
func (s *stretch) narrowTo(ctx context.Context, newest probed) error {
	if s.Plan.From != 0 {
		id, err := s.lastBefore(ctx, s.Plan.From, newest.count)
		if err != nil {
			return fmt.Errorf("find the start of the interval in %s: %w", s.peer, err)
		}
		s.passOver(id)
	}
	if s.till != 0 {
		id, err := s.lastBefore(ctx, s.Plan.Till, newest.count)
		if err != nil {
			return fmt.Errorf("find the end of the interval in %s: %w", s.peer, err)
		}
		s.newest, s.top = id, id+1
	}
	return nil
}

// leftAbove is from when on messages are left out; 0: there are none.
func (s *stretch) leftAbove(newest probed) int64 {
	if s.Plan.Till != 0 && newest.date >= s.Plan.Till {
		return s.Plan.Till
	}
	return 0
}

// lastBefore is the id of the newest message sent before the date; 0: none.
func (s *stretch) lastBefore(ctx context.Context, date int64, count int) (int, error) {
	if !s.onlyMine {
		got, err := s.probe(ctx, s.via, s.part, window{date: int(date)})
		return got.place, err
	}
	// A search knows no offset by date, so the place is halved: messages stand by
	// their age. low is the youngest known not to be before the date.
	low, high, id := -1, count, 0
	for high-low > 1 {
		middle := low + (high-low)/2
		got, err := s.probe(ctx, s.via, s.part, window{add: middle})
		if err != nil {
			return 0, err
		}
		if got.id != 0 && got.date >= date {
			low = middle
			continue
		}
		high, id = middle, got.id
	}
	return id, nil
}
