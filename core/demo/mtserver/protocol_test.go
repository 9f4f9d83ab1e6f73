package mtserver

import (
	"bytes"
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/bin"
	"github.com/gotd/td/mt"
	"github.com/gotd/td/proto"
	"github.com/gotd/td/tg"
)

// container packs messages as they are given.
func container(messages ...proto.Message) []byte {
	b := &bin.Buffer{}
	c := proto.MessageContainer{Messages: messages}
	if err := c.Encode(b); err != nil {
		panic(err)
	}
	return b.Buf
}

func inner(id int64, seq int, body []byte) proto.Message {
	return proto.Message{ID: id, SeqNo: seq, Bytes: len(body), Body: body}
}

// offRule sends something that breaks a rule.
type offRule struct {
	name string
	send func(p *peer) int64 // returns the id that is refused
	code int
}

// fromNow is the id of a message made then.
func fromNow(d time.Duration) int64 { return msgIDAt(time.Now().Add(d)) }

func offNumbers(call, note []byte) []offRule {
	at := fromNow
	return []offRule{
		{"made long ago", func(p *peer) int64 { return p.sent(at(-6*time.Minute), 1, call) }, badIDTooLow},
		{"from the future", func(p *peer) int64 { return p.sent(at(time.Minute), 1, call) }, badIDTooHigh},
		{"an answer's id", func(p *peer) int64 { return p.sent(at(0)|1, 1, call) }, badIDBits},
		{"a call that needs no ack", func(p *peer) int64 { return p.sent(at(0), 0, call) }, badSeqEven},
		{"a note that needs an ack", func(p *peer) int64 { return p.sent(at(0), 1, note) }, badSeqOdd},
		{"a container that needs an ack", func(p *peer) int64 {
			return p.sent(at(0), 3, container(inner(at(-time.Second), 1, call)))
		}, badSeqOdd},
		{"seq_no falls", func(p *peer) int64 {
			p.sent(at(-time.Second), 5, call)
			return p.sent(at(0), 3, call)
		}, badSeqTooLow},
		{"seq_no stays", func(p *peer) int64 {
			p.sent(at(-time.Second), 5, call)
			return p.sent(at(0), 5, call)
		}, badSeqTooLow},
		{"seq_no ahead of a later message", func(p *peer) int64 {
			p.sent(at(0), 5, call)
			return p.sent(at(-time.Second), 7, call)
		}, badSeqTooHigh},
	}
}

func offContainers(call []byte) []offRule {
	at := fromNow
	return []offRule{
		{"a container sent twice", func(p *peer) int64 {
			id, c := at(0), container(inner(at(-time.Second), 1, call))
			p.sent(id, 2, c)
			return p.sent(id, 2, c)
		}, badContainerID},
		{"a container in a container", func(p *peer) int64 {
			id := at(-time.Second)
			p.sent(at(0), 2, container(inner(id, 2, container(inner(at(-2*time.Second), 1, call)))))
			return id
		}, badContainer},
		{"a container older than its content", func(p *peer) int64 {
			return p.sent(at(0), 2, container(inner(at(time.Second), 1, call)))
		}, badContainer},
		{"an empty container", func(p *peer) int64 { return p.sent(at(0), 2, container()) }, badContainer},
		{"a container cut short", func(p *peer) int64 {
			c := container(inner(at(-time.Second), 1, call))
			return p.sent(at(0), 2, c[:len(c)-4])
		}, badContainer},
		{"a container with more", func(p *peer) int64 {
			c := container(inner(at(-time.Second), 1, call))
			return p.sent(at(0), 2, append(c, 0, 0, 0, 0))
		}, badContainer},
	}
}

func TestMessagesOffTheRulesAreRefused(t *testing.T) {
	call, note := encoded(t, nearestDC()), encoded(t, &mt.MsgsStateInfo{ReqMsgID: 1})
	s := start(t, Options{Handler: answering(theDC)})
	key := newKey(t, s, 2)
	for i, tt := range slices.Concat(offNumbers(call, note), offContainers(call)) {
		t.Run(tt.name, func(t *testing.T) {
			p := dial(t, s, key, int64(i+1))
			id := tt.send(p)
			var bad mt.BadMsgNotification
			m := p.expectInto(mt.BadMsgNotificationTypeID, &bad)
			if bad.BadMsgID != id || bad.ErrorCode != tt.code {
				t.Errorf("message %d refused with %d, want %d with %d", bad.BadMsgID, bad.ErrorCode, id, tt.code)
			}
			if m.seq&1 != 0 {
				t.Error("the notice asks for an ack")
			}
		})
	}
}

func (p *peer) sent(id int64, seq int32, body []byte) int64 {
	p.t.Helper()
	p.write(id, seq, body)
	return id
}

func TestForgottenMessagesAreTooOld(t *testing.T) {
	s := newSession(&authKey{}, 1)
	now := time.Now()
	first := msgIDAt(now)
	for i := range maxReceived + 10 {
		m := incoming{id: first + int64(4*i), seq: int32(2*i + 1), at: now}
		if _, bad := s.accept(m, classCall, &callState{}); bad != 0 {
			t.Fatalf("message %d refused with %d", i, bad)
		}
	}
	if len(s.received) != maxReceived {
		t.Errorf("%d messages remembered", len(s.received))
	}
	if _, bad := s.accept(incoming{id: first, seq: 1, at: now}, classCall, &callState{}); bad != badTooOld {
		t.Errorf("a forgotten message was answered with %d", bad)
	}
}

func TestStaleSaltIsCorrected(t *testing.T) {
	s := start(t, Options{Handler: answering(theDC)})
	p := dial(t, s, newKey(t, s, 2), 1)
	good := p.salt
	p.salt = 12345
	id := p.call(nearestDC())
	var bad mt.BadServerSalt
	p.expectInto(mt.BadServerSaltTypeID, &bad)
	if bad.BadMsgID != id || bad.ErrorCode != badSalt || bad.NewServerSalt != good {
		t.Fatalf("%+v", bad)
	}
	p.salt = bad.NewServerSalt
	p.write(id, 1, encoded(t, nearestDC())) // as gotd does: under the same id
	p.result(id)
}

func TestSaltsOverlap(t *testing.T) {
	k := &authKey{first: 9, made: time.Unix(1_000_000_000, 0)}
	now := time.Unix(1_800_000_000, 0)
	salts := k.futureSalts(now, 3)
	if len(salts) != 3 || salts[0].Salt != k.currentSalt(now) {
		t.Fatalf("future salts %v", salts)
	}
	for i, salt := range salts {
		since, until := time.Unix(int64(salt.ValidSince), 0), time.Unix(int64(salt.ValidUntil), 0)
		if !k.saltGood(salt.Salt, since) || !k.saltGood(salt.Salt, until.Add(-time.Second)) {
			t.Errorf("salt %d is not taken when announced", i)
		}
		if k.saltGood(salt.Salt, until.Add(time.Second)) {
			t.Errorf("salt %d is taken for too long", i)
		}
	}
	if k.saltGood(9, now) || !k.saltGood(9, k.made.Add(time.Minute)) {
		t.Error("the salt of the key exchange is good for the first hour only")
	}
	if n := len(k.futureSalts(now, 1000)); n != 64 {
		t.Errorf("%d salts, want at most 64", n)
	}
}

func TestContainersAreAnsweredMessageByMessage(t *testing.T) {
	s := start(t, Options{Handler: answering(theDC)})
	p := dial(t, s, newKey(t, s, 2), 1)
	first, second, ping := p.nextID(), p.nextID(), p.nextID()
	p.write(p.nextID(), 4, container(
		inner(first, 1, encoded(t, nearestDC())),
		inner(second, 3, encoded(t, nearestDC())),
		inner(ping, 4, encoded(t, &mt.PingRequest{PingID: 8})),
	))
	var created mt.NewSessionCreated
	if m := p.expectInto(mt.NewSessionCreatedTypeID, &created); created.FirstMsgID != first || m.seq != 1 {
		t.Errorf("session created with %d (seq %d), want %d", created.FirstMsgID, m.seq, first)
	}
	want := map[int64]bool{first: true, second: true, ping: true}
	for len(want) > 0 {
		m, err := p.read()
		if err != nil {
			t.Fatal(err)
		}
		var r proto.Result
		var pong mt.Pong
		b := &bin.Buffer{Buf: m.body}
		switch {
		case m.typeID() == mt.PongTypeID && pong.Decode(b) == nil:
			delete(want, pong.MsgID)
		case m.typeID() == proto.ResultTypeID && r.Decode(b) == nil:
			delete(want, r.RequestMessageID)
		}
	}
}

func TestServerNumbersItsMessagesByTheRules(t *testing.T) {
	s := newSession(&authKey{}, 1)
	now := time.Unix(1_800_000_000, 500_000_000)
	last, wantSeq := int64(0), []int32{1, 2, 3, 5, 6}
	for i, content := range []bool{true, false, true, true, false} {
		id, seq := s.number(now, 1+2*int64(i%2), content)
		if id <= last || id&3 != 1+2*int64(i%2) || seq != wantSeq[i] {
			t.Errorf("message %d: id %d after %d, seq_no %d, want %d", i, id, last, seq, wantSeq[i])
		}
		last = id
	}
	if got := msgTime(last); got.Sub(now).Abs() > time.Millisecond {
		t.Errorf("the id says %v, want %v", got, now)
	}
}

func TestServiceMessages(t *testing.T) {
	g := newGate()
	s := start(t, Options{Handler: g, AckDelay: time.Hour})
	p := dial(t, s, newKey(t, s, 2), 1)

	t.Run("ping_delay_disconnect", func(t *testing.T) {
		id := p.notice(&mt.PingDelayDisconnectRequest{PingID: 5, DisconnectDelay: 75})
		var pong mt.Pong
		if m := p.expectInto(mt.PongTypeID, &pong); pong != (mt.Pong{MsgID: id, PingID: 5}) || m.id&3 != 1 {
			t.Errorf("%+v, id %d", pong, m.id)
		}
	})
	t.Run("get_future_salts", func(t *testing.T) {
		id := p.notice(&mt.GetFutureSaltsRequest{Num: 4})
		var salts mt.FutureSalts
		p.expectInto(mt.FutureSaltsTypeID, &salts)
		if salts.ReqMsgID != id || len(salts.Salts) != 4 || salts.Salts[0].Salt != p.salt {
			t.Errorf("%+v", salts)
		}
	})
	t.Run("states and rpc_drop_answer", func(t *testing.T) { statesAndDrop(t, p, g) })
	t.Run("destroy_session", func(t *testing.T) {
		other := dial(t, s, p.key, 2)
		other.notice(&mt.PingRequest{PingID: 1})
		other.expect(mt.PongTypeID)
		p.notice(&mt.DestroySessionRequest{SessionID: 2})
		var ok mt.DestroySessionOk
		if p.expectInto(mt.DestroySessionOkTypeID, &ok); ok.SessionID != 2 {
			t.Errorf("%+v", ok)
		}
		p.notice(&mt.DestroySessionRequest{SessionID: 2})
		p.expect(mt.DestroySessionNoneTypeID)
	})
	t.Run("notices need no answer", func(t *testing.T) {
		p.notice(&mt.HTTPWaitRequest{})
		p.notice(&mt.MsgsAllInfo{MsgIDs: []int64{1}, Info: []byte{4}})
		p.notice(&mt.PingRequest{PingID: 6})
		if m, err := p.read(); err != nil || m.typeID() != mt.PongTypeID {
			t.Errorf("%#x, error %v, want only the pong", m.typeID(), err)
		}
	})
	t.Run("destroy_auth_key", func(t *testing.T) {
		b := &bin.Buffer{}
		b.PutID(destroyAuthKeyTypeID)
		p.write(p.nextID(), p.contentSeq(), b.Buf)
		p.expect(destroyAuthKeyOkTypeID)
	})
}

func statesAndDrop(t *testing.T, p *peer, g *gate) {
	before := p.nextID()
	id := p.call(nearestDC())
	g.wait(t)
	states := func() []byte {
		p.call(&mt.MsgsStateReq{MsgIDs: []int64{id, 4, before, p.nextID() + 1<<40}})
		var info mt.MsgsStateInfo
		p.expectInto(mt.MsgsStateInfoTypeID, &info)
		return info.Info
	}
	want := []byte{stateReceived | stateRunning, stateUnknown, stateMissing, stateTooHigh}
	if diff := cmp.Diff(want, states()); diff != "" {
		t.Errorf("states (-want +got):\n%s", diff)
	}
	drop := p.call(&mt.RPCDropAnswerRequest{ReqMsgID: id})
	for _, req := range []int64{id, drop} {
		if _, body := p.result(req); !bytes.Equal(body, encoded(t, &mt.RPCAnswerDroppedRunning{})) {
			t.Errorf("result %x, want rpc_answer_dropped_running", body)
		}
	}
	drop = p.call(&mt.RPCDropAnswerRequest{ReqMsgID: 4})
	if _, body := p.result(drop); !bytes.Equal(body, encoded(t, &mt.RPCAnswerUnknown{})) {
		t.Errorf("result %x, want rpc_answer_unknown", body)
	}
	close(g.open)
	answered := p.call(nearestDC())
	m, body := p.result(answered)
	drop = p.call(&mt.RPCDropAnswerRequest{ReqMsgID: answered})
	_, got := p.result(drop)
	if diff := cmp.Diff(encoded(t, &mt.RPCAnswerDropped{MsgID: m.id, SeqNo: int(m.seq), Bytes: len(body)}), got); diff != "" {
		t.Errorf("dropped answer (-want +got):\n%s", diff)
	}
}

func TestAnswersAreKeptUntilAcknowledged(t *testing.T) {
	s := start(t, Options{Handler: answering(theDC)})
	p := dial(t, s, newKey(t, s, 2), 1)
	id := p.call(nearestDC())
	m, body := p.result(id)
	if m.seq&1 == 0 || m.id&3 != 1 {
		t.Errorf("an answer has id %d and seq_no %d", m.id, m.seq)
	}
	p.notice(&mt.MsgResendReq{MsgIDs: []int64{m.id}})
	if again, got := p.result(id); again.id != m.id || again.seq != m.seq || !bytes.Equal(got, body) {
		t.Errorf("sent again as %d/%d, first as %d/%d", again.id, again.seq, m.id, m.seq)
	}
	p.notice(&mt.MsgsAck{MsgIDs: []int64{m.id}})
	p.notice(&mt.MsgResendReq{MsgIDs: []int64{m.id}})
	p.expect(mt.MsgsStateInfoTypeID)
	sess := s.sessions.byID[sessionID{p.key.ID, 1}]
	sess.mu.Lock()
	defer sess.mu.Unlock()
	if len(sess.kept) != 0 || sess.keptBytes != 0 || len(sess.byAnswer) != 0 {
		t.Errorf("%d answers of %d bytes are kept after the ack", len(sess.kept), sess.keptBytes)
	}
}

func TestKeptAnswersAreBounded(t *testing.T) {
	s := newSession(&authKey{}, 1)
	for range 20 {
		k := &callState{done: make(chan struct{})}
		s.finish(k, answered, make([]byte, 1<<20), false)
		s.numberAnswer(time.Now(), k)
	}
	if s.keptBytes > maxKeptBytes || len(s.byAnswer) != len(s.kept) {
		t.Errorf("%d bytes in %d answers (%d by id)", s.keptBytes, len(s.kept), len(s.byAnswer))
	}
	for range 2 * maxKept {
		s.finish(&callState{done: make(chan struct{})}, answered, []byte{1}, false)
	}
	if len(s.kept) > maxKept {
		t.Errorf("%d answers kept", len(s.kept))
	}
}

func TestPushReachesSessionsThatTakeUpdates(t *testing.T) {
	s := start(t, Options{Handler: answering(theDC)})
	p := dial(t, s, newKey(t, s, 2), 1)
	quiet := dial(t, s, p.key, 2)
	p.result(p.call(nearestDC()))
	quiet.result(quiet.call(&tg.InvokeWithoutUpdatesRequest{Query: nearestDC()}))
	n, err := s.Push(p.key.ID, &tg.UpdatesTooLong{})
	if n != 1 || err != nil {
		t.Fatalf("pushed to %d sessions, error %v", n, err)
	}
	if m := p.expect(tg.UpdatesTooLongTypeID); m.id&3 != 3 || m.seq&1 != 1 {
		t.Errorf("pushed as %d, seq_no %d", m.id, m.seq)
	}
	if n, _ := s.Push([8]byte{1}, &tg.UpdatesTooLong{}); n != 0 {
		t.Errorf("pushed to %d sessions of an unknown key", n)
	}
}

func TestClosedConnectionsLeaveNothingBehind(t *testing.T) {
	ended := make(chan int64, 100)
	s := start(t, Options{Handler: answering(theDC), OnClose: func(id int64) { ended <- id }})
	for i := range maxOrphans + 5 {
		p := dial(t, s, newKey(t, s, 2), int64(i))
		p.result(p.call(nearestDC()))
		_ = p.conn.Close()
		select {
		case <-ended:
		case <-time.After(testWait):
			t.Fatal("a closed connection did not end")
		}
	}
	if n := s.sessions.count(); n != maxOrphans {
		t.Errorf("%d sessions kept, want %d", n, maxOrphans)
	}
}

func FuzzMessage(f *testing.F) {
	for _, m := range []bin.Encoder{
		nearestDC(), &mt.PingRequest{PingID: 1}, &mt.MsgsAck{MsgIDs: []int64{1}},
		&mt.MsgsStateReq{MsgIDs: []int64{1, 2}}, &mt.MsgResendReq{MsgIDs: []int64{1}},
		&mt.RPCDropAnswerRequest{ReqMsgID: 4}, &mt.GetFutureSaltsRequest{Num: 2},
		proto.GZIP{Data: []byte{1, 2, 3, 4}}, &mt.DestroySessionRequest{SessionID: 1},
		&tg.InvokeWithLayerRequest{Layer: 1, Query: &tg.InvokeAfterMsgRequest{Query: nearestDC()}},
	} {
		b := &bin.Buffer{}
		if err := m.Encode(b); err != nil {
			f.Fatal(err)
		}
		f.Add(int32(1), b.Buf)
		f.Add(int32(0), container(inner(4, 1, b.Buf)))
	}
	s := start(f, Options{Handler: HandlerFunc(func(_ context.Context, c *Call) (Answer, error) {
		if len(c.Query) > 0 && c.Query[0] == 'x' {
			return Answer{}, ErrNoAnswer
		}
		return Answer{Body: theDC}, nil
	})})
	key := s.keys.find(newKey(f, s, 2).ID, 2, time.Now())
	f.Fuzz(func(t *testing.T, seq int32, body []byte) {
		c := s.newConn(t.Context(), 1, DC{ID: 2}, noSocket{})
		sess := s.sessions.attach(key, 1, c)
		c.onMessage(sess, incoming{id: msgIDAt(time.Now()), seq: seq, body: body, at: time.Now()})
		c.close()
		c.wg.Wait()
		s.sessions.detach(sess, c)
	})
}
