package command

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"satchel/core/internal/testkit"
)

// reader is a person before the terminal: as soon as a line has the words, does
// something, once.
type reader struct {
	words string
	do    func()

	mu   sync.Mutex
	once sync.Once
	text bytes.Buffer
}

// Write implements io.Writer.
func (r *reader) Write(p []byte) (int, error) {
	if strings.Contains(string(p), r.words) {
		r.once.Do(r.do)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.Write(p)
}

// exportTo saves the sample account in front of such a person.
func exportTo(t *testing.T, dir string, r *reader, signals <-chan os.Signal, flags ...string) int {
	t.Helper()
	return told(t, r, signals, append([]string{"export", "--demo", "--out", dir}, flags...)...)
}

func TestAFullDiskIsWaitedOutGivenUpOrEndsTheExport(t *testing.T) {
	t.Parallel()
	const full = "The disk is full: about 4."
	for _, free := range []int{4 << 10, 2 << 20} {
		disk := testkit.NewSmallDisk(t)
		disk.Room(t, free)
		dir := filepath.Join(disk.Dir, "archive")
		if code := exportTo(t, dir, &reader{do: func() {}}, nil, "--no-wait"); code != exitPartly {
			t.Errorf("%d bytes free, --no-wait: exit code %d", free, code)
		}
		signals := make(chan os.Signal, 1)
		given := &reader{words: full, do: func() { signals <- syscall.SIGINT }}
		if code := exportTo(t, dir, given, signals); code != exitPartly {
			t.Errorf("%d bytes free, given up: exit code %d\n%s", free, code, given.text.String())
		}
		waited := &reader{words: full, do: func() { disk.Room(t, 64<<20) }}
		if code := exportTo(t, dir, waited, nil); code != exitOK || !strings.Contains(waited.text.String(), full) {
			t.Errorf("%d bytes free, waited: exit code %d\n%s", free, code, waited.text.String())
		}
	}
}

// told runs a command in front of such a person.
func told(t *testing.T, r *reader, signals <-chan os.Signal, args ...string) int {
	t.Helper()
	s := &System{Out: &bytes.Buffer{}, Err: r, Getenv: func(string) string { return "" }, Signals: signals}
	return Run(t.Context(), s, args)
}

func TestAFullDiskIsWaitedOutByWhatWritesToAnArchive(t *testing.T) {
	t.Parallel()
	saved := small(t)
	pages := func(t *testing.T, disk *testkit.SmallDisk) string {
		t.Helper()
		dir := filepath.Join(disk.Dir, "archive")
		if err := errors.Join(os.Mkdir(dir, 0o700), testkit.CopyTree(dir, saved),
			os.RemoveAll(filepath.Join(dir, "js")), os.Remove(filepath.Join(dir, "result.json"))); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	tests := []struct {
		name    string
		before  func(*testing.T, *testkit.SmallDisk) string
		args    func(dir string) []string
		noWait  int
		stopped int
	}{
		{"verify", pages, func(dir string) []string { return []string{"verify", dir, "--repair"} }, exitPartly, exitPartly},
		{"render", pages, func(dir string) []string { return []string{"render", dir} }, exitPartly, exitPartly},
		{"copy", func(_ *testing.T, disk *testkit.SmallDisk) string { return filepath.Join(disk.Dir, "copy") },
			func(dir string) []string { return []string{"copy", saved, dir} }, exitFailed, exitFailed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			disk := testkit.NewSmallDisk(t)
			args := tt.args(tt.before(t, disk))
			disk.Room(t, 8<<10)
			r := &reader{do: func() {}}
			if code := told(t, r, nil, append(args, "--no-wait")...); code != tt.noWait || !strings.Contains(r.text.String(), "disk is full") {
				t.Errorf("--no-wait: exit code %d\n%s", code, r.text.String())
			}
			signals := make(chan os.Signal, 1)
			r = &reader{words: "The disk is full: about", do: func() { signals <- syscall.SIGINT }}
			if code := told(t, r, signals, args...); code != tt.stopped {
				t.Errorf("given up: exit code %d\n%s", code, r.text.String())
			}
			r = &reader{words: "The disk is full: about", do: func() { disk.Room(t, 64<<20) }}
			if code := told(t, r, nil, args...); code != exitOK || !strings.Contains(r.text.String(), r.words) {
				t.Errorf("waited: exit code %d\n%s", code, r.text.String())
			}
		})
	}
}
