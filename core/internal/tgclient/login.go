package tgclient

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"sync"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/session"
	"github.com/gotd/td/telegram"
	"github.com/gotd/td/tg"
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
	key     []byte // id of the login's key
	unknown bool
	cancel  func()
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
			if l.key, err = keyID(ctx, data); err != nil {
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
	key, err := keyID(ctx, data)
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.signed && len(l.key) > 0 && !bytes.Equal(key, l.key) {
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
	l.signed, l.key = true, nil
	if len(l.current) == 0 {
		return nil // the connection's own StoreSession is on its way, and writes it
	}
	key, err := keyID(ctx, l.current)
	if err != nil {
		return err
	}
	l.key = key
	if err := l.next.StoreSession(ctx, l.current); err != nil {
		return fmt.Errorf("store login: %w", err)
	}
	return nil
}

// forget is called when the login was signed out: its key is a key like any other.
func (l *login) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.signed, l.key = false, nil
}

// keyID reads the id of the auth key out of gotd's form of a session.
func keyID(ctx context.Context, data []byte) ([]byte, error) {
	var one session.StorageMemory
	if err := one.StoreSession(ctx, data); err != nil {
		return nil, err
	}
	d, err := (&session.Loader{Storage: &one}).Load(ctx)
	if err != nil {
		return nil, err
	}
	return d.AuthKeyID, nil
}

// observe sees every call of the home connection: it counts it as asked, and
// notices sign-in and sign-out by their answers.
func (c *Client) observe(next tg.Invoker) telegram.InvokeFunc {
	return func(ctx context.Context, in bin.Encoder, out bin.Decoder) error {
		if err := c.login.refused(); err != nil {
			return err
		}
		done := c.links.asked(c.HomeDC())
		err := next.Invoke(ctx, in, out)
		done()
		switch refused := c.login.refused(); {
		case refused != nil:
			return refused
		case err != nil:
			return err
		case signedIn(in, out):
			return c.login.confirm(ctx)
		}
		if _, ok := in.(*tg.AuthLogOutRequest); ok {
			c.login.forget()
		}
		return nil
	}
}

// signedIn reports whether an answer is a login. auth.importAuthorization is the
// transfer to another DC, not one.
func signedIn(in bin.Encoder, out bin.Decoder) bool {
	if _, ok := in.(*tg.AuthImportAuthorizationRequest); ok {
		return false
	}
	switch box := out.(type) {
	case *tg.AuthAuthorizationBox:
		_, ok := box.Authorization.(*tg.AuthAuthorization)
		return ok
	case *tg.AuthLoginTokenBox:
		_, ok := box.LoginToken.(*tg.AuthLoginTokenSuccess)
		return ok
	}
	return false
}
