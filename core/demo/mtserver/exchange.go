package mtserver

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/crypto"
	"github.com/gotd/td/exchange"
	"github.com/gotd/td/mt"
	"github.com/gotd/td/proto"
	"github.com/gotd/td/proto/codec"
	"github.com/gotd/td/transport"
)

// exchangeTimeout is how long each step of a key exchange may take.
const exchangeTimeout = time.Minute

// exchange makes an auth key, beginning with the frame already read.
// https://core.telegram.org/mtproto/auth_key
func (c *conn) exchange(first []byte) error {
	work, err := newProof(c.srv.opts.ProofBits)
	if err != nil {
		return err
	}
	ec := &exchangeConn{conn: c, first: first, work: work}
	key := exchange.PrivateKey{RSA: c.srv.opts.Key.PrivateKey}
	r, err := exchange.NewExchanger(ec, c.dc.ID).WithTimeout(exchangeTimeout).Server(key).Run(c.ctx)
	var (
		refused *exchange.ServerExchangeError
		known   *exchange.UnexpectedEncryptedError
	)
	switch {
	case errors.As(err, &known):
		// The client has a key after all and goes on with it.
		return c.onFrame(known.Frame)
	case errors.As(err, &refused):
		c.transportError(refused.Code, true)
		return c.drained(fmt.Errorf("key exchange refused: %w", err))
	case errors.Is(err, errProof):
		c.transportError(codec.CodeAuthKeyNotFound, true)
		return c.drained(fmt.Errorf("key exchange refused: %w", err))
	case err != nil:
		return fmt.Errorf("key exchange: %w", err)
	}
	k := &authKey{AuthKey: r.Key, dc: c.dc.ID, made: c.srv.opts.Now(), first: r.ServerSalt}
	if ec.expiresIn > 0 {
		k.expires = k.made.Add(time.Duration(ec.expiresIn) * time.Second)
	}
	c.srv.keys.add(k)
	// Only now: the client may use the key at once, on another connection too.
	c.out.put(outgoing{raw: ec.done})
	return nil
}

// drained waits for the writer to send the last frame and end the connection.
func (c *conn) drained(err error) error {
	<-c.ctx.Done()
	return err
}

// exchangeConn is the connection as the key exchange sees it.
type exchangeConn struct {
	conn      *conn
	first     []byte
	work      proof
	done      []byte // dh_gen_ok, held back until the key is known to the server
	expiresIn int    // of a temporary key
}

var _ transport.Conn = (*exchangeConn)(nil)

// Recv implements transport.Conn.
func (e *exchangeConn) Recv(ctx context.Context, b *bin.Buffer) error {
	frame := e.first
	e.first = nil
	if frame == nil {
		deadline, ok := ctx.Deadline()
		if !ok {
			deadline = time.Now().Add(exchangeTimeout)
		}
		var err error
		if frame, err = e.conn.nextFrame(deadline); err != nil {
			return err
		}
	}
	frame, err := e.received(frame)
	if err != nil {
		return err
	}
	// A copy: the exchange writes its answer into the same buffer.
	b.ResetTo(append([]byte(nil), frame...))
	return nil
}

// Send implements transport.Conn.
func (e *exchangeConn) Send(_ context.Context, b *bin.Buffer) error {
	frame := b.Copy()
	if finishes(frame) {
		e.done = frame
		return nil
	}
	frame, err := e.work.ask(frame)
	if err != nil {
		return err
	}
	if !e.conn.out.put(outgoing{raw: frame}) {
		return context.Canceled
	}
	return nil
}

// finishes tells the last message of a key exchange.
func finishes(frame []byte) bool {
	var msg proto.UnencryptedMessage
	if msg.Decode(&bin.Buffer{Buf: frame}) != nil {
		return false
	}
	id, err := (&bin.Buffer{Buf: msg.MessageData}).PeekID()
	return err == nil && id == mt.DhGenOkTypeID
}

// Close implements transport.Conn; the connection outlives the exchange.
func (e *exchangeConn) Close() error { return nil }

// received looks into req_DH_params, sealed with our own key. The factors are
// checked. The client names the DC there as it sees it, negative for a media
// address and 10000 higher in test mode, while gotd's exchange takes the plain id
// only: such a frame is sealed again with the plain id. It also tells temporary
// keys. Other frames, and what cannot be read, are left to the exchange.
// https://core.telegram.org/mtproto/auth_key#presenting-proof-of-work-server-authentication
func (e *exchangeConn) received(frame []byte) ([]byte, error) {
	var (
		msg proto.UnencryptedMessage
		req mt.ReqDHParamsRequest
	)
	if msg.Decode(&bin.Buffer{Buf: frame}) != nil || req.Decode(&bin.Buffer{Buf: msg.MessageData}) != nil {
		return frame, nil
	}
	data, err := crypto.DecodeRSAPad(req.EncryptedData, e.conn.srv.opts.Key.PrivateKey)
	if err != nil {
		return frame, nil
	}
	inner, err := mt.DecodePQInnerData(&bin.Buffer{Buf: data})
	if err != nil {
		return frame, nil
	}
	if err := e.work.check(req, inner); err != nil {
		return nil, err
	}
	return e.readdress(frame, msg, req, inner), nil
}

// readdress names the DC by its plain id.
func (e *exchangeConn) readdress(frame []byte, msg proto.UnencryptedMessage, req mt.ReqDHParamsRequest, inner mt.PQInnerDataClass) []byte {
	var named *int
	switch d := inner.(type) {
	case *mt.PQInnerDataDC:
		named = &d.DC
	case *mt.PQInnerDataTempDC:
		named = &d.DC
		e.expiresIn = max(d.ExpiresIn, 1)
	default:
		return frame
	}
	if *named == e.conn.dc.ID || !sameDC(*named, e.conn.dc.ID) {
		return frame
	}
	*named = e.conn.dc.ID
	if again, err := seal(msg, req, inner, e.conn.srv.opts.Key); err == nil {
		return again
	}
	return frame
}

func sameDC(named, id int) bool {
	const test = 10000
	return named == -id || named == id+test || named == -(id+test)
}

func seal(msg proto.UnencryptedMessage, req mt.ReqDHParamsRequest, inner bin.Encoder, key Key) ([]byte, error) {
	b := &bin.Buffer{}
	if err := inner.Encode(b); err != nil {
		return nil, fmt.Errorf("seal a request again: %w", err)
	}
	var err error
	if req.EncryptedData, err = crypto.RSAPad(b.Buf, &key.PublicKey, rand.Reader); err != nil {
		return nil, fmt.Errorf("seal a request again: %w", err)
	}
	out := &bin.Buffer{}
	if err := req.Encode(out); err != nil {
		return nil, fmt.Errorf("seal a request again: %w", err)
	}
	msg.MessageData = out.Buf
	frame := &bin.Buffer{}
	if err := msg.Encode(frame); err != nil {
		return nil, fmt.Errorf("seal a request again: %w", err)
	}
	return frame.Buf, nil
}
