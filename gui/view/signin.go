package view

import (
	"errors"
	"time"

	"golang.org/x/text/language"

	"satchel/core"
	"satchel/gui/lang"
)

// Notice is a sentence about what went wrong, with a clock if waiting mends it.
type Notice struct {
	Text  string
	Until time.Time // zero: no clock
}

// At is the sentence as it reads at a moment.
func (n Notice) At(l lang.Catalog, now time.Time) string {
	if n.Until.IsZero() {
		return n.Text
	}
	if !n.Until.After(now) {
		return l.T("signin.wait.over")
	}
	return l.T("signin.wait", Clock(l, n.Until, now), Countdown(n.Until, now))
}

// Waits reports whether waiting is all that can be done.
func (n Notice) Waits(now time.Time) bool { return n.Until.After(now) }

// Tone is how the sentence looks at a moment.
func (n Notice) Tone(now time.Time) Tone {
	switch {
	case n.Until.IsZero():
		return ToneBad
	case n.Waits(now):
		return ToneMixed
	}
	return ToneGood
}

// silence is how long an answer may be on its way before a person should know that it
// may be the line.
const silence = 8 * time.Second

// Silent reports whether an answer that is awaited since a moment is long in coming.
func Silent(since, now time.Time) bool { return now.Sub(since) >= silence }

// notice puts a request's error into words.
func notice(l lang.Catalog, err error) Notice {
	var wait *core.WaitError
	if errors.As(err, &wait) {
		return Notice{Until: wait.Until}
	}
	known := []struct {
		err error
		key string
	}{
		{core.ErrPhoneInvalid, "signin.phone.invalid"}, {core.ErrPhoneBanned, "signin.phone.banned"},
		{core.ErrTooMany, "signin.toomany"}, {core.ErrCodeExpired, "signin.code.expired"},
		{core.ErrNoResend, "signin.code.noresend"}, {core.ErrOffline, "signin.offline"},
	}
	for _, k := range known {
		if errors.Is(err, k.err) {
			return Notice{Text: l.T(k.key)}
		}
	}
	if err == nil {
		return Notice{}
	}
	return Notice{Text: l.T("signin.failed")}
}

// SignInFailed puts what ended a sign-in into words.
func SignInFailed(l lang.Catalog, err error, now time.Time) string {
	return Explain(l, err, now).String()
}

// CodePage is the screen that asks for the code.
type CodePage struct {
	Where    string // where the code is to be found
	Notice   Notice
	Length   int       // of the code in digits; 0: any text will do
	Resend   string    // what sending it again does; empty: it cannot be
	ResendAt time.Time // when that is possible
}

// NewCodePage reads a request for the code.
func NewCodePage(l lang.Catalog, r core.CodeRequest) CodePage {
	phone := FormatPhone(r.Phone, language.English).Text
	p := CodePage{Where: l.T("signin.via."+r.Via, phone), Length: r.Length}
	switch {
	case !l.Has("signin.via." + r.Via):
		p.Where = l.T("signin.via", phone)
	case r.Via == core.ViaEmail || r.Via == core.ViaMissedCall || r.Via == core.ViaWord || r.Via == core.ViaPhrase:
		p.Where = l.T("signin.via."+r.Via, r.Detail)
	}
	if r.Via == core.ViaWord || r.Via == core.ViaPhrase {
		p.Length = 0
	}
	p.Notice = notice(l, r.Err)
	if r.Wrong {
		p.Notice = Notice{Text: l.T("signin.code.wrong")}
	}
	if r.Next != "" {
		p.Resend, p.ResendAt = l.T("signin.resend"), r.ResendAt
		if key := "signin.resend." + r.Next; l.Has(key) {
			p.Resend = l.T(key)
		}
	}
	return p
}

// ResendAfter is the label of the resend button and whether it can be pressed.
func (p CodePage) ResendAfter(l lang.Catalog, now time.Time) (label string, ready bool) {
	if p.ResendAt.After(now) {
		return l.T("signin.resend.later", p.Resend, Countdown(p.ResendAt, now)), false
	}
	return p.Resend, true
}

// Complete reports whether a typed code is as long as it has to be.
func (p CodePage) Complete(typed string) bool {
	n := 0
	for _, r := range typed {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return p.Length > 0 && n == p.Length
}

// PhoneNotice is what a request for the phone number complains about.
func PhoneNotice(l lang.Catalog, r core.PhoneRequest) Notice { return notice(l, r.Err) }

// PasswordPage is the screen that asks for the two-step password.
type PasswordPage struct {
	Hint   string
	Notice Notice
}

// NewPasswordPage reads a request for the password.
func NewPasswordPage(l lang.Catalog, r core.PasswordRequest) PasswordPage {
	p := PasswordPage{Notice: notice(l, r.Err)}
	if r.Hint != "" {
		p.Hint = l.T("signin.hint", r.Hint)
	}
	if r.Wrong {
		p.Notice = Notice{Text: l.T("signin.password.wrong")}
	}
	return p
}
