package media

import (
	"context"
	"fmt"
	"sync"

	"github.com/gotd/td/tg"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

// largeFile is the size from which a file counts into the large queue.
// https://core.telegram.org/api/config#large-queue-max-active-operations-count
const largeFile = 20 << 20

// queue downloads the files of one datacenter.
type queue struct {
	*Config
	dc    int
	large chan struct{} // slots for large files

	mu   sync.Mutex
	vias map[int]tg.Invoker // by datacenter: the own one and those a file moved to
}

func newQueue(cfg *Config, dc int) *queue {
	return &queue{Config: cfg, dc: dc, large: make(chan struct{}, cfg.Limits.Large), vias: map[int]tg.Invoker{}}
}

// run keeps the allowed number of files in flight until the crawl is over and the
// queue is empty.
func (q *queue) run(ctx context.Context, crawled <-chan struct{}) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var workers sync.WaitGroup
	defer workers.Wait()
	free := make(chan struct{}, q.Limits.Small)
	running := 0
	for {
		changed, over, ended := q.Archive.Changed(), isClosed(crawled), crawled
		files, err := q.Archive.Claim(ctx, q.dc, q.Limits.Small-running)
		if err != nil {
			return causeOr(ctx, err)
		}
		for _, f := range files {
			running++
			workers.Go(func() {
				if err := q.fetch(ctx, f); err != nil {
					cancel(err)
				}
				free <- struct{}{}
			})
		}
		if len(files) == 0 && running == 0 && over {
			return nil
		}
		if running < q.Limits.Small && len(files) > 0 {
			continue
		}
		if over {
			ended = nil // nothing more to learn from it
		}
		select {
		case <-free:
			running--
		case <-changed:
		case <-ended:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

func causeOr(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return err
}

// fetch downloads one file and settles it. Only errors that end the run are
// returned; then the file stays queued.
func (q *queue) fetch(ctx context.Context, f archive.QueuedFile) error {
	if f.Size >= largeFile {
		select {
		case q.large <- struct{}{}:
			defer func() { <-q.large }()
		case <-ctx.Done():
			q.Archive.Release(f.Key)
			return context.Cause(ctx)
		}
	}
	q.Progress.Fetching(f)
	d := download{queue: q, file: f, dc: f.DC}
	settled, err := d.run(ctx)
	if err != nil {
		q.Archive.Release(f.Key)
		return fmt.Errorf("file %s: %w", f.Key, err)
	}
	if err := q.Archive.Settle(ctx, settled); err != nil {
		q.Archive.Release(f.Key)
		return err
	}
	if settled.Problem != nil {
		q.Progress.Problem(*settled.Problem)
	}
	path := ""
	if settled.Skip == model.SkipNone {
		path = q.Archive.MediaPath(f.Key)
	}
	q.Progress.Settled(f, path, settled.Skip)
	return nil
}

// via returns the wrapped connections of a datacenter, made on first use.
func (q *queue) via(ctx context.Context, dc int) (tg.Invoker, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if via, ok := q.vias[dc]; ok {
		return via, nil
	}
	conn, err := q.Connect(ctx, dc, q.Limits.Small)
	if err != nil {
		return nil, fmt.Errorf("connect to datacenter %d: %w", dc, err)
	}
	via := q.Session.Via(conn, dc)
	q.vias[dc] = via
	return via, nil
}
