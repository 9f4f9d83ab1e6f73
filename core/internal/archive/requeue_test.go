package archive

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/model"
)

const one = model.FileKey("document:1")

// What was saved before a refresh holds until there is something newer, wherever it
// lay when the refresh was asked for.
func TestARefreshedFileKeepsItsBytesWhenThereAreNoNewOnes(t *testing.T) {
	for name, placed := range map[string]bool{"at its path": true, "not placed yet": false} {
		t.Run(name, func(t *testing.T) {
			a := newTest(t)
			record(t, a, filePage(1, 1, 1, "x.txt"))
			settle(t, a, one)
			if placed {
				must(t, a.Place(t.Context()))
			}
			before := stats(t, a)
			must(t, a.Refresh(t.Context(), one, "document:404"))
			claim(t, a, 2, 9, one)
			must(t, a.Settle(t.Context(), Settled{Key: one, Skip: model.SkipUnavailable, Text: "gone"}))
			if diff := cmp.Diff(before, stats(t, a)); diff != "" {
				t.Errorf("counts: %s", diff)
			}
			if diff := cmp.Diff([]string{"chats/chat_001/files/x.txt"}, placedTree(t, a)); diff != "" {
				t.Error(diff)
			}
			checkSaved(t, a)
		})
	}
}

func TestARefreshedFileTakesItsNewBytes(t *testing.T) {
	a := newTest(t)
	record(t, a, filePage(1, 1, 1, "x.txt"))
	settle(t, a, one)
	must(t, a.Place(t.Context()))
	must(t, a.Freeze(t.Context()))
	must(t, a.Refresh(t.Context(), one))
	newer := Settled{Key: one, Size: 5, SHA256: []byte("sum")}
	must(t, os.WriteFile(filepath.Join(a.Dir(), a.MediaPath(one)), []byte("newer"), 0o600))
	must(t, a.Settle(t.Context(), newer))
	if diff := cmp.Diff([]string{`chats/chat_001/files/x.txt "newer" 1600000001`}, placedTree(t, a)); diff != "" {
		t.Error(diff)
	}
	if r := result(t, a, one); r.Size != 5 || r.State != model.FilePlaced {
		t.Errorf("the file is %+v", r)
	}
	if s := stats(t, a); s.Saved != 1 || s.SavedBytes != 5 || s.Queued != 0 {
		t.Errorf("counts %+v", s)
	}
}

// Bytes that are gone or were changed meanwhile cannot hold.
func TestARefreshedFileThatIsGoneIsNotCalledSaved(t *testing.T) {
	spoil := map[string]func(string) error{
		"removed":          os.Remove,
		"cut":              func(p string) error { return os.Truncate(p, 3) },
		"of the same size": func(p string) error { return os.WriteFile(p, []byte("CONTENT OF document:1"), 0o600) },
	}
	for name, fn := range spoil {
		t.Run(name, func(t *testing.T) {
			a := newTest(t)
			record(t, a, filePage(1, 1, 1, "x.txt"))
			settle(t, a, one)
			must(t, a.Place(t.Context()))
			must(t, a.Refresh(t.Context(), one))
			must(t, fn(filepath.Join(a.Dir(), "chats/chat_001/files/x.txt")))
			must(t, a.Settle(t.Context(), Settled{Key: one, Skip: model.SkipUnavailable}))
			if r := result(t, a, one); r.State != model.FileSkipped {
				t.Errorf("the file is %+v", r)
			}
			if s := stats(t, a); s.Saved != 0 || s.SavedBytes != 0 || s.Queued != 0 || s.QueuedBytes != 0 {
				t.Errorf("counts %+v", s)
			}
			if got := kept(t, a)[one]; got != "chats/chat_001/files/x.txt owed" {
				t.Errorf("it is told as %q", got)
			}
		})
	}
}

func TestLostFilesAreQueuedAndComeBackToTheirPaths(t *testing.T) {
	a := newTest(t)
	const n = requeueGroup + 3
	var p Page
	keys := make([]model.FileKey, n)
	done := make([]Settled, n)
	for i := range keys {
		f, ref := file(int64(i+1), 1, int64(i+1), "x.txt")
		p.Files, p.Refs = append(p.Files, f), append(p.Refs, ref)
		keys[i], done[i] = f.Key, saved(f.Key)
	}
	download := func() {
		for _, k := range keys {
			must(t, os.WriteFile(filepath.Join(a.Dir(), a.MediaPath(k)), []byte(content(k)), 0o600))
		}
		must(t, a.Settle(t.Context(), done...))
	}
	record(t, a, p)
	download()
	must(t, a.Place(t.Context()))
	want := tree(t, a.Dir())
	record(t, a, filePage(9999, 1, 9999, "never saved"))
	must(t, a.Lost(t.Context(), append(keys, "document:9999", "document:404")...))
	if s := stats(t, a); s.Saved != 0 || s.SavedBytes != 0 || s.Queued != n+1 {
		t.Errorf("counts %+v", s)
	}
	owed := 0
	must(t, a.KeptFiles(t.Context(), func(f KeptFile) error { // gone, but one that is only damaged
		if owed++; !f.Owed {
			t.Errorf("%s is not owed", f.Key)
		}
		if f.Key == one {
			return os.WriteFile(filepath.Join(a.Dir(), filepath.FromSlash(f.Path)), []byte("damaged"), 0o600)
		}
		return os.Remove(filepath.Join(a.Dir(), filepath.FromSlash(f.Path)))
	}))
	if owed != n {
		t.Errorf("%d files are owed, want %d", owed, n)
	}
	download()
	must(t, a.Place(t.Context()))
	if diff := cmp.Diff(want, tree(t, a.Dir())); diff != "" {
		t.Error(diff)
	}
	checkSaved(t, a)
}

func TestALostThumbIsQueuedThoughItsFileIsLeftOut(t *testing.T) {
	a := newTest(t)
	p := filePage(1, 1, 1, "x.mp4")
	p.Files = append(p.Files, model.File{Key: "document:1:m", Main: one, DC: 2, Size: 3})
	p.Refs = append(p.Refs, model.FileRef{Key: "document:1:m", Number: 1, Order: 1, Seq: 1, Folder: "files", Name: "x.jpg"})
	record(t, a, p)
	settle(t, a, "document:1:m")
	must(t, a.Reconsider(t.Context(), func(model.File) model.SkipReason { return model.SkipType }))
	if r := result(t, a, "document:1:m"); r.State != model.FileSettled {
		t.Fatalf("what was saved is %+v", r)
	}
	must(t, a.Lost(t.Context(), "document:1:m"))
	if r := result(t, a, "document:1:m"); r.State != model.FileQueued {
		t.Errorf("the lost thumb is %+v", r)
	}
	if s := stats(t, a); s.Queued != 1 || s.Skipped[model.SkipType] != 1 || s.Saved != 0 {
		t.Errorf("counts %+v", s)
	}
}

func TestNothingIsQueuedAgainInAClosedArchive(t *testing.T) {
	a := newTest(t)
	record(t, a, filePage(1, 1, 1, "x.txt"))
	settle(t, a, one)
	must(t, a.Close())
	if err := a.Lost(t.Context(), one); !errors.Is(err, ErrClosed) {
		t.Errorf("got %v, want %v", err, ErrClosed)
	}
}
