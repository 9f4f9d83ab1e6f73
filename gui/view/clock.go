package view

import (
	"fmt"
	"time"

	"satchel/gui/lang"
)

// Clock writes a time to come: the hour if it is today, else with its day.
func Clock(l lang.Catalog, t, now time.Time) string {
	t, now = t.Local(), now.Local()
	if t.Sub(now) < 10*time.Minute {
		return l.Second(t)
	}
	if t.YearDay() == now.YearDay() && t.Year() == now.Year() {
		return l.Hour(t)
	}
	return l.T("clock.day", l.Weekday(t), l.Hour(t))
}

// Countdown writes what is left until t: "0:42", "12:05", "23:10:00".
func Countdown(t, now time.Time) string {
	d := max(t.Sub(now), 0)
	seconds := int((d + time.Second - 1) / time.Second)
	if seconds >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
	}
	return fmt.Sprintf("%d:%02d", seconds/60, seconds%60)
}

// Left writes an estimate of the time left, rounded as far as it can be trusted;
// empty while it is not known.
func Left(l lang.Catalog, d time.Duration) string {
	switch {
	case d <= 0:
		return ""
	case d < 50*time.Second:
		return l.T("left.seconds")
	case d < 55*time.Minute:
		return l.N("left.minutes", int((d+30*time.Second)/time.Minute))
	case d < 36*time.Hour:
		return l.N("left.hours", int((d+30*time.Minute)/time.Hour))
	}
	return l.N("left.days", int((d+12*time.Hour)/(24*time.Hour)))
}

// Ago writes how long something is past.
func Ago(l lang.Catalog, t, now time.Time) string {
	d := now.Sub(t)
	switch {
	case t.IsZero():
		return l.T("ago.never")
	case d < 2*time.Minute:
		return l.T("ago.now")
	case d < time.Hour:
		return l.N("ago.minutes", int(d/time.Minute))
	case d < 24*time.Hour:
		return l.N("ago.hours", int(d/time.Hour))
	case d < 14*24*time.Hour:
		return l.N("ago.days", int(d/(24*time.Hour)))
	case d < 60*24*time.Hour:
		return l.N("ago.weeks", int(d/(7*24*time.Hour)))
	}
	return l.T("ago.date", l.Day(t.Local()))
}
