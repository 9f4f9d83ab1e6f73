package archive

import (
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/model"
)

func TestOpenMakesAPrivateFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "archive? #1 100%")
	a := openTest(t, dir)
	info, err := os.Stat(dir)
	must(t, err)
	if got := info.Mode().Perm(); got != 0o700 {
		t.Errorf("mode %o, want 700", got)
	}
	if _, ok := a.Account(); ok {
		t.Error("a new archive has an account")
	}
	for _, q := range []struct {
		query string
		want  int
	}{{"PRAGMA application_id", applicationID}, {"PRAGMA user_version", schemaVersion()}, {"PRAGMA synchronous", 2}, {"PRAGMA foreign_keys", 1}, {"PRAGMA page_size", pageSize}} {
		if got, err := a.pools.write.int(t.Context(), q.query); got != q.want {
			t.Errorf("%s is %d (%v), want %d", q.query, got, err, q.want)
		}
	}
	if mode, err := a.pools.write.text(t.Context(), "PRAGMA journal_mode"); mode != "wal" {
		t.Errorf("journal mode %q (%v)", mode, err)
	}
	if _, err := os.Stat(filepath.Join(dir, FileName)); err != nil {
		t.Error(err)
	}
}

func TestWhatWasSavedIsThereAgain(t *testing.T) {
	for _, mode := range []journal{journalWAL, journalTruncate} {
		t.Run(string(mode), func(t *testing.T) {
			dir := t.TempDir()
			a, err := open(t.Context(), dir, Options{Now: at(100)}, true, mode)
			must(t, err)
			berlin, err := time.LoadLocation("Europe/Berlin")
			must(t, err)
			zone := model.ZoneOf(berlin)
			state := model.TakeoutState{Phase: model.TakeoutOpen, ID: 77, Flags: model.TakeoutFlags{Files: true}}
			must(t, a.SetAccount(t.Context(), 7))
			must(t, a.SetZone(t.Context(), zone))
			must(t, a.SaveTakeout(t.Context(), state))
			must(t, a.SaveValue(t.Context(), "settings", []byte(`{"a":1}`)))
			must(t, begin(t, a))
			record(t, a, Page{Dialogs: []model.Dialog{dialog(channel)}}, Page{Messages: []model.Message{message(channel, 1, "one")}, Raw: []byte("raw")},
				filePage(1, 1, 1, "x.txt"))
			settle(t, a, "document:1")
			must(t, a.Place(t.Context()))
			must(t, a.EndRun(t.Context(), 1, OutcomeComplete, []byte("{}")))
			before := dump(t, a)
			must(t, a.Close())

			a, err = open(t.Context(), dir, Options{}, false, mode)
			must(t, err)
			defer a.Close()
			if id, ok := a.Account(); id != 7 || !ok {
				t.Errorf("account %d %v", id, ok)
			}
			must(t, a.SetAccount(t.Context(), 7))
			if err := a.SetAccount(t.Context(), 8); !errors.Is(err, ErrOtherAccount) {
				t.Errorf("another account: %v", err)
			}
			must(t, a.SetZone(t.Context(), model.ZoneOf(time.UTC)))
			if diff := cmp.Diff(zone, a.Zone()); diff != "" || !a.HasZone() {
				t.Error(diff)
			}
			if got, err := a.LoadTakeout(t.Context()); !cmp.Equal(got, state) {
				t.Errorf("takeout %+v (%v)", got, err)
			}
			if got, err := a.LoadValue(t.Context(), "settings"); string(got) != `{"a":1}` {
				t.Errorf("value %q (%v)", got, err)
			}
			if got, err := a.LoadValue(t.Context(), "none"); got != nil || err != nil {
				t.Errorf("absent value %q (%v)", got, err)
			}
			run, found, err := a.LastCompleteRun(t.Context())
			want := Run{ID: 1, Kind: RunFull, Started: time.Unix(100, 0), Ended: time.Unix(100, 0), Outcome: OutcomeComplete, Counts: []byte("{}")}
			if diff := cmp.Diff(want, run); diff != "" || !found || err != nil {
				t.Error(diff, found, err)
			}
			if diff := cmp.Diff(before, dump(t, a)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAZoneWithoutANameStaysWithoutOne(t *testing.T) {
	dir, zone := t.TempDir(), model.Zone{Base: 7200}
	a := openTest(t, dir)
	must(t, a.SetZone(t.Context(), zone))
	must(t, a.Close())
	if got := openTest(t, dir).Zone(); !got.Equal(zone) {
		t.Errorf("zone %+v, want %+v", got, zone)
	}
}

func TestWithoutSharedMemoryThereIsNoWAL(t *testing.T) {
	a := newTest(t)
	record(t, a, Page{Dialogs: []model.Dialog{dialog(channel)}}, Page{Messages: []model.Message{message(channel, 1, "one")}})
	must(t, a.Close())
	must(t, os.MkdirAll(filepath.Join(a.Dir(), FileName+"-shm", "x"), 0o700)) // what WAL needs cannot be made
	a = openTest(t, a.Dir())
	if a.pools.mode != journalTruncate || a.pools.readDB != nil {
		t.Fatalf("journal %s", a.pools.mode)
	}
	record(t, a, Page{Messages: []model.Message{message(channel, 2, "two")}})
	if n := len(allMessages(t, a, 1)); n != 2 {
		t.Errorf("%d messages, want 2", n)
	}
}

func TestRunsAreNumbered(t *testing.T) {
	a := openTest(t, t.TempDir())
	if _, found, err := a.LastRun(t.Context()); found || err != nil {
		t.Errorf("a new archive has a run (%v)", err)
	}
	for want := int64(1); want <= 2; want++ {
		id, err := a.BeginRun(t.Context(), RunUpdate, []byte("s"))
		if id != want || err != nil {
			t.Errorf("run %d (%v), want %d", id, err, want)
		}
	}
	run, _, err := a.LastRun(t.Context())
	if run.ID != 2 || !run.Ended.IsZero() || string(run.Settings) != "s" {
		t.Errorf("last run %+v (%v)", run, err)
	}
	if _, found, _ := a.LastCompleteRun(t.Context()); found {
		t.Error("a run that has not ended is complete")
	}
	if err := a.EndRun(t.Context(), 9, "x", nil); err == nil {
		t.Error("a run that does not exist was ended")
	}
}

func TestOneArchiveAtATime(t *testing.T) {
	a := openTest(t, t.TempDir())
	if _, err := Open(t.Context(), a.Dir(), Options{}); !errors.Is(err, ErrLocked) {
		t.Errorf("second open: %v", err)
	}
	must(t, a.Close())
	openTest(t, a.Dir())
}

func TestOpenRefusesWhatItCannotRead(t *testing.T) {
	good := newTest(t)
	for i := range 300 { // some pages to damage
		record(t, good, Page{Messages: []model.Message{message(channel, i+1, "some text to fill pages with, again and again and again")}, Raw: []byte{byte(i), 1}})
	}
	must(t, good.Close())
	whole, err := os.ReadFile(filepath.Join(good.Dir(), FileName))
	must(t, err)
	change := func(fn func(b []byte) []byte) []byte { return fn(append([]byte{}, whole...)) }
	tests := map[string]struct {
		data []byte
		want error
	}{
		"empty":         {[]byte{}, ErrDamaged},
		"cut in header": {whole[:50], ErrDamaged},
		"a text":        {[]byte("this is no database, but it is long enough to have a header of a hundred bytes, which SQLite's has, too."), ErrForeign},
		"other program": {change(func(b []byte) []byte { binary.BigEndian.PutUint32(b[headerAppID:], 0); return b }), ErrForeign},
		"newer":         {change(func(b []byte) []byte { binary.BigEndian.PutUint32(b[headerVersion:], 99); return b }), ErrNewer},
		"cut in half":   {whole[:len(whole)/2], ErrDamaged},
		"first page":    {change(func(b []byte) []byte { copy(b[100:], make([]byte, 4000)); return b }), ErrDamaged},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			file := filepath.Join(dir, FileName)
			must(t, os.WriteFile(file, tt.data, 0o600))
			a, err := Open(t.Context(), dir, Options{})
			if err == nil {
				a.Close()
			}
			if !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if got, err := os.ReadFile(file); err != nil || string(got) != string(tt.data) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestAnUncleanEndIsChecked(t *testing.T) {
	a := newTest(t)
	for i := range 300 {
		record(t, a, Page{Messages: []model.Message{message(channel, i+1, "some text to fill pages with, again and again and again")}, Raw: []byte{byte(i), 1}})
	}
	must(t, a.Close())
	damage := func(dir string) {
		file := filepath.Join(dir, FileName)
		b, err := os.ReadFile(file)
		must(t, err)
		from := len(b) - 3*pageSize
		copy(b[from:], make([]byte, pageSize))
		must(t, os.WriteFile(file, b, 0o600))
	}
	crashed := filepath.Join(t.TempDir(), "crashed")
	b, err := Open(t.Context(), a.Dir(), Options{})
	must(t, err)
	must(t, b.SaveValue(t.Context(), "small", []byte("change")))
	copyDir(t, a.Dir(), crashed)
	must(t, b.Close())
	c := openTest(t, crashed)
	must(t, c.Check(t.Context()))
	must(t, c.Close())

	sound := filepath.Join(t.TempDir(), "sound")
	copyDir(t, a.Dir(), sound)
	must(t, os.Remove(filepath.Join(sound, filepath.FromSlash(SealName)))) // as older versions left it
	damage(sound)
	d := openTest(t, sound) // opening a clean archive reads nothing much
	must(t, d.SaveValue(t.Context(), "small", []byte("change")))
	if err := d.Check(t.Context()); !errors.Is(err, ErrDamaged) {
		t.Errorf("check of a damaged archive: %v", err)
	}
	_ = d.pools.write.exec(context.WithoutCancel(t.Context()), "PRAGMA wal_checkpoint(TRUNCATE)")
	again := filepath.Join(t.TempDir(), "again")
	copyDir(t, sound, again)
	if _, err := Open(t.Context(), again, Options{}); !errors.Is(err, ErrDamaged) {
		t.Errorf("open of a damaged archive after a crash: %v", err)
	}
}

func TestOpenReadMakesNothing(t *testing.T) {
	dir := t.TempDir()
	if _, err := OpenRead(t.Context(), dir, Options{}); !errors.Is(err, ErrNoArchive) {
		t.Errorf("got %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("made %v", left)
	}
	must(t, openTest(t, dir).Close())
	a, err := OpenRead(t.Context(), dir, Options{})
	must(t, err)
	must(t, a.Close())
}

func TestAFolderThatCannotBeWrittenTo(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Log("root may write everywhere: only the mapping of the error is tested")
		if err := openError("x", &os.PathError{Op: "open", Path: "x", Err: os.ErrPermission}); !errors.Is(err, ErrNotWritable) {
			t.Error(err)
		}
		return
	}
	dir := t.TempDir()
	must(t, os.Chmod(dir, 0o500))
	defer os.Chmod(dir, 0o700)
	if _, err := Open(t.Context(), filepath.Join(dir, "a"), Options{}); !errors.Is(err, ErrNotWritable) {
		t.Errorf("got %v", err)
	}
}

func TestAFileInPlaceOfTheFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(file, nil, 0o600))
	if _, err := Open(t.Context(), file, Options{}); err == nil {
		t.Error("an archive was opened in a file")
	}
}

func TestAFullDiskLosesNothing(t *testing.T) {
	a := newTest(t)
	record(t, a, Page{Messages: []model.Message{message(channel, 1, "one")}})
	ctx := t.Context()
	pages, err := a.pools.write.int(ctx, "PRAGMA page_count")
	must(t, err)
	limit := func(n int) {
		a.pools.shared.Lock()
		defer a.pools.shared.Unlock()
		_, err := a.pools.write.int(ctx, "PRAGMA max_page_count = "+itoa(n))
		must(t, err)
	}
	limit(pages + 2)
	big := Page{Run: 1, Method: "m", Messages: []model.Message{message(channel, 2, string(make([]byte, 200_000)))}}
	before := dump(t, a)
	for range 2 {
		if err := a.Record(ctx, big); !errors.Is(err, ErrDiskFull) {
			t.Fatalf("got %v, want %v", err, ErrDiskFull)
		}
	}
	if diff := cmp.Diff(before, dump(t, a)); diff != "" {
		t.Error(diff)
	}
	limit(1 << 20) // room again
	must(t, a.Record(ctx, big))
	if s, err := a.Stats(ctx); s.Messages != 2 {
		t.Errorf("%d messages (%v)", s.Messages, err)
	}
}

func TestAWriteThatFoundTheDiskFullIsDoneWhenThereIsRoom(t *testing.T) {
	a := newTest(t)
	record(t, a, Page{Messages: []model.Message{message(channel, 1, "one")}})
	ctx := t.Context()
	pages, err := a.pools.write.int(ctx, "PRAGMA page_count")
	must(t, err)
	limit := func(n int) {
		a.pools.shared.Lock()
		defer a.pools.shared.Unlock()
		_, err := a.pools.write.int(ctx, "PRAGMA max_page_count = "+itoa(n))
		must(t, err)
	}
	limit(pages + 2)
	asked := 0
	a.opts.WhenFull = func(context.Context, error) error {
		if asked++; asked == 3 {
			limit(1 << 20)
		}
		return nil
	}
	record(t, a, Page{Method: "m", Messages: []model.Message{message(channel, 2, string(make([]byte, 200_000)))}})
	if s, err := a.Stats(ctx); s.Messages != 2 || asked != 3 {
		t.Errorf("%d messages, asked %d times (%v)", s.Messages, asked, err)
	}
	limit(pages)
	gaveUp := errors.New("given up")
	a.opts.WhenFull = func(context.Context, error) error { return gaveUp }
	if err := a.Record(ctx, Page{Run: 1, Method: "m", Messages: []model.Message{message(channel, 3, string(make([]byte, 900_000)))}}); !errors.Is(err, gaveUp) {
		t.Errorf("got %v, want %v", err, gaveUp)
	}
}

func itoa(n int) string { return string(asJSONBytes(n)) }
