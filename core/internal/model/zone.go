package model

import (
	"slices"
	"sort"
	"time"
)

// The years a Zone lists the changes of: Telegram began in 2013, and the rules of
// later years are not known today.
const (
	zoneFirstYear = 2013
	zoneLastYear  = 2037
)

// Zone is the time zone of an archive, kept with it so that names, dates and
// whole days do not depend on the machine that reads it. Base is the offset in
// seconds east of UTC before the first change; Changes are ascending.
type Zone struct {
	Name    string       `json:"name,omitempty"` // IANA name, if there is one
	Base    int          `json:"base"`
	Changes []ZoneChange `json:"changes,omitempty"`
}

// ZoneChange is a moment (unix seconds) from which on another offset holds.
type ZoneChange struct {
	At     int64 `json:"at"`
	Offset int   `json:"offset"` // seconds east of UTC
}

// ZoneOf lists the offsets of a location from 2013 to the end of 2037.
func ZoneOf(loc *time.Location) Zone {
	start := time.Date(zoneFirstYear, 1, 1, 0, 0, 0, 0, time.UTC)
	end := time.Date(zoneLastYear+1, 1, 1, 0, 0, 0, 0, time.UTC)
	z := Zone{Base: offsetAt(start.Unix(), loc)}
	if name := loc.String(); name != "Local" {
		z.Name = name
	}
	last := z.Base
	for t := start.In(loc); ; {
		_, next := t.ZoneBounds()
		if next.IsZero() || !next.Before(end) {
			return z
		}
		if _, offset := next.Zone(); offset != last { // a mere change of the abbreviation is none
			z.Changes = append(z.Changes, ZoneChange{next.Unix(), offset})
			last = offset
		}
		t = next
	}
}

func offsetAt(unix int64, loc *time.Location) int {
	_, offset := time.Unix(unix, 0).In(loc).Zone()
	return offset
}

// Equal reports whether two zones have one name and the same offsets.
func (z Zone) Equal(o Zone) bool {
	return z.Name == o.Name && z.Base == o.Base && slices.Equal(z.Changes, o.Changes)
}

// Label names the zone to a reader: by its IANA name, else by the offsets of the
// year around a moment, such as "UTC+01:00 / UTC+02:00".
func (z Zone) Label(unix int64) string {
	if z.Name != "" {
		return z.Name
	}
	const halfYear = 183 * 24 * 3600
	first := z.Offset(unix)
	for _, at := range []int64{unix - halfYear, unix + halfYear} {
		if other := z.Offset(at); other != first {
			return offsetLabel(min(first, other)) + " / " + offsetLabel(max(first, other))
		}
	}
	return offsetLabel(first)
}

func offsetLabel(seconds int) string {
	return time.Unix(0, 0).In(time.FixedZone("", seconds)).Format("UTC-07:00")
}

// Offset is the number of seconds east of UTC at a moment.
func (z Zone) Offset(unix int64) int {
	i := sort.Search(len(z.Changes), func(i int) bool { return z.Changes[i].At > unix })
	if i == 0 {
		return z.Base
	}
	return z.Changes[i-1].Offset
}

// Time is a moment as the zone's clocks show it.
func (z Zone) Time(unix int64) time.Time {
	return time.Unix(unix, 0).In(time.FixedZone("", z.Offset(unix)))
}

// Day is the first moment (unix seconds) of a day of the zone's calendar. Where
// the clocks skip midnight it is the first moment after the gap.
func (z Zone) Day(year int, month time.Month, day int) int64 {
	local := time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()
	// A day begins under one of the offsets around it; with two candidates (clocks
	// put back over midnight) the earlier one is the beginning.
	const around = 24 * 3600
	before, after := int64(z.Offset(local-around)), int64(z.Offset(local+around))
	first, second := local-max(before, after), local-min(before, after)
	for _, at := range []int64{first, second} {
		if at+int64(z.Offset(at)) == local {
			return at
		}
	}
	for _, c := range z.Changes { // midnight is in a gap
		if c.At >= first && c.At <= second {
			return c.At
		}
	}
	return second
}
