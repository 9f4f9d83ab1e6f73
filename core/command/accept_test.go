package command

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"satchel/core"
)

// links collects what a command prints and hands out each line of it.
type links struct{ lines chan string }

func (l links) Write(p []byte) (int, error) {
	for line := range strings.Lines(string(p)) {
		l.lines <- strings.TrimSpace(line)
	}
	return len(p), nil
}

// loginByCode runs `login --qr` beside the test.
func loginByCode(t *testing.T, ready, dir string, signals <-chan os.Signal) (codes links, done <-chan outcome) {
	t.Helper()
	codes = links{make(chan string, 100)}
	ended := make(chan outcome, 1)
	go func() {
		var errs bytes.Buffer
		s := &System{Out: codes, Err: &errs, Getenv: func(string) string { return "" }, Signals: signals}
		code := Run(t.Context(), s, []string{"login", "--qr", "--server", ready, "--out", dir})
		ended <- outcome{code: code, err: errs.String()}
	}()
	return codes, ended
}

func within[T any](t *testing.T, what string, c <-chan T) (v T) {
	t.Helper()
	select {
	case v = <-c:
	case <-time.After(time.Minute):
		t.Fatalf("no %s within a minute", what)
	}
	return v
}

func TestLoginByCodeAtARunningServer(t *testing.T) {
	ready := startServer(t)
	dir := filepath.Join(t.TempDir(), "not there yet")
	codes, done := loginByCode(t, ready, dir, nil)
	link := within(t, "code", codes.lines)
	if o := run(t, nil, "demo-accept", "--ready", ready, link); o.code != exitOK || !strings.HasPrefix(o.out, "Accepted: Satchel ") || strings.Count(o.out, "\n") != 1 {
		t.Errorf("demo-accept: %+v", o)
	}
	o := within(t, "end", done)
	if o.code != exitOK || !strings.Contains(o.err, "Signed in as ") || !strings.Contains(o.err, "█") {
		t.Errorf("login: %+v", o)
	}
	if strings.Contains(o.err, "\x1b") {
		t.Error("colours where nobody sees them")
	}
	again, done := loginByCode(t, ready, dir, nil)
	if o := within(t, "end", done); o.code != exitOK || len(again.lines) > 0 {
		t.Errorf("signed in already: %+v", o)
	}
	if o := run(t, nil, "demo-accept", "--ready", ready, link); o.code != exitFailed || o.out != "" || strings.Count(o.err, "\n") != 1 || strings.Contains(o.err, link) {
		t.Errorf("accepted twice: %+v", o)
	}
}

func TestOneSignalEndsALoginByCode(t *testing.T) {
	signals := make(chan os.Signal, 1)
	codes, done := loginByCode(t, startServer(t), t.TempDir(), signals)
	within(t, "code", codes.lines)
	signals <- syscall.SIGINT
	if o := within(t, "end", done); o.code != exitFailed || !strings.Contains(o.err, "cancelled") {
		t.Errorf("%+v", o)
	}
}

func TestWrongUseOfCodesIsSaid(t *testing.T) {
	notJSON := filepath.Join(t.TempDir(), "ready.json")
	if err := os.WriteFile(notJSON, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"login", "--qr", "--demo"},
		{"demo-accept", "tg://login?token=YQ"},
		{"demo-accept", "--ready", notJSON},
		{"demo-accept", "--ready", notJSON, "tg://login?token=YQ"},
		{"demo-accept", "--ready", notJSON + "x", "tg://login?token=YQ"},
	} {
		if o := run(t, nil, args...); o.code != exitUsage || o.out != "" {
			t.Errorf("%v: %+v", args, o)
		}
	}
}

func TestWhyThereIsNoCodeIsSaid(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want string
	}{
		{&core.WaitError{Until: time.Date(2026, 1, 2, 3, 4, 5, 0, time.Local)}, "Telegram asks to wait until 03:04:05 for the next code.\n"},
		{core.ErrOffline, "No connection; trying again.\n"},
		{core.ErrTooMany, "Telegram gives no code just now; trying again.\n"},
	} {
		var errs bytes.Buffer
		(&System{Out: io.Discard, Err: &errs}).showCode(core.QRCode{Err: tt.err})
		if errs.String() != tt.want {
			t.Errorf("%v: %q", tt.err, errs.String())
		}
	}
}
