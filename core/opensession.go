package core

import (
	"context"
	"errors"
	"time"

	"satchel/core/internal/takeout"
)

// How long the call that ends the takeout session may take after a cancel: less on
// a line that says nothing at all.
const (
	finishLimit  = 10 * time.Second
	finishSilent = 2 * time.Second
)

// inSession opens the takeout session, saves everything inside it and ends it as
// the run ended.
func (r *run) inSession(ctx context.Context) error {
	if err := r.openSession(ctx); err != nil {
		return err
	}
	err := r.save(ctx)
	switch {
	case err == nil:
		// Everything is saved. A session that could not be ended now is ended by the
		// next run; it makes nothing incomplete.
		if ferr := r.session.Finish(ctx, true); ferr != nil {
			r.Logger.Warn("takeout session not finished", "error", ferr)
		}
	case errors.Is(context.Cause(ctx), errCancelled):
		r.finishCancelled(context.WithoutCancel(ctx))
	}
	return err
}

// finishCancelled ends the session without success. Where that cannot be told, it
// stays open and the next run takes it up.
func (r *run) finishCancelled(ctx context.Context) {
	ctx, stop := context.WithTimeout(ctx, finishLimit)
	defer stop()
	began := time.Now()
	silence := time.AfterFunc(finishSilent, func() {
		if r.client.Heard().Before(began) {
			stop()
		}
	})
	defer silence.Stop()
	if err := r.session.Finish(ctx, false); err != nil {
		r.Logger.Warn("takeout session not finished", "error", err)
	}
}

// askAgain is how often Telegram is asked during the safety delay whether the owner
// has approved the export on another device.
const askAgain = 5 * time.Minute

// openSession opens the session, waiting out the safety delay if that is short
// enough.
func (r *run) openSession(ctx context.Context) error {
	for {
		err := r.session.Open(ctx)
		var delay *takeout.DelayError
		if !errors.As(err, &delay) {
			return err
		}
		wait := time.Until(delay.Until)
		if r.MaxWait > 0 && wait > r.MaxWait {
			return err
		}
		r.counters.stage(StageDelayed)
		r.counters.wait(takeout.Wait{Method: "account.initTakeoutSession", Until: delay.Until})
		if err := sleep(ctx, min(wait, askAgain)); err != nil {
			return err
		}
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// longWaitError ends a run that would have to wait longer than its caller accepts.
type longWaitError struct{ until time.Time }

func (e *longWaitError) Error() string {
	return "telegram asks to wait until " + e.until.Format(time.RFC3339)
}

// onWait is told of every wait, from the goroutine that waits.
func (r *run) onWait(w takeout.Wait) {
	r.counters.wait(w)
	if w.Reason == takeout.WaitFlood {
		r.limiter.Flooded(w.Method)
	}
	if r.MaxWait > 0 && w.Reason == takeout.WaitFlood && time.Until(w.Until) > r.MaxWait {
		r.cancel(&longWaitError{w.Until})
	}
}
