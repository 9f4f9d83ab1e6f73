package gui

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"satchel/core"
)

// fakeEngine is an engine that a test leads by the hand.
type fakeEngine struct {
	mu       sync.Mutex
	snapshot core.Snapshot
	calls    []string
	settings core.Settings // of the last export

	codes  chan core.QRCode // shown by SignInQR
	left   bool             // the login no longer holds
	works  bool             // a run waits for its end
	people int              // chats that a survey lists besides
	export chan core.Result // ends an export
}

func newFakeEngine() *fakeEngine {
	return &fakeEngine{codes: make(chan core.QRCode), export: make(chan core.Result, 1)}
}

func (f *fakeEngine) note(call string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = append(f.calls, call)
}

func (f *fakeEngine) noted(call string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, c := range f.calls {
		if c == call {
			return true
		}
	}
	return false
}

// exported waits for an export and returns its settings.
func (b *bench) exported() core.Settings {
	b.Helper()
	b.until("the export to begin", b.engine.working)
	b.engine.mu.Lock()
	defer b.engine.mu.Unlock()
	return b.engine.settings
}

func (f *fakeEngine) set(s core.Snapshot) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.snapshot = s
}

func (f *fakeEngine) SignIn(ctx context.Context, p core.Prompter) (core.Account, error) {
	phone, err := p.Phone(ctx, core.PhoneRequest{})
	if err != nil {
		return core.Account{}, err
	}
	f.note("phone " + phone)
	wrong := false
	for {
		answer, err := p.Code(ctx, core.CodeRequest{Phone: phone, Via: core.ViaApp, Length: 5, Wrong: wrong})
		switch {
		case err != nil:
			return core.Account{}, err
		case answer.Back:
			if phone, err = p.Phone(ctx, core.PhoneRequest{Phone: phone}); err != nil {
				return core.Account{}, err
			}
		case answer.Code == "22222":
			f.sign(true)
			return core.Account{ID: 1, Name: "Nora"}, nil
		default:
			wrong = true
		}
	}
}

func (f *fakeEngine) SignInQR(ctx context.Context, show func(core.QRCode), _ core.Prompter) (core.Account, error) {
	show(core.QRCode{URL: "tg://login?token=abc", Expires: time.Now().Add(time.Minute)})
	f.note("code shown")
	<-ctx.Done()
	return core.Account{}, ctx.Err()
}

func (f *fakeEngine) SignOut(context.Context) error {
	f.note("sign out")
	return nil
}

func chatID(text string) (id core.PeerID) {
	if err := id.UnmarshalText([]byte(text)); err != nil {
		panic(err)
	}
	return id
}

// counted are the chats that a survey was asked to count, in that order.
func (f *fakeEngine) counted() (chats []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, c := range f.calls {
		if chat, ok := strings.CutPrefix(c, "count "); ok {
			chats = append(chats, chat)
		}
	}
	return chats
}

// Survey lists two chats, and more if that is wanted, and counts whatever is asked
// for.
func (f *fakeEngine) Survey(ctx context.Context, s core.Surveyor) error {
	s.Chats([]core.SurveyedChat{{ID: chatID("user:7"), Name: "Ann", Kind: core.KindUsers, Type: "personal_chat"}})
	s.Chats([]core.SurveyedChat{{ID: chatID("channel:9"), Name: "The Club", Kind: core.KindMegagroups, Type: "private_supergroup"}})
	for i := range f.people {
		s.Chats([]core.SurveyedChat{{ID: chatID(fmt.Sprint("user:", 1000+i)), Name: fmt.Sprint("Person ", i), Kind: core.KindUsers, Type: "personal_chat"}})
	}
	s.Listed()
	for {
		id, err := s.Next(ctx)
		if err != nil {
			f.note("survey ended")
			return err
		}
		f.note("count " + id.String())
		s.Counted(id, []core.MediaCount{{Type: "photo", Count: 12}}, nil)
	}
}

// sign says whether the login holds.
func (f *fakeEngine) sign(in bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.left = !in
}

func (f *fakeEngine) signedIn() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return !f.left
}

func (f *fakeEngine) working() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.works
}

func (f *fakeEngine) Update(ctx context.Context, _ string, _ core.Settings, depth core.Depth, p core.Prompter) (core.Result, error) {
	f.note("update " + string(depth))
	return f.work(ctx, p)
}

func (f *fakeEngine) Repair(ctx context.Context, _ string, p core.Prompter) (core.Verification, core.Result, error) {
	f.note("repair")
	r, err := f.work(ctx, p)
	return core.Verification{Files: 30, Repaired: 2}, r, err
}

func (f *fakeEngine) Export(ctx context.Context, dir string, settings core.Settings, p core.Prompter) (core.Result, error) {
	f.note("export")
	for _, id := range settings.Chats.Except {
		f.note("without " + id.String())
	}
	f.mu.Lock()
	f.settings = settings
	f.mu.Unlock()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return core.Result{}, err
	}
	return f.work(ctx, p)
}

// work ends as the test says; it asks for a sign-in if the login does not hold.
func (f *fakeEngine) work(ctx context.Context, p core.Prompter) (core.Result, error) {
	if !f.signedIn() {
		_, err := p.Phone(ctx, core.PhoneRequest{})
		return core.Result{Outcome: core.Failed}, err
	}
	f.mu.Lock()
	f.works = true
	f.mu.Unlock()
	defer func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.works = false
	}()
	select {
	case r := <-f.export:
		return r, nil
	case <-ctx.Done():
		return core.Result{Outcome: core.PartlySaved}, nil
	}
}

func (f *fakeEngine) Snapshot() core.Snapshot {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.snapshot
}

func (f *fakeEngine) Gallery() *core.Gallery { return core.New(core.Config{}).Gallery() }
func (f *fakeEngine) Pause()                 { f.note("pause") }
func (f *fakeEngine) Resume()                { f.note("resume") }
func (f *fakeEngine) Cancel()                { f.note("cancel"); f.export <- core.Result{Outcome: core.PartlySaved} }
