package assets

import (
	"bytes"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestStyleAndScriptAreAllPartsInTheirOrder(t *testing.T) {
	var used []string
	for name, data := range Joined() {
		rest := data
		for _, part := range joined[name] {
			text, err := parts.ReadFile("parts/" + part)
			if err != nil {
				t.Fatal(err)
			}
			_, after, ok := bytes.Cut(rest, text)
			if !ok {
				t.Errorf("%s lacks %s behind the part before it", name, part)
			}
			rest, used = after, append(used, part)
		}
	}
	err := fs.WalkDir(parts, "parts", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !slices.Contains(used, strings.TrimPrefix(name, "parts/")) {
			t.Errorf("no page has %s", name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The pages' policy forbids most of these; the archive must not ask for them.
func TestExportLoadsNothingFromElsewhere(t *testing.T) {
	forbidden := regexp.MustCompile(`(?i)https?://|//[a-z0-9-]+\.[a-z]{2,}|@import|\bimport\s*\(|\bfetch\s*\(|XMLHttpRequest|WebSocket|sendBeacon|\beval\s*\(|new Function|innerHTML`)
	all := maps.Clone(Joined())
	err := fs.WalkDir(Export(), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all[name], err = fs.ReadFile(Export(), name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range all {
		for _, name := range []string{"2000/svg", "1999/xlink", "XML/1998/namespace"} { // names, not addresses
			data = bytes.ReplaceAll(data, []byte("http://www.w3.org/"+name), nil)
		}
		if name == "js/lottie_light.min.js" { // it can load by address; it is never given one
			data = bytes.ReplaceAll(data, []byte("XMLHttpRequest"), nil)
		}
		if at := forbidden.Find(data); at != nil {
			t.Errorf("%s has %q", name, at)
		}
	}
}

// A table of words has an entry for each that another has, and keeps the places
// that are filled in.
func TestEveryLanguageHasEveryWord(t *testing.T) {
	entry := regexp.MustCompile(`(?:'((?:[^'\\]|\\.)*)'|\b(\w+)): (?:'((?:[^'\\]|\\.)*)'|\[([^\]]*)\])`)
	place := regexp.MustCompile(`[$~#]\d|@|%[ns]`)
	read := func(name string) map[string]string {
		data, err := parts.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		words := map[string]string{}
		for _, m := range entry.FindAllStringSubmatch(string(data), -1) {
			words[m[1]+m[2]] = m[3] + m[4]
		}
		return words
	}
	names, err := fs.Glob(parts, "parts/words/*.js")
	if err != nil || len(names) < 15 {
		t.Fatal(names, err)
	}
	places := func(s string) string {
		list := place.FindAllString(s, -1)
		slices.Sort(list)
		return strings.Join(slices.Compact(list), " ")
	}
	german := read("parts/words/de.js")
	for _, name := range names {
		words := read(name)
		for key, value := range german {
			switch got, ok := words[key]; {
			case !ok || strings.TrimSpace(got) == "":
				t.Errorf("%s has no %q", name, key)
			case places(got) != places(value):
				t.Errorf("%s: %q has other places than %q", name, got, value)
			}
		}
		if len(words) != len(german) {
			t.Errorf("%s has %d words, want %d", name, len(words), len(german))
		}
	}
	for _, english := range []string{"$1 pinned @", "Search all chats", "messages", "zone"} {
		if german[english] == "" {
			t.Errorf("the tables have no %q", english)
		}
	}
}

func TestEveryLanguageOfThePagesHasItsNote(t *testing.T) {
	names, err := fs.Glob(parts, "parts/words/*.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(names, "en") {
		language := strings.TrimSuffix(strings.TrimPrefix(name, "parts/words/"), ".js")
		note := ReadMe(language)
		for _, file := range []string{"Satchel", "export_results.html", "checksums.sha256", "format.md"} {
			if !strings.Contains(note, file) {
				t.Errorf("the note in %s does not name %s", language, file)
			}
		}
		if language != "en" && note == ReadMe("en") || !strings.HasSuffix(note, "\n") {
			t.Errorf("the note in %s: %q", language, note)
		}
	}
	if got := ReadMe("../parts/style.css"); got != "" {
		t.Errorf("a path gives %q", got)
	}
}
