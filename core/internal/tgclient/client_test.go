package tgclient

import (
	"bytes"
	"context"
	"crypto/rsa"
	"errors"
	"io"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/gotd/td/session"
	"github.com/gotd/td/tgerr"

	"satchel/core/demo/mtserver"
)

// run runs a client with a limit, so that a defect fails instead of hanging.
func run(t *testing.T, c *Client, f func(ctx context.Context) error) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	return c.Run(ctx, f)
}

func mustRun(t *testing.T, c *Client, f func(ctx context.Context) error) {
	t.Helper()
	if err := run(t, c, f); err != nil {
		t.Fatalf("Run: %v", err)
	}
}

func TestALoginIsStoredOnceSomebodySignedIn(t *testing.T) {
	t.Parallel()
	server, storage := startTelegram(t), &session.StorageMemory{}
	var mu sync.Mutex
	var states []State
	c := server.client(storage, func(c *Config) {
		c.OnState = func(s State) { mu.Lock(); defer mu.Unlock(); states = append(states, s) }
	})
	mustRun(t, c, func(ctx context.Context) error {
		if err := self(ctx, c); !tgerr.IsCode(err, 401) {
			t.Errorf("self before the sign-in: %v", err)
		}
		if stored(t, storage) != nil {
			t.Error("a session that is no login was stored")
		}
		if err := signIn(ctx, c); err != nil {
			return err
		}
		if stored(t, storage) == nil {
			t.Error("the login was not stored")
		}
		if c.HomeDC() != 2 {
			t.Errorf("home DC %d", c.HomeDC())
		}
		return nil
	})
	mu.Lock()
	if want := []State{Connecting, Online}; len(states) < 2 || !slices.Equal(states[:2], want) {
		t.Errorf("states %v, want %v", states, want)
	}
	mu.Unlock()
	if got := server.named("self")[0].Device; got != "Satchel 1.2.3" {
		t.Errorf("device %q", got)
	}

	again := server.client(storage, nil)
	mustRun(t, again, func(ctx context.Context) error { return self(ctx, again) })
	keys := server.named("self")
	if keys[0].Key != keys[len(keys)-1].Key {
		t.Error("the second start made a new key")
	}
}

func TestAnUnknownLoginIsNeverOverwritten(t *testing.T) {
	t.Parallel()
	server, storage := startTelegram(t), &session.StorageMemory{}
	first := server.client(storage, nil)
	mustRun(t, first, func(ctx context.Context) error { return signIn(ctx, first) })
	before := stored(t, storage)
	server.Forget(server.named("signIn")[0].Key)

	c := server.client(storage, nil)
	err := run(t, c, func(ctx context.Context) error {
		<-ctx.Done()
		if err := self(t.Context(), c); !errors.Is(err, ErrLoginUnknown) {
			t.Errorf("call after that: %v", err)
		}
		return ctx.Err()
	})
	if !errors.Is(err, ErrLoginUnknown) {
		t.Fatalf("Run = %v, want ErrLoginUnknown", err)
	}
	if !bytes.Equal(stored(t, storage), before) {
		t.Fatal("the stored login was overwritten")
	}

	// Signing in anew keeps the old login until it succeeds.
	fresh := server.client(storage, func(c *Config) { c.NewLogin = true })
	mustRun(t, fresh, func(ctx context.Context) error {
		if !bytes.Equal(stored(t, storage), before) {
			t.Error("the stored login was replaced before the sign-in")
		}
		return signIn(ctx, fresh)
	})
	if bytes.Equal(stored(t, storage), before) {
		t.Error("the new login was not stored")
	}
}

func TestAServerWithAnotherKeyIsRefused(t *testing.T) {
	t.Parallel()
	server := startTelegram(t)
	other, err := mtserver.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	c := server.client(&session.StorageMemory{}, func(c *Config) { c.Keys = []*rsa.PublicKey{&other.PublicKey} })
	err = run(t, c, func(context.Context) error { t.Error("connected"); return nil })
	if !errors.Is(err, ErrServerUnknown) {
		t.Errorf("Run = %v, want ErrServerUnknown", err)
	}
}

func TestRunReturnsWhatItsFunctionReturned(t *testing.T) {
	t.Parallel()
	server := startTelegram(t)
	mine := errors.New("mine")
	for _, want := range []error{nil, mine, context.Canceled} {
		c := server.client(&session.StorageMemory{}, nil)
		if err := run(t, c, func(context.Context) error { return want }); !errors.Is(err, want) {
			t.Errorf("Run = %v, want %v", err, want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	c := server.client(&session.StorageMemory{}, nil)
	err := c.Run(ctx, func(ctx context.Context) error { cancel(); <-ctx.Done(); return ctx.Err() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled Run = %v", err)
	}
}

func TestWhatCannotBeStoredIsSaid(t *testing.T) {
	t.Parallel()
	server := startTelegram(t)
	full := errors.New("disk full")
	c := server.client(&failing{err: full}, nil)
	err := run(t, c, func(ctx context.Context) error { return signIn(ctx, c) })
	var cannot *StoreError
	if !errors.As(err, &cannot) || !errors.Is(err, full) {
		t.Errorf("Run = %v", err)
	}
}

// failing is a storage that takes nothing.
type failing struct {
	session.StorageMemory
	err error
}

func (f *failing) StoreSession(context.Context, []byte) error { return f.err }

func TestALoginThatCannotBeRefreshedStaysUsable(t *testing.T) {
	t.Parallel()
	server, storage := startTelegram(t), &session.StorageMemory{}
	c := server.client(storage, nil)
	mustRun(t, c, func(ctx context.Context) error { return signIn(ctx, c) })

	full := &failing{err: errors.New("disk full")}
	if err := full.StorageMemory.StoreSession(t.Context(), stored(t, storage)); err != nil {
		t.Fatal(err)
	}
	again := server.client(full, nil)
	mustRun(t, again, func(ctx context.Context) error { return self(ctx, again) })
}

func TestAfterSigningOutTheStorageIsLeftAlone(t *testing.T) {
	t.Parallel()
	server, storage := startTelegram(t), &session.StorageMemory{}
	c := server.client(storage, nil)
	mustRun(t, c, func(ctx context.Context) error {
		if err := signIn(ctx, c); err != nil {
			return err
		}
		before := stored(t, storage)
		if err := logOut(ctx, c); err != nil {
			return err
		}
		if err := c.login.StoreSession(ctx, c.login.current); err != nil {
			return err
		}
		if c.login.isSigned() || !bytes.Equal(stored(t, storage), before) {
			t.Error("a session that is signed out is kept as a login")
		}
		return nil
	})
}

func TestMediaConnections(t *testing.T) {
	t.Parallel()
	server := startTelegram(t)
	c := server.client(&session.StorageMemory{}, nil)
	mustRun(t, c, func(ctx context.Context) error {
		if err := signIn(ctx, c); err != nil {
			return err
		}
		for range 2 { // the second one shares the first one's connections
			for _, dc := range []int{2, 4, 5} {
				m, err := c.Media(ctx, dc, 2)
				if err != nil {
					t.Fatalf("Media(%d): %v", dc, err)
				}
				if err := nearest(ctx, m); err != nil {
					t.Errorf("call over Media(%d): %v", dc, err)
				}
				if err := m.Close(); err != nil {
					t.Error(err)
				}
			}
		}
		if _, err := c.Media(ctx, 9, 2); !errors.Is(err, ErrUnknownDC) {
			t.Errorf("Media(9) = %v", err)
		}
		return nil
	})
	if n := len(server.named("export")); n != 2 {
		t.Errorf("%d authorizations exported, want one each for DC 4 and 5", n)
	}
	for _, s := range server.named("nearest") {
		if want := s.DC == 5; s.Media != want {
			t.Errorf("call to DC %d came to a media address: %v", s.DC, s.Media)
		}
	}
}

func TestADroppedConnectionComesBack(t *testing.T) {
	t.Parallel()
	server := startTelegram(t)
	c := server.client(&session.StorageMemory{}, nil)
	mustRun(t, c, func(ctx context.Context) error {
		for range 3 {
			for _, k := range c.links.snapshot() {
				k.cut()
			}
			// A call that meets the closing connection fails; the policy above this
			// package repeats it.
			for err := error(io.EOF); err != nil && ctx.Err() == nil; {
				err = nearest(ctx, c.API())
			}
		}
		return ctx.Err()
	})
}
