package core

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/archive"
	"satchel/core/internal/testkit"
)

// damagedDatabases are the ways archive.db may be found.
var damagedDatabases = map[string]func(db string) error{
	"missing":     os.Remove,
	"empty":       func(db string) error { return os.Truncate(db, 0) },
	"cut":         func(db string) error { return os.Truncate(db, 50) },
	"cut in half": func(db string) error { return os.Truncate(db, 100_000) },
	"header":      func(db string) error { return overwrite(db, 0, "SQLite format 4") },
	"page size":   func(db string) error { return overwrite(db, 16, "\x10\x00") },
	"a page":      func(db string) error { return overwrite(db, 8192*5, strings.Repeat("\x00", 8192)) },
	"one bit":     func(db string) error { return overwrite(db, 60_000, "\x01") },
	"longer":      func(db string) error { return overwrite(db, 1<<22, "and more") },
}

func overwrite(file string, at int64, text string) error {
	f, err := os.OpenFile(file, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteAt([]byte(text), at)
	return errors.Join(err, f.Close())
}

// verbs are what may be asked of an archive whose database is damaged; each has to
// refuse.
func verbs(t *testing.T, b *bench, dir string) map[string]func() error {
	return map[string]func() error{
		"export": func() error {
			_, err := b.engine(nil).Export(t.Context(), dir, testSettings(), b.prompter())
			return err
		},
		"update": func() error {
			_, err := b.engine(nil).Update(t.Context(), dir, testSettings(), DepthRecheck, b.prompter())
			return err
		},
		"repair": func() error { _, _, err := b.engine(nil).Repair(t.Context(), dir, b.prompter()); return err },
		"render": func() error { _, err := Render(t.Context(), dir, Config{}); return err },
	}
}

func TestADamagedDatabaseIsReportedAndNeverWrittenTo(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.SmallWorld(), "")
	whole := t.TempDir()
	b.export(t, whole)
	for name, harm := range damagedDatabases {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			mustDo(t, testkit.CopyTree(dir, whole))
			db := filepath.Join(dir, archive.FileName)
			mustDo(t, harm(db))
			before, _ := os.ReadFile(db)
			pages := testkit.Output(t, dir)
			for verb, do := range verbs(t, b, dir) {
				if err := do(); !errors.Is(err, archive.ErrDamaged) || !strings.Contains(Explain(err).Text, "archive.db") {
					t.Errorf("%s: %v", verb, err)
				}
			}
			v, err := Verify(t.Context(), dir, Config{})
			mustDo(t, err)
			if len(v.Damage) != 1 || v.Damage[0].Path != archive.FileName || v.Hint() == "" || v.Files < 10 {
				t.Errorf("verify: %+v in %d files", v.Damage, v.Files)
			}
			if after, _ := os.ReadFile(db); !bytes.Equal(after, before) {
				t.Error("the database was written to")
			}
			to := filepath.Join(t.TempDir(), "copy")
			if v, err = Copy(t.Context(), dir, to, Config{}); err != nil || len(v.Damage) != 1 {
				t.Errorf("copy: %+v, %v", v.Damage, err)
			}
			if diff := cmp.Diff(pages, testkit.Output(t, to)); diff != "" {
				t.Errorf("the copy differs (-damaged +copy)\n%s", diff)
			}
		})
	}
}

func TestRawOfADamagedDatabasePrintsWhatCanBeRead(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.SmallWorld(), "")
	dir := t.TempDir()
	b.export(t, dir)
	all := len(rawPages(t, dir, PeerID{}, 0))
	db := filepath.Join(dir, archive.FileName)
	st, err := os.Stat(db)
	mustDo(t, err)
	whole, err := os.ReadFile(db)
	mustDo(t, err)
	for name, least := range map[string]int{"one bit": all - 1, "cut in half": 1, "header": 0, "empty": 0} {
		mustDo(t, os.WriteFile(db, whole, 0o600))
		if name == "cut in half" {
			mustDo(t, os.Truncate(db, st.Size()/2/8192*8192))
		} else {
			mustDo(t, damagedDatabases[name](db))
		}
		var out bytes.Buffer
		n, err := Raw(t.Context(), dir, PeerID{}, 0, &out, Config{})
		if !errors.Is(err, archive.ErrDamaged) || n < least || n != bytes.Count(out.Bytes(), []byte("\n")) {
			t.Errorf("%s: %d answers of %d, at least %d are whole; %v", name, n, all, least, err)
		}
		t.Logf("%s: %d answers of %d", name, n, all)
	}
}

// TestFlippedBitsAreNeverTakenForContent flips bits of archive.db, with its seal and
// without, as an older version or an unclean end leaves it: nothing panics or hangs,
// and with the seal nothing that verify calls fine has changed.
func TestFlippedBitsAreNeverTakenForContent(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.SmallWorld(), "")
	dir := t.TempDir()
	b.export(t, dir)
	db, seal := filepath.Join(dir, archive.FileName), filepath.Join(dir, filepath.FromSlash(archive.SealName))
	whole, err := os.ReadFile(db)
	mustDo(t, err)
	sums, err := os.ReadFile(seal)
	mustDo(t, err)
	rnd := rand.New(rand.NewPCG(1, 2))
	flips := 50
	if largeCrash() {
		flips = 500
	}
	for i := range flips {
		sealed := i%5 != 0
		data := bytes.Clone(whole)
		for range 1 + rnd.IntN(3) {
			data[rnd.IntN(len(data))] ^= 1 << rnd.IntN(8)
		}
		mustDo(t, os.WriteFile(db, data, 0o600))
		mustDo(t, os.WriteFile(seal, sums, 0o600))
		if !sealed {
			mustDo(t, os.Remove(seal))
		}
		v, err := Verify(t.Context(), dir, Config{})
		if sealed && (err != nil || len(v.Damage) == 0) && !bytes.Equal(data, whole) {
			t.Errorf("flip %d: verify says %+v, %v", i, v.Damage, err)
		}
		var out bytes.Buffer
		if _, err := Raw(t.Context(), dir, PeerID{}, 0, &out, Config{}); sealed && err == nil {
			t.Errorf("flip %d: raw found nothing wrong", i)
		}
		if _, err := Render(t.Context(), dir, Config{}); sealed && err == nil {
			t.Errorf("flip %d: rendered", i)
		}
	}
}

func TestAFlippedLogGivesAnEarlierStateOrIsRefused(t *testing.T) {
	t.Parallel()
	s := smallRun(t)
	image, cut := atCommit(t, s, s.begin(t), 25)
	if !cut {
		t.Fatal("the run has fewer commits")
	}
	log, err := os.ReadFile(filepath.Join(image, archive.FileName+"-wal"))
	mustDo(t, err)
	rnd := rand.New(rand.NewPCG(3, 4))
	refused := 0
	for range 12 {
		dir := t.TempDir()
		mustDo(t, testkit.CopyTree(dir, image))
		data := bytes.Clone(log)
		data[rnd.IntN(len(data))] ^= 1 << rnd.IntN(8)
		mustDo(t, os.WriteFile(filepath.Join(dir, archive.FileName+"-wal"), data, 0o600))
		got, err := s.play(t.Context(), s.bench.engine(nil), dir)
		switch {
		case errors.Is(err, archive.ErrDamaged):
			refused++
		case err != nil || got.Outcome != Complete:
			t.Errorf("%s %+v, %v", got.Outcome, got.Problems, err)
		default:
			if diff := cmp.Diff(s.want, testkit.Output(t, dir)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		}
	}
	t.Logf("%d of 12 refused", refused)
}

func TestADatabasePutBackFromACopyGoesOn(t *testing.T) {
	t.Parallel()
	one := newBench(t, testkit.SmallWorld(), "")
	dir, kept := t.TempDir(), filepath.Join(t.TempDir(), "kept")
	one.export(t, dir)
	_, err := Copy(t.Context(), dir, kept, Config{})
	mustDo(t, err)
	two := newBench(t, testkit.SmallWorldLater(), "")
	two.update(t, dir, DepthRecheck, testSettings())
	want := testkit.Output(t, dir)
	older, err := os.ReadFile(filepath.Join(kept, archive.FileName))
	mustDo(t, err)
	mustDo(t, os.WriteFile(filepath.Join(dir, archive.FileName), older, 0o600))
	if got := two.update(t, dir, DepthRecheck, testSettings()); got.Outcome != Complete {
		t.Errorf("outcome %s: %+v", got.Outcome, got.Problems)
	}
	if diff := cmp.Diff(want, testkit.Output(t, dir)); diff != "" {
		t.Errorf("(-before the damage +after)\n%s", diff)
	}
}
