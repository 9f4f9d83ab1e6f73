package testkit

import (
	"context"
	"net"
	"sync/atomic"
	"time"
)

// Trickle dials connections of which one goes bad: after so many bytes it brings one
// byte a second, or none ever again.
type Trickle struct {
	After  int64 // bytes, of a connection
	Silent bool
	bad    atomic.Bool // one is
}

// Dial is for core.Config.Dial.
func (t *Trickle) Dial(ctx context.Context, network, addr string) (net.Conn, error) {
	var d net.Dialer
	conn, err := d.DialContext(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	return &trickling{Conn: conn, of: t, closed: make(chan struct{})}, nil
}

// Struck reports whether a connection has gone bad.
func (t *Trickle) Struck() bool { return t.bad.Load() }

// trickling is read by one goroutine.
type trickling struct {
	net.Conn
	of     *Trickle
	read   int64
	bad    bool
	done   atomic.Bool
	closed chan struct{}
}

// Read implements net.Conn.
func (c *trickling) Read(p []byte) (int, error) {
	if !c.bad && c.read > c.of.After {
		c.bad = c.of.bad.CompareAndSwap(false, true)
	}
	if c.bad {
		select {
		case <-c.closed:
			return 0, net.ErrClosed
		case <-c.pause():
			p = p[:min(1, len(p))]
		}
	}
	n, err := c.Conn.Read(p)
	c.read += int64(n)
	return n, err
}

// pause ends when the next byte is due.
func (c *trickling) pause() <-chan time.Time {
	if c.of.Silent {
		return nil
	}
	return time.After(time.Second)
}

// Close implements net.Conn.
func (c *trickling) Close() error {
	if c.done.CompareAndSwap(false, true) {
		close(c.closed)
	}
	return c.Conn.Close()
}
