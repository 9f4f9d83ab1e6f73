package testkit

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

const victimVar = "SATCHEL_TEST_VICTIM"

// victims are how many files the process that is to be killed makes.
const victims = 5

// TestMain is the process that is to be killed, when it is told to: it makes a file,
// syncs it and gives it its name, some times, and ends with a code of its own.
func TestMain(m *testing.M) {
	dir := os.Getenv(victimVar)
	if dir == "" {
		os.Exit(m.Run())
	}
	for i := range victims {
		if err := makeOne(dir, strconv.Itoa(i)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(7)
}

func makeOne(dir, name string) error {
	path := filepath.Join(dir, name)
	f, err := os.Create(path + ".part")
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close(), os.Rename(path+".part", path))
}

// killed runs the victim until the n-th passing of calls, and says which files have
// their names then.
func killed(t *testing.T, n int, calls []uint64) (k Killed, done, parts int) {
	t.Helper()
	dir := t.TempDir()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	k, err = KillAt(n, calls, []string{program}, append(os.Environ(), victimVar+"="+dir))
	if errors.Is(err, ErrNoTracing) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	count := func(pattern string) int {
		list, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	return k, count("[0-9]"), count("*.part")
}

// A call is passed on its way in and on its way out: an odd passing cuts before it is
// done, an even one after.
func TestAProcessIsKilledBeforeOrAfterItsCall(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]struct{ done, parts int }{1: {0, 1}, 2: {1, 0}, 3: {1, 1}, 9: {4, 1}, 10: {5, 0}} {
		k, done, parts := killed(t, n, Renames)
		if !k.Cut || k.Passed != n || done != want.done || parts != want.parts {
			t.Errorf("at rename %d: %+v, %d files and %d parts; want %+v", n, k, done, parts, want)
		}
	}
}

func TestAProcessThatHasFewerCallsEndsByItself(t *testing.T) {
	t.Parallel()
	for name, calls := range map[string][]uint64{"renames": Renames, "fsyncs": Syncs} {
		k, done, parts := killed(t, 1000, calls)
		if k.Cut || k.Exit != 7 || k.Passed < 2*victims || done != victims || parts != 0 {
			t.Errorf("%s: %+v, %d files, %d parts", name, k, done, parts)
		}
	}
	if k, done, _ := killed(t, 1, []uint64{unix.SYS_REBOOT}); k.Cut || k.Passed != 0 || done != victims {
		t.Errorf("a call that is never made: %+v, %d files", k, done)
	}
}

func TestAProgramThatIsNotThereIsAnError(t *testing.T) {
	t.Parallel()
	if _, err := KillAt(1, Renames, []string{filepath.Join(t.TempDir(), "nothing")}, nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v", err)
	}
}

func TestASmallDiskIsAsLargeAsItIsMade(t *testing.T) {
	d := NewSmallDisk(t)
	write := func(name string, size int) error {
		return os.WriteFile(filepath.Join(d.Dir, name), make([]byte, size), 0o600)
	}
	if err := write("first", 1<<20); err != nil {
		t.Fatal(err)
	}
	d.Room(t, 256<<10)
	if err := write("second", 1<<20); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("a file that is too large: %v", err)
	}
	if err := os.Remove(filepath.Join(d.Dir, "second")); err != nil {
		t.Fatal(err)
	}
	if err := write("third", 128<<10); err != nil {
		t.Errorf("a file that fits: %v", err)
	}
	d.Room(t, 8<<20)
	if err := write("second", 4<<20); err != nil {
		t.Errorf("with room again: %v", err)
	}
	if info, err := os.Stat(filepath.Join(d.Dir, "first")); err != nil || info.Size() != 1<<20 {
		t.Errorf("what was there before: %v, %v", info, err)
	}
}
