package demo

import (
	"context"
	"encoding/base64"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/demo/mtserver"
)

// waiting is a server that accepts codes and whose clock is the bubble's: it
// listens, so that updates have somewhere to go, but nobody connects.
func waiting(t *testing.T, f folder) *served {
	t.Helper()
	s := serve(t, f.open(t, nil), nil)
	mt, err := mtserver.Listen(t.Context(), mtserver.Options{DCs: dataCentres(), Handler: s.Server, ProofBits: 16})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := mt.Close(); err != nil {
			t.Error(err)
		}
	})
	s.mt = mt
	return s
}

func (c caller) export(t *testing.T, except ...int64) tg.AuthLoginTokenClass {
	t.Helper()
	a, err := c.api().AuthExportLoginToken(t.Context(), &tg.AuthExportLoginTokenRequest{APIID: apiID, APIHash: c.s.apiHash(), ExceptIDs: except})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (c caller) code(t *testing.T, except ...int64) []byte {
	t.Helper()
	token, ok := c.export(t, except...).(*tg.AuthLoginToken)
	if !ok {
		t.Fatal("no token")
	}
	return token.Token
}

func (c caller) accept(token []byte) error {
	_, err := c.api().AuthAcceptLoginToken(context.Background(), token)
	return err
}

func TestACodeLastsHalfAMinuteAndIsThenKnownAsExpired(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := waiting(t, folder{})
		phone, desk := s.signedIn(t), caller{s: s.Server, dc: 2, key: 9}
		first := desk.export(t).(*tg.AuthLoginToken)
		if want := int(time.Now().Add(30 * time.Second).Unix()); first.Expires != want {
			t.Errorf("expires %d, want %d", first.Expires, want)
		}
		time.Sleep(28 * time.Second)
		second := desk.code(t)
		time.Sleep(2 * time.Second)
		wantError(t, "too late", phone.accept(first.Token), "AUTH_TOKEN_EXPIRED")
		wantError(t, "the one after", phone.accept(second), "")
		time.Sleep(loginTokenMemory + time.Minute)
		third := desk.code(t)
		wantError(t, "long forgotten", phone.accept(first.Token), "AUTH_TOKEN_INVALID")
		wantError(t, "a new one", phone.accept(third), "")
	})
}

func TestACodeJustReplacedIsStillGood(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := waiting(t, folder{})
		phone, desk := s.signedIn(t), caller{s: s.Server, dc: 2, key: 9}
		scanned := desk.code(t)
		time.Sleep(28 * time.Second)
		desk.code(t)
		wantError(t, "accept", phone.accept(scanned), "")
		if a := desk.export(t); a.TypeName() != "auth.loginTokenSuccess" {
			t.Errorf("answered %s", a.TypeName())
		}
	})
}

func TestAnAcceptedCodeExpiresToo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := waiting(t, folder{})
		phone, far := s.signedIn(t), caller{s: s.Server, dc: 4, key: 9}
		token := far.code(t)
		wantError(t, "accept", phone.accept(token), "")
		time.Sleep(30 * time.Second)
		_, err := caller{s: s.Server, dc: 2, key: 10}.api().AuthImportLoginToken(t.Context(), token)
		wantError(t, "import", err, "AUTH_TOKEN_EXPIRED")
		if a := far.export(t); a.TypeName() != "auth.loginToken" {
			t.Errorf("answered %s, want another code", a.TypeName())
		}
	})
}

func TestACodeLetsInOneClientOnly(t *testing.T) {
	s := waiting(t, folder{"password": "p"})
	phone, far := s.signedIn(t), caller{s: s.Server, dc: 4, key: 9}
	home, thief := caller{s: s.Server, dc: 2, key: 10}, caller{s: s.Server, dc: 2, key: 11}
	token := far.code(t)
	wantError(t, "accept", phone.accept(token), "")
	take := func(c caller) error {
		_, err := c.api().AuthImportLoginToken(t.Context(), token)
		return err
	}
	wantError(t, "import", take(home), "SESSION_PASSWORD_NEEDED")
	wantError(t, "its answer was lost", take(home), "SESSION_PASSWORD_NEEDED")
	wantError(t, "somebody else", take(thief), "AUTH_TOKEN_ALREADY_ACCEPTED")
	wantError(t, "somebody else's password", checkPassword(t.Context(), thief.api(), "p"), "AUTH_KEY_UNREGISTERED")
	if a := far.export(t); a.TypeName() != "auth.loginToken" {
		t.Errorf("the used code is answered %s", a.TypeName())
	}
	wantError(t, "the password", checkPassword(t.Context(), home.api(), "p"), "")
	wantError(t, "signed in", ask(home), "")
	wantError(t, "not signed in", ask(far), "AUTH_KEY_UNREGISTERED")
}

func TestWhoMayAcceptACode(t *testing.T) {
	s := waiting(t, folder{})
	phone, desk := s.signedIn(t), caller{s: s.Server, dc: 2, key: 9}
	wantError(t, "an account that is excepted", phone.accept(desk.code(t, 5, s.self.ID)), "AUTH_TOKEN_EXCEPTION")
	token := desk.code(t, 5)
	wantError(t, "a client nobody signed in at", desk.accept(token), "AUTH_KEY_UNREGISTERED")
	wantError(t, "another account is excepted", phone.accept(token), "")
	s.wantRules(t, "a login by code")
}

func TestThePhoneLearnsWhomItLetIn(t *testing.T) {
	s := start(t, Options{World: folder{"password": "p", "hint": "one letter"}.open(t, nil)})
	desk := caller{s: s, dc: 2, key: 9}
	link := "tg://login?token=" + base64.URLEncoding.EncodeToString(desk.code(t))
	s.keys[[8]byte{9}].token.client = &tg.InitConnectionRequest{DeviceModel: "Desk", SystemVersion: "linux", AppVersion: "1.2"}
	got, err := AcceptCode(t.Context(), s.Ready(), link)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Device{Model: "Desk", System: "linux", Version: "1.2", PasswordPending: true}, got); diff != "" {
		t.Error(diff)
	}
	if _, err := AcceptCode(t.Context(), s.Ready(), link); !errors.Is(err, ErrCodeUsed) {
		t.Errorf("again: %v", err)
	}
}

func TestLinksOfCodesAreRead(t *testing.T) {
	for _, tt := range []struct {
		link string
		want string
	}{
		{"tg://login?token=YQ", "a"}, {"tg://login?token=YQ==", "a"}, {" tg://login?token=_-8\n", "\xff\xef"},
		{"tg://login?token=", ""}, {"tg://login", ""}, {"tg://resolve?token=YQ", ""}, {"https://login?token=YQ", ""},
		{"tg://login?token=Y+", ""}, {"YQ", ""}, {"", ""}, {"tg://%zz", ""},
	} {
		got, err := tokenOf(tt.link)
		if string(got) != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("%q: %q, %v", tt.link, got, err)
		}
	}
}

func FuzzTokenOf(f *testing.F) {
	f.Add("tg://login?token=YQ")
	f.Add("tg://login?token=%00")
	f.Fuzz(func(t *testing.T, link string) {
		if token, err := tokenOf(link); (err == nil) != (len(token) > 0) {
			t.Errorf("%q: %d bytes, %v", link, len(token), err)
		}
	})
}
