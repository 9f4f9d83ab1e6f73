package takeout

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
)

// The bounds of trying again.
const (
	firstPause  = 500 * time.Millisecond
	longPause   = 30 * time.Second
	maxAttempts = 8 // of one call that Telegram's own side fails
	// offlineAfter is how many attempts in a row have to find no network before a
	// dropped connection is called one.
	offlineAfter = 3
)

// How long one attempt may take. A dead link is noticed by the connection itself
// much sooner; this ends a call that Telegram forgot.
const (
	callLimit = 60 * time.Second
	partLimit = 5 * time.Minute // 512 KiB on a slow line shared by many
	longLimit = 10 * time.Minute
)

// WaitReason says why a call waits.
type WaitReason string

// The reasons of a wait.
const (
	WaitFlood   WaitReason = "flood"   // Telegram asked for it
	WaitRetry   WaitReason = "retry"   // Telegram's side failed; asked again at Until
	WaitOffline WaitReason = "offline" // no network; tried again at Until
)

// Wait is told when a call has to wait.
type Wait struct {
	Method string
	DC     int
	Until  time.Time
	Reason WaitReason
}

// policy decides when a call goes out and whether it goes out again.
type policy struct {
	log    *slog.Logger
	onWait func(Wait)
	gate   func(context.Context) error
	floods floods
	// answered counts the answers of all calls, errors included: when it moves
	// while a call fails, the network is there.
	answered atomic.Int64
}

func newPolicy(log *slog.Logger, onWait func(Wait), gate func(context.Context) error) *policy {
	if onWait == nil {
		onWait = func(Wait) {}
	}
	if gate == nil {
		gate = func(context.Context) error { return nil }
	}
	return &policy{log: log, onWait: onWait, gate: gate, floods: floods{until: map[lane]time.Time{}}}
}

// do sends body until it is answered, and returns the answer's bytes or the error
// that trying again cannot cure. The tee of an attempt is its own, and looked into
// only when the answer came: a connection may still write into it after the attempt
// was given up.
func (p *policy) do(ctx context.Context, next tg.Invoker, dc int, method string, body bin.Encoder) ([]byte, error) {
	var raw []byte
	err := p.repeat(ctx, lane{method, dc}, func(ctx context.Context) error {
		t := new(tee)
		if err := next.Invoke(ctx, body, t); err != nil {
			return err
		}
		raw = t.raw
		return nil
	})
	return raw, err
}

// repeat makes attempts until one succeeds; its error is one that trying again
// cannot cure.
func (p *policy) repeat(ctx context.Context, at lane, attempt func(ctx context.Context) error) error {
	var t tries
	for {
		if err := p.floods.pass(ctx, at); err != nil {
			return fmt.Errorf("%s: %w", at.method, err)
		}
		if err := p.gate(ctx); err != nil {
			return fmt.Errorf("%s: %w", at.method, err)
		}
		before := p.answered.Load()
		err := p.once(ctx, t.limit(at.method), attempt)
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return fmt.Errorf("%s: %w", at.method, ctx.Err())
		}
		if err := p.react(ctx, at, &t, err, p.answered.Load() != before); err != nil {
			return err
		}
	}
}

// once is one attempt.
func (p *policy) once(ctx context.Context, limit time.Duration, attempt func(ctx context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	err := attempt(ctx)
	if _, rpc := tgerr.As(err); rpc || err == nil {
		p.answered.Add(1)
	}
	return err
}

// react waits as the failure asks for; an error means that the call is over.
// others reports that other calls were answered while this one failed.
func (p *policy) react(ctx context.Context, at lane, t *tries, err error, others bool) error {
	if span, ok := floodWait(err); ok {
		p.flood(ctx, at, t, span)
		return nil
	}
	switch failureOf(err) {
	case failedServer:
		t.failed++
	case failedNetwork:
		t.lost++
		if others {
			t.failed++
		}
	default:
		return fmt.Errorf("%s: %w", at.method, err)
	}
	if t.failed >= maxAttempts {
		return &AttemptsError{Method: at.method, Attempts: t.failed, Err: err}
	}
	return p.pause(ctx, at, t, err)
}

func (p *policy) flood(ctx context.Context, at lane, t *tries, span time.Duration) {
	if span <= 0 { // FLOOD_WAIT_0, or a 420 that names no time
		span = t.pause()
	} else {
		t.pauses = 0
	}
	if until, moved := p.floods.close(at, span); moved {
		p.log.InfoContext(ctx, "telegram asks to wait", "method", at.method, "dc", at.dc, "wait", span)
		p.onWait(Wait{Method: at.method, DC: at.dc, Until: until, Reason: WaitFlood})
	}
}

func (p *policy) pause(ctx context.Context, at lane, t *tries, err error) error {
	span, reason := t.pause(), WaitRetry
	if t.lost >= offlineAfter && t.failed == 0 {
		reason = WaitOffline
	}
	p.log.InfoContext(ctx, "call is tried again", "method", at.method, "dc", at.dc, "pause", span, "reason", string(reason), "error", err)
	p.onWait(Wait{Method: at.method, DC: at.dc, Until: time.Now().Add(span), Reason: reason})
	if err := sleep(ctx, span); err != nil {
		return fmt.Errorf("%s: %w", at.method, err)
	}
	return nil
}

// tries is what happened to one call so far.
type tries struct {
	failed int // attempts that count
	lost   int // attempts that found no network
	pauses int
}

// pause grows from firstPause to longPause, with the upper half left to chance so
// that callers who failed together do not come back together.
func (t *tries) pause() time.Duration {
	span := min(firstPause<<min(t.pauses, 16), longPause)
	t.pauses++
	return span/2 + rand.N(span/2+1)
}

// limit is how long the next attempt may take; it grows, because an attempt that
// ran out of time may have been on a slow line.
func (t *tries) limit(method string) time.Duration {
	limit := callLimit
	if method == "upload.getFile" {
		limit = partLimit
	}
	return min(limit<<min(t.lost, 8), longLimit)
}

func sleep(ctx context.Context, span time.Duration) error {
	timer := time.NewTimer(span)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
