package signin

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"
)

func code(s string) CodeAnswer { return CodeAnswer{Code: s} }

func signIn(t *testing.T, f *telegram, p *person) (*tg.User, error) {
	t.Helper()
	return SignIn(t.Context(), tg.NewClient(f), 1, "hash", p)
}

func mustSignIn(t *testing.T, f *telegram, p *person) {
	t.Helper()
	self, err := signIn(t, f, p)
	if err != nil || self == nil || self.ID != me().ID {
		t.Fatalf("SignIn = %v, %v", self, err)
	}
}

func TestWhoIsSignedInIsNotAsked(t *testing.T) {
	f := newTelegram(t, map[string][]any{"users.getUsers": {&tg.UserClassVector{Elems: []tg.UserClass{me()}}}})
	p := &person{}
	mustSignIn(t, f, p)
	if len(f.calls) != 1 || len(p.phoneAsked) != 0 {
		t.Errorf("calls %v, asked %v", f.calls, p.phoneAsked)
	}
}

func TestPhoneAndCodeSignIn(t *testing.T) {
	f := newTelegram(t, map[string][]any{
		"auth.sendCode": {sentCode("h1")},
		"auth.signIn":   {authorization()},
	})
	p := &person{phones: []string{"+999 (66) 200-01"}, codes: []CodeAnswer{code(" 22-222 ")}}
	mustSignIn(t, f, p)
	if diff := cmp.Diff([]string{"users.getUsers", "auth.sendCode +9996620001", "auth.signIn"}, f.calls); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"22222/h1"}, f.codes); diff != "" {
		t.Error(diff)
	}
	want := []CodeRequest{{Phone: "+9996620001", Via: ViaApp, Length: 5}}
	if diff := cmp.Diff(want, p.codeAsked); diff != "" {
		t.Error(diff)
	}
}

func TestAWrongPhoneNumberIsAskedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newTelegram(t, map[string][]any{
			"auth.sendCode": {rpc(400, "PHONE_NUMBER_INVALID"), rpc(400, "PHONE_NUMBER_BANNED"), rpc(400, "PHONE_NUMBER_FLOOD"), rpc(420, "FLOOD_WAIT_90"), sentCode("h")},
			"auth.signIn":   {authorization()},
		})
		p := &person{phones: []string{"none", "1", "2", "3", "4", "5"}, codes: []CodeAnswer{code("1")}}
		mustSignIn(t, f, p)
		want := []PhoneRequest{
			{}, {Phone: "none", Err: ErrPhoneInvalid}, {Phone: "1", Err: ErrPhoneInvalid}, {Phone: "2", Err: ErrPhoneBanned},
			{Phone: "3", Err: ErrTooMany}, {Phone: "4", Err: &WaitError{Until: time.Now().Add(90 * time.Second)}},
		}
		if diff := cmp.Diff(want, p.phoneAsked, equalErrors()); diff != "" {
			t.Error(diff)
		}
	})
}

// equalErrors compares sentinels by identity and waits by their time.
func equalErrors() cmp.Option {
	return cmp.Comparer(func(a, b error) bool {
		var x, y *WaitError
		if errors.As(a, &x) && errors.As(b, &y) {
			return x.Until.Equal(y.Until)
		}
		return errors.Is(a, b) || errors.Is(b, a)
	})
}

func TestAWrongCodeIsAskedAgainAndNothingIsSentTwice(t *testing.T) {
	f := newTelegram(t, map[string][]any{
		"auth.sendCode": {sentCode("h")},
		"auth.signIn":   {rpc(400, "PHONE_CODE_INVALID"), authorization()},
	})
	p := &person{phones: []string{"1"}, codes: []CodeAnswer{code("11111"), code(""), code("22222")}}
	mustSignIn(t, f, p)
	if n := f.count("auth.sendCode"); n != 1 {
		t.Errorf("%d codes sent", n)
	}
	var wrong []bool
	for _, r := range p.codeAsked {
		wrong = append(wrong, r.Wrong)
	}
	if diff := cmp.Diff([]bool{false, true, true}, wrong); diff != "" {
		t.Error(diff)
	}
}

func TestAnExpiredCodeIsReplaced(t *testing.T) {
	f := newTelegram(t, map[string][]any{
		"auth.sendCode": {sentCode("h1"), sentCode("h2")},
		"auth.signIn":   {rpc(400, "PHONE_CODE_EXPIRED"), authorization()},
	})
	p := &person{phones: []string{"1"}, codes: []CodeAnswer{code("1"), code("2")}}
	mustSignIn(t, f, p)
	if diff := cmp.Diff([]string{"1/h1", "2/h2"}, f.codes); diff != "" {
		t.Error(diff)
	}
	if !errors.Is(p.codeAsked[1].Err, ErrCodeExpired) || len(p.phoneAsked) != 1 {
		t.Errorf("asked %+v", p.codeAsked)
	}
}

func TestResendHasAClockAndTakesTheNextWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		second := &tg.AuthSentCode{Type: &tg.AuthSentCodeTypeSMS{Length: 6}, PhoneCodeHash: "h2"}
		f := newTelegram(t, map[string][]any{
			"auth.sendCode":   {resendable("h1", 120)},
			"auth.resendCode": {rpc(406, "SEND_CODE_UNAVAILABLE"), rpc(420, "FLOOD_WAIT_5"), second},
			"auth.signIn":     {authorization()},
		})
		again := CodeAnswer{Resend: true}
		p := &person{phones: []string{"1"}, codes: []CodeAnswer{again, again, again, code("123456")}}
		mustSignIn(t, f, p)
		now := time.Now()
		first := CodeRequest{Phone: "+1", Via: ViaApp, Length: 5, Next: ViaSMS, ResendAt: now.Add(2 * time.Minute)}
		refused, flooded := first, first
		refused.Err, flooded.Err = ErrNoResend, &WaitError{Until: now.Add(5 * time.Second)}
		want := []CodeRequest{first, refused, flooded, {Phone: "+1", Via: ViaSMS, Length: 6}}
		if diff := cmp.Diff(want, p.codeAsked, equalErrors()); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]string{"123456/h2"}, f.codes); diff != "" {
			t.Error(diff)
		}
	})
}

func TestBackLeadsToThePhoneNumber(t *testing.T) {
	f := newTelegram(t, map[string][]any{
		"auth.sendCode":       {sentCode("h1"), sentCode("h2"), sentCode("h3")},
		"auth.cancelCode":     {rpc(400, "PHONE_CODE_EXPIRED")},
		"auth.signIn":         {rpc(401, "SESSION_PASSWORD_NEEDED"), authorization()},
		"account.getPassword": {accountPassword(1)},
	})
	p := &person{phones: []string{"1", "2", "3"}, codes: []CodeAnswer{{Back: true}, code("5"), code("6")}, back: true}
	mustSignIn(t, f, p)
	want := []PhoneRequest{{}, {Phone: "1"}, {Phone: "2"}}
	if diff := cmp.Diff(want, p.phoneAsked); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"5/h2", "6/h3"}, f.codes); diff != "" {
		t.Error(diff)
	}
}

func TestAWrongPasswordIsAskedAgainWithFreshParameters(t *testing.T) {
	f := newTelegram(t, map[string][]any{
		"auth.sendCode":       {sentCode("h")},
		"auth.signIn":         {rpc(401, "SESSION_PASSWORD_NEEDED")},
		"account.getPassword": {accountPassword(1), accountPassword(2), accountPassword(3), accountPassword(4), accountPassword(5)},
		"auth.checkPassword":  {rpc(400, "PASSWORD_HASH_INVALID"), rpc(400, "SRP_ID_INVALID"), authorization()},
	})
	p := &person{phones: []string{"1"}, codes: []CodeAnswer{code("1")}, passwords: []string{"dog", "cat"}}
	mustSignIn(t, f, p)
	want := []PasswordRequest{{Hint: "first pet"}, {Hint: "first pet", Wrong: true}}
	if diff := cmp.Diff(want, p.passwordAsked); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int64{2, 4, 5}, f.srp); diff != "" {
		t.Errorf("proofs were not made from fresh parameters: %s", diff)
	}
}

func TestAFloodAtThePasswordIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newTelegram(t, map[string][]any{
			"auth.sendCode":       {sentCode("h")},
			"auth.signIn":         {rpc(401, "SESSION_PASSWORD_NEEDED")},
			"account.getPassword": {accountPassword(1)},
			"auth.checkPassword":  {rpc(420, "FLOOD_WAIT_300"), authorization()},
		})
		p := &person{phones: []string{"1"}, codes: []CodeAnswer{code("1")}, passwords: []string{"dog", "", "dog"}}
		mustSignIn(t, f, p)
		var wait *WaitError
		if !errors.As(p.passwordAsked[1].Err, &wait) || !wait.Until.Equal(time.Now().Add(5*time.Minute)) || p.passwordAsked[1].Wrong {
			t.Errorf("asked %+v", p.passwordAsked)
		}
		if !p.passwordAsked[2].Wrong || len(f.srp) != 2 {
			t.Errorf("an empty password was sent: %v, %+v", f.srp, p.passwordAsked)
		}
	})
}

func TestWhatTypingCannotMendEndsWithAClearError(t *testing.T) {
	email := &tg.AuthSentCode{Type: &tg.AuthSentCodeTypeSetUpEmailRequired{}, PhoneCodeHash: "h"}
	for _, tt := range []struct {
		name   string
		send   any
		signIn any
		want   error
	}{
		{"sign up", sentCode("h"), &tg.AuthAuthorizationSignUpRequired{}, ErrNotRegistered},
		{"unoccupied", sentCode("h"), rpc(400, "PHONE_NUMBER_UNOCCUPIED"), ErrNotRegistered},
		{"payment", &tg.AuthSentCodePaymentRequired{}, nil, ErrPaymentRequired},
		{"e-mail", email, nil, ErrEmailRequired},
		{"api id", rpc(400, "API_ID_INVALID"), nil, ErrAppRefused},
		{"too old", rpc(406, "UPDATE_APP_TO_LOGIN"), nil, ErrAppRefused},
		{"person", sentCode("h"), rpc(400, "PHONE_CODE_INVALID"), errGone},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := newTelegram(t, map[string][]any{"auth.sendCode": {tt.send}, "auth.signIn": {tt.signIn}})
			p := &person{phones: []string{"4915112345678"}, codes: []CodeAnswer{code("73915")}}
			self, err := signIn(t, f, p)
			if self != nil || !errors.Is(err, tt.want) {
				t.Fatalf("SignIn = %v, %v; want %v", self, err, tt.want)
			}
			if s := err.Error(); strings.Contains(s, "73915") || strings.Contains(s, "49151") {
				t.Errorf("the error tells a secret: %s", s)
			}
		})
	}
}

func TestNoNetworkLosesNothingTyped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lost := []any{io.EOF, context.Canceled, io.EOF}
		f := newTelegram(t, map[string][]any{
			"auth.sendCode":       append(append([]any{}, lost...), sentCode("h")),
			"auth.signIn":         append(append([]any{}, lost...), rpc(401, "SESSION_PASSWORD_NEEDED")),
			"account.getPassword": append(append([]any{}, lost...), accountPassword(1)),
			"auth.checkPassword":  append(append([]any{}, lost...), authorization()),
		})
		p := &person{phones: []string{"1", "1"}, codes: []CodeAnswer{code("1"), code("1")}, passwords: []string{"a", "a"}}
		mustSignIn(t, f, p)
		if !errors.Is(p.phoneAsked[1].Err, ErrOffline) || p.phoneAsked[1].Phone != "1" {
			t.Errorf("phone asked %+v", p.phoneAsked)
		}
		if !errors.Is(p.codeAsked[1].Err, ErrOffline) || p.codeAsked[1].Wrong || f.count("auth.sendCode") != 4 {
			t.Errorf("code asked %+v", p.codeAsked)
		}
		if !errors.Is(p.passwordAsked[0].Err, ErrOffline) || p.passwordAsked[1].Hint != "first pet" {
			t.Errorf("password asked %+v", p.passwordAsked)
		}
	})
}

func TestALostAnswerToARightCodeIsASignIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newTelegram(t, map[string][]any{
			"users.getUsers": {rpc(401, "AUTH_KEY_UNREGISTERED"), &tg.UserClassVector{Elems: []tg.UserClass{me()}}},
			"auth.sendCode":  {sentCode("h")},
			"auth.signIn":    {io.EOF, rpc(400, "PHONE_CODE_EXPIRED")},
		})
		mustSignIn(t, f, &person{phones: []string{"1"}, codes: []CodeAnswer{code("1")}})
	})
}

func TestAuthRestartBeginsAnewAFewTimes(t *testing.T) {
	f := newTelegram(t, map[string][]any{
		"auth.sendCode": {sentCode("h")},
		"auth.signIn":   {rpc(500, "AUTH_RESTART"), authorization()},
	})
	mustSignIn(t, f, &person{phones: []string{"1"}, codes: []CodeAnswer{code("1"), code("2")}})

	f = newTelegram(t, map[string][]any{"auth.sendCode": {rpc(500, "AUTH_RESTART")}})
	if _, err := signIn(t, f, &person{phones: []string{"1"}}); err == nil || f.count("auth.sendCode") != 1+maxRestarts {
		t.Errorf("error %v after %d codes", err, f.count("auth.sendCode"))
	}
}

func TestCancelEndsSignIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second/4)
		defer cancel()
		f := newTelegram(t, map[string][]any{"users.getUsers": {io.EOF}})
		if _, err := SignIn(ctx, tg.NewClient(f), 1, "hash", &person{}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v", err)
		}
	})
}

func TestLogOut(t *testing.T) {
	for _, tt := range []struct {
		name  string
		reply any
		ok    bool
	}{
		{"signed in", &tg.AuthLoggedOut{}, true},
		{"already gone", rpc(401, "AUTH_KEY_UNREGISTERED"), true},
		{"refused", rpc(400, "SOMETHING"), false},
	} {
		f := newTelegram(t, map[string][]any{"auth.logOut": {tt.reply}})
		if err := LogOut(t.Context(), tg.NewClient(f)); (err == nil) != tt.ok {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}
