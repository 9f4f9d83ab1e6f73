package archive

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// sealedArchive is a closed archive of some hundred pages.
func sealedArchive(t *testing.T) string {
	t.Helper()
	a := newTest(t)
	fillPages(t, a, 1)
	must(t, a.Close())
	return a.Dir()
}

func fillPages(t *testing.T, a *Archive, from int) {
	t.Helper()
	for i := range 40 {
		var p Page
		for j := range 20 {
			p.Messages = append(p.Messages, message(channel, from+20*i+j, "some text to fill pages with, again and again and again"))
		}
		p.Raw = []byte{byte(from), byte(from >> 8), byte(i)}
		record(t, a, p)
	}
}

func flip(t *testing.T, file string, at int64, bit byte) {
	t.Helper()
	f, err := os.OpenFile(file, os.O_RDWR, 0)
	must(t, err)
	var b [1]byte
	_, err = f.ReadAt(b[:], at)
	must(t, err)
	b[0] ^= bit
	_, err = f.WriteAt(b[:], at)
	must(t, errors.Join(err, f.Close()))
}

func TestEveryFlippedBitOfAClosedArchiveIsNoticed(t *testing.T) {
	dir := sealedArchive(t)
	file := filepath.Join(dir, FileName)
	st, err := os.Stat(file)
	must(t, err)
	rnd := rand.New(rand.NewPCG(7, 7))
	for i := range 500 {
		at, bit := rnd.Int64N(st.Size()), byte(1)<<rnd.IntN(8)
		if i < headerSize {
			at = int64(i)
		}
		flip(t, file, at, bit)
		if a, err := Open(t.Context(), dir, Options{}); !errors.Is(err, ErrDamaged) && !(at/4 == headerVersion/4 && errors.Is(err, ErrNewer)) {
			t.Errorf("bit %08b of byte %d: %v", bit, at, err)
			if err == nil {
				a.Close()
			}
		}
		flip(t, file, at, bit)
	}
	must(t, openTest(t, dir).Check(t.Context()))
}

func TestOpeningWithoutAChangeWritesNothing(t *testing.T) {
	dir := sealedArchive(t)
	read := func() string {
		db, err := os.ReadFile(filepath.Join(dir, FileName))
		must(t, err)
		seal, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(SealName)))
		must(t, err)
		return string(db) + string(seal)
	}
	before := read()
	a := openTest(t, dir)
	must(t, a.Check(t.Context()))
	if n := len(allMessages(t, a, 1)); n != 0 { // no dialog
		t.Errorf("%d messages", n)
	}
	must(t, a.Close())
	if read() != before {
		t.Error("the database or its seal changed")
	}
}

func TestSealingWhatChangedIsAsGoodAsSealingAll(t *testing.T) {
	for _, mode := range []journal{journalWAL, journalTruncate} {
		t.Run(string(mode), func(t *testing.T) {
			dir := sealedArchive(t)
			for round := range 3 {
				a, err := open(t.Context(), dir, Options{}, false, mode)
				must(t, err)
				if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(SealName))); err != nil {
					t.Errorf("round %d: no seal after opening: %v", round, err)
				}
				must(t, a.pools.write.exec(t.Context(), "PRAGMA wal_autocheckpoint = 40")) // the log is begun anew several times
				fillPages(t, a, 2000*(round+1))
				if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(SealName))); !errors.Is(err, os.ErrNotExist) {
					t.Errorf("round %d: a seal beside an archive that changed: %v", round, err)
				}
				must(t, a.Close())
				b := openTest(t, dir)
				must(t, b.Check(t.Context()))
				must(t, b.Close())
			}
		})
	}
}

func TestDamageToWhatDidNotChangeIsNotSealedIn(t *testing.T) {
	dir := sealedArchive(t)
	a := openTest(t, dir)
	st, err := a.root.Stat(FileName)
	must(t, err)
	flip(t, filepath.Join(dir, FileName), st.Size()/2, 1)
	must(t, a.SaveValue(t.Context(), "small", []byte("change")))
	must(t, a.Close())
	if _, err := Open(t.Context(), dir, Options{}); !errors.Is(err, ErrDamaged) {
		t.Errorf("got %v", err)
	}
}

func TestADamagedSealIsToldAndReplaced(t *testing.T) {
	for name, harm := range map[string]func(string) error{
		"flipped": func(s string) error { flip(t, s, 30, 1); return nil },
		"cut":     func(s string) error { return os.Truncate(s, 20) },
		"empty":   func(s string) error { return os.Truncate(s, 0) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := sealedArchive(t)
			must(t, harm(filepath.Join(dir, filepath.FromSlash(SealName))))
			a := openTest(t, dir)
			if err := a.Check(t.Context()); !errors.Is(err, ErrSeal) {
				t.Errorf("check: %v", err)
			}
			must(t, a.SaveValue(t.Context(), "small", []byte("change")))
			must(t, a.Close())
			must(t, openTest(t, dir).Check(t.Context()))
		})
	}
}

func TestAnArchiveIsNotBegunWhereOneHasLostItsDatabase(t *testing.T) {
	dir := sealedArchive(t)
	must(t, os.Remove(filepath.Join(dir, FileName)))
	for name, open := range map[string]func() (*Archive, error){
		"open":      func() (*Archive, error) { return Open(t.Context(), dir, Options{}) },
		"open read": func() (*Archive, error) { return OpenRead(t.Context(), dir, Options{}) },
	} {
		if _, err := open(); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, FileName)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a database was made: %v", err)
	}
}

func TestADatabaseThatWasPutBackIsNotTakenForDamaged(t *testing.T) {
	dir := sealedArchive(t)
	older, err := os.ReadFile(filepath.Join(dir, FileName))
	must(t, err)
	a := openTest(t, dir)
	fillPages(t, a, 5000)
	must(t, a.Close())
	must(t, os.WriteFile(filepath.Join(dir, FileName), older, 0o600))
	b := openTest(t, dir)
	if err := b.Check(t.Context()); !errors.Is(err, ErrSeal) {
		t.Errorf("check: %v", err)
	}
	must(t, b.SaveValue(t.Context(), "small", []byte("change")))
	must(t, b.Close())
	must(t, openTest(t, dir).Check(t.Context()))
}
