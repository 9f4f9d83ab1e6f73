package signin

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// scan is a sign-in by code under test: what was shown, when, and where the
// connection went.
type scan struct {
	QRLogin
	shown []LoginCode
	at    []time.Duration
	moved []int
	// accept lists after which code, counted from 1, the person accepts.
	accept map[int]bool
}

func newScan(f *telegram, p *person) *scan {
	began := time.Now()
	s := &scan{QRLogin: QRLogin{API: tg.NewClient(f), APIID: 1, APIHash: "hash", Accepted: NewTokenSignal(), Prompter: p}}
	s.Migrate = func(_ context.Context, dc int) error {
		s.moved = append(s.moved, dc)
		return nil
	}
	s.Show = func(c LoginCode) {
		s.shown, s.at = append(s.shown, c), append(s.at, time.Since(began))
		if s.accept[len(s.shown)] {
			_ = s.Accepted.Handle(context.Background(), &tg.UpdateShort{Update: &tg.UpdateLoginToken{}})
		}
	}
	return s
}

func (s *scan) run(t *testing.T) error {
	t.Helper()
	self, err := SignInQR(t.Context(), s.QRLogin)
	if (err == nil) != (self != nil && self.ID == me().ID) {
		t.Errorf("SignInQR = %v, %v", self, err)
	}
	return err
}

// token is an answer with a token that expires in a while.
func token(text string, left time.Duration) bin.Encoder {
	return &tg.AuthLoginToken{Token: []byte(text), Expires: int(time.Now().Add(left).Unix())}
}

func success() bin.Encoder {
	return &tg.AuthLoginTokenSuccess{Authorization: &tg.AuthAuthorization{User: me()}}
}

func moveTo(dc int) bin.Encoder { return &tg.AuthLoginTokenMigrateTo{DCID: dc, Token: []byte("there")} }

// exports are the answers to exportLoginToken in their order.
func exports(list ...any) map[string][]any { return map[string][]any{"auth.exportLoginToken": list} }

func TestAnAcceptedCodeSignsIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newTelegram(t, exports(token("\xfb\xff\x01", 30*time.Second), success()))
		s := newScan(f, &person{})
		s.accept = map[int]bool{1: true}
		if err := s.run(t); err != nil {
			t.Fatal(err)
		}
		want := []LoginCode{{URL: "tg://login?token=-_8B", Expires: time.Now().Add(30 * time.Second)}}
		if diff := cmp.Diff(want, s.shown); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]string{"users.getUsers", "auth.exportLoginToken", "auth.exportLoginToken"}, f.calls); diff != "" {
			t.Error(diff)
		}
	})
}

func TestNoCodeIsShownToWhoIsSignedIn(t *testing.T) {
	f := newTelegram(t, map[string][]any{"users.getUsers": {&tg.UserClassVector{Elems: []tg.UserClass{me()}}}})
	s := newScan(f, &person{})
	if err := s.run(t); err != nil || len(s.shown) > 0 {
		t.Errorf("%v, shown %v", err, s.shown)
	}
}

func TestACodeIsReplacedBeforeItsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		// The second call still gets the first code, as it has not expired.
		f := newTelegram(t, exports(token("a", 30*time.Second), token("a", 30*time.Second), token("b", 60*time.Second), success()))
		s := newScan(f, &person{})
		if err := s.run(t); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]time.Duration{0, 31 * time.Second}, s.at); diff != "" {
			t.Errorf("shown at: %s", diff)
		}
		// The last code was accepted, but nothing was told.
		if f.count("auth.exportLoginToken") != 4 {
			t.Errorf("calls %v", f.calls)
		}
	})
}

func TestAWrongClockNeitherHurriesNorStales(t *testing.T) {
	for _, off := range []time.Duration{-time.Hour, time.Hour, 500 * time.Millisecond, 45 * time.Second} {
		t.Run(off.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newScan(newTelegram(t, exports(token("a", off), token("b", off), success())), &person{})
				began := time.Now()
				if err := s.run(t); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff([]time.Duration{0, 28 * time.Second}, s.at); diff != "" {
					t.Errorf("shown at: %s", diff)
				}
				if want := began.Add(30 * time.Second); !s.shown[0].Expires.Equal(want) {
					t.Errorf("expires %v, want %v", s.shown[0].Expires, want)
				}
			})
		})
	}
}

func TestTheAccountsOwnDCIsGoneTo(t *testing.T) {
	for _, tt := range []struct {
		name     string
		imported []any
		then     []any // exports after the import
		shown    int
	}{
		{"at once", []any{success()}, nil, 1},
		{"with a password", []any{rpc(401, "SESSION_PASSWORD_NEEDED")}, nil, 1},
		{"too late", []any{rpc(400, "AUTH_TOKEN_EXPIRED")}, []any{token("b", 30*time.Second), success()}, 2},
		{"used elsewhere", []any{rpc(400, "AUTH_TOKEN_ALREADY_ACCEPTED")}, []any{token("b", 30*time.Second), success()}, 2},
		{"not accepted after all", []any{token("there", 30*time.Second)}, []any{success()}, 2},
		{"and once more", []any{moveTo(5), success()}, nil, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := newTelegram(t, exports(append([]any{token("a", 30*time.Second), moveTo(4)}, tt.then...)...))
				f.replies["auth.importLoginToken"] = tt.imported
				f.replies["account.getPassword"] = []any{accountPassword(1)}
				f.replies["auth.checkPassword"] = []any{authorization()}
				s := newScan(f, &person{passwords: []string{"dog"}})
				s.accept = map[int]bool{1: true, 2: true}
				if err := s.run(t); err != nil {
					t.Fatal(err)
				}
				if len(s.moved) == 0 || s.moved[0] != 4 || len(s.shown) != tt.shown {
					t.Errorf("moved to %v, shown %v", s.moved, s.shown)
				}
			})
		})
	}
}

func TestThePasswordOfAScannedAccountIsAskedUntilItIsRight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newTelegram(t, exports(token("a", 30*time.Second), rpc(401, "SESSION_PASSWORD_NEEDED")))
		f.replies["account.getPassword"] = []any{accountPassword(1)}
		f.replies["auth.checkPassword"] = []any{rpc(400, "PASSWORD_HASH_INVALID"), authorization()}
		p := &person{passwords: []string{"dog", "cat"}}
		if err := newScan(f, p).run(t); err != nil {
			t.Fatal(err)
		}
		want := []PasswordRequest{{Hint: "first pet"}, {Hint: "first pet", Wrong: true}}
		if diff := cmp.Diff(want, p.passwordAsked); diff != "" {
			t.Error(diff)
		}
	})
}

func TestBackFromThePasswordLeadsToANewCode(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		again := token("a", 30*time.Second)
		f := newTelegram(t, exports(again, rpc(401, "SESSION_PASSWORD_NEEDED"), again, success()))
		f.replies["account.getPassword"] = []any{accountPassword(1)}
		s := newScan(f, &person{back: true})
		if err := s.run(t); err != nil || len(s.shown) != 2 {
			t.Errorf("%v, shown %v", err, s.shown)
		}
	})
}

func TestAPasswordAskedTooLongLeadsToANewCode(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newTelegram(t, exports(token("a", 30*time.Second), rpc(401, "SESSION_PASSWORD_NEEDED"), token("b", 60*time.Second), success()))
		f.replies["account.getPassword"] = []any{accountPassword(1)}
		f.replies["auth.checkPassword"] = []any{rpc(401, "AUTH_KEY_UNREGISTERED")}
		p := &person{passwords: []string{"dog"}}
		s := newScan(f, p)
		if err := s.run(t); err != nil || len(s.shown) != 2 || len(p.phoneAsked) > 0 {
			t.Errorf("%v, shown %v, asked %v", err, s.shown, p.phoneAsked)
		}
	})
}
