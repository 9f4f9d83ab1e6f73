package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"satchel/core/internal/fsx"
	"satchel/core/internal/model"
)

// Options are what an archive needs from its surroundings.
type Options struct {
	Now    func() time.Time // nil: time.Now
	Logger *slog.Logger     // nil: none
	// OnCommit is called by the writer goroutine after each commit. It must return
	// at once and must not call the archive.
	OnCommit func()
	// WhenFull is called, by whoever writes, when the disk is full: nil says that it
	// is worth trying again, an error is what the write fails with. It may block.
	// nil: a full disk is an error.
	WhenFull func(ctx context.Context, err error) error
}

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.OnCommit == nil {
		o.OnCommit = func() {}
	}
	return o
}

// Archive is an open archive. Its methods may be called from any goroutine.
type Archive struct {
	opts   Options
	dir    string
	root   *os.Root
	lock   io.Closer
	pools  *pools
	packer *packer
	w      *writer
	queue  *queue
	seen   *seenPeers
	place  sync.Mutex // one Place at a time
	// changes is the writer's; before there is one and after, of who opens and closes.
	changes changes

	mu      sync.Mutex // of what follows, cached from meta
	account int64
	zone    model.Zone
	hasZone bool
}

// Open opens the archive in dir and makes folder and archive when they are
// absent. Errors wrap ErrLocked, ErrNewer, ErrDamaged, ErrForeign, ErrNotWritable
// or ErrDiskFull where one of them is the reason.
func Open(ctx context.Context, dir string, o Options) (*Archive, error) {
	return open(ctx, dir, o, true, journalWAL)
}

// OpenRead opens an archive that must exist (ErrNoArchive); to verify or render
// it. The lock is the same: nobody may write meanwhile.
func OpenRead(ctx context.Context, dir string, o Options) (*Archive, error) {
	if err := Exists(dir); err != nil {
		return nil, openError(dir, err)
	}
	return open(ctx, dir, o, false, journalWAL)
}

func openError(dir string, err error) error {
	return fmt.Errorf("open the archive in %s: %w", dir, classify(err))
}

func open(ctx context.Context, dir string, o Options, mayCreate bool, mode journal) (*Archive, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, openError(dir, err)
	}
	a := &Archive{opts: o.withDefaults(), dir: dir}
	if err := a.open(ctx, mayCreate, mode); err != nil {
		return nil, errors.Join(openError(dir, err), a.release())
	}
	a.queue, a.seen = newQueue(), newSeenPeers()
	a.w = startWriter(context.WithoutCancel(ctx), a)
	return a, nil
}

func (a *Archive) open(ctx context.Context, mayCreate bool, mode journal) (err error) {
	if err := prepareFolders(a.dir); err != nil {
		return err
	}
	if a.lock, err = fsx.Lock(filepath.Join(a.dir, filepath.FromSlash(lockName))); err != nil {
		return err
	}
	if a.root, err = os.OpenRoot(a.dir); err != nil {
		return err
	}
	if err = prepareWork(a.root); err != nil {
		return err
	}
	exists, err := a.lookAt(ctx)
	switch {
	case err != nil:
		return err
	case !exists && !mayCreate:
		return ErrNoArchive
	case !exists:
		if err := create(ctx, a.root, a.dir); err != nil {
			return err
		}
	}
	if err := a.connect(ctx, mode); err != nil {
		return err
	}
	if err := a.check(ctx); err != nil {
		return err
	}
	if a.changes.pages != nil { // the mode was noted in the file
		if err := a.change(ctx); err != nil {
			return err
		}
	}
	dictionary, err := a.LoadValue(ctx, dictionaryKey)
	if err != nil {
		return err
	}
	a.packer, err = newPacker(dictionary)
	return err
}

// connect opens the database with WAL or, where that cannot be had, without.
func (a *Archive) connect(ctx context.Context, mode journal) error {
	p, err := openPools(ctx, a.dir, mode)
	ok := false
	if err == nil {
		if ok, err = p.probe(ctx); ok {
			a.pools = p
			return nil
		}
		err = errors.Join(err, p.close())
	}
	if kind := sentinelOf(err); mode != journalWAL || errors.Is(kind, ErrDamaged) || errors.Is(kind, ErrDiskFull) {
		return err
	}
	a.opts.Logger.Info("no write-ahead log here, one connection only", "reason", err)
	if err := errors.Join(a.changes.unseal(a.root), leaveWAL(ctx, a.dir)); err != nil {
		return err
	}
	return a.connect(ctx, journalTruncate)
}

// check brings the schema up to date and, when the last end was not clean, asks
// SQLite whether the file is sound.
func (a *Archive) check(ctx context.Context) error {
	c := a.pools.write
	version, err := c.int(ctx, "PRAGMA user_version")
	if err != nil {
		return err
	}
	if err := checkVersion(version); err != nil { // the header may lag behind the WAL
		return err
	}
	if version < schemaVersion() {
		if err := a.change(ctx); err != nil {
			return err
		}
		a.changes.all = true
	}
	if err := migrate(ctx, c, migrations()); err != nil {
		return err
	}
	clean, err := c.int(ctx, "SELECT coalesce(max(value), 0) FROM meta WHERE key = 'clean'")
	if err != nil {
		return err
	}
	if clean == 0 || a.changes.unsure {
		if err := a.quickCheck(ctx); err != nil {
			return err
		}
	}
	return a.loadMeta(ctx)
}

// Close ends the archive: what is waiting is committed, the lock released.
func (a *Archive) Close() error {
	return errors.Join(a.w.stop(), a.release())
}

// release lets go of whatever was taken, also after a failed open.
func (a *Archive) release() error {
	errs := []error{a.changes.end()}
	if a.pools != nil {
		errs = append(errs, a.pools.close())
	}
	if errors.Join(errs...) == nil && a.pools != nil && a.w != nil {
		if err := a.seal(a.w.ctx); err != nil { // a full disk, as a rule: all is safe without it
			a.opts.Logger.Warn("the archive was closed without a seal", "error", err)
		}
	}
	if a.packer != nil {
		errs = append(errs, a.packer.close())
	}
	if a.root != nil {
		errs = append(errs, a.root.Close())
	}
	if a.lock != nil {
		errs = append(errs, a.lock.Close())
	}
	return errors.Join(errs...)
}

// Root is the archive's folder; it is closed by Close.
func (a *Archive) Root() *os.Root { return a.root }

// Dir is the absolute path of the archive's folder.
func (a *Archive) Dir() string { return a.dir }

// read runs fn in a short read transaction.
func (a *Archive) read(ctx context.Context, fn func(querier) error) error {
	return classify(a.pools.read(ctx, fn))
}

// texts returns the first column of all rows.
func texts(ctx context.Context, q querier, query string, args ...any) ([]string, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, rows.Err()
}
