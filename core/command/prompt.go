package command

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"satchel/core"
)

// known answers with what a demo account is signed in with. It answers each
// question once: a server that asks again will not take the answer the next time.
type known struct{ phone, code, password string }

// Phone implements core.Prompter.
func (k known) Phone(_ context.Context, r core.PhoneRequest) (string, error) {
	if r.Err != nil {
		return "", r.Err
	}
	return k.phone, nil
}

// Code implements core.Prompter.
func (k known) Code(_ context.Context, r core.CodeRequest) (core.CodeAnswer, error) {
	switch {
	case r.Wrong:
		return core.CodeAnswer{}, errRefused
	case r.Err != nil:
		return core.CodeAnswer{}, r.Err
	}
	return core.CodeAnswer{Code: k.code}, nil
}

// Password implements core.Prompter.
func (k known) Password(_ context.Context, r core.PasswordRequest) (string, error) {
	switch {
	case r.Wrong:
		return "", errRefused
	case r.Err != nil:
		return "", r.Err
	}
	return k.password, nil
}

// errRefused says that the embedded server did not take its own code or password.
var errRefused = errors.New("the server refused the code or password it gave")

// terminal asks at the terminal; it is used where standard input is one.
type terminal struct {
	in    *os.File
	lines *bufio.Reader
	out   io.Writer
	phone string // given on the command line; used once
}

// terminal returns the prompter of a person at the terminal, or one that says
// that there is nobody.
func (s *System) terminal(phone string) core.Prompter {
	if s.In == nil || !term.IsTerminal(int(s.In.Fd())) {
		return nobody{}
	}
	return &terminal{in: s.In, lines: bufio.NewReader(s.In), out: s.Err, phone: phone}
}

// line reads one line. A person who types nothing keeps the goroutine until they
// do, or until the program ends.
func (t *terminal) line(ctx context.Context, prompt string) (string, error) {
	fmt.Fprint(t.out, prompt)
	type read struct {
		text string
		err  error
	}
	got := make(chan read, 1)
	go func() {
		text, err := t.lines.ReadString('\n')
		got <- read{strings.TrimSpace(text), err}
	}()
	select {
	case r := <-got:
		return r.text, r.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// Phone implements core.Prompter.
func (t *terminal) Phone(ctx context.Context, r core.PhoneRequest) (string, error) {
	if r.Err != nil {
		fmt.Fprintln(t.out, core.Explain(r.Err).Text)
	} else if t.phone != "" {
		return t.phone, nil
	}
	return t.line(ctx, "Phone number, with country code (+49…): ")
}

// Code implements core.Prompter.
func (t *terminal) Code(ctx context.Context, r core.CodeRequest) (core.CodeAnswer, error) {
	switch {
	case r.Wrong:
		fmt.Fprintln(t.out, "That is not the code. Look at it once more.")
	case r.Err != nil:
		fmt.Fprintln(t.out, core.Explain(r.Err).Text)
	default:
		fmt.Fprintln(t.out, codeWords(r.Via))
	}
	prompt := "Code"
	if !r.ResendAt.IsZero() {
		prompt += fmt.Sprintf(" (r to send it another way, from %s on; b to go back)", r.ResendAt.Local().Format(time.TimeOnly))
	} else {
		prompt += " (b to go back)"
	}
	text, err := t.line(ctx, prompt+": ")
	switch {
	case err != nil:
		return core.CodeAnswer{}, err
	case text == "r":
		return core.CodeAnswer{Resend: true}, nil
	case text == "b":
		t.phone = ""
		return core.CodeAnswer{Back: true}, nil
	}
	return core.CodeAnswer{Code: text}, nil
}

// codeWords says where the code is to be found.
func codeWords(via string) string {
	switch via {
	case "app":
		return "The code is a message in your Telegram app, in the chat called Telegram. It is not an SMS."
	case "sms", "sms_word", "sms_phrase":
		return "The code comes as an SMS."
	case "call":
		return "The phone will ring; a voice says the code."
	case "flash_call", "missed_call":
		return "The phone will ring; the code is in the number that calls."
	case "email":
		return "The code comes as an e-mail."
	case "fragment":
		return "The code is on fragment.com."
	}
	return "Telegram has sent a code."
}

// Password implements core.Prompter.
func (t *terminal) Password(ctx context.Context, r core.PasswordRequest) (string, error) {
	switch {
	case r.Wrong:
		fmt.Fprintln(t.out, "That is not the password.")
	case r.Err != nil:
		fmt.Fprintln(t.out, core.Explain(r.Err).Text)
	}
	prompt := "Password of the two-step verification"
	if r.Hint != "" {
		prompt += " (hint: " + r.Hint + ")"
	}
	return t.secret(ctx, prompt+": ")
}

// secret reads a line without showing it. Where it is left before the line came, the
// terminal shows again what is typed.
func (t *terminal) secret(ctx context.Context, prompt string) (string, error) {
	fd := int(t.in.Fd())
	before, err := term.GetState(fd)
	if err != nil {
		return "", fmt.Errorf("ask at the terminal: %w", err)
	}
	fmt.Fprint(t.out, prompt)
	defer fmt.Fprintln(t.out)
	type read struct {
		text []byte
		err  error
	}
	got := make(chan read, 1)
	go func() {
		text, err := term.ReadPassword(fd)
		got <- read{text, err}
	}()
	select {
	case r := <-got:
		return string(r.text), r.err
	case <-ctx.Done():
		return "", errors.Join(ctx.Err(), term.Restore(fd, before))
	}
}

// nobody refuses every question: there is no terminal to ask at.
type nobody struct{}

// Phone implements core.Prompter.
func (nobody) Phone(context.Context, core.PhoneRequest) (string, error) {
	return "", core.ErrNoInput
}

// Code implements core.Prompter.
func (nobody) Code(context.Context, core.CodeRequest) (core.CodeAnswer, error) {
	return core.CodeAnswer{}, core.ErrNoInput
}

// Password implements core.Prompter.
func (nobody) Password(context.Context, core.PasswordRequest) (string, error) {
	return "", core.ErrNoInput
}

// passphrase asks for the passphrase of the login where there is no keychain; nil
// where there is nobody to ask.
func (s *System) passphrase() func(ctx context.Context, again bool) (string, error) {
	t, ok := s.terminal("").(*terminal)
	if !ok {
		return nil
	}
	return func(ctx context.Context, again bool) (string, error) {
		if again {
			fmt.Fprintln(t.out, "That is not the passphrase.")
		}
		return t.secret(ctx, "Passphrase that protects the login on this computer: ")
	}
}
