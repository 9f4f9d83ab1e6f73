package demo

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gotd/td/telegram"
	"github.com/gotd/td/telegram/auth"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
)

// underRules runs f with a signed-in gotd client against a server with rules.
func underRules(t *testing.T, rules string, f func(ctx context.Context, c *telegram.Client, s *Server) error) {
	t.Helper()
	faults, err := ParseFaults([]byte(`{"rules":[` + rules + `]}`))
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, Options{World: media(nil).open(t, mediaFiles), Faults: faults})
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	c := client(t, readyJSON(t, s))
	err = c.Run(ctx, func(ctx context.Context) error {
		if err := signInPlain(ctx, c, s); err != nil {
			return err
		}
		return f(ctx, c, s)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func signInPlain(ctx context.Context, c *telegram.Client, s *Server) error {
	sent, err := c.Auth().SendCode(ctx, s.Ready().Phone, auth.SendCodeOptions{})
	if err != nil {
		return err
	}
	_, err = c.Auth().SignIn(ctx, s.Ready().Phone, s.Ready().Code, sent.(*tg.AuthSentCode).PhoneCodeHash)
	return err
}

func TestARealClientLivesThroughDroppedConnections(t *testing.T) {
	underRules(t, `{"method":"contacts.getStatuses","nth":1,"do":"drop_connection"},
		{"method":"account.initTakeoutSession","nth":1,"do":"drop_after"}`,
		func(ctx context.Context, c *telegram.Client, s *Server) error {
			if _, err := c.API().ContactsGetStatuses(ctx); err != nil {
				t.Errorf("a call whose connection was dropped before it: %v", err)
			}
			a, err := c.API().AccountInitTakeoutSession(ctx, everything())
			if err != nil {
				t.Errorf("a call whose answer was lost: %v", err)
			}
			s.mu.Lock()
			defer s.mu.Unlock()
			if cur := s.takeouts.current; a != nil && (cur == nil || cur.id != a.ID || !cur.open) {
				t.Error("the takeout the client has is not the open one")
			}
			return nil
		})
}

func TestARealClientIsSignedOutAndSignsInAgain(t *testing.T) {
	underRules(t, `{"method":"contacts.getStatuses","nth":2,"do":"sign_out"}`,
		func(ctx context.Context, c *telegram.Client, s *Server) error {
			if _, err := c.API().ContactsGetStatuses(ctx); err != nil {
				t.Errorf("before: %v", err)
			}
			for range 2 {
				if _, err := c.API().ContactsGetStatuses(ctx); !auth.IsUnauthorized(err) {
					t.Errorf("signed out: %v", err)
				}
			}
			if err := signInPlain(ctx, c, s); err != nil {
				t.Errorf("sign in again: %v", err)
			}
			_, err := c.API().ContactsGetStatuses(ctx)
			return err
		})
}

func TestAStalledCallEndsWithItsCallerOnly(t *testing.T) {
	underRules(t, `{"method":"contacts.getStatuses","nth":1,"do":"stall"},{"method":"contacts.getStatuses","nth":2,"do":"slow","ms":20}`,
		func(ctx context.Context, c *telegram.Client, s *Server) error {
			short, cancel := context.WithTimeout(ctx, 300*time.Millisecond)
			defer cancel()
			if _, err := c.API().ContactsGetStatuses(short); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("a stalled call: %v", err)
			}
			begun := time.Now()
			if _, err := c.API().ContactsGetStatuses(ctx); err != nil || time.Since(begun) < 20*time.Millisecond {
				t.Errorf("a slow call after %v: %v", time.Since(begun), err)
			}
			return nil
		})
}

func TestTheLineIsAsLongAsTheFaultFileSays(t *testing.T) {
	faults := NoFaults()
	faults.Latency = 50 * time.Millisecond
	var calls bytes.Buffer
	s := start(t, Options{World: media(nil).open(t, mediaFiles), Faults: faults, Calls: &calls})
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	c := client(t, readyJSON(t, s))
	err := c.Run(ctx, func(ctx context.Context) error {
		begun := time.Now()
		_, err := c.API().HelpGetNearestDC(ctx)
		if took := time.Since(begun); took < faults.Latency {
			t.Errorf("an answer took %v on a line of %v", took, faults.Latency)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil { // nobody writes any more
		t.Fatal(err)
	}
	for line := range bytes.Lines(calls.Bytes()) {
		var c callLine
		if err := json.Unmarshal(line, &c); err != nil || c.Error == nil && c.Ms < 50 {
			t.Errorf("the call log leaves the line out: %v: %s", err, line)
		}
	}
	if !strings.Contains(calls.String(), "help.getNearestDc") {
		t.Error("the call log lacks the call")
	}
}

func TestErrorsKeepTheirCodeOnTheWire(t *testing.T) {
	underRules(t, `{"method":"contacts.getStatuses","nth":1,"error":"FLOOD_WAIT_3"},{"method":"contacts.getStatuses","nth":2,"error":"ODD","code":418},
		{"method":"contacts.getStatuses","nth":3,"error":"Timeout"}`,
		func(ctx context.Context, c *telegram.Client, _ *Server) error {
			for _, want := range []struct {
				code int
				name string
			}{{420, "FLOOD_WAIT"}, {418, "ODD"}, {-503, "Timeout"}} {
				_, err := c.API().ContactsGetStatuses(ctx)
				if !tgerr.IsCode(err, want.code) || !tgerr.Is(err, want.name) {
					t.Errorf("%v, want %d %s", err, want.code, want.name)
				}
			}
			return nil
		})
}

func TestASecondCloseFindsTheSameEnd(t *testing.T) {
	s, err := Start(t.Context(), Options{World: folder{}.open(t, nil)})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	}
}

func TestWhereToListen(t *testing.T) {
	for _, tt := range []struct {
		in, host string
		port     int
		ok       bool
	}{
		{"", "127.0.0.1", 0, true},
		{"127.0.0.1", "127.0.0.1", 0, true},
		{"127.0.0.1:4430", "127.0.0.1", 4430, true},
		{"[::1]:4430", "::1", 4430, true},
		{"::1", "::1", 0, true},
		{"localhost:0", "localhost", 0, true},
		{"127.0.0.1:http", "", 0, false},
		{"127.0.0.1:-1", "", 0, false},
	} {
		host, port, err := splitListen(tt.in)
		if host != tt.host || port != tt.port || (err == nil) != tt.ok {
			t.Errorf("%q: %q, %d, %v", tt.in, host, port, err)
		}
	}
}

// fullDisk is a file that takes nothing.
type fullDisk struct{ tries atomic.Int64 }

func (f *fullDisk) Write([]byte) (int, error) {
	f.tries.Add(1)
	return 0, io.ErrShortWrite
}

func TestAServerWithoutRoomForItsLogsStillServes(t *testing.T) {
	var disk fullDisk
	var log strings.Builder
	s, err := newServer(Options{World: folder{}.open(t, nil), Violations: &disk, Calls: &disk,
		Logger: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	c := caller{s: s, dc: 2, key: 1}
	mustSignIn(t, c)
	if _, err := c.api().ContactsGetSaved(t.Context()); !tgerr.Is(err, "TAKEOUT_REQUIRED") {
		t.Errorf("answered %v", err)
	}
	if len(s.Violations()) != 1 || disk.tries.Load() < 4 {
		t.Errorf("%d violations kept, %d lines tried", len(s.Violations()), disk.tries.Load())
	}
	if !strings.Contains(log.String(), "violation not written") || !strings.Contains(log.String(), "call not written") {
		t.Errorf("the log says only %s", log.String())
	}
	if strings.Contains(log.String(), s.world.Phone()) || strings.Contains(log.String(), s.world.Code()) {
		t.Error("the log shows what signs in")
	}
}
