package tljson

import (
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/gotd/td/tg"
)

// Whatever a later layer of the schema calls what signs in: a field whose name says
// so stays out of logs. The exceptions are names of other things.
func TestEveryFieldOfTheSchemaThatSignsInIsSecret(t *testing.T) {
	c := New()
	telling := regexp.MustCompile(`phone|password|token|secret|nonce|credential|email|(^|_)code$`)
	harmless := []string{
		"phone_prefix_rules", "phone_country", "lang_code", "suggested_lang_code", "base_lang_code", "plural_code", "system_lang_code", "country_code", "post_code", // of places and languages
		"credentials_title", "email_pattern", "login_email_pattern", "email_unconfirmed_pattern", // with stars
		"support_email_address", "support_email_subject", // Telegram's own
		"shipping_option_id",
	}
	for _, k := range c.sorted {
		p, err := c.plan(k.typ)
		if err != nil {
			t.Fatal(err)
		}
		for i := range p.fields {
			f := &p.fields[i]
			if f.kind.of == isString && telling.MatchString(f.key) && !slices.Contains(harmless, f.key) && !secret(f) {
				t.Errorf("%s of %s would be logged", f.key, p.name)
			}
		}
	}
}

// No value of a secret field is in the redacted form, however deep it lies; and the
// object is as it was.
func TestNoSecretOfAnyMethodIsInTheRedactedForm(t *testing.T) {
	c := New()
	const marked = "do-not-log"
	rnd := rand.New(rand.NewPCG(1, 2))
	d := Drawer{Upto: rnd.IntN, Optional: func(string, string) bool { return true }}
	d.Value = func(class reflect.Type, object, field string) any {
		if class.Kind() == reflect.String && (strings.HasSuffix(field, "token") || slices.Contains([]string{"phone", "phone_number", "phone_code", "phone_code_hash", "code", "password", "email", "api_hash"}, field)) {
			return marked
		}
		return nil
	}
	for _, name := range []string{"auth.sendCode", "auth.signIn", "auth.signUp", "auth.importBotAuthorization", "account.changePhone", "account.verifyPhone", "auth.requestFirebaseSms",
		"auth.finishFirebasePnvLogin", "contacts.importContacts", "contacts.resolvePhone", "account.updatePasswordSettings", "messages.acceptUrlAuth", "updateShort", "account.getAuthorizations"} {
		obj, err := c.Draw(name, d)
		if err != nil {
			t.Fatal(err)
		}
		open, err := c.Encode(obj)
		if err != nil {
			t.Fatal(err)
		}
		got, err := c.EncodeRedacted(obj)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(got), marked) {
			t.Errorf("%s: %s", name, got)
		}
		if again, err := c.Encode(obj); err != nil || string(again) != string(open) {
			t.Errorf("%s was changed (%v)", name, err)
		}
	}
}

// Many goroutines meet the same new types at once.
func TestACodecIsSharedByGoroutines(t *testing.T) {
	c := New()
	text := []byte(okMessage + `,"out":true,"media":{"_":"messageMediaDice","value":3,"emoticon":"x"}}`)
	var want tg.MessageClass
	if err := New().Decode(text, &want, DecodeOptions{}); err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			var m tg.MessageClass
			if err := c.Decode(text, &m, DecodeOptions{}); err != nil || !reflect.DeepEqual(m, want) {
				t.Errorf("decoded %v (%v)", m, err)
				return
			}
			if back, err := c.Encode(m); err != nil || len(back) == 0 {
				t.Error(err)
			}
			if n := len(c.Constructors((*tg.MessageMediaClass)(nil))); n < 10 {
				t.Errorf("%d kinds of media", n)
			}
		})
	}
	group.Wait()
}
