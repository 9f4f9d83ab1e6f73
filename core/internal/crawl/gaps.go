package crawl

import (
	"context"
	"fmt"
	"slices"

	"satchel/core/internal/archive"
)

// gapWalk is what the cursor keeps saying while a gap below it is read.
type gapWalk struct {
	last int           // where the cursor stands
	gap  archive.Gap   // what is left of it begins where the stretch is
	rest []archive.Gap // the other gaps
}

// passOver moves the cursor to the id and notes the gap: messages before the
// interval.
func (s *stretch) passOver(id int) {
	if id <= s.cur.Last {
		return
	}
	gap := archive.Gap{After: s.cur.Last, Upto: id, Before: s.Plan.From}
	s.cur.Gaps, s.cur.Last = append(slices.Clone(s.cur.Gaps), gap), id
}

// walkGaps reads what narrower intervals left out below the cursor and the present
// one wants.
func (s *stretch) walkGaps(ctx context.Context) error {
	for _, g := range s.cur.Gaps {
		if !g.Wanted(s.Plan.From, s.Plan.Till) {
			continue
		}
		if err := s.walkGap(ctx, g); err != nil {
			return fmt.Errorf("messages %d to %d: %w", g.After+1, g.Upto, err)
		}
	}
	return nil
}

// walkGap reads what is wanted of one gap. The rest of it stays a gap.
func (s *stretch) walkGap(ctx context.Context, g archive.Gap) error {
	wanted, rest, err := s.clip(ctx, g)
	if err != nil {
		return err
	}
	others := slices.DeleteFunc(slices.Clone(s.cur.Gaps), func(o archive.Gap) bool { return o == g })
	in := &stretch{walker: s.walker, part: s.part, via: s.via, cur: s.cur, portion: whole(), newest: wanted.Upto, top: wanted.Upto + 1,
		gap: &gapWalk{last: s.cur.Last, gap: wanted, rest: append(others, rest...)}}
	in.cur.Last = wanted.After
	if wanted.After < wanted.Upto {
		err = in.toTheEnd(ctx)
	}
	if err != nil {
		return err
	}
	s.cur.Count, s.cur.Gaps = in.cur.Count, in.gap.rest
	// Where the gap ended with what could not be read no page said so.
	if err := s.flush(); err != nil {
		return err
	}
	cur := s.cur
	return s.Archive.Record(ctx, archive.Page{Run: s.Run, Peer: s.peer, Split: s.cur.Split, Cursor: &cur})
}

// clip cuts a gap at the ends of the interval.
func (s *stretch) clip(ctx context.Context, g archive.Gap) (wanted archive.Gap, rest []archive.Gap, err error) {
	wanted = g
	if from := s.Plan.From; from != 0 && from > g.Since {
		id, err := s.lastBefore(ctx, from, s.cur.Expected)
		if err != nil {
			return g, nil, err
		}
		if id = min(id, g.Upto); id > g.After {
			rest = append(rest, archive.Gap{After: g.After, Upto: id, Since: g.Since, Before: from})
			wanted.After = id
		}
	}
	if till := s.Plan.Till; till != 0 && till < g.Before {
		id, err := s.lastBefore(ctx, till, s.cur.Expected)
		if err != nil {
			return g, nil, err
		}
		if id = max(id, wanted.After); id < g.Upto {
			rest = append(rest, archive.Gap{After: id, Upto: g.Upto, Since: till, Before: g.Before})
			wanted.Upto = id
		}
	}
	return wanted, rest, nil
}

// moved is the cursor as it is recorded with what was read so far. While a gap is
// read it stays where it is, and the gap becomes smaller.
func (s *stretch) moved() *archive.Cursor {
	c := s.cur
	if s.gap == nil {
		return &c
	}
	c.Done, c.Last, c.Gaps = false, s.gap.last, s.gap.rest
	if !s.cur.Done {
		left := s.gap.gap
		left.After = s.cur.Last
		c.Gaps = append(slices.Clone(c.Gaps), left)
	}
	return &c
}
