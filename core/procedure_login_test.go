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
