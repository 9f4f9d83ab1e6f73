package mtserver

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"sync"
	"time"

	"github.com/gotd/td/bin"
)

// Server listens on the addresses of its DCs.
type Server struct {
	opts      Options
	listeners []net.Listener
	keys      keyring
	sessions  sessions
	packer    packer
	pacer     *pacer

	mu     sync.Mutex
	closed bool
	cancel context.CancelFunc // of Serve; nil before
	done   chan struct{}      // closed when Serve returned
	lastID int64
	conns  sync.WaitGroup
}

// Listen opens all ports. Nothing is accepted before Serve; Close must be
// called even when Serve is not.
func Listen(ctx context.Context, o Options) (*Server, error) {
	if err := o.fill(); err != nil {
		return nil, err
	}
	s := &Server{
		opts:     o,
		keys:     keyring{keys: map[[8]byte]*authKey{}},
		sessions: sessions{byID: map[sessionID]*session{}},
		pacer:    newPacer(o.Line),
		done:     make(chan struct{}),
	}
	for i, dc := range o.DCs {
		port := 0
		if o.Port != 0 {
			port = o.Port + i
		}
		var lc net.ListenConfig
		l, err := lc.Listen(ctx, "tcp", net.JoinHostPort(o.Host, strconv.Itoa(port)))
		if err != nil {
			return nil, errors.Join(fmt.Errorf("listen for DC %d: %w", dc.ID, err), s.closeListeners())
		}
		s.listeners = append(s.listeners, l)
	}
	return s, nil
}

// Addrs are the addresses of the DCs in the order of Options.DCs.
func (s *Server) Addrs() []Addr {
	out := make([]Addr, len(s.listeners))
	for i, l := range s.listeners {
		out[i] = Addr{DC: s.opts.DCs[i], IP: s.opts.Host}
		if a, ok := l.Addr().(*net.TCPAddr); ok {
			out[i].Port = a.Port
		}
	}
	return out
}

// Key is the key of the server (the generated one when none was given).
func (s *Server) Key() Key { return s.opts.Key }

// ErrServed is returned by a second call of Serve, and by one after Close.
var ErrServed = errors.New("mtserver served already")

// Serve accepts and serves connections until ctx ends or Close is called; it
// returns after every goroutine of the server ended. nil after Close or the end
// of ctx, else why a listener failed.
func (s *Server) Serve(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s.mu.Lock()
	if s.closed || s.cancel != nil {
		s.mu.Unlock()
		return ErrServed
	}
	s.cancel = cancel
	s.mu.Unlock()
	defer close(s.done)

	stop := context.AfterFunc(ctx, func() { _ = s.closeListeners() })
	defer stop()
	failed := make(chan error, len(s.listeners))
	var accepting sync.WaitGroup
	for i, l := range s.listeners {
		accepting.Go(func() {
			if err := s.accept(ctx, s.opts.DCs[i], l); err != nil {
				failed <- err
				cancel()
			}
		})
	}
	accepting.Wait()
	cancel()
	s.conns.Wait()
	close(failed)
	return <-failed
}

// accept hands every connection to a goroutine before anything is read from it.
func (s *Server) accept(ctx context.Context, dc DC, l net.Listener) error {
	for {
		raw, err := l.Accept()
		if ctx.Err() != nil {
			if err == nil {
				_ = raw.Close()
			}
			return nil
		}
		if err != nil {
			if !transient(err) {
				return fmt.Errorf("accept for DC %d: %w", dc.ID, err)
			}
			s.opts.Logger.Warn("accept failed", "dc", dc.ID, "error", err)
			pause(ctx, 50*time.Millisecond)
			continue
		}
		s.mu.Lock()
		s.lastID++
		id := s.lastID
		s.mu.Unlock()
		c := s.newConn(ctx, id, dc, raw)
		s.conns.Go(c.serve)
	}
}

// transient: everything but a closed listener (a connection aborted before it
// was accepted, too many open files) passes.
func transient(err error) bool { return !errors.Is(err, net.ErrClosed) }

func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

// Close ends all connections and waits for their goroutines. Handlers that
// ignore their context are waited for. It must not be called by a handler.
func (s *Server) Close() error {
	s.mu.Lock()
	first := !s.closed
	s.closed = true
	cancel := s.cancel
	s.mu.Unlock()
	if cancel != nil {
		cancel()
		<-s.done
		return nil
	}
	if first {
		return s.closeListeners()
	}
	return nil
}

func (s *Server) closeListeners() error {
	var err error
	for _, l := range s.listeners {
		err = errors.Join(err, l.Close())
	}
	return err
}

// Push sends an updates object (tg.UpdatesClass) to every connected session of
// the auth key that did not ask for no updates. How many got it queued.
func (s *Server) Push(authKeyID [8]byte, updates bin.Encoder) (int, error) {
	b := &bin.Buffer{}
	if err := updates.Encode(b); err != nil {
		return 0, fmt.Errorf("encode updates: %w", err)
	}
	n := 0
	for _, sess := range s.sessions.of(authKeyID) {
		sess.mu.Lock()
		c := sess.conn
		sess.mu.Unlock()
		if c != nil && c.out.offer(outgoing{sess: sess, body: b.Buf, own: true, content: true}) {
			n++
		}
	}
	return n, nil
}

// Forget makes an auth key unknown: further messages under it are answered with
// the transport error -404, as the real server does with destroyed keys.
func (s *Server) Forget(authKeyID [8]byte) {
	s.keys.forget(authKeyID)
	s.sessions.forget(authKeyID)
}

// Known tells whether an auth key was made here and not forgotten.
func (s *Server) Known(authKeyID [8]byte) bool { return s.keys.known(authKeyID) }
