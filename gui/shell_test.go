package gui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	fynewidget "fyne.io/fyne/v2/widget"

	"satchel/core"
	"satchel/gui/widget"
)

// fakeEngine is an engine that a test leads by the hand.
type fakeEngine struct {
	mu        sync.Mutex
	snapshot  core.Snapshot
	signedOut bool
	calls     []string

	codes  chan core.QRCode // shown by SignInQR
	left   bool             // the login no longer holds
	works  bool             // a run waits for its end
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

// Survey lists two chats and counts whatever is asked for.
func (f *fakeEngine) Survey(ctx context.Context, s core.Surveyor) error {
	s.Chats([]core.SurveyedChat{{ID: chatID("user:7"), Name: "Ann", Kind: core.KindUsers, Type: "personal_chat"}})
	s.Chats([]core.SurveyedChat{{ID: chatID("channel:9"), Name: "The Club", Kind: core.KindMegagroups, Type: "private_supergroup"}})
	s.Listed()
	for {
		id, err := s.Next(ctx)
		if err != nil {
			f.note("survey ended")
			return err
		}
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

// bench is a shell on the test driver. Its dispatcher is a channel that the test's
// goroutine drains: only that one touches widgets.
type bench struct {
	*testing.T
	shell  *Shell
	engine *fakeEngine
	queue  chan func()
	window fyne.Window
	opened chan string
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{T: t, engine: newFakeEngine(), queue: make(chan func(), 1024), opened: make(chan string, 4)}
	app := test.NewTempApp(t)
	b.window = app.NewWindow("Satchel") // one test closes it itself
	shell, err := New(t.Context(), Options{
		App: app, Window: b.window, Do: func(f func()) { b.queue <- f }, ConfigDir: t.TempDir(), Home: t.TempDir(), Language: "en-GB",
		StartSample: func(context.Context) (Sample, error) {
			return Sample{Phone: "+9996204177", Code: "22222", Stop: func() error { b.engine.note("stopped"); return nil }}, nil
		},
		PickFolder: func(string, string) (string, error) { return filepath.Join(t.TempDir(), "picked"), nil },
		Open:       func(path string) error { b.opened <- path; return nil },
		Engine:     func(core.Config) Engine { return b.engine },
	})
	if err != nil {
		t.Fatal(err)
	}
	b.shell = shell
	b.window.Resize(fyne.NewSize(800, 560))
	t.Cleanup(func() {
		if err := shell.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

// until drains the dispatcher until it holds.
func (b *bench) until(what string, holds func() bool) {
	b.Helper()
	limit := time.After(20 * time.Second)
	for !holds() {
		select {
		case f := <-b.queue:
			f()
		case <-limit:
			b.Fatalf("never came: %s; on the screen: %s", what, strings.Join(b.texts(), " | "))
		}
	}
}

// walk calls f with every visible object of the window, questions included.
func (b *bench) walk(f func(fyne.CanvasObject)) {
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() {
			return
		}
		f(o)
		switch o := o.(type) {
		case *fyne.Container:
			for _, c := range o.Objects {
				walk(c)
			}
		case fyne.Widget:
			for _, c := range test.WidgetRenderer(o).Objects() {
				walk(c)
			}
		}
	}
	if top := b.window.Canvas().Overlays().Top(); top != nil {
		walk(top)
		return
	}
	walk(b.window.Content())
}

func (b *bench) texts() []string {
	var list []string
	b.walk(func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *fynewidget.Label:
			list = append(list, o.Text)
		case *widget.Button:
			list = append(list, o.Text)
		}
	})
	return list
}

// says reports whether a text is on the screen now.
func (b *bench) says(text string) bool {
	for _, t := range b.texts() {
		if strings.Contains(t, text) {
			return true
		}
	}
	return false
}

// sees waits until a text is on the screen.
func (b *bench) sees(text string) {
	b.Helper()
	b.until(text, func() bool { return b.says(text) })
}

// press waits for an enabled button and presses it.
func (b *bench) press(text string) {
	b.Helper()
	var button *widget.Button
	b.until("button "+text, func() bool {
		b.walk(func(o fyne.CanvasObject) {
			if found, ok := o.(*widget.Button); ok && found.Text == text && !found.Disabled() {
				button = found
			}
		})
		return button != nil
	})
	test.Tap(button)
}

// entry is the line that can be typed in.
func (b *bench) entry() *widget.Entry {
	b.Helper()
	var entry *widget.Entry
	b.walk(func(o fyne.CanvasObject) {
		if found, ok := o.(*widget.Entry); ok {
			entry = found
		}
	})
	if entry == nil {
		b.Fatal("there is nothing to type in")
	}
	return entry
}

// signIn goes from the start to the choice.
func (b *bench) signIn() {
	b.Helper()
	b.press("Try it with a sample account")
	b.signInAgain()
	b.sees("What shall be saved?")
}

// signInAgain goes through the sign-in.
func (b *bench) signInAgain() {
	b.Helper()
	b.sees("Your phone number")
	b.press("Continue")
	b.sees("Enter the code")
	test.Type(b.entry(), "22222") // the fifth digit sends it
}

// choose takes an item of the open menu by the keyboard; the first is lit.
func (b *bench) choose(label string) {
	b.Helper()
	var pop *fynewidget.PopUpMenu
	b.walk(func(o fyne.CanvasObject) {
		if found, ok := o.(*fynewidget.PopUpMenu); ok {
			pop = found
		}
	})
	if pop == nil {
		b.Fatalf("no menu is open for %q", label)
	}
	for _, item := range pop.Items {
		for _, o := range test.WidgetRenderer(item.(fyne.Widget)).Objects() {
			if text, ok := o.(*canvas.Text); ok && text.Text == label {
				pop.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
				return
			}
		}
		pop.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	b.Fatalf("the menu has no %q", label)
}

func TestAPersonDoesTheWholeJob(t *testing.T) {
	b := newBench(t)
	b.signIn()
	if !b.engine.noted("phone +9996204177") {
		t.Error("the sample's number was not the one given")
	}
	b.sees("Good to write to")
	b.engine.set(core.Snapshot{Stage: core.StageSaving, Dialogs: 4, DialogsDone: 1, Chat: "Ana", Messages: 5, MessagesExpected: 20})
	b.press("Start")
	b.sees("Chat 2 of 4: Ana")
	b.press("Pause")
	b.until("pause", func() bool { return b.engine.noted("pause") })
	b.engine.set(core.Snapshot{Stage: core.StageSaving, Paused: true})
	b.press("Resume")
	b.until("resume", func() bool { return b.engine.noted("resume") })
	b.engine.export <- core.Result{Outcome: core.Complete, Dialogs: 4, Messages: 20, Start: "/x/export_results.html"}
	b.sees("Everything is saved")
	b.press("Open the archive")
	if got := <-b.opened; got != "/x/export_results.html" {
		t.Errorf("opened %q", got)
	}
	b.press("Sign out")
	b.sees("Sign out of Telegram?")
	b.press("Sign out")
	b.sees("Keep your Telegram")
	if !b.engine.noted("sign out") {
		t.Error("telegram was not told")
	}
}

func TestStoppingAsksAndSaysWhatIsKept(t *testing.T) {
	b := newBench(t)
	b.signIn()
	b.engine.set(core.Snapshot{Stage: core.StageSaving, Dialogs: 4, Messages: 5, FilesDone: 2, Files: 9})
	b.press("Start")
	b.press("Stop…")
	b.sees("5 messages and 2 files are saved and stay.")
	b.press("Keep saving")
	if b.engine.noted("cancel") {
		t.Fatal("stopped without a yes")
	}
	b.press("Stop…")
	b.press("Stop and keep it")
	b.sees("Partly saved")
	b.press("Go on")
	b.sees("Saving your account")
}

func TestAQuestionGoesWithWhatItAskedAbout(t *testing.T) {
	b := newBench(t)
	b.signIn()
	b.engine.set(core.Snapshot{Stage: core.StageSaving, Dialogs: 4})
	b.press("Start")
	b.press("Stop…")
	b.sees("Stop here?")
	b.engine.export <- core.Result{Outcome: core.Complete, Start: "/x"}
	b.sees("Everything is saved")
	if b.window.Canvas().Overlays().Top() != nil {
		t.Error("the question is still there")
	}
}

func TestAFullDiskHasALookAndAWayOn(t *testing.T) {
	b := newBench(t)
	b.signIn()
	b.engine.set(core.Snapshot{Stage: core.StageEnded})
	b.press("Start")
	b.engine.export <- core.Result{Outcome: core.PartlySaved, Blocked: &core.Blocked{Code: core.BlockedDiskFull}}
	b.sees("The disk is full")
	b.engine.set(core.Snapshot{Stage: core.StageSaving, Dialogs: 4})
	b.press("Go on")
	b.sees("Saving your account")
}

func TestNothingTypedIsLost(t *testing.T) {
	b := newBench(t)
	b.press("Try it with a sample account")
	b.sees("Your phone number")
	b.entry().SetText("+44 7911 123456")
	b.press("Continue")
	b.sees("Enter the code")
	test.Type(b.entry(), "11111")
	b.sees("That is not the code.")
	if got := b.entry().Text; got != "11111" {
		t.Errorf("the code typed is gone: %q", got)
	}
	b.press("Back")
	b.sees("Your phone number")
	if got := b.entry().Text; got != "+44 7911 123456" {
		t.Errorf("the number typed is gone: %q", got)
	}
	b.entry().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	b.sees("Keep your Telegram")
}

func TestClosingWhileSavingAsks(t *testing.T) {
	b := newBench(t)
	b.signIn()
	b.engine.set(core.Snapshot{Stage: core.StageSaving, Dialogs: 4})
	b.press("Start")
	b.sees("Saving your account")
	b.shell.wantClose()
	b.sees("Close while it is saving?")
	b.press("Stay")
	b.shell.wantClose()
	closed := false
	b.window.SetOnClosed(func() { closed = true })
	b.press("Pause and close")
	b.until("the window to close", func() bool { return closed })
}

func TestEveryScreenFitsASmallWindow(t *testing.T) {
	b := newBench(t)
	fits := func(screen string) {
		t.Helper()
		if min := b.window.Content().MinSize(); min.Width > 800 || min.Height > 560 {
			t.Errorf("%s needs %v", screen, min)
		}
	}
	fits("start")
	b.signIn()
	fits("choose")
	b.engine.set(core.Snapshot{Stage: core.StageSaving, Dialogs: 4, Chat: strings.Repeat("long ", 40)})
	b.press("Start")
	b.sees("Saving your account")
	fits("run")
	b.engine.export <- core.Result{Outcome: core.Complete, Start: "/x"}
	b.sees("Everything is saved")
	fits("end")
}
