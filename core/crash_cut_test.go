package core

import (
	"bytes"
	"context"
	"sync"
	"testing"

	"satchel/core/demo"
	"satchel/core/demo/world"
	"satchel/core/internal/testkit"
)

// generatedRun is a run on a made-up account with everything there is.
func generatedRun(t *testing.T) *scene {
	t.Helper()
	w, err := world.Generate(11, 150, world.GenerateOptions{FileEvery: 6})
	mustDo(t, err)
	return runScene(t, demo.Options{World: w, Listen: "127.0.0.1"})
}

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

// atCall cuts when the server gets its n-th call.
func atCall(t *testing.T, s *scene, dir string, n int) (string, bool) {
	t.Helper()
	return s.cutInside(t, dir, n, func(_ *Engine, event func()) func() {
		s.board.set(event)
		return func() { s.board.set(nil) }
	})
}

// atCommit cuts after the n-th commit.
func atCommit(t *testing.T, s *scene, dir string, n int) (string, bool) {
	t.Helper()
	return s.cutInside(t, dir, n, func(e *Engine, event func()) func() {
		e.onCommit = event
		return func() {}
	})
}

// cutInside cuts an engine of this process: what it leaves is a copy of the folder
// made at that moment.
func (s *scene) cutInside(t *testing.T, dir string, n int, arm func(e *Engine, event func()) (disarm func())) (string, bool) {
	t.Helper()
	image := t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	c := &cutter{at: n, stop: stop, image: func() error { return testkit.CopyTree(image, dir) }}
	engine := s.bench.engine(func(cfg *Config) { cfg.Dial = c.line.Dial })
	disarm := arm(engine, c.event)
	_, err := s.play(ctx, engine, dir)
	disarm()
	if !c.fired(t) {
		if err != nil {
			t.Fatalf("one that was not cut: %v", err)
		}
		return dir, false
	}
	return image, true
}
