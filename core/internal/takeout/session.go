package takeout

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"satchel/core/internal/model"
)

// MaxFileSize is what "no limit" means in bytes: the largest upload Telegram
// takes, and what Telegram Desktop sends.
const MaxFileSize = 4_194_304_000

// Store keeps the state of the session between processes; the archive does.
type Store interface {
	LoadTakeout(ctx context.Context) (model.TakeoutState, error)
	SaveTakeout(ctx context.Context, state model.TakeoutState) error
}

// Config says what a Session works on. API, Store and Logger are required.
type Config struct {
	API    tg.Invoker // the connection to the home DC, unwrapped
	HomeDC int
	Store  Store
	Flags  model.TakeoutFlags // exactly what was chosen
	Logger *slog.Logger
	OnWait func(Wait) // may be nil; must not block
	// Gate is passed before each attempt and may block, until ctx ends: a paused run
	// is held there. May be nil.
	Gate func(ctx context.Context) error
	Now  func() time.Time // of the times that are stored; nil: time.Now
}

// Session is one account's takeout session. It is safe for concurrent use.
type Session struct {
	api    tg.Invoker
	home   int
	store  Store
	flags  model.TakeoutFlags
	log    *slog.Logger
	now    func() time.Time
	policy *policy

	// gate is held (one value inside) while the life cycle moves, so that many
	// callers that lost the session renew it once.
	gate chan struct{}

	mu         sync.Mutex
	state      model.TakeoutState
	superseded bool
}

// New returns a session that is not open yet.
func New(c Config) *Session {
	if c.Now == nil {
		c.Now = time.Now
	}
	flags := c.Flags
	if !flags.Files {
		flags.FileMaxSize = 0
	} else if flags.FileMaxSize <= 0 {
		flags.FileMaxSize = MaxFileSize
	}
	return &Session{
		api: c.API, home: c.HomeDC, store: c.Store, flags: flags, log: c.Logger, now: c.Now,
		policy: newPolicy(c.Logger, c.OnWait, c.Gate),
		gate:   make(chan struct{}, 1),
	}
}

// State returns where the session stands.
func (s *Session) State() model.TakeoutState {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state
}

// Open takes up the stored session, or starts a new one. A stored session with
// other flags than the chosen ones is ended first. When Telegram wants the owner
// to wait it returns a *DelayError, with the state saved; asking again is allowed
// at any time, and succeeds early once the owner has approved on another device.
func (s *Session) Open(ctx context.Context) error {
	if err := s.lock(ctx); err != nil {
		return err
	}
	defer s.unlock()
	state, err := s.store.LoadTakeout(ctx)
	if err != nil {
		return fmt.Errorf("load takeout state: %w", err)
	}
	s.set(state, false)
	if state.Phase == model.TakeoutOpen {
		if state.Flags == s.flags {
			return nil
		}
		if err := s.end(ctx, false); err != nil {
			return err
		}
	}
	return s.init(ctx)
}

// Finish ends the session at Telegram (account.finishTakeoutSession, wrapped) and
// saves that. A session that is not open, or that Telegram has already ended, is
// no error. A caller whose context has ended passes one without cancellation and
// a short limit.
func (s *Session) Finish(ctx context.Context, success bool) error {
	if err := s.lock(ctx); err != nil {
		return err
	}
	defer s.unlock()
	if s.State().Phase != model.TakeoutOpen {
		return nil
	}
	return s.end(ctx, success)
}

// Drop forgets the session without telling Telegram: it belonged to a login that is
// gone, and that Telegram does not know it with another login tells nothing of
// another export.
func (s *Session) Drop(ctx context.Context) error {
	if err := s.lock(ctx); err != nil {
		return err
	}
	defer s.unlock()
	state, err := s.store.LoadTakeout(ctx)
	if err != nil {
		return fmt.Errorf("load takeout state: %w", err)
	}
	if state.Phase != model.TakeoutOpen && state.Phase != model.TakeoutLost {
		return nil
	}
	state.Phase, state.ID, state.LostAt = model.TakeoutNone, 0, 0
	return s.save(ctx, state)
}

// end finishes the open session; the gate is held.
// https://core.telegram.org/method/account.finishTakeoutSession
func (s *Session) end(ctx context.Context, success bool) error {
	state := s.State()
	req, err := newRequest(&tg.AccountFinishTakeoutSessionRequest{Success: success})
	if err != nil {
		return err
	}
	_, err = s.policy.do(ctx, s.api, s.home, req.name, req.inTakeout(state.ID, nil))
	// An id that Telegram no longer knows has nothing left to finish.
	if err != nil && !tgerr.Is(err, errTakeoutInvalid) {
		return fmt.Errorf("finish takeout session: %w", err)
	}
	state.Phase, state.ID = model.TakeoutFinished, 0
	return s.save(ctx, state)
}

// save stores the state before anybody can act on it.
func (s *Session) save(ctx context.Context, state model.TakeoutState) error {
	if err := s.store.SaveTakeout(ctx, state); err != nil {
		return fmt.Errorf("save takeout state: %w", err)
	}
	s.set(state, false)
	return nil
}

func (s *Session) set(state model.TakeoutState, superseded bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state, s.superseded = state, superseded
}

func (s *Session) lock(ctx context.Context) error {
	select {
	case s.gate <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *Session) unlock() { <-s.gate }
