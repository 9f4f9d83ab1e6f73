package core_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// The arrows of the house: what each package may import of this module, and
// whether it may import gotd. A prefix ending in "/..." covers the packages below.
type room struct {
	path    string
	imports []string
	gotd    bool
}

var house = []room{
	{"satchel", []string{"satchel/core", "satchel/core/command", "satchel/core/demo", "satchel/assets", "satchel/gui", "satchel/gui/folderpicker"}, false},
	{"satchel/assets", nil, false},
	{"satchel/gui", []string{"satchel/gui/...", "satchel/core", "satchel/assets"}, false},
	{"satchel/gui/screen", []string{"satchel/gui/view", "satchel/gui/widget", "satchel/gui/theme", "satchel/gui/lang", "satchel/assets"}, false},
	{"satchel/gui/view", []string{"satchel/core", "satchel/gui/lang"}, false},
	{"satchel/gui/widget", []string{"satchel/gui/theme"}, false},
	{"satchel/gui/theme", []string{"satchel/assets"}, false},
	{"satchel/gui/lang", []string{"satchel/assets"}, false},
	{"satchel/gui/folderpicker", nil, false},
	{"satchel/core", []string{"satchel/core/internal/..."}, true},
	{"satchel/core/command", []string{"satchel/core", "satchel/core/demo", "satchel/core/demo/..."}, false},
	{"satchel/core/demo", []string{"satchel/core/demo/...", "satchel/core/internal/tljson"}, true},
	{"satchel/core/demo/mtserver", nil, true},
	{"satchel/core/demo/world", []string{"satchel/core/demo/world/...", "satchel/core/internal/tljson"}, true},
	{"satchel/core/demo/world/mediagen", nil, false},
	{"satchel/core/demo/world/traced", []string{"satchel/core/demo/world", "satchel/core/internal/tljson"}, true},
	{"satchel/core/demo/world/sample", nil, false},
	{"satchel/core/demo/world/sample/...", []string{"satchel/core/demo/world/sample/..."}, false},
	{"satchel/core/internal/model", nil, false},
	{"satchel/core/internal/fsx", nil, false},
	{"satchel/core/internal/phone", nil, false},
	{"satchel/core/internal/sums", nil, false},
	{"satchel/core/internal/naming", []string{model}, false},
	{"satchel/core/internal/keyring", []string{"satchel/core/internal/fsx"}, true},
	{"satchel/core/internal/tljson", nil, true},
	{"satchel/core/internal/tgconv", []string{model}, true},
	{"satchel/core/internal/tgclient", []string{model, "satchel/core/internal/trace"}, true},
	{"satchel/core/internal/trace", []string{"satchel/core/internal/tljson"}, true},
	{"satchel/core/internal/signin", []string{model}, true},
	{"satchel/core/internal/takeout", []string{model}, true},
	{"satchel/core/internal/archive", []string{model, "satchel/core/internal/naming", "satchel/core/internal/fsx"}, false},
	{"satchel/core/internal/crawl", []string{model, archive, takeout, tgconv, "satchel/core/internal/naming"}, true},
	{"satchel/core/internal/media", []string{model, archive, takeout, tgconv, "satchel/core/internal/fsx", "satchel/core/internal/sums"}, true},
	{"satchel/core/internal/render", []string{model, archive, "satchel/core/internal/phone", "satchel/core/internal/naming", "satchel/core/internal/fsx", "satchel/core/internal/render/...", "satchel/assets"}, false},
	{"satchel/core/internal/render/...", []string{model, archive, "satchel/core/internal/phone", "satchel/core/internal/naming", "satchel/core/internal/fsx", "satchel/core/internal/render/...", "satchel/assets"}, false},
	{"satchel/core/internal/preview", []string{model}, true},
	{"satchel/core/internal/testkit", []string{"satchel/core/..."}, true},
}

const (
	model   = "satchel/core/internal/model"
	archive = "satchel/core/internal/archive"
	takeout = "satchel/core/internal/takeout"
	tgconv  = "satchel/core/internal/tgconv"
)

type listed struct {
	ImportPath string
	Imports    []string
}

// covers reports whether the pattern names the path.
func covers(pattern, path string) bool {
	if below, ok := strings.CutSuffix(pattern, "/..."); ok {
		return strings.HasPrefix(path, below+"/")
	}
	return pattern == path
}

// roomOf finds the rule of a package; an exact one wins over a prefix.
func roomOf(path string) (room, bool) {
	i := slices.IndexFunc(house, func(r room) bool { return r.path == path })
	if i < 0 {
		i = slices.IndexFunc(house, func(r room) bool { return covers(r.path, path) })
	}
	if i < 0 {
		return room{}, false
	}
	return house[i], true
}

// breaches lists what the package imports against its rule.
func breaches(p listed) []string {
	r, ok := roomOf(p.ImportPath)
	if !ok {
		return []string{"has no room in the house"}
	}
	var found []string
	for _, imp := range p.Imports {
		own := imp == "satchel" || strings.HasPrefix(imp, "satchel/")
		allowed := slices.ContainsFunc(r.imports, func(pattern string) bool { return covers(pattern, imp) })
		switch {
		case own && !allowed:
			found = append(found, "imports "+imp)
		case strings.HasPrefix(imp, "github.com/gotd/td/tgtest"):
			found = append(found, "imports "+imp)
		case strings.HasPrefix(imp, "github.com/gotd/") && !r.gotd:
			found = append(found, "imports "+imp)
		case !own && strings.Contains(imp, ".") && !strings.HasPrefix(imp, "github.com/gotd/td/") && ofTheServer(p.ImportPath):
			found = append(found, "imports "+imp)
		case strings.HasPrefix(imp, "fyne.io/") && (strings.HasPrefix(p.ImportPath, "satchel/core") || p.ImportPath == "satchel/gui/view"):
			found = append(found, "imports "+imp)
		case strings.HasPrefix(imp, "fyne.io/fyne/v2/app") && p.ImportPath != "satchel":
			found = append(found, "imports "+imp)
		case strings.HasPrefix(imp, "github.com/sqweek/") && p.ImportPath != "satchel/gui/folderpicker":
			found = append(found, "imports "+imp)
		}
	}
	return found
}

// ofTheServer: the embedded server stands on gotd and the standard library
// alone, so that it can be built against the gotd of another client's layer.
func ofTheServer(path string) bool {
	return covers("satchel/core/demo", path) || covers("satchel/core/demo/...", path) || path == "satchel/core/internal/tljson"
}

func TestPackagesImportOnlyWhatTheHouseAllows(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "satchel/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	dec := json.NewDecoder(bytes.NewReader(out))
	seen := 0
	for {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		seen++
		for _, breach := range breaches(p) {
			t.Errorf("%s %s", p.ImportPath, breach)
		}
	}
	if seen < 10 {
		t.Errorf("only %d packages were looked at", seen)
	}
}

func TestArchitectureRulesCatchBreaches(t *testing.T) {
	tests := []struct {
		name string
		p    listed
		want int
	}{
		{"crawl must not know media", listed{"satchel/core/internal/crawl", []string{"satchel/core/internal/media"}}, 1},
		{"archive must not know gotd", listed{"satchel/core/internal/archive", []string{"github.com/gotd/td/tg"}}, 1},
		{"render must not know gotd", listed{"satchel/core/internal/render/html", []string{"github.com/gotd/td/tg"}}, 1},
		{"production must not know testkit", listed{"satchel/core/internal/media", []string{"satchel/core/internal/testkit"}}, 1},
		{"the server must not use tgtest", listed{"satchel/core/demo", []string{"github.com/gotd/td/tgtest"}}, 1},
		{"the server stands on gotd alone", listed{"satchel/core/demo/mtserver", []string{"compress/gzip", "github.com/gotd/td/bin", "github.com/klauspost/compress/gzip"}}, 1},
		{"rules of the window must not know Fyne", listed{"satchel/gui/view", []string{"fyne.io/fyne/v2"}}, 1},
		{"only main makes the app", listed{"satchel/gui", []string{"fyne.io/fyne/v2/app"}}, 1},
		{"only one package picks folders", listed{"satchel/gui", []string{"github.com/sqweek/dialog"}}, 1},
		{"widgets must not know core", listed{"satchel/gui/widget", []string{"satchel/core"}}, 1},
		{"core must not know Fyne", listed{"satchel/core", []string{"fyne.io/fyne/v2"}}, 1},
		{"a new package needs a room", listed{"satchel/core/internal/util", nil}, 1},
		{"what is allowed", listed{"satchel/core/internal/crawl", []string{"fmt", model, archive, "github.com/gotd/td/tg"}}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := breaches(tt.p); len(got) != tt.want {
				t.Errorf("breaches = %v, want %d", got, tt.want)
			}
		})
	}
}
