package core

import (
	"context"
	"testing"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

// cut runs until some pages of histories were asked for and stops as a killed
// program does: the takeout session stays open.
func (p *procedure) cut(t *testing.T, pages int, change func(*Settings)) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	e := p.engine(nil)
	e.onCommit = func() {
		if len(p.log.calls(t, "messages.getHistory")) >= pages {
			stop()
		}
	}
	s := testSettings()
	if change != nil {
		change(&s)
	}
	pages += len(p.log.calls(t, "messages.getHistory"))
	if got, err := e.Export(ctx, p.dir, s, p.prompter()); err != nil || got.Outcome != PartlySaved {
		t.Fatalf("outcome %s, %v", got.Outcome, err)
	}
	p.read(t, func(ctx context.Context, a *archive.Archive) {
		if state, err := a.LoadTakeout(ctx); err != nil || state.Phase != model.TakeoutOpen {
			t.Fatalf("kept %+v, %v", state, err)
		}
	})
}

func TestATakeoutOfALoginThatIsGoneIsNoSignOfAnotherExport(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	// Each server knows nothing of the login and the takeout of the one before.
	for range 2 {
		p := newProcedure(t, crowd().FS(), "")
		p.dir = dir
		p.cut(t, 12, nil)
		if n := len(p.log.calls(t, "account.initTakeoutSession")); n != 1 {
			t.Errorf("%d sessions, want 1", n)
		}
	}
	p := newProcedure(t, crowd().FS(), "")
	p.dir = dir
	if got := p.expect(t, Complete, nil); got.Messages != crowdMessages {
		t.Errorf("%d messages, want %d", got.Messages, crowdMessages)
	}
	for _, c := range p.log.calls(t, "") {
		if c.Error != nil && *c.Error == "TAKEOUT_INVALID" {
			t.Errorf("%s was asked in the session of another login", c.Method)
		}
	}
}

func TestALoginTheServerDoesNotKnowIsBlockedAndKept(t *testing.T) {
	t.Parallel()
	first := newProcedure(t, crowd().FS(), "")
	first.cut(t, 25, nil)
	kept, err := first.login.LoadSession(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p := newProcedure(t, crowd().FS(), "")
	p.dir, p.login = first.dir, first.login
	got := p.run(t, nil)
	if got.Outcome != PartlySaved || got.Blocked == nil || got.Blocked.Code != BlockedSignedOut || got.Messages == 0 {
		t.Fatalf("%+v, blocked %+v", got, got.Blocked)
	}
	if now, err := p.login.LoadSession(t.Context()); err != nil || string(now) != string(kept) {
		t.Errorf("the login was changed: %v", err)
	}
	p.login = NewMemoryLogin()
	if got := p.expect(t, Complete, nil); got.Messages != crowdMessages {
		t.Errorf("%d messages, want %d", got.Messages, crowdMessages)
	}
}

func TestSigningInBesideALoginTheServerDoesNotKnow(t *testing.T) {
	t.Parallel()
	ways := map[string]func(p *procedure, e *Engine) (Account, error){
		"phone": func(p *procedure, e *Engine) (Account, error) { return e.SignIn(t.Context(), p.prompter()) },
		"code": func(p *procedure, e *Engine) (Account, error) {
			s := scanning(t.Context(), e, p.prompter())
			if _, err := p.accept(t, s.code(t)); err != nil {
				t.Fatal(err)
			}
			return s.end(t)
		},
	}
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			first := newProcedure(t, crowd().FS(), "")
			first.cut(t, 25, nil)
			kept, err := first.login.LoadSession(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			p := newProcedure(t, crowd().FS(), "")
			p.dir, p.login = first.dir, first.login
			e := p.engine(nil)
			gone, stop := context.WithCancel(t.Context())
			if _, err := e.SignIn(gone, stopping{p.prompter(), stop}); err == nil {
				t.Fatal("signed in without a code")
			}
			if now, err := p.login.LoadSession(t.Context()); err != nil || string(now) != string(kept) {
				t.Fatalf("the login was changed before there was another: %v", err)
			}
			if _, err := way(p, e); err != nil {
				t.Fatal(err)
			}
			if now, err := p.login.LoadSession(t.Context()); err != nil || string(now) == string(kept) {
				t.Fatalf("the new login is not kept: %v", err)
			}
			got, err := e.Export(t.Context(), p.dir, testSettings(), refusing{})
			if err != nil || got.Outcome != Complete {
				t.Fatalf("%s, blocked %+v, %v", got.Outcome, got.Blocked, err)
			}
			for _, c := range p.log.calls(t, "") {
				if c.Error != nil && *c.Error == "TAKEOUT_INVALID" {
					t.Errorf("%s was asked in the session of another login", c.Method)
				}
			}
		})
	}
}

// stopping gives up when it is asked for a code.
type stopping struct {
	Prompter
	stop func()
}

func (s stopping) Code(ctx context.Context, _ CodeRequest) (CodeAnswer, error) {
	s.stop()
	return CodeAnswer{}, ctx.Err()
}

// refusing answers nothing.
type refusing struct{ Prompter }

func (refusing) Phone(context.Context, PhoneRequest) (string, error) { return "", ErrNoInput }
