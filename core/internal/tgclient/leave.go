package tgclient

import (
	"context"
	"errors"
	"sync"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// leaving are connections whose calls end with their context. gotd's own do not: it
// tells the server to drop the answer and waits for its word, on a dead line until
// that is known to be dead.
type leaving struct {
	next tg.Invoker
	left *sync.WaitGroup // of the client's run, with which what was left ends
}

// Invoke implements tg.Invoker.
func (l leaving) Invoke(ctx context.Context, in bin.Encoder, out bin.Decoder) error {
	o := &onTime{out: out}
	return leave(ctx, l.left, func() error { return l.next.Invoke(ctx, in, o) }, o.over)
}

// leave returns with f or, after over was called, with ctx.
func leave(ctx context.Context, left *sync.WaitGroup, f func() error, over func()) error {
	ended := make(chan error, 1)
	left.Go(func() { ended <- f() })
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
		over()
		return ctx.Err()
	}
}

var errLate = errors.New("the answer came after the call was left")

// onTime takes an answer unless whoever asked has gone.
type onTime struct {
	mu   sync.Mutex
	late bool
	out  bin.Decoder
}

// Decode implements bin.Decoder.
func (o *onTime) Decode(b *bin.Buffer) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.late {
		return errLate
	}
	return o.out.Decode(b)
}

func (o *onTime) over() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.late = true
}
