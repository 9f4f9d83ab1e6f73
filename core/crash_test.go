package core

import (
	"bytes"
	"context"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/demo"
	"satchel/core/demo/world"
	"satchel/core/internal/testkit"
)

// The crash matrix (invariant I8): a run is cut without clean-up at each call and
// at each commit while the server lives on; another engine goes on with what the
// cut left; the output must be that of a run that was never cut.

// cutter cuts an engine at the n-th event, once: the line ends and the folder is
// copied as it is at that moment.
type cutter struct {
	at   int
	line testkit.Line
	stop context.CancelFunc

	mu    sync.Mutex
	seen  int
	image func() error
	err   error
	done  bool
}

// event counts, and cuts when it is time.
func (c *cutter) event() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.seen++; c.seen != c.at || c.done {
		return
	}
	c.done = true
	c.line.Cut()
	c.err = c.image()
	c.stop()
}

// fired reports whether the event came.
func (c *cutter) fired(t *testing.T) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err != nil {
		t.Fatalf("copy the folder: %v", c.err)
	}
	return c.done
}

// switchboard is the writer of a server's call log; it tells whoever listens of
// each call.
type switchboard struct {
	mu     sync.Mutex
	listen func()
}

func (s *switchboard) Write(p []byte) (int, error) {
	s.mu.Lock()
	listen := s.listen
	s.mu.Unlock()
	if listen != nil {
		for range bytes.Count(p, []byte("\n")) {
			listen()
		}
	}
	return len(p), nil
}

func (s *switchboard) set(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.listen = f
}

// crashBench is a server whose calls can be counted.
func crashBench(t *testing.T) (*bench, *switchboard) {
	t.Helper()
	w, err := world.Open(testkit.SmallWorld())
	if err != nil {
		t.Fatal(err)
	}
	var board switchboard
	return startBench(t, demo.Options{World: w, Listen: "127.0.0.1", Calls: &board}), &board
}

// cutRun runs an engine that is cut at the n-th event and returns the folder the
// cut left; false when the run ended before.
func cutRun(t *testing.T, b *bench, n int, arm func(e *Engine, event func()) (disarm func())) (string, bool) {
	t.Helper()
	dir, image := t.TempDir(), t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	c := &cutter{at: n, stop: stop, image: func() error { return testkit.CopyTree(image, dir) }}
	engine := b.engine(func(cfg *Config) { cfg.Dial = c.line.Dial })
	disarm := arm(engine, c.event)
	_, err := engine.Export(ctx, dir, testSettings(), b.prompter())
	disarm()
	if !c.fired(t) {
		if err != nil {
			t.Fatalf("a run that was not cut: %v", err)
		}
		return dir, false
	}
	return image, true
}

func crashMatrix(t *testing.T, b *bench, arm func(e *Engine, event func()) func()) {
	reference := t.TempDir()
	if got := b.export(t, reference); got.Outcome != Complete {
		t.Fatalf("reference run: %+v", got)
	}
	want := testkit.Output(t, reference)
	cuts := 0
	for n := 1; ; n++ {
		dir, cut := cutRun(t, b, n, arm)
		if !cut {
			break
		}
		cuts++
		if got := b.export(t, dir); got.Outcome != Complete {
			t.Fatalf("cut at %d: the next run ended %s: %+v, blocked %+v", n, got.Outcome, got.Problems, got.Blocked)
		}
		if diff := cmp.Diff(want, testkit.Output(t, dir)); diff != "" {
			t.Fatalf("cut at %d: output differs (-want +got)\n%s", n, diff)
		}
	}
	t.Logf("%d cuts", cuts)
	if cuts < 10 {
		t.Errorf("only %d cuts; the run has more events than that", cuts)
	}
}

func TestCrashAtEveryCallGivesTheSameOutput(t *testing.T) {
	b, board := crashBench(t)
	crashMatrix(t, b, func(_ *Engine, event func()) func() {
		board.set(event)
		return func() { board.set(nil) }
	})
}

func TestCrashAtEveryCommitGivesTheSameOutput(t *testing.T) {
	b, _ := crashBench(t)
	crashMatrix(t, b, func(e *Engine, event func()) func() {
		e.onCommit = event
		return func() {}
	})
}
