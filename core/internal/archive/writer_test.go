package archive

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"satchel/core/internal/model"
)

// block occupies the writer until the returned function is called.
func block(t *testing.T, a *Archive) (release func()) {
	t.Helper()
	started, gate, ended := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		ended <- a.w.do(t.Context(), func(*tx) error { close(started); <-gate; return nil })
	}()
	<-started
	return func() {
		close(gate)
		must(t, <-ended)
	}
}

// waiting returns when n jobs wait for the writer.
func waiting(a *Archive, n int) {
	for len(a.w.jobs) < n {
		runtime.Gosched()
	}
}

func TestWaitingPagesShareACommit(t *testing.T) {
	var commits atomic.Int32
	a, err := Open(t.Context(), t.TempDir(), Options{OnCommit: func() { commits.Add(1) }})
	must(t, err)
	defer a.Close()
	must(t, begin(t, a))
	release := block(t, a)
	before := commits.Load()
	var wg sync.WaitGroup
	for i := range maxGroup - 1 {
		wg.Go(func() {
			if err := a.Record(t.Context(), Page{Run: 1, Method: "m", Messages: []model.Message{message(channel, i+1, "x")}}); err != nil {
				t.Error(err)
			}
		})
	}
	waiting(a, maxGroup-1)
	release()
	wg.Wait()
	// The blocking job takes them along, unless it held the writer too long: then one
	// commit of its own and one of theirs.
	if n := commits.Load() - before; n > 2 {
		t.Errorf("%d commits for %d pages that waited", n, maxGroup-1)
	}
	if s, _ := a.Stats(t.Context()); s.Messages != maxGroup-1 {
		t.Errorf("%d messages", s.Messages)
	}
}

func TestAPageThatFailsHurtsNoOther(t *testing.T) {
	a := newTest(t)
	release := block(t, a)
	errs := make([]error, 9)
	var wg sync.WaitGroup
	for i := range errs {
		wg.Go(func() {
			p := Page{Run: 1, Method: "m", Split: i, Messages: []model.Message{message(channel, i+1, "x")}}
			if i%3 == 1 {
				p.Refs = []model.FileRef{{Key: "document:404", Folder: "files", Name: "x"}}
			}
			errs[i] = a.Record(t.Context(), p)
		})
	}
	waiting(a, len(errs))
	release()
	wg.Wait()
	for i, err := range errs {
		if (err != nil) != (i%3 == 1) {
			t.Errorf("page %d: %v", i, err)
		}
	}
	if s, _ := a.Stats(t.Context()); s.Messages != 6 {
		t.Errorf("%d messages, want 6", s.Messages)
	}
}

func TestACancelledPageIsNotRecorded(t *testing.T) {
	a := newTest(t)
	release := block(t, a)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		done <- a.Record(ctx, Page{Run: 1, Method: "m", Messages: []model.Message{message(channel, 1, "x")}})
	}()
	waiting(a, 1)
	cancel()
	release()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if s, _ := a.Stats(t.Context()); s.Messages != 0 {
		t.Errorf("%d messages", s.Messages)
	}
}

func TestCloseCommitsWhatWaits(t *testing.T) {
	dir := t.TempDir()
	a := openTest(t, dir)
	must(t, begin(t, a))
	release := block(t, a)
	done := make(chan error)
	go func() {
		done <- a.Record(t.Context(), Page{Run: 1, Method: "m", Messages: []model.Message{message(channel, 1, "x")}})
	}()
	waiting(a, 1)
	closed := make(chan error)
	go func() { closed <- a.Close() }()
	release()
	must(t, <-done)
	must(t, <-closed)
	if err := a.Record(t.Context(), Page{Run: 1, Method: "m"}); !errors.Is(err, ErrClosed) {
		t.Errorf("a page after the end: %v", err)
	}
	if s, _ := openTest(t, dir).Stats(t.Context()); s.Messages != 1 {
		t.Errorf("%d messages", s.Messages)
	}
}

func TestReadingGoesOnWhilePagesAreRecorded(t *testing.T) {
	for _, mode := range []journal{journalWAL, journalTruncate} {
		t.Run(string(mode), func(t *testing.T) {
			a, err := open(t.Context(), t.TempDir(), Options{}, true, mode)
			must(t, err)
			defer a.Close()
			must(t, begin(t, a))
			record(t, a, Page{Dialogs: []model.Dialog{dialog(channel)}})
			var wg sync.WaitGroup
			for w := range 3 {
				wg.Go(func() {
					for i := range 20 {
						p := Page{Run: 1, Method: "m", Messages: []model.Message{message(channel, 1+w*20+i, fmt.Sprint(i))}}
						if err := a.Record(t.Context(), p); err != nil {
							t.Error(err)
						}
					}
				})
			}
			for range 10 {
				last := 0
				for _, m := range allMessages(t, a, 1) {
					if m.ID <= last {
						t.Errorf("message %d after %d", m.ID, last)
					}
					last = m.ID
				}
			}
			wg.Wait()
			if n := len(allMessages(t, a, 1)); n != 60 {
				t.Errorf("%d messages, want 60", n)
			}
		})
	}
}
