package lang

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"
)

func load(t *testing.T, code string) Catalog {
	t.Helper()
	c, err := Load(code)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestUnknownLanguagesGetEnglish(t *testing.T) {
	for _, code := range []string{"en", "en-GB", "", "tlh", "../en"} {
		if got := load(t, code).T("button.back"); got != "Back" {
			t.Errorf("%q: %q", code, got)
		}
	}
}

func TestCountsGetTheirForm(t *testing.T) {
	c := load(t, "en")
	for n, want := range map[int]string{0: "0 files", 1: "1 file", 12345: "12,345 files"} {
		if got := c.N("count.files", n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	if got := c.N("left.days", 1); got != "about 1 day" {
		t.Errorf("%q", got)
	}
	if got := c.N("ago.days", 1); got != "yesterday" {
		t.Errorf("a form without its number: %q", got)
	}
	if got := c.T("no.such.key"); got != "no.such.key" || c.Has("no.such.key") {
		t.Errorf("%q", got)
	}
}

func TestNumbersAndSizes(t *testing.T) {
	c := load(t, "en")
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", -1234567: "-1,234,567"} {
		if got := c.Number(n); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
	for n, want := range map[int64]string{0: "0 bytes", 1: "1 byte", 2048: "2 KB", 3 << 20: "3.0 MB", 512 << 20: "512 MB", 5 << 40: "5.0 TB", 1600 << 40: "1,600 TB"} {
		if got := c.Bytes(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestNumbersAreWrittenAsTheLanguageDoes(t *testing.T) {
	tests := []struct{ like, number, size string }{
		{"1,234,567.8", "12,345,678", "1.5"}, {"1.234.567,8", "12.345.678", "1,5"}, {"1 234 567,8", "12 345 678", "1,5"},
		{"12,34,567.8", "1,23,45,678", "1.5"}, {"1234567.8", "12,345,678", "1.5"},
	}
	for _, tt := range tests {
		c := Catalog{words: map[string]string{"number.like": tt.like, "size.gb": "%s"}}
		if got, size := c.Number(12345678), c.Bytes(3<<29); got != tt.number || size != tt.size {
			t.Errorf("as %q: %q and %q", tt.like, got, size)
		}
	}
}

func TestDaysAndTimesAreWrittenAsTheLanguageDoes(t *testing.T) {
	at := time.Date(2026, time.March, 2, 9, 5, 7, 0, time.UTC)
	c := load(t, "en")
	for got, want := range map[string]string{c.Day(at): "2 March 2026", c.Weekday(at): "Monday 2 March", c.Hour(at): "09:05", c.Second(at): "09:05:07"} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	c.words = map[string]string{"date.day": "%[3]s年%[2]s%[1]s日", "month.march": "3月"}
	if got := c.Day(at); got != "2026年3月2日" {
		t.Errorf("%q", got)
	}
}

func TestEachLanguageHasItsPluralForms(t *testing.T) {
	tests := map[string]string{ // the forms of 0, 1, 2, 5, 11, 21, 22, 100
		"en": "other one other other other other other other",
		"de": "other one other other other other other other",
		"es": "other one other other other other other other",
		"it": "other one other other other other other other",
		"tr": "other one other other other other other other",
		"fr": "one one other other other other other other",
		"pt": "one one other other other other other other",
		"hi": "one one other other other other other other",
		"ru": "many one few many many one few many",
		"uk": "many one few many many one few many",
		"id": "other other other other other other other other",
		"ja": "other other other other other other other other",
		"ko": "other other other other other other other other",
		"zh": "other other other other other other other other",
	}
	for code, want := range tests {
		var got []string
		for _, n := range []int{0, 1, 2, 5, 11, 21, 22, 100} {
			got = append(got, form(language.Make(code), n))
		}
		if got := strings.Join(got, " "); got != want {
			t.Errorf("%s: %s, want %s", code, got, want)
		}
	}
}

func TestWhatALanguageLacksIsEnglish(t *testing.T) {
	c := load(t, "en")
	c.tag, c.words = language.Russian, map[string]string{"count.files.few": "%s файла"}
	for n, want := range map[int]string{2: "2 файла", 5: "5 files", 21: "21 files", 1: "1 file"} {
		if got := c.N("count.files", n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	if got := c.T("button.back"); got != "Back" {
		t.Errorf("%q", got)
	}
}

// A key as it stands in the window's code: l.T("…"), t("…"), l.N("…").
var used = regexp.MustCompile(`\b(?:L\.|l\.)?([TtN])\("([a-z_.]+)"`)

func TestEveryKeyInTheCodeHasWords(t *testing.T) {
	c := load(t, "en")
	files, err := filepath.Glob("../*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	more, err := filepath.Glob("../*.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, file := range append(files, more...) {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		code, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range used.FindAllStringSubmatch(string(code), -1) {
			key := m[2]
			if strings.HasSuffix(key, ".") { // the code of something follows
				continue
			}
			seen++
			if m[1] == "N" && (!c.Has(key+".one") || !c.Has(key+".other")) || m[1] != "N" && !c.Has(key) {
				t.Errorf("%s: no words for %q", file, key)
			}
		}
	}
	if seen < 100 {
		t.Errorf("only %d keys were found", seen)
	}
}

func TestACalendarIsHeadedAsTheLanguageDoes(t *testing.T) {
	at := time.Date(2026, time.March, 2, 0, 0, 0, 0, time.UTC)
	for code, want := range map[string]string{"en-GB": "March 2026, Mo, Monday", "en-US": "March 2026, Mo, Sunday", "de-AT": "März 2026, Mo, Monday", "ru": "Март 2026, Пн, Monday", "tlh": "March 2026, Mo, Sunday"} {
		c := load(t, code)
		if got := c.Month(at) + ", " + c.WeekdayLetters(time.Monday) + ", " + c.WeekBegins().String(); got != want {
			t.Errorf("%s: %s, want %s", code, got, want)
		}
	}
}

// beyond are keys that something besides the window's code asks for.
var beyond = []string{"app.tagline"} // the entry in a desktop's menu

func TestEveryKeyIsAskedFor(t *testing.T) {
	var code strings.Builder
	for _, pattern := range []string{"*.go", "../*.go", "../*/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(file, "_test.go") {
				code.Write(data)
			}
		}
	}
	text := code.String()
	begins := regexp.MustCompile(`"([a-z]+\.)*[a-z]+\."`).FindAllString(text, -1) // a code of something follows
	english := load(t, "en").english
	for key := range english {
		name := key
		for _, key := range counted(english) {
			if name == key+".one" || name == key+".other" {
				name = key
			}
		}
		asked := strings.Contains(text, `"`+name+`"`) || slices.Contains(beyond, name)
		for _, begin := range begins {
			asked = asked || strings.HasPrefix(name, strings.Trim(begin, `"`))
		}
		if !asked {
			t.Errorf("nobody asks for %q", key)
		}
	}
}
