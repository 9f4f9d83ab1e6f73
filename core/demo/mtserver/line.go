package mtserver

import (
	"context"
	"sync"
	"time"
)

// pacer keeps the bucket of a Line. Each answer books the time it takes to pass
// after all answers booked before it; so the rate holds exactly however coarse
// the timers are, and nobody sleeps under the lock.
type pacer struct {
	line Line

	mu   sync.Mutex
	free time.Time // when the last booked answer has passed
}

func newPacer(l *Line) *pacer {
	if l == nil || (l.Latency <= 0 && l.BytesPerSecond <= 0) {
		return nil
	}
	return &pacer{line: *l}
}

// book reserves the line for an answer of n bytes and returns when it arrives.
func (p *pacer) book(now time.Time, n int) time.Time {
	arrival := now
	if rate := p.line.BytesPerSecond; rate > 0 {
		p.mu.Lock()
		if p.free.Before(now) {
			p.free = now
		}
		p.free = p.free.Add(time.Duration(float64(n) / float64(rate) * float64(time.Second)))
		arrival = p.free
		p.mu.Unlock()
	}
	return arrival.Add(p.line.Latency)
}

// wait holds an answer of n bytes back until it would have arrived, or ctx ends.
func (p *pacer) wait(ctx context.Context, n int) {
	if p == nil {
		return
	}
	now := time.Now()
	t := time.NewTimer(p.book(now, n).Sub(now))
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}
