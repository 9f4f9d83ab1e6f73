package archive

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

const (
	// maxGroup and maxGroupTime bound one transaction: large enough that an fsync
	// serves many pages, small enough that a page waits for no more than a blink.
	maxGroup     = 16
	maxGroupTime = 50 * time.Millisecond
)

// job is one unit that is committed whole or not at all.
type job struct {
	ctx  context.Context
	run  func(*tx) error
	done chan error // buffered
}

// writer owns the connection that writes. Its goroutine ends with stop.
type writer struct {
	a    *Archive
	ctx  context.Context // of the archive's life; nobody cancels it
	jobs chan *job

	mu     sync.RWMutex // held for reading while a job is handed over
	closed bool
	ended  chan error
}

func startWriter(ctx context.Context, a *Archive) *writer {
	w := &writer{a: a, ctx: ctx, jobs: make(chan *job, maxGroup), ended: make(chan error, 1)}
	go func() { w.ended <- w.loop() }()
	return w
}

// do runs fn in a transaction and returns when that is committed. A ctx that
// ends before the turn has come withdraws the job; after that it is waited for. A
// job that found the disk full is undone whole, so that it can be run again.
func (w *writer) do(ctx context.Context, fn func(*tx) error) error {
	for {
		err := w.once(ctx, fn)
		if w.a.opts.WhenFull == nil || !errors.Is(err, ErrDiskFull) {
			return err
		}
		if err := w.a.opts.WhenFull(ctx, err); err != nil {
			return err
		}
	}
}

func (w *writer) once(ctx context.Context, fn func(*tx) error) error {
	j := &job{ctx: ctx, run: fn, done: make(chan error, 1)}
	if err := w.hand(ctx, j); err != nil {
		return err
	}
	return classify(<-j.done)
}

func (w *writer) hand(ctx context.Context, j *job) error {
	w.mu.RLock()
	defer w.mu.RUnlock()
	if w.closed {
		return ErrClosed
	}
	select {
	case w.jobs <- j:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// stop commits what was handed over and ends the goroutine.
func (w *writer) stop() error {
	w.mu.Lock()
	if w.closed {
		w.mu.Unlock()
		return nil
	}
	w.closed = true
	close(w.jobs)
	w.mu.Unlock()
	return <-w.ended
}

// loop commits jobs until there will be no more, then leaves a clean archive.
func (w *writer) loop() error {
	for j := range w.jobs {
		w.commitGroup(w.ctx, j)
	}
	if !w.a.changes.begun {
		return nil
	}
	c := w.a.pools.write
	if err := c.exec(w.ctx, "INSERT OR REPLACE INTO meta (key, value) VALUES ('clean', 1)"); err != nil {
		w.a.changes.lost()
		return fmt.Errorf("close the archive: %w", classify(err))
	}
	w.a.note()
	return nil
}

// commitGroup runs a job and those that wait behind it in one transaction. It
// waits for nobody: a lone job is committed at once.
func (w *writer) commitGroup(ctx context.Context, first *job) {
	w.a.pools.shared.Lock()
	t := &tx{ctx: ctx, a: w.a, c: w.a.pools.write, counts: map[string]count{}}
	group, err := w.collect(t, first)
	if err == nil {
		err = t.commit()
	}
	if err != nil {
		// The transaction may be gone already: SQLite ends it itself on a full disk.
		_ = t.c.exec(ctx, "ROLLBACK")
		w.a.changes.lost()
	}
	w.a.note()
	w.a.pools.shared.Unlock()
	if err == nil {
		for _, fn := range t.committed {
			fn()
		}
		w.a.opts.OnCommit()
	}
	for _, j := range group {
		j.done <- err
	}
}

// collect runs the jobs of one transaction and returns those whose fate is that
// of the transaction. A job that fails alone is answered and undone alone.
func (w *writer) collect(t *tx, j *job) (group []*job, err error) {
	if err := w.a.change(t.ctx); err != nil {
		return []*job{j}, err
	}
	if err := t.exec("BEGIN IMMEDIATE"); err != nil {
		return []*job{j}, err
	}
	start := time.Now()
	for {
		jobErr, txErr := w.runJob(t, j)
		if txErr != nil {
			return append(group, j), txErr
		}
		if jobErr != nil {
			j.done <- jobErr
		} else {
			group = append(group, j)
		}
		if len(group) == maxGroup || time.Since(start) > maxGroupTime {
			return group, nil
		}
		select {
		case next, ok := <-w.jobs:
			if !ok {
				return group, nil
			}
			j = next
		default:
			return group, nil
		}
	}
}

// runJob runs one job inside a savepoint. txErr means that the whole transaction
// is lost.
func (w *writer) runJob(t *tx, j *job) (jobErr, txErr error) {
	if err := j.ctx.Err(); err != nil {
		return err, nil
	}
	if err := t.exec("SAVEPOINT job"); err != nil {
		return nil, err
	}
	part := &tx{ctx: t.ctx, a: t.a, c: t.c, counts: map[string]count{}}
	if jobErr = j.run(part); jobErr == nil {
		jobErr = part.flushCounts()
	}
	if jobErr != nil {
		if err := t.exec("ROLLBACK TO job"); err != nil {
			return nil, errors.Join(jobErr, err)
		}
		return jobErr, t.exec("RELEASE job")
	}
	if part.queued {
		part.committed = append(part.committed, w.a.queue.announce)
	}
	t.committed = append(t.committed, part.committed...)
	return nil, t.exec("RELEASE job")
}
