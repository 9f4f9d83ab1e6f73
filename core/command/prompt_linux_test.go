package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"satchel/core"
)

// desk is a terminal with a person at it.
type desk struct {
	keys *os.File // what is typed, and what the terminal shows of it
	tty  *os.File
	said *spoken
	core.Prompter
}

// spoken is what was said; a test waits for words of it.
type spoken struct {
	mu   sync.Mutex
	cond *sync.Cond
	buf  bytes.Buffer
}

func (s *spoken) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.cond.Broadcast()
	return s.buf.Write(p)
}

// take waits until a text was said and takes all up to its end.
func (s *spoken) take(text string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		if at := strings.Index(s.buf.String(), text); at >= 0 {
			return string(s.buf.Next(at + len(text)))
		}
		s.cond.Wait()
	}
}

func newDesk(t *testing.T, phone string) *desk {
	t.Helper()
	keys, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("no terminals here: ", err)
	}
	t.Cleanup(func() { keys.Close() })
	if err := unix.IoctlSetPointerInt(int(keys.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	number, err := unix.IoctlGetInt(int(keys.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	tty, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tty.Close() })
	d := &desk{keys: keys, tty: tty, said: &spoken{}}
	d.said.cond = sync.NewCond(&d.said.mu)
	d.Prompter = (&System{In: tty, Err: d.said}).terminal(phone)
	return d
}

func (d *desk) types(t *testing.T, text string) {
	t.Helper()
	if _, err := d.keys.WriteString(text); err != nil {
		t.Fatal(err)
	}
}

// echoes reports whether the terminal shows what is typed.
func (d *desk) echoes(t *testing.T) bool {
	t.Helper()
	state, err := unix.IoctlGetTermios(int(d.tty.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	return state.Lflag&unix.ECHO != 0
}

func TestThePhoneGivenOnTheCommandLineIsUsedUntilItIsRefused(t *testing.T) {
	d := newDesk(t, "+441")
	if got, err := d.Phone(t.Context(), core.PhoneRequest{}); got != "+441" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	d.types(t, " +44 7911 123456 \n")
	if got, err := d.Phone(t.Context(), core.PhoneRequest{Err: core.ErrPhoneInvalid}); got != "+44 7911 123456" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	if said := d.said.take("(+49…): "); !strings.Contains(said, core.Explain(core.ErrPhoneInvalid).Text) {
		t.Errorf("said %q", said)
	}
}

func TestACodeIsAskedForWithWhereItIs(t *testing.T) {
	at := time.Date(2026, 3, 14, 12, 5, 0, 0, time.Local)
	for _, tt := range []struct {
		name  string
		ask   core.CodeRequest
		typed string
		want  core.CodeAnswer
		said  []string
	}{
		{"in the app", core.CodeRequest{Via: core.ViaApp}, "22222", core.CodeAnswer{Code: "22222"}, []string{"in the chat called Telegram", "Code (b to go back): "}},
		{"can be sent again", core.CodeRequest{Via: core.ViaSMS, ResendAt: at}, "r", core.CodeAnswer{Resend: true}, []string{"as an SMS", "from 12:05:00 on"}},
		{"back", core.CodeRequest{Via: core.ViaCall}, "b", core.CodeAnswer{Back: true}, []string{"a voice says the code"}},
		{"wrong", core.CodeRequest{Via: core.ViaApp, Wrong: true}, "1", core.CodeAnswer{Code: "1"}, []string{"That is not the code."}},
		{"too old", core.CodeRequest{Via: core.ViaApp, Err: core.ErrCodeExpired}, "1", core.CodeAnswer{Code: "1"}, []string{core.Explain(core.ErrCodeExpired).Text}},
		{"an unknown way", core.CodeRequest{Via: "pigeon"}, "1", core.CodeAnswer{Code: "1"}, []string{"Telegram has sent a code."}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t, "")
			d.types(t, tt.typed+"\n")
			got, err := d.Code(t.Context(), tt.ask)
			if got != tt.want || err != nil {
				t.Errorf("%+v, %v", got, err)
			}
			said := d.said.take(": ")
			for _, words := range tt.said {
				if !strings.Contains(said, words) {
					t.Errorf("%q does not say %q", said, words)
				}
			}
		})
	}
}

func TestGoingBackAsksForAnotherNumberThanThatOfTheCommandLine(t *testing.T) {
	d := newDesk(t, "+441")
	d.types(t, "b\n+442\n")
	if got, err := d.Code(t.Context(), core.CodeRequest{Via: core.ViaApp}); !got.Back || err != nil {
		t.Fatalf("%+v, %v", got, err)
	}
	if got, err := d.Phone(t.Context(), core.PhoneRequest{}); got != "+442" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}

func TestAPasswordIsNotShownAndTheTerminalIsAsBefore(t *testing.T) {
	d := newDesk(t, "")
	type answer struct {
		text string
		err  error
	}
	answered := make(chan answer, 1)
	ask := func(ctx context.Context, r core.PasswordRequest) {
		text, err := d.Password(ctx, r)
		answered <- answer{text, err}
	}
	hidden := func() {
		t.Helper()
		for tick := time.Tick(time.Millisecond); d.echoes(t); {
			<-tick
		}
	}
	go ask(t.Context(), core.PasswordRequest{Hint: "an animal", Wrong: true})
	if said := d.said.take("(hint: an animal): "); !strings.Contains(said, "That is not the password.") {
		t.Errorf("said %q", said)
	}
	hidden()
	d.types(t, "correct horse\n")
	if got := <-answered; got.text != "correct horse" || got.err != nil || !d.echoes(t) {
		t.Errorf("%+v; the terminal shows what is typed: %v", got, d.echoes(t))
	}
	ctx, leave := context.WithCancel(t.Context())
	go ask(ctx, core.PasswordRequest{})
	hidden()
	leave()
	if got := <-answered; !errors.Is(got.err, context.Canceled) {
		t.Errorf("%+v", got)
	}
	if !d.echoes(t) {
		t.Error("the terminal no longer shows what is typed")
	}
	d.types(t, "\n") // ends the read that was left
}

func TestWithoutATerminalThereIsNobodyToAsk(t *testing.T) {
	in, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	defer out.Close()
	s := &System{In: in, Err: out}
	p := s.terminal("+441")
	if _, err := p.Phone(t.Context(), core.PhoneRequest{}); !errors.Is(err, core.ErrNoInput) {
		t.Errorf("phone: %v", err)
	}
	if _, err := p.Code(t.Context(), core.CodeRequest{}); !errors.Is(err, core.ErrNoInput) {
		t.Errorf("code: %v", err)
	}
	if _, err := p.Password(t.Context(), core.PasswordRequest{}); !errors.Is(err, core.ErrNoInput) {
		t.Errorf("password: %v", err)
	}
	if s.passphrase() != nil {
		t.Error("somebody is asked for the passphrase")
	}
}
