package signin

import (
	"errors"
	"time"

	"github.com/gotd/td/tgerr"
)

// Errors in a request: typing (or waiting) mends them.
var (
	ErrPhoneInvalid = errors.New("telegram does not know such a phone number")
	ErrPhoneBanned  = errors.New("telegram has banned this phone number")
	ErrTooMany      = errors.New("too many tries; telegram accepts no more for now")
	ErrCodeExpired  = errors.New("the code was too old; a new one was sent")
	ErrNoResend     = errors.New("telegram cannot send the code again now")
	ErrOffline      = errors.New("telegram cannot be reached")
)

// ErrBack is returned by a Prompter to go back to the phone number, or to the QR
// code.
var ErrBack = errors.New("back to the beginning of the sign-in")

// Errors that end SignIn.
var (
	// ErrNotRegistered: no account has this phone number; Satchel makes none.
	ErrNotRegistered = errors.New("no telegram account has this phone number")
	// ErrPaymentRequired: Telegram wants to be paid for the code (its own apps can).
	ErrPaymentRequired = errors.New("telegram asks to pay for the sign-in code")
	// ErrEmailRequired: Telegram first wants an e-mail address set up in its own app.
	ErrEmailRequired = errors.New("telegram asks for a login e-mail address to be set up")
	// ErrAppRefused: Telegram does not accept the program's api_id, or wants a newer program.
	ErrAppRefused = errors.New("telegram does not accept this program")
	// ErrUnsupported: Telegram answered with something this version does not know.
	ErrUnsupported = errors.New("telegram asks for a way of signing in that is not supported")
)

// ErrSignedOut is what Self returns when nobody is signed in.
var ErrSignedOut = errors.New("not signed in")

// WaitError says until when Telegram accepts no more of this.
type WaitError struct{ Until time.Time }

func (e *WaitError) Error() string {
	return "telegram asks to wait until " + e.Until.UTC().Format(time.RFC3339)
}

// reason turns Telegram's answer into what a request can say; ok is false for
// errors that are not the person's to mend.
func reason(err error) (_ error, ok bool) {
	rpc, isRPC := tgerr.As(err)
	switch {
	case errors.Is(err, ErrOffline):
		return err, true
	case !isRPC:
		return err, false
	case rpc.IsOneOf("PHONE_NUMBER_INVALID", "PHONE_NUMBER_EMPTY"):
		return ErrPhoneInvalid, true
	case rpc.IsType("PHONE_NUMBER_BANNED"):
		return ErrPhoneBanned, true
	case rpc.IsOneOf("PHONE_NUMBER_FLOOD", "PHONE_PASSWORD_FLOOD"):
		return ErrTooMany, true
	case rpc.Code == 420 && rpc.Argument > 0:
		seconds := min(rpc.Argument, int(longestWait/time.Second))
		return &WaitError{Until: time.Now().Add(time.Duration(seconds) * time.Second)}, true
	case rpc.Code == 420:
		return ErrTooMany, true
	case rpc.IsOneOf("API_ID_INVALID", "API_ID_PUBLISHED_FLOOD", "UPDATE_APP_TO_LOGIN", "PHONE_NUMBER_APP_SIGNUP_FORBIDDEN"):
		return errors.Join(ErrAppRefused, err), false
	case rpc.IsType("PHONE_NUMBER_UNOCCUPIED"):
		return ErrNotRegistered, false
	default:
		return err, false
	}
}

// longestWait bounds what a number in an error can ask for.
const longestWait = 366 * 24 * time.Hour
