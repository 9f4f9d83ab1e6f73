package mtserver

import (
	"crypto/rand"
	"encoding/binary"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/mt"
	"github.com/gotd/td/proto"
)

// destroy_auth_key and its answer are missing from gotd's schema.
// https://core.telegram.org/mtproto/service_messages
const (
	destroyAuthKeyTypeID   = 0xd1435160
	destroyAuthKeyOkTypeID = 0xf660e1d4
)

// minDisconnect is the shortest delay ping_delay_disconnect may ask for, and
// what is granted on top of it: a ping may be under way.
const minDisconnect = 5 * time.Second

// service queues a service message in answer to one of the client's.
func (c *conn) service(s *session, m bin.Encoder) {
	c.queue(outgoing{sess: s}, m)
}

func (c *conn) queue(o outgoing, m bin.Encoder) {
	b := &bin.Buffer{}
	if err := m.Encode(b); err != nil {
		c.log.Warn("service message not sent", "error", err)
		return
	}
	o.body = b.Buf
	c.out.put(o)
}

// announce sends new_session_created once a session. first is the lowest
// msg_id the session has received.
func (c *conn) announce(s *session, first int64) {
	s.mu.Lock()
	done := s.announced
	s.announced = true
	s.mu.Unlock()
	if done {
		return
	}
	var unique [8]byte
	_, _ = rand.Read(unique[:])
	c.queue(outgoing{sess: s, own: true, content: true}, &mt.NewSessionCreated{
		FirstMsgID: first,
		UniqueID:   int64(binary.LittleEndian.Uint64(unique[:])),
		ServerSalt: s.key.currentSalt(c.srv.opts.Now()),
	})
}

// badMessage tells the client that a message was not taken.
func (c *conn) badMessage(s *session, m incoming, code int) {
	c.log.Debug("message refused", "code", code)
	c.service(s, &mt.BadMsgNotification{BadMsgID: m.id, BadMsgSeqno: int(m.seq), ErrorCode: code})
}

func (c *conn) badSalt(s *session, e envelope, salt int64) {
	c.service(s, &mt.BadServerSalt{
		BadMsgID: e.msgID, BadMsgSeqno: int(e.seqNo), ErrorCode: badSalt, NewServerSalt: salt,
	})
}

// onService answers what is not an API request.
// https://core.telegram.org/mtproto/service_messages
func (c *conn) onService(s *session, m incoming, id uint32, body []byte) {
	b := &bin.Buffer{Buf: body}
	var err error
	switch id {
	case mt.MsgsAckTypeID:
		var r mt.MsgsAck
		if err = r.Decode(b); err == nil {
			s.acknowledge(r.MsgIDs)
		}
	case mt.PingRequestTypeID, mt.PingDelayDisconnectRequestTypeID:
		err = c.onPing(s, m, id, b)
	case mt.GetFutureSaltsRequestTypeID:
		err = c.onFutureSalts(s, m, b)
	case mt.RPCDropAnswerRequestTypeID:
		err = c.onDropAnswer(s, m, b)
	case mt.DestroySessionRequestTypeID:
		err = c.onDestroySession(s, b)
	case mt.MsgsStateReqTypeID:
		var r mt.MsgsStateReq
		if err = r.Decode(b); err == nil {
			c.sendStates(s, m, r.MsgIDs)
		}
	case mt.MsgResendReqTypeID:
		err = c.onResend(s, m, b)
	case destroyAuthKeyTypeID:
		c.onDestroyAuthKey(s)
	default:
		// msgs_state_info, msgs_all_info, msg_detailed_info: nothing was asked
		// of the client that these would answer. http_wait: not over TCP.
	}
	if err != nil {
		c.log.Debug("unreadable service message", "error", err)
	}
}

func (c *conn) onPing(s *session, m incoming, id uint32, b *bin.Buffer) error {
	pong := mt.Pong{MsgID: m.id}
	if id == mt.PingRequestTypeID {
		var r mt.PingRequest
		if err := r.Decode(b); err != nil {
			return err
		}
		pong.PingID = r.PingID
	} else {
		var r mt.PingDelayDisconnectRequest
		if err := r.Decode(b); err != nil {
			return err
		}
		pong.PingID = r.PingID
		delay := time.Duration(r.DisconnectDelay) * time.Second
		c.disconnectAt = time.Now().Add(max(delay, minDisconnect) + minDisconnect)
	}
	c.service(s, &pong)
	return nil
}

func (c *conn) onFutureSalts(s *session, m incoming, b *bin.Buffer) error {
	var r mt.GetFutureSaltsRequest
	if err := r.Decode(b); err != nil {
		return err
	}
	now := c.srv.opts.Now()
	c.service(s, &mt.FutureSalts{ReqMsgID: m.id, Now: int(now.Unix()), Salts: s.key.futureSalts(now, r.Num)})
	return nil
}

// onDropAnswer stops a call. Its answer and the answer to this message are the
// same when it was still running.
func (c *conn) onDropAnswer(s *session, m incoming, b *bin.Buffer) error {
	var r mt.RPCDropAnswerRequest
	if err := r.Decode(b); err != nil {
		return err
	}
	answer, wasRunning := s.drop(r.ReqMsgID)
	if wasRunning {
		c.result(s, r.ReqMsgID, answer)
	}
	c.result(s, m.id, answer)
	return nil
}

func (s *session) drop(msgID int64) (answer bin.Encoder, wasRunning bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.find(msgID)
	if r == nil || r.call == nil {
		return &mt.RPCAnswerUnknown{}, false
	}
	k := r.call
	switch {
	case k.phase == running:
		k.phase = dropped
		close(k.done)
		k.cancel()
		return &mt.RPCAnswerDroppedRunning{}, true
	case k.phase == answered && k.body != nil:
		a := &mt.RPCAnswerDropped{MsgID: k.answerID, SeqNo: int(k.answerSeq), Bytes: len(k.body)}
		s.release(k)
		k.acked = true
		return a, false
	}
	return &mt.RPCAnswerUnknown{}, false
}

// result queues an rpc_result that is not kept for repetition.
func (c *conn) result(s *session, msgID int64, m bin.Encoder) {
	b := &bin.Buffer{}
	b.PutID(proto.ResultTypeID)
	b.PutLong(msgID)
	if err := m.Encode(b); err != nil {
		c.log.Warn("result not sent", "error", err)
		return
	}
	c.out.put(outgoing{sess: s, body: b.Buf, content: true})
}

func (c *conn) onDestroySession(s *session, b *bin.Buffer) error {
	var r mt.DestroySessionRequest
	if err := r.Decode(b); err != nil {
		return err
	}
	// A session cannot destroy itself.
	if r.SessionID != s.id && c.srv.sessions.destroy(s.key.ID, r.SessionID) {
		c.service(s, &mt.DestroySessionOk{SessionID: r.SessionID})
		return nil
	}
	c.service(s, &mt.DestroySessionNone{SessionID: r.SessionID})
	return nil
}

func (c *conn) onDestroyAuthKey(s *session) {
	b := &bin.Buffer{}
	b.PutID(destroyAuthKeyOkTypeID)
	c.out.put(outgoing{sess: s, body: b.Buf})
	c.srv.Forget(s.key.ID)
}

// Bits of a message's state.
// https://core.telegram.org/mtproto/service_messages_about_messages#informational-message-regarding-status-of-messages
const (
	stateUnknown  = 1
	stateMissing  = 2
	stateTooHigh  = 3
	stateReceived = 4
	stateAcked    = 8
	stateRunning  = 32
	stateAnswered = 64
)

func (c *conn) sendStates(s *session, m incoming, ids []int64) {
	if len(ids) > maxAckIDs {
		c.badMessage(s, m, badContainer)
		return
	}
	info := make([]byte, len(ids))
	s.mu.Lock()
	for i, id := range ids {
		info[i] = s.state(id)
		if r := s.find(id); r != nil && r.call != nil && info[i]&stateReceived != 0 {
			r.call.told = true
		}
	}
	s.mu.Unlock()
	c.service(s, &mt.MsgsStateInfo{ReqMsgID: m.id, Info: info})
}

func (s *session) state(id int64) byte {
	r := s.find(id)
	switch {
	case r != nil && r.call == nil:
		return stateReceived
	case r != nil:
		return r.call.state()
	case id <= s.floor || len(s.received) == 0 || id < s.received[0].id:
		return stateUnknown
	case id > s.received[len(s.received)-1].id:
		return stateTooHigh
	}
	return stateMissing
}

// state is that of a call. One that has to be sent again to be answered counts as
// not received: a client that was told otherwise would wait for ever.
func (k *callState) state() byte {
	switch {
	case k.phase == undone, k.phase == running && k.conn.ctx.Err() != nil:
		return stateMissing
	case k.phase == answered && k.body == nil && !k.acked:
		return stateUnknown
	}
	state := byte(stateReceived | stateRunning)
	if k.phase == answered {
		state |= stateAnswered
	}
	if k.told {
		state |= stateAcked
	}
	return state
}

// onResend sends answers again under their old numbers, or tells what is known
// about the messages when one of them is not there any more.
func (c *conn) onResend(s *session, m incoming, b *bin.Buffer) error {
	var r mt.MsgResendReq
	if err := r.Decode(b); err != nil {
		return err
	}
	var again []outgoing
	s.mu.Lock()
	for _, id := range r.MsgIDs {
		if k := s.byAnswer[id]; k != nil {
			again = append(again, outgoing{sess: s, call: k, body: k.body, content: true, again: true})
		}
	}
	s.mu.Unlock()
	if len(again) != len(r.MsgIDs) {
		c.sendStates(s, m, r.MsgIDs)
		return nil
	}
	for _, o := range again {
		c.out.put(o)
	}
	return nil
}
