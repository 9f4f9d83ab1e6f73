package signin

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tgerr"
)

const (
	callLimit  = 30 * time.Second
	maxTries   = 3
	firstPause = 500 * time.Millisecond
)

// again makes a call a few times while only the way to Telegram, or Telegram's
// own machinery, fails. What is left after that is ErrOffline: the person can
// try again, nothing typed is lost.
func again[T any](ctx context.Context, call func(ctx context.Context) (T, error)) (T, error) {
	var none T
	pause := firstPause
	for try := 1; ; try++ {
		limited, cancel := context.WithTimeout(ctx, callLimit)
		out, err := call(limited)
		cancel()
		switch {
		case err == nil:
			return out, nil
		case ctx.Err() != nil:
			return none, ctx.Err()
		case !transient(err):
			return none, err
		case try == maxTries:
			return none, fmt.Errorf("%w: %w", ErrOffline, err)
		}
		if err := sleep(ctx, pause); err != nil {
			return none, err
		}
		pause *= 2
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// transient reports errors that are not an answer to what was asked. gotd says
// context.Canceled for a connection that died, so it is one too: the caller's own
// context was looked at before.
func transient(err error) bool {
	var blocked interface{ Blocked() bool }
	if errors.As(err, &blocked) && blocked.Blocked() {
		return false
	}
	var unread *bin.UnexpectedIDErr
	rpc, ok := tgerr.As(err)
	if !ok {
		return !errors.As(err, &unread)
	}
	return (rpc.Code >= 500 || rpc.Code < 0) && !rpc.IsType("AUTH_RESTART")
}
