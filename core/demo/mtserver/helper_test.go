package mtserver

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"encoding/binary"
	"errors"
	"net"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/crypto"
	"github.com/gotd/td/mt"
	"github.com/gotd/td/proto"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/transport"
)

// testWait is how long a test waits for what must come.
const testWait = 20 * time.Second

var testKey = sync.OnceValue(func() Key {
	k, err := rsa.GenerateKey(rand.Reader, crypto.RSAKeyBits)
	if err != nil {
		panic(err)
	}
	return Key{k}
})

// start serves until the test ends, with little work before a key is had.
func start(t testing.TB, o Options) *Server {
	t.Helper()
	o.ProofBits = 16
	return startAsIs(t, o)
}

func startAsIs(t testing.TB, o Options) *Server {
	t.Helper()
	if o.Key.PrivateKey == nil {
		o.Key = testKey()
	}
	if o.DCs == nil {
		o.DCs = []DC{{ID: 2}}
	}
	s, err := Listen(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	// Not t.Context(): that one ends before the cleanup looks at Serve.
	ctx := context.WithoutCancel(t.Context())
	go func() { served <- s.Serve(ctx) }()
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
		if err := <-served; err != nil && err != ErrServed {
			t.Errorf("Serve: %v", err)
		}
	})
	return s
}

func address(a Addr) string { return net.JoinHostPort(a.IP, strconv.Itoa(a.Port)) }

// newKey plants an auth key, which saves a test the key exchange.
func newKey(t testing.TB, s *Server, dc int) crypto.AuthKey {
	t.Helper()
	var k crypto.Key
	if _, err := rand.Read(k[:]); err != nil {
		t.Fatal(err)
	}
	s.keys.add(&authKey{AuthKey: k.WithID(), dc: dc, made: time.Now()})
	return k.WithID()
}

// peer is a client made of gotd's own transports and cipher.
type peer struct {
	t       testing.TB
	srv     *Server
	conn    transport.Conn
	key     crypto.AuthKey
	session int64
	salt    int64
	lastID  int64
	content int32
}

func dial(t testing.TB, s *Server, key crypto.AuthKey, session int64) *peer {
	t.Helper()
	return dialWith(t, s, transport.Intermediate, key, session)
}

func dialWith(t testing.TB, s *Server, p transport.Protocol, key crypto.AuthKey, session int64) *peer {
	t.Helper()
	raw := dialRaw(t, s)
	conn, err := p.Handshake(raw)
	if err != nil {
		t.Fatal(err)
	}
	return newPeer(t, s, conn, key, session)
}

func dialRaw(t testing.TB, s *Server) net.Conn {
	t.Helper()
	var d net.Dialer
	raw, err := d.DialContext(t.Context(), "tcp", address(s.Addrs()[0]))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = raw.Close() })
	return raw
}

func newPeer(t testing.TB, s *Server, conn transport.Conn, key crypto.AuthKey, session int64) *peer {
	p := &peer{t: t, srv: s, conn: conn, key: key, session: session}
	if k := s.keys.find(key.ID, s.opts.DCs[0].ID, time.Now()); k != nil {
		p.salt = k.currentSalt(time.Now())
	}
	return p
}

func (p *peer) nextID() int64 {
	p.lastID = max(msgIDAt(time.Now()), p.lastID+4)
	return p.lastID
}

// content numbers a message the server must acknowledge.
func (p *peer) contentSeq() int32 {
	p.content++
	return 2*p.content - 1
}

func (p *peer) evenSeq() int32 { return 2 * p.content }

func encoded(t testing.TB, m bin.Encoder) []byte {
	t.Helper()
	b := &bin.Buffer{}
	if err := m.Encode(b); err != nil {
		t.Fatal(err)
	}
	return b.Buf
}

// write sends a message as it is told to.
func (p *peer) write(id int64, seq int32, body []byte) {
	p.t.Helper()
	b := &bin.Buffer{}
	err := crypto.NewClientCipher(rand.Reader).Encrypt(p.key, crypto.EncryptedMessageData{
		Salt: p.salt, SessionID: p.session, MessageID: id, SeqNo: seq,
		MessageDataLen: int32(len(body)), MessageDataWithPadding: body,
	}, b)
	if err != nil {
		p.t.Fatal(err)
	}
	if err := p.conn.Send(p.t.Context(), b); err != nil {
		p.t.Fatalf("send: %v", err)
	}
}

// call sends a request and returns its msg_id.
func (p *peer) call(m bin.Encoder) int64 {
	p.t.Helper()
	id := p.nextID()
	p.write(id, p.contentSeq(), encoded(p.t, m))
	return id
}

// notice sends a message that needs no ack.
func (p *peer) notice(m bin.Encoder) int64 {
	p.t.Helper()
	id := p.nextID()
	p.write(id, p.evenSeq(), encoded(p.t, m))
	return id
}

// message is what came from the server.
type message struct {
	id   int64
	seq  int32
	body []byte
}

func (m message) typeID() uint32 {
	if len(m.body) < 4 {
		return 0
	}
	return binary.LittleEndian.Uint32(m.body)
}

// read returns the next message or the error of the connection.
func (p *peer) read() (message, error) {
	ctx, cancel := context.WithTimeout(p.t.Context(), testWait)
	defer cancel()
	b := &bin.Buffer{}
	if err := p.conn.Recv(ctx, b); err != nil {
		return message{}, err
	}
	d, err := crypto.NewClientCipher(rand.Reader).DecryptFromBuffer(p.key, b)
	if err != nil {
		return message{}, err
	}
	if d.SessionID != p.session {
		p.t.Errorf("message of session %d, want %d", d.SessionID, p.session)
	}
	return message{id: d.MessageID, seq: d.SeqNo, body: d.Data()}, nil
}

// expect reads until a message of that type comes.
func (p *peer) expect(typeID uint32) message {
	p.t.Helper()
	for {
		m, err := p.read()
		if err != nil {
			p.t.Fatalf("waiting for %#x: %v", typeID, err)
		}
		if m.typeID() == typeID {
			return m
		}
	}
}

// expectInto reads until a message of that type comes and decodes it.
func (p *peer) expectInto(typeID uint32, into bin.Decoder) message {
	p.t.Helper()
	m := p.expect(typeID)
	if err := into.Decode(&bin.Buffer{Buf: m.body}); err != nil {
		p.t.Fatal(err)
	}
	return m
}

// result reads until the rpc_result of that request comes.
func (p *peer) result(id int64) (message, []byte) {
	p.t.Helper()
	for {
		var r proto.Result
		if m := p.expectInto(proto.ResultTypeID, &r); r.RequestMessageID == id {
			return m, r.Result
		}
	}
}

// resultError reads the rpc_error a request is answered with.
func (p *peer) resultError(id int64) mt.RPCError {
	p.t.Helper()
	_, body := p.result(id)
	var e mt.RPCError
	if err := e.Decode(&bin.Buffer{Buf: body}); err != nil {
		p.t.Fatal(err)
	}
	return e
}

// closed tells that the server ended the connection.
func (p *peer) closed() bool {
	for {
		_, err := p.read()
		if err == nil {
			continue
		}
		var timeout net.Error
		return !(asTimeout(err, &timeout))
	}
}

// nearestDC is the smallest API request there is.
func nearestDC() *tg.HelpGetNearestDCRequest { return &tg.HelpGetNearestDCRequest{} }

// answering returns a handler that answers every call with the same object.
func answering(body bin.Encoder) Handler {
	return HandlerFunc(func(context.Context, *Call) (Answer, error) { return Answer{Body: body}, nil })
}

var theDC = &tg.NearestDC{Country: "XX", ThisDC: 2, NearestDC: 2}

func asTimeout(err error, into *net.Error) bool {
	return errors.As(err, into) && (*into).Timeout()
}

func bufioReader(data []byte) *bufio.Reader { return bufio.NewReader(bytes.NewReader(data)) }

// noSocket is a connection nothing travels over.
type noSocket struct{ net.Conn }

func (noSocket) Close() error { return nil }

// recording answers every call and tells who called.
func recording(keys chan<- [8]byte) Handler {
	return HandlerFunc(func(_ context.Context, c *Call) (Answer, error) {
		keys <- c.AuthKeyID
		return Answer{Body: theDC}, nil
	})
}
