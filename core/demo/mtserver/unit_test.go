package mtserver

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"net"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/bin"
	"github.com/gotd/td/crypto"
	"github.com/gotd/td/tg"
)

func TestUnwrapTakesOuterWrappersOffInAnyOrder(t *testing.T) {
	query := &tg.InvokeWithTakeoutRequest{TakeoutID: 5, Query: nearestDC()}
	device := func(q bin.Object) *tg.InitConnectionRequest {
		return &tg.InitConnectionRequest{APIID: 7, DeviceModel: "desk", Query: q}
	}
	plain := encoded(t, query)
	before := intro{layer: 100}
	tests := []struct {
		name    string
		request bin.Encoder
		want    unwrapped
	}{
		{"bare", query, unwrapped{intro: before}},
		{"layer", &tg.InvokeWithLayerRequest{Layer: 229, Query: query},
			unwrapped{intro: intro{layer: 229}, introNew: true}},
		{"layer, device, no updates", &tg.InvokeWithLayerRequest{Layer: 229, Query: device(
			&tg.InvokeWithoutUpdatesRequest{Query: query})},
			unwrapped{intro: intro{layer: 229, init: device(nil)}, introNew: true, noUpdates: true}},
		{"no updates outside", &tg.InvokeWithoutUpdatesRequest{Query: &tg.InvokeWithLayerRequest{Layer: 3, Query: query}},
			unwrapped{intro: intro{layer: 3}, introNew: true, noUpdates: true}},
		{"after others", &tg.InvokeAfterMsgRequest{MsgID: 4, Query: &tg.InvokeAfterMsgsRequest{
			MsgIDs: []int64{8, 12}, Query: query}},
			unwrapped{intro: before, after: []int64{4, 8, 12}}},
		{"packed", packed(plain), unwrapped{intro: before}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := unwrap(encoded(t, tt.request), before)
			if err != nil {
				t.Fatal(err)
			}
			tt.want.query = plain
			if got.intro.init != nil {
				got.intro.init.Flags, got.intro.init.Query = 0, nil
			}
			if diff := cmp.Diff(tt.want, got, cmp.AllowUnexported(unwrapped{}, intro{})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestUnwrapRefusesWhatNoClientSends(t *testing.T) {
	deep := bin.Object(nearestDC())
	for range maxWrappers + 1 {
		deep = &tg.InvokeWithoutUpdatesRequest{Query: deep}
	}
	bomb := bytes.Repeat([]byte{0}, maxInflated+4)
	for name, body := range map[string][]byte{
		"nothing":     nil,
		"too deep":    encoded(t, deep),
		"cut short":   encoded(t, &tg.InvokeAfterMsgRequest{MsgID: 1, Query: nearestDC()})[:8],
		"a gzip bomb": encoded(t, packed(bomb)),
	} {
		if _, err := unwrap(body, intro{}); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func FuzzUnwrap(f *testing.F) {
	for _, m := range []bin.Encoder{
		nearestDC(),
		&tg.InvokeWithLayerRequest{Layer: 1, Query: &tg.InitConnectionRequest{Query: nearestDC()}},
		&tg.InvokeAfterMsgsRequest{MsgIDs: []int64{1}, Query: packed{1, 2, 3, 4}},
	} {
		b := &bin.Buffer{}
		if err := m.Encode(b); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Buf)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		u, err := unwrap(body, intro{})
		if err != nil {
			return
		}
		again, err := unwrap(u.query, intro{})
		if err != nil || !bytes.Equal(again.query, u.query) {
			t.Errorf("unwrapped twice: %x, error %v; once: %x", again.query, err, u.query)
		}
	})
}

func TestPacketsOpenWithGotdsCipher(t *testing.T) {
	var raw crypto.Key
	if _, err := rand.Read(raw[:]); err != nil {
		t.Fatal(err)
	}
	key := raw.WithID()
	for _, n := range []int{4, 12, 16, 20, 1000, 1 << 20} {
		body := bytes.Repeat([]byte{9}, n)
		e := envelope{salt: 1, session: -2, msgID: 5, seqNo: 7}
		frame, err := appendPacket([]byte("before"), key, e, body[:4], body[4:])
		if err != nil {
			t.Fatal(err)
		}
		if len(frame) != 6+packetLen(n) || string(frame[:6]) != "before" {
			t.Errorf("%d bytes: packet of %d, want %d", n, len(frame)-6, packetLen(n))
		}
		d, err := crypto.NewClientCipher(rand.Reader).DecryptFromBuffer(key, &bin.Buffer{Buf: frame[6:]})
		if err != nil {
			t.Fatalf("%d bytes: %v", n, err)
		}
		got := envelope{salt: d.Salt, session: d.SessionID, msgID: d.MessageID, seqNo: d.SeqNo}
		if got != e || !bytes.Equal(d.Data(), body) {
			t.Errorf("%d bytes: %+v, want %+v", n, got, e)
		}
	}
}

func TestTamperedPacketsAreRefused(t *testing.T) {
	var raw crypto.Key
	key := raw.WithID()
	good := &bin.Buffer{}
	err := crypto.NewClientCipher(rand.Reader).Encrypt(key, crypto.EncryptedMessageData{
		MessageDataLen: 4, MessageDataWithPadding: []byte{1, 2, 3, 4},
	}, good)
	if err != nil {
		t.Fatal(err)
	}
	if _, body, err := openPacket(key, append([]byte(nil), good.Buf...)); err != nil || len(body) != 4 {
		t.Fatalf("the packet itself: %d bytes, error %v", len(body), err)
	}
	for _, at := range []int{0, 8, 24, len(good.Buf) - 1} {
		bad := append([]byte(nil), good.Buf...)
		bad[at] ^= 1
		if _, _, err := openPacket(key, bad); err == nil {
			t.Errorf("byte %d changed: accepted", at)
		}
	}
	for _, n := range []int{0, 7, 24, 40, len(good.Buf) - 1} {
		if _, _, err := openPacket(key, good.Buf[:n]); err == nil {
			t.Errorf("cut to %d bytes: accepted", n)
		}
	}
}

func TestLineBooksTheBucketAndAddsTheLatencyOnce(t *testing.T) {
	now := time.Unix(1000, 0)
	p := newPacer(&Line{Latency: 80 * time.Millisecond, BytesPerSecond: 1000})
	for i, want := range []time.Duration{180, 280, 380} {
		if got := p.book(now, 100).Sub(now); got != want*time.Millisecond {
			t.Errorf("answer %d arrives after %v, want %v", i, got, want*time.Millisecond)
		}
	}
	later := now.Add(time.Minute)
	if got := p.book(later, 100).Sub(later); got != 180*time.Millisecond {
		t.Errorf("after a pause: %v", got)
	}
	slow := newPacer(&Line{Latency: time.Second})
	if got := slow.book(now, 1<<30).Sub(now); got != time.Second {
		t.Errorf("without a rate: %v", got)
	}
	if newPacer(nil) != nil || newPacer(&Line{}) != nil {
		t.Error("no line is no pacer")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	newPacer(&Line{Latency: time.Hour}).wait(ctx, 1) // returns
}

func TestLineHoldsAnswersOfARunningServerBack(t *testing.T) {
	const latency = 50 * time.Millisecond
	s := start(t, Options{Handler: answering(theDC), Line: &Line{Latency: latency}})
	p := dial(t, s, newKey(t, s, 2), 1)
	began := time.Now()
	p.result(p.call(nearestDC()))
	if took := time.Since(began); took < latency {
		t.Errorf("answered after %v, want at least %v", took, latency)
	}
}

func TestListenRefusesWhatOthersCouldReach(t *testing.T) {
	h := answering(theDC)
	for _, host := range []string{"0.0.0.0", "::", "192.168.1.5", "example.org", "127.0.0.1.example.org", "::ffff:8.8.8.8"} {
		if _, err := Listen(t.Context(), Options{Host: host, DCs: []DC{{ID: 1}}, Handler: h, Key: testKey()}); !errors.Is(err, ErrNotLoopback) {
			t.Errorf("%s: error %v, want %v", host, err, ErrNotLoopback)
		}
	}
	for name, o := range map[string]Options{
		"no handler": {DCs: []DC{{ID: 1}}}, "no DC": {Handler: h},
		"port out of range": {Handler: h, DCs: []DC{{ID: 1}, {ID: 2}}, Port: 65535},
	} {
		if _, err := Listen(t.Context(), o); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestFixedPortsFollowEachOther(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	_ = l.Close()
	o := Options{Port: port, DCs: []DC{{ID: 2}, {ID: 2, Media: true}}, Handler: answering(theDC), Key: testKey()}
	s, err := Listen(t.Context(), o)
	if err != nil {
		t.Skipf("the ports are taken: %v", err)
	}
	want := []Addr{{DC: o.DCs[0], IP: "127.0.0.1", Port: port}, {DC: o.DCs[1], IP: "127.0.0.1", Port: port + 1}}
	if diff := cmp.Diff(want, s.Addrs()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, err := Listen(t.Context(), o); err == nil {
		t.Error("a taken port was opened again")
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if err := s.Serve(t.Context()); !errors.Is(err, ErrServed) {
		t.Errorf("Serve after Close: %v", err)
	}
	if again, err := Listen(t.Context(), o); err != nil {
		t.Errorf("the ports are still taken: %v", err)
	} else if err := again.Close(); err != nil {
		t.Error(err)
	}
}

func TestPublicKeyIsReadableByClients(t *testing.T) {
	k := testKey()
	block, rest := pem.Decode(k.PublicPEM())
	if block == nil || block.Type != "RSA PUBLIC KEY" || len(rest) != 0 {
		t.Fatalf("PEM %q", k.PublicPEM())
	}
	pub, err := x509.ParsePKCS1PublicKey(block.Bytes)
	if err != nil || !pub.Equal(&k.PublicKey) {
		t.Errorf("parsed %v, error %v", pub, err)
	}
	keys, err := crypto.ParseRSAPublicKeys(k.PublicPEM())
	if err != nil || len(keys) != 1 || crypto.RSAFingerprint(keys[0]) != k.Fingerprint() {
		t.Errorf("gotd reads %d keys, error %v", len(keys), err)
	}
}

func TestServeEndsWithItsContextAndItsHandlers(t *testing.T) {
	g := newGate()
	s, err := Listen(t.Context(), Options{Handler: g, DCs: []DC{{ID: 2}}, Key: testKey()})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- s.Serve(ctx) }()
	p := dial(t, s, newKey(t, s, 2), 1)
	p.call(nearestDC())
	call := g.wait(t)
	if call.Conn != 1 || call.DC != 2 || call.AuthKeyID != p.key.ID || call.SessionID != 1 {
		t.Errorf("call %+v", call)
	}
	cancel()
	select {
	case err := <-served:
		if err != nil {
			t.Errorf("Serve: %v", err)
		}
	case <-time.After(testWait):
		t.Fatal("Serve did not end")
	}
	if err := s.Close(); err != nil {
		t.Errorf("Close: %v", err)
	}
}

func BenchmarkFileAnswers(b *testing.B) {
	file := &tg.UploadFile{Type: &tg.StorageFileUnknown{}, Bytes: make([]byte, 512<<10)}
	s := start(b, Options{Handler: answering(file)})
	p := dial(b, s, newKey(b, s, 2), 1)
	b.SetBytes(int64(len(file.Bytes)))
	buf := &bin.Buffer{}
	for b.Loop() {
		p.call(nearestDC())
		if err := p.conn.Recv(b.Context(), buf); err != nil {
			b.Fatal(err)
		}
	}
}
