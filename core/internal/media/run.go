package media

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/gotd/td/tg"
	"golang.org/x/sync/errgroup"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
)

// Limits are how many files may be in flight on one datacenter, from Telegram's
// app config (small_queue_max_active_operations_count and its large twin).
// https://core.telegram.org/api/config#small-queue-max-active-operations-count
type Limits struct{ Small, Large int }

// DefaultLimits are what Telegram's documentation gives as the values.
func DefaultLimits() Limits { return Limits{Small: 5, Large: 2} }

// Config is what a download needs.
type Config struct {
	Session *takeout.Session
	Archive *archive.Archive
	// Connect returns the connections for files of a datacenter; they live as long
	// as the client. It may block while it connects.
	Connect  func(ctx context.Context, dc, conns int) (tg.Invoker, error)
	Limits   Limits
	Progress Progress
	Logger   *slog.Logger
}

// Progress is told what happens, from worker goroutines; methods must not block.
type Progress interface {
	// Fetching is called when a file is begun.
	Fetching(f archive.QueuedFile)
	// Fetched is called with each part's bytes.
	Fetched(bytes int)
	// Settled is called when a file is saved or given up (skip is not empty).
	Settled(f archive.QueuedFile, path string, skip model.SkipReason)
	// Problem is called after a problem was recorded.
	Problem(model.Problem)
}

// Run fetches queued files until crawled is closed and nothing is queued. What is
// under way when ctx ends stays queued.
func Run(ctx context.Context, cfg Config, crawled <-chan struct{}) error {
	group, working := errgroup.WithContext(ctx)
	group.Go(func() error { return cfg.supervise(working, group, crawled) })
	if err := group.Wait(); err != nil {
		return fmt.Errorf("download files: %w", err)
	}
	return ctx.Err()
}

// supervise starts a queue for each datacenter that gets files, until the crawl is
// over.
func (cfg *Config) supervise(ctx context.Context, group *errgroup.Group, crawled <-chan struct{}) error {
	started := map[int]bool{}
	for {
		changed, over := cfg.Archive.Changed(), isClosed(crawled)
		dcs, err := cfg.Archive.QueuedDCs(ctx)
		if err != nil {
			return err
		}
		for _, dc := range dcs {
			if !started[dc] {
				started[dc] = true
				q := newQueue(cfg, dc)
				group.Go(func() error { return q.run(ctx, crawled) })
			}
		}
		if over {
			return nil
		}
		select {
		case <-changed:
		case <-crawled:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
