package demo

import (
	"context"
	"math/big"
	"testing"

	"github.com/gotd/td/crypto"
	"github.com/gotd/td/tg"
)

func TestThePasswordPrimeIsOneClientsAccept(t *testing.T) {
	p, ok := new(big.Int).SetString(passwordPrime, 16)
	if !ok {
		t.Fatal("not a number")
	}
	if err := crypto.CheckDH(passwordBase, p); err != nil {
		t.Error(err)
	}
}

func TestSignInSurvivesWrongInput(t *testing.T) {
	s := serve(t, folder{"password": "correct horse", "hint": "an animal"}.open(t, nil), nil)
	c := caller{s: s.Server, dc: 2, key: 1}
	api, ctx := c.api(), t.Context()
	send := func(phone string, hash string) (*tg.AuthSentCode, error) {
		a, err := api.AuthSendCode(ctx, &tg.AuthSendCodeRequest{PhoneNumber: phone, APIID: apiID, APIHash: hash})
		sent, _ := a.(*tg.AuthSentCode)
		return sent, err
	}
	_, err := send("+49123", s.apiHash())
	wantError(t, "another number", err, "PHONE_NUMBER_INVALID")
	_, err = send("+9996200001", "wrong")
	wantError(t, "another application", err, "API_ID_INVALID")
	sent, err := send("999 62-00001", s.apiHash())
	wantError(t, "the number in another form", err, "")
	if app, ok := sent.Type.(*tg.AuthSentCodeTypeApp); !ok || app.Length != 5 {
		t.Errorf("code sent as %v, want by the app with 5 digits", sent.Type)
	}

	sign := func(hash, code string) error {
		_, err := api.AuthSignIn(ctx, &tg.AuthSignInRequest{PhoneNumber: "+9996200001", PhoneCodeHash: hash, PhoneCode: code})
		return err
	}
	wantError(t, "not signed in yet", ask(c), "AUTH_KEY_UNREGISTERED")
	wantError(t, "password before the code", checkPassword(ctx, api, "correct horse"), "AUTH_KEY_UNREGISTERED")
	wantError(t, "wrong code", sign(sent.PhoneCodeHash, "11111"), "PHONE_CODE_INVALID")
	wantError(t, "no code", sign(sent.PhoneCodeHash, ""), "PHONE_CODE_EMPTY")
	wantError(t, "another code's hash", sign("x", "22222"), "PHONE_CODE_EXPIRED")
	wantError(t, "right code", sign(sent.PhoneCodeHash, "22222"), "SESSION_PASSWORD_NEEDED")
	wantError(t, "wrong password", checkPassword(ctx, api, "incorrect horse"), "PASSWORD_HASH_INVALID")
	p, err := api.AccountGetPassword(ctx)
	wantError(t, "the password's hint", err, "")
	if p.Hint != "an animal" {
		t.Errorf("hint %q", p.Hint)
	}
	_, err = api.AuthCheckPassword(ctx, &tg.InputCheckPasswordSRP{SRPID: p.SRPID + 1, A: make([]byte, 256), M1: make([]byte, 32)})
	wantError(t, "another exchange", err, "SRP_ID_INVALID")
	_, err = api.AuthCheckPassword(ctx, &tg.InputCheckPasswordSRP{SRPID: p.SRPID, A: make([]byte, 256), M1: make([]byte, 32)})
	wantError(t, "g_a of zero", err, "PASSWORD_HASH_INVALID")
	wantError(t, "still not signed in", ask(c), "AUTH_KEY_UNREGISTERED")
	wantError(t, "right password", checkPassword(ctx, api, "correct horse"), "")
	wantError(t, "signed in", ask(c), "")
	s.wantRules(t, "a sign-in")
}

// ask is a call that needs a login.
func ask(c caller) error {
	_, err := c.api().UpdatesGetState(context.Background())
	return err
}

func TestTheCodeGoesFurtherWaysAndThenNone(t *testing.T) {
	s := serve(t, folder{}.open(t, nil), nil)
	api := caller{s: s.Server, dc: 2, key: 1}.api()
	a, err := api.AuthSendCode(t.Context(), &tg.AuthSendCodeRequest{PhoneNumber: s.world.Phone(), APIID: apiID, APIHash: s.apiHash()})
	if err != nil {
		t.Fatal(err)
	}
	sent := a.(*tg.AuthSentCode)
	again := &tg.AuthResendCodeRequest{PhoneNumber: s.world.Phone(), PhoneCodeHash: sent.PhoneCodeHash}
	for _, want := range []uint32{tg.AuthSentCodeTypeSMSTypeID, tg.AuthSentCodeTypeCallTypeID} {
		a, err := api.AuthResendCode(t.Context(), again)
		if err != nil {
			t.Fatal(err)
		}
		if got := a.(*tg.AuthSentCode).Type.TypeID(); got != want {
			t.Errorf("resent by %x, want %x", got, want)
		}
	}
	_, err = api.AuthResendCode(t.Context(), again)
	wantError(t, "a fourth way", err, "SEND_CODE_UNAVAILABLE")
	_, err = api.AuthCancelCode(t.Context(), &tg.AuthCancelCodeRequest{PhoneNumber: s.world.Phone(), PhoneCodeHash: sent.PhoneCodeHash})
	wantError(t, "cancel", err, "")
	_, err = api.AuthResendCode(t.Context(), again)
	wantError(t, "after cancel", err, "PHONE_CODE_EXPIRED")
}

func TestALoginReachesOtherDCsAndEndsEverywhere(t *testing.T) {
	s := serve(t, folder{}.open(t, nil), nil)
	home := s.signedIn(t)
	far := caller{s: s.Server, dc: 4, key: 2}
	ctx := t.Context()

	_, err := far.api().AuthSendCode(ctx, &tg.AuthSendCodeRequest{PhoneNumber: s.world.Phone(), APIID: apiID, APIHash: s.apiHash()})
	wantError(t, "sign-in elsewhere", err, "PHONE_MIGRATE_2")
	for _, dc := range []int{2, 203, 9} {
		_, err := home.api().AuthExportAuthorization(ctx, dc)
		wantError(t, "export to a DC that takes none", err, "DC_ID_INVALID")
	}
	e, err := home.api().AuthExportAuthorization(ctx, 4)
	wantError(t, "export", err, "")
	wantError(t, "before the import", ask(far), "AUTH_KEY_UNREGISTERED")
	_, err = far.api().AuthImportAuthorization(ctx, &tg.AuthImportAuthorizationRequest{ID: e.ID, Bytes: e.Bytes})
	wantError(t, "import", err, "")
	wantError(t, "after the import", ask(far), "")
	_, err = far.api().AuthImportAuthorization(ctx, &tg.AuthImportAuthorizationRequest{ID: e.ID, Bytes: e.Bytes})
	wantError(t, "import twice", err, "AUTH_BYTES_INVALID")

	_, err = home.api().AuthLogOut(ctx)
	wantError(t, "log out", err, "")
	wantError(t, "logged out at home", ask(home), "AUTH_KEY_UNREGISTERED")
	wantError(t, "logged out elsewhere", ask(far), "AUTH_KEY_UNREGISTERED")
	mustSignIn(t, home)
	wantError(t, "signed in again", ask(home), "")
	wantError(t, "the old login stays ended", ask(far), "AUTH_KEY_UNREGISTERED")
}
