package main

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write newer.txt")

// The constructors that a server of this build cannot speak of, one a line: those
// of the layer of satchel's gotd that the layer of this build has not, or has with
// another id.
const newerFile = "newer.txt"

func TestLeftOutAreTheConstructorsOfNewerLayers(t *testing.T) {
	here, there := schema(t, "."), schema(t, "../..")
	var newer []string
	for name := range there {
		if !here[name] {
			newer = append(newer, name)
		}
	}
	slices.Sort(newer)
	if len(here) < 2000 || len(newer) == 0 {
		t.Fatalf("%d constructors here, %d newer", len(here), len(newer))
	}
	text := strings.Join(newer, "\n") + "\n"
	if *update {
		if err := os.WriteFile(newerFile, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(newerFile)
	if err != nil {
		t.Fatal(err)
	}
	if text != string(want) {
		t.Errorf("%s is not the difference of the layers: go test -update, and look at what changed", newerFile)
	}
}

// What a file for newer layers alone speaks of, and its twin does not, is newer.
func TestFilesLeftOutSpeakOfNewerConstructors(t *testing.T) {
	list, err := os.ReadFile(newerFile)
	if err != nil {
		t.Fatal(err)
	}
	newer := map[string]bool{}
	for line := range strings.Lines(string(list)) {
		name, _, _ := strings.Cut(line, "#")
		newer[goName(name)] = true
	}
	left := tagged(t, "!layer227")
	if len(left) == 0 {
		t.Fatal("no file is left out")
	}
	twins := tagged(t, "layer227")
	for name, where := range left {
		if _, both := twins[name]; !both && !newer[strings.ToLower(name)] {
			t.Errorf("%s is left out for tg.%s, which is not newer", where, name)
		}
	}
}

var entry = regexp.MustCompile(`TypeID: +"([A-Za-z0-9_.]+#[0-9a-f]+)"`)

// schema lists the constructors and methods of the gotd a module is built with.
func schema(t *testing.T, module string) map[string]bool {
	t.Helper()
	cmd := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/gotd/td")
	cmd.Dir = module
	dir, err := cmd.Output()
	if err != nil {
		t.Fatalf("find gotd of %s: %v", module, err)
	}
	text, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "tg", "tl_registry_gen.go"))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for _, m := range entry.FindAllStringSubmatch(string(text), -1) {
		out[m[1]] = true
	}
	return out
}

// tagged lists what the server's files with that build constraint say of package
// tg, and where.
func tagged(t *testing.T, constraint string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, pattern := range []string{"../../core/demo/*.go", "../../core/demo/*/*.go", "../../core/internal/tljson/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range files {
			f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			if len(f.Comments) == 0 || strings.TrimSpace(f.Comments[0].List[0].Text) != "//go:build "+constraint {
				continue
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					if x, ok := s.X.(*ast.Ident); ok && x.Name == "tg" {
						out[s.Sel.Name] = path
					}
				}
				return true
			})
		}
	}
	return out
}

// goName is how a constructor is called in Go, in lower case.
func goName(name string) string {
	return strings.ToLower(strings.NewReplacer(".", "", "_", "").Replace(name))
}
