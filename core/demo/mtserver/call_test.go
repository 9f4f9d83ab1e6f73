package mtserver

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/mt"
	"github.com/gotd/td/proto"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
)

// gate is a handler that counts its calls and holds them until let go.
type gate struct {
	runs    atomic.Int64
	started chan *Call
	open    chan struct{}
}

func newGate() *gate { return &gate{started: make(chan *Call, 1024), open: make(chan struct{})} }

func (g *gate) Handle(ctx context.Context, c *Call) (Answer, error) {
	g.runs.Add(1)
	g.started <- c
	select {
	case <-g.open:
		return Answer{Body: theDC}, nil
	case <-ctx.Done():
		return Answer{}, ctx.Err()
	}
}

func (g *gate) wait(t *testing.T) *Call {
	t.Helper()
	select {
	case c := <-g.started:
		return c
	case <-time.After(testWait):
		t.Fatal("the handler was not called")
		return nil
	}
}

func TestSlowRequestIsAcknowledgedAndRunsOnceHoweverOftenSent(t *testing.T) {
	g := newGate()
	s := start(t, Options{Handler: g, AckDelay: time.Millisecond})
	p := dial(t, s, newKey(t, s, 2), 1)
	id, seq, body := p.nextID(), p.contentSeq(), encoded(t, nearestDC())
	p.write(id, seq, body)
	g.wait(t)
	for range 3 {
		var ack mt.MsgsAck
		if p.expectInto(mt.MsgsAckTypeID, &ack); len(ack.MsgIDs) != 1 || ack.MsgIDs[0] != id {
			t.Fatalf("ack of %v, want %d", ack.MsgIDs, id)
		}
		p.write(id, seq, body)
	}
	close(g.open)
	if _, got := p.result(id); !bytes.Equal(got, encoded(t, theDC)) {
		t.Errorf("answer %x", got)
	}
	p.write(id, seq, body) // the client did not see the answer
	if _, got := p.result(id); !bytes.Equal(got, encoded(t, theDC)) {
		t.Errorf("repeated answer %x", got)
	}
	if n := g.runs.Load(); n != 1 {
		t.Errorf("the handler ran %d times", n)
	}
}

func TestSessionGoesOnOverANewConnection(t *testing.T) {
	var runs atomic.Int64
	s := start(t, Options{Handler: HandlerFunc(func(context.Context, *Call) (Answer, error) {
		runs.Add(1)
		return Answer{Body: theDC, Drop: true}, nil
	})})
	p := dial(t, s, newKey(t, s, 2), 77)
	id, seq, body := p.nextID(), p.contentSeq(), encoded(t, nearestDC())
	p.write(id, seq, body)
	if !p.closed() {
		t.Fatal("the connection was not dropped")
	}
	again := dial(t, s, p.key, p.session)
	again.write(id, seq, body)
	for {
		m, err := again.read()
		if err != nil {
			t.Fatal(err)
		}
		if m.typeID() == mt.NewSessionCreatedTypeID {
			t.Error("the session was announced twice")
		}
		if m.typeID() == proto.ResultTypeID {
			break
		}
	}
	if n := runs.Load(); n != 1 {
		t.Errorf("the handler ran %d times", n)
	}
}

func TestRequestOfALostConnectionIsAnsweredOnTheNext(t *testing.T) {
	for name, finishes := range map[string]bool{"handler stops": false, "handler finishes": true} {
		t.Run(name, func(t *testing.T) {
			started, open := make(chan struct{}, 2), make(chan struct{})
			var runs atomic.Int64
			s := start(t, Options{Handler: HandlerFunc(func(ctx context.Context, c *Call) (Answer, error) {
				if runs.Add(1) > 1 {
					return Answer{Body: theDC}, nil
				}
				started <- struct{}{}
				<-open
				if !finishes {
					return Answer{}, ctx.Err()
				}
				return Answer{Body: theDC}, nil
			})})
			p := dial(t, s, newKey(t, s, 2), 5)
			id, seq, body := p.nextID(), p.contentSeq(), encoded(t, nearestDC())
			p.write(id, seq, body)
			<-started
			lost := s.sessions.byID[sessionID{p.key.ID, 5}].find(id).call
			_ = p.conn.Close()
			<-lost.ctx.Done()
			again := dial(t, s, p.key, p.session)
			again.write(id, seq, body)
			again.notice(&mt.PingRequest{PingID: 1})
			again.expect(mt.PongTypeID) // so the request was read
			close(open)
			again.result(id)
			want := int64(2)
			if finishes {
				want = 1
			}
			if n := runs.Load(); n != want {
				t.Errorf("the handler ran %d times, want %d", n, want)
			}
		})
	}
}

func TestHandlerErrors(t *testing.T) {
	tests := []struct {
		name string
		do   func() (Answer, error)
		code int
		text string
	}{
		{"telegram error", func() (Answer, error) { return Answer{}, tgerr.New(420, "FLOOD_WAIT_3") }, 420, "FLOOD_WAIT_3"},
		{"by its parts", func() (Answer, error) {
			return Answer{}, &tgerr.Error{Code: 420, Type: "FLOOD_WAIT", Argument: 5}
		}, 420, "FLOOD_WAIT_5"},
		{"wrapped", func() (Answer, error) {
			return Answer{}, errors.Join(errors.New("because"), tgerr.New(400, "PEER_ID_INVALID"))
		}, 400, "PEER_ID_INVALID"},
		{"any other", func() (Answer, error) { return Answer{}, errors.New("disk full") }, 500, "INTERNAL"},
		{"panic", func() (Answer, error) { panic("a bug") }, 500, "INTERNAL"},
		{"panic while encoding", func() (Answer, error) { return Answer{Body: (*tg.NearestDC)(nil)}, nil }, 500, "INTERNAL"},
		{"no body", func() (Answer, error) { return Answer{}, nil }, 500, "INTERNAL"},
		{"incomplete body", func() (Answer, error) { return Answer{Body: &tg.UploadFile{}}, nil }, 500, "INTERNAL"},
	}
	var at atomic.Int64
	s := start(t, Options{Handler: HandlerFunc(func(context.Context, *Call) (Answer, error) {
		return tests[at.Load()].do()
	})})
	p := dial(t, s, newKey(t, s, 2), 1)
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			at.Store(int64(i))
			if e := p.resultError(p.call(nearestDC())); e.ErrorCode != tt.code || e.ErrorMessage != tt.text {
				t.Errorf("rpc_error %d %s, want %d %s", e.ErrorCode, e.ErrorMessage, tt.code, tt.text)
			}
		})
	}
}

func TestStalledRequestIsAcknowledgedAndTheConnectionStays(t *testing.T) {
	var runs atomic.Int64
	s := start(t, Options{Handler: HandlerFunc(func(context.Context, *Call) (Answer, error) {
		if runs.Add(1) == 1 {
			return Answer{}, ErrNoAnswer
		}
		return Answer{Body: theDC}, nil
	}), AckDelay: time.Hour})
	p := dial(t, s, newKey(t, s, 2), 1)
	stalled := p.call(nearestDC())
	var ack mt.MsgsAck
	if p.expectInto(mt.MsgsAckTypeID, &ack); ack.MsgIDs[0] != stalled {
		t.Errorf("ack of %v", ack.MsgIDs)
	}
	p.result(p.call(nearestDC()))
}

func TestDroppedRequestRunsAgain(t *testing.T) {
	var runs atomic.Int64
	s := start(t, Options{Handler: HandlerFunc(func(context.Context, *Call) (Answer, error) {
		if runs.Add(1) == 1 {
			return Answer{}, ErrDropConnection
		}
		return Answer{Body: theDC}, nil
	})})
	p := dial(t, s, newKey(t, s, 2), 1)
	id := p.call(nearestDC())
	if !p.closed() {
		t.Fatal("the connection was not dropped")
	}
	again := dial(t, s, p.key, p.session)
	again.write(id, 1, encoded(t, nearestDC()))
	again.result(id)
	if n := runs.Load(); n != 2 {
		t.Errorf("the handler ran %d times, want 2", n)
	}
}

func TestConnectionRunsNoMoreHandlersThanAllowed(t *testing.T) {
	g := newGate()
	s := start(t, Options{Handler: g, InFlight: 3})
	p := dial(t, s, newKey(t, s, 2), 1)
	var ids []int64
	for range 10 {
		ids = append(ids, p.call(nearestDC()))
	}
	for range 3 {
		g.wait(t)
	}
	p.notice(&mt.PingRequest{PingID: 1}) // pings get through all the same
	p.expect(mt.PongTypeID)
	if n := g.runs.Load(); n != 3 {
		t.Errorf("%d handlers run, want 3", n)
	}
	close(g.open)
	left := map[int64]bool{}
	for _, id := range ids {
		left[id] = true
	}
	for len(left) > 0 {
		var r proto.Result
		p.expectInto(proto.ResultTypeID, &r)
		delete(left, r.RequestMessageID)
	}
}

func TestPackedRequestsInBothWrappers(t *testing.T) {
	long := &tg.MessagesGetMessagesRequest{ID: make([]tg.InputMessageClass, 300)}
	for i := range long.ID {
		long.ID[i] = &tg.InputMessageID{ID: i}
	}
	plain := encoded(t, long)
	var deflated bytes.Buffer
	z := zlib.NewWriter(&deflated)
	if _, err := z.Write(plain); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	zipped := &bin.Buffer{}
	zipped.PutID(proto.GZIPTypeID)
	zipped.PutBytes(deflated.Bytes())
	got := make(chan []byte, 1)
	s := start(t, Options{Handler: HandlerFunc(func(_ context.Context, c *Call) (Answer, error) {
		got <- c.Query
		return Answer{Body: theDC}, nil
	})})
	p := dial(t, s, newKey(t, s, 2), 1)
	for name, body := range map[string][]byte{
		"gzip":          encoded(t, proto.GZIP{Data: plain}),
		"zlib":          zipped.Buf,
		"gzip of gzip":  encoded(t, proto.GZIP{Data: encoded(t, proto.GZIP{Data: plain})}),
		"inside layers": encoded(t, &tg.InvokeWithLayerRequest{Layer: 1, Query: packed(plain)}),
	} {
		t.Run(name, func(t *testing.T) {
			id := p.nextID()
			p.write(id, p.contentSeq(), body)
			p.result(id)
			if q := <-got; !bytes.Equal(q, plain) {
				t.Errorf("the handler saw %d bytes, want %d", len(q), len(plain))
			}
		})
	}
	t.Run("broken", func(t *testing.T) {
		id := p.nextID()
		b := &bin.Buffer{}
		b.PutID(proto.GZIPTypeID)
		b.PutBytes([]byte("neither one nor the other"))
		p.write(id, p.contentSeq(), b.Buf)
		if e := p.resultError(id); e.ErrorCode != 400 {
			t.Errorf("answered %v", e)
		}
	})
}

// packed is a query inside a wrapper, packed.
type packed []byte

func (p packed) Encode(b *bin.Buffer) error { return proto.GZIP{Data: p}.Encode(b) }
func (p packed) Decode(*bin.Buffer) error   { return nil }

func TestAnswersArePackedWhenWorthIt(t *testing.T) {
	text := strings.Repeat("all the same ", 1000)
	var answer atomic.Pointer[Answer]
	s := start(t, Options{Handler: HandlerFunc(func(context.Context, *Call) (Answer, error) { return *answer.Load(), nil })})
	p := dial(t, s, newKey(t, s, 2), 1)
	for _, tt := range []struct {
		name   string
		answer Answer
		want   uint32
	}{
		{"long text", Answer{Body: &tg.Config{DCTxtDomainName: text}}, proto.GZIPTypeID},
		{"asked not to", Answer{Body: &tg.Config{DCTxtDomainName: text}, Plain: true}, tg.ConfigTypeID},
		{"short", Answer{Body: theDC}, tg.NearestDCTypeID},
		{"file", Answer{Body: &tg.UploadFile{Type: &tg.StorageFileUnknown{}, Bytes: []byte(text)}}, tg.UploadFileTypeID},
	} {
		t.Run(tt.name, func(t *testing.T) {
			answer.Store(&tt.answer)
			_, body := p.result(p.call(nearestDC()))
			b := &bin.Buffer{Buf: body}
			if id, _ := b.PeekID(); id != tt.want {
				t.Fatalf("answer %#x, want %#x", id, tt.want)
			}
			if tt.want == proto.GZIPTypeID {
				var g proto.GZIP
				if err := g.Decode(b); err != nil || !bytes.Equal(g.Data, encoded(t, tt.answer.Body)) {
					t.Errorf("unpacked %d bytes, error %v", len(g.Data), err)
				}
			}
		})
	}
}

func TestInvokeAfterWaitsForTheEarlierCall(t *testing.T) {
	g := newGate()
	s := start(t, Options{Handler: HandlerFunc(func(ctx context.Context, c *Call) (Answer, error) {
		if len(c.Query) > 4 {
			return Answer{Body: &tg.UsersUserFull{FullUser: tg.UserFull{Settings: tg.PeerSettings{}, NotifySettings: tg.PeerNotifySettings{}}}}, nil
		}
		if _, err := g.Handle(ctx, c); err != nil {
			return Answer{}, err
		}
		return Answer{}, tgerr.New(400, "FIRST_FAILED")
	})})
	p := dial(t, s, newKey(t, s, 2), 1)
	first := p.call(nearestDC())
	g.wait(t)
	query := &tg.UsersGetFullUserRequest{ID: &tg.InputUserSelf{}}
	second := p.call(&tg.InvokeAfterMsgRequest{MsgID: first, Query: query})
	p.notice(&mt.PingRequest{PingID: 1})
	p.expect(mt.PongTypeID)
	close(g.open)
	if e := p.resultError(first); e.ErrorMessage != "FIRST_FAILED" {
		t.Errorf("first: %v", e)
	}
	if e := p.resultError(second); e.ErrorMessage != "MSG_WAIT_FAILED" {
		t.Errorf("second: %v", e)
	}
	// An id the server knows nothing of does not hold anything up.
	p.result(p.call(&tg.InvokeAfterMsgsRequest{MsgIDs: []int64{4, 8}, Query: query}))
}
