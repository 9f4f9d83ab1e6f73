package fsx

import (
	"context"
	"os"
	"time"
)

// renamePatience is how long a rename is tried again while another program (a
// virus scanner, as a rule) holds the file; only Windows refuses for that reason.
const (
	renamePatience = 5 * time.Second
	renamePause    = 50 * time.Millisecond
)

// Rename moves a file inside root, replacing what is there. It does not make the
// new name durable: SyncDir does.
func Rename(ctx context.Context, root *os.Root, from, to string) error {
	return retry(ctx, renamePatience, renamePause, isSharingViolation, func() error { return root.Rename(from, to) })
}

// retry repeats op while it fails with a passing error and there is time left.
func retry(ctx context.Context, patience, pause time.Duration, passing func(error) bool, op func() error) error {
	deadline := time.Now().Add(patience)
	for {
		err := op()
		if err == nil || !passing(err) || time.Now().After(deadline) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause):
		}
	}
}

// SetModTime sets the modification time of a file.
func SetModTime(root *os.Root, name string, t time.Time) error { return root.Chtimes(name, t, t) }
