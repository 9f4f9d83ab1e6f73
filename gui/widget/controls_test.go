package widget

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

func key(name fyne.KeyName) *fyne.KeyEvent { return &fyne.KeyEvent{Name: name} }

func TestEnterAndEscapeActWhereverTheKeyboardIs(t *testing.T) {
	var did []string
	keys := &Keys{Enter: func() { did = append(did, "enter") }, Escape: func() { did = append(did, "escape") }}
	w := test.NewTempWindow(t, nil)
	controls := map[string]fyne.Focusable{
		"check": NewCheck("x", false, keys, func(bool) {}), "slider": NewSlider(10, 1, keys, func(int) {}), "entry": NewEntry(keys),
		"password": NewPasswordEntry(keys), "list": NewList(keys, func() int { return 0 }, func() fyne.CanvasObject { return widget.NewLabel("") }, func(int, fyne.CanvasObject) {}),
	}
	for name, control := range controls {
		w.SetContent(container.NewVBox(control.(fyne.CanvasObject)))
		w.Canvas().Focus(control)
		did = nil
		for _, k := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape} {
			control.TypedKey(key(k))
		}
		if want := []string{"enter", "enter", "escape"}; !slices.Equal(did, want) {
			t.Errorf("%s: %q, want %q", name, did, want)
		}
	}
}

func TestKeysOfNobodyAreTakenByNobody(t *testing.T) {
	var none *Keys
	if none.Typed(key(fyne.KeyReturn)) || (&Keys{}).Typed(key(fyne.KeyEscape)) {
		t.Error("a key was taken that nobody waits for")
	}
	if (&Keys{Enter: func() {}}).Typed(key(fyne.KeyDown)) {
		t.Error("an arrow is not Enter")
	}
}

func TestAButtonIsPressedByKeysAndKeepsTheKeyboard(t *testing.T) {
	pressed, escaped := 0, 0
	b := NewButton("Go", &Keys{Escape: func() { escaped++ }}, func() { pressed++ })
	w := test.NewTempWindow(t, container.NewVBox(b))
	w.Canvas().Focus(b)
	for _, k := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyEscape} {
		b.TypedKey(key(k))
	}
	if pressed != 3 || escaped != 1 {
		t.Errorf("pressed %d times, escaped %d times", pressed, escaped)
	}
	if w.Canvas().Focused() != fyne.Focusable(b) {
		t.Error("it lost the keyboard")
	}
	b.SetEnabled(false)
	b.TypedKey(key(fyne.KeyReturn))
	b.SetEnabled(false)
	if pressed != 3 || !b.Disabled() {
		t.Error("it can be pressed although it is not enabled")
	}
	b.SetEnabled(true)
	b.TypedKey(key(fyne.KeyReturn))
	if pressed != 4 {
		t.Error("it cannot be pressed again")
	}
}

func TestTheRingShowsWhereTheKeyboardIs(t *testing.T) {
	b := NewDefaultButton("Go", nil, func() {}).WithIcon(theme.ConfirmIcon())
	w := test.NewTempWindow(t, container.NewVBox(b))
	w.Canvas().Focus(b)
	if b.ring.StrokeWidth == 0 || b.ring.Size() != b.Size() {
		t.Errorf("no ring: %v wide, %v of %v", b.ring.StrokeWidth, b.ring.Size(), b.Size())
	}
	w.Canvas().Unfocus()
	if b.ring.StrokeWidth != 0 {
		t.Error("the ring stays")
	}
	if b.Importance != widget.HighImportance || b.Quiet().Importance != widget.LowImportance {
		t.Error("its importance is not what was asked for")
	}
}

func TestACheckTellsOfTicksByHandOnly(t *testing.T) {
	var told []bool
	c := NewCheck("Stickers", true, nil, func(on bool) { told = append(told, on) })
	w := test.NewTempWindow(t, container.NewVBox(c))
	w.Canvas().Focus(c)
	test.Tap(c)
	c.TypedRune(' ')
	c.SetEnabled(false)
	test.Tap(c)
	c.SetEnabled(true)
	if want := []bool{false, true}; !slices.Equal(told, want) || !c.Checked {
		t.Errorf("told %v, want %v", told, want)
	}
}

func TestASliderGoesInWholeSteps(t *testing.T) {
	var told []int
	s := NewSlider(101, 101, nil, func(v int) { told = append(told, v) })
	w := test.NewTempWindow(t, container.NewVBox(s))
	w.Resize(fyne.NewSize(300, 60))
	w.Canvas().Focus(s)
	s.TypedKey(key(fyne.KeyLeft))
	s.TypedKey(key(fyne.KeyLeft))
	s.TypedKey(key(fyne.KeyRight))
	s.TypedKey(key(fyne.KeyRight))
	s.TypedKey(key(fyne.KeyRight)) // it is at its end
	if want := []int{100, 99, 100, 101}; !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
}

func TestAListTellsWhichRowTheRightArrowMeant(t *testing.T) {
	var right, chosen []int
	l := NewList(nil, func() int { return 3 }, func() fyne.CanvasObject { return widget.NewLabel("row") }, func(int, fyne.CanvasObject) {})
	l.OnSelected = func(i int) { chosen = append(chosen, i) }
	w := test.NewTempWindow(t, l)
	w.Resize(fyne.NewSize(200, 300))
	w.Canvas().Focus(l)
	l.TypedKey(key(fyne.KeyRight)) // nobody listens
	l.OnRight = func(row int) { right = append(right, row) }
	for _, k := range []fyne.KeyName{fyne.KeyRight, fyne.KeyDown, fyne.KeyRight, fyne.KeySpace, fyne.KeyDown, fyne.KeyDown, fyne.KeyRight, fyne.KeyUp, fyne.KeyRight} {
		l.TypedKey(key(k))
	}
	if want := []int{0, 1, 2, 1}; !slices.Equal(right, want) {
		t.Errorf("right of %v, want %v", right, want)
	}
	if !slices.Equal(chosen, []int{1}) {
		t.Errorf("chose %v", chosen)
	}
}

func TestAQuestionIsAnsweredOnceAndGivesTheKeyboardBack(t *testing.T) {
	tests := []struct {
		name   string
		danger bool
		press  fyne.KeyName
		want   string
	}{
		{"yes is first", false, fyne.KeyReturn, "yes"},
		{"but not where something ends", true, fyne.KeyReturn, "no"},
		{"escape is no", false, fyne.KeyEscape, "no"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var did []string
			before := NewButton("before", nil, nil)
			w := test.NewTempWindow(t, container.NewVBox(before))
			w.Resize(fyne.NewSize(800, 560))
			w.Canvas().Focus(before)
			Ask(w.Canvas(), Question{Title: "Stop here?", Text: "All is kept.", Yes: "Stop", No: "Stay", Danger: tt.danger,
				OnYes: func() { did = append(did, "yes") }, OnNo: func() { did = append(did, "no") }})
			w.Canvas().Focused().TypedKey(key(tt.press))
			if !slices.Equal(did, []string{tt.want}) {
				t.Errorf("%q, want %q", did, tt.want)
			}
			if w.Canvas().Overlays().Top() != nil || w.Canvas().Focused() != fyne.Focusable(before) {
				t.Error("the question is still in the way")
			}
		})
	}
}

func TestAQuestionCanBeTakenAway(t *testing.T) {
	w := test.NewTempWindow(t, container.NewVBox())
	hide := Ask(w.Canvas(), Question{Title: "Stop here?", Yes: "Stop", No: "Stay", OnYes: func() { t.Error("nobody said yes") }})
	hide()
	if w.Canvas().Overlays().Top() != nil {
		t.Error("it is still there")
	}
}

func TestAMenuGoesByTheArrows(t *testing.T) {
	var did []string
	item := func(label string) *fyne.MenuItem {
		return fyne.NewMenuItem(label, func() { did = append(did, label) })
	}
	b := NewMenuButton("More", []*fyne.MenuItem{item("one"), item("two"), item("three")})
	w := test.NewTempWindow(t, container.NewVBox(b))
	w.Resize(fyne.NewSize(400, 400))
	test.Tap(b)
	if len(w.Canvas().Overlays().List()) != 1 {
		t.Fatal("no menu is open")
	}
	var menu *widget.PopUpMenu
	within(w.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if found, ok := o.(*widget.PopUpMenu); ok {
			menu = found
		}
	})
	menu.TypedKey(key(fyne.KeyDown))
	menu.TypedKey(key(fyne.KeyReturn))
	if !slices.Equal(did, []string{"two"}) {
		t.Errorf("%q", did)
	}
}
