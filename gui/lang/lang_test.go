package lang

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
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
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", -1234567: "-1,234,567"} {
		if got := Number(n); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
	for n, want := range map[int64]string{0: "0 bytes", 1: "1 byte", 2048: "2 KB", 3 << 20: "3.0 MB", 512 << 20: "512 MB", 5 << 40: "5.0 TB"} {
		if got := Bytes(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

// banned are the words no person should have to know.
var banned = regexp.MustCompile(`(?i)\b(takeout|json|session|peer|flood|API)\b`)

func TestNobodyHasToKnowJargon(t *testing.T) {
	for key, text := range load(t, "en").english {
		if word := banned.FindString(text); word != "" {
			t.Errorf("%s says %q", key, word)
		}
		if strings.Contains(text, "→") {
			t.Errorf("%s has an arrow, which the font draws badly", key)
		}
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
