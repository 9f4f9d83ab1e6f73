package media

import (
	"context"
	"fmt"
	"sync"

	"github.com/gotd/td/tg"

	"satchel/core/internal/archive"
)

// center is one datacenter: the slots of its queues, its connections and how many
// calls they carry at a time.
type center struct {
	*engine
	dc    int
	slots [2]chan struct{} // by archive.SizeClass: a value inside is a file in flight
	pace  *pace
	large gate // of the parts of large files
	conns *line
}

// center returns a datacenter, whether or not it has a queue of its own.
func (e *engine) center(dc int) *center {
	e.mu.Lock()
	defer e.mu.Unlock()
	c, ok := e.centers[dc]
	if !ok {
		c = &center{engine: e, dc: dc, pace: newPace(e.Limits.parts()), conns: newLine()}
		c.slots[archive.Small] = make(chan struct{}, e.Limits.Small)
		c.slots[archive.Large] = make(chan struct{}, e.Limits.Large)
		e.centers[dc] = c
	}
	return c
}

// share divides the line between the queues: while small files are in flight large
// ones ask for half as much, for what large parts have on the line already is what a
// small file has to wait behind.
func (c *center) share() {
	limit := partsAFile * c.Limits.Large
	if len(c.slots[archive.Small]) > 0 {
		limit /= 2
	}
	c.large.resize(limit)
}

// parts is how many parts are asked for at a time on one datacenter: all that
// large files may have in flight, and two of each small one.
func (l Limits) parts() int { return 2*l.Small + partsAFile*l.Large }

// pool returns the connections, made on first use. One of them carries one call at a
// time, so that there have to be enough of them for the parts and, away from home,
// for the questions beside them; at home those go over the connection the crawl uses,
// which carries many.
func (c *center) pool(ctx context.Context) (tg.Invoker, error) {
	return c.conns.get(ctx, func() (conn tg.Invoker, err error) {
		conns := c.Limits.parts()
		if c.dc != c.HomeDC {
			conns += c.Limits.Small + c.Limits.Large
		}
		err = c.Session.Transfer(ctx, c.dc, func(ctx context.Context) (err error) {
			conn, err = c.Connect(ctx, c.dc, conns)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("connect to datacenter %d: %w", c.dc, err)
		}
		return conn, nil
	})
}

// files carries the calls for parts, at the pace of the datacenter.
func (c *center) files(ctx context.Context) (tg.Invoker, error) {
	conn, err := c.pool(ctx)
	if err != nil {
		return nil, err
	}
	return c.Session.Via(paced{next: conn, pace: c.pace}, c.dc), nil
}

// control carries what does not count in the queue.
func (c *center) control(ctx context.Context) (tg.Invoker, error) {
	if c.dc == c.HomeDC {
		return c.Session, nil
	}
	conn, err := c.pool(ctx)
	if err != nil {
		return nil, err
	}
	return c.Session.Via(conn, c.dc), nil
}

// slot is a file's place in the queue of a datacenter.
type slot struct {
	class archive.SizeClass

	mu   sync.Mutex
	held *center
}

// hold takes a place at c, giving up one held elsewhere.
func (s *slot) hold(ctx context.Context, c *center) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held == c {
		return nil
	}
	s.release()
	select {
	case c.slots[s.class] <- struct{}{}:
		s.held = c
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// free gives the place back, if one is held.
func (s *slot) free() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.release()
}

// visit is a file's place in the queue of a CDN, held while a call is on its way
// there: what waits for another place then holds none that others wait for.
type visit struct {
	slot  slot
	mu    sync.Mutex
	calls int
}

// enter begins a call at c.
func (v *visit) enter(ctx context.Context, c *center) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.slot.hold(ctx, c); err != nil {
		return err
	}
	v.calls++
	return nil
}

// leave ends it.
func (v *visit) leave() {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.calls--; v.calls == 0 {
		v.slot.free()
	}
}

func (s *slot) release() {
	if s.held != nil {
		<-s.held.slots[s.class]
		s.held = nil
	}
}
