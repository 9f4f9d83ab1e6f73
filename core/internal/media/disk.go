package media

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"satchel/core/internal/archive"
	"satchel/core/internal/fsx"
)

// How a full disk is waited out: it is looked at again after each pause, and there
// has to be room for what failed and for what comes right behind it.
const (
	diskPause = 2 * time.Second
	diskAhead = 64 << 20
)

// disk holds writes while there is no room.
type disk struct {
	dir  string
	free func(string) (int64, error)
	tell func(needed, free int64) // nil: a full disk is an error

	mu   sync.Mutex
	held int // writes that wait
}

func newDisk(cfg *Config) *disk {
	k := &disk{dir: cfg.Archive.Dir(), free: cfg.FreeSpace, tell: cfg.OnDisk}
	if k.free == nil {
		k.free = fsx.FreeSpace
	}
	return k
}

func isFull(err error) bool { return fsx.IsDiskFull(err) || errors.Is(err, archive.ErrDiskFull) }

// try does op, which writes about size bytes, as soon as there is room for it.
func (k *disk) try(ctx context.Context, size int64, op func() error) error {
	err := op()
	if err == nil || !isFull(err) {
		return err
	}
	if k.tell == nil {
		return fmt.Errorf("%w: %w", archive.ErrDiskFull, err)
	}
	k.hold(1, size)
	defer k.hold(-1, size)
	for isFull(err) {
		if err := k.wait(ctx, size+diskAhead); err != nil {
			return err
		}
		err = op()
	}
	return err
}

// hold counts the writes that wait; the last one tells that it goes on.
func (k *disk) hold(n int, size int64) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.held += n
	switch {
	case k.held == 0:
		k.tell(0, 0)
	case n > 0:
		free, _ := k.free(k.dir) // zero is what it is taken for
		k.tell(size+diskAhead, free)
	}
}

// wait returns when the disk has room.
func (k *disk) wait(ctx context.Context, needed int64) error {
	tick := time.NewTicker(diskPause)
	defer tick.Stop()
	for {
		free, err := k.free(k.dir)
		if err != nil {
			return err
		}
		if free >= needed {
			return nil
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}
