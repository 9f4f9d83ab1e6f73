package media

import (
	"context"
	"os"

	"satchel/core/internal/archive"
	"satchel/core/internal/fsx"
)

// How a large file goes to the disk while it comes: begun in steps, and what lies
// behind the last ones waited for and forgotten.
const (
	writeoutStep = 8 << 20
	writeoutLag  = 16 << 20
)

// writeout brings the beginning of a large file to the disk while the rest comes, and
// frees the memory that the system keeps it in. The sync at the end has little left to
// do then, and 4 GB that nobody reads again push nothing out of that memory, nor take
// fresh memory, which costs more than all else about a write where the computer is a
// virtual one. A slow disk holds up no part: what it was not told of is written by the
// sync.
type writeout struct {
	told  int64
	until chan int64 // how much of the file's beginning is there
	ended chan struct{}
	err   error // with ended closed
}

func startWriteout(out *os.File) *writeout {
	w := &writeout{until: make(chan int64, 1), ended: make(chan struct{})}
	go w.run(out)
	return w
}

// reached says how much of the file's beginning is written.
func (w *writeout) reached(end int64) {
	if end < w.told+writeoutStep {
		return
	}
	select {
	case w.until <- end:
		w.told = end
	default:
	}
}

func (w *writeout) run(out *os.File) {
	defer close(w.ended)
	var begun, gone int64
	for end := range w.until {
		if w.err != nil {
			continue
		}
		w.err = fsx.StartWriting(out, begun, end-begun)
		begun = end
		if old := end - writeoutLag; w.err == nil && old > gone {
			w.err = fsx.Drop(out, gone, old-gone)
			gone = old
		}
	}
}

// end waits for what was begun; what went wrong until then, Sync does not tell.
func (w *writeout) end() error {
	close(w.until)
	<-w.ended
	return w.err
}

// writeBehind tells how far the file is there without a gap; s.mu is held.
func (s *store) writeBehind() {
	if s.size < archive.LargeFile {
		return
	}
	if s.behind == nil {
		s.behind = startWriteout(s.out)
	}
	s.behind.reached(int64(s.hashed) * s.part)
}

// written ends what writeBehind began; s.mu is held.
func (s *store) written() error {
	if s.behind == nil {
		return nil
	}
	defer func() { s.behind = nil }()
	return s.behind.end()
}

// sync makes the file's bytes durable.
func (s *store) sync(ctx context.Context) error {
	s.mu.Lock()
	err := s.written()
	s.mu.Unlock()
	if err != nil {
		return err
	}
	if err := s.cfg.try(ctx, s.size, s.out.Sync); err != nil || s.size < archive.LargeFile {
		return err
	}
	return fsx.Drop(s.out, 0, s.size)
}
