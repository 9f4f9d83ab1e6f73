package fsx

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func tempRoot(t *testing.T) *os.Root {
	t.Helper()
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}
}

func checkFile(t *testing.T, root *os.Root, name, want string) {
	t.Helper()
	got, err := root.ReadFile(name)
	if err != nil || string(got) != want {
		t.Errorf("%s holds %q (%v), want %q", name, got, err, want)
	}
}

func checkNoTemp(t *testing.T, root *os.Root) {
	t.Helper()
	left, err := fs.ReadDir(root.FS(), TempDir)
	if err != nil || len(left) != 0 {
		t.Errorf("left in %s: %v (%v)", TempDir, left, err)
	}
}

func TestWriteFileReplacesWhole(t *testing.T) {
	root := tempRoot(t)
	for _, s := range []string{"a long first version", "short"} {
		if err := WriteFile(t.Context(), root, "lists/chats.html", 0o644, text(s)); err != nil {
			t.Fatal(err)
		}
		checkFile(t, root, "lists/chats.html", s)
	}
	checkNoTemp(t, root)
}

func TestWriteFileKeepsTheOldFileWhenItFails(t *testing.T) {
	root := tempRoot(t)
	if err := WriteFile(t.Context(), root, "a", 0o644, text("old")); err != nil {
		t.Fatal(err)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	failure := errors.New("no more")
	tests := map[string]struct {
		ctx   context.Context
		write func(io.Writer) error
		want  error
	}{
		"writer fails": {t.Context(), func(w io.Writer) error { io.WriteString(w, "half"); return failure }, failure},
		"cancelled while writing": {cancelled, func(w io.Writer) error {
			cancel()
			return text("new")(w)
		}, context.Canceled},
		"cancelled before": {cancelled, text(""), context.Canceled},
	}
	for _, name := range []string{"writer fails", "cancelled while writing", "cancelled before"} {
		t.Run(name, func(t *testing.T) {
			tt := tests[name]
			if err := WriteFile(tt.ctx, root, "a", 0o644, tt.write); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			checkFile(t, root, "a", "old")
			checkNoTemp(t, root)
		})
	}
}

func TestWriteFileStaysInsideTheRoot(t *testing.T) {
	root := tempRoot(t)
	outside := filepath.Join(t.TempDir(), "x")
	if err := os.Symlink(filepath.Dir(outside), filepath.Join(root.Name(), "link")); err != nil {
		t.Skip("no symbolic links here")
	}
	for _, name := range []string{"../x", "link/x"} {
		if err := WriteFile(t.Context(), root, name, 0o644, text("!")); err == nil {
			t.Errorf("%s was written", name)
		}
	}
	if _, err := os.Stat(outside); err == nil {
		t.Error("a file was written outside")
	}
}

func TestOneLockAtATime(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	first, err := Lock(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Lock(path); !errors.Is(err, ErrLocked) {
		t.Errorf("second lock: %v", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Lock(path)
	if err != nil {
		t.Fatalf("lock after the first ended: %v", err)
	}
	again.Close()
}

func TestFreeSpace(t *testing.T) {
	n, err := FreeSpace(t.TempDir())
	if err != nil || n <= 0 {
		t.Errorf("free space %d, %v", n, err)
	}
	if _, err := FreeSpace(filepath.Join(t.TempDir(), "absent")); err == nil {
		t.Error("free space of a folder that does not exist")
	}
}

func TestSetModTime(t *testing.T) {
	root := tempRoot(t)
	if err := WriteFile(t.Context(), root, "a", 0o644, text("x")); err != nil {
		t.Fatal(err)
	}
	want := time.Unix(1751319005, 0)
	if err := SetModTime(root, "a", want); err != nil {
		t.Fatal(err)
	}
	st, err := root.Stat("a")
	if err != nil || !st.ModTime().Equal(want) {
		t.Errorf("modified %v (%v), want %v", st.ModTime(), err, want)
	}
}

func TestRetryWaitsOnlyForWhatPasses(t *testing.T) {
	held, broken := errors.New("held"), errors.New("broken")
	passing := func(err error) bool { return errors.Is(err, held) }
	tests := map[string]struct {
		patience time.Duration
		fail     int // calls that fail
		with     error
		calls    int
		want     error
	}{
		"at once":      {time.Hour, 0, held, 1, nil},
		"third time":   {time.Hour, 2, held, 3, nil},
		"other errors": {time.Hour, 2, broken, 1, broken},
		"out of time":  {-1, 9, held, 1, held},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			calls := 0
			err := retry(t.Context(), tt.patience, 0, passing, func() error {
				if calls++; calls <= tt.fail {
					return tt.with
				}
				return nil
			})
			if !errors.Is(err, tt.want) || calls != tt.calls {
				t.Errorf("%d calls, %v; want %d, %v", calls, err, tt.calls, tt.want)
			}
		})
	}
	t.Run("cancelled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := retry(ctx, time.Hour, time.Hour, passing, func() error { return held }); !errors.Is(err, held) {
			t.Error(err)
		}
	})
}
