package widget

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/test"
	fynewidget "fyne.io/fyne/v2/widget"
)

// dayEntry is a line at some height of a window, with what was typed last.
func dayEntry(t *testing.T, top float32) (*Entry, fyne.Canvas, *string) {
	t.Helper()
	w := test.NewTempWindow(t, nil)
	e := NewDayEntry(nil, CalendarWords{Month: german.Month, Weekday: german.Weekday, None: "No limit"}, func(string) time.Time { return time.Date(2024, time.May, 20, 0, 0, 0, 0, time.UTC) })
	var last string
	e.OnChanged = func(text string) { last = text }
	w.SetContent(container.New(layout.NewCustomPaddedLayout(top, 0, 0, 0), container.NewVBox(e)))
	w.Resize(fyne.NewSize(600, 560))
	return e, w.Canvas(), &last
}

// within calls f with all that is drawn of an object.
func within(o fyne.CanvasObject, f func(fyne.CanvasObject)) {
	f(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, c := range o.Objects {
			within(c, f)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			within(c, f)
		}
	}
}

// tapDay taps the button of the open calendar with that label.
func tapDay(t *testing.T, c fyne.Canvas, label string) {
	t.Helper()
	var button fyne.Tappable
	within(c.Overlays().Top(), func(o fyne.CanvasObject) {
		switch b := o.(type) {
		case *fynewidget.Button:
			if b.Text == label {
				button = b
			}
		case *Button:
			if b.Text == label {
				button = b
			}
		}
	})
	if button == nil {
		t.Fatalf("the calendar has no %q", label)
	}
	test.Tap(button)
}

func TestACalendarWritesTheDay(t *testing.T) {
	e, c, last := dayEntry(t, 0)
	test.Tap(e.ActionItem.(fyne.Tappable))
	tapDay(t, c, "3")
	if *last != "2024-05-03" || e.Text != "2024-05-03" {
		t.Errorf("it wrote %q", *last)
	}
	if c.Overlays().Top() != nil || c.Focused() != fyne.Focusable(e) {
		t.Error("the calendar is still in the way")
	}
	test.Tap(e.ActionItem.(fyne.Tappable))
	tapDay(t, c, "No limit")
	if e.Text != "" {
		t.Errorf("%q is left", e.Text)
	}
}

func TestEscapeLeavesTheCalendarAndTheDay(t *testing.T) {
	e, c, _ := dayEntry(t, 0)
	e.SetText("2024-01-01")
	test.Tap(e.ActionItem.(fyne.Tappable))
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if c.Overlays().Top() != nil || e.Text != "2024-01-01" {
		t.Errorf("%q, overlay %v", e.Text, c.Overlays().Top())
	}
}

func TestTheCalendarIsWhollyOnTheScreen(t *testing.T) {
	for _, top := range []float32{0, 150, 300, 510} {
		e, c, _ := dayEntry(t, top)
		test.Tap(e.ActionItem.(fyne.Tappable))
		var panel *Panel
		within(c.Overlays().Top(), func(o fyne.CanvasObject) {
			if found, ok := o.(*Panel); ok {
				panel = found
			}
		})
		at, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(panel), panel.Size()
		if at.Y < 0 || at.Y+size.Height > c.Size().Height || at.X+size.Width > c.Size().Width {
			t.Errorf("from %v: at %v, %v of %v", top, at, size, c.Size())
		}
	}
}
