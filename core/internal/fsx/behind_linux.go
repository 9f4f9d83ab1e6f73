package fsx

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// StartWriting has the system begin to bring a stretch of a file to the disk, now and
// not when it has to; it hardly waits. Nothing is durable by it: that is what Sync is
// for. https://man7.org/linux/man-pages/man2/sync_file_range.2.html
func StartWriting(f *os.File, offset, length int64) error {
	return syncRange(f, offset, length, unix.SYNC_FILE_RANGE_WRITE)
}

// Drop waits until a stretch is on the disk and frees the memory that the system keeps
// it in, for nobody will read it soon. An error says that bytes may be lost; Sync will
// not tell of it again.
func Drop(f *os.File, offset, length int64) error {
	if err := syncRange(f, offset, length, unix.SYNC_FILE_RANGE_WAIT_BEFORE); err != nil {
		return err
	}
	_ = unix.Fadvise(int(f.Fd()), offset, length, unix.FADV_DONTNEED) // advice: it is not needed that it is taken
	return nil
}

// syncRange takes a system that has no such call for one that needs none.
func syncRange(f *os.File, offset, length int64, flags int) error {
	err := unix.SyncFileRange(int(f.Fd()), offset, length, flags)
	switch {
	case err == nil, errors.Is(err, errors.ErrUnsupported), errors.Is(err, unix.EPERM), errors.Is(err, unix.EINVAL):
		return nil
	}
	return fmt.Errorf("bring the file to the disk: %w", err)
}
