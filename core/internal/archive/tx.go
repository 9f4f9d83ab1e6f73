package archive

import (
	"context"
	"database/sql"
	"fmt"
)

// tx is what a job writes with. It is used by the writer goroutine only.
type tx struct {
	ctx       context.Context
	a         *Archive
	c         *conn
	counts    map[string]count // changes of the kept counts
	queued    bool             // files were queued
	committed []func()         // what to do once the job is committed
}

// count is a kept count and the bytes that belong to it.
type count struct{ n, bytes int64 }

func (t *tx) add(name string, n, bytes int64) {
	c := t.counts[name]
	t.counts[name] = count{c.n + n, c.bytes + bytes}
}

// flushCounts writes the changed counts.
func (t *tx) flushCounts() error {
	for name, c := range t.counts {
		if c == (count{}) {
			continue
		}
		_, err := t.run(`INSERT INTO counts (name, n, bytes) VALUES (?, ?, ?)
			ON CONFLICT (name) DO UPDATE SET n = n + excluded.n, bytes = bytes + excluded.bytes`, name, c.n, c.bytes)
		if err != nil {
			return fmt.Errorf("keep count: %w", err)
		}
	}
	return nil
}

func (t *tx) commit() error { return t.exec("COMMIT") }

// exec runs a statement without arguments.
func (t *tx) exec(query string) error {
	_, err := t.run(query)
	return err
}

// run runs a prepared statement. Queries must come from a fixed set.
func (t *tx) run(query string, args ...any) (sql.Result, error) {
	s, err := t.c.prepared(t.ctx, query)
	if err != nil {
		return nil, err
	}
	return s.ExecContext(t.ctx, args...)
}

// changed runs a statement and reports whether it touched a row.
func (t *tx) changed(query string, args ...any) (bool, error) {
	res, err := t.run(query, args...)
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n > 0, err
}

// row runs a query for one row; found is false when there is none.
func (t *tx) row(query string, args []any, dest ...any) (found bool, err error) {
	s, err := t.c.prepared(t.ctx, query)
	if err != nil {
		return false, err
	}
	switch err := s.QueryRowContext(t.ctx, args...).Scan(dest...); err {
	case nil:
		return true, nil
	case sql.ErrNoRows:
		return false, nil
	default:
		return false, err
	}
}

// QueryContext makes tx a querier.
func (t *tx) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return t.c.QueryContext(ctx, query, args...)
}

// QueryRowContext makes tx a querier.
func (t *tx) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	return t.c.QueryRowContext(ctx, query, args...)
}
