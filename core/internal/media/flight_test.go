package media

import (
	"context"
	"errors"
	"os"
	"runtime"
	"slices"
	"sync"
	"testing"

	"golang.org/x/sync/semaphore"

	"satchel/core/internal/archive"
)

// flight counts the calls for parts that are on their way, by file. Each waits until
// full says that as many are as there can be; then all go on as they like.
type flight struct {
	mu      sync.Mutex
	now     map[int64]int
	files   int // the most at one time
	parts   int // the most of one file at one time
	full    func(files, calls int) bool
	once    sync.Once
	reached chan struct{}
}

func (w *flight) pass(a asked, _ int, data []byte) ([]byte, error) {
	w.mu.Lock()
	w.now[a.file]++
	calls := 0
	for _, n := range w.now {
		calls += n
	}
	w.files, w.parts = max(w.files, len(w.now)), max(w.parts, w.now[a.file])
	if w.full(len(w.now), calls) {
		w.once.Do(func() { close(w.reached) })
	}
	w.mu.Unlock()
	<-w.reached
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.now[a.file]--; w.now[a.file] == 0 {
		delete(w.now, a.file)
	}
	return data, nil
}

// As many files and parts are asked for at a time as is allowed, and no more: the line
// is never idle, and Telegram's queues are kept to.
func TestAsMuchIsAskedForAtATimeAsIsAllowed(t *testing.T) {
	tests := map[string]struct {
		limits       Limits
		files, size  int
		wantFiles    int
		wantParts    int
		wantTogether int // calls
	}{
		"small files of one part":    {Limits{Small: 3, Large: 2}, 9, 1000, 3, 1, 3},
		"small files of many parts":  {Limits{Small: 2, Large: 2}, 6, 6 * smallPart, 2, partsAFile, 2 * partsAFile},
		"large files":                {Limits{Small: 5, Large: 2}, 3, 20 << 20, 2, partsAFile, 2 * partsAFile},
		"one large file":             {Limits{Small: 5, Large: 1}, 2, 20 << 20, 1, partsAFile, partsAFile},
		"limits of Telegram's words": {Limits{Small: 8, Large: 1}, 12, 1000, 8, 1, 8},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f := newTelegram(t)
			for id := range int64(tt.files) {
				f.add(id+1, tt.size).noHashes = true
			}
			w := &flight{now: map[int64]int{}, reached: make(chan struct{})}
			w.full = func(files, calls int) bool { return files == tt.wantFiles && calls == tt.wantTogether }
			f.spoil = w.pass
			d := f.open(nil)
			d.cfg.Limits = tt.limits
			d.run() // for ever, if less than all is asked for together
			if w.files != tt.wantFiles || w.parts != tt.wantParts {
				t.Errorf("at most %d files and %d parts of one at a time, want %d and %d", w.files, w.parts, tt.wantFiles, tt.wantParts)
			}
		})
	}
}

// stalled is a download onto a disk that has no room until given.
func stalled(t *testing.T, f *telegram, full chan<- struct{}, room <-chan error) *download {
	t.Helper()
	d := f.open(nil)
	d.cfg.WhenFull = func(ctx context.Context, _ int64, _ error) error {
		full <- struct{}{}
		select {
		case err := <-room:
			return err
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	e := newEngine(d.cfg, make(chan struct{}))
	queued, err := d.archive.ClaimClass(t.Context(), homeDC, archive.Small, 1)
	if err != nil || len(queued) != 1 {
		t.Fatalf("%v, %v", queued, err)
	}
	one := newDownload(e.center(homeDC), queued[0], &slot{class: archive.Small})
	if one.store, err = openStore(t.Context(), &e.Config, queued[0]); err != nil {
		t.Fatal(err)
	}
	if err := one.store.out.Close(); err != nil {
		t.Fatal(err)
	}
	if one.store.out, err = os.OpenFile("/dev/full", os.O_RDWR, 0); err != nil {
		t.Fatal(err)
	}
	return one
}

// Parts go on coming while one waits for the disk, until what is not written yet fills
// the bound on memory; then the line waits.
func TestAStalledDiskStopsTheLineAtTheBoundOnMemory(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs /dev/full")
	}
	const parts, bound = 10, 3
	f := newTelegram(t)
	f.add(1, parts*smallPart).noHashes = true
	full, room := make(chan struct{}, 1), make(chan error)
	one := stalled(t, f, full, room)
	one.bytes = semaphore.NewWeighted(bound * smallPart)
	came := make(chan struct{}, parts)
	f.spoil = func(_ asked, _ int, data []byte) ([]byte, error) { came <- struct{}{}; return data, nil }
	ended := make(chan error, 1)
	go func() { ended <- one.fill(t.Context()) }()
	<-full
	for range bound {
		<-came
	}
	if n := len(f.seen("getFile")); n > bound {
		t.Errorf("%d parts are in memory or on their way to it, want at most %d", n, bound)
	}
	broken := errors.New("the run ends")
	room <- broken
	if err := <-ended; !errors.Is(err, broken) {
		t.Errorf("the download ended with %v", err)
	}
	if !one.bytes.TryAcquire(bound * smallPart) {
		t.Error("bytes were not given back")
	}
	if got := offsets(f.seen("getFile"), 1); len(slices.Compact(got)) > bound+partsAFile {
		t.Errorf("%d parts were asked for after the end", len(got))
	}
}
