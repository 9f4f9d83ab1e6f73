package assets

import (
	"bytes"
	"io/fs"
	"maps"
	"regexp"
	"slices"
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
	entries, err := parts.ReadDir("parts")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains(used, e.Name()) {
			t.Errorf("no page has %s", e.Name())
		}
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
