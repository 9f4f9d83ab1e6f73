package mtserver

import (
	"context"

	"github.com/gotd/td/bin"
)

// Server listens on the addresses of its DCs.
type Server struct{ opts Options }

// Listen opens all ports. Nothing is accepted before Serve; Close must be
// called even when Serve is not.
func Listen(ctx context.Context, o Options) (*Server, error) {
	if err := o.fill(); err != nil {
		return nil, err
	}
	return &Server{opts: o}, nil
}

// Addrs are the addresses of the DCs in the order of Options.DCs.
func (s *Server) Addrs() []Addr { return nil }

// Key is the key of the server (the generated one when none was given).
func (s *Server) Key() Key { return s.opts.Key }

// Serve accepts and serves connections until ctx ends or Close is called; it
// returns after every goroutine of the server ended. nil after Close or the end
// of ctx, else why a listener failed.
func (s *Server) Serve(ctx context.Context) error { return nil }

// Close ends all connections and waits for their goroutines. Handlers that
// ignore their context are waited for.
func (s *Server) Close() error { return nil }

// Push sends an updates object (tg.UpdatesClass) to every connected session of
// the auth key that did not ask for no updates. How many got it queued.
func (s *Server) Push(authKeyID [8]byte, updates bin.Encoder) (int, error) { return 0, nil }

// Forget makes an auth key unknown: further messages under it are answered with
// the transport error -404, as the real server does with destroyed keys.
func (s *Server) Forget(authKeyID [8]byte) {}

// Known tells whether an auth key was made here and not forgotten.
func (s *Server) Known(authKeyID [8]byte) bool { return false }
