package main

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"satchel/core/demo/world/sample"
)

// committed are the worlds that the program comes with, by the folder they are made in.
func committed() map[string]fs.FS {
	return map[string]fs.FS{"main": sample.Main(), "problems": sample.Problems()}
}

// copied is a folder with the files of the committed worlds, without what says what
// they are.
func copied(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, world := range committed() {
		if err := os.CopyFS(filepath.Join(dir, name), world); err != nil {
			t.Fatal(err)
		}
		for _, made := range []string{"world.json", "messages.jsonl"} {
			if err := os.Remove(filepath.Join(dir, name, made)); err != nil {
				t.Fatal(err)
			}
		}
	}
	return dir
}

func listed(t *testing.T, world fs.FS) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := fs.WalkDir(world, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) == ".md" {
			return err
		}
		files[name], err = fs.ReadFile(world, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Whoever changes a conversation, a person or a list has to make the sample again:
// what is committed is what the program writes, and nothing more. A file that nothing
// names is swept, and one that was lost is drawn again.
func TestTheCommittedSampleIsWhatIsMadeOfItsConversations(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("the last bits of tiny pictures and waveforms are those of the processor that made the sample")
	}
	dir := copied(t)
	faces, err := filepath.Glob(filepath.Join(dir, "main", "files", "faces", "*-a.jpg"))
	if err != nil || len(faces) == 0 {
		t.Fatalf("no faces: %v", err)
	}
	if err := os.Rename(faces[0], filepath.Join(dir, "main", "files", "stale.jpg")); err != nil {
		t.Fatal(err)
	}
	if err := write(dir, true); err != nil {
		t.Fatal(err)
	}
	for name, world := range committed() {
		want, got := listed(t, world), listed(t, os.DirFS(filepath.Join(dir, name)))
		if a, b := slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(got)); !slices.Equal(a, b) {
			t.Errorf("%s: %d files are made, %d are committed", name, len(b), len(a))
		}
		for file, data := range got {
			// Another version of Go may write another JPEG.
			if path.Base(file) == filepath.Base(faces[0]) && bytes.HasPrefix(data, []byte("\xff\xd8\xff")) {
				continue
			}
			if !bytes.Equal(data, want[file]) {
				t.Errorf("%s/%s is made with %d bytes other than the %d that are committed", name, file, len(data), len(want[file]))
			}
		}
	}
}

func TestAFolderThatCannotBeWrittenIsAnError(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := write(file, true); err == nil || !strings.HasPrefix(err.Error(), "main: ") {
		t.Errorf("error %v", err)
	}
}
