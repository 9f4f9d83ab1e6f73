package mtserver

import (
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"time"
)

// DC is one listener. Two entries may share an ID (a media address of the same
// data centre): they accept the same auth keys.
type DC struct {
	ID    int
	Media bool
	CDN   bool
}

// Addr is where a DC listens, in the order of Options.DCs.
type Addr struct {
	DC
	IP   string // "127.0.0.1" or "::1"
	Port int
}

// Line slows the answers down like a long way to the server would. It is shared
// by all DCs and connections of a Server.
type Line struct {
	// Latency is the whole round trip, added once to every answer.
	Latency time.Duration
	// BytesPerSecond is the rate of one bucket for all answers; 0: unlimited.
	BytesPerSecond int64
}

// Options of Listen. Zero values are filled in as documented.
type Options struct {
	// Host to listen on; it must be a loopback address. Default "127.0.0.1".
	Host string
	// Port 0 takes free ports, any other gives DCs[i] the port Port+i.
	Port int
	// DCs to serve, at least one.
	DCs []DC
	// Key of all DCs; a zero Key is generated.
	Key Key
	// Handler answers the API calls.
	Handler Handler
	// Logger gets what went wrong; nil: nothing is logged.
	Logger *slog.Logger
	// OnClose is told the number of every connection that ended, after the
	// last handler of that connection returned. It must not block. May be nil.
	OnClose func(conn int64)
	// Line slows answers down; nil: as fast as possible.
	Line *Line
	// Now is the clock of msg_id and salts; nil: time.Now.
	Now func() time.Time

	// ProofBits is the size of each of the two primes that a client has to find
	// before it gets a key, 12 to 31. Default 31, as Telegram's. The work grows with
	// its square root and is for nothing where the client is ours.
	ProofBits int

	// InFlight is how many handlers one connection runs at a time. Default 64.
	InFlight int
	// HandshakeTimeout is how long a new connection may take to show its
	// transport. Default 30 s.
	HandshakeTimeout time.Duration
	// ReadTimeout ends a connection that says nothing. Default 3 minutes
	// (clients ping every 60 s).
	ReadTimeout time.Duration
	// WriteTimeout ends a connection that takes nothing. Default 30 s.
	WriteTimeout time.Duration
	// AckDelay is how long a request may stay without an answer before it is
	// acknowledged. Default 250 ms.
	AckDelay time.Duration
}

// ErrNotLoopback is returned by Listen for an address other machines could
// reach: the server hands out an account without asking who comes.
var ErrNotLoopback = errors.New("mtserver listens on loopback addresses only")

// maxInFlight bounds the calls of one connection that wait for a turn, for the
// line or for the writer; past it the connection is not read.
const maxInFlight = 256

func (o *Options) fill() error {
	if o.Handler == nil {
		return errors.New("mtserver needs a handler")
	}
	if len(o.DCs) == 0 {
		return errors.New("mtserver needs a DC")
	}
	if o.Host == "" {
		o.Host = "127.0.0.1"
	}
	if o.Host == "localhost" {
		o.Host = "127.0.0.1"
	}
	ip, err := netip.ParseAddr(o.Host)
	if err != nil || !ip.IsLoopback() {
		return fmt.Errorf("listen on %q: %w", o.Host, ErrNotLoopback)
	}
	if o.Port != 0 && (o.Port < 0 || o.Port+len(o.DCs)-1 > 65535) {
		return fmt.Errorf("ports %d to %d are out of range", o.Port, o.Port+len(o.DCs)-1)
	}
	if o.ProofBits == 0 {
		o.ProofBits = 31
	}
	if o.ProofBits < 12 || o.ProofBits > 31 {
		return fmt.Errorf("primes of %d bits for the proof of work; 12 to 31 are", o.ProofBits)
	}
	if o.Key.PrivateKey == nil {
		if o.Key, err = GenerateKey(); err != nil {
			return err
		}
	}
	o.fillDefaults()
	return nil
}

func (o *Options) fillDefaults() {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.OnClose == nil {
		o.OnClose = func(int64) {}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.InFlight <= 0 {
		o.InFlight = 64
	}
	for _, d := range []struct {
		value    *time.Duration
		fallback time.Duration
	}{
		{&o.HandshakeTimeout, 30 * time.Second},
		{&o.ReadTimeout, 3 * time.Minute},
		{&o.WriteTimeout, 30 * time.Second},
		{&o.AckDelay, 250 * time.Millisecond},
	} {
		if *d.value <= 0 {
			*d.value = d.fallback
		}
	}
}
