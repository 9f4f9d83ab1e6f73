package mtserver

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"slices"
	"testing"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/exchange"
	"github.com/gotd/td/mt"
	"github.com/gotd/td/proto"
	"github.com/gotd/td/proto/codec"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/transport"
)

func TestFullQueueHoldsWhatIsAddedBack(t *testing.T) {
	b := newOutbox()
	big := outgoing{body: make([]byte, maxQueued)}
	if !b.put(big) {
		t.Fatal("the first frame was not taken")
	}
	if b.offer(outgoing{}) {
		t.Error("a full queue took an offer")
	}
	added := make(chan bool, 1)
	go func() { added <- b.put(outgoing{body: []byte{1}}) }()
	items := b.take(nil)
	if len(items) != 1 {
		t.Fatalf("%d frames", len(items))
	}
	b.written(items[0].size())
	if !<-added {
		t.Error("the held frame was not taken when there was room")
	}
	if items = b.take(items); len(items) != 1 || len(items[0].body) != 1 {
		t.Errorf("%d frames after the wait", len(items))
	}
}

func TestClosedQueueLetsEverybodyGo(t *testing.T) {
	b := newOutbox()
	b.put(outgoing{body: make([]byte, maxQueued)})
	added := make(chan bool, 2)
	for range 2 {
		go func() { added <- b.put(outgoing{}) }()
	}
	b.close()
	for range 2 {
		if <-added {
			t.Error("a closed queue took a frame")
		}
	}
	if b.offer(outgoing{}) {
		t.Error("a closed queue took an offer")
	}
}

func TestClientThatReadsNothingIsCutOff(t *testing.T) {
	ended := make(chan int64, 1)
	file := &tg.UploadFile{Type: &tg.StorageFileUnknown{}, Bytes: make([]byte, 1<<20)}
	s := start(t, Options{
		Handler: answering(file), WriteTimeout: 50 * time.Millisecond, OnClose: func(id int64) { ended <- id },
	})
	p := dial(t, s, newKey(t, s, 2), 1)
	for range 64 {
		p.call(nearestDC()) // 64 MB: more than any socket buffer
	}
	select {
	case <-ended:
	case <-time.After(testWait):
		t.Fatal("the connection stayed open")
	}
}

func TestAnswersFollowTheConnectionLastHeard(t *testing.T) {
	g := newGate()
	s := start(t, Options{Handler: g})
	first := dial(t, s, newKey(t, s, 2), 1)
	id := first.call(nearestDC())
	g.wait(t)
	second := dial(t, s, first.key, 1)
	second.content = first.content
	second.notice(&mt.PingRequest{PingID: 1})
	second.expect(mt.PongTypeID)
	close(g.open)
	second.result(id)
}

func TestAcksAreBatched(t *testing.T) {
	g := newGate()
	s := start(t, Options{Handler: g, AckDelay: 300 * time.Millisecond})
	p := dial(t, s, newKey(t, s, 2), 1)
	var want, got []int64
	for range 5 {
		want = append(want, p.call(nearestDC()))
	}
	acks := 0
	for len(got) < len(want) {
		var ack mt.MsgsAck
		if m := p.expectInto(mt.MsgsAckTypeID, &ack); m.seq&1 != 0 || m.id&3 != 3 {
			t.Errorf("an ack as message %d, seq_no %d", m.id, m.seq)
		}
		got = append(got, ack.MsgIDs...)
		acks++
	}
	slices.Sort(got)
	if !slices.Equal(got, want) || acks > 2 {
		t.Errorf("%d acks of %v, want one of %v", acks, got, want)
	}
	close(g.open)
}

func TestAnsweredRequestsAreNotAcknowledgedApart(t *testing.T) {
	s := start(t, Options{Handler: answering(theDC), AckDelay: time.Millisecond})
	p := dial(t, s, newKey(t, s, 2), 1)
	p.result(p.call(nearestDC()))
	c := &conn{acks: &ackBook{wake: make(chan struct{}, 1)}, out: newOutbox()}
	sess := newSession(&authKey{}, 1)
	for _, phase := range []callPhase{answered, dropped, undone, running, silent} {
		c.acks.owe(sess, &callState{msgID: int64(phase), phase: phase})
	}
	c.sendAcks()
	items := c.out.take(nil)
	if len(items) != 1 {
		t.Fatalf("%d messages", len(items))
	}
	var ack mt.MsgsAck
	if err := ack.Decode(&bin.Buffer{Buf: items[0].body}); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(ack.MsgIDs, []int64{int64(running), int64(silent)}) {
		t.Errorf("acknowledged %v", ack.MsgIDs)
	}
}

func TestOneConnectionCarriesSomeSessionsButNotAnyNumber(t *testing.T) {
	s := start(t, Options{Handler: answering(theDC)})
	p := dial(t, s, newKey(t, s, 2), 0)
	for p.session = 1; p.session <= maxSessions; p.session++ {
		p.notice(&mt.PingRequest{PingID: 1})
		p.expect(mt.PongTypeID)
	}
	p.notice(&mt.PingRequest{PingID: 1})
	_, err := p.read()
	var e *codec.ProtocolErr
	if !errors.As(err, &e) || e.Code != codeFlood {
		t.Errorf("error %v, want -429", err)
	}
	if !p.closed() {
		t.Error("the connection stayed open")
	}
}

func TestKnownKeyInTheMiddleOfAnExchangeIsServed(t *testing.T) {
	s := start(t, Options{Handler: answering(theDC)})
	p := dial(t, s, newKey(t, s, 2), 1)
	b := &bin.Buffer{}
	if err := (proto.UnencryptedMessage{
		MessageID: p.nextID(), MessageData: encoded(t, &mt.ReqPqMultiRequest{}),
	}).Encode(b); err != nil {
		t.Fatal(err)
	}
	if err := p.conn.Send(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	if err := p.conn.Recv(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	p.result(p.call(nearestDC()))
}

func TestKeyIsKnownAsSoonAsTheClientHasIt(t *testing.T) {
	s := start(t, Options{Handler: answering(theDC)})
	conn, err := transport.Abridged.Handshake(dialRaw(t, s))
	if err != nil {
		t.Fatal(err)
	}
	r, err := exchange.NewExchanger(conn, 2).Client([]exchange.PublicKey{{RSA: &s.Key().PublicKey}}).Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !s.Known(r.AuthKey.ID) {
		t.Fatal("the key is not known yet")
	}
	p := dial(t, s, r.AuthKey, 3)
	p.result(p.call(nearestDC()))
}

func TestForgottenKeyIsReplacedOnTheSameConnection(t *testing.T) {
	s := start(t, Options{Handler: answering(theDC)})
	p := dial(t, s, newKey(t, s, 2), 1)
	old := p.key.ID
	p.result(p.call(nearestDC()))
	s.Forget(old)
	p.call(nearestDC())
	var e *codec.ProtocolErr
	if _, err := p.read(); !errors.As(err, &e) || e.Code != codec.CodeAuthKeyNotFound {
		t.Fatalf("error %v, want -404", err)
	}
	r, err := exchange.NewExchanger(p.conn, 2).Client([]exchange.PublicKey{{RSA: &s.Key().PublicKey}}).Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p.key, p.salt = r.AuthKey, r.ServerSalt
	p.result(p.call(nearestDC()))
	if s.Known(old) || !s.Known(r.AuthKey.ID) {
		t.Error("the old key is known, or the new one is not")
	}
}

func TestPaddingIsCutOff(t *testing.T) {
	encrypted := bytes.Repeat([]byte{1}, 24+32)
	plain := make([]byte, 20+8)
	binary.LittleEndian.PutUint32(plain[16:], 8)
	for name, payload := range map[string][]byte{"encrypted": encrypted, "plain": plain} {
		for n := range 16 {
			padded := append(slices.Clone(payload), make([]byte, n)...)
			if got := trimPadding(padded); !bytes.Equal(got, payload) {
				t.Errorf("%s with %d bytes of padding: %d bytes, want %d", name, n, len(got), len(payload))
			}
		}
	}
}

func TestQuickAckBitIsNoLength(t *testing.T) {
	frames := map[string][]byte{
		"abridged":      {0xef, 0x82, 1, 2, 3, 4, 5, 6, 7, 8},
		"long abridged": {0xef, 0xff, 2, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8},
		"intermediate":  {0xee, 0xee, 0xee, 0xee, 8, 0, 0, 0x80, 1, 2, 3, 4, 5, 6, 7, 8},
	}
	for name, data := range frames {
		w, err := detect(bufioReader(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got, err := w.read(nil); err != nil || !bytes.Equal(got, []byte{1, 2, 3, 4, 5, 6, 7, 8}) {
			t.Errorf("%s: %v, error %v", name, got, err)
		}
		if _, err := w.read(nil); !errors.Is(err, io.EOF) {
			t.Errorf("%s: after the last frame: %v", name, err)
		}
	}
}

func TestDamagedFullFramesAreRefused(t *testing.T) {
	var good bytes.Buffer
	c := &codec.Full{}
	for range 2 {
		if err := c.Write(&good, &bin.Buffer{Buf: []byte("12345678")}); err != nil {
			t.Fatal(err)
		}
	}
	for _, at := range []int{0, 8, 16, 24, 39} {
		data := slices.Clone(good.Bytes())
		data[at] ^= 4
		w, err := detect(bufioReader(data))
		for err == nil {
			_, err = w.read(nil)
		}
		if !errors.Is(err, errFrame) {
			t.Errorf("byte %d changed: error %v, want %v", at, err, errFrame)
		}
	}
}

func TestAcceptGoesOnAfterFailures(t *testing.T) {
	if transient(net.ErrClosed) || !transient(errors.New("too many open files")) {
		t.Error("only a closed listener ends Serve")
	}
}
