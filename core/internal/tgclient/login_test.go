package tgclient

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gotd/td/session"
)

// blob is a session in gotd's form.
func blob(t *testing.T, dc int, key string, salt int64) []byte {
	t.Helper()
	var s session.StorageMemory
	err := (&session.Loader{Storage: &s}).Save(t.Context(), &session.Data{DC: dc, AuthKeyID: []byte(key), Salt: salt})
	if err != nil {
		t.Fatal(err)
	}
	return stored(t, &s)
}

func TestWhichSessionsReplaceALogin(t *testing.T) {
	for _, tt := range []struct {
		name    string
		dc      int
		key     string
		after   time.Duration // since the sign-in
		refused bool
	}{
		{"the same key", 2, "one", time.Hour, false},
		{"another key of the same DC", 2, "two", time.Hour, true},
		{"another key at once", 2, "two", 0, true},
		{"the DC the sign-in moved to", 4, "two", time.Second, false},
		{"another DC much later", 4, "two", time.Hour, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				storage := &session.StorageMemory{}
				l := newLogin(storage, false, slog.New(slog.DiscardHandler))
				ended := false
				l.onUnknown(func() { ended = true })
				first, second := blob(t, 2, "one", 1), blob(t, tt.dc, tt.key, 2)
				for _, err := range []error{l.StoreSession(t.Context(), first), l.confirm(t.Context())} {
					if err != nil {
						t.Fatal(err)
					}
				}
				time.Sleep(tt.after)
				err := l.StoreSession(t.Context(), second)
				want := second
				if tt.refused {
					want = first
				}
				if errors.Is(err, ErrLoginUnknown) != tt.refused || ended != tt.refused || (l.refused() != nil) != tt.refused {
					t.Errorf("StoreSession = %v, ended %v", err, ended)
				}
				if !bytes.Equal(stored(t, storage), want) {
					t.Errorf("stored %s", stored(t, storage))
				}
			})
		})
	}
}

func TestASignInBeforeTheSessionIsReportedIsStoredWithIt(t *testing.T) {
	storage := &session.StorageMemory{}
	l := newLogin(storage, false, slog.New(slog.DiscardHandler))
	if err := l.confirm(t.Context()); err != nil || stored(t, storage) != nil {
		t.Fatalf("confirm = %v", err)
	}
	want := blob(t, 2, "one", 1)
	if err := l.StoreSession(t.Context(), want); err != nil || !bytes.Equal(stored(t, storage), want) {
		t.Errorf("StoreSession = %v, stored %s", err, stored(t, storage))
	}
}

func TestAnUnreadableLoginIsAnErrorAndStays(t *testing.T) {
	storage := &session.StorageMemory{}
	if err := storage.StoreSession(t.Context(), []byte("{")); err != nil {
		t.Fatal(err)
	}
	l := newLogin(storage, false, slog.New(slog.DiscardHandler))
	if _, err := l.LoadSession(t.Context()); err == nil || errors.Is(err, session.ErrNotFound) {
		t.Errorf("LoadSession = %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := l.known(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("known = %v", err)
	}
}
