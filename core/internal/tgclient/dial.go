package tgclient

import (
	"context"
	"math/rand/v2"
	"net"
	"sync"
	"time"

	"github.com/gotd/td/telegram/dcs"
	"github.com/gotd/td/transport"
)

// The pauses before an address that failed is dialled again.
const (
	firstRedial = 250 * time.Millisecond
	longRedial  = 5 * time.Second
)

// A connection that lived this long or brought this much was a good one; a shorter
// one that the other side ended counts as a failed dial.
const (
	goodLife  = 5 * time.Second
	goodBytes = 4 << 10
)

type dcKey struct{}

// resolver is gotd's, telling the dialler which DC a link is for.
type resolver struct{ dcs.Resolver }

// Primary implements dcs.Resolver.
func (r resolver) Primary(ctx context.Context, dc int, list dcs.List) (transport.Conn, error) {
	return r.Resolver.Primary(context.WithValue(ctx, dcKey{}, dc), dc, list)
}

// MediaOnly implements dcs.Resolver.
func (r resolver) MediaOnly(ctx context.Context, dc int, list dcs.List) (transport.Conn, error) {
	return r.Resolver.MediaOnly(context.WithValue(ctx, dcKey{}, dc), dc, list)
}

// CDN implements dcs.Resolver.
func (r resolver) CDN(ctx context.Context, dc int, list dcs.List) (transport.Conn, error) {
	return r.Resolver.CDN(context.WithValue(ctx, dcKey{}, dc), dc, list)
}

// dialer makes links, slowly where dialling fails.
type dialer struct {
	next  func(ctx context.Context, network, addr string) (net.Conn, error)
	links *links

	mu   sync.Mutex
	addr map[string]*redial
}

// redial is what is known of one address.
type redial struct {
	failed int
	next   time.Time // not dialled before
}

func newDialer(next func(ctx context.Context, network, addr string) (net.Conn, error), l *links) *dialer {
	if next == nil {
		next = (&net.Dialer{
			Timeout:         15 * time.Second,
			KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: 15 * time.Second, Interval: 5 * time.Second, Count: 3},
		}).DialContext
	}
	return &dialer{next: next, links: l, addr: map[string]*redial{}}
}

func (d *dialer) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	if err := d.wait(ctx, addr); err != nil {
		return nil, err
	}
	conn, err := d.next(ctx, network, addr)
	if err != nil {
		if ctx.Err() == nil {
			d.ended(addr, false)
		}
		return nil, err
	}
	dc, _ := ctx.Value(dcKey{}).(int)
	return d.links.add(conn, dc, func(good bool) { d.ended(addr, good) }), nil
}

// wait returns when the address may be dialled.
func (d *dialer) wait(ctx context.Context, addr string) error {
	for {
		d.mu.Lock()
		var span time.Duration
		if r := d.addr[addr]; r != nil {
			span = time.Until(r.next)
		}
		d.mu.Unlock()
		if span <= 0 {
			return ctx.Err()
		}
		timer := time.NewTimer(span)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		}
	}
}

// ended notes how a dial or a link ended.
func (d *dialer) ended(addr string, good bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if good {
		delete(d.addr, addr)
		return
	}
	r := d.addr[addr]
	if r == nil {
		r = &redial{}
		d.addr[addr] = r
	}
	// Several connections that fail together are one failure.
	if now := time.Now(); !now.Before(r.next) {
		span := min(firstRedial<<min(r.failed, 8), longRedial)
		r.failed++
		r.next = now.Add(span/2 + rand.N(span/2+1))
	}
}
