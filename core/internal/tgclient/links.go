package tgclient

import (
	"context"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// How silence is judged. Not every write asks for an answer: acknowledgements do
// not. They leave at most ackInterval after what they acknowledge, so a write
// later than quietAck after the last answer is a question, as is any write before
// the first byte. gotd repeats a request that is not acknowledged every 5 s, so a
// question asked right after an answer shows at its repetition.
//
// Bytes that trickle are no answer: only leastAnswer of them together are.
//
// A request that was acknowledged leaves nothing to see on its link. Of those the
// calls are counted: when one is older than the limit and no link to any DC got a
// byte for as long, the network is gone.
const (
	quietAck  = 3 * time.Second
	deadLink  = 12 * time.Second // after a question; with gotd's 5 s and a tick: under 20
	deadAll   = 15 * time.Second
	watchTick = time.Second
	// leastAnswer is less than the shortest message: a header of 24 bytes, at least 48
	// that are encrypted, and what the transport puts around.
	// https://core.telegram.org/mtproto/description#encrypted-message
	leastAnswer = 64
	// longDead bounds the patience, which doubles with each link closed, so that a
	// line that is only slow is not cut for ever.
	longDead = 2 * time.Minute
)

// links are the open connections, and the calls that wait for an answer.
type links struct {
	log   *slog.Logger
	heard atomic.Int64 // when the last answer came on any of them, Unix nanoseconds

	mu       sync.Mutex
	open     map[*link]struct{}
	calls    map[*askedCall]struct{}
	patience int // doublings
}

type askedCall struct {
	dc    int
	since time.Time
}

func newLinks(log *slog.Logger) *links {
	return &links{log: log, open: map[*link]struct{}{}, calls: map[*askedCall]struct{}{}}
}

// asked counts a call to a DC until done is called.
func (l *links) asked(dc int) (done func()) {
	c := &askedCall{dc: dc, since: time.Now()}
	l.mu.Lock()
	l.calls[c] = struct{}{}
	l.mu.Unlock()
	return func() {
		l.mu.Lock()
		delete(l.calls, c)
		l.mu.Unlock()
	}
}

func (l *links) add(conn net.Conn, dc int, ended func(good bool)) *link {
	now := time.Now()
	k := &link{Conn: conn, links: l, dc: dc, ended: ended, opened: now, last: now}
	l.mu.Lock()
	l.open[k] = struct{}{}
	l.mu.Unlock()
	return k
}

// watch closes dead links until ctx ends.
func (l *links) watch(ctx context.Context) {
	tick := time.NewTicker(watchTick)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			for _, k := range l.dead(time.Now()) {
				l.log.InfoContext(ctx, "no answer, connection closed", "dc", k.dc)
				k.cut()
			}
		}
	}
}

// dead returns the links to close, and makes the next judgement slower.
func (l *links) dead(now time.Time) []*link {
	l.mu.Lock()
	defer l.mu.Unlock()
	one := min(deadLink<<l.patience, longDead)
	all := min(deadAll<<l.patience, longDead)
	waiting := map[int]bool{} // DCs with a call that is too old
	for c := range l.calls {
		waiting[c.dc] = waiting[c.dc] || now.Sub(c.since) >= all
	}
	var out, silent []*link
	heard := false
	for k := range l.open {
		question, last := k.seen()
		if !question.IsZero() && now.Sub(question) >= one {
			out = append(out, k)
		} else if waiting[k.dc] {
			silent = append(silent, k)
		}
		heard = heard || now.Sub(last) < all
	}
	if !heard {
		out = append(out, silent...)
	}
	if len(out) > 0 && deadLink<<l.patience < longDead {
		l.patience++
	}
	return out
}

// link is a connection that remembers when it was asked and answered.
type link struct {
	net.Conn
	links *links
	dc    int
	ended func(good bool)
	once  sync.Once

	mu       sync.Mutex
	opened   time.Time
	last     time.Time // last answer read, or the dial
	some     int       // bytes of the next one
	question time.Time // first write since then that needs an answer
	bytes    int64
	closed   bool // by us
}

// seen returns when the open question was asked (zero: none) and when the last
// answer came.
func (k *link) seen() (question, last time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.question, k.last
}

// Read implements net.Conn.
func (k *link) Read(p []byte) (int, error) {
	n, err := k.Conn.Read(p)
	k.mu.Lock()
	now := time.Now()
	k.bytes += int64(n)
	k.some += n
	answer := k.some >= leastAnswer
	quick := answer && !k.question.IsZero() && now.Sub(k.question) < deadLink
	if answer {
		k.links.heard.Store(now.UnixNano())
		k.last, k.question, k.some = now, time.Time{}, 0
	}
	remote := err != nil && !k.closed && !timeout(err)
	good := k.bytes >= goodBytes || now.Sub(k.opened) >= goodLife
	k.mu.Unlock()
	if quick {
		k.links.answered()
	}
	if remote || good {
		k.once.Do(func() { k.ended(good) })
	}
	return n, err
}

// Write implements net.Conn.
func (k *link) Write(p []byte) (int, error) {
	k.mu.Lock()
	now := time.Now()
	if k.question.IsZero() && (k.bytes == 0 || now.Sub(k.last) > quietAck) {
		k.question = now
	}
	k.mu.Unlock()
	return k.Conn.Write(p)
}

// Close implements net.Conn: the end by our own will.
func (k *link) Close() error {
	k.mu.Lock()
	k.closed = true
	k.mu.Unlock()
	k.links.remove(k)
	return k.Conn.Close()
}

// cut closes a dead link in a way that its reader takes for the other side's end.
func (k *link) cut() {
	k.links.remove(k)
	_ = k.Conn.Close() // its reader gets the error
}

func (l *links) remove(k *link) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.open, k)
}

// answered restores the short patience.
func (l *links) answered() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.patience = 0
}

func timeout(err error) bool {
	t, ok := err.(net.Error) //nolint:errorlint // the connection's own error, unwrapped
	return ok && t.Timeout()
}
