package archive

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// RunKind is what a run does.
type RunKind string

// The kinds of run.
const (
	RunFull   RunKind = "full"
	RunResume RunKind = "resume"
	RunUpdate RunKind = "update"
	RunVerify RunKind = "verify"
)

// The outcomes that mean that nothing is left to do.
const (
	OutcomeComplete             = "complete"
	OutcomeCompleteWithProblems = "complete_with_problems"
)

// Run is one execution.
type Run struct {
	ID       int64
	Kind     RunKind
	Started  time.Time
	Ended    time.Time // zero while it is running, or when it was cut
	Outcome  string    // empty while it is running, or when it was cut
	Settings []byte
	Counts   []byte
}

// BeginRun opens a run and returns its id, from 1.
func (a *Archive) BeginRun(ctx context.Context, kind RunKind, settings []byte) (id int64, err error) {
	err = a.w.do(ctx, func(t *tx) error {
		res, err := t.run("INSERT INTO runs (kind, started, settings) VALUES (?, ?, ?)", string(kind), a.opts.Now().Unix(), settings)
		if err != nil {
			return fmt.Errorf("begin run: %w", err)
		}
		id, err = res.LastInsertId()
		return err
	})
	return id, err
}

// EndRun closes a run with its outcome.
func (a *Archive) EndRun(ctx context.Context, id int64, outcome string, counts []byte) error {
	return a.w.do(ctx, func(t *tx) error {
		found, err := t.changed("UPDATE runs SET ended = ?, outcome = ?, counts = ? WHERE id = ?", a.opts.Now().Unix(), outcome, counts, id)
		if err == nil && !found {
			return fmt.Errorf("end run %d: there is no such run", id)
		}
		return err
	})
}

// LastRun is the newest run, false when there is none.
func (a *Archive) LastRun(ctx context.Context) (Run, bool, error) { return a.lastRun(ctx, "") }

// LastCompleteRun is the newest run that ended complete, with problems or without.
func (a *Archive) LastCompleteRun(ctx context.Context) (Run, bool, error) {
	return a.lastRun(ctx, "WHERE outcome IN ('"+OutcomeComplete+"', '"+OutcomeCompleteWithProblems+"')")
}

func (a *Archive) lastRun(ctx context.Context, where string) (r Run, found bool, err error) {
	err = a.read(ctx, func(q querier) error {
		var started int64
		var ended sql.NullInt64
		row := q.QueryRowContext(ctx, "SELECT id, kind, started, ended, outcome, settings, counts FROM runs "+where+" ORDER BY id DESC LIMIT 1")
		found, err = scanOne(row, &r.ID, &r.Kind, &started, &ended, &r.Outcome, &r.Settings, &r.Counts)
		if err != nil || !found {
			return err
		}
		r.Started = time.Unix(started, 0)
		if ended.Valid {
			r.Ended = time.Unix(ended.Int64, 0)
		}
		return nil
	})
	return r, found, err
}
