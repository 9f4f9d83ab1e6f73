package fsx

import (
	"errors"
	"fmt"
	"io"
	"os"
)

// ErrLocked is returned by Lock when another process, or another caller in this
// one, holds the lock.
var ErrLocked = errors.New("locked by another process")

// Lock takes the lock file at path, or fails with ErrLocked at once. The
// operating system holds the lock: it ends with the process, however that ends.
// The file stays.
func Lock(path string) (io.Closer, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open lock: %w", err)
	}
	if err := lockFile(f); err != nil {
		return nil, errors.Join(fmt.Errorf("lock %s: %w", path, err), f.Close())
	}
	return f, nil
}
