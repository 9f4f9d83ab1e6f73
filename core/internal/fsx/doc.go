// Package fsx is what Satchel needs from the file system beyond package os.
package fsx

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"time"
)

// TempDir is where half-written files lie, relative to the root of an archive.
const TempDir = ".satchel/tmp"

// ErrLocked is returned by Lock when another process holds the lock.
var ErrLocked = errors.New("locked by another process")

// WriteFile writes a file atomically.
func WriteFile(ctx context.Context, root *os.Root, name string, perm fs.FileMode, write func(io.Writer) error) error {
	return errors.ErrUnsupported
}

// FreeSpace is the number of bytes that may still be written to the disk of dir.
func FreeSpace(dir string) (int64, error) { return 0, errors.ErrUnsupported }

// SyncDir makes the names in a folder durable.
func SyncDir(root *os.Root, dir string) error { return errors.ErrUnsupported }

// Lock takes the lock file at path, or fails with ErrLocked at once.
func Lock(path string) (io.Closer, error) { return nil, errors.ErrUnsupported }

// Rename moves a file inside root, replacing what is there.
func Rename(ctx context.Context, root *os.Root, from, to string) error { return errors.ErrUnsupported }

// SetModTime sets the modification time of a file.
func SetModTime(root *os.Root, name string, t time.Time) error { return errors.ErrUnsupported }

// IsDiskFull reports whether err says that the disk or the quota is used up.
func IsDiskFull(err error) bool { return false }
