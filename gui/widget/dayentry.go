package widget

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// NewDayEntry returns a line to type a day in, with a calendar that writes one there
// ("2025-06-30") or, by a button of its own, none. month says which month the
// calendar opens at.
func NewDayEntry(keys *Keys, words CalendarWords, month func(typed string) time.Time) *Entry {
	e := NewEntry(keys)
	open := widget.NewButtonWithIcon("", theme.CalendarIcon(), func() { openCalendar(e, words, month(e.Text)) })
	open.Importance = widget.LowImportance
	e.ActionItem = open
	return e
}

// openCalendar opens the calendar below a line.
func openCalendar(e *Entry, words CalendarWords, month time.Time) {
	c := fyne.CurrentApp().Driver().CanvasForObject(e)
	if c == nil {
		return
	}
	var pop *widget.PopUp
	end := func() {
		pop.Hide()
		c.Focus(e)
	}
	write := func(day string) {
		e.SetText(day)
		end()
	}
	keys := &Keys{Escape: end}
	page := newCalendar(month, words, keys, func(t time.Time) { write(t.Format(time.DateOnly)) })
	clear := NewButton(words.None, keys, func() { write("") }).Quiet()
	pop = widget.NewPopUp(NewPanel(theme.ColorNameOverlayBackground, theme.ColorNameInputBorder, 6, container.NewVBox(page.content, clear)), c)
	pop.ShowAtPosition(beside(e, pop.MinSize(), c.Size()))
	c.Focus(clear)
}

// beside is where something of the size fits: below the object, else above it, else
// as high as it has to be.
func beside(o fyne.CanvasObject, size, canvas fyne.Size) fyne.Position {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	x := max(min(at.X, canvas.Width-size.Width), 0)
	switch below, above := at.Y+o.Size().Height, at.Y-size.Height; {
	case below+size.Height <= canvas.Height:
		return fyne.NewPos(x, below)
	case above >= 0:
		return fyne.NewPos(x, above)
	}
	return fyne.NewPos(x, max(canvas.Height-size.Height, 0))
}
