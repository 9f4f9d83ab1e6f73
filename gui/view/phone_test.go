package view

import (
	"testing"
	"time"

	"golang.org/x/text/language"

	"satchel/core"
)

func TestNumbersAreWrittenAsTheirCountryDoes(t *testing.T) {
	for typed, ready := range map[string]bool{"": false, "+": false, "+44": false, "+44 7911 123456": true, "0044 7911 123456": true, "+9996204177": true} {
		if got := FormatPhone(typed, language.BritishEnglish); got.Ready != ready {
			t.Errorf("%q: %+v", typed, got)
		}
	}
	if got := FormatPhone("00447911123456", language.BritishEnglish); got.Text != "+44 7911 123456" || got.Country != "United Kingdom" {
		t.Errorf("%+v", got)
	}
	if got := FormatPhone("+447911123456", language.German); got.Country != "Vereinigtes Königreich" {
		t.Errorf("in German it is of %q", got.Country)
	}
}

func TestCallingCodesAreThoseOfTheirRegion(t *testing.T) {
	for region, want := range map[string]string{"GB": "44", "US": "1", "CA": "1", "RU": "7", "KZ": "7", "FR": "33", "XK": "383", "": "", "ZZ": "", "G": ""} {
		if got := CallingCode(region); got != want {
			t.Errorf("%q: %q, want %q", region, got, want)
		}
	}
	for digits, want := range map[string]string{"1202": "US", "7999": "RU", "44": "GB", "383": "XK", "0": "", "": ""} {
		if got := regionOf(digits); got != want {
			t.Errorf("%q is of %q, want %q", digits, got, want)
		}
	}
}

func TestClocksSayAsMuchAsIsNeeded(t *testing.T) {
	l := words(t)
	for after, want := range map[time.Duration]string{
		5 * time.Minute: "12:05:00", 2 * time.Hour: "14:00", 30 * time.Hour: "Sunday 15 March, 18:00",
	} {
		if got := Clock(l, noon.Add(after), noon); got != want {
			t.Errorf("%v: %q, want %q", after, got, want)
		}
	}
	for left, want := range map[time.Duration]string{
		-time.Second: "0:00", 0: "0:00", 400 * time.Millisecond: "0:01", 42 * time.Second: "0:42", 725 * time.Second: "12:05", 23*time.Hour + 10*time.Minute: "23:10:00",
	} {
		if got := Countdown(noon.Add(left), noon); got != want {
			t.Errorf("%v: %q, want %q", left, got, want)
		}
	}
}

func TestEstimatesAreRoundedAsFarAsTheyCanBeTrusted(t *testing.T) {
	l := words(t)
	for d, want := range map[time.Duration]string{
		0: "", -time.Hour: "", 20 * time.Second: "under a minute", 65 * time.Second: "about 1 minute", 90 * time.Minute: "about 2 hours",
		30 * time.Hour: "about 30 hours", 60 * time.Hour: "about 3 days",
	} {
		if got := Left(l, d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
	for d, want := range map[time.Duration]string{
		time.Minute: "just now", 5 * time.Minute: "5 minutes ago", 3 * time.Hour: "3 hours ago", 26 * time.Hour: "yesterday",
		15 * 24 * time.Hour: "2 weeks ago", 100 * 24 * time.Hour: "on 4 December 2025",
	} {
		if got := Ago(l, noon.Add(-d), noon); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
	if got := Ago(l, time.Time{}, noon); got != "never" {
		t.Errorf("%q", got)
	}
}

func TestANewArchiveGetsAFolderOfItsOwn(t *testing.T) {
	if got := DefaultFolder("/home/nora", false, noon); got != "/home/nora/Satchel/Telegram archive 2026-03-14" {
		t.Errorf("%q", got)
	}
	if got := DefaultFolder("/home/nora", true, noon); got != "/home/nora/Satchel/Sample archive" {
		t.Errorf("%q", got)
	}
	for _, tt := range []struct {
		folder core.Folder
		want   string
	}{
		{core.Folder{Path: "/disk"}, "/disk"},
		{core.Folder{Path: "/disk", Archive: true}, "/disk"},
		{core.Folder{Path: "/disk", Other: true}, "/disk/Telegram archive 2026-03-14"},
	} {
		if got := Inside(tt.folder, noon); got != tt.want {
			t.Errorf("%+v: %q", tt.folder, got)
		}
	}
}

func TestArchivesSayHowFarTheyAre(t *testing.T) {
	l := words(t)
	tests := []struct {
		name   string
		known  Known
		state  string
		action string
	}{
		{"a wait", Known{Overview: core.Overview{Start: noon.Add(2 * time.Hour)}}, "Telegram lets the export begin 14:00.", "Go on"},
		{"files to come", Known{Overview: core.Overview{Messages: 1, Files: 1, Queued: 2}}, "1 message and 1 file are saved; 2 files are still to come.", "Go on"},
		{"cut", Known{Overview: core.Overview{Messages: 5}}, "5 messages and 0 files are saved so far.", "Go on"},
		{"whole", Known{Recent: core.Recent{Outcome: core.Complete}, Overview: core.Overview{Messages: 5, LastFull: noon}},
			"Last complete copy: just now. 5 messages, 0 files.", "Update"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cards := NewArchiveCards(l, []Known{tt.known}, noon)
			if c := cards[0]; c.State != tt.state || c.Action != tt.action || !c.First || c.Update != (tt.action == "Update") {
				t.Errorf("%+v", c)
			}
		})
	}
}

func TestAWaitIsOverWhenItsClockIs(t *testing.T) {
	l := words(t)
	n := Notice{Until: noon.Add(time.Minute)}
	for after, want := range map[time.Duration]struct {
		waits bool
		tone  Tone
		text  string
	}{
		0:           {true, ToneMixed, "Telegram asks you to wait until 12:01:00 (1:00)."},
		time.Minute: {false, ToneGood, "You can try again now."},
	} {
		now := noon.Add(after)
		if n.Waits(now) != want.waits || n.Tone(now) != want.tone || n.At(l, now) != want.text {
			t.Errorf("after %v: %v, %s, %q", after, n.Waits(now), n.Tone(now), n.At(l, now))
		}
	}
	if wrong := (Notice{Text: "That is not the code."}); wrong.Waits(noon) || wrong.Tone(noon) != ToneBad {
		t.Error("a wrong code is no wait")
	}
}
