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

// Month heads the page of a month in a calendar ("March 2026").
func (c Catalog) Month(t time.Time) string {
	return c.T("calendar.title", c.T("calendar."+strings.ToLower(t.Month().String())), strconv.Itoa(t.Year()))
}

// WeekdayLetters heads the column of a weekday in a calendar.
func (c Catalog) WeekdayLetters(d time.Weekday) string {
	return c.T("calendar." + strings.ToLower(d.String()))
}

// sundayFirst are the regions whose calendars begin with Sunday, as CLDR's week data
// has them, of those where a language of ours is spoken.
const sundayFirst = " BR CA CO DO GT HK HN ID IN JP KR MO MX NI PA PE PR PT PY SG SV TW US VE ZA "

// WeekBegins is the day a week begins with where the language is spoken.
func (c Catalog) WeekBegins() time.Weekday {
	region, _ := c.tag.Region()
	if strings.Contains(sundayFirst, " "+region.String()+" ") {
		return time.Sunday
	}
	return time.Monday
}
