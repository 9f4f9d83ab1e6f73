package view

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"satchel/core"
)

func TestPhonesAreWrittenAsTheirCountryDoes(t *testing.T) {
	tests := []struct {
		typed, want, country string
		ready                bool
	}{
		{"", "", "", false},
		{"+", "+", "", false},
		{"4479", "+44 79", "United Kingdom", false},
		{"+447911123456", "+44 7911 123456", "United Kingdom", true},
		{"0044 7911-123456", "+44 7911 123456", "United Kingdom", true},
		{"+1 (212) 555-0100", "+1 212 555 0100", "United States", true},
		{"79161234567", "+7 916 123 4567", "Russia", true},
		{"+4915112345678", "+49 15112345678", "Germany", true},
		{"+380501234567", "+380 50 123 45 67", "Ukraine", true},
		{"+9996204177", "+9996204177", "", true},
		{"+44 7911 123456 789 000", "+44 7911 123456 789", "United Kingdom", true},
	}
	for _, tt := range tests {
		t.Run(tt.typed, func(t *testing.T) {
			p := FormatPhone(tt.typed, language.English)
			if p.Text != tt.want || p.Country != tt.country || p.Ready != tt.ready {
				t.Errorf("%+v, want %q %q %v", p, tt.want, tt.country, tt.ready)
			}
			if again := FormatPhone(p.Text, language.English); again.Text != p.Text {
				t.Errorf("written again it is %q", again.Text)
			}
		})
	}
	for region, want := range map[string]string{"GB": "44", "US": "1", "KZ": "7", "": "", "ZZ": "", "FR": "33"} {
		if got := CallingCode(region); got != want {
			t.Errorf("%s: %q, want %q", region, got, want)
		}
	}
}

// The countries that share a code are told apart by what follows it.
func TestCountriesOfASharedCode(t *testing.T) {
	for typed, want := range map[string]string{
		"+1": "United States", "+1 212": "United States", "+1 416 5550123": "Canada", "+1 876": "Jamaica", "+1 787": "Puerto Rico",
		"+7 912": "Russia", "+7 701": "Kazakhstan",
	} {
		if got := FormatPhone(typed, language.English).Country; got != want {
			t.Errorf("%s: %q, want %q", typed, got, want)
		}
	}
}

func TestEveryWayOfTheCodeHasWords(t *testing.T) {
	l := words(t)
	seen := map[string]bool{}
	for _, via := range []string{core.ViaApp, core.ViaSMS, core.ViaCall, core.ViaFlashCall, core.ViaMissedCall, core.ViaEmail, core.ViaFragment, core.ViaWord, core.ViaPhrase, "pigeon"} {
		p := NewCodePage(l, core.CodeRequest{Via: via, Phone: "+447911123456", Detail: "ab"})
		if p.Where == "" || strings.Contains(p.Where, "%!") || strings.Contains(p.Where, "signin.") || seen[p.Where] {
			t.Errorf("%s: %q", via, p.Where)
		}
		seen[p.Where] = true
	}
}

func TestCodePageTellsWhatIsWrongAndWhenToResend(t *testing.T) {
	l := words(t)
	p := NewCodePage(l, core.CodeRequest{Via: core.ViaApp, Length: 5, Next: core.ViaSMS, ResendAt: noon.Add(90 * time.Second), Wrong: true})
	if p.Notice.At(l, noon) != "That is not the code. Look at it once more." {
		t.Errorf("%+v", p.Notice)
	}
	if label, ready := p.ResendAfter(l, noon); ready || label != "Send it as an SMS in 1:30" {
		t.Errorf("%q %v", label, ready)
	}
	if label, ready := p.ResendAfter(l, noon.Add(2*time.Minute)); !ready || label != "Send it as an SMS" {
		t.Errorf("%q %v", label, ready)
	}
	if p.Complete("1234") || !p.Complete("12 345") || (CodePage{}).Complete("1") {
		t.Error("when a code is complete")
	}
}

func TestErrorsOfASignInAreSentences(t *testing.T) {
	l := words(t)
	for _, err := range []error{core.ErrPhoneInvalid, core.ErrPhoneBanned, core.ErrTooMany, core.ErrCodeExpired, core.ErrNoResend, core.ErrOffline, errors.New("x")} {
		if got := notice(l, err).At(l, noon); !strings.HasSuffix(got, ".") || strings.Contains(got, "signin.") {
			t.Errorf("%v: %q", err, got)
		}
	}
	wait := notice(l, &core.WaitError{Until: noon.Add(time.Minute)})
	if got := wait.At(l, noon); got != "Telegram asks you to wait until 12:01:00 (1:00)." {
		t.Errorf("%q", got)
	}
	if got := wait.At(l, noon.Add(time.Hour)); got != "You can try again now." {
		t.Errorf("%q", got)
	}
	for _, err := range []error{core.ErrNotRegistered, core.ErrPaymentRequired, core.ErrEmailRequired, core.ErrAppRefused, errors.New("x")} {
		if got := SignInFailed(l, err, noon); got == "" || strings.Contains(got, "signin.") {
			t.Errorf("%v: %q", err, got)
		}
	}
	if p := NewPasswordPage(l, core.PasswordRequest{Hint: "pot", Wrong: true}); p.Hint != "Your hint: pot" || p.Notice.Text == "" {
		t.Errorf("%+v", p)
	}
}

// asked is an asker whose questions come out of a channel.
func asked(t *testing.T) (*Asker, chan Question) {
	t.Helper()
	questions := make(chan Question, 4)
	return NewAsker(func(q Question) { questions <- q }), questions
}

func TestAskerBringsQuestionsAndAnswersTogether(t *testing.T) {
	a, questions := asked(t)
	if a.Answer(Answer{Text: "nobody asked"}) {
		t.Error("an answer without a question was taken")
	}
	type said struct {
		text string
		err  error
	}
	got := make(chan said, 1)
	go func() {
		text, err := a.Phone(t.Context(), core.PhoneRequest{})
		got <- said{text, err}
	}()
	if q := <-questions; q.Phone == nil {
		t.Fatalf("%+v", q)
	}
	if !a.Answer(Answer{Text: "+44"}) || a.Answer(Answer{Text: "twice"}) {
		t.Error("one answer is to be taken, a second one not")
	}
	if s := <-got; s.text != "+44" || s.err != nil {
		t.Errorf("%+v", s)
	}
	go func() {
		_, err := a.Password(t.Context(), core.PasswordRequest{})
		got <- said{"", err}
	}()
	<-questions
	a.Answer(Answer{Back: true})
	if s := <-got; !errors.Is(s.err, core.ErrBack) {
		t.Errorf("back from the password: %v", s.err)
	}
}

func TestAskerUsesAnExpectedNumberOnce(t *testing.T) {
	a, questions := asked(t)
	a.Expect("+1")
	if text, err := a.Phone(t.Context(), core.PhoneRequest{}); text != "+1" || err != nil {
		t.Fatalf("%q %v", text, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		_, err := a.Code(ctx, core.CodeRequest{})
		done <- err
	}()
	<-questions
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if a.Answer(Answer{Text: "late"}) {
		t.Error("an answer after the end was taken")
	}
}
