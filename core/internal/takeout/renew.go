package takeout

import (
	"context"
	"fmt"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"satchel/core/internal/model"
)

const (
	errTakeoutInvalid   = "TAKEOUT_INVALID"
	errTakeoutInitDelay = "TAKEOUT_INIT_DELAY"
)

// supersededWithin is how soon a second loss means that another export is at work.
const supersededWithin = time.Hour

// current returns the id calls go out with.
func (s *Session) current(ctx context.Context) (int64, error) {
	s.mu.Lock()
	state := s.state
	s.mu.Unlock()
	if state.Phase == model.TakeoutOpen {
		return state.ID, nil
	}
	return s.renew(ctx, 0)
}

// renew is called with the id that Telegram called invalid. The first of many
// callers starts a new session, the others find it there.
func (s *Session) renew(ctx context.Context, used int64) (int64, error) {
	if err := s.lock(ctx); err != nil {
		return 0, err
	}
	defer s.unlock()
	s.mu.Lock()
	state, superseded := s.state, s.superseded
	s.mu.Unlock()
	switch {
	case state.Phase == model.TakeoutOpen && state.ID != used:
		return state.ID, nil
	case state.Phase == model.TakeoutOpen:
		if err := s.lose(ctx, state); err != nil {
			return 0, err
		}
	case state.Phase == model.TakeoutDelayed:
		return 0, &DelayError{Until: time.Unix(state.AvailableAt, 0)}
	case state.Phase == model.TakeoutLost && superseded:
		return 0, ErrSuperseded
	case state.Phase != model.TakeoutLost:
		return 0, ErrNotOpen
	}
	if err := s.init(ctx); err != nil {
		return 0, err
	}
	return s.State().ID, nil
}

// lose records that Telegram ended the session; the gate is held.
func (s *Session) lose(ctx context.Context, state model.TakeoutState) error {
	now := s.now()
	again := state.LostAt != 0 && now.Sub(time.Unix(state.LostAt, 0)) < supersededWithin
	state.Phase, state.ID, state.LostAt = model.TakeoutLost, 0, now.Unix()
	if err := s.save(ctx, state); err != nil {
		return err
	}
	s.log.WarnContext(ctx, "telegram ended the takeout session", "again", again)
	if again {
		s.set(state, true)
		return ErrSuperseded
	}
	return nil
}

// init starts a session at Telegram; the gate is held.
// https://core.telegram.org/method/account.initTakeoutSession
func (s *Session) init(ctx context.Context) error {
	state := s.State()
	f := s.flags
	req, err := newRequest(&tg.AccountInitTakeoutSessionRequest{
		Contacts: f.Contacts, MessageUsers: f.MessageUsers, MessageChats: f.MessageChats,
		MessageMegagroups: f.MessageMegagroups, MessageChannels: f.MessageChannels,
		Files: f.Files, FileMaxSize: f.FileMaxSize,
	})
	if err != nil {
		return err
	}
	raw, err := s.policy.do(ctx, s.api, s.home, req.name, req)
	if rpc, ok := tgerr.AsType(err, errTakeoutInitDelay); ok {
		return s.delay(ctx, state, rpc.Argument)
	}
	if err != nil {
		return fmt.Errorf("start takeout session: %w", err)
	}
	var out tg.AccountTakeout
	if err := out.Decode(&bin.Buffer{Buf: raw}); err != nil {
		return &DecodeError{Method: req.name, Raw: raw, Err: err}
	}
	state.Phase, state.ID, state.AvailableAt, state.Flags = model.TakeoutOpen, out.ID, 0, f
	return s.save(ctx, state)
}

func (s *Session) delay(ctx context.Context, state model.TakeoutState, seconds int) error {
	until := s.now().Add(floodSpan(seconds))
	state.Phase, state.ID, state.AvailableAt, state.Flags = model.TakeoutDelayed, 0, until.Unix(), s.flags
	if err := s.save(ctx, state); err != nil {
		return err
	}
	return &DelayError{Until: until}
}
