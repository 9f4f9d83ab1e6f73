package archive

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/model"
)

// kept lists what KeptFiles tells, by key.
func kept(t *testing.T, a *Archive) map[model.FileKey]string {
	t.Helper()
	all := map[model.FileKey]string{}
	must(t, a.KeptFiles(t.Context(), func(f KeptFile) error {
		if _, twice := all[f.Key]; twice {
			t.Errorf("%s is told twice", f.Key)
		}
		all[f.Key] = f.Path
		if f.Owed {
			all[f.Key] += " owed"
		} else if want := saved(f.Key); f.Size != want.Size || !slices.Equal(f.SHA256, want.SHA256) {
			t.Errorf("%s has %d bytes, hash %x", f.Key, f.Size, f.SHA256)
		}
		return nil
	}))
	return all
}

func TestWhatIsInTheArchivesCareIsToldWhateverBecameOfIt(t *testing.T) {
	a := newTest(t)
	names := []string{"placed", "settled", "queued", "by choice", "never there", "lost", "lost for good", "refreshed"}
	for i, name := range names {
		p := filePage(int64(i+1), 1, int64(i+1), name)
		if name == "by choice" {
			p.Files[0].Skip = model.SkipType
		}
		record(t, a, p)
	}
	settle(t, a, "document:1", "document:6", "document:7", "document:8")
	must(t, a.Place(t.Context()))
	settle(t, a, "document:2")
	must(t, a.Settle(t.Context(), Settled{Key: "document:5", Skip: model.SkipUnavailable}))
	must(t, a.Lost(t.Context(), "document:6", "document:7"))
	must(t, a.Settle(t.Context(), Settled{Key: "document:7", Skip: model.SkipUnavailable}))
	must(t, a.Refresh(t.Context(), "document:8"))
	want := map[model.FileKey]string{
		"document:1": "chats/chat_001/files/placed",
		"document:2": a.MediaPath("document:2"),
		"document:6": "chats/chat_001/files/lost owed",
		"document:7": "chats/chat_001/files/lost for good owed",
		"document:8": "chats/chat_001/files/refreshed", // its bytes hold until there are newer ones
	}
	if diff := cmp.Diff(want, kept(t, a)); diff != "" {
		t.Error(diff)
	}
}

func TestMoreKeptFilesThanAPageAreTold(t *testing.T) {
	a := newTest(t)
	var s []Settled
	var p Page
	for i := range readPage + 1 {
		f, _ := file(int64(i+1), 1, 1, "x")
		p.Files = append(p.Files, f)
		must(t, os.WriteFile(filepath.Join(a.Dir(), a.MediaPath(f.Key)), []byte(content(f.Key)), 0o600))
		s = append(s, saved(f.Key))
	}
	record(t, a, p)
	must(t, a.Settle(t.Context(), s...))
	if n := len(kept(t, a)); n != readPage+1 {
		t.Errorf("%d files, want %d", n, readPage+1)
	}
	enough := errors.New("enough")
	n := 0
	err := a.KeptFiles(t.Context(), func(KeptFile) error { n++; return enough })
	if !errors.Is(err, enough) || n != 1 {
		t.Errorf("after %d files: %v", n, err)
	}
}

func TestPathsOfTheArchiveAreToldFromOthers(t *testing.T) {
	for name, want := range map[string][3]bool{ // work, database, unplaced
		"archive.db": {true, true, false}, "archive.db-wal": {true, true, false}, "archive.db-shm": {true, false, false},
		".satchel": {true, false, false}, SealName: {true, true, false}, ".satchel/media/document_1": {true, false, true},
		".satchel/mediator": {true, false, false}, ".satchelx/media/a": {}, "result.json": {}, "chats/chat_001/archive.db": {}, "lists/archive.db": {},
	} {
		if got := [3]bool{IsWork(name), IsDatabase(name), IsUnplaced(name)}; got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

func TestACopyOfTheDatabaseStandsForItself(t *testing.T) {
	a := newTest(t)
	record(t, a, Page{Dialogs: []model.Dialog{dialog(channel)}}, filePage(1, 1, 1, "x"))
	for i := range dictionaryPages + 3 {
		record(t, a, Page{Peer: channel, Raw: answer(i), Messages: []model.Message{message(channel, i+1, "text")}})
	}
	want := dump(t, a)
	to := t.TempDir()
	must(t, a.WriteCopy(t.Context(), to))
	record(t, a, Page{Messages: []model.Message{message(channel, 900, "after the copy")}})
	if err := a.WriteCopy(t.Context(), to); err == nil {
		t.Error("a copy was written over another")
	}
	for _, name := range []string{FileName + "-wal", FileName + "-shm"} {
		if _, err := os.Stat(filepath.Join(to, name)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s is beside the copy (%v)", name, err)
		}
	}
	b, err := OpenRead(t.Context(), to, Options{})
	must(t, err)
	must(t, b.Check(t.Context()))
	if diff := cmp.Diff(want, dump(t, b)); diff != "" {
		t.Error(diff)
	}
	must(t, b.Close())
	flip(t, filepath.Join(to, FileName), 5*pageSize/2, 1)
	if _, err := OpenRead(t.Context(), to, Options{}); !errors.Is(err, ErrDamaged) {
		t.Errorf("a flipped bit of the copy: %v", err)
	}
}

func TestACopyThatIsCutSaysSo(t *testing.T) {
	a := newTest(t)
	fillPages(t, a, 1)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := a.WriteCopy(ctx, t.TempDir()); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if err := a.WriteCopy(t.Context(), filepath.Join(t.TempDir(), "absent")); !errors.Is(err, ErrUnreachable) {
		t.Errorf("into a folder that is not there: %v", err)
	}
	must(t, a.WriteCopy(t.Context(), t.TempDir())) // and goes well afterwards
}
