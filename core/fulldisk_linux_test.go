package core

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"satchel/core/internal/archive"
	"satchel/core/internal/testkit"
)

// rooms are how little there may be left: from nothing to all that is needed.
var rooms = []int{0, 8 << 10, 20 << 10, 40 << 10, 100 << 10, 200 << 10, 320 << 10, 500 << 10, 800 << 10, 1200 << 10}

// fullDisk is something that is done on a disk that becomes full.
type fullDisk struct {
	begin string // the archive before it, empty for none
	want  map[string]string
	do    func(dir string) (Result, error)
	harm  func(dir string)
}

// onSmallDisks does it with ever more room: while that is not enough it ends with a
// sentence, and with room again goes on to the same end.
func (f fullDisk) onSmallDisks(t *testing.T) {
	t.Helper()
	full := 0
	for _, free := range rooms {
		disk := testkit.NewSmallDisk(t)
		dir := filepath.Join(disk.Dir, "archive")
		if f.begin != "" {
			mustDo(t, os.Mkdir(dir, 0o700))
			mustDo(t, testkit.CopyTree(dir, f.begin))
			f.harm(dir)
		}
		disk.Room(t, free)
		result, err := f.do(dir)
		switch {
		case isFull(err) && result.Outcome != PartlySaved, err == nil && result.Blocked != nil && result.Blocked.Code == BlockedDiskFull:
			full++
		case err != nil || result.Outcome != Complete:
			t.Errorf("%d bytes free: %s, blocked %+v, problems %+v, %v", free, result.Outcome, result.Blocked, result.Problems, err)
		}
		disk.Room(t, 32<<20)
		if result, err = f.do(dir); err != nil || result.Outcome != Complete {
			t.Fatalf("%d bytes were free, now there is room: %s, blocked %+v, problems %+v, %v", free, result.Outcome, result.Blocked, result.Problems, err)
		}
		if diff := cmp.Diff(f.want, testkit.Output(t, dir)); diff != "" {
			t.Errorf("%d bytes were free: (-want +got)\n%s", free, diff)
		}
	}
	t.Logf("the disk was full %d times of %d", full, len(rooms))
	if full < 3 {
		t.Errorf("the disk was full only %d times", full)
	}
}

func TestAFullDiskLosesNothingAndTheNextRunGoesOn(t *testing.T) {
	t.Parallel()
	one, two := newBench(t, testkit.SmallWorld(), ""), newBench(t, testkit.SmallWorldLater(), "")
	first, second := t.TempDir(), t.TempDir()
	one.export(t, first)
	mustDo(t, testkit.CopyTree(second, first))
	two.update(t, second, DepthRecheck, testSettings())
	want := testkit.Output(t, first)
	tests := map[string]fullDisk{
		"run": {want: want, do: func(dir string) (Result, error) {
			return one.engine(nil).Export(t.Context(), dir, testSettings(), one.prompter())
		}},
		"update": {begin: first, want: testkit.Output(t, second), harm: func(string) {}, do: func(dir string) (Result, error) {
			return two.engine(nil).Update(t.Context(), dir, testSettings(), DepthRecheck, two.prompter())
		}},
		"repair": {begin: first, want: want, harm: func(dir string) { loseMuch(t, dir) }, do: func(dir string) (Result, error) {
			v, result, err := one.engine(nil).Repair(t.Context(), dir, one.prompter())
			if err == nil && result.Blocked == nil && len(v.Damage) > 0 {
				err = fmt.Errorf("left damaged: %+v", v.Damage)
			}
			return result, err
		}},
		"render": {begin: first, want: want, harm: func(dir string) { loseMuchRendered(t, dir) }, do: func(dir string) (Result, error) {
			_, err := Render(t.Context(), dir, Config{})
			return Result{Outcome: Complete}, err
		}},
	}
	for name, tt := range tests {
		t.Run(name, tt.onSmallDisks)
	}
}

// loseMuch removes photos and pages.
func loseMuch(t *testing.T, dir string) {
	t.Helper()
	for _, photo := range photosOf(t, dir) {
		mustDo(t, os.Remove(photo))
	}
	loseMuchRendered(t, dir)
}

// loseMuchRendered removes pages, scripts and the search.
func loseMuchRendered(t *testing.T, dir string) {
	t.Helper()
	for _, name := range []string{"search", "js", "css", "images", "lists", "result.json", "chats/chat_001/messages.html"} {
		mustDo(t, os.RemoveAll(filepath.Join(dir, name)))
	}
}

func TestACopyToAFullDiskLeavesNothing(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.SmallWorld(), "")
	dir := t.TempDir()
	b.export(t, dir)
	full := 0
	for _, free := range rooms {
		disk := testkit.NewSmallDisk(t)
		disk.Room(t, free)
		to := filepath.Join(disk.Dir, "copy")
		_, err := Copy(t.Context(), dir, to, Config{})
		if err == nil {
			continue
		}
		full++
		if !errors.Is(err, archive.ErrDiskFull) {
			t.Errorf("%d bytes free: %v", free, err)
		}
		if left := testkit.Output(t, disk.Dir); len(left) > 0 {
			t.Errorf("%d bytes free: left %v", free, keys(left))
		}
		disk.Room(t, 32<<20)
		if v, err := Copy(t.Context(), dir, to, Config{}); err != nil || len(v.Damage) > 0 {
			t.Errorf("with room again: %+v, %v", v.Damage, err)
		}
	}
	if full < 3 {
		t.Errorf("the disk was full only %d times", full)
	}
}

// waitsForRoom exports to a disk with so much room and returns its end, after then
// is called as soon as the run waits.
func waitsForRoom(t *testing.T, b *bench, dir string, then func(*Engine)) (Result, error) {
	t.Helper()
	result, waited, err := waiting(t, b, func(e *Engine) (Result, error) { return e.Export(t.Context(), dir, testSettings(), b.prompter()) }, then)
	if !waited {
		t.Log("the run never waited")
	}
	return result, err
}

// waiting runs on a disk with little room and returns its end, and whether then was
// called because it waited.
func waiting(t *testing.T, b *bench, do func(*Engine) (Result, error), then func(*Engine)) (result Result, waited bool, err error) {
	t.Helper()
	engine := b.engine(func(cfg *Config) { cfg.WaitForRoom = true })
	engine.roomPause = 10 * time.Millisecond
	type end struct {
		Result
		error
	}
	ended := make(chan end, 1)
	go func() {
		result, err := do(engine)
		ended <- end{result, err}
	}()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case e := <-ended:
			return e.Result, waited, e.error
		case <-tick.C:
			if full := engine.Snapshot().Full; full != nil && !waited {
				if full.Needed < roomAhead || full.Free >= full.Needed {
					t.Errorf("waits for room although %+v", *full)
				}
				waited = true
				then(engine)
			}
		}
	}
}

func TestARunWaitsWhileTheDiskIsFullAndGoesOnByItself(t *testing.T) {
	files := []mediaFile{{id: 100, size: 9 << 20}, {id: 140, size: 2_000_001}, {id: 180, size: 300_000}}
	b, _ := startMedia(t, files, "")
	for _, free := range []int{0, 40 << 10, 800 << 10, 3 << 20, 8 << 20} {
		disk := testkit.NewSmallDisk(t)
		dir := filepath.Join(disk.Dir, "archive")
		if free > 0 { // else the archive itself has to wait
			mustDo(t, os.Mkdir(dir, 0o700))
			a, err := archive.Open(t.Context(), dir, archive.Options{})
			mustDo(t, err)
			mustDo(t, a.Close())
		}
		disk.Room(t, free)
		got, err := waitsForRoom(t, b, dir, func(*Engine) { disk.Room(t, 64<<20) })
		if err != nil || got.Outcome != Complete {
			t.Fatalf("%d bytes were free: %+v, %v", free, got, err)
		}
		checkFiles(t, dir, files)
	}
}

func TestAFullDiskCanBeGivenUpAtOnce(t *testing.T) {
	files := []mediaFile{{id: 100, size: 9 << 20}, {id: 140, size: 2_000_001}, {id: 180, size: 300_000}}
	b, _ := startMedia(t, files, "")
	for _, free := range []int{100 << 10, 3 << 20} {
		disk := testkit.NewSmallDisk(t)
		dir := filepath.Join(disk.Dir, "archive")
		mustDo(t, os.Mkdir(dir, 0o700))
		disk.Room(t, free)
		got, err := waitsForRoom(t, b, dir, func(e *Engine) { e.Cancel() })
		if err != nil && !errors.Is(err, archive.ErrDiskFull) || got.Outcome == Complete {
			t.Errorf("%d bytes were free: %+v, %v", free, got, err)
		}
		disk.Room(t, 64<<20)
		if got := b.export(t, dir); got.Outcome != Complete {
			t.Errorf("with room again: %+v", got)
		}
		checkFiles(t, dir, files)
	}
}
