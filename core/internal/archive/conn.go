package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"sync"
)

const (
	// readers is the size of the read pool: render, window and a few workers that
	// ask in between.
	readers = 4
	// busyTimeout (ms) covers a checkpoint of the other connections of this process;
	// no other process can have the archive open.
	busyTimeout = 10_000
)

// journal is how SQLite keeps a transaction whole.
type journal string

const (
	journalWAL      journal = "WAL"
	journalTruncate journal = "TRUNCATE" // where shared memory cannot be had: network folders
)

// dsn names the database with everything a connection has to be told. Pragmas go
// here because a pool opens connections whenever it likes.
func dsn(dir string, mode journal, write bool) string {
	q := url.Values{}
	add := func(name string, value any) { q.Add("_pragma", fmt.Sprintf("%s(%v)", name, value)) }
	add("busy_timeout", busyTimeout)
	add("foreign_keys", "on")
	add("synchronous", "full")
	add("fullfsync", "on") // macOS only: plain fsync does not reach the disk there
	add("checkpoint_fullfsync", "on")
	add("temp_store", "memory")
	if write {
		add("journal_mode", mode)
		add("journal_size_limit", 64<<20)
		add("cache_size", -12<<10)      // 12 MiB
		add("wal_autocheckpoint", 4000) // pages, 32 MiB: a checkpoint waits for the disk twice
	} else {
		add("query_only", "on")
		add("cache_size", -4<<10)
	}
	u := url.URL{Scheme: "file", Path: uriPath(filepath.Join(dir, FileName)), RawQuery: q.Encode()}
	return u.String()
}

// conn is a connection with its prepared statements.
type conn struct {
	*sql.Conn
	stmts map[string]*sql.Stmt
}

// prepared returns the statement of a query, prepared once a connection.
func (c *conn) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	if s, ok := c.stmts[query]; ok {
		return s, nil
	}
	s, err := c.PrepareContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("prepare %.60q: %w", query, err)
	}
	c.stmts[query] = s
	return s, nil
}

func (c *conn) exec(ctx context.Context, query string) error {
	_, err := c.ExecContext(ctx, query)
	return err
}

func (c *conn) int(ctx context.Context, query string) (n int, err error) {
	err = c.QueryRowContext(ctx, query).Scan(&n)
	return n, err
}

func (c *conn) text(ctx context.Context, query string) (s string, err error) {
	err = c.QueryRowContext(ctx, query).Scan(&s)
	return s, err
}

// pools are the connections of an archive: one that writes, several that read.
// Without WAL a reader would stop the writer, so that there is one for both.
type pools struct {
	mode    journal
	writeDB *sql.DB
	write   *conn
	readDB  *sql.DB // nil without WAL
	shared  sync.Mutex
}

// openPools connects to an existing database file.
func openPools(ctx context.Context, dir string, mode journal) (*pools, error) {
	p := &pools{mode: mode}
	var err error
	if p.writeDB, err = sql.Open("sqlite", dsn(dir, mode, true)); err != nil {
		return nil, err
	}
	p.writeDB.SetMaxOpenConns(1)
	c, err := p.writeDB.Conn(ctx)
	if err != nil {
		return nil, errors.Join(err, p.writeDB.Close())
	}
	p.write = &conn{Conn: c, stmts: map[string]*sql.Stmt{}}
	if mode == journalWAL {
		if p.readDB, err = sql.Open("sqlite", dsn(dir, mode, false)); err != nil {
			return nil, errors.Join(err, p.close())
		}
		p.readDB.SetMaxOpenConns(readers)
		p.readDB.SetMaxIdleConns(readers)
	}
	return p, nil
}

// leaveWAL takes a database that was in WAL mode (copied from another disk) out
// of it. Holding it alone SQLite needs no shared memory for that.
func leaveWAL(ctx context.Context, dir string) error {
	u := url.URL{Scheme: "file", Path: uriPath(filepath.Join(dir, FileName))}
	db, err := sql.Open("sqlite", u.String())
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	for _, step := range []string{
		"PRAGMA locking_mode = EXCLUSIVE",
		"SELECT count(*) FROM sqlite_schema", // SQLite learns the mode it is in
		"PRAGMA journal_mode = TRUNCATE",
	} {
		if _, err := db.ExecContext(ctx, step); err != nil {
			return errors.Join(fmt.Errorf("leave WAL mode: %w", err), db.Close())
		}
	}
	return db.Close()
}

// probe reports whether the journal mode was granted and works.
func (p *pools) probe(ctx context.Context) (bool, error) {
	got, err := p.write.text(ctx, "PRAGMA journal_mode")
	if err != nil {
		return false, err
	}
	if p.mode != journalWAL {
		return true, nil
	}
	if got != "wal" {
		return false, nil
	}
	// Without shared memory SQLite may still read; writing tells.
	err = p.write.exec(ctx, "BEGIN IMMEDIATE; ROLLBACK")
	return err == nil, err
}

func (p *pools) close() error {
	var errs []error
	if p.readDB != nil {
		errs = append(errs, p.readDB.Close())
	}
	for _, s := range p.write.stmts {
		errs = append(errs, s.Close())
	}
	errs = append(errs, p.write.Close(), p.writeDB.Close())
	return errors.Join(errs...)
}

// querier is what reading needs of a connection.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// read runs fn in a read transaction. fn must be short and must not call back:
// while it runs the WAL cannot shrink, and without WAL nobody can write.
func (p *pools) read(ctx context.Context, fn func(querier) error) error {
	if p.readDB == nil {
		p.shared.Lock()
		defer p.shared.Unlock()
		return fn(p.write)
	}
	tx, err := p.readDB.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // nothing was written
	return fn(tx)
}
