package core

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"satchel/core/demo"
	"satchel/core/demo/world"
	"satchel/core/internal/archive"
	"satchel/core/internal/testkit"
)

// callLog collects a server's call log and tells of each call.
type callLog struct {
	mu     sync.Mutex
	buf    bytes.Buffer
	onCall func(loggedCall)
}

// loggedCall is a line of the call log.
type loggedCall struct {
	Method  string
	Takeout *string
	Range   []int
	Args    json.RawMessage
	Error   *string
}

func (l *callLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	l.buf.Write(p)
	onCall := l.onCall
	l.mu.Unlock()
	if onCall != nil {
		for _, c := range parseCalls(p) {
			onCall(c)
		}
	}
	return len(p), nil
}

func parseCalls(lines []byte) []loggedCall {
	var calls []loggedCall
	for line := range bytes.Lines(lines) {
		var c loggedCall
		if json.Unmarshal(line, &c) == nil {
			calls = append(calls, c)
		}
	}
	return calls
}

// of returns the calls of one method so far.
func (l *callLog) of(method string) []loggedCall {
	l.mu.Lock()
	defer l.mu.Unlock()
	var found []loggedCall
	for _, c := range parseCalls(l.buf.Bytes()) {
		if c.Method == method {
			found = append(found, c)
		}
	}
	return found
}

func (l *callLog) listen(f func(loggedCall)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.onCall = f
}

// loggedBench is a bench on the small world with its call log.
func loggedBench(t *testing.T, faults string) (*bench, *callLog) {
	t.Helper()
	w, err := world.Open(testkit.SmallWorld())
	if err != nil {
		t.Fatal(err)
	}
	return loggedBenchOf(t, w, faults)
}

func loggedBenchOf(t *testing.T, w *world.World, faults string) (*bench, *callLog) {
	t.Helper()
	var err error
	log := &callLog{}
	o := demo.Options{World: w, Listen: "127.0.0.1", Calls: log}
	if faults != "" {
		if o.Faults, err = demo.ParseFaults([]byte(faults)); err != nil {
			t.Fatal(err)
		}
	}
	return startBench(t, o), log
}

func TestCancelEndsTheTakeoutSessionAsFailedAndTheNextRunGoesOn(t *testing.T) {
	t.Parallel()
	reference, dir := t.TempDir(), t.TempDir()
	b, log := loggedBench(t, "")
	b.export(t, reference)
	before := len(log.of("account.finishTakeoutSession"))

	engine := b.engine(nil)
	var once sync.Once
	log.listen(func(c loggedCall) {
		if c.Method == "messages.getHistory" {
			once.Do(engine.Cancel)
		}
	})
	got, err := engine.Export(t.Context(), dir, testSettings(), b.prompter())
	log.listen(nil)
	if err != nil || got.Outcome != PartlySaved || got.Blocked != nil || got.Start == "" {
		t.Fatalf("cancelled run: %+v, %v", got, err)
	}
	finishes := log.of("account.finishTakeoutSession")[before:]
	if len(finishes) != 1 || finishes[0].Takeout == nil || strings.Contains(string(finishes[0].Args), "success") {
		t.Errorf("finishTakeoutSession calls: %+v", finishes)
	}
	if got := b.export(t, dir); got.Outcome != Complete {
		t.Fatalf("next run: %+v", got)
	}
	if diff := cmp.Diff(testkit.Output(t, reference), testkit.Output(t, dir)); diff != "" {
		t.Errorf("(-never cancelled +cancelled)\n%s", diff)
	}
}

// A line that has fallen silent holds up nobody who cancels; the takeout session that
// could not be ended on it is taken up by the next run.
func TestCancelOnASilentLineEndsAndTheNextRunGoesOn(t *testing.T) {
	t.Parallel()
	b, log := loggedBench(t, "")
	dir := t.TempDir()
	var line testkit.Line
	engine := b.engine(func(cfg *Config) { cfg.Dial = line.Dial })
	var once sync.Once
	log.listen(func(c loggedCall) {
		if c.Method == "messages.getHistory" {
			once.Do(func() { line.Mute(); engine.Cancel() })
		}
	})
	got, err := engine.Export(t.Context(), dir, testSettings(), b.prompter())
	log.listen(nil)
	if err != nil || got.Outcome != PartlySaved || got.Blocked != nil {
		t.Fatalf("%+v, %v", got, err)
	}
	if n := len(log.of("account.finishTakeoutSession")); n != 0 {
		t.Errorf("%d calls came over a silent line", n)
	}
	if got := b.export(t, dir); got.Outcome != Complete {
		t.Errorf("the next run: %+v", got)
	}
	if n := len(log.of("account.initTakeoutSession")); n != 1 {
		t.Errorf("%d takeout sessions, want 1", n)
	}
}

func TestSuccessIsToldToTelegramOnce(t *testing.T) {
	t.Parallel()
	b, log := loggedBench(t, "")
	b.export(t, t.TempDir())
	finishes := log.of("account.finishTakeoutSession")
	if len(finishes) != 1 || !strings.Contains(string(finishes[0].Args), `"success":true`) {
		t.Errorf("finishTakeoutSession calls: %+v", finishes)
	}
	for _, method := range []string{"messages.getDialogs", "messages.getHistory", "upload.getFile", "users.getFullUser", "messages.getSplitRanges"} {
		for _, c := range log.of(method) {
			if c.Takeout == nil {
				t.Errorf("%s was sent outside the takeout session", method)
			}
		}
	}
}

func TestPauseHoldsCallsUntilResume(t *testing.T) {
	t.Parallel()
	b, log := loggedBench(t, "")
	engine := b.engine(nil)
	paused := make(chan struct{})
	var once sync.Once
	log.listen(func(c loggedCall) {
		if c.Method == "messages.getDialogs" {
			once.Do(func() { engine.Pause(); close(paused) })
		}
	})
	ended := make(chan Result, 1)
	go func() {
		r, err := engine.Export(context.WithoutCancel(t.Context()), t.TempDir(), testSettings(), b.prompter())
		if err != nil {
			t.Error(err)
		}
		ended <- r
	}()
	<-paused
	if !engine.Snapshot().Paused {
		t.Error("the snapshot does not say paused")
	}
	select {
	case r := <-ended:
		t.Fatalf("a paused run ended: %+v", r)
	case <-time.After(300 * time.Millisecond): // long enough for the whole small world
	}
	engine.Resume()
	if r := <-ended; r.Outcome != Complete {
		t.Errorf("after Resume: %+v", r)
	}
}

func TestALongWaitEndsTheRunAndSaysWhenToComeBack(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, faults string
		want         BlockCode
	}{
		{"before the start", `{"init_delay_seconds": 7200}`, BlockedDelay},
		{"in the middle", `{"rules": [{"method": "messages.getHistory", "nth": 3, "error": "FLOOD_WAIT_7200"}]}`, BlockedWait},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b, _ := loggedBench(t, tt.faults)
			began := time.Now()
			got, err := b.engine(func(c *Config) { c.MaxWait = 10 * time.Minute }).Export(t.Context(), t.TempDir(), testSettings(), b.prompter())
			if err != nil || got.Outcome != PartlySaved || got.Blocked == nil || got.Blocked.Code != tt.want {
				t.Fatalf("%+v, %v, blocked %+v", got, err, got.Blocked)
			}
			if wait := got.Blocked.Until.Sub(began); wait < 90*time.Minute || wait > 3*time.Hour {
				t.Errorf("come back in %v, want about 2h", wait)
			}
		})
	}
}

func TestSignedOutInTheMiddleIsBlockedAndGoesOnAfterSigningInAgain(t *testing.T) {
	t.Parallel()
	b, _ := loggedBench(t, `{"rules": [{"method": "messages.getHistory", "nth": 4, "do": "sign_out"}]}`)
	dir := t.TempDir()
	got := b.export(t, dir)
	if got.Outcome != PartlySaved || got.Blocked == nil || got.Blocked.Code != BlockedSignedOut {
		t.Fatalf("%+v, blocked %+v", got, got.Blocked)
	}
	if got := b.export(t, dir); got.Outcome != Complete {
		t.Errorf("after signing in again: %+v, blocked %+v", got, got.Blocked)
	}
}

func TestAnArchiveOfAnotherAccountIsRefused(t *testing.T) {
	t.Parallel()
	b, _ := loggedBench(t, "")
	dir := t.TempDir()
	a, err := archive.Open(t.Context(), dir, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(a.SetAccount(t.Context(), 999), a.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := b.engine(nil).Export(t.Context(), dir, testSettings(), b.prompter()); !errors.Is(err, archive.ErrOtherAccount) {
		t.Errorf("error %v, want ErrOtherAccount", err)
	}
}

func TestTwoProgramsDoNotShareAnArchive(t *testing.T) {
	t.Parallel()
	b, _ := loggedBench(t, "")
	dir := t.TempDir()
	a, err := archive.Open(t.Context(), dir, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if _, err := b.engine(nil).Export(t.Context(), dir, testSettings(), b.prompter()); !errors.Is(err, archive.ErrLocked) {
		t.Errorf("error %v, want ErrLocked", err)
	}
}

func TestWrongAnswersAtSignInAreAskedAgain(t *testing.T) {
	t.Parallel()
	b, _ := loggedBench(t, "")
	p := &clumsy{answers: b.prompter().(answers)}
	got, err := b.engine(nil).Export(t.Context(), t.TempDir(), testSettings(), p)
	if err != nil || got.Outcome != Complete {
		t.Fatalf("%+v, %v", got, err)
	}
	if p.codes != 2 || p.phones != 2 {
		t.Errorf("asked for the phone %d times and the code %d times, want 2 each", p.phones, p.codes)
	}
}

// clumsy mistypes everything the first time.
type clumsy struct {
	answers
	phones, codes int
}

func (c *clumsy) Phone(ctx context.Context, r PhoneRequest) (string, error) {
	if c.phones++; c.phones == 1 {
		return "+1", nil
	}
	return c.answers.Phone(ctx, r)
}

func (c *clumsy) Code(ctx context.Context, r CodeRequest) (CodeAnswer, error) {
	if c.codes++; c.codes == 1 {
		return CodeAnswer{Code: "99999"}, nil
	}
	return c.answers.Code(ctx, r)
}
