package mtserver

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"net"
	"testing"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/crypto"
	"github.com/gotd/td/exchange"
	"github.com/gotd/td/mtproxy"
	"github.com/gotd/td/mtproxy/obfuscated2"
	"github.com/gotd/td/proto/codec"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/transport"
)

// obfuscated is a client's side of obfuscated2 over a socket.
type obfuscated struct {
	net.Conn
	hidden *obfuscated2.Obfuscated2
}

func (o obfuscated) Read(p []byte) (int, error)  { return o.hidden.Read(p) }
func (o obfuscated) Write(p []byte) (int, error) { return o.hidden.Write(p) }

func TestEveryTransportCarriesSmallAndBigMessages(t *testing.T) {
	big := &tg.UploadFile{Type: &tg.StorageFileUnknown{}, Bytes: bytes.Repeat([]byte{7}, 700<<10)}
	s := start(t, Options{Handler: HandlerFunc(func(_ context.Context, c *Call) (Answer, error) {
		if len(c.Query) > 4 {
			return Answer{Body: big}, nil
		}
		return Answer{Body: theDC}, nil
	})})
	tests := []struct {
		name  string
		codec codec.Codec
		tag   [4]byte
		hide  bool
	}{
		{name: "abridged", codec: codec.Abridged{}},
		{name: "intermediate", codec: codec.Intermediate{}},
		{name: "padded intermediate", codec: codec.PaddedIntermediate{}},
		{name: "full", codec: &codec.Full{}},
		{name: "hidden abridged", codec: codec.Abridged{}, tag: codec.Abridged{}.ObfuscatedTag(), hide: true},
		{name: "hidden intermediate", codec: codec.Intermediate{}, tag: codec.IntermediateClientStart, hide: true},
		{name: "hidden padded", codec: codec.PaddedIntermediate{}, tag: codec.PaddedIntermediateClientStart, hide: true},
	}
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			raw, c := dialRaw(t, s), tt.codec
			if tt.hide {
				h := obfuscated2.NewObfuscated2(rand.Reader, raw)
				if err := h.Handshake(tt.tag, 2, mtproxy.Secret{}); err != nil {
					t.Fatal(err)
				}
				raw, c = obfuscated{raw, h}, codec.NoHeader{Codec: c}
			}
			conn, err := transport.NewProtocol(func() transport.Codec { return c }).Handshake(raw)
			if err != nil {
				t.Fatal(err)
			}
			p := newPeer(t, s, conn, newKey(t, s, 2), int64(i+1))
			for range 3 {
				if _, body := p.result(p.call(nearestDC())); !bytes.Equal(body, encoded(t, theDC)) {
					t.Fatalf("answer %x", body)
				}
			}
			request := &tg.UploadGetFileRequest{Location: &tg.InputTakeoutFileLocation{}}
			if _, body := p.result(p.call(request)); !bytes.Equal(body, encoded(t, big)) {
				t.Fatalf("big answer of %d bytes differs", len(body))
			}
		})
	}
}

func TestForeignBytesAreRefusedAndHurtNobody(t *testing.T) {
	s := start(t, Options{Handler: answering(theDC), HandshakeTimeout: 100 * time.Millisecond})
	tests := map[string][]byte{
		"port probe":         nil,
		"HTTP":               []byte("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
		"TLS":                append([]byte{0x16, 3, 1, 2, 0, 1, 0}, make([]byte, 64)...),
		"noise":              bytes.Repeat([]byte{0x5a}, 128),
		"huge frame":         {0xee, 0xee, 0xee, 0xee, 0xff, 0xff, 0xff, 0x7f},
		"empty frame":        {0xef, 0},
		"short full frame":   {8, 0, 0, 0, 0, 0, 0, 0},
		"one byte and quiet": {0xee},
		"broken exchange":    {0xef, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
	}
	for name, data := range tests {
		t.Run(name, func(t *testing.T) {
			raw := dialRaw(t, s)
			if _, err := raw.Write(data); err != nil {
				t.Fatal(err)
			}
			if data == nil {
				_ = raw.Close()
				return
			}
			if err := raw.SetReadDeadline(time.Now().Add(testWait)); err != nil {
				t.Fatal(err)
			}
			_, err := raw.Read(make([]byte, 1))
			var timeout net.Error
			if err == nil || asTimeout(err, &timeout) {
				t.Errorf("the connection stayed open: %v", err)
			}
		})
	}
	p := dial(t, s, newKey(t, s, 2), 1)
	p.result(p.call(nearestDC()))
}

func TestSilentConnectionsDoNotBlockOthersAndEnd(t *testing.T) {
	s := start(t, Options{Handler: answering(theDC), HandshakeTimeout: time.Second})
	var silent []net.Conn
	for range 8 {
		silent = append(silent, dialRaw(t, s))
	}
	p := dial(t, s, newKey(t, s, 2), 1)
	p.result(p.call(nearestDC()))
	for _, c := range silent {
		if err := c.SetReadDeadline(time.Now().Add(testWait)); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
			t.Errorf("a silent connection ended with %v, want EOF", err)
		}
	}
}

func TestIdleConnectionsEndAfterTheReadTimeout(t *testing.T) {
	ended := make(chan int64, 1)
	s := start(t, Options{
		Handler: answering(theDC), ReadTimeout: 50 * time.Millisecond, OnClose: func(id int64) { ended <- id },
	})
	p := dial(t, s, newKey(t, s, 2), 1)
	p.result(p.call(nearestDC()))
	select {
	case id := <-ended:
		if id != 1 {
			t.Errorf("connection %d ended, want 1", id)
		}
	case <-time.After(testWait):
		t.Fatal("the idle connection stayed open")
	}
}

func TestUnknownKeysAreToldSo(t *testing.T) {
	s := start(t, Options{Handler: answering(theDC), DCs: []DC{{ID: 2}, {ID: 4}}})
	forgotten, elsewhere := newKey(t, s, 2), newKey(t, s, 4)
	p := dial(t, s, forgotten, 1)
	p.result(p.call(nearestDC()))
	s.Forget(forgotten.ID)
	for name, key := range map[string]crypto.AuthKey{"forgotten": forgotten, "of another DC": elsewhere} {
		t.Run(name, func(t *testing.T) {
			p.key = key
			p.call(nearestDC())
			_, err := p.read()
			var e *codec.ProtocolErr
			if !errors.As(err, &e) || e.Code != codec.CodeAuthKeyNotFound {
				t.Errorf("error %v, want -404", err)
			}
		})
	}
	if n := s.sessions.count(); n != 0 {
		t.Errorf("%d sessions of a forgotten key", n)
	}
}

func TestKeyExchangeTakesTheDCAsClientsNameIt(t *testing.T) {
	s := start(t, Options{Handler: answering(theDC), DCs: []DC{{ID: 2, Media: true}}})
	for name, tt := range map[string]struct {
		dc   int
		temp bool
		code int32
	}{
		"plain":      {dc: 2},
		"media":      {dc: -2},
		"test":       {dc: 10002},
		"test media": {dc: -10002},
		"temporary":  {dc: 2, temp: true},
		"another":    {dc: 3, code: codec.CodeWrongDC},
	} {
		t.Run(name, func(t *testing.T) {
			conn, err := transport.Intermediate.Handshake(dialRaw(t, s))
			if err != nil {
				t.Fatal(err)
			}
			x := exchange.NewExchanger(conn, tt.dc)
			if tt.temp {
				x = x.WithTempMode(3600)
			}
			r, err := x.Client([]exchange.PublicKey{{RSA: &s.Key().PublicKey}}).Run(t.Context())
			if tt.code != 0 {
				var e *codec.ProtocolErr
				if !errors.As(err, &e) || e.Code != tt.code {
					t.Fatalf("error %v, want code %d", err, tt.code)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			p := newPeer(t, s, conn, r.AuthKey, r.SessionID)
			p.salt = r.ServerSalt
			if !tt.temp {
				p.result(p.call(nearestDC()))
				return
			}
			if e := p.resultError(p.call(nearestDC())); e.ErrorMessage != "AUTH_KEY_PERM_EMPTY" {
				t.Errorf("an unbound key was answered %q", e.ErrorMessage)
			}
			if e := p.resultError(p.call(&tg.AuthBindTempAuthKeyRequest{})); e.ErrorMessage != "EXPIRES_AT_INVALID" {
				t.Errorf("binding was answered %v", e)
			}
		})
	}
}

func FuzzWire(f *testing.F) {
	f.Add([]byte{0xef, 1, 1, 2, 3, 4})
	f.Add([]byte{0xee, 0xee, 0xee, 0xee, 8, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8})
	f.Add([]byte{0xdd, 0xdd, 0xdd, 0xdd, 7, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7})
	var full bytes.Buffer
	if err := (&codec.Full{}).Write(&full, &bin.Buffer{Buf: []byte("12345678")}); err != nil {
		f.Fatal(err)
	}
	f.Add(full.Bytes())
	f.Add(bytes.Repeat([]byte{0x5a, 3}, 64))
	f.Fuzz(func(t *testing.T, data []byte) {
		w, err := detect(bufioReader(data))
		if err != nil {
			return
		}
		var buf []byte
		for range 16 {
			frame, err := w.read(buf)
			if err != nil {
				return
			}
			if len(frame) > maxFrame {
				t.Fatalf("frame of %d bytes", len(frame))
			}
			buf = frame
		}
	})
}
