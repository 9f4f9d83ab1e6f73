package tgclient

import (
	"context"
	"fmt"
	"sync"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/telegram"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"satchel/core/internal/trace"
)

// ErrUnknownDC is returned for a DC that Telegram's list does not have. It is the
// matter of the file that is said to be there.
const ErrUnknownDC = ofItem("no such datacenter")

// ofItem is an error that is about what was asked for: it tells takeout.Classify so
// without an import between the two.
type ofItem string

func (e ofItem) Error() string { return string(e) }

// OfItem reports that trying again changes nothing, and that all else goes on.
func (ofItem) OfItem() bool { return true }

// CloseInvoker is an invoker over connections of its own.
type CloseInvoker interface {
	tg.Invoker
	Close() error
}

// mediaPools keeps one pool a DC for the client's life: making one transfers the
// authorization, which Telegram limits.
type mediaPools struct {
	mu   sync.Mutex
	byDC map[int]*mediaPool
}

type mediaPool struct {
	gate chan struct{} // held while the pool is made
	pool tg.Invoker    // written with the gate held
}

func (m *mediaPools) of(dc int) *mediaPool {
	m.mu.Lock()
	defer m.mu.Unlock()
	p, ok := m.byDC[dc]
	if !ok {
		p = &mediaPool{gate: make(chan struct{}, 1)}
		m.byDC[dc] = p
	}
	return p
}

// Media returns connections to a DC apart from the home connection, at most conns
// of them, each carrying one call at a time. They are opened when needed, kept
// until Run ends and shared by all who ask for the DC (the first one's conns
// counts); Close gives them back and closes nothing. Client must be running.
func (c *Client) Media(ctx context.Context, dc int, conns int) (CloseInvoker, error) {
	p := c.media.of(dc)
	select {
	case p.gate <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	made := make(chan tg.Invoker, 1)
	err := leave(ctx, &c.left, func() error {
		defer func() { <-p.gate }()
		if p.pool == nil {
			pool, err := c.newPool(ctx, dc, int64(conns))
			if tgerr.Is(err, "AUTH_BYTES_INVALID") {
				// They can be used once, and were: only the answer was lost.
				pool, err = c.newPool(ctx, dc, int64(conns))
			}
			if err != nil {
				return fmt.Errorf("connect to files of DC %d: %w", dc, err)
			}
			p.pool = c.cfg.Trace.Wrap(trace.Media, func() int { return dc }, leaving{pool, &c.left})
		}
		made <- p.pool
		return nil
	}, func() {})
	if err != nil {
		return nil, err
	}
	return mediaInvoker{c: c, dc: dc, next: <-made}, nil
}

// newPool knows the traps of gotd's three ways: a transfer of the authorization to
// the home DC is refused by Telegram, and without a media address MediaOnly would
// dial nothing for ever.
func (c *Client) newPool(ctx context.Context, dc int, conns int64) (telegram.CloseInvoker, error) {
	known, media := false, false
	for _, o := range c.tg.Config().DCOptions {
		if o.ID == dc && !o.CDN {
			known = true
			media = media || o.MediaOnly
		}
	}
	defer c.links.asked(dc)()
	switch {
	case !known:
		return nil, ErrUnknownDC
	case dc == c.HomeDC():
		return c.tg.Pool(conns)
	case media:
		return c.tg.MediaOnly(ctx, dc, conns)
	default:
		return c.tg.DC(ctx, dc, conns)
	}
}

// mediaInvoker counts calls as asked on their DC.
type mediaInvoker struct {
	c    *Client
	dc   int
	next tg.Invoker
}

// Invoke implements tg.Invoker.
func (m mediaInvoker) Invoke(ctx context.Context, in bin.Encoder, out bin.Decoder) error {
	if err := m.c.login.refused(); err != nil {
		return err
	}
	defer m.c.links.asked(m.dc)()
	return m.next.Invoke(ctx, in, out)
}

// Close implements CloseInvoker.
func (mediaInvoker) Close() error { return nil }
