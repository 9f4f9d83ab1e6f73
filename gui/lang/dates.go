package lang

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Day writes a day with its month in words ("2 January 2006").
func (c Catalog) Day(t time.Time) string {
	return c.T("date.day", strconv.Itoa(t.Day()), c.month(t), strconv.Itoa(t.Year()))
}

// Weekday writes a day of the coming weeks ("Monday 2 January").
func (c Catalog) Weekday(t time.Time) string {
	name := c.T("weekday." + strings.ToLower(t.Weekday().String()))
	return c.T("date.weekday", name, strconv.Itoa(t.Day()), c.month(t))
}

// Hour writes the time of a day in hours and minutes.
func (c Catalog) Hour(t time.Time) string {
	return c.T("clock.hour", two(t.Hour()), two(t.Minute()))
}

// Second writes the time of a day to the second.
func (c Catalog) Second(t time.Time) string {
	return c.T("clock.second", two(t.Hour()), two(t.Minute()), two(t.Second()))
}

func (c Catalog) month(t time.Time) string {
	return c.T("month." + strings.ToLower(t.Month().String()))
}

func two(n int) string { return fmt.Sprintf("%02d", n) }
