package core

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"satchel/core/internal/testkit"
)

// little is too little room for a repair, for pages or for a copy.
var little = []int{0, 8 << 10, 40 << 10, 200 << 10}

// archiveOnSmallDisk puts a copy of an archive, harmed, on a disk of its own.
func archiveOnSmallDisk(t *testing.T, archive string, harm func(*testing.T, string)) (*testkit.SmallDisk, string) {
	t.Helper()
	disk := testkit.NewSmallDisk(t)
	dir := filepath.Join(disk.Dir, "archive")
	mustDo(t, os.Mkdir(dir, 0o700))
	mustDo(t, testkit.CopyTree(dir, archive))
	harm(t, dir)
	return disk, dir
}

func TestARepairWaitsWhileTheDiskIsFullAndGoesOnByItself(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.SmallWorld(), "")
	saved, waits := t.TempDir(), 0
	b.export(t, saved)
	want := testkit.Output(t, saved)
	for _, free := range little {
		disk, dir := archiveOnSmallDisk(t, saved, loseMuch)
		disk.Room(t, free)
		result, waited, err := waiting(t, b, func(e *Engine) (Result, error) {
			v, result, err := e.Repair(t.Context(), dir, b.prompter())
			if len(v.Damage) > 0 {
				t.Errorf("%d bytes were free: left damaged: %+v", free, v.Damage)
			}
			return result, err
		}, func(*Engine) { disk.Room(t, 32<<20) })
		if err != nil || result.Outcome != Complete || result.Blocked != nil {
			t.Fatalf("%d bytes were free: %+v, %v", free, result, err)
		}
		if diff := cmp.Diff(want, testkit.Output(t, dir)); diff != "" {
			t.Errorf("%d bytes were free: (-want +got)\n%s", free, diff)
		}
		if waited {
			waits++
		}
	}
	if waits < 2 {
		t.Errorf("it waited only %d times", waits)
	}
}

func TestAWaitingRepairCanBeGivenUp(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.SmallWorld(), "")
	saved := t.TempDir()
	b.export(t, saved)
	disk, dir := archiveOnSmallDisk(t, saved, loseMuch)
	disk.Room(t, 8<<10)
	result, waited, err := waiting(t, b, func(e *Engine) (Result, error) {
		_, result, err := e.Repair(t.Context(), dir, b.prompter())
		return result, err
	}, func(e *Engine) { e.Cancel() })
	if !waited || err != nil && !isFull(err) || result.Outcome == Complete {
		t.Errorf("waited %t: %+v, %v", waited, result, err)
	}
	disk.Room(t, 32<<20)
	if v, _, err := b.engine(nil).Repair(t.Context(), dir, b.prompter()); err != nil || len(v.Damage) > 0 {
		t.Errorf("with room again: %+v, %v", v.Damage, err)
	}
	if diff := cmp.Diff(testkit.Output(t, saved), testkit.Output(t, dir)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestPagesAndCopiesWaitWhileTheDiskIsFull(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.SmallWorld(), "")
	saved := t.TempDir()
	b.export(t, saved)
	want := testkit.Output(t, saved)
	tests := map[string]struct {
		before func(t *testing.T) (*testkit.SmallDisk, string)
		do     func(dir string, cfg Config) error
	}{
		"pages": {func(t *testing.T) (*testkit.SmallDisk, string) { return archiveOnSmallDisk(t, saved, loseMuchRendered) },
			func(dir string, cfg Config) error { _, err := Render(t.Context(), dir, cfg); return err }},
		"copy": {func(t *testing.T) (*testkit.SmallDisk, string) {
			disk := testkit.NewSmallDisk(t)
			return disk, filepath.Join(disk.Dir, "copy")
		}, func(dir string, cfg Config) error {
			v, err := Copy(t.Context(), saved, dir, cfg)
			if err == nil && len(v.Damage) > 0 {
				err = errors.New("the copy is damaged")
			}
			return err
		}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			waits := 0
			for _, free := range append(little, 500<<10) {
				disk, dir := tt.before(t)
				disk.Room(t, free)
				told := false
				err := tt.do(dir, Config{WaitForRoom: true, OnProgress: func(p Progress) {
					if p.Full != nil && !told {
						told = true
						disk.Room(t, 32<<20)
					}
				}})
				mustDo(t, err)
				if diff := cmp.Diff(want, testkit.Output(t, dir)); diff != "" {
					t.Errorf("%d bytes were free: (-want +got)\n%s", free, diff)
				}
				if told {
					waits++
				}
			}
			if waits < 2 {
				t.Errorf("it waited only %d times", waits)
			}
		})
	}
}
