package media

import (
	"context"
	"errors"
	"fmt"
	"path"

	"golang.org/x/sync/errgroup"

	"satchel/core/internal/archive"
	"satchel/core/internal/fsx"
	"satchel/core/internal/model"
)

// One group is settled with one directory fsync and one transaction; its files are
// synced a few at a time, which a disk does hardly slower than one.
const (
	settleGroup = 32
	settleSyncs = 8
)

// finished is a download that ended; disk is nil for one that was given up.
type finished struct {
	file    archive.QueuedFile
	settled archive.Settled
	disk    *store
}

// settler makes finished files durable and writes them down, behind the downloads.
type settler struct {
	*Config
	queue chan finished
}

func newSettler(cfg *Config) *settler {
	return &settler{Config: cfg, queue: make(chan finished, settleGroup)}
}

// add hands a file over.
func (s *settler) add(ctx context.Context, f finished) error {
	select {
	case s.queue <- f:
		return nil
	case <-ctx.Done():
		return errors.Join(context.Cause(ctx), s.leave(f))
	}
}

// close says that no more will be added.
func (s *settler) close() { close(s.queue) }

// run settles until close; when that fails, what is left stays queued.
func (s *settler) run(ctx context.Context) error {
	var failed error
	for f := range s.queue {
		group := s.gather(f)
		if failed == nil {
			failed = s.settle(ctx, group)
		}
		if failed == nil {
			continue
		}
		for _, f := range group {
			failed = errors.Join(failed, s.leave(f))
		}
		if ctx.Err() == nil {
			return failed // ends the lanes
		}
	}
	return failed
}

// gather takes what waits behind the first, without waiting itself.
func (s *settler) gather(first finished) []finished {
	group := []finished{first}
	for len(group) < settleGroup {
		select {
		case f, ok := <-s.queue:
			if !ok {
				return group
			}
			group = append(group, f)
		default:
			return group
		}
	}
	return group
}

// leave gives a file back to the queue, as it is.
func (s *settler) leave(f finished) error {
	s.Archive.Release(f.file.Key)
	if f.disk == nil {
		return nil
	}
	return f.disk.close()
}

func (s *settler) settle(ctx context.Context, group []finished) error {
	if err := s.makeDurable(ctx, group); err != nil {
		return err
	}
	var outcomes []archive.Settled
	for _, f := range group {
		outcomes = append(outcomes, f.settled)
	}
	if err := s.record(ctx, group, outcomes); err != nil {
		return err
	}
	for _, f := range group {
		if f.disk != nil {
			if err := f.disk.forget(); err != nil {
				return err
			}
		}
	}
	return nil
}

// record writes down how the files ended and tells of it.
func (s *settler) record(ctx context.Context, group []finished, outcomes []archive.Settled) error {
	defer s.Progress.Settling()()
	if err := s.Archive.Settle(ctx, outcomes...); err != nil {
		return err
	}
	for _, f := range group {
		s.tell(f)
	}
	return nil
}

// makeDurable syncs the files of the group, moves them to their places and syncs
// the folder.
func (s *settler) makeDurable(ctx context.Context, group []finished) error {
	saved := ""
	var syncs errgroup.Group
	syncs.SetLimit(settleSyncs)
	for _, f := range group {
		if f.disk == nil {
			continue
		}
		saved = f.disk.path
		syncs.Go(func() error { return f.disk.finish(ctx) })
	}
	if err := syncs.Wait(); err != nil || saved == "" {
		return err
	}
	return fsx.SyncDir(s.Archive.Root(), path.Dir(saved))
}

func (s *settler) tell(f finished) {
	if f.settled.Problem != nil {
		s.Progress.Problem(*f.settled.Problem)
	}
	place := ""
	if f.settled.Skip == model.SkipNone {
		place = s.Archive.MediaPath(f.file.Key)
	}
	s.Progress.Settled(f.file, place, f.settled.Skip)
}

// finish makes the file's bytes durable and gives it its name. The journal stays
// until the file is settled: should that not come about, it is what proves it.
func (s *store) finish(ctx context.Context) error {
	if err := s.sync(ctx); err != nil {
		return fmt.Errorf("sync the file: %w", err)
	}
	if err := s.close(); err != nil {
		return err
	}
	if err := fsx.Rename(ctx, s.root, s.path+partSuffix, s.path); err != nil {
		return fmt.Errorf("name the file: %w", err)
	}
	return nil
}

// forget removes the journal of a settled file.
func (s *store) forget() error {
	if len(s.done) < 2 {
		return nil
	}
	return removeIfThere(s.root, s.path+journalSuffix)
}
