package mtserver

import (
	"bytes"
	"context"
	"sync/atomic"
	"testing"

	"github.com/gotd/td/mt"
)

// dropping drops the connection of the first call as it is told to, and answers
// the others.
func dropping(first Answer, err error) (Handler, *atomic.Int64) {
	var runs atomic.Int64
	return HandlerFunc(func(context.Context, *Call) (Answer, error) {
		if runs.Add(1) == 1 {
			return first, err
		}
		return Answer{Body: theDC}, nil
	}), &runs
}

func TestAnswersThatWereMissedComeOnTheNextConnection(t *testing.T) {
	handler, runs := dropping(Answer{Body: theDC, Drop: true}, nil)
	s := start(t, Options{Handler: handler})
	p := dial(t, s, newKey(t, s, 2), 3)
	id := p.call(nearestDC())
	if !p.closed() {
		t.Fatal("the connection was not dropped")
	}
	again := dial(t, s, p.key, p.session)
	again.notice(&mt.MsgsAck{MsgIDs: []int64{1}}) // anything
	m, body := again.result(id)
	if !bytes.Equal(body, encoded(t, theDC)) {
		t.Errorf("answer %x", body)
	}
	again.notice(&mt.MsgsAck{MsgIDs: []int64{m.id}})
	again.notice(&mt.PingRequest{PingID: 1})
	again.expect(mt.PongTypeID) // so the ack was read
	if n := runs.Load(); n != 1 {
		t.Errorf("the handler ran %d times", n)
	}
	_ = again.conn.Close()
	third := dial(t, s, p.key, p.session)
	third.notice(&mt.PingRequest{PingID: 2})
	if m, err := third.read(); err != nil || m.typeID() != mt.PongTypeID {
		t.Errorf("after the ack message %x came, %v", m.typeID(), err)
	}
}

func keptBy(s *Server, p *peer) []*callState {
	sess := s.sessions.byID[sessionID{p.key.ID, p.session}]
	sess.mu.Lock()
	defer sess.mu.Unlock()
	return sess.kept
}

func TestAClientIsToldToSendAgainWhatDidNotHappen(t *testing.T) {
	handler, _ := dropping(Answer{}, ErrDropConnection)
	s := start(t, Options{Handler: handler})
	p := dial(t, s, newKey(t, s, 2), 3)
	id := p.call(nearestDC())
	if !p.closed() {
		t.Fatal("the connection was not dropped")
	}
	again := dial(t, s, p.key, p.session)
	again.notice(&mt.MsgsStateReq{MsgIDs: []int64{id}})
	var info mt.MsgsStateInfo
	if again.expectInto(mt.MsgsStateInfoTypeID, &info); !bytes.Equal(info.Info, []byte{stateMissing}) {
		t.Fatalf("state %v, want %d", info.Info, stateMissing)
	}
	again.write(id, 1, encoded(t, nearestDC()))
	again.result(id)
}

func TestAcknowledgedCallsOfALostConnectionRunAgain(t *testing.T) {
	g := newGate()
	s := start(t, Options{Handler: g})
	p := dial(t, s, newKey(t, s, 2), 3)
	id := p.call(nearestDC())
	g.wait(t)
	p.notice(&mt.MsgsStateReq{MsgIDs: []int64{id}})
	var info mt.MsgsStateInfo
	if p.expectInto(mt.MsgsStateInfoTypeID, &info); info.Info[0]&stateReceived == 0 {
		t.Fatalf("state %v", info.Info)
	}
	lost := s.sessions.byID[sessionID{p.key.ID, p.session}].find(id).call
	_ = p.conn.Close()
	<-lost.done
	again := dial(t, s, p.key, p.session)
	again.notice(&mt.PingRequest{PingID: 1})
	g.wait(t)
	close(g.open)
	again.result(id)
}

func TestAnAnswerThatIsGoneIsNotWaitedFor(t *testing.T) {
	tests := []struct {
		name string
		call callState
		want byte
	}{
		{"pushed out", callState{phase: answered}, stateUnknown},
		{"acknowledged", callState{phase: answered, acked: true}, stateReceived | stateRunning | stateAnswered},
		{"kept", callState{phase: answered, body: []byte{1}, told: true}, stateReceived | stateRunning | stateAnswered | stateAcked},
		{"stalled", callState{phase: silent}, stateReceived | stateRunning},
	}
	for _, tt := range tests {
		if got := tt.call.state(); got != tt.want {
			t.Errorf("%s: state %d, want %d", tt.name, got, tt.want)
		}
	}
}

func TestAcksMayBeNumberedLikeCalls(t *testing.T) {
	s := start(t, Options{Handler: answering(theDC)})
	p := dial(t, s, newKey(t, s, 2), 1)
	id := p.call(nearestDC())
	m, _ := p.result(id)
	p.call(&mt.MsgsAck{MsgIDs: []int64{m.id}})
	p.notice(&mt.MsgResendReq{MsgIDs: []int64{m.id}})
	p.expect(mt.MsgsStateInfoTypeID) // and no bad_msg_notification before it
	if len(keptBy(s, p)) != 0 {
		t.Error("the answer is kept after the ack")
	}
}
