package signin

import (
	"context"
	"errors"
	"fmt"

	"github.com/gotd/td/telegram/auth"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
)

// maxSRP bounds how often parameters that grew old between two calls are renewed.
const maxSRP = 3

func (f *flow) getPassword(ctx context.Context) (*tg.AccountPassword, error) {
	return again(ctx, f.api.AccountGetPassword)
}

// askPassword asks with Telegram's current hint.
func (f *flow) askPassword(ctx context.Context) (step, error) {
	params, err := f.getPassword(ctx)
	if err == nil {
		f.password.Hint, _ = params.GetHint()
	} else if next, err := f.hintless(err); next == nil {
		return nil, err
	}
	typed, err := f.p.Password(ctx, f.password)
	if errors.Is(err, ErrBack) {
		return f.front, nil
	}
	if err != nil {
		return nil, err
	}
	f.password.Wrong, f.password.Err = false, nil
	if typed == "" {
		f.password.Wrong = true
		return f.askPassword, nil
	}
	return func(ctx context.Context) (step, error) { return f.tryPassword(ctx, typed) }, nil
}

// hintless lets the question go on without a hint when only the way to Telegram
// is missing.
func (f *flow) hintless(err error) (step, error) {
	why, mendable := reason(err)
	if !mendable {
		return nil, fmt.Errorf("sign in: %w", why)
	}
	f.password.Err = why
	return f.askPassword, nil
}

// tryPassword proves the password without sending it.
// https://core.telegram.org/api/srp#checking-the-password-with-srp
func (f *flow) tryPassword(ctx context.Context, typed string) (step, error) {
	for try := 1; ; try++ {
		answer, retried, err := f.checkPassword(ctx, typed)
		switch {
		case err == nil:
			return f.authorized(answer)
		case tgerr.Is(err, "SRP_ID_INVALID", "SRP_PASSWORD_CHANGED", "SRP_A_INVALID") && try < maxSRP:
			continue
		case retried && f.already(ctx):
			return nil, nil
		case tgerr.Is(err, "PASSWORD_HASH_INVALID", "PASSWORD_EMPTY"):
			f.password.Wrong = true
			return f.askPassword, nil
		case tgerr.IsCode(err, 401):
			// The sign-in this password belongs to has run out.
			return f.backToPhone(fmt.Errorf("%w: %w", ErrOffline, err))
		}
		if next := f.restart(err); next != nil {
			return next, nil
		}
		why, mendable := reason(err)
		if !mendable {
			return nil, fmt.Errorf("sign in: %w", why)
		}
		f.password.Err = why
		return f.askPassword, nil
	}
}

// checkPassword is one try with fresh parameters.
func (f *flow) checkPassword(ctx context.Context, typed string) (_ tg.AuthAuthorizationClass, retried bool, _ error) {
	p, err := f.getPassword(ctx)
	if err != nil {
		return nil, false, err
	}
	proof, err := auth.PasswordHash([]byte(typed), p.SRPID, p.SRPB, p.SecureRandom, p.CurrentAlgo)
	if err != nil {
		return nil, false, fmt.Errorf("%w: %w", ErrUnsupported, err)
	}
	tries := 0
	answer, err := again(ctx, func(ctx context.Context) (tg.AuthAuthorizationClass, error) {
		tries++
		return f.api.AuthCheckPassword(ctx, proof)
	})
	return answer, tries > 1, err
}
