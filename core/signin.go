package core

import "satchel/core/internal/signin"

// What a Prompter may be told in a request's Err; typing again or waiting mends
// them.
var (
	ErrPhoneInvalid = signin.ErrPhoneInvalid
	ErrPhoneBanned  = signin.ErrPhoneBanned
	ErrTooMany      = signin.ErrTooMany
	ErrCodeExpired  = signin.ErrCodeExpired
	ErrNoResend     = signin.ErrNoResend
	ErrOffline      = signin.ErrOffline
)

// ErrBack is returned by a Prompter to go back to the phone number.
var ErrBack = signin.ErrBack

// What ends a sign-in.
var (
	ErrNotRegistered   = signin.ErrNotRegistered
	ErrPaymentRequired = signin.ErrPaymentRequired
	ErrEmailRequired   = signin.ErrEmailRequired
	ErrAppRefused      = signin.ErrAppRefused
)

// WaitError is a request's Err that says until when Telegram accepts no more.
type WaitError = signin.WaitError

// The ways a code is sent, in CodeRequest.Via and Next.
const (
	ViaApp        = signin.ViaApp
	ViaSMS        = signin.ViaSMS
	ViaCall       = signin.ViaCall
	ViaFlashCall  = signin.ViaFlashCall
	ViaMissedCall = signin.ViaMissedCall
	ViaEmail      = signin.ViaEmail
	ViaFragment   = signin.ViaFragment
	ViaWord       = signin.ViaWord
	ViaPhrase     = signin.ViaPhrase
)
