package model

import (
	"encoding/json"
	"testing"
	"time"
)

func TestZoneAgreesWithTheLocation(t *testing.T) {
	for _, name := range []string{"UTC", "Europe/Berlin", "Asia/Kolkata", "America/Sao_Paulo", "Africa/Casablanca", "Asia/Pyongyang", "Pacific/Apia"} {
		loc, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		data, err := json.Marshal(ZoneOf(loc))
		if err != nil {
			t.Fatal(err)
		}
		var z Zone
		if err := json.Unmarshal(data, &z); err != nil {
			t.Fatal(err)
		}
		if z.Name != name {
			t.Errorf("name %q, want %q", z.Name, name)
		}
		first := time.Date(2013, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
		last := time.Date(2037, 12, 31, 0, 0, 0, 0, time.UTC).Unix()
		for at := first; at < last; at += 3*3600 + 7 {
			if got, want := z.Offset(at), offsetAt(at, loc); got != want {
				t.Fatalf("%s at %d: offset %d, want %d", name, at, got, want)
			}
		}
		for _, c := range z.Changes {
			if got := z.Offset(c.At - 1); got == c.Offset || z.Offset(c.At) != c.Offset {
				t.Errorf("%s: the change at %d is not at that second", name, c.At)
			}
		}
	}
}

func TestZoneTime(t *testing.T) {
	z := Zone{Base: 3600, Changes: []ZoneChange{{At: 1000, Offset: 7200}}}
	for at, want := range map[int64]string{0: "01:00:00", 999: "01:16:39", 1000: "02:16:40"} {
		if got := z.Time(at).Format("15:04:05"); got != want {
			t.Errorf("at %d: %s, want %s", at, got, want)
		}
	}
}

func TestDayBeginsAtMidnightOrAfterTheGap(t *testing.T) {
	tests := []struct {
		zone  string
		y     int
		m     time.Month
		d     int
		first string
	}{
		{"UTC", 2025, 6, 30, "2025-06-30T00:00:00Z"},
		{"Europe/Berlin", 2025, 6, 30, "2025-06-29T22:00:00Z"},
		{"Europe/Berlin", 2025, 3, 30, "2025-03-29T23:00:00Z"},      // clocks change later that day
		{"America/Sao_Paulo", 2018, 11, 4, "2018-11-04T03:00:00Z"},  // midnight is skipped
		{"America/Havana", 2024, 11, 3, "2024-11-03T04:00:00Z"},     // 00:30 comes twice
		{"America/Sao_Paulo", 2018, 2, 17, "2018-02-17T02:00:00Z"},  // 23:30 comes twice that evening
		{"America/Sao_Paulo", 2018, 2, 18, "2018-02-18T03:00:00Z"},  // ... and midnight once
		{"Pacific/Auckland", 2025, 12, 31, "2025-12-30T11:00:00Z"},  // far east
		{"America/Anchorage", 2025, 12, 31, "2025-12-31T09:00:00Z"}, // far west
	}
	for _, tt := range tests {
		loc, err := time.LoadLocation(tt.zone)
		if err != nil {
			t.Fatal(err)
		}
		got := time.Unix(ZoneOf(loc).Day(tt.y, tt.m, tt.d), 0).UTC().Format(time.RFC3339)
		if got != tt.first {
			t.Errorf("%s %d-%d-%d begins %s, want %s", tt.zone, tt.y, tt.m, tt.d, got, tt.first)
		}
	}
}

func TestAZoneIsLabelledByItsNameElseByTheOffsetsOfItsYear(t *testing.T) {
	summer := time.Date(2025, 7, 1, 12, 0, 0, 0, time.UTC).Unix()
	for _, c := range []struct{ name, location, want string }{
		{"named", "Europe/Berlin", "Europe/Berlin"},
		{"clocks change", "Europe/Berlin", "UTC+01:00 / UTC+02:00"},
		{"clocks do not change", "Asia/Kolkata", "UTC+05:30"},
		{"west", "America/New_York", "UTC-05:00 / UTC-04:00"},
		{"none", "UTC", "UTC+00:00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			loc, err := time.LoadLocation(c.location)
			if err != nil {
				t.Fatal(err)
			}
			z := ZoneOf(loc)
			if c.name != "named" {
				z.Name = ""
			}
			for _, at := range []int64{summer, summer + 183*24*3600} {
				if got := z.Label(at); got != c.want {
					t.Errorf("label at %d is %q, want %q", at, got, c.want)
				}
			}
		})
	}
}
