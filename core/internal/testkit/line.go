package testkit

import (
	"context"
	"errors"
	"net"
	"sync"
	"sync/atomic"
)

// ErrCut is what dialling a cut line returns.
var ErrCut = errors.New("the line is cut")

// Line dials and can be cut: then every connection ends and no new one is made,
// as when the machine loses power under a program.
type Line struct {
	mu    sync.Mutex
	cut   bool
	conns []net.Conn
	muted atomic.Bool
}

// Dial is for core.Config.Dial.
func (l *Line) Dial(ctx context.Context, network, addr string) (net.Conn, error) {
	var d net.Dialer
	conn, err := d.DialContext(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cut {
		return nil, errors.Join(ErrCut, conn.Close())
	}
	l.conns = append(l.conns, conn)
	return mutable{conn, &l.muted}, nil
}

// Mute swallows what is said from now on; every connection stays.
func (l *Line) Mute() { l.muted.Store(true) }

// mutable is a connection that may be mute.
type mutable struct {
	net.Conn
	muted *atomic.Bool
}

// Write implements net.Conn.
func (m mutable) Write(p []byte) (int, error) {
	if m.muted.Load() {
		return len(p), nil
	}
	return m.Conn.Write(p)
}

// Cut ends every connection for good.
func (l *Line) Cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.cut = true
	for _, c := range l.conns {
		c.Close()
	}
	l.conns = nil
}
