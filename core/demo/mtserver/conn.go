package mtserver

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"runtime/debug"
	"sync"
	"time"
)

// maxSessions is how many sessions one connection may carry.
const maxSessions = 64

// Transport errors, sent as a frame of one negative number.
// https://core.telegram.org/mtproto/mtproto-transports#transport-errors
const (
	codeAuthKeyNotFound = 404
	codeFlood           = 429
)

// conn is one connection: a reader (serve), a writer (writeLoop) and a
// goroutine for every call.
type conn struct {
	id  int64
	srv *Server
	dc  DC
	raw net.Conn
	log *slog.Logger

	ctx    context.Context // ends with the connection
	cancel context.CancelFunc
	wire   *wire
	out    *outbox
	acks   *ackBook
	admit  chan struct{} // a place for every call until it is answered
	slots  chan struct{} // a place for every running handler
	wg     sync.WaitGroup

	// Only the reader touches these.
	sessions     map[*session]struct{}
	disconnectAt time.Time // as ping_delay_disconnect asked; zero: never
	buf          []byte
}

func (s *Server) newConn(ctx context.Context, id int64, dc DC, raw net.Conn) *conn {
	c := &conn{
		id: id, srv: s, dc: dc, raw: raw,
		log:      s.opts.Logger.With("conn", id, "dc", dc.ID),
		out:      newOutbox(),
		acks:     &ackBook{wake: make(chan struct{}, 1)},
		admit:    make(chan struct{}, maxInFlight),
		slots:    make(chan struct{}, s.opts.InFlight),
		sessions: map[*session]struct{}{},
	}
	c.ctx, c.cancel = context.WithCancel(ctx)
	return c
}

// close ends the connection; serve does the rest.
func (c *conn) close() {
	c.cancel()
	_ = c.raw.Close()
	c.out.close()
}

// serve reads until the connection ends and waits for its goroutines.
func (c *conn) serve() {
	stop := context.AfterFunc(c.ctx, c.close)
	defer stop()
	err := c.read()
	c.close()
	for s := range c.sessions {
		c.srv.sessions.detach(s, c)
	}
	c.wg.Wait()
	c.log.Debug("connection ended", "reason", err)
	c.srv.opts.OnClose(c.id)
}

// read is the reader. A panic here is a bug met by one client's bytes and ends
// that client's connection only.
func (c *conn) read() (err error) {
	defer func() {
		if p := recover(); p != nil {
			c.log.Error("panic while reading", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = errors.New("panic while reading")
		}
	}()
	if err := c.raw.SetReadDeadline(time.Now().Add(c.srv.opts.HandshakeTimeout)); err != nil {
		return fmt.Errorf("set the handshake deadline: %w", err)
	}
	if c.wire, err = detect(bufio.NewReaderSize(c.raw, 16<<10)); err != nil {
		return err
	}
	c.wg.Go(c.writeLoop)
	for {
		frame, err := c.nextFrame(time.Now().Add(c.srv.opts.ReadTimeout))
		if err != nil {
			return err
		}
		if err := c.onFrame(frame); err != nil {
			return err
		}
	}
}

// nextFrame reads a frame; it is valid until the next one is read.
func (c *conn) nextFrame(deadline time.Time) ([]byte, error) {
	if at := c.disconnectAt; !at.IsZero() && at.Before(deadline) {
		deadline = at
	}
	if err := c.raw.SetReadDeadline(deadline); err != nil {
		return nil, fmt.Errorf("set the read deadline: %w", err)
	}
	if cap(c.buf) > keepBuffer {
		c.buf = nil
	}
	frame, err := c.wire.read(c.buf)
	if err != nil {
		return nil, err
	}
	c.buf = frame
	return frame, nil
}

// onFrame handles a frame; an error ends the connection.
func (c *conn) onFrame(frame []byte) error {
	if len(frame) < 8 {
		return errFrame
	}
	var id [8]byte
	copy(id[:], frame)
	if id == ([8]byte{}) {
		return c.exchange(frame)
	}
	now := c.srv.opts.Now()
	key := c.srv.keys.find(id, c.dc.ID, now)
	if key == nil {
		c.transportError(codeAuthKeyNotFound, false)
		return nil
	}
	e, body, err := openPacket(key.AuthKey, frame)
	if err != nil {
		return err
	}
	s := c.srv.sessions.attach(key, e.session, c)
	if _, known := c.sessions[s]; !known {
		if c.sessions[s] = struct{}{}; len(c.sessions) > maxSessions {
			c.transportError(codeFlood, true)
			return c.drained(errors.New("too many sessions"))
		}
		c.resume(s)
	}
	if !key.saltGood(e.salt, now) {
		c.badSalt(s, e, key.currentSalt(now))
		return nil
	}
	c.onMessage(s, incoming{id: e.msgID, seq: e.seqNo, body: body, at: now})
	return nil
}

// transportError tells the client that it cannot be understood.
func (c *conn) transportError(code int32, last bool) {
	c.out.put(outgoing{raw: binary.LittleEndian.AppendUint32(nil, uint32(-code)), last: last})
}
