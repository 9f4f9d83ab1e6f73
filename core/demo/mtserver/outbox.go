package mtserver

import "sync"

// maxQueued is how many bytes may wait for a connection's writer before those
// who add more have to wait too.
const maxQueued = 4 << 20

// outgoing is one frame to be: raw as it is, or a message of a session.
type outgoing struct {
	raw  []byte // key exchange or transport error
	last bool   // the connection ends after it

	sess    *session
	body    []byte
	own     bool       // not in answer to a message
	content bool       // the client must acknowledge it
	call    *callState // body is the result of this call
	again   bool       // with the number it was sent with before
}

func (o *outgoing) size() int { return len(o.raw) + len(o.body) + 128 }

// outbox is the queue of a connection's writer.
type outbox struct {
	mu     sync.Mutex
	space  *sync.Cond
	items  []outgoing
	bytes  int
	closed bool
	wake   chan struct{}
}

func newOutbox() *outbox {
	b := &outbox{wake: make(chan struct{}, 1)}
	b.space = sync.NewCond(&b.mu)
	return b
}

// put queues a frame, waiting for room; false: the connection has ended.
func (b *outbox) put(o outgoing) bool {
	b.mu.Lock()
	for b.bytes > maxQueued && !b.closed {
		b.space.Wait()
	}
	ok := b.add(o)
	b.mu.Unlock()
	return ok
}

// push queues a frame whether there is room or not; for the writer itself.
func (b *outbox) push(o outgoing) {
	b.mu.Lock()
	b.add(o)
	b.mu.Unlock()
}

// offer queues a frame only if there is room at once.
func (b *outbox) offer(o outgoing) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.bytes <= maxQueued && b.add(o)
}

func (b *outbox) add(o outgoing) bool {
	if b.closed {
		return false
	}
	b.items = append(b.items, o)
	b.bytes += o.size()
	select {
	case b.wake <- struct{}{}:
	default:
	}
	return true
}

// take empties the queue into the given slice; its room is given back by
// written.
func (b *outbox) take(into []outgoing) []outgoing {
	b.mu.Lock()
	defer b.mu.Unlock()
	taken := b.items
	b.items = into[:0]
	return taken
}

func (b *outbox) written(n int) {
	b.mu.Lock()
	b.bytes -= n
	b.mu.Unlock()
	b.space.Broadcast()
}

func (b *outbox) close() {
	b.mu.Lock()
	b.closed = true
	b.items = nil
	b.mu.Unlock()
	b.space.Broadcast()
}
