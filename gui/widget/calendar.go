package widget

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// CalendarWords are what a calendar says, in the language of the window; Fyne's own
// heads its months in English.
type CalendarWords struct {
	Month   func(time.Time) string    // "March 2026"
	Weekday func(time.Weekday) string // "Mo"
	First   time.Weekday              // of a week
	None    string                    // the button that takes the day away
}

// calendar is the page of a month; a press on a day picks it.
type calendar struct {
	words   CalendarWords
	keys    *Keys
	pick    func(time.Time)
	first   time.Time // of the month
	title   *widget.Label
	days    *fyne.Container
	content fyne.CanvasObject
}

// weeks is how many a month may touch; all have their row, so that nothing moves
// when the page is turned.
const weeks = 6

func newCalendar(at time.Time, words CalendarWords, keys *Keys, pick func(time.Time)) *calendar {
	c := &calendar{words: words, keys: keys, pick: pick, first: time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, time.UTC)}
	c.title = widget.NewLabel("")
	c.title.Alignment, c.title.TextStyle.Bold = fyne.TextAlignCenter, true
	back := NewButton("", keys, func() { c.turn(-1) }).WithIcon(theme.NavigateBackIcon()).Quiet()
	on := NewButton("", keys, func() { c.turn(1) }).WithIcon(theme.NavigateNextIcon()).Quiet()
	head := container.New(layout.NewBorderLayout(nil, nil, back, on), back, c.title, on)
	c.days = container.NewGridWithColumns(7)
	c.content = container.NewVBox(head, c.days)
	c.turn(0)
	return c
}

// turn goes so many months on.
func (c *calendar) turn(months int) {
	c.first = c.first.AddDate(0, months, 0)
	c.title.SetText(c.words.Month(c.first))
	c.days.Objects = c.days.Objects[:0]
	for i := range 7 {
		letters := NewCaption(c.words.Weekday((c.words.First + time.Weekday(i)) % 7))
		letters.Alignment, letters.Truncation = fyne.TextAlignCenter, fyne.TextTruncateOff
		c.days.Add(letters)
	}
	before := (int(c.first.Weekday()) - int(c.words.First) + 7) % 7
	for i := range 7 * weeks {
		c.days.Add(c.day(c.first.AddDate(0, 0, i-before)))
	}
	c.days.Refresh()
}

// day is the button of a day, or the room of one of another month.
func (c *calendar) day(t time.Time) fyne.CanvasObject {
	if t.Month() != c.first.Month() {
		return Space(34, 30)
	}
	return AtLeast(34, 30, NewButton(strconv.Itoa(t.Day()), c.keys, func() { c.pick(t) }).Quiet())
}
