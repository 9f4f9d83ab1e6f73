package assets

import (
	"bytes"
	"io/fs"
	"regexp"
	"testing"
)

func TestExportHoldsStyleAndScript(t *testing.T) {
	for _, name := range []string{"css/style.css", "js/script.js"} {
		if _, err := fs.Stat(Export(), name); err != nil {
			t.Error(err)
		}
	}
}

// The pages' policy forbids most of these; the archive must not ask for them.
func TestExportLoadsNothingFromElsewhere(t *testing.T) {
	forbidden := regexp.MustCompile(`(?i)https?://|//[a-z0-9-]+\.[a-z]{2,}|@import|\bimport\s*\(|\bfetch\s*\(|XMLHttpRequest|WebSocket|sendBeacon|\beval\s*\(|new Function|innerHTML`)
	err := fs.WalkDir(Export(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(Export(), name)
		data = bytes.ReplaceAll(data, []byte("xmlns='http://www.w3.org/2000/svg'"), nil) // a name, not an address
		if at := forbidden.Find(data); at != nil {
			t.Errorf("%s has %q", name, at)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
