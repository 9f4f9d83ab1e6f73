package crawl

import (
	"context"
	"fmt"
	"sync"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// How many calls of one method are under way at once. Telegram does not say how
// many parallel history calls an account stands.
const (
	startCalls = 4
	mostCalls  = 12
)

// Limiter adapts how many calls of a method are under way at once: one more after
// as many answers as there are places, half as many when Telegram asks to wait.
// It is safe for concurrent use.
type Limiter struct {
	mu    sync.Mutex
	lanes map[string]*lane
}

// lane is one method's places.
type lane struct {
	limit, active int
	answered      int // since the limit changed
	waiting       []chan struct{}
}

// NewLimiter returns a limiter that begins carefully.
func NewLimiter() *Limiter { return &Limiter{lanes: map[string]*lane{}} }

func (l *Limiter) lane(method string) *lane {
	if l.lanes[method] == nil {
		l.lanes[method] = &lane{limit: startCalls}
	}
	return l.lanes[method]
}

// Flooded is told that Telegram asked callers of the method to wait.
func (l *Limiter) Flooded(method string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := l.lane(method)
	n.limit, n.answered = max(1, n.limit/2), 0
}

// Limit is how many calls of the method may be under way just now.
func (l *Limiter) Limit(method string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.lane(method).limit
}

// enter takes a place; first come, first served.
func (l *Limiter) enter(ctx context.Context, method string) error {
	l.mu.Lock()
	n := l.lane(method)
	if n.active < n.limit && len(n.waiting) == 0 {
		n.active++
		l.mu.Unlock()
		return nil
	}
	turn := make(chan struct{})
	n.waiting = append(n.waiting, turn)
	l.mu.Unlock()
	select {
	case <-turn:
		return nil
	case <-ctx.Done():
		l.giveUp(n, turn)
		return ctx.Err()
	}
}

// giveUp takes a caller out of the queue, or hands on the place it was given.
func (l *Limiter) giveUp(n *lane, turn chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, w := range n.waiting {
		if w == turn {
			n.waiting = append(n.waiting[:i], n.waiting[i+1:]...)
			return
		}
	}
	n.active--
	n.admit()
}

// leave gives a place back; answered reports that the call returned well.
func (l *Limiter) leave(method string, answered bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := l.lane(method)
	n.active--
	if answered {
		n.answered++
	}
	if n.answered >= n.limit && n.limit < mostCalls {
		n.limit, n.answered = n.limit+1, 0
	}
	n.admit()
}

func (n *lane) admit() {
	for n.active < n.limit && len(n.waiting) > 0 {
		close(n.waiting[0])
		n.waiting = n.waiting[1:]
		n.active++
	}
}

// limited is an invoker whose calls take a place first.
type limited struct {
	*Limiter
	next tg.Invoker
}

// Invoke implements tg.Invoker.
func (l limited) Invoke(ctx context.Context, in bin.Encoder, out bin.Decoder) error {
	method := methodName(in)
	if err := l.enter(ctx, method); err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	err := l.next.Invoke(ctx, in, out)
	l.leave(method, err == nil)
	return err
}

func methodName(in bin.Encoder) string {
	if t, ok := in.(interface{ TypeName() string }); ok {
		return t.TypeName()
	}
	return fmt.Sprintf("%T", in)
}
