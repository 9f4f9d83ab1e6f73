package widget

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// german are the words of a calendar that begins with Monday.
var german = CalendarWords{
	Month:   func(t time.Time) string { return t.Format("01/2006") },
	Weekday: func(d time.Weekday) string { return []string{"So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"}[d] },
	First:   time.Monday, None: "Keine Grenze",
}

// rowOf is the column and the row of an object in the page of a month.
func rowOf(t *testing.T, c *calendar, label string) (column, row int) {
	t.Helper()
	for i, o := range c.days.Objects {
		found := false
		within(o, func(o fyne.CanvasObject) {
			if b, ok := o.(*Button); ok && b.Text == label {
				found = true
			}
		})
		if found {
			return i % 7, i / 7
		}
	}
	t.Fatalf("there is no %q", label)
	return 0, 0
}

func TestACalendarHasEachDayBelowItsWeekday(t *testing.T) {
	test.NewTempApp(t)
	c := newCalendar(time.Date(2024, time.May, 20, 0, 0, 0, 0, time.Local), german, nil, func(time.Time) {})
	test.NewTempWindow(t, c.content)
	if c.title.Text != "05/2024" {
		t.Errorf("headed %q", c.title.Text)
	}
	for label, want := range map[string][2]int{"1": {2, 1}, "5": {6, 1}, "6": {0, 2}, "31": {4, 5}} { // a Wednesday, a Sunday, a Monday, a Friday
		if column, row := rowOf(t, c, label); [2]int{column, row} != want {
			t.Errorf("%s is in column %d, row %d", label, column, row)
		}
	}
	sunday := german
	sunday.First = time.Sunday
	c = newCalendar(time.Date(2024, time.May, 20, 0, 0, 0, 0, time.Local), sunday, nil, func(time.Time) {})
	if column, row := rowOf(t, c, "5"); column != 0 || row != 2 {
		t.Errorf("a Sunday is in column %d, row %d", column, row)
	}
}

func TestACalendarIsTurnedMonthByMonth(t *testing.T) {
	test.NewTempApp(t)
	var picked time.Time
	c := newCalendar(time.Date(2024, time.January, 31, 23, 0, 0, 0, time.Local), german, nil, func(t time.Time) { picked = t })
	size := c.content.MinSize()
	press := func(icon fyne.Resource, label string) {
		t.Helper()
		within(c.content, func(o fyne.CanvasObject) {
			if b, ok := o.(*Button); ok && (icon != nil && b.Icon != nil && b.Icon.Name() == icon.Name() || icon == nil && b.Text == label) {
				test.Tap(b)
			}
		})
	}
	for range 13 {
		press(theme.NavigateNextIcon(), "")
	}
	if c.title.Text != "02/2025" || c.content.MinSize() != size {
		t.Errorf("%q, %v instead of %v", c.title.Text, c.content.MinSize(), size)
	}
	press(theme.NavigateBackIcon(), "")
	press(theme.NavigateBackIcon(), "")
	press(nil, "31")
	if got := picked.Format(time.DateOnly); got != "2024-12-31" {
		t.Errorf("picked %s", got)
	}
}
