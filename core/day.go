package core

import (
	"fmt"
	"time"
)

// Day is a day of the calendar, without zone; its text form is "2025-06-30".
type Day struct{ t time.Time }

const dayLayout = "2006-01-02"

// NewDay returns the day of the given date.
func NewDay(year int, month time.Month, day int) Day {
	return Day{time.Date(year, month, day, 0, 0, 0, 0, time.UTC)}
}

// IsZero reports whether no day is set.
func (d Day) IsZero() bool { return d.t.IsZero() }

// Before reports whether d is earlier than e.
func (d Day) Before(e Day) bool { return d.t.Before(e.t) }

func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return d.t.Format(dayLayout)
}

// MarshalText writes the text form, empty for no day.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the text form.
func (d *Day) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Day{}
		return nil
	}
	t, err := time.Parse(dayLayout, string(b))
	if err != nil {
		return fmt.Errorf("%q is not a day: write it as 2025-06-30", b)
	}
	d.t = t
	return nil
}

// date returns the parts of the day.
func (d Day) date() (year int, month time.Month, day int) { return d.t.Date() }
