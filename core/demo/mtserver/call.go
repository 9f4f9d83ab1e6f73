package mtserver

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strconv"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/mt"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
)

var (
	// unreadable is Telegram's answer to what it cannot parse.
	unreadable = tgerr.New(400, "INPUT_FETCH_ERROR")
	waitFailed = tgerr.New(400, "MSG_WAIT_FAILED")
	internal   = tgerr.New(500, "INTERNAL")
)

// job is a call on its way through the handler.
type job struct {
	sess  *session
	state *callState
	call  *Call
	after []int64    // msg_ids to wait for
	prev  *callState // the same request, still running for a lost connection
}

// onCall starts the goroutine of a new call; it waits when too many are under
// way.
func (c *conn) onCall(s *session, k *callState, m incoming, body []byte, prev *callState) {
	u, err := unwrap(body, s.introduced(nil))
	if err != nil {
		c.log.Debug("unreadable request", "error", err)
		c.refuse(s, k, unreadable)
		return
	}
	if u.introNew {
		s.introduced(&u.intro)
	}
	s.mu.Lock()
	k.in, k.request = m, body
	s.called = true
	s.noUpdates = s.noUpdates || u.noUpdates
	s.mu.Unlock()
	switch id, err := (&bin.Buffer{Buf: u.query}).PeekID(); {
	case err != nil:
		c.refuse(s, k, unreadable)
		return
	case id == tg.AuthBindTempAuthKeyRequestTypeID:
		c.onBind(s, k, m, u.query)
		return
	case refusedByKey(s.key):
		c.refuse(s, k, unbound)
		return
	}
	select {
	case c.admit <- struct{}{}:
	case <-c.ctx.Done():
		s.finish(k, undone, nil, false)
		return
	}
	c.acks.owe(s, k)
	j := &job{sess: s, state: k, after: u.after, prev: prev, call: &Call{
		Conn: c.id, DC: c.dc.ID, Media: c.dc.Media, CDN: c.dc.CDN,
		AuthKeyID: s.key.account().ID, SessionID: s.id, MsgID: m.id, Received: m.at,
		Layer: u.intro.layer, Init: u.intro.init, NoUpdates: u.noUpdates, Query: u.query,
	}}
	c.wg.Go(func() {
		defer func() { <-c.admit }()
		defer k.cancel()
		c.run(j)
	})
}

// onRepeated deals with a request that was received before.
func (c *conn) onRepeated(s *session, k *callState, m incoming, body []byte) {
	s.mu.Lock()
	lost := k.phase == running && k.conn != c && k.conn.ctx.Err() != nil
	gone := k.phase == undone || (k.phase == answered && k.body == nil && !k.acked)
	answer := k.body
	var fresh *callState
	if lost || gone {
		fresh = c.newCall(k.msgID)
		if r := s.find(k.msgID); r != nil {
			r.call = fresh
		}
	}
	s.mu.Unlock()
	switch {
	case lost:
		c.onCall(s, fresh, m, body, k)
	case gone:
		c.onCall(s, fresh, m, body, nil)
	case answer != nil:
		c.out.put(outgoing{sess: s, call: k, body: answer, content: true})
	default:
		c.tell(s, k)
	}
}

// run takes a call from its queue to its answer.
func (c *conn) run(j *job) {
	s, k := j.sess, j.state
	ctx := k.ctx
	if j.prev != nil && c.adopt(ctx, j) {
		return
	}
	if !s.awaitCalls(ctx, j) {
		c.settle(j, Answer{}, nil, waitFailed)
		return
	}
	select {
	case c.slots <- struct{}{}:
	case <-ctx.Done():
		s.finish(k, undone, nil, false)
		return
	}
	answer, body, err := c.handle(ctx, j.call)
	<-c.slots
	c.settle(j, answer, body, err)
}

// adopt takes the answer over that the same request gets from the handler it
// was running in when its connection was lost; false: it got none.
func (c *conn) adopt(ctx context.Context, j *job) bool {
	select {
	case <-j.prev.done:
	case <-ctx.Done():
		j.sess.finish(j.state, undone, nil, false)
		return true
	}
	j.sess.mu.Lock()
	body, failed := j.prev.body, j.prev.failed
	j.sess.mu.Unlock()
	if body == nil {
		return false
	}
	if j.sess.finish(j.state, answered, body, failed) {
		c.deliver(j.sess, j.state, body)
	}
	return true
}

// awaitCalls waits for what invokeAfterMsg(s) named; false: one of them failed.
// Only earlier messages are waited for, so two calls never wait for each other.
func (s *session) awaitCalls(ctx context.Context, j *job) bool {
	for _, id := range j.after {
		s.mu.Lock()
		var k *callState
		if r := s.find(id); r != nil && id < j.state.msgID {
			k = r.call
		}
		s.mu.Unlock()
		if k == nil {
			continue // forgotten: it was answered long ago
		}
		select {
		case <-k.done:
		case <-ctx.Done():
			return true
		}
		s.mu.Lock()
		ok := k.phase == answered && !k.failed
		s.mu.Unlock()
		if !ok {
			return false
		}
	}
	return true
}

// handle runs the handler and encodes its answer. A panic in either is an error.
func (c *conn) handle(ctx context.Context, call *Call) (answer Answer, body []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			c.log.Error("panic in a handler", "method", method(call.Query), "panic", fmt.Sprint(p),
				"stack", string(debug.Stack()))
			answer, body, err = Answer{}, nil, internal
		}
	}()
	if answer, err = c.srv.opts.Handler.Handle(ctx, call); err != nil {
		return answer, nil, err
	}
	if answer.Body == nil {
		if answer.Drop {
			return answer, nil, nil
		}
		return answer, nil, errors.New("a handler gave no answer")
	}
	b := &bin.Buffer{}
	if err := answer.Body.Encode(b); err != nil {
		return answer, nil, fmt.Errorf("encode an answer: %w", err)
	}
	if answer.Plain {
		return answer, b.Buf, nil
	}
	return answer, c.srv.packer.pack(b.Buf), nil
}

// settle makes what a handler said come true.
func (c *conn) settle(j *job, a Answer, body []byte, err error) {
	s, k := j.sess, j.state
	switch {
	case errors.Is(err, ErrDropConnection):
		s.finish(k, undone, nil, false)
		c.close()
		return
	case errors.Is(err, ErrNoAnswer), err == nil && body == nil:
		s.finish(k, silent, nil, false)
		if a.Drop {
			c.close()
			return
		}
		c.tell(s, k)
		return
	case err != nil && errors.Is(err, context.Canceled) && k.ctx.Err() != nil:
		s.finish(k, undone, nil, false)
		return
	case err != nil:
		body = errorBody(c.rpcError(j.call, err))
	}
	if a.Drop {
		s.finish(k, answered, body, err != nil)
		c.close()
		return
	}
	c.srv.pacer.wait(k.ctx, len(body))
	if a.Sending != nil {
		a.Sending(k.ctx.Err() == nil)
	}
	if s.finish(k, answered, body, err != nil) {
		c.deliver(s, k, body)
	}
}

// deliver queues an answer on the connection its session has now.
func (c *conn) deliver(s *session, k *callState, body []byte) {
	s.mu.Lock()
	to := s.conn
	s.mu.Unlock()
	if to != nil {
		to.out.put(outgoing{sess: s, call: k, body: body, content: true})
	}
}

// refuse answers a call that never reaches the handler.
func (c *conn) refuse(s *session, k *callState, e *tgerr.Error) {
	body := errorBody(e)
	if s.finish(k, answered, body, true) {
		c.deliver(s, k, body)
	}
	k.cancel()
}

// rpcError is the error a client is told.
func (c *conn) rpcError(call *Call, err error) *tgerr.Error {
	var e *tgerr.Error
	if errors.As(err, &e) {
		return e
	}
	c.log.Error("a handler failed", "method", method(call.Query), "error", err)
	return internal
}

func errorBody(e *tgerr.Error) []byte {
	text := e.Message
	if text == "" {
		if text = e.Type; e.Argument != 0 {
			text += "_" + strconv.Itoa(e.Argument)
		}
	}
	b := &bin.Buffer{}
	// The encoder of two scalars cannot fail.
	_ = (&mt.RPCError{ErrorCode: e.Code, ErrorMessage: text}).Encode(b)
	return b.Buf
}

// method names the constructor of a request for logs.
func method(query []byte) string {
	id, err := (&bin.Buffer{Buf: query}).PeekID()
	if err != nil {
		return "?"
	}
	return "0x" + strconv.FormatUint(uint64(id), 16)
}
