package tgclient

import (
	"context"
	"fmt"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/internal/trace"
)

// CDN returns connections to a CDN, at most conns of them, each carrying one call
// at a time. Its keys come from help.getCdnConfig, asked once; nothing of the
// account is sent there. They are kept until Run ends. Client must be running.
// https://core.telegram.org/cdn
func (c *Client) CDN(ctx context.Context, dc, conns int) (tg.Invoker, error) {
	defer c.links.asked(dc)()
	made := make(chan tg.Invoker, 1)
	err := leave(ctx, &c.left, func() error {
		pool, err := c.tg.CDN(ctx, dc, int64(conns))
		if err == nil {
			made <- pool
		}
		return err
	}, func() {})
	if err != nil {
		return nil, fmt.Errorf("connect to CDN %d: %w", dc, err)
	}
	next := c.cfg.Trace.Wrap(trace.CDN, func() int { return dc }, leaving{<-made, &c.left})
	return cdnInvoker{c: c, dc: dc, next: next}, nil
}

// cdnInvoker counts calls as asked on their DC.
type cdnInvoker struct {
	c    *Client
	dc   int
	next tg.Invoker
}

// Invoke implements tg.Invoker.
func (v cdnInvoker) Invoke(ctx context.Context, in bin.Encoder, out bin.Decoder) error {
	defer v.c.links.asked(v.dc)()
	return v.next.Invoke(ctx, in, out)
}
