package crawl

import (
	"context"
	"fmt"
	"slices"

	"github.com/gotd/td/tg"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/tgconv"
)

// check is called at the end of a history of which Telegram counts more messages
// than were recorded. The range is read once more from its beginning; what was
// missed is added; only what is missing then is a problem. Only a whole history is
// judged, not an interval of it.
func (s *stretch) check(ctx context.Context) error {
	if err := s.flush(); err != nil {
		return err
	}
	page := archive.Page{Run: s.Run, Peer: s.peer, Split: s.cur.Split}
	if !s.Plan.bounded() && !s.cur.Inexact {
		again := &stretch{walker: s.walker, part: s.part, via: s.via, portion: whole(),
			cur: archive.Cursor{Split: s.cur.Split}}
		if err := again.reread(ctx); err != nil {
			return fmt.Errorf("count messages of %s again: %w", s.peer, err)
		}
		s.cur.Count, s.cur.Expected = again.cur.Count, again.cur.Expected
		if again.cur.Count < again.cur.Expected {
			p := s.problemOf(model.ProblemChatIncomplete, fmt.Sprintf("%d of %d messages", again.cur.Count, again.cur.Expected))
			s.problems = append(s.problems, p.Subject+p.Code)
			page.Problems = []model.Problem{p}
		}
	}
	s.finish()
	page.Cursor = &s.cur
	if err := s.Archive.Record(ctx, page); err != nil {
		return err
	}
	for _, p := range page.Problems {
		s.Progress.Problem(p)
	}
	return nil
}

// reread reads the range from its beginning and records the messages that are not
// in the archive.
func (s *stretch) reread(ctx context.Context) error {
	for {
		answer, raw, err := s.ask(ctx, s.via, s.part, window{offset: s.cur.Last + 1, add: -(s.skip + s.limit), limit: s.limit})
		if unreadable(ctx, err) {
			if ended, err := s.narrow(ctx, raw); err != nil || ended {
				return err
			}
			continue
		}
		if err != nil {
			return err
		}
		s.read(len(answer.Messages))
		above := slices.DeleteFunc(answer.Messages, func(m tg.MessageClass) bool { return m.GetID() <= s.cur.Last })
		s.count(answer)
		s.cur.Count += s.skip
		s.skip = 0
		if len(above) == 0 {
			return nil
		}
		answer.Messages = above
		if err := s.recover(ctx, answer, raw); err != nil {
			return err
		}
	}
}

// recover records what the archive does not have of an answer, and moves on.
func (s *stretch) recover(ctx context.Context, answer tgconv.MessagesPage, raw []byte) error {
	var ids []int
	for _, m := range answer.Messages {
		s.cur.Last = max(s.cur.Last, m.GetID())
		if _, ok := tgconv.Message(m); ok {
			ids = append(ids, m.GetID())
		}
	}
	s.cur.Count += len(ids)
	missing, err := s.Archive.Missing(ctx, s.peer, ids)
	if err != nil || len(missing) == 0 {
		return err
	}
	var lost []tg.MessageClass
	for _, m := range slices.Backward(answer.Messages) {
		if slices.Contains(missing, m.GetID()) {
			lost = append(lost, m)
		}
	}
	page := s.blank(answer)
	page.Raw = raw
	if err := s.fill(ctx, s.part, &page, lost); err != nil {
		return err
	}
	s.Progress.Recorded(s.row.Number, len(page.Messages), len(page.Files))
	return s.Archive.Record(ctx, page)
}
