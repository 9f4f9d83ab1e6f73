package testkit

import (
	"fmt"
	"testing"

	"golang.org/x/sys/unix"
)

// SmallDisk is a file system in memory, of a size that changes.
type SmallDisk struct{ Dir string }

// NewSmallDisk returns one of 64 MB; a test that may not mount any is skipped.
func NewSmallDisk(t *testing.T) *SmallDisk {
	t.Helper()
	d := &SmallDisk{t.TempDir()}
	if err := unix.Mount("none", d.Dir, "tmpfs", 0, "size=64m"); err != nil {
		t.Skipf("no small disk can be made here: %v", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(d.Dir, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return d
}

// Room leaves so many bytes free.
func (d *SmallDisk) Room(t *testing.T, free int) {
	t.Helper()
	var st unix.Statfs_t
	if err := unix.Statfs(d.Dir, &st); err != nil {
		t.Fatal(err)
	}
	used := int64(st.Blocks-st.Bfree) * st.Bsize
	size := fmt.Sprintf("size=%d", max(used+int64(free), st.Bsize))
	if err := unix.Mount("none", d.Dir, "tmpfs", unix.MS_REMOUNT, size); err != nil {
		t.Fatal(err)
	}
}
