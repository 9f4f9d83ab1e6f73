package core

import (
	"context"
	"net"
	"sync"
	"testing"

	"satchel/core/demo/world"
)

// scattered is an account with files in several datacenters.
func scattered(t *testing.T, faults string) (*bench, *callLog) {
	t.Helper()
	w, err := world.Generate(11, 60, world.GenerateOptions{FileEvery: 3})
	if err != nil {
		t.Fatal(err)
	}
	return loggedBenchOf(t, w, faults)
}

// The authorization is brought to each datacenter that has files. What goes wrong
// on that way is waited for, as with any other call.
func TestATransferOfTheAuthorizationThatFailsIsMadeAgain(t *testing.T) {
	t.Parallel()
	for _, method := range []string{"auth.exportAuthorization", "auth.importAuthorization"} {
		for _, fault := range []string{`"error": "FLOOD_WAIT_1"`, `"error": "INTERNAL"`, `"do": "drop_connection"`, `"do": "drop_after"`} {
			t.Run(method+" "+fault, func(t *testing.T) {
				t.Parallel()
				b, log := scattered(t, `{"rules": [{"method": "`+method+`", "nth": 1, `+fault+`}]}`)
				everyFile(t, b.export(t, t.TempDir()))
				if n := len(log.of(method)); n < 2 {
					t.Errorf("called %d times: the fault met nothing", n)
				}
			})
		}
	}
}

// A connection that dies under a call that was acknowledged is called a cancellation
// by the library. Nobody has stopped the run.
func TestALineThatDiesUnderATransferDoesNotCountAsStopped(t *testing.T) {
	t.Parallel()
	b, log := scattered(t, `{"rules": [{"method": "auth.exportAuthorization", "nth": 1, "do": "stall"}]}`)
	var lines lines
	engine := b.engine(func(c *Config) { c.Dial = lines.dial })
	log.listen(func(c loggedCall) {
		if c.Method == "auth.exportAuthorization" {
			go lines.cut()
		}
	})
	got, err := engine.Export(t.Context(), t.TempDir(), testSettings(), b.prompter())
	if err != nil {
		t.Fatal(err)
	}
	everyFile(t, got)
	if n := len(log.of("auth.exportAuthorization")); n < 2 {
		t.Errorf("called %d times: the line was not cut in time", n)
	}
}

// everyFile checks that nothing but the chats that are closed to the account is
// missing.
func everyFile(t *testing.T, got Result) {
	t.Helper()
	if got.Outcome != CompleteWithProblems || got.Blocked != nil || got.Files.Saved == 0 || got.Files.Failed > 0 {
		t.Errorf("%s, blocked by %+v, files %+v", got.Outcome, got.Blocked, got.Files)
	}
	for _, p := range got.Problems {
		if p.Code != "chat_unavailable" {
			t.Errorf("%+v", p)
		}
	}
}

// lines are connections that can be cut, once, all together.
type lines struct {
	mu   sync.Mutex
	all  []net.Conn
	once sync.Once
}

func (l *lines) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, network, addr)
	if err == nil {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.all = append(l.all, conn)
	}
	return conn, err
}

func (l *lines) cut() {
	l.once.Do(func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		for _, conn := range l.all {
			_ = conn.Close()
		}
	})
}
