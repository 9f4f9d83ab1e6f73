package core_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mapped lists what the map of doc.go names: files of this package, packages below.
func mapped(doc string) (names []string) {
	_, rest, _ := strings.Cut(doc, "// # Map\n//\n")
	for line := range strings.Lines(rest) {
		entry, ok := strings.CutPrefix(line, "//\t")
		if !ok {
			break
		}
		what, _, _ := strings.Cut(entry, "  ")
		for name := range strings.FieldsFuncSeq(what, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' }) {
			names = append(names, name)
		}
	}
	return names
}

func TestTheMapNamesEveryFileAndPackage(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	have := mapped(string(doc))
	var want []string
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !strings.HasSuffix(f, "_test.go") {
			want = append(want, f)
		}
	}
	out, err := exec.Command("go", "list", "satchel/core/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for path := range strings.FieldsSeq(string(out)) {
		below, ok := strings.CutPrefix(path, "satchel/core/")
		if ok && !strings.HasPrefix(below, "demo/world/sample/make") {
			want = append(want, below)
		}
	}
	for _, name := range want {
		if !slices.Contains(have, name) {
			t.Errorf("the map of doc.go lacks %s", name)
		}
	}
	for i, name := range have {
		if !slices.Contains(want, name) {
			t.Errorf("the map of doc.go names %s, which is not there", name)
		}
		if slices.Contains(have[:i], name) {
			t.Errorf("the map of doc.go names %s twice", name)
		}
	}
}
