package mtserver

import (
	"context"
	"encoding/binary"
	"errors"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/mt"
	"github.com/gotd/td/proto"
)

// incoming is a message of a client, alone or out of a container.
type incoming struct {
	id     int64
	seq    int32
	body   []byte
	at     time.Time // when it was received
	inside int64     // msg_id of its container; 0: none
}

// What bad_msg_notification says.
// https://core.telegram.org/mtproto/service_messages_about_messages#notice-of-ignored-error-message
const (
	badIDTooLow        = 16
	badIDTooHigh       = 17
	badIDBits          = 18
	badContainerID     = 19
	badTooOld          = 20
	badSeqTooLow       = 32
	badSeqTooHigh      = 33
	badSeqOdd          = 34
	badSeqEven         = 35
	badSalt            = 48
	badContainer       = 64
	maxPast            = 300 * time.Second
	maxFuture          = 30 * time.Second
	maxContainer       = 1020
	containerHeaderLen = 16
)

// class is what seq_no must be like, and who handles the message.
type class byte

const (
	classCall      class = iota // an API request: odd seq_no
	classService                // seq_no either way; clients differ
	classNotice                 // acks and the like: even seq_no
	classContainer              // even seq_no
)

func classOf(id uint32) class {
	switch id {
	case proto.MessageContainerTypeID:
		return classContainer
	case mt.HTTPWaitRequestTypeID, mt.MsgsStateInfoTypeID, mt.MsgsAllInfoTypeID,
		mt.MsgDetailedInfoTypeID, mt.MsgNewDetailedInfoTypeID:
		return classNotice
	// Acks need no ack, but mtcute numbers them as if they did, and Telegram's
	// servers serve it.
	case mt.MsgsAckTypeID, mt.PingRequestTypeID, mt.PingDelayDisconnectRequestTypeID, mt.GetFutureSaltsRequestTypeID,
		mt.RPCDropAnswerRequestTypeID, mt.DestroySessionRequestTypeID, mt.MsgsStateReqTypeID,
		mt.MsgResendReqTypeID, destroyAuthKeyTypeID:
		return classService
	}
	return classCall
}

// onMessage checks a message and hands it on.
func (c *conn) onMessage(s *session, m incoming) {
	body, id, err := unpacked(m.body)
	if err != nil {
		c.onUnreadable(s, m, err)
		return
	}
	cl := classOf(id)
	if cl == classContainer && m.inside != 0 {
		c.badMessage(s, m, badContainer)
		return
	}
	var k *callState
	if cl == classCall {
		k = c.newCall(m.id)
	}
	known, bad := s.accept(m, cl, k)
	if k != nil && (known != nil || bad != 0) {
		k.cancel()
	}
	switch {
	case bad != 0:
		c.badMessage(s, m, bad)
	case cl == classContainer:
		c.onContainer(s, m, body)
	case cl != classCall:
		c.announce(s, m.id)
		c.onService(s, m, id, body)
	case known != nil:
		c.onRepeated(s, known, m, body)
	default:
		c.announce(s, m.id)
		c.onCall(s, k, m, body, nil)
	}
}

// unpacked takes gzip_packed off a message and names its constructor.
func unpacked(body []byte) ([]byte, uint32, error) {
	for range maxWrappers {
		id, err := (&bin.Buffer{Buf: body}).PeekID()
		if err != nil || id != proto.GZIPTypeID {
			return body, id, err
		}
		if body, err = inflate(body); err != nil {
			return nil, 0, err
		}
	}
	return nil, 0, errTooDeep
}

// onUnreadable answers a message whose packing is broken as a request that
// cannot be read, which it most likely is.
func (c *conn) onUnreadable(s *session, m incoming, err error) {
	c.log.Debug("unreadable message", "error", err)
	k := c.newCall(m.id)
	defer k.cancel()
	switch known, bad := s.accept(m, classCall, k); {
	case bad != 0:
		c.badMessage(s, m, bad)
	case known == nil:
		c.announce(s, m.id)
		c.refuse(s, k, unreadable)
	}
}

// accept decides whether a message is taken. known: it is a repeated call; bad:
// the error code it is refused with. A new call is remembered as k.
func (s *session) accept(m incoming, cl class, k *callState) (known *callState, bad int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.find(m.id); r != nil {
		if cl == classContainer {
			return nil, badContainerID
		}
		if cl == classCall && r.call == nil {
			return nil, badIDTooLow // the id was something else's
		}
		return r.call, 0
	}
	if bad := s.checkLocked(m, cl); bad != 0 {
		return nil, bad
	}
	s.remember(received{id: m.id, seq: m.seq, call: k})
	return nil, 0
}

func (s *session) checkLocked(m incoming, cl class) int {
	made := msgTime(m.id)
	switch {
	case m.id&3 != 0:
		return badIDBits
	case made.After(m.at.Add(maxFuture)):
		return badIDTooHigh
	case m.inside == 0 && made.Before(m.at.Add(-maxPast)):
		return badIDTooLow // in a container a message may be old
	case m.id <= s.floor:
		return badTooOld
	case cl == classCall && m.seq&1 == 0:
		return badSeqEven
	case (cl == classNotice || cl == classContainer) && m.seq&1 == 1:
		return badSeqOdd
	case m.seq&1 == 1:
		return s.checkOrder(m)
	}
	return 0
}

// checkOrder compares the seq_no of a content message with its neighbours':
// they grow with the msg_id.
func (s *session) checkOrder(m incoming) int {
	at := s.search(m.id)
	for i := at - 1; i >= 0; i-- {
		if r := s.received[i]; r.seq&1 == 1 {
			if r.seq >= m.seq {
				return badSeqTooLow
			}
			break
		}
	}
	for i := at; i < len(s.received); i++ {
		if r := s.received[i]; r.seq&1 == 1 {
			if r.seq <= m.seq {
				return badSeqTooHigh
			}
			break
		}
	}
	return 0
}

// onContainer hands on the messages of a container.
func (c *conn) onContainer(s *session, m incoming, body []byte) {
	inner, err := openContainer(m, body)
	if err != nil {
		c.badMessage(s, m, badContainer)
		return
	}
	first := inner[0].id
	for _, i := range inner {
		first = min(first, i.id)
	}
	c.announce(s, first)
	for _, i := range inner {
		c.onMessage(s, i)
	}
}

var errContainer = errors.New("invalid container")

// openContainer cuts a msg_container up; the bodies are parts of it.
// https://core.telegram.org/mtproto/service_messages#containers
func openContainer(m incoming, body []byte) ([]incoming, error) {
	if len(body) < 8 {
		return nil, errContainer
	}
	n := binary.LittleEndian.Uint32(body[4:])
	if n == 0 || n > maxContainer {
		return nil, errContainer
	}
	body = body[8:]
	inner := make([]incoming, 0, n)
	for range n {
		if len(body) < containerHeaderLen {
			return nil, errContainer
		}
		i := incoming{
			id:     int64(binary.LittleEndian.Uint64(body)),
			seq:    int32(binary.LittleEndian.Uint32(body[8:])),
			at:     m.at,
			inside: m.id,
		}
		size := binary.LittleEndian.Uint32(body[12:])
		body = body[containerHeaderLen:]
		if uint64(size) > uint64(len(body)) || size%4 != 0 || i.id >= m.id {
			return nil, errContainer
		}
		i.body, body = body[:size:size], body[size:]
		inner = append(inner, i)
	}
	if len(body) != 0 {
		return nil, errContainer
	}
	return inner, nil
}

func (c *conn) newCall(msgID int64) *callState {
	k := &callState{msgID: msgID, conn: c, done: make(chan struct{})}
	k.ctx, k.cancel = context.WithCancel(c.ctx)
	return k
}
