package command

import (
	"bytes"
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
	s := &System{Out: &bytes.Buffer{}, Err: r, Getenv: func(string) string { return "" }, Signals: signals}
	return Run(t.Context(), s, append([]string{"export", "--demo", "--out", dir}, flags...))
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
