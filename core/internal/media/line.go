package media

import (
	"context"

	"github.com/gotd/td/tg"
)

// line is connections that the first who needs them makes. Who comes meanwhile waits,
// but no longer than he wants to: a datacenter that does not answer holds up nobody
// else's calls, and no end of a run. What failed is tried again by the next.
type line struct {
	gate chan struct{} // held while they are made
	via  tg.Invoker    // with the gate held; nil: not made yet
}

func newLine() *line { return &line{gate: make(chan struct{}, 1)} }

// get returns the connections, made by connect if there are none.
func (l *line) get(ctx context.Context, connect func() (tg.Invoker, error)) (via tg.Invoker, err error) {
	select {
	case l.gate <- struct{}{}:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	defer func() { <-l.gate }()
	if l.via == nil {
		l.via, err = connect()
	}
	return l.via, err
}
