package signin

import (
	"context"

	"github.com/gotd/td/tg"
)

// TokenSignal notices among a connection's updates that a login code was
// accepted. https://core.telegram.org/constructor/updateLoginToken
type TokenSignal struct{ told chan struct{} }

// NewTokenSignal returns a signal for one SignInQR.
func NewTokenSignal() *TokenSignal {
	// One is kept: it may come while the code's answer is still on its way.
	return &TokenSignal{told: make(chan struct{}, 1)}
}

// Handle takes an update of the connection (telegram.UpdateHandler). It never
// blocks and never fails.
func (s *TokenSignal) Handle(_ context.Context, updates tg.UpdatesClass) error {
	switch u := updates.(type) {
	case *tg.UpdateShort:
		s.look(u.Update)
	case *tg.Updates:
		s.look(u.Updates...)
	case *tg.UpdatesCombined:
		s.look(u.Updates...)
	}
	return nil
}

func (s *TokenSignal) look(updates ...tg.UpdateClass) {
	for _, u := range updates {
		if _, ok := u.(*tg.UpdateLoginToken); !ok {
			continue
		}
		select {
		case s.told <- struct{}{}:
		default:
		}
	}
}
