package media

import (
	"context"
	"sync"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
)

// How parallelism follows Telegram's requests to wait: halved, but once for all
// the calls that were refused together, and one more after each calm span.
const (
	floodsTogether = 2 * time.Second
	calmSpan       = 5 * time.Second
)

// How long a part may take before it is asked for again: many times what parts
// took lately. A server that forgets one call, on a line that is fine, is noticed
// by nothing else.
const (
	leastPatience = 15 * time.Second
	mostPatience  = 4 * time.Minute
	patienceTimes = 8
)

// pace limits the calls in flight on one datacenter. Callers are served in the
// order they came.
type pace struct {
	mu      sync.Mutex
	limit   int
	most    int
	busy    int
	queue   []chan struct{}
	changed time.Time     // when the limit was lowered or raised
	typical time.Duration // of a part
}

func newPace(most int) *pace { return &pace{limit: most, most: most} }

func (p *pace) enter(ctx context.Context) error {
	p.mu.Lock()
	if p.busy < p.limit && len(p.queue) == 0 {
		p.busy++
		p.mu.Unlock()
		return nil
	}
	turn := make(chan struct{})
	p.queue = append(p.queue, turn)
	p.mu.Unlock()
	select {
	case <-turn:
		return nil
	case <-ctx.Done():
		p.mu.Lock()
		defer p.mu.Unlock()
		for i, q := range p.queue {
			if q == turn {
				p.queue = append(p.queue[:i], p.queue[i+1:]...)
				return ctx.Err()
			}
		}
		p.busy-- // the turn came at the same moment
		p.admit()
		return ctx.Err()
	}
}

// admit lets in those there is room for; p.mu is held.
func (p *pace) admit() {
	for p.busy < p.limit && len(p.queue) > 0 {
		close(p.queue[0])
		p.queue = p.queue[1:]
		p.busy++
	}
}

// leave ends a call and learns from it. forgotten says that it was given up for
// want of an answer.
func (p *pace) leave(now time.Time, took time.Duration, err error, forgotten bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.busy--
	switch {
	case tgerr.IsCode(err, 420):
		if now.Sub(p.changed) > floodsTogether {
			p.limit, p.changed = max(1, p.limit/2), now
		}
	case forgotten:
		p.learn(2 * took) // a line that slow gets more time the next time
	case err == nil:
		p.learn(took)
		if p.limit < p.most && now.Sub(p.changed) > calmSpan {
			p.limit, p.changed = p.limit+1, now
		}
	}
	p.admit()
}

func (p *pace) learn(took time.Duration) {
	if p.typical == 0 {
		p.typical = took
	}
	p.typical += (took - p.typical) / 8
}

func (p *pace) patience() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return min(max(patienceTimes*p.typical, leastPatience), mostPatience)
}

// paced sends calls at the pace of their datacenter; below the policy, so that a
// call that has to wait holds nobody up.
type paced struct {
	next tg.Invoker
	pace *pace
}

// Invoke implements tg.Invoker.
func (v paced) Invoke(ctx context.Context, in bin.Encoder, out bin.Decoder) error {
	if err := v.pace.enter(ctx); err != nil {
		return err
	}
	limited, cancel := context.WithTimeout(ctx, v.pace.patience())
	defer cancel()
	started := time.Now()
	err := v.next.Invoke(limited, in, out)
	now := time.Now()
	v.pace.leave(now, now.Sub(started), err, err != nil && limited.Err() != nil && ctx.Err() == nil)
	return err
}
