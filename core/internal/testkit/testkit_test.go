package testkit

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"maps"
	"net"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"satchel/core/demo/world"
)

// What other tests rest on: a comparison that sees nothing, or a cut that cuts
// nothing, would make them pass whatever happens.

func put(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOutputSeesEveryChangeOfWhatAPersonKeeps(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, dir, map[string]string{"result.json": "{}", "chats/chat_001/messages.html": "a",
		"archive.db": "x", "archive.db-wal": "y", ".satchel/log": "z", ".demo-login": "k"})
	first := Output(t, dir)
	if got := slices.Sorted(maps.Keys(first)); !slices.Equal(got, []string{"chats/chat_001/messages.html", "result.json"}) {
		t.Fatalf("output is %v", got)
	}
	put(t, dir, map[string]string{"archive.db": "other", ".satchel/log": "other"})
	if !maps.Equal(first, Output(t, dir)) {
		t.Error("working files count")
	}
	put(t, dir, map[string]string{"chats/chat_001/messages.html": "b"})
	if maps.Equal(first, Output(t, dir)) {
		t.Error("another content is not seen")
	}
	put(t, dir, map[string]string{"chats/chat_001/messages.html": "a", "chats/new": ""})
	if maps.Equal(first, Output(t, dir)) {
		t.Error("a further empty file is not seen")
	}
}

func TestACopiedTreeIsWhole(t *testing.T) {
	t.Parallel()
	src, dst := t.TempDir(), t.TempDir()
	files := map[string]string{"archive.db": "db", "archive.db-wal": "wal", "archive.db-shm": "memory", "a/b/c": "deep", ".satchel/x.part": "part"}
	put(t, src, files)
	if err := os.Mkdir(filepath.Join(src, "empty"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := CopyTree(dst, src); err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join(dst, filepath.FromSlash(name)))
		if name == "archive.db-shm" {
			if !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%s outlives a power cut: %v", name, err)
			}
			continue
		}
		if err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	if info, err := os.Stat(filepath.Join(dst, "empty")); err != nil || !info.IsDir() {
		t.Errorf("the empty folder: %v", err)
	}
}

func TestACutLineEndsWhatIsOpenAndDialsNoMore(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	var line Line
	conn, err := line.Dial(t.Context(), "tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	far, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = far.Close() }()
	if _, err := conn.Write([]byte("before")); err != nil {
		t.Fatal(err)
	}
	line.Cut()
	if _, err := conn.Write([]byte("after")); err == nil {
		t.Error("a cut line carries more")
	}
	got, err := io.ReadAll(far)
	if err != nil || string(got) != "before" {
		t.Errorf("the other end got %q, %v", got, err)
	}
	if _, err := line.Dial(t.Context(), "tcp", listener.Addr().String()); !errors.Is(err, ErrCut) {
		t.Errorf("dialling a cut line: %v", err)
	}
	line.Cut() // again
}

func TestEveryStateOfTheSmallWorldIsAWorldOfItsOwn(t *testing.T) {
	t.Parallel()
	var seen [][]byte
	for name, state := range map[string]fs.FS{"first": SmallWorld(), "later": SmallWorldLater(), "latest": SmallWorldLatest()} {
		if _, err := world.Open(state); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		data, err := fs.ReadFile(state, "world.json")
		if err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc(seen, func(other []byte) bool { return bytes.Equal(other, data) }) {
			t.Errorf("%s is another state again", name)
		}
		seen = append(seen, data)
	}
}

func TestStatesFollowTheirSeed(t *testing.T) {
	t.Parallel()
	states := func(seed uint64) (all [][]byte) {
		s := NewStates(seed)
		for range 4 {
			state := s.Next()
			if _, err := world.Open(state); err != nil {
				t.Errorf("seed %d: %v", seed, err)
			}
			data, err := fs.ReadFile(state, "world.json")
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, data)
		}
		return all
	}
	one, again, other := states(1), states(1), states(2)
	same := func(a, b [][]byte) bool { return slices.EqualFunc(a, b, bytes.Equal) }
	if !same(one, again) {
		t.Error("the same seed gives other states")
	}
	if same(one, other) {
		t.Error("two seeds give the same states")
	}
}
