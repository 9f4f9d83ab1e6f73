package screen

import (
	"image"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"golang.org/x/text/language"

	"satchel/core"
	"satchel/gui/view"
)

// signIn is the sign-in screen on a stage.
func signIn(t *testing.T, hints *Hints) (*stage, *SignIn) {
	s := &stage{T: t}
	o := SignInOptions{
		Hints: hints, Region: "GB", Tag: language.BritishEnglish, QR: true,
		Phone: func(number string) { s.did = append(s.did, "phone "+number) },
		Answer: func(a view.Answer) {
			switch {
			case a.Back:
				s.did = append(s.did, "answer back")
			case a.Resend:
				s.did = append(s.did, "answer resend")
			default:
				s.did = append(s.did, "answer "+a.Text)
			}
		},
		Back: s.note("back"), Forget: s.note("forget"),
		Focus: func(f fyne.Focusable) {
			if s.window != nil {
				s.window.Canvas().Focus(f)
			}
		},
	}
	at := NewSignIn(newKit(t), o)
	s.put(at)
	return s, at
}

func TestTheNumberIsWrittenAsItsCountryDoes(t *testing.T) {
	s, _ := signIn(t, nil)
	line := s.lines()[0]
	if line.Text != "+44 " || s.can("Continue") {
		t.Fatalf("it begins with %q", line.Text)
	}
	test.Type(line, "7911123456")
	s.sees("United Kingdom")
	if line.Text != "+44 7911 123456" {
		t.Errorf("written as %q", line.Text)
	}
	s.key(fyne.KeyReturn)
	s.sees("One moment…")
	s.called("phone " + line.Text)
	s.key(fyne.KeyReturn) // it is on its way already
	s.called()
}

func TestTheSampleSaysItsAnswers(t *testing.T) {
	s, at := signIn(t, &Hints{Phone: "+9996204177", Code: "22222", Password: "correct horse"})
	s.sees("Its number is filled in: just continue.")
	s.press("Continue")
	s.called("phone " + s.lines()[0].Text)
	at.Ask(view.Question{Code: &core.CodeRequest{Phone: "+9996204177", Via: core.ViaApp, Length: 5}})
	s.sees("Enter the code", "the code is 22222", "It is not an SMS.")
	at.Ask(view.Question{Password: &core.PasswordRequest{}})
	s.sees("the password is correct horse")
}

func TestACompleteCodeIsSentAndAWrongOneReplaced(t *testing.T) {
	s, at := signIn(t, nil)
	at.Ask(view.Question{Code: &core.CodeRequest{Via: core.ViaApp, Length: 5}})
	s.misses("Or scan a code")
	line := s.lines()[0]
	if s.window.Canvas().Focused() != fyne.Focusable(line) {
		t.Fatal("the code cannot be typed at once")
	}
	test.Type(line, "1111")
	s.called()
	test.Type(line, "1")
	s.called("answer 11111")
	at.Ask(view.Question{Code: &core.CodeRequest{Via: core.ViaApp, Length: 5, Wrong: true}})
	s.sees("That is not the code.")
	test.Type(line, "2") // over the wrong one, which was selected
	if line.Text != "2" {
		t.Errorf("now there is %q", line.Text)
	}
	s.misses("That is not the code.")
}

func TestTheCodeCanBeSentAgainWhenItsClockIsOver(t *testing.T) {
	s, at := signIn(t, nil)
	at.Ask(view.Question{Code: &core.CodeRequest{Via: core.ViaApp, Next: core.ViaSMS, ResendAt: noon.Add(42 * time.Second)}})
	s.sees("Send it as an SMS in 0:42")
	if s.can("Send it as an SMS in 0:42") {
		t.Error("it can be sent at once")
	}
	at.Tick(noon.Add(43 * time.Second))
	s.press("Send it as an SMS")
	s.called("answer resend")
}

func TestNothingIsSentWhileTelegramWantsAPause(t *testing.T) {
	s, at := signIn(t, nil)
	at.Ask(view.Question{Password: &core.PasswordRequest{Err: &core.WaitError{Until: noon.Add(30 * time.Second)}}})
	s.sees("Telegram asks you to wait until", "(0:30)")
	test.Type(s.lines()[0], "horse")
	s.sees("Telegram asks you to wait until")
	if s.can("Continue") {
		t.Error("it can be sent meanwhile")
	}
	s.key(fyne.KeyReturn)
	s.called()
	at.kit.Now = func() time.Time { return noon.Add(31 * time.Second) }
	at.Tick(noon.Add(31 * time.Second))
	s.sees("You can try again now.")
	s.key(fyne.KeyReturn)
	s.called("answer horse")
}

func TestAPasswordIsHiddenUntilItIsAskedFor(t *testing.T) {
	s, at := signIn(t, nil)
	at.Ask(view.Question{Password: &core.PasswordRequest{Hint: "an animal"}})
	s.sees("Your two-step password", "Your hint: an animal")
	line := s.lines()[0]
	test.Type(line, "horse")
	if !line.Password {
		t.Error("the password can be read")
	}
	test.Tap(line.ActionItem.(fyne.Tappable))
	if line.Password || line.Text != "horse" {
		t.Error("it cannot be read after the eye was pressed")
	}
	test.Tap(line.ActionItem.(fyne.Tappable))
	if !line.Password {
		t.Error("it is not hidden again")
	}
	at.Ask(view.Question{Password: &core.PasswordRequest{Hint: "an animal", Wrong: true}})
	s.sees("That is not the password.")
	test.Type(line, "s")
	s.misses("That is not the password.")
}

func TestBackLeadsToTheNumberAndFromThereOut(t *testing.T) {
	s, at := signIn(t, nil)
	at.Ask(view.Question{Code: &core.CodeRequest{Via: core.ViaApp}})
	s.press("Back")
	s.called("answer back")
	at.Ask(view.Question{Phone: &core.PhoneRequest{}})
	s.sees("Your phone number", "Or scan a code")
	s.key(fyne.KeyEscape)
	s.called("back")
	at.Ask(view.Question{Passphrase: &view.PassphraseRequest{}})
	s.misses("I no longer know it")
	s.key(fyne.KeyEscape)
	s.called("back")
}

func TestAForgottenPassphraseHasAWayOut(t *testing.T) {
	s, at := signIn(t, nil)
	at.Ask(view.Question{Passphrase: &view.PassphraseRequest{Wrong: true}})
	s.sees("A passphrase for this computer", "That is not the passphrase it was locked with.")
	s.press("I no longer know it")
	s.called("forget")
}

func TestAPictureCodeTellsHowLongItHolds(t *testing.T) {
	s, at := signIn(t, nil)
	s.sees("Getting a new code…")
	at.ShowQR(image.NewRGBA(image.Rect(0, 0, 9, 9)), noon.Add(25*time.Second))
	s.sees("A new code in 0:25")
	at.Tick(noon.Add(26 * time.Second))
	s.sees("Getting a new code…")
	at.QRFailed()
	at.Tick(noon)
	s.sees("The picture code cannot be had right now. Use the phone number.")
}

func TestAFailureIsSaidAndTheNumberStays(t *testing.T) {
	s, at := signIn(t, nil)
	test.Type(s.lines()[0], "7911123456")
	at.Busy("Connecting to Telegram…")
	s.sees("Connecting to Telegram…")
	if s.can("Continue") || !at.Idle() {
		t.Error("it can be sent while nobody listens")
	}
	at.Failed("Telegram cannot be reached.")
	s.sees("Telegram cannot be reached.")
	if got := s.lines()[0].Text; got != "+44 7911 123456" || !s.can("Continue") {
		t.Errorf("the number is %q now", got)
	}
	at.Connect("Connecting to Telegram…")
	if !at.AtNumber() || at.Step() != 0 {
		t.Error("it is not at the number")
	}
}

func TestALineThatIsDeadIsNamedUntilTheAnswerComes(t *testing.T) {
	s, at := signIn(t, nil)
	at.Busy("Connecting to Telegram…")
	at.Tick(noon.Add(7 * time.Second))
	s.sees("Connecting to Telegram…")
	s.misses("Telegram does not answer.")
	at.Tick(noon.Add(8 * time.Second))
	s.sees("Telegram does not answer.", "goes on by itself")
	at.Ask(view.Question{Phone: &core.PhoneRequest{}})
	at.Tick(noon.Add(9 * time.Second))
	s.misses("Telegram does not answer.")
}
