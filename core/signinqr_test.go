package core

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"satchel/core/demo"
	"satchel/core/demo/world"
	"satchel/core/internal/testkit"
)

// lonely is an account with nothing in it but a password.
func lonely(password string) fstest.MapFS {
	return fstest.MapFS{"world.json": {Data: fmt.Appendf(nil, `{
		"layer": 229, "phone": "+9996612345", "code": "22222", "password": %q, "hint": "a battery",
		"self": {"_": "user", "id": 7, "self": true, "first_name": "Mara", "phone": "9996612345"}}`, password)}}
}

// scanned is a sign-in by code that runs beside the test.
type scanned struct {
	codes   chan QRCode
	account Account
	err     error
	ended   chan struct{}
}

func scanning(ctx context.Context, e *Engine, p Prompter) *scanned {
	s := &scanned{codes: make(chan QRCode, 100), ended: make(chan struct{})}
	go func() {
		defer close(s.ended)
		s.account, s.err = e.SignInQR(ctx, func(c QRCode) { s.codes <- c }, p)
	}()
	return s
}

// code is the next that is shown.
func (s *scanned) code(t *testing.T) QRCode {
	t.Helper()
	select {
	case c := <-s.codes:
		return c
	case <-s.ended:
		t.Fatalf("ended before a code: %v", s.err)
	case <-time.After(5 * time.Minute):
		t.Fatal("no code within five minutes")
	}
	return QRCode{}
}

func (s *scanned) end(t *testing.T) (Account, error) {
	t.Helper()
	select {
	case <-s.ended:
	case <-time.After(5 * time.Minute):
		t.Fatal("the sign-in goes on after a minute")
	}
	return s.account, s.err
}

func (b *bench) accept(t *testing.T, c QRCode) (demo.Device, error) {
	t.Helper()
	return demo.AcceptCode(t.Context(), b.server.Ready(), c.URL)
}

func atHome(dc int) func(*Config) {
	return func(c *Config) { c.Network.Home, c.Version = dc, "1.2.3" }
}

// silent is asked nothing but passwords.
type silent struct {
	t         *testing.T
	passwords []string
	asked     []PasswordRequest
}

func (p *silent) Phone(context.Context, PhoneRequest) (string, error) {
	p.t.Error("asked for the phone number")
	return "", ErrNoInput
}

func (p *silent) Code(context.Context, CodeRequest) (CodeAnswer, error) {
	p.t.Error("asked for the code")
	return CodeAnswer{}, ErrNoInput
}

func (p *silent) Password(_ context.Context, r PasswordRequest) (string, error) {
	if len(p.asked) == len(p.passwords) {
		return "", ErrNoInput
	}
	p.asked = append(p.asked, r)
	return p.passwords[len(p.asked)-1], nil
}

func TestAScannedCodeSignsInForTheExport(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		home int // the DC where the sign-in begins; the account's is 2
	}{{"at the account's DC", 2}, {"at another DC", 1}} {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t, testkit.SmallWorld(), "")
			s := scanning(t.Context(), b.engine(atHome(tt.home)), &silent{t: t})
			device, err := b.accept(t, s.code(t))
			if err != nil {
				t.Fatal(err)
			}
			if device.Model != "Satchel" || device.Version != "1.2.3" || device.PasswordPending {
				t.Errorf("the phone let in %+v", device)
			}
			account, err := s.end(t)
			if diff := cmp.Diff(Account{ID: 1, Name: "Me"}, account); diff != "" || err != nil {
				t.Fatalf("%v %s", err, diff)
			}
			again, err := b.engine(nil).SignInQR(t.Context(), func(QRCode) { t.Error("a code is shown to who is signed in") }, &silent{t: t})
			if err != nil || again != account {
				t.Errorf("again: %v, %v", again, err)
			}
			result, err := b.engine(nil).Export(t.Context(), t.TempDir(), testSettings(), &silent{t: t})
			if err != nil || result.Outcome != Complete {
				t.Errorf("Export = %v, %v", result.Outcome, err)
			}
		})
	}
}

func TestAScannedAccountIsAskedForItsPassword(t *testing.T) {
	t.Parallel()
	for _, home := range []int{2, 3} {
		t.Run(fmt.Sprintf("DC %d", home), func(t *testing.T) {
			b := newBench(t, lonely("correct horse"), "")
			p := &silent{t: t, passwords: []string{"wrong horse", "", "correct horse"}}
			s := scanning(t.Context(), b.engine(atHome(home)), p)
			if device, err := b.accept(t, s.code(t)); err != nil || !device.PasswordPending {
				t.Fatalf("%+v, %v", device, err)
			}
			if account, err := s.end(t); err != nil || account.Name != "Mara" {
				t.Fatalf("%v, %v", account, err)
			}
			want := []PasswordRequest{{Hint: "a battery"}, {Hint: "a battery", Wrong: true}, {Hint: "a battery", Wrong: true}}
			if diff := cmp.Diff(want, p.asked); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestACodeIsAcceptedOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t, lonely("correct horse"), "")
	asked := make(chan struct{})
	p := &holding{silent: silent{t: t, passwords: []string{"correct horse"}}, asked: asked, release: make(chan struct{})}
	s := scanning(t.Context(), b.engine(nil), p)
	code := s.code(t)
	if _, err := b.accept(t, code); err != nil {
		t.Fatal(err)
	}
	<-asked
	if _, err := b.accept(t, code); !errors.Is(err, demo.ErrCodeUsed) {
		t.Errorf("accepted again: %v", err)
	}
	close(p.release)
	if _, err := s.end(t); err != nil {
		t.Error(err)
	}
}

// holding answers when it is let go.
type holding struct {
	silent
	asked   chan struct{}
	release chan struct{}
}

func (p *holding) Password(ctx context.Context, r PasswordRequest) (string, error) {
	close(p.asked)
	<-p.release
	return p.silent.Password(ctx, r)
}

// The first code is scanned when its time is over, then the one that is shown.
func TestACodeIsReplacedInTime(t *testing.T) {
	t.Parallel()
	w, err := world.Open(lonely(""))
	if err != nil {
		t.Fatal(err)
	}
	b := startBench(t, demo.Options{World: w, LoginTokenLife: 4 * time.Second})
	s := scanning(t.Context(), b.engine(nil), &silent{t: t})
	first, second := s.code(t), s.code(t)
	if left := time.Until(first.Expires); left <= 0 {
		t.Errorf("replaced %v after its end", -left)
	}
	third := s.code(t)
	if first.URL == second.URL || second.URL == third.URL {
		t.Error("a code was shown twice")
	}
	if _, err := b.accept(t, first); !errors.Is(err, demo.ErrCodeExpired) {
		t.Errorf("the first code: %v", err)
	}
	for code := third; ; code = s.code(t) { // a slow machine may need another try
		_, err := b.accept(t, code)
		if err == nil {
			break
		}
		if !errors.Is(err, demo.ErrCodeExpired) {
			t.Fatal(err)
		}
	}
	if _, err := s.end(t); err != nil {
		t.Error(err)
	}
}

func TestAFloodAtTheCodeIsToldAndWaitedOut(t *testing.T) {
	t.Parallel()
	b := newBench(t, lonely(""), `{"rules": [{"method": "auth.exportLoginToken", "nth": 1, "error": "FLOOD_WAIT_1"}]}`)
	s := scanning(t.Context(), b.engine(nil), &silent{t: t})
	var wait *WaitError
	if c := s.code(t); !errors.As(c.Err, &wait) || c.URL != "" {
		t.Errorf("told %+v", c)
	}
	if _, err := b.accept(t, s.code(t)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.end(t); err != nil {
		t.Error(err)
	}
}

// The server signs in and the connection ends before it can say so.
func TestASignInWhoseAnswerIsLostIsNoticed(t *testing.T) {
	t.Parallel()
	b := newBench(t, lonely(""), `{"rules": [{"method": "auth.exportLoginToken", "nth": 2, "do": "drop_after"}]}`)
	s := scanning(t.Context(), b.engine(nil), &silent{t: t})
	if _, err := b.accept(t, s.code(t)); err != nil {
		t.Fatal(err)
	}
	if account, err := s.end(t); err != nil || account.ID != 7 || len(s.codes) > 0 {
		t.Errorf("%v, %v, %d more codes", account, err, len(s.codes))
	}
	if _, err := b.login.LoadSession(t.Context()); err != nil {
		t.Errorf("not kept: %v", err)
	}
}

func TestGivingUpACodeKeepsNothing(t *testing.T) {
	t.Parallel()
	b := newBench(t, lonely(""), "")
	ctx, cancel := context.WithCancel(t.Context())
	s := scanning(ctx, b.engine(nil), &silent{t: t})
	s.code(t)
	cancel()
	if _, err := s.end(t); !errors.Is(err, context.Canceled) {
		t.Errorf("SignInQR = %v", err)
	}
	if _, err := b.login.LoadSession(t.Context()); !errors.Is(err, ErrNoLogin) {
		t.Errorf("kept: %v", err)
	}
}
