package gui

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	fynewidget "fyne.io/fyne/v2/widget"

	"satchel/core"
	"satchel/gui/widget"
)

// bench is a shell on the test driver. Its dispatcher is a channel that the test's
// goroutine drains: only that one touches widgets.
type bench struct {
	*testing.T
	shell  *Shell
	engine *fakeEngine
	config core.Config // of the engine made last
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
		Engine: func(c core.Config) Engine {
			b.config = c
			return b.engine
		},
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

// entries are the lines that can be typed in, in their order.
func (b *bench) entries() []*widget.Entry {
	b.Helper()
	var list []*widget.Entry
	b.walk(func(o fyne.CanvasObject) {
		if found, ok := o.(*widget.Entry); ok {
			list = append(list, found)
		}
	})
	if list == nil {
		b.Fatal("there is nothing to type in")
	}
	return list
}

// entry is the line that can be typed in.
func (b *bench) entry() *widget.Entry {
	b.Helper()
	list := b.entries()
	return list[len(list)-1]
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
