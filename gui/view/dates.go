package view

import (
	"strings"
	"time"

	"satchel/core"
	"satchel/gui/lang"
)

// Dates are two days as they were typed, empty for no limit, and what is wrong with
// them.
type Dates struct {
	From, Till core.Day
	Trouble    string // a sentence; empty: they can be used
}

// ReadDates reads what was typed; now says which day is today.
func ReadDates(l lang.Catalog, from, till string, now time.Time) Dates {
	var d Dates
	var ok [2]bool
	d.From, ok[0] = ParseDay(from)
	d.Till, ok[1] = ParseDay(till)
	today := core.NewDay(now.Local().Date())
	switch {
	case !ok[0] || !ok[1]:
		d.Trouble = l.T("dates.unreadable", today.String())
	case today.Before(d.From) || today.Before(d.Till):
		d.Trouble = l.T("dates.future", DayText(l, today))
	case !d.From.IsZero() && !d.Till.IsZero() && d.Till.Before(d.From):
		d.Trouble = l.T("dates.order", DayText(l, d.From), DayText(l, d.Till))
	}
	return d
}

// dayLayouts are the ways of writing a day that can mean one day only.
var dayLayouts = []string{"2006-1-2", "2006/1/2", "2006.1.2", "2.1.2006", "2 January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006"}

// ParseDay reads a day a person typed; nothing typed is no day, and right.
func ParseDay(text string) (core.Day, bool) {
	text = strings.Join(strings.Fields(text), " ")
	if text == "" {
		return core.Day{}, true
	}
	for _, layout := range dayLayouts {
		if t, err := time.Parse(layout, text); err == nil && t.Year() >= 1000 {
			return core.NewDay(t.Date()), true
		}
	}
	return core.Day{}, false
}

// DayText writes a day in words, empty for none.
func DayText(l lang.Catalog, d core.Day) string {
	t, err := time.Parse(time.DateOnly, d.String())
	if err != nil {
		return ""
	}
	return l.Day(t)
}

// CalendarMonth is where a calendar opens: at the day that is typed, else today.
func CalendarMonth(typed string, now time.Time) time.Time {
	day, ok := ParseDay(typed)
	if t, err := time.Parse(time.DateOnly, day.String()); ok && err == nil {
		return t
	}
	return now.Local()
}
