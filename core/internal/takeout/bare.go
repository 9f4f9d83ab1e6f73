package takeout

import (
	"context"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// bare is a connection with the policy but without the takeout's wrapping.
type bare struct {
	s    *Session
	next tg.Invoker
	dc   int
}

// Bare returns an invoker with the session's policy (waits, attempts, limits) over
// a connection whose calls are not wrapped: a CDN knows no takeout.
// https://core.telegram.org/cdn#how-cdn-dcs-are-different-from-the-master-dcs
func (s *Session) Bare(next tg.Invoker, dc int) tg.Invoker { return bare{s: s, next: next, dc: dc} }

// Invoke implements tg.Invoker.
func (v bare) Invoke(ctx context.Context, in bin.Encoder, out bin.Decoder) error {
	req, err := newRequest(in)
	if err != nil {
		return err
	}
	raw, err := v.s.policy.do(ctx, v.next, v.dc, req.name, req)
	if err != nil {
		return err
	}
	if err := out.Decode(&bin.Buffer{Buf: raw}); err != nil {
		return &DecodeError{Method: req.name, Raw: raw, Err: err}
	}
	return nil
}
