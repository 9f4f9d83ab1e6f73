package demo

import (
	"testing"
	"time"

	"github.com/gotd/td/tg"
)

func TestALoginTokenSignsInOnceAccepted(t *testing.T) {
	s := start(t, Options{World: folder{}.open(t, nil)})
	phone := caller{s: s, dc: 2, key: 1}
	mustSignIn(t, phone)
	desk := caller{s: s, dc: 2, key: 2}
	export := func() (tg.AuthLoginTokenClass, error) {
		return desk.api().AuthExportLoginToken(t.Context(), &tg.AuthExportLoginTokenRequest{APIID: apiID, APIHash: s.apiHash()})
	}
	a, err := export()
	if err != nil {
		t.Fatal(err)
	}
	token := a.(*tg.AuthLoginToken).Token
	_, err = phone.api().AuthAcceptLoginToken(t.Context(), []byte("x"))
	wantError(t, "an unknown token", err, "AUTH_TOKEN_INVALID")
	_, err = phone.api().AuthAcceptLoginToken(t.Context(), token)
	wantError(t, "accept", err, "")
	_, err = phone.api().AuthAcceptLoginToken(t.Context(), token)
	wantError(t, "accept twice", err, "AUTH_TOKEN_ALREADY_ACCEPTED")
	wantError(t, "before the second export", ask(desk), "AUTH_KEY_UNREGISTERED")
	if a, err = export(); err != nil {
		t.Fatal(err)
	}
	if _, ok := a.(*tg.AuthLoginTokenSuccess); !ok {
		t.Errorf("an accepted token is answered %T", a)
	}
	wantError(t, "signed in", ask(desk), "")
}

func TestALoginTokenLeadsToTheHomeDC(t *testing.T) {
	s := start(t, Options{World: folder{"password": "p"}.open(t, nil)})
	phone, desk := caller{s: s, dc: 2, key: 1}, caller{s: s, dc: 4, key: 2}
	mustSignIn(t, phone)
	r := &tg.AuthExportLoginTokenRequest{APIID: apiID, APIHash: s.apiHash()}
	a, err := desk.api().AuthExportLoginToken(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	token := a.(*tg.AuthLoginToken).Token
	home := caller{s: s, dc: 2, key: 3}
	if a, err = home.api().AuthImportLoginToken(t.Context(), token); err != nil || a.TypeName() != "auth.loginToken" {
		t.Errorf("a token nobody accepted: %v, %v", a, err)
	}
	if _, err := phone.api().AuthAcceptLoginToken(t.Context(), token); err != nil {
		t.Fatal(err)
	}
	if a, err = desk.api().AuthExportLoginToken(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	move, ok := a.(*tg.AuthLoginTokenMigrateTo)
	if !ok || move.DCID != 2 {
		t.Fatalf("accepted elsewhere: %T", a)
	}
	_, err = home.api().AuthImportLoginToken(t.Context(), move.Token)
	wantError(t, "an account with a password", err, "SESSION_PASSWORD_NEEDED")
	wantError(t, "its password", checkPassword(t.Context(), home.api(), "p"), "")
	wantError(t, "signed in", ask(home), "")
	_, err = home.api().AuthImportLoginToken(t.Context(), []byte("x"))
	wantError(t, "an unknown token", err, "AUTH_TOKEN_INVALID")
	r.APIHash = "x"
	_, err = desk.api().AuthExportLoginToken(t.Context(), r)
	wantError(t, "another application", err, "API_ID_INVALID")
}

func TestALoginTokenRunsOut(t *testing.T) {
	s := start(t, Options{World: folder{}.open(t, nil)})
	phone, desk := caller{s: s, dc: 2, key: 1}, caller{s: s, dc: 2, key: 2}
	mustSignIn(t, phone)
	a, err := desk.api().AuthExportLoginToken(t.Context(), &tg.AuthExportLoginTokenRequest{APIID: apiID, APIHash: s.apiHash()})
	if err != nil {
		t.Fatal(err)
	}
	token := a.(*tg.AuthLoginToken).Token
	s.tokens[string(token)].expires = time.Now().Add(-time.Second)
	_, err = phone.api().AuthAcceptLoginToken(t.Context(), token)
	wantError(t, "accept", err, "AUTH_TOKEN_EXPIRED")
	_, err = desk.api().AuthImportLoginToken(t.Context(), token)
	wantError(t, "import", err, "AUTH_TOKEN_EXPIRED")
}
