package signin

import (
	"context"
	"errors"
	"io"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"
)

func TestTroubleIsShownAndWaitedOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lost := []any{io.EOF, context.Canceled, io.EOF}
		f := newTelegram(t, exports(append(append([]any{rpc(420, "FLOOD_WAIT_90"), rpc(420, "FLOOD")}, lost...), token("a", 200*time.Second), success())...))
		s := newScan(f, &person{})
		began := time.Now()
		if err := s.run(t); err != nil {
			t.Fatal(err)
		}
		want := []LoginCode{{Err: &WaitError{Until: began.Add(90 * time.Second)}}, {Err: ErrTooMany}, {Err: ErrOffline}}
		if diff := cmp.Diff(want, s.shown[:3], equalErrors()); diff != "" {
			t.Error(diff)
		}
		if len(s.shown) != 4 || s.shown[3].URL == "" {
			t.Errorf("shown %v", s.shown)
		}
		offline := 150*time.Second + 1500*time.Millisecond // three tries and the pauses between
		if diff := cmp.Diff([]time.Duration{0, 90 * time.Second, offline, offline + 5*time.Second}, s.at); diff != "" {
			t.Errorf("shown at: %s", diff)
		}
	})
}

func TestAMoveThatFailsIsTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newTelegram(t, exports(token("a", 30*time.Second), moveTo(4)))
		f.replies["auth.importLoginToken"] = []any{success()}
		s := newScan(f, &person{})
		tries := 0
		s.Migrate = func(context.Context, int) error {
			if tries++; tries <= maxTries {
				return io.ErrUnexpectedEOF
			}
			return nil
		}
		if err := s.run(t); err != nil || tries != maxTries+1 || !errors.Is(s.shown[1].Err, ErrOffline) {
			t.Errorf("%v after %d tries, shown %v", err, tries, s.shown)
		}
	})
}

func TestALostAnswerToAnAcceptedCodeIsASignIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newTelegram(t, exports(token("a", 30*time.Second), io.EOF, token("b", 60*time.Second)))
		f.replies["users.getUsers"] = []any{rpc(401, "AUTH_KEY_UNREGISTERED"), &tg.UserClassVector{Elems: []tg.UserClass{me()}}}
		s := newScan(f, &person{})
		if err := s.run(t); err != nil || len(s.shown) != 1 {
			t.Errorf("%v, shown %v", err, s.shown)
		}
	})
}

// gotd makes a call again by itself when the connection ends before the answer.
func TestAnAnswerLostOutOfSightIsASignInToo(t *testing.T) {
	for _, tt := range []struct {
		name  string
		self  any
		shown int
	}{
		{"signed in", &tg.UserClassVector{Elems: []tg.UserClass{me()}}, 1},
		{"too late", rpc(401, "AUTH_KEY_UNREGISTERED"), 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := newTelegram(t, exports(token("a", 30*time.Second), token("b", 30*time.Second), success()))
				f.replies["users.getUsers"] = []any{rpc(401, "AUTH_KEY_UNREGISTERED"), tt.self}
				s := newScan(f, &person{})
				s.accept = map[int]bool{1: true}
				if err := s.run(t); err != nil || len(s.shown) != tt.shown || f.count("users.getUsers") != 2 {
					t.Errorf("%v, shown %v, calls %v", err, s.shown, f.calls)
				}
			})
		})
	}
}

func TestWhatACodeCannotMendEndsTheSignIn(t *testing.T) {
	for _, tt := range []struct {
		name    string
		answers []any
		want    error
	}{
		{"api id", []any{rpc(400, "API_ID_INVALID")}, ErrAppRefused},
		{"published api id", []any{rpc(400, "API_ID_PUBLISHED_FLOOD")}, ErrAppRefused},
		{"from DC to DC", []any{moveTo(4)}, ErrUnsupported},
		{"nobody", []any{&tg.AuthLoginTokenSuccess{Authorization: &tg.AuthAuthorization{User: &tg.UserEmpty{}}}}, ErrUnsupported},
		{"no account", []any{&tg.AuthLoginTokenSuccess{Authorization: &tg.AuthAuthorizationSignUpRequired{}}}, ErrNotRegistered},
		{"the person", []any{rpc(401, "SESSION_PASSWORD_NEEDED")}, errGone},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := newTelegram(t, exports(tt.answers...))
				f.replies["auth.importLoginToken"] = []any{rpc(400, "AUTH_TOKEN_INVALID")}
				f.replies["account.getPassword"] = []any{accountPassword(1)}
				if err := newScan(f, &person{}).run(t); !errors.Is(err, tt.want) {
					t.Errorf("error %v, want %v", err, tt.want)
				}
			})
		})
	}
}

func TestAuthRestartMakesANewCode(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newScan(newTelegram(t, exports(rpc(500, "AUTH_RESTART"), token("a", 30*time.Second), success())), &person{})
		if err := s.run(t); err != nil || len(s.shown) != 1 {
			t.Errorf("%v, shown %v", err, s.shown)
		}
	})
}

func TestCancelEndsEveryWait(t *testing.T) {
	for _, tt := range []struct {
		name    string
		answer  any
		migrate error
	}{
		{"a code", token("a", 30*time.Second), nil}, {"a flood", rpc(420, "FLOOD_WAIT_90"), nil}, {"no network", io.EOF, nil}, {"the way to another DC", moveTo(4), io.EOF},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), 1700*time.Millisecond)
				defer cancel()
				s := newScan(newTelegram(t, exports(tt.answer)), &person{})
				s.Migrate = func(context.Context, int) error { return tt.migrate }
				if _, err := SignInQR(ctx, s.QRLogin); !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("error %v", err)
				}
			})
		})
	}
}
