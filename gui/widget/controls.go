package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Keys are what Enter and Escape do wherever the focus is; nil: nothing. Fyne gives
// keys to the focused widget only, so every control hands them on.
type Keys struct {
	Enter, Escape func()
	focused       func(fyne.CanvasObject) // told which control has got the keyboard
}

// gained tells of a control that has got the keyboard.
func (k *Keys) gained(o fyne.CanvasObject) {
	if k != nil && k.focused != nil {
		k.focused(o)
	}
}

// Typed acts on a key and reports whether it was one of them.
func (k *Keys) Typed(e *fyne.KeyEvent) bool {
	var act func()
	switch {
	case k == nil:
	case e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter:
		act = k.Enter
	case e.Name == fyne.KeyEscape:
		act = k.Escape
	}
	if act == nil {
		return false
	}
	act()
	return true
}

// Button is Fyne's with Enter, Escape and a ring that shows the focus also on a
// coloured button.
type Button struct {
	widget.Button
	keys *Keys
	ring *canvas.Rectangle
}

// NewButton returns a button; Enter presses it, Escape is as keys say.
func NewButton(text string, keys *Keys, tapped func()) *Button {
	b := &Button{keys: keys, ring: canvas.NewRectangle(nil)}
	b.Text, b.OnTapped = text, tapped
	b.ExtendBaseWidget(b)
	return b
}

// NewDefaultButton returns the coloured button of a screen.
func NewDefaultButton(text string, keys *Keys, tapped func()) *Button {
	b := NewButton(text, keys, tapped)
	b.Importance = widget.HighImportance
	return b
}

// WithIcon puts an icon before the text.
func (b *Button) WithIcon(icon fyne.Resource) *Button {
	b.Icon = icon
	return b
}

// Quiet makes it a button that steps back.
func (b *Button) Quiet() *Button {
	b.Importance = widget.LowImportance
	return b
}

// SetEnabled enables or disables it.
func (b *Button) SetEnabled(on bool) {
	if on == !b.Disabled() {
		return
	}
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

// TypedKey implements fyne.Focusable. Fyne's own takes the focus away with each
// press; a person at the keyboard wants to press again.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if !b.Disabled() && b.OnTapped != nil {
			b.OnTapped()
		}
	default:
		b.keys.Typed(e)
	}
}

// FocusGained implements fyne.Focusable.
func (b *Button) FocusGained() {
	b.Button.FocusGained()
	b.showRing(true)
	b.keys.gained(b)
}

// FocusLost implements fyne.Focusable.
func (b *Button) FocusLost() {
	b.Button.FocusLost()
	b.showRing(false)
}

func (b *Button) showRing(on bool) {
	b.ring.StrokeWidth = 0
	if on {
		b.ring.StrokeWidth = 2
		b.ring.StrokeColor = b.Theme().Color(theme.ColorNameForeground, variant())
	}
	b.ring.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.ring.CornerRadius = b.Theme().Size(theme.SizeNameButtonRadius)
	return &ringed{WidgetRenderer: b.Button.CreateRenderer(), ring: b.ring}
}

// ringed draws a ring over a widget.
type ringed struct {
	fyne.WidgetRenderer
	ring *canvas.Rectangle
}

func (r *ringed) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.ring.Resize(size)
}

func (r *ringed) Objects() []fyne.CanvasObject {
	return append(r.WidgetRenderer.Objects(), r.ring)
}

// Check is Fyne's with Enter and Escape.
type Check struct {
	widget.Check
	keys *Keys
}

// NewCheck returns a checkbox.
func NewCheck(text string, on bool, keys *Keys, changed func(bool)) *Check {
	c := &Check{keys: keys}
	c.Text, c.Checked, c.OnChanged = text, on, changed
	c.ExtendBaseWidget(c)
	return c
}

// FocusGained implements fyne.Focusable.
func (c *Check) FocusGained() {
	c.Check.FocusGained()
	c.keys.gained(c)
}

// TypedKey implements fyne.Focusable.
func (c *Check) TypedKey(e *fyne.KeyEvent) {
	if !c.keys.Typed(e) {
		c.Check.TypedKey(e)
	}
}

// SetEnabled enables or disables it.
func (c *Check) SetEnabled(on bool) {
	if on == !c.Disabled() {
		return
	}
	if on {
		c.Enable()
	} else {
		c.Disable()
	}
}

// Slider is Fyne's with Enter and Escape.
type Slider struct {
	widget.Slider
	keys *Keys
}

// NewSlider returns a slider of whole steps from 1 to steps.
func NewSlider(steps int, value int, keys *Keys, changed func(int)) *Slider {
	s := &Slider{keys: keys}
	s.Min, s.Max, s.Step, s.Value = 1, float64(steps), 1, float64(value)
	s.OnChanged = func(v float64) { changed(int(v)) }
	s.ExtendBaseWidget(s)
	return s
}

// FocusGained implements fyne.Focusable.
func (s *Slider) FocusGained() {
	s.Slider.FocusGained()
	s.keys.gained(s)
}

// TypedKey implements fyne.Focusable.
func (s *Slider) TypedKey(e *fyne.KeyEvent) {
	if !s.keys.Typed(e) {
		s.Slider.TypedKey(e)
	}
}

// Entry is Fyne's with Escape; Enter is OnSubmitted.
type Entry struct {
	widget.Entry
	keys *Keys
}

// NewEntry returns a line to type in.
func NewEntry(keys *Keys) *Entry {
	e := &Entry{keys: keys}
	e.Wrapping = fyne.TextWrapOff
	e.Scroll = fyne.ScrollHorizontalOnly
	e.ExtendBaseWidget(e)
	return e
}

// NewPasswordEntry returns a line to type a secret in, with an eye that shows it.
func NewPasswordEntry(keys *Keys) *Entry {
	e := NewEntry(keys)
	e.Password = true
	e.ActionItem = newEye(e)
	return e
}

// FocusGained implements fyne.Focusable.
func (e *Entry) FocusGained() {
	e.Entry.FocusGained()
	e.keys.gained(e)
}

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(key *fyne.KeyEvent) {
	if !e.keys.Typed(key) {
		e.Entry.TypedKey(key)
	}
}

// newEye returns the button that shows and hides what was typed.
func newEye(e *Entry) fyne.CanvasObject {
	var eye *widget.Button
	eye = widget.NewButtonWithIcon("", theme.VisibilityOffIcon(), func() {
		e.Password = !e.Password
		eye.SetIcon(theme.VisibilityIcon())
		if e.Password {
			eye.SetIcon(theme.VisibilityOffIcon())
		}
		e.Refresh()
	})
	eye.Importance = widget.LowImportance
	return eye
}
