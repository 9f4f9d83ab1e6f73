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

// pace limits the calls in flight on one datacenter.
type pace struct {
	gate gate
	most int

	mu      sync.Mutex
	limit   int
	changed time.Time     // when the limit was lowered or raised
	typical time.Duration // of a part
}

func newPace(most int) *pace { return &pace{gate: gate{limit: most}, limit: most, most: most} }

// leave ends a call and learns from it. forgotten says that it was given up for
// want of an answer.
func (p *pace) leave(now time.Time, took time.Duration, err error, forgotten bool) {
	defer p.gate.leave()
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case tgerr.IsCode(err, 420):
		if now.Sub(p.changed) > floodsTogether {
			p.change(now, max(1, p.limit/2))
		}
	case forgotten:
		p.learn(2 * took) // a line that slow gets more time the next time
	case err == nil:
		p.learn(took)
		if p.limit < p.most && now.Sub(p.changed) > calmSpan {
			p.change(now, p.limit+1)
		}
	}
}

func (p *pace) change(now time.Time, limit int) {
	p.limit, p.changed = limit, now
	p.gate.resize(limit)
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
	if err := v.pace.gate.enter(ctx); err != nil {
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
