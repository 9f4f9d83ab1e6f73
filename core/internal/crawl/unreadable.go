package crawl

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/gotd/td/tg"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
)

// mostUnreadable bounds how many messages in a row may be skipped: an answer that
// never decodes must end.
const mostUnreadable = 1000

// unreadable reports that an answer came but did not decode.
func unreadable(ctx context.Context, err error) bool {
	var decode *takeout.DecodeError
	return ctx.Err() == nil && errors.As(err, &decode)
}

// narrow is called when an answer did not decode. Less is asked for, down to one
// message; that one is kept as it came, becomes a problem, and is passed over by
// its place. It reports whether the history has ended.
func (s *stretch) narrow(ctx context.Context, raw []byte) (bool, error) {
	if s.halve() {
		return false, nil
	}
	if bytes.Equal(raw, s.poison) {
		// The same again: nothing lies above it.
		return true, nil
	}
	if s.skip >= mostUnreadable {
		return false, fmt.Errorf("history of %s after %d: %w", s.peer, s.cur.Last, errNoProgress)
	}
	if err := s.keepRaw(ctx, raw); err != nil {
		return false, err
	}
	s.skip++
	s.poison, s.portion = raw, whole()
	return false, nil
}

// keepRaw records a message that cannot be read: its bytes and a problem. Its id
// is not known, so it is named by the message before it.
func (s *stretch) keepRaw(ctx context.Context, raw []byte) error {
	p := s.problemOf(model.ProblemMessageUnreadable, "")
	p.Subject = fmt.Sprintf("%s/after %d", s.peer, s.cur.Last)
	if s.skip > 0 {
		p.Subject += fmt.Sprintf("+%d", s.skip)
	}
	p.Retryable = false
	if s.cur.Last > 0 {
		p.Message = model.MessageID{Peer: s.peer, ID: s.cur.Last}
	}
	if err := s.flush(); err != nil {
		return err
	}
	page := archive.Page{Run: s.Run, Method: s.method(), Layer: tg.Layer, Peer: s.peer, Split: s.cur.Split, Raw: raw,
		Problems: []model.Problem{p}}
	if err := s.Archive.Record(ctx, page); err != nil {
		return err
	}
	s.Progress.Problem(p)
	return nil
}
