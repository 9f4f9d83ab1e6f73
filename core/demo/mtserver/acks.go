package mtserver

import (
	"sync"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/mt"
)

// maxAckIDs is how many ids one msgs_ack may carry.
const maxAckIDs = 8192

// ackBook lists the calls of a connection whose receipt was not acknowledged.
type ackBook struct {
	mu   sync.Mutex
	list []owedAck
	wake chan struct{}
}

type owedAck struct {
	sess *session
	call *callState
}

// owe adds a call; the writer looks at the book a delay after the first.
func (b *ackBook) owe(s *session, k *callState) {
	b.mu.Lock()
	b.list = append(b.list, owedAck{s, k})
	first := len(b.list) == 1
	b.mu.Unlock()
	if first {
		select {
		case b.wake <- struct{}{}:
		default:
		}
	}
}

func (b *ackBook) take() []owedAck {
	b.mu.Lock()
	defer b.mu.Unlock()
	l := b.list
	b.list = nil
	return l
}

// sendAcks acknowledges what is not answered yet; an answer is an ack itself.
func (c *conn) sendAcks() {
	owed := map[*session][]int64{}
	for _, a := range c.acks.take() {
		a.sess.mu.Lock()
		if !a.call.told && (a.call.phase == running || a.call.phase == silent) {
			a.call.told = true
			owed[a.sess] = append(owed[a.sess], a.call.msgID)
		}
		a.sess.mu.Unlock()
	}
	for s, ids := range owed {
		for len(ids) > 0 {
			n := min(len(ids), maxAckIDs)
			c.out.push(ackOf(s, ids[:n]))
			ids = ids[n:]
		}
	}
}

// tell acknowledges a call at once.
func (c *conn) tell(s *session, k *callState) {
	s.mu.Lock()
	k.told = true
	s.mu.Unlock()
	c.out.put(ackOf(s, []int64{k.msgID}))
}

func ackOf(s *session, ids []int64) outgoing {
	b := &bin.Buffer{}
	// The encoder of a vector of longs cannot fail.
	_ = (&mt.MsgsAck{MsgIDs: ids}).Encode(b)
	return outgoing{sess: s, body: b.Buf, own: true}
}
