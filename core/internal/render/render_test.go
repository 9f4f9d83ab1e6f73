package render

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// sampleArchive is the sample, rendered.
func sampleArchive(t testing.TB) (*builder, string) {
	t.Helper()
	b := newBuilder(t)
	buildSample(b)
	check(t, Render(t.Context(), b.a, options()))
	return b, b.a.Dir()
}

// rendered reads what render wrote: the files of text outside .satchel.
func rendered(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	check(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		check(t, err)
		rel, err := filepath.Rel(dir, path)
		check(t, err)
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			if rel == ".satchel" {
				return fs.SkipDir
			}
			return nil
		}
		if ours.MatchString(rel) {
			data, err := os.ReadFile(path)
			check(t, err)
			files[rel] = string(data)
		}
		return nil
	}))
	return files
}

func TestGolden(t *testing.T) {
	_, dir := sampleArchive(t)
	got := rendered(t, dir)
	for name, text := range got {
		if strings.HasPrefix(name, "css/") || strings.HasPrefix(name, "js/") || name == ChecksumsFile {
			delete(got, name)
			continue
		}
		golden := filepath.Join("testdata", "golden", filepath.FromSlash(name))
		if *update {
			check(t, os.MkdirAll(filepath.Dir(golden), 0o755))
			check(t, os.WriteFile(golden, []byte(text), 0o644))
		}
		want, err := os.ReadFile(golden)
		check(t, err)
		if d := cmp.Diff(string(want), text); d != "" {
			t.Errorf("%s:\n%s", name, d)
		}
	}
	check(t, filepath.WalkDir("testdata/golden", func(path string, d fs.DirEntry, err error) error {
		check(t, err)
		rel, err := filepath.Rel("testdata/golden", path)
		check(t, err)
		if _, ok := got[filepath.ToSlash(rel)]; !ok && !d.IsDir() {
			t.Errorf("%s is no longer written", rel)
		}
		return nil
	}))
}

// I7: rendering twice gives the same bytes, and touches nothing.
func TestRenderingTwiceGivesTheSameBytes(t *testing.T) {
	b, dir := sampleArchive(t)
	before := rendered(t, dir)
	old, err := os.Stat(filepath.Join(dir, "result.json"))
	check(t, err)
	check(t, Render(t.Context(), b.a, options()))
	if d := cmp.Diff(before, rendered(t, dir)); d != "" {
		t.Error(d)
	}
	now, err := os.Stat(filepath.Join(dir, "result.json"))
	check(t, err)
	if !os.SameFile(old, now) {
		t.Error("a file was replaced though its bytes are the same")
	}
	left, err := os.ReadDir(filepath.Join(dir, ".satchel", "tmp"))
	check(t, err)
	if len(left) > 0 {
		t.Errorf("%d temporary files are left", len(left))
	}
}

func TestEveryDocumentIsValid(t *testing.T) {
	_, dir := sampleArchive(t)
	for name, text := range rendered(t, dir) {
		if !utf8.ValidString(text) {
			t.Errorf("%s is not UTF-8", name)
		}
		if strings.HasSuffix(name, ".json") && !json.Valid([]byte(text)) {
			t.Errorf("%s is not JSON", name)
		}
	}
}

func TestChecksumsCoverEveryFile(t *testing.T) {
	_, dir := sampleArchive(t)
	list, err := os.ReadFile(filepath.Join(dir, ChecksumsFile))
	check(t, err)
	want := map[string]string{}
	var order []string
	for line := range strings.Lines(string(list)) {
		sum, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !ok {
			t.Fatalf("line %q", line)
		}
		want[name] = sum
		order = append(order, name)
	}
	if !slices.IsSorted(order) {
		t.Error("not sorted by path")
	}
	got := map[string]string{}
	check(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		check(t, err)
		rel, err := filepath.Rel(dir, path)
		check(t, err)
		rel = filepath.ToSlash(rel)
		if rel == ".satchel" {
			return fs.SkipDir
		}
		if d.IsDir() || strings.HasPrefix(rel, "archive.db") || rel == ChecksumsFile {
			return nil
		}
		data, err := os.ReadFile(path)
		check(t, err)
		sum := sha256.Sum256(data)
		got[rel] = hex.EncodeToString(sum[:])
		return nil
	}))
	if d := cmp.Diff(got, want); d != "" {
		t.Error(d)
	}
}

func TestStalePagesAreRemovedAndForeignFilesStay(t *testing.T) {
	b, dir := sampleArchive(t)
	stale := filepath.Join(dir, "chats/chat_001/messages7.html")
	foreign := filepath.Join(dir, "chats/chat_001/messages8.html")
	hostile := filepath.Join(dir, "chats/chat_001/photos/photo_1@01-06-2025_12-00-00.jpg")
	for _, name := range []string{stale, foreign} {
		check(t, os.WriteFile(name, []byte("x"), 0o600))
	}
	list := filepath.Join(dir, filepath.FromSlash(listFile))
	data, err := os.ReadFile(list)
	check(t, err)
	data = append(data, "chats/chat_001/messages7.html\nchats/chat_001/photos/photo_1@01-06-2025_12-00-00.jpg\narchive.db\n../x\n"...)
	check(t, os.WriteFile(list, data, 0o600))
	check(t, Render(t.Context(), b.a, options()))
	if _, err := os.Stat(stale); !os.IsNotExist(err) {
		t.Error("a page that is no longer written is still there")
	}
	for _, name := range []string{foreign, hostile, filepath.Join(dir, "archive.db")} {
		if _, err := os.Stat(name); err != nil {
			t.Errorf("%s was removed", name)
		}
	}
}

func TestACancelledRenderLeavesWhatWasThere(t *testing.T) {
	b, dir := sampleArchive(t)
	before := rendered(t, dir)
	ctx, cancel := contextWithCancel(t)
	cancel()
	if err := Render(ctx, b.a, Options{}); err == nil {
		t.Fatal("no error")
	}
	if d := cmp.Diff(before, rendered(t, dir)); d != "" {
		t.Error(d)
	}
}
