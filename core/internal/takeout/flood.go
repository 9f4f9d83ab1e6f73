package takeout

import (
	"context"
	"sync"
	"time"

	"github.com/gotd/td/tgerr"
)

// lane is what Telegram's waits are kept by.
type lane struct {
	method string
	dc     int
}

// floods holds the lanes that are closed, and until when.
type floods struct {
	mu    sync.Mutex
	until map[lane]time.Time
}

// close closes a lane for span from now on. It never opens one earlier than
// somebody else was told; moved reports whether this call made the wait longer.
func (f *floods) close(at lane, span time.Duration) (until time.Time, moved bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	until = time.Now().Add(span)
	if !until.After(f.until[at]) {
		return f.until[at], false
	}
	f.until[at] = until
	return until, true
}

// pass returns when the lane is open, or the context has ended.
func (f *floods) pass(ctx context.Context, at lane) error {
	for {
		f.mu.Lock()
		span := time.Until(f.until[at])
		f.mu.Unlock()
		if span <= 0 {
			return ctx.Err()
		}
		if err := sleep(ctx, span); err != nil {
			return err
		}
	}
}

// longestWait bounds what a number in an error can ask for: the arithmetic has to
// hold whatever the server says.
const longestWait = 366 * 24 * time.Hour

func floodSpan(seconds int) time.Duration {
	if seconds <= 0 {
		return 0
	}
	if seconds > int(longestWait/time.Second) {
		return longestWait
	}
	return time.Duration(seconds) * time.Second
}

// floodWait returns how long Telegram asks to wait: FLOOD_WAIT_X,
// FLOOD_PREMIUM_WAIT_X, SLOWMODE_WAIT_X and every other error of code 420, with
// or without a time (then 0). Those 420s that no wait in this process cures are
// not among them.
// https://core.telegram.org/api/errors#420-flood
func floodWait(err error) (time.Duration, bool) {
	rpc, ok := tgerr.As(err)
	if !ok {
		return 0, false
	}
	switch rpc.Type {
	case errTakeoutInitDelay, "2FA_CONFIRM_WAIT", "FROZEN_METHOD_INVALID":
		return 0, false
	case "FLOOD_WAIT", "FLOOD_PREMIUM_WAIT", "SLOWMODE_WAIT":
	default:
		if rpc.Code != 420 {
			return 0, false
		}
	}
	return floodSpan(rpc.Argument), true
}
