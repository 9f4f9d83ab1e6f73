package takeout

import (
	"context"
	"log/slog"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// bare is a connection with the policy but without the takeout's wrapping.
type bare struct {
	policy *policy
	next   tg.Invoker
	dc     int
}

// Bare returns an invoker with the session's policy (waits, attempts, limits) over
// a connection whose calls are not wrapped: a CDN knows no takeout.
// https://core.telegram.org/cdn#how-cdn-dcs-are-different-from-the-master-dcs
func (s *Session) Bare(next tg.Invoker, dc int) tg.Invoker {
	return bare{policy: s.policy, next: next, dc: dc}
}

// Plain returns an invoker with the policy alone, for calls that belong to no
// takeout session: looking at an account before there is one. onWait may be nil
// and must not block.
func Plain(next tg.Invoker, dc int, log *slog.Logger, onWait func(Wait)) tg.Invoker {
	return bare{policy: newPolicy(log, onWait, nil), next: next, dc: dc}
}

// Transfer connects to a datacenter and brings the authorization there. connect makes
// calls of its own for that, outside the takeout session; the whole is under the
// session's policy, as one call.
// https://core.telegram.org/api/datacenter#authorization-transfer
func (s *Session) Transfer(ctx context.Context, dc int, connect func(ctx context.Context) error) error {
	return s.policy.repeat(ctx, lane{"auth.exportAuthorization", dc}, connect)
}

// Invoke implements tg.Invoker.
func (v bare) Invoke(ctx context.Context, in bin.Encoder, out bin.Decoder) error {
	req, err := newRequest(in)
	if err != nil {
		return err
	}
	raw, err := v.policy.do(ctx, v.next, v.dc, req.name, req)
	if err != nil {
		return err
	}
	if err := out.Decode(&bin.Buffer{Buf: raw}); err != nil {
		return &DecodeError{Method: req.name, Raw: raw, Err: err}
	}
	return nil
}
