package tgclient

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func (l *links) snapshot() (out []*link) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.open {
		out = append(out, k)
	}
	return out
}

// wire is a link inside a bubble, the other end, and the time it was cut.
type wire struct {
	*link
	far   net.Conn
	ended chan time.Time
}

func newWire(t *testing.T, l *links, dc int) wire {
	t.Helper()
	near, far := net.Pipe()
	w := wire{link: l.add(near, dc, func(bool) {}), far: far, ended: make(chan time.Time, 1)}
	go func() {
		_, _ = io.Copy(io.Discard, w.link)
		w.ended <- time.Now()
	}()
	go func() { _, _ = io.Copy(io.Discard, far) }()
	return w
}

func (w wire) say(t *testing.T, c net.Conn) {
	t.Helper()
	if _, err := c.Write(make([]byte, leastAnswer)); err != nil {
		t.Errorf("write: %v", err)
	}
}

// bubble runs f with links that are watched.
func bubble(t *testing.T, f func(t *testing.T, l *links)) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		l := newLinks(slog.New(slog.DiscardHandler))
		var watch sync.WaitGroup
		watch.Go(func() { l.watch(ctx) })
		f(t, l)
		cancel()
		watch.Wait()
		for _, k := range l.snapshot() {
			_ = k.Close()
		}
	})
}

func (w wire) cutWithin(t *testing.T, start time.Time, least, most time.Duration) {
	t.Helper()
	select {
	case at := <-w.ended:
		if took := at.Sub(start); took < least || took > most {
			t.Errorf("cut after %v, want %v to %v", took, least, most)
		}
	case <-time.After(10 * time.Minute):
		t.Error("never cut")
	}
	_ = w.far.Close()
}

func (w wire) stays(t *testing.T, span time.Duration) {
	t.Helper()
	select {
	case <-w.ended:
		t.Error("a live link was cut")
	case <-time.After(span):
	}
	_ = w.far.Close()
	_ = w.Close()
	<-w.ended
}

func TestADeadLinkIsCutWithin20Seconds(t *testing.T) {
	bubble(t, func(t *testing.T, l *links) { // nothing ever came
		w := newWire(t, l, 2)
		start := time.Now()
		w.say(t, w.link)
		w.cutWithin(t, start, deadLink, 20*time.Second)
	})
	bubble(t, func(t *testing.T, l *links) { // asked long after the last answer
		w := newWire(t, l, 2)
		w.say(t, w.link)
		w.say(t, w.far)
		time.Sleep(time.Minute)
		start := time.Now()
		w.say(t, w.link)
		w.cutWithin(t, start, deadLink, 20*time.Second)
	})
	bubble(t, func(t *testing.T, l *links) { // asked right after it; gotd repeats
		w := newWire(t, l, 2)
		w.say(t, w.link)
		w.say(t, w.far)
		synctest.Wait()
		start := time.Now()
		w.say(t, w.link)
		time.Sleep(5 * time.Second)
		w.say(t, w.link)
		w.cutWithin(t, start, deadLink, 20*time.Second)
	})
	bubble(t, func(t *testing.T, l *links) { // acknowledged, then nothing anywhere
		w := newWire(t, l, 2)
		defer l.asked(2)()
		w.say(t, w.link)
		w.say(t, w.far)
		synctest.Wait()
		w.cutWithin(t, time.Now(), deadAll, 20*time.Second)
	})
}

func TestALinkThatTricklesIsDead(t *testing.T) {
	bubble(t, func(t *testing.T, l *links) {
		w := newWire(t, l, 2)
		w.say(t, w.link)
		w.say(t, w.far)
		var trickle sync.WaitGroup
		trickle.Go(func() {
			var err error
			for err == nil {
				time.Sleep(time.Second)
				_, err = w.far.Write([]byte("x"))
			}
		})
		defer trickle.Wait()
		time.Sleep(5 * time.Second)
		start := time.Now()
		w.say(t, w.link)
		w.cutWithin(t, start, deadLink, 20*time.Second)
	})
}

func TestALiveLinkIsLeftAlone(t *testing.T) {
	bubble(t, func(t *testing.T, l *links) { // idle after an acknowledgement of ours
		w := newWire(t, l, 2)
		w.say(t, w.link)
		w.say(t, w.far)
		time.Sleep(ackInterval)
		w.say(t, w.link)
		w.stays(t, 5*time.Minute)
	})
	bubble(t, func(t *testing.T, l *links) { // an answer that takes its time in pieces
		w := newWire(t, l, 2)
		done := l.asked(2)
		w.say(t, w.link)
		for range 20 {
			time.Sleep(10 * time.Second)
			w.say(t, w.far)
		}
		done()
		w.stays(t, time.Minute)
	})
	bubble(t, func(t *testing.T, l *links) { // waits its turn on a line that others use
		w, busy := newWire(t, l, 4), newWire(t, l, 2)
		done := l.asked(4)
		w.say(t, w.link)
		w.say(t, w.far) // acknowledged
		busy.say(t, busy.link)
		for range 30 {
			time.Sleep(5 * time.Second)
			busy.say(t, busy.far)
		}
		done()
		busy.stays(t, time.Second)
		w.stays(t, time.Second)
	})
}

func TestPatienceGrowsWhereCuttingDoesNotHelp(t *testing.T) {
	bubble(t, func(t *testing.T, l *links) {
		for _, most := range []time.Duration{14 * time.Second, 26 * time.Second, 50 * time.Second} {
			w := newWire(t, l, 2)
			start := time.Now()
			w.say(t, w.link)
			w.cutWithin(t, start, most-2*time.Second, most)
		}
		w := newWire(t, l, 2) // an answer restores it
		w.say(t, w.link)
		w.say(t, w.far)
		synctest.Wait()
		_ = w.Close()
		<-w.ended
		w = newWire(t, l, 2)
		start := time.Now()
		w.say(t, w.link)
		w.cutWithin(t, start, deadLink, 14*time.Second)
	})
}

func TestFailedDialsSlowDown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		refused := errors.New("refused")
		dials := 0
		d := newDialer(func(context.Context, string, string) (net.Conn, error) {
			dials++
			return nil, refused
		}, newLinks(slog.New(slog.DiscardHandler)))
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		for ctx.Err() == nil {
			if _, err := d.dial(ctx, "tcp", "a"); err == nil {
				t.Fatal("dial succeeded")
			}
		}
		if dials < 12 || dials > 40 {
			t.Errorf("%d dials in a minute", dials)
		}
		start := time.Now()
		if _, err := d.dial(t.Context(), "tcp", "b"); !errors.Is(err, refused) || time.Since(start) != 0 {
			t.Errorf("another address waited %v: %v", time.Since(start), err)
		}
	})
}

func TestConnectionsThatEndAtOnceSlowDown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dials := 0
		answers := 10 // bytes before the other side hangs up
		d := newDialer(func(context.Context, string, string) (net.Conn, error) {
			dials++
			near, far := net.Pipe()
			go func() { _, _ = far.Write(make([]byte, answers)); _ = far.Close() }()
			return near, nil
		}, newLinks(slog.New(slog.DiscardHandler)))
		use := func(span time.Duration) int {
			ctx, cancel := context.WithTimeout(t.Context(), span)
			defer cancel()
			dials = 0
			for ctx.Err() == nil && dials < 1000 {
				conn, err := d.dial(ctx, "tcp", "a")
				if err != nil {
					break
				}
				_, _ = io.Copy(io.Discard, conn)
				_ = conn.Close()
			}
			return dials
		}
		if n := use(time.Minute); n > 40 {
			t.Errorf("%d dials in a minute of short connections", n)
		}
		answers = goodBytes
		time.Sleep(longRedial)
		if n := use(time.Minute); n != 1000 {
			t.Errorf("good connections were slowed down to %d", n)
		}
	})
}

func TestADialIsGivenUpWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDialer(func(context.Context, string, string) (net.Conn, error) { return nil, io.EOF }, newLinks(slog.New(slog.DiscardHandler)))
		for range 20 {
			_, _ = d.dial(t.Context(), "tcp", "a")
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		start := time.Now()
		if _, err := d.dial(ctx, "tcp", "a"); !errors.Is(err, context.DeadlineExceeded) || time.Since(start) > time.Millisecond {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}
