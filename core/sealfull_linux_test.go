package core

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"satchel/core/internal/archive"
	"satchel/core/internal/testkit"
)

// TestAnArchiveWhoseDiskWasFullIsNotTakenForDamaged: what could not be written is
// written over by what could be, and the archive is closed with the checksums of that.
func TestAnArchiveWhoseDiskWasFullIsNotTakenForDamaged(t *testing.T) {
	t.Parallel()
	const page = 4 << 10 // what such a disk gives at a time
	full := 0
	disk := testkit.NewSmallDisk(t)
	for pages := range 60 {
		disk.Room(t, 8<<20)
		dir := filepath.Join(disk.Dir, fmt.Sprint("archive", pages))
		saveValues(t, dir, 10)
		a, err := archive.Open(t.Context(), dir, archive.Options{})
		mustDo(t, err)
		disk.Room(t, pages*page)
		noise := make([]byte, 100_000)
		_, _ = rand.Read(noise)
		if err := a.SaveValue(t.Context(), "value0", noise); errors.Is(err, archive.ErrDiskFull) {
			full++
		} else {
			mustDo(t, err)
		}
		disk.Room(t, 8<<20)
		mustDo(t, a.SaveValue(t.Context(), "value5", noise[:20_000]))
		mustDo(t, a.SaveValue(t.Context(), "value6", noise[:20_000]))
		mustDo(t, a.Close())
		if a, err = archive.Open(t.Context(), dir, archive.Options{}); err != nil {
			t.Errorf("%d bytes were free: %v", pages*page, err)
			continue
		}
		got, err := a.LoadValue(t.Context(), "value5")
		if err != nil || !bytes.Equal(got, noise[:20_000]) {
			t.Errorf("%d bytes were free: %d bytes, %v", pages*page, len(got), err)
		}
		mustDo(t, a.Close())
	}
	if full < 10 {
		t.Errorf("the disk was full only %d times", full)
	}
}

// saveValues makes an archive with so many values.
func saveValues(t *testing.T, dir string, n int) {
	t.Helper()
	a, err := archive.Open(t.Context(), dir, archive.Options{})
	mustDo(t, err)
	for i := range n {
		mustDo(t, a.SaveValue(t.Context(), fmt.Sprint("value", i), bytes.Repeat([]byte{byte(i)}, 50_000)))
	}
	mustDo(t, a.Close())
}
