package signin

import (
	"context"
	"time"
)

// The ways a code is sent, in CodeRequest.Via and Next.
const (
	ViaApp        = "app"         // a message in the chat Telegram
	ViaSMS        = "sms"         //
	ViaCall       = "call"        // a voice says it
	ViaFlashCall  = "flash_call"  // the number that calls is the code
	ViaMissedCall = "missed_call" // the last digits of the number that calls
	ViaEmail      = "email"
	ViaFragment   = "fragment" // fragment.com, for anonymous numbers
	ViaWord       = "sms_word"
	ViaPhrase     = "sms_phrase"
)

// PhoneRequest asks for the phone number.
type PhoneRequest struct {
	Phone string // what was typed before, if it is asked again
	Err   error  // why: ErrPhoneInvalid, ErrPhoneBanned, ErrTooMany, ErrOffline, *WaitError
}

// CodeRequest asks for the code that Telegram has sent.
type CodeRequest struct {
	Phone  string
	Via    string // app, sms, call ...
	Length int    // of the code; 0: not known
	// Detail is what Telegram tells about the way: the pattern of the e-mail
	// address, the beginning of a word or of a calling number, fragment's address.
	Detail string
	Next   string // the way a code sent again takes; "": it cannot be sent again
	// ResendAt is when Telegram sends another code on request; zero if Next is "".
	ResendAt time.Time
	Wrong    bool  // the code before was wrong
	Err      error // ErrCodeExpired (a new one was sent), ErrNoResend, ErrTooMany, ErrOffline, *WaitError
}

// CodeAnswer is a code, or one of the two other wishes.
type CodeAnswer struct {
	Code   string
	Resend bool
	Back   bool // to the phone number
}

// PasswordRequest asks for the password of the two-step verification.
type PasswordRequest struct {
	Hint  string
	Wrong bool  // the password before was wrong
	Err   error // ErrTooMany, ErrOffline, *WaitError
}

// Prompter asks a person. An error it returns ends SignIn with it, except that
// ErrBack leads from the password to the phone number, or to a new QR code.
type Prompter interface {
	Phone(ctx context.Context, r PhoneRequest) (string, error)
	Code(ctx context.Context, r CodeRequest) (CodeAnswer, error)
	Password(ctx context.Context, r PasswordRequest) (string, error)
}
