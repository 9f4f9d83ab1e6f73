package media

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"log/slog"
	"os"
	"runtime"
	"slices"
	"testing"

	"golang.org/x/sync/semaphore"
)

// keeping is a file in eight parts of 1000 bytes, with hashes of 500, and a download that
// keeps them; the parts named in bad come with a byte changed.
type keeping struct {
	*download
	content []byte
	bad     map[int]bool
}

const keptBound = 1 << 20

func newKept(t *testing.T, early int64, bad ...int) *keeping {
	t.Helper()
	content := make([]byte, 7500)
	for i := range content {
		content[i] = byte(i ^ i>>8)
	}
	k := &keeping{content: content, bad: map[int]bool{}, download: &download{
		engine: &engine{Config: Config{Logger: slog.New(slog.DiscardHandler)}, bytes: semaphore.NewWeighted(keptBound), earlyBytes: semaphore.NewWeighted(early)},
		store:  storeIn(t, t.TempDir(), int64(len(content))),
	}}
	k.proof.add(hashesOf(content, 500), false)
	for _, part := range bad {
		k.bad[part] = true
	}
	if err := k.store.create(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = k.store.close() })
	return k
}

// arrive has parts come in that order; it returns what became of them.
func (k *keeping) arrive(t *testing.T, order ...int) error {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	came, ended := make(chan arrival), make(chan error, 1)
	go func() { ended <- k.keepAll(ctx, came, stop) }()
	for _, part := range order {
		where := k.store.span(part)
		data := bytes.Clone(k.content[where.offset:where.end()])
		if k.bad[part] {
			data[where.length/2]++
		}
		if err := k.bytes.Acquire(t.Context(), where.length); err != nil {
			t.Fatal(err)
		}
		came <- arrival{part, where, data}
	}
	close(came)
	return <-ended
}

func TestPartsAreCheckedInWhateverOrderTheyCome(t *testing.T) {
	tests := map[string]struct {
		early      int64
		order, bad []int
	}{
		"in order":               {3000, []int{0, 1, 2, 3, 4, 5, 6, 7}, nil},
		"backwards":              {8000, []int{7, 6, 5, 4, 3, 2, 1, 0}, nil},
		"no memory for them":     {0, []int{3, 1, 0, 2, 7, 5, 6, 4}, nil},
		"memory for two":         {2000, []int{3, 2, 1, 0, 7, 6, 5, 4}, nil},
		"the first is bad":       {3000, []int{1, 2, 0, 3, 4, 5, 6, 7}, []int{0}},
		"one that waits is bad":  {3000, []int{0, 3, 2, 1, 4, 5, 7, 6}, []int{3, 7}},
		"bad, without memory":    {0, []int{1, 0, 3, 2, 5, 4, 7, 6}, []int{1, 4}},
		"the short one is first": {1000, []int{7, 0, 1, 2, 3, 4, 5, 6}, []int{7}},
	}
	for name, tt := range tests {
		k := newKept(t, tt.early, tt.bad...)
		if err := k.arrive(t, tt.order...); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := k.store.missing(); !slices.Equal(got, tt.bad) {
			t.Errorf("%s: %v are missing, want the bad %v", name, got, tt.bad)
		}
		clear(k.bad)
		if err := k.arrive(t, tt.bad...); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if bad, err := k.proof.rest(t.Context(), k.store.out, k.store.size); err != nil || len(bad) > 0 {
			t.Errorf("%s: %v are bad (%v)", name, bad, err)
		}
		want := sha256.Sum256(k.content)
		if sum, err := k.store.sum(); err != nil || !bytes.Equal(sum, want[:]) {
			t.Errorf("%s: the hash is not the file's (%v)", name, err)
		}
		if !k.bytes.TryAcquire(keptBound) || !k.earlyBytes.TryAcquire(tt.early) {
			t.Errorf("%s: memory is not given back", name)
		}
	}
}

// What waits for its turn is on the disk and in the journal: a kill loses none of it.
func TestPartsThatWaitForTheirTurnAreInTheJournal(t *testing.T) {
	k := newKept(t, 8000)
	keeper := &keeper{download: k.download, early: map[int]arrival{}}
	for _, part := range []int{3, 1, 2} {
		where := k.store.span(part)
		if err := keeper.keep(t.Context(), arrival{part, where, k.content[where.offset:where.end()]}); err != nil {
			t.Fatal(err)
		}
	}
	if len(keeper.early) != 3 {
		t.Errorf("%d parts wait, want 3", len(keeper.early))
	}
	if err := k.store.close(); err != nil { // as a kill does
		t.Fatal(err)
	}
	again := storeIn(t, k.store.root.Name(), k.store.size)
	if err := again.resume(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer again.close()
	if got, want := again.missing(), []int{0, 4, 5, 6, 7}; !slices.Equal(got, want) {
		t.Errorf("%v are missing, want %v", got, want)
	}
}

func TestPartsThatCameAreGivenBackWhenTheDiskFails(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs /dev/full")
	}
	k := newKept(t, 8000)
	if err := k.store.out.Close(); err != nil {
		t.Fatal(err)
	}
	full, err := os.OpenFile("/dev/full", os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	k.store.out = full
	if err := k.arrive(t, 2, 1, 0); err == nil || errors.Is(err, errContent) {
		t.Errorf("ended with %v, want the disk's error", err)
	}
	if !k.bytes.TryAcquire(keptBound) || !k.earlyBytes.TryAcquire(8000) {
		t.Error("memory is not given back")
	}
}
