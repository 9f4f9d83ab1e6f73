package core

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"satchel/core/internal/fsx"
	"satchel/core/internal/signin"
)

// Prompter is asked for what a person has to give to sign in. Its methods are
// called one at a time from the run's goroutine and may block; they end with the
// context.
type Prompter = signin.Prompter

// The questions of a Prompter and their answers.
type (
	PhoneRequest    = signin.PhoneRequest
	CodeRequest     = signin.CodeRequest
	CodeAnswer      = signin.CodeAnswer
	PasswordRequest = signin.PasswordRequest
)

// Login keeps the authorization of this device: one blob, read at the start and
// replaced when it changes. LoadLogin returns ErrNoLogin when there is none.
type Login interface {
	LoadSession(ctx context.Context) ([]byte, error)
	StoreSession(ctx context.Context, data []byte) error
}

// Config is what an engine needs. Network and Login are required.
type Config struct {
	Network Network
	Login   Login
	// Dial opens connections; nil: the network directly.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	// Logger receives what happens, without content, numbers or keys; nil: nothing.
	Logger *slog.Logger
	// Now is the clock of what is written; nil: the system's.
	Now func() time.Time
	// MaxWait is the longest wait that Telegram may ask for before the run ends as
	// blocked; 0: no limit.
	MaxWait time.Duration
	// WaitForRoom makes a run, Verify, Copy and Render wait while the disk is full, as the snapshot
	// or OnProgress tells, and go on when there is room; else a full disk ends a run as
	// blocked and the others with ErrDiskFull.
	WaitForRoom bool
	// OnProgress is told how far Verify and Copy have come, and when they and Render
	// wait for room, by the goroutine that called them; it must not block. nil: nobody.
	OnProgress func(Progress)
	// Trace receives what passes between the program and Telegram, as JSON lines
	// without content (package trace says what stays); nil: nothing is written down.
	// It is written to from many goroutines, one line a call of Write at a time.
	Trace io.Writer
	// Language is that of the words beside a new archive whose settings name none,
	// as "pt-BR"; empty: English.
	Language string
	// Version is the program's, told to Telegram as the device's.
	Version string
}

// Engine runs exports, one at a time. Snapshot, Pause, Resume and Cancel may be
// called from any goroutine while a run goes on.
type Engine struct {
	cfg  Config
	gate *gate

	mu       sync.Mutex
	counters *counters
	cancel   context.CancelCauseFunc

	anew atomic.Bool // somebody has just signed in; the takeout session of before is gone

	onCommit func() // told of each commit of the archive; for the crash tests

	freeSpace func(dir string) (int64, error)
	roomPause time.Duration // between two looks at a full disk
}

// New returns an engine.
func New(cfg Config) *Engine {
	if cfg.Logger == nil {
		cfg.Logger = slog.New(slog.DiscardHandler)
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	return &Engine{cfg: cfg, gate: newGate(), counters: newCounters(time.Now), freeSpace: fsx.FreeSpace, roomPause: roomPause}
}

// errCancelled is the cause of a context that Cancel ended.
var errCancelled = errors.New("cancelled")

// Snapshot returns where the run stands.
func (e *Engine) Snapshot() Snapshot {
	e.mu.Lock()
	c := e.counters
	e.mu.Unlock()
	s := c.Snapshot()
	s.Paused = e.gate.closed()
	return s
}

// Pause holds every call to Telegram until Resume; the takeout session stays.
func (e *Engine) Pause() { e.gate.close() }

// Resume goes on after Pause.
func (e *Engine) Resume() { e.gate.open() }

// Cancel ends the run: the takeout session is finished without success, what is
// there is rendered, and the next start goes on. It does not wait.
func (e *Engine) Cancel() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.cancel != nil {
		e.cancel(errCancelled)
	}
	e.gate.open()
}

// Export saves the account to dir, or goes on with what an earlier run left there.
// It blocks until the end; the error is set only when the outcome is Failed.
// Ending ctx stops the run at once and leaves the takeout session open for the
// next start; Cancel ends it properly.
func (e *Engine) Export(ctx context.Context, dir string, s Settings, p Prompter) (Result, error) {
	return e.export(ctx, dir, s, DepthNew, p)
}

// export runs an export or an update of the depth.
func (e *Engine) export(ctx context.Context, dir string, s Settings, depth Depth, p Prompter) (Result, error) {
	if err := s.Validate(); err != nil {
		return Result{Outcome: Failed}, err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	began := time.Now()
	counters := newCounters(time.Now)
	counters.gallery = newGallery(dir)
	e.mu.Lock()
	e.cancel, e.counters = cancel, counters
	e.mu.Unlock()
	r := &run{Config: e.cfg, engine: e, counters: counters, dir: dir, settings: s, depth: depth, prompter: p, cancel: cancel}
	result, err := r.export(ctx)
	result.Seconds = time.Since(began).Seconds()
	counters.stage(StageEnded)
	return result, err
}

// gate holds callers back while it is closed.
type gate struct {
	mu   sync.Mutex
	wait chan struct{} // nil: open
}

func newGate() *gate { return &gate{} }

func (g *gate) close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.wait == nil {
		g.wait = make(chan struct{})
	}
}

func (g *gate) open() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.wait != nil {
		close(g.wait)
		g.wait = nil
	}
}

func (g *gate) closed() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.wait != nil
}

// pass returns when the gate is open or ctx ends.
func (g *gate) pass(ctx context.Context) error {
	g.mu.Lock()
	wait := g.wait
	g.mu.Unlock()
	if wait == nil {
		return ctx.Err()
	}
	select {
	case <-wait:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
