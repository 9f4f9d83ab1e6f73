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
		for _, name := range []string{"2000/svg", "1999/xlink", "XML/1998/namespace"} { // names, not addresses
			data = bytes.ReplaceAll(data, []byte("http://www.w3.org/"+name), nil)
		}
		if name == "js/lottie_light.min.js" { // it can load by address; it is never given one
			data = bytes.ReplaceAll(data, []byte("XMLHttpRequest"), nil)
		}
		if at := forbidden.Find(data); at != nil {
			t.Errorf("%s has %q", name, at)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
