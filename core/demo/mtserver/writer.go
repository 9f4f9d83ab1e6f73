package mtserver

import (
	"encoding/binary"
	"time"

	"github.com/gotd/td/proto"
)

const (
	// flushAt is how much is collected before it is written.
	flushAt = 64 << 10
	// keepBuffer is the biggest write buffer a connection holds on to.
	keepBuffer = 1 << 20
)

// writeLoop numbers, encrypts and writes what is queued until the connection
// ends. Small frames that wait together are written together.
func (c *conn) writeLoop() {
	defer c.close()
	var (
		items []outgoing
		buf   []byte
		acks  = time.NewTimer(time.Hour)
	)
	acks.Stop()
	defer acks.Stop()
	for {
		select {
		case <-c.ctx.Done():
			return
		case <-c.acks.wake:
			acks.Reset(c.srv.opts.AckDelay)
			continue
		case <-acks.C:
			c.sendAcks()
			continue
		case <-c.out.wake:
		}
		items = c.out.take(items)
		for i := range items {
			o := &items[i]
			var err error
			if buf, err = c.encode(buf, o); err != nil {
				c.log.Warn("message not sent", "error", err)
				return
			}
			if i == len(items)-1 || o.last || len(buf) >= flushAt {
				if !c.flush(buf) || o.last {
					return
				}
				buf = buf[:0]
				if cap(buf) > keepBuffer {
					buf = nil
				}
			}
			c.out.written(o.size())
			*o = outgoing{}
		}
	}
}

// encode appends the frame of one queued message.
func (c *conn) encode(buf []byte, o *outgoing) ([]byte, error) {
	start := len(buf)
	if o.raw != nil {
		buf = append(c.wire.begin(buf, len(o.raw)), o.raw...)
		return c.wire.end(buf, start), nil
	}
	now := c.srv.opts.Now()
	e := envelope{salt: o.sess.key.currentSalt(now), session: o.sess.id}
	var head [12]byte
	var prefix []byte
	switch {
	case o.call == nil:
		kind := int64(1)
		if o.own {
			kind = 3
		}
		e.msgID, e.seqNo = o.sess.number(now, kind, o.content)
	default:
		binary.LittleEndian.PutUint32(head[:], proto.ResultTypeID)
		binary.LittleEndian.PutUint64(head[4:], uint64(o.call.msgID))
		prefix = head[:]
		if o.again {
			e.msgID, e.seqNo = o.sess.answerNumber(o.call)
		} else {
			e.msgID, e.seqNo = o.sess.numberAnswer(now, o.call)
		}
	}
	buf = c.wire.begin(buf, packetLen(len(prefix)+len(o.body)))
	buf, err := appendPacket(buf, o.sess.key.AuthKey, e, prefix, o.body)
	if err != nil {
		return buf[:start], err
	}
	return c.wire.end(buf, start), nil
}

func (s *session) answerNumber(k *callState) (int64, int32) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return k.answerID, k.answerSeq
}

func (c *conn) flush(buf []byte) bool {
	if c.wire.hide != nil {
		c.wire.hide.XORKeyStream(buf, buf)
	}
	if err := c.raw.SetWriteDeadline(time.Now().Add(c.srv.opts.WriteTimeout)); err != nil {
		return false
	}
	if _, err := c.raw.Write(buf); err != nil {
		c.log.Debug("write failed", "error", err)
		return false
	}
	return true
}
