package media

import (
	"context"
	"fmt"
	"sync"

	"golang.org/x/sync/errgroup"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

// claimAhead is how many files a lane claims at a time: a slot that gets free does
// not wait for the database, and references are renewed for as many at once.
const claimAhead = 100

// maxBehind bounds the files whose bytes are here but that are not settled yet. It
// is reached when the disk is slower than the line; then the line waits.
const maxBehind = 64

// lane downloads the files of one class from one datacenter.
type lane struct {
	*center
	class archive.SizeClass
	queue int // whose files in the archive's queue: the datacenter's, or those of the web

	mu    sync.Mutex
	ahead []archive.QueuedFile // claimed, not begun
}

// run keeps the allowed number of files in flight until the crawl is over and
// nothing is queued.
func (l *lane) run(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		for {
			f, ok, err := l.next(ctx)
			if err != nil || !ok {
				return err
			}
			s := &slot{class: l.class}
			if err := s.hold(ctx, l.center); err != nil {
				l.Archive.Release(f.Key)
				return err
			}
			group.Go(func() error { return l.fetch(ctx, f, s) })
		}
	})
	err := group.Wait()
	l.giveBack()
	return err
}

// next waits for a file; false when there will be none.
func (l *lane) next(ctx context.Context) (f archive.QueuedFile, ok bool, err error) {
	for {
		if f, ok = l.pop(); ok {
			return f, true, ctx.Err()
		}
		changed, over, ended := l.Archive.Changed(), isClosed(l.crawled), l.crawled
		files, err := l.Archive.ClaimClass(ctx, l.queue, l.class, claimAhead)
		if err != nil {
			return f, false, err
		}
		if len(files) > 0 {
			l.mu.Lock()
			l.ahead = files
			l.mu.Unlock()
			continue
		}
		if over {
			return f, false, nil
		}
		select {
		case <-changed:
		case <-ended:
		case <-ctx.Done():
			return f, false, ctx.Err()
		}
	}
}

func (l *lane) pop() (f archive.QueuedFile, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.ahead) == 0 {
		return f, false
	}
	f, l.ahead = l.ahead[0], l.ahead[1:]
	return f, true
}

func (l *lane) giveBack() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, f := range l.ahead {
		l.Archive.Release(f.Key)
	}
	l.ahead = nil
}

// waiting appends the claimed files that renew with r to list, up to most.
func (l *lane) waiting(list []model.File, r renewal, most int) []model.File {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, f := range l.ahead {
		if len(list) >= most {
			break
		}
		if renewalOf(f.File) == r {
			list = append(list, f.File)
		}
	}
	return list
}

// renewed takes over new references of claimed files.
func (l *lane) renewed(locations map[model.FileKey]model.Location) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i := range l.ahead {
		if loc, ok := locations[l.ahead[i].Key]; ok {
			l.ahead[i].Location = loc
		}
	}
}

// fetch downloads one file and hands it to the settler. Only errors that end the
// run are returned; then the file stays queued.
func (l *lane) fetch(ctx context.Context, f archive.QueuedFile, s *slot) error {
	defer s.free()
	l.Progress.Fetching(f)
	d := newDownload(l.center, f, s)
	settled, err := d.run(ctx)
	if err != nil {
		l.Archive.Release(f.Key)
		return fmt.Errorf("file %s: %w", f.Key, err)
	}
	return l.settler.add(ctx, finished{file: f, settled: settled, disk: d.store})
}
