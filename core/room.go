package core

import (
	"context"
	"sync"
	"time"
)

// How a full disk is waited out: it is looked at again after each pause, and there
// has to be room for what failed and a little more.
const (
	roomPause = 2 * time.Second
	roomAhead = 4 << 20
)

// room holds writes back while the disk is full. What failed was undone whole, so
// that nothing is lost and the same write is tried again.
type room struct {
	dir   string
	free  func(dir string) (int64, error)
	pause time.Duration
	tell  func(needed, free int64) // needed 0: there is room again
	ended <-chan struct{}          // of the run

	mu   sync.Mutex
	held int // writes that wait
}

// newRoom is that of a run on dir; nil if a full disk is to end it.
func (e *Engine) newRoom(ctx context.Context, dir string, tell func(needed, free int64)) *room {
	if !e.cfg.WaitForRoom {
		return nil
	}
	return &room{dir: dir, free: e.freeSpace, pause: e.roomPause, tell: tell, ended: ctx.Done()}
}

// retry does what a full disk hindered again as soon as there is room for size bytes,
// for as long as the run lasts; it must bear being done twice.
func (m *room) retry(ctx context.Context, size int64, do func() error) error {
	err := do()
	for m != nil && isFull(err) && m.wait(ctx, size, err) == nil {
		err = do()
	}
	return err
}

// wait returns nil as soon as there is room for size bytes, and err when the run
// ends before. It pauses at least once: where a quota or the number of files is what
// is used up, the disk says that it has room, and the write would fail at once again.
func (m *room) wait(ctx context.Context, size int64, err error) error {
	m.hold(1)
	defer m.hold(-1)
	tick := time.NewTicker(m.pause)
	defer tick.Stop()
	needed := size + roomAhead
	for paused := false; ; paused = true {
		free, cannot := m.free(m.dir)
		switch {
		case cannot != nil, m.over(ctx):
			return err
		case paused && free >= needed:
			return nil
		}
		m.tell(needed, free)
		select {
		case <-tick.C:
		case <-ctx.Done():
		case <-m.ended:
		}
	}
}

// over reports whether the write or the run has ended.
func (m *room) over(ctx context.Context) bool {
	select {
	case <-m.ended:
		return true
	default:
		return ctx.Err() != nil
	}
}

// hold counts the writes that wait; the last one tells that it goes on.
func (m *room) hold(n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.held += n; m.held == 0 {
		m.tell(0, 0)
	}
}
