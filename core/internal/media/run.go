package media

import (
	"context"
	"fmt"
	"log/slog"
	"sync"

	"github.com/gotd/td/tg"
	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
)

// maxInFlight bounds the bytes asked for at one time over all datacenters: twice
// what a line of 100 MB/s with 80 ms holds. The library keeps about four copies of
// an answer while it decodes it.
const maxInFlight = 16 << 20

// Config is what a download needs.
type Config struct {
	Session *takeout.Session
	Archive *archive.Archive
	HomeDC  int
	// WebDC is webfile_dc_id of Telegram's configuration; 0: none is named.
	WebDC int
	// Connect returns the connections for files of a datacenter; they live as long
	// as the client. It may block while it connects.
	Connect func(ctx context.Context, dc, conns int) (tg.Invoker, error)
	// ConnectCDN does that for a CDN. nil: Telegram is told that CDNs are not
	// understood.
	ConnectCDN func(ctx context.Context, dc, conns int) (tg.Invoker, error)
	Limits     Limits // zero: asked of Telegram
	Progress   Progress
	Logger     *slog.Logger
	// WhenFull is called, by the workers, when the disk is full and size bytes more
	// are to be written: nil says that it is worth trying again, an error ends Run. It
	// may block. nil: a full disk ends Run.
	WhenFull func(ctx context.Context, size int64, err error) error
}

// Progress is told what happens, from worker goroutines; methods must not block.
type Progress interface {
	// Fetching is called when a file is begun.
	Fetching(f archive.QueuedFile)
	// Fetched is called with the number of bytes of each part that came, whether or
	// not it is good.
	Fetched(file model.FileKey, bytes int)
	// Settling is called before it is written down how files ended, and what it returns
	// after Settled was called for each of them. It may block for a moment.
	Settling() (done func())
	// Settled is called when a file is saved or given up (skip is not empty).
	Settled(f archive.QueuedFile, path string, skip model.SkipReason)
	// Problem is called after a problem was recorded.
	Problem(model.Problem)
}

// engine is one Run.
type engine struct {
	Config
	crawled <-chan struct{}
	bytes   *semaphore.Weighted // in flight
	behind  chan struct{}       // files past their slot and not handed to the settler
	settler *settler
	renewer *renewer

	earlyBytes *semaphore.Weighted // see maxEarly

	mu      sync.Mutex
	centers map[int]*center
	lanes   []*lane
	cdns    map[int]*line
}

// Run fetches queued files until crawled is closed and nothing is queued. What is
// under way when ctx ends stays queued, with the parts it has.
func Run(ctx context.Context, cfg Config, crawled <-chan struct{}) error {
	if cfg.Limits == (Limits{}) {
		limits, err := askLimits(ctx, cfg.Session)
		if err != nil {
			return fmt.Errorf("download files: %w", err)
		}
		cfg.Limits = limits
	}
	e := newEngine(cfg, crawled)
	if err := e.sweep(ctx); err != nil {
		return fmt.Errorf("download files: %w", err)
	}
	if err := e.work(ctx); err != nil {
		return fmt.Errorf("download files: %w", err)
	}
	return ctx.Err()
}

// work runs the lanes, and behind them the renewals and the settling.
func (e *engine) work(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	renewing, done := context.WithCancel(ctx)
	group.Go(func() error { e.renewer.run(renewing); return nil })
	group.Go(func() error { return e.settler.run(ctx) })
	group.Go(func() error {
		defer done()
		defer e.settler.close()
		lanes, ctx := errgroup.WithContext(ctx)
		lanes.Go(func() error { return e.supervise(ctx, lanes) })
		return lanes.Wait()
	})
	return group.Wait()
}

func newEngine(cfg Config, crawled <-chan struct{}) *engine {
	e := &engine{
		Config: cfg, crawled: crawled, bytes: semaphore.NewWeighted(maxInFlight), earlyBytes: semaphore.NewWeighted(maxEarly), behind: make(chan struct{}, maxBehind),
		centers: map[int]*center{}, cdns: map[int]*line{},
	}
	e.settler = newSettler(&e.Config)
	e.renewer = newRenewer(e)
	return e
}

// supervise starts the lanes of each datacenter that gets files, until the crawl
// is over.
func (e *engine) supervise(ctx context.Context, group *errgroup.Group) error {
	started := map[int]bool{}
	for {
		changed, over := e.Archive.Changed(), isClosed(e.crawled)
		dcs, err := e.Archive.QueuedDCs(ctx)
		if err != nil {
			return err
		}
		for _, dc := range dcs {
			if started[dc] {
				continue
			}
			started[dc] = true
			for _, class := range []archive.SizeClass{archive.Small, archive.Large} {
				l := e.lane(dc, class)
				group.Go(func() error { return l.run(ctx) })
			}
		}
		if over {
			return nil
		}
		select {
		case <-changed:
		case <-e.crawled:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// lane makes the lane for a queue of the archive.
func (e *engine) lane(queue int, class archive.SizeClass) *lane {
	dc := queue
	if queue == model.WebDC {
		dc = e.WebDC
	}
	l := &lane{center: e.center(dc), queue: queue, class: class}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.lanes = append(e.lanes, l)
	return l
}

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
