package signin

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
)

// maxRestarts bounds how often AUTH_RESTART begins the dialogue anew by itself.
const maxRestarts = 3

// SignIn returns the signed-in user, at once when the connection's login is one,
// else after asking p. Between the request for the number and the end nothing is
// kept but in memory.
func SignIn(ctx context.Context, api *tg.Client, apiID int, apiHash string, p Prompter) (*tg.User, error) {
	self, err := Self(ctx, api)
	if !errors.Is(err, ErrSignedOut) {
		return self, err
	}
	f := &flow{api: api, id: apiID, hash: apiHash, p: p}
	f.front, f.anew = f.askPhone, f.sendCode
	for next := f.front; next != nil; {
		if next, err = next(ctx); err != nil {
			return nil, err
		}
	}
	return f.self, nil
}

// Self returns the signed-in user, or ErrSignedOut. Inside an open takeout session
// it has to be asked through that session.
func Self(ctx context.Context, api *tg.Client) (*tg.User, error) {
	list, err := again(ctx, func(ctx context.Context) ([]tg.UserClass, error) {
		return api.UsersGetUsers(ctx, []tg.InputUserClass{&tg.InputUserSelf{}})
	})
	if tgerr.IsCode(err, 401) {
		return nil, ErrSignedOut
	}
	if err != nil {
		return nil, fmt.Errorf("ask who is signed in: %w", err)
	}
	for _, u := range list {
		if user, ok := u.(*tg.User); ok {
			return user, nil
		}
	}
	return nil, fmt.Errorf("ask who is signed in: %w", ErrUnsupported)
}

// LogOut ends the login at Telegram. A login that is gone already is no error.
func LogOut(ctx context.Context, api *tg.Client) error {
	_, err := again(ctx, api.AuthLogOut)
	if err != nil && !tgerr.IsCode(err, 401) {
		return fmt.Errorf("sign out: %w", err)
	}
	return nil
}

// step is one place of the dialogue; nil is its end.
type step func(ctx context.Context) (step, error)

// flow is one dialogue.
type flow struct {
	api  *tg.Client
	id   int
	hash string
	p    Prompter

	front step // where ErrBack leads
	anew  step // what AUTH_RESTART makes begin again

	phone    PhoneRequest
	number   string // as Telegram gets it
	code     CodeRequest
	codeHash string
	password PasswordRequest
	restarts int

	self *tg.User
}

func (f *flow) askPhone(ctx context.Context) (step, error) {
	typed, err := f.p.Phone(ctx, f.phone)
	if err != nil {
		return nil, err
	}
	f.phone = PhoneRequest{Phone: typed}
	f.number = digits(typed)
	if f.number == "" {
		f.phone.Err = ErrPhoneInvalid
		return f.askPhone, nil
	}
	f.number = "+" + f.number
	return f.sendCode, nil
}

// digits drops how a number or a code was written.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// sendCode asks for a code. https://core.telegram.org/method/auth.sendCode
func (f *flow) sendCode(ctx context.Context) (step, error) {
	sent, err := again(ctx, func(ctx context.Context) (tg.AuthSentCodeClass, error) {
		return f.api.AuthSendCode(ctx, &tg.AuthSendCodeRequest{
			PhoneNumber: f.number, APIID: f.id, APIHash: f.hash,
		})
	})
	if err != nil {
		return f.backToPhone(err)
	}
	return f.sent(sent, nil)
}

// backToPhone shows at the phone number what went wrong, or ends the dialogue.
func (f *flow) backToPhone(err error) (step, error) {
	if next := f.restart(err); next != nil {
		return next, nil
	}
	why, mendable := reason(err)
	if !mendable {
		return nil, fmt.Errorf("sign in: %w", why)
	}
	f.phone.Err = why
	return f.front, nil
}

// restart is Telegram's wish to begin anew, with the same number.
func (f *flow) restart(err error) step {
	if !tgerr.Is(err, "AUTH_RESTART") || f.restarts >= maxRestarts {
		return nil
	}
	f.restarts++
	return f.anew
}

// sent takes Telegram's answer to a request for a code; why is shown with it.
func (f *flow) sent(answer tg.AuthSentCodeClass, why error) (step, error) {
	switch a := answer.(type) {
	case *tg.AuthSentCode:
		r, err := codeRequest(a, time.Now())
		if err != nil {
			return nil, fmt.Errorf("sign in: %w", err)
		}
		f.codeHash = a.PhoneCodeHash
		f.code = r
		f.code.Phone, f.code.Err = f.number, why
		return f.askCode, nil
	case *tg.AuthSentCodeSuccess:
		return f.authorized(a.Authorization)
	case *tg.AuthSentCodePaymentRequired:
		return nil, fmt.Errorf("sign in: %w", ErrPaymentRequired)
	default:
		return nil, fmt.Errorf("sign in: %w", ErrUnsupported)
	}
}

// authorized ends the dialogue.
func (f *flow) authorized(answer tg.AuthAuthorizationClass) (step, error) {
	switch a := answer.(type) {
	case *tg.AuthAuthorization:
		user, ok := a.User.(*tg.User)
		if !ok {
			return nil, fmt.Errorf("sign in: %w", ErrUnsupported)
		}
		f.self = user
		return nil, nil
	case *tg.AuthAuthorizationSignUpRequired:
		return nil, ErrNotRegistered
	default:
		return nil, fmt.Errorf("sign in: %w", ErrUnsupported)
	}
}
