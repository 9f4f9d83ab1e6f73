package screen

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	fynewidget "fyne.io/fyne/v2/widget"

	"satchel/gui/lang"
	"satchel/gui/theme"
	"satchel/gui/widget"
)

// noon is the time of every test.
var noon = time.Date(2026, 3, 14, 12, 0, 0, 0, time.Local)

func newKit(t *testing.T) Kit {
	t.Helper()
	l, err := lang.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	test.NewTempApp(t).Settings().SetTheme(theme.New())
	return Kit{L: l, Now: func() time.Time { return noon }}
}

// stage is a screen in a small window.
type stage struct {
	*testing.T
	screen Screen
	window fyne.Window
	did    []string // the callbacks that were called
}

// did notes a callback.
func (s *stage) note(what string) func() { return func() { s.did = append(s.did, what) } }

// put shows the screen as the shell does.
func (s *stage) put(screen Screen) {
	s.Helper()
	s.screen = screen
	s.window = test.NewTempWindow(s.T, screen.Content())
	// Twice, for what wraps says its height when it has its width; a real window lays
	// out again by itself.
	s.window.Resize(fyne.NewSize(800, 500))
	s.window.Resize(fyne.NewSize(800, 510))
	if min := screen.Content().MinSize(); min.Width > 800 || min.Height > 510 {
		s.Errorf("it needs %v", min)
	}
	if first := screen.First(); first != nil {
		s.window.Canvas().Focus(first)
	}
}

// walk calls f with every visible object.
func (s *stage) walk(f func(fyne.CanvasObject)) {
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if !o.Visible() {
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
	walk(s.window.Content())
}

// texts are all words on the screen.
func (s *stage) texts() (list []string) {
	s.walk(func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *fynewidget.Label:
			list = append(list, o.Text)
		case *widget.Button:
			list = append(list, o.Text)
		case *widget.Check:
			list = append(list, o.Text)
		}
	})
	return list
}

// sees fails unless every text is on the screen.
func (s *stage) sees(texts ...string) {
	s.Helper()
	all := strings.Join(s.texts(), "\n")
	for _, text := range texts {
		if !strings.Contains(all, text) {
			s.Errorf("it does not say %q but\n%s", text, all)
		}
	}
}

// misses fails if a text is on the screen.
func (s *stage) misses(texts ...string) {
	s.Helper()
	all := strings.Join(s.texts(), "\n")
	for _, text := range texts {
		if strings.Contains(all, text) {
			s.Errorf("it says %q", text)
		}
	}
}

func (s *stage) button(text string) (found *widget.Button) {
	s.walk(func(o fyne.CanvasObject) {
		if b, ok := o.(*widget.Button); ok && b.Text == text {
			found = b
		}
	})
	return found
}

// can reports whether there is a button of that text that can be pressed.
func (s *stage) can(text string) bool {
	b := s.button(text)
	return b != nil && !b.Disabled()
}

func (s *stage) press(text string) {
	s.Helper()
	b := s.button(text)
	if b == nil || b.Disabled() {
		s.Fatalf("%q cannot be pressed; there are %q", text, s.texts())
	}
	test.Tap(b)
}

// lines are what can be typed in.
func (s *stage) lines() (list []*widget.Entry) {
	s.walk(func(o fyne.CanvasObject) {
		if e, ok := o.(*widget.Entry); ok {
			list = append(list, e)
		}
	})
	return list
}

// key is a key for whatever has the keyboard, or for the screen.
func (s *stage) key(name fyne.KeyName) {
	if f := s.window.Canvas().Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: name})
		return
	}
	s.screen.Keys().Typed(&fyne.KeyEvent{Name: name})
}

// tab goes through the screen with the Tab key and returns what it came by, until it
// is where it began.
func (s *stage) tab() (order []string) {
	c := s.window.Canvas()
	first := c.Focused()
	for range 100 {
		c.(interface{ FocusNext() }).FocusNext()
		at := c.Focused()
		switch at := at.(type) {
		case *widget.Button:
			order = append(order, at.Text)
		case *widget.Check:
			order = append(order, at.Text)
		case *widget.Entry:
			order = append(order, "line")
		case *widget.Slider:
			order = append(order, "slider")
		}
		if at == first {
			break
		}
	}
	return order
}

// called takes the callbacks that were called so far.
func (s *stage) called(want ...string) {
	s.Helper()
	if !slices.Equal(s.did, want) {
		s.Errorf("called %q, want %q", s.did, want)
	}
	s.did = nil
}
