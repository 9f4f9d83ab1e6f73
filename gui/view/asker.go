package view

import (
	"context"
	"sync"

	"satchel/core"
)

// Question is what a sign-in asks for; one of the fields is set.
type Question struct {
	Phone      *core.PhoneRequest
	Code       *core.CodeRequest
	Password   *core.PasswordRequest
	Passphrase *PassphraseRequest
}

// PassphraseRequest asks for the passphrase that protects the login where the
// system has no keychain.
type PassphraseRequest struct{ Wrong bool }

// Answer is a text, or one of the two other wishes.
type Answer struct {
	Text   string
	Resend bool
	Back   bool
}

// Asker is the window's core.Prompter. The goroutine that asks waits for Answer or
// for the end of its context; nothing waits for it. Answers nobody asked for are
// dropped, so that a second click does no harm.
type Asker struct {
	show func(Question)

	mu    sync.Mutex
	reply chan Answer // of the open question; nil: none
	phone string      // answers the next question for the phone number
}

// NewAsker returns an asker. show is called with each question from the goroutine
// that asks and must not block.
func NewAsker(show func(Question)) *Asker { return &Asker{show: show} }

// Expect answers the next question for the phone number without asking.
func (a *Asker) Expect(phone string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.phone = phone
}

// Answer answers the open question; false: there is none.
func (a *Asker) Answer(answer Answer) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.reply == nil {
		return false
	}
	a.reply <- answer
	a.reply = nil
	return true
}

// ask puts up a question and waits.
func (a *Asker) ask(ctx context.Context, q Question) (Answer, error) {
	reply := make(chan Answer, 1)
	a.mu.Lock()
	a.reply = reply
	a.mu.Unlock()
	a.show(q)
	select {
	case answer := <-reply:
		return answer, nil
	case <-ctx.Done():
		a.mu.Lock()
		defer a.mu.Unlock()
		if a.reply == reply {
			a.reply = nil
		}
		return Answer{}, ctx.Err()
	}
}

// expected takes the phone number that was given beforehand.
func (a *Asker) expected() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	phone := a.phone
	a.phone = ""
	return phone
}

// Phone implements core.Prompter.
func (a *Asker) Phone(ctx context.Context, r core.PhoneRequest) (string, error) {
	if phone := a.expected(); phone != "" && r.Err == nil {
		return phone, nil
	}
	answer, err := a.ask(ctx, Question{Phone: &r})
	if err == nil && answer.Back {
		err = core.ErrBack
	}
	return answer.Text, err
}

// Code implements core.Prompter.
func (a *Asker) Code(ctx context.Context, r core.CodeRequest) (core.CodeAnswer, error) {
	answer, err := a.ask(ctx, Question{Code: &r})
	return core.CodeAnswer{Code: answer.Text, Resend: answer.Resend, Back: answer.Back}, err
}

// Password implements core.Prompter.
func (a *Asker) Password(ctx context.Context, r core.PasswordRequest) (string, error) {
	answer, err := a.ask(ctx, Question{Password: &r})
	if err == nil && answer.Back {
		err = core.ErrBack
	}
	return answer.Text, err
}

// Passphrase asks for the passphrase of the login (core.OpenLogin).
func (a *Asker) Passphrase(ctx context.Context, again bool) (string, error) {
	answer, err := a.ask(ctx, Question{Passphrase: &PassphraseRequest{Wrong: again}})
	if err == nil && answer.Back {
		err = core.ErrBack
	}
	return answer.Text, err
}
