package tgclient

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/gotd/td/session"
)

// blocked is an error that is a state of the account or the machine: it tells
// takeout.Classify so without an import between the two.
type blocked string

func (b blocked) Error() string { return string(b) }

// Blocked reports that trying again changes nothing.
func (blocked) Blocked() bool { return true }

const (
	// ErrLoginUnknown says that the server does not know the stored login's key.
	// The stored login is as it was: another server, or a server's hiccup, must not
	// cost somebody their login.
	ErrLoginUnknown = blocked("telegram does not know the stored login")
	// ErrServerUnknown says that the server has none of the keys it should have.
	ErrServerUnknown = blocked("the server's key is not telegram's")
)

// StoreError says that a sign-in succeeded but cannot be kept: the next start
// would ask again.
type StoreError struct{ Err error }

func (e *StoreError) Error() string { return "store login: " + e.Err.Error() }

func (e *StoreError) Unwrap() error { return e.Err }

// Blocked reports that calling again changes nothing.
func (*StoreError) Blocked() bool { return true }

// login stands between gotd and the stored login. gotd stores a session at every
// connect, also one that is not signed in, and also one with a new key when the
// server did not know the old one. Here a session reaches the storage only if it
// is the stored login itself or somebody has just signed in with it.
type login struct {
	next  session.Storage
	fresh bool
	log   *slog.Logger

	mu      sync.Mutex
	loaded  bool
	current []byte // what gotd believes to be stored
	signed  bool   // current is a login
	key     keyOf  // of the login
	settle  time.Time
	unknown bool
	cancel  func()

	first     chan struct{} // closed at the first StoreSession
	firstOnce sync.Once
}

// keyOf is what tells one session from another.
type keyOf struct {
	id string // of the auth key; "": not known yet
	dc int
}

// settling is how long after a sign-in the session of the DC it moved to may still
// be on its way here: gotd hands it over after it is in use.
const settling = 10 * time.Second

func newLogin(next session.Storage, fresh bool, log *slog.Logger) *login {
	return &login{next: next, fresh: fresh, log: log, first: make(chan struct{})}
}

// known waits for the first session that the connection reports. gotd calls its
// client ready a moment before.
func (l *login) known(ctx context.Context) error {
	select {
	case <-l.first:
		return l.refused()
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (l *login) onUnknown(cancel func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.cancel = cancel
}

// refused returns ErrLoginUnknown once the server gave the login another key.
func (l *login) refused() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.unknown {
		return ErrLoginUnknown
	}
	return nil
}

// LoadSession implements session.Storage.
func (l *login) LoadSession(ctx context.Context) ([]byte, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.loaded && !l.fresh {
		data, err := l.next.LoadSession(ctx)
		if err != nil {
			return nil, err
		}
		if len(data) > 0 {
			if l.key, err = readKey(ctx, data); err != nil {
				return nil, fmt.Errorf("read stored login: %w", err)
			}
			l.current, l.signed = data, true
		}
	}
	l.loaded = true
	if len(l.current) == 0 {
		return nil, session.ErrNotFound
	}
	return l.current, nil
}

// StoreSession implements session.Storage.
func (l *login) StoreSession(ctx context.Context, data []byte) error {
	defer l.firstOnce.Do(func() { close(l.first) })
	key, err := readKey(ctx, data)
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	moved := key.dc != l.key.dc && time.Now().Before(l.settle)
	if l.signed && l.key.id != "" && key.id != l.key.id && !moved {
		l.unknown = true
		if l.cancel != nil {
			l.cancel()
		}
		return ErrLoginUnknown
	}
	l.loaded, l.current = true, bytes.Clone(data)
	if !l.signed {
		return nil
	}
	l.key = key
	// Salt and addresses only: not worth a connection when the disk is full.
	if err := l.next.StoreSession(ctx, data); err != nil {
		l.log.WarnContext(ctx, "login not refreshed", "error", err)
	}
	return nil
}

// confirm writes the session as a login: somebody has signed in with it.
func (l *login) confirm(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.signed, l.key, l.settle = true, keyOf{}, time.Now().Add(settling)
	if len(l.current) == 0 {
		return nil // StoreSession is on its way, and writes it
	}
	key, err := readKey(ctx, l.current)
	if err != nil {
		return err
	}
	l.key = key
	if err := l.next.StoreSession(ctx, l.current); err != nil {
		return &StoreError{Err: err}
	}
	return nil
}

func (l *login) isSigned() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.signed
}

// forget is called when the login was signed out: its key is a key like any other.
func (l *login) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.signed, l.key = false, keyOf{}
}

// readKey reads the auth key's id and the DC out of gotd's form of a session.
func readKey(ctx context.Context, data []byte) (keyOf, error) {
	var one session.StorageMemory
	if err := one.StoreSession(ctx, data); err != nil {
		return keyOf{}, err
	}
	d, err := (&session.Loader{Storage: &one}).Load(ctx)
	if err != nil {
		return keyOf{}, err
	}
	return keyOf{id: string(d.AuthKeyID), dc: d.DC}, nil
}
