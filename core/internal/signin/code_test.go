package signin

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

func TestEveryWayOfSendingACodeIsNamed(t *testing.T) {
	now := time.Unix(1_700_000_000, 0)
	for _, tt := range []struct {
		give tg.AuthSentCodeTypeClass
		want CodeRequest
	}{
		{&tg.AuthSentCodeTypeApp{Length: 5}, CodeRequest{Via: ViaApp, Length: 5}},
		{&tg.AuthSentCodeTypeSMS{Length: 5}, CodeRequest{Via: ViaSMS, Length: 5}},
		{&tg.AuthSentCodeTypeFirebaseSMS{Length: 6}, CodeRequest{Via: ViaSMS, Length: 6}},
		{&tg.AuthSentCodeTypeCall{Length: 5}, CodeRequest{Via: ViaCall, Length: 5}},
		{&tg.AuthSentCodeTypeFlashCall{Pattern: "*123"}, CodeRequest{Via: ViaFlashCall, Detail: "*123"}},
		{&tg.AuthSentCodeTypeMissedCall{Prefix: "+1", Length: 4}, CodeRequest{Via: ViaMissedCall, Detail: "+1", Length: 4}},
		{&tg.AuthSentCodeTypeEmailCode{EmailPattern: "a*@b", Length: 6}, CodeRequest{Via: ViaEmail, Detail: "a*@b", Length: 6}},
		{&tg.AuthSentCodeTypeFragmentSMS{URL: "u", Length: 5}, CodeRequest{Via: ViaFragment, Detail: "u", Length: 5}},
		{&tg.AuthSentCodeTypeSMSWord{Beginning: "b"}, CodeRequest{Via: ViaWord, Detail: "b"}},
		{&tg.AuthSentCodeTypeSMSPhrase{Beginning: "c"}, CodeRequest{Via: ViaPhrase, Detail: "c"}},
	} {
		got, err := codeRequest(&tg.AuthSentCode{Type: tt.give}, now)
		if err != nil {
			t.Errorf("%T: %v", tt.give, err)
		}
		if diff := cmp.Diff(tt.want, got, cmpopts.EquateErrors()); diff != "" {
			t.Errorf("%T: %s", tt.give, diff)
		}
	}
	for give, want := range map[tg.AuthCodeTypeClass]string{
		&tg.AuthCodeTypeSMS{}: ViaSMS, &tg.AuthCodeTypeCall{}: ViaCall, &tg.AuthCodeTypeFlashCall{}: ViaFlashCall,
		&tg.AuthCodeTypeMissedCall{}: ViaMissedCall, &tg.AuthCodeTypeFragmentSMS{}: ViaFragment,
	} {
		s := sentCode("h")
		s.SetNextType(give)
		s.SetTimeout(60)
		got, err := codeRequest(s, now)
		if err != nil || got.Next != want || !got.ResendAt.Equal(now.Add(time.Minute)) {
			t.Errorf("next %T: %+v, %v", give, got, err)
		}
	}
}

func TestACodeByMailOrWordKeepsItsForm(t *testing.T) {
	mail := &tg.AuthSentCode{Type: &tg.AuthSentCodeTypeEmailCode{EmailPattern: "a*", Length: 6}, PhoneCodeHash: "h"}
	phrase := &tg.AuthSentCode{Type: &tg.AuthSentCodeTypeSMSPhrase{}, PhoneCodeHash: "h"}
	for _, tt := range []struct {
		sent        bin.Encoder
		typed, want string
	}{{mail, "123 456", "email:123456/h"}, {phrase, " blue-green whale ", "blue-green whale/h"}} {
		f := newTelegram(t, map[string][]any{"auth.sendCode": {tt.sent}, "auth.signIn": {authorization()}})
		mustSignIn(t, f, &person{phones: []string{"1"}, codes: []CodeAnswer{code(tt.typed)}})
		if diff := cmp.Diff([]string{tt.want}, f.codes); diff != "" {
			t.Error(diff)
		}
	}
}
