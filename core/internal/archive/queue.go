package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"satchel/core/internal/model"
)

// queue is the part of the media queue that lives in memory: one engine works on
// an archive, so that a claim ends with the process.
type queue struct {
	mu      sync.Mutex
	claimed map[model.FileKey]int // the DC
	changed chan struct{}
}

func newQueue() *queue {
	return &queue{claimed: map[model.FileKey]int{}, changed: make(chan struct{})}
}

// announce wakes those that wait for files.
func (q *queue) announce() {
	q.mu.Lock()
	defer q.mu.Unlock()
	close(q.changed)
	q.changed = make(chan struct{})
}

func (q *queue) release(keys ...model.FileKey) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, k := range keys {
		delete(q.claimed, k)
	}
}

// Changed returns a channel that is closed at the next commit that queued files.
// Take it before looking for files, wait on it when there were none.
func (a *Archive) Changed() <-chan struct{} {
	a.queue.mu.Lock()
	defer a.queue.mu.Unlock()
	return a.queue.changed
}

// Release gives claimed files back to the queue.
func (a *Archive) Release(keys ...model.FileKey) {
	a.queue.release(keys...)
	if len(keys) > 0 {
		a.queue.announce()
	}
}

// QueuedFile is a file to download, with its lowest reference.
type QueuedFile struct {
	model.File
	Number int
	Order  int64
	Name   string // the reference's, as it was asked for; empty without one
}

// Claim takes up to limit queued files of a DC, the lowest (number, order) first;
// files of the account and those of no media type before all. A claim lasts until
// Settle, Release or Close.
func (a *Archive) Claim(ctx context.Context, dc, limit int) ([]QueuedFile, error) {
	q := a.queue
	q.mu.Lock() // over the query, so that two claims do not take the same file
	defer q.mu.Unlock()
	taken := 0
	for _, d := range q.claimed {
		if d == dc {
			taken++
		}
	}
	var files []QueuedFile
	err := a.read(ctx, func(rd querier) error {
		rows, err := rd.QueryContext(ctx, "SELECT "+fileColumns+`, number, ord, coalesce(name, '') FROM files
			WHERE state = 0 AND dc = ? ORDER BY rank, number, ord, seq LIMIT ?`, dc, limit+taken)
		if err != nil {
			return err
		}
		defer rows.Close()
		files, err = unclaimed(rows, q.claimed, limit)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("claim files of DC %d: %w", dc, err)
	}
	for _, f := range files {
		q.claimed[f.Key] = dc
	}
	return files, nil
}

func unclaimed(rows *sql.Rows, claimed map[model.FileKey]int, limit int) (files []QueuedFile, err error) {
	for len(files) < limit && rows.Next() {
		var r fileRow
		var number, order sql.NullInt64
		var name string
		if err := scanFile(rows.Scan, &r, &number, &order, &name); err != nil {
			return nil, err
		}
		if _, ok := claimed[r.key]; ok {
			continue
		}
		f, err := r.model()
		if err != nil {
			return nil, err
		}
		files = append(files, QueuedFile{f, int(number.Int64), order.Int64, name})
	}
	return files, rows.Err()
}

// QueuedDCs are the DCs that have queued files, claimed ones included.
func (a *Archive) QueuedDCs(ctx context.Context) (dcs []int, err error) {
	err = a.read(ctx, func(q querier) error {
		// A step from DC to DC in the index; a plain DISTINCT would read all of it.
		rows, err := q.QueryContext(ctx, `WITH RECURSIVE step(dc) AS (
			SELECT min(dc) FROM files WHERE state = 0
			UNION ALL SELECT (SELECT min(dc) FROM files WHERE state = 0 AND dc > step.dc) FROM step WHERE step.dc IS NOT NULL)
			SELECT dc FROM step WHERE dc IS NOT NULL`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var dc int
			if err := rows.Scan(&dc); err != nil {
				return err
			}
			dcs = append(dcs, dc)
		}
		return rows.Err()
	})
	return dcs, err
}

// Pending is the number of queued files, claimed ones included.
func (a *Archive) Pending(ctx context.Context) (int, error) {
	s, err := a.Stats(ctx)
	return s.Queued, err
}

// MediaPath is where a settled, not yet placed file lies, relative to the root.
// Different keys have paths that differ on every file system.
func (a *Archive) MediaPath(key model.FileKey) string {
	var b strings.Builder
	b.WriteString(mediaDir + "/")
	for _, c := range []byte(key) {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '-':
			b.WriteByte(c)
		case c == ':':
			b.WriteByte('_')
		default:
			fmt.Fprintf(&b, "=%02x", c)
		}
	}
	return b.String()
}

// UpdateLocation keeps a renewed file reference.
func (a *Archive) UpdateLocation(ctx context.Context, key model.FileKey, l model.Location) error {
	return a.w.do(ctx, func(t *tx) error {
		f, found, err := t.fileByKey(key)
		if err != nil {
			return err
		}
		if !found {
			return fmt.Errorf("renew the reference of %s: the file is not known", key)
		}
		var d fileDoc
		if err := decode([]byte(f.doc), &d); err != nil {
			return err
		}
		d.Location = l
		doc, err := json.Marshal(d)
		if err != nil {
			return err
		}
		_, err = t.run("UPDATE files SET doc = ? WHERE id = ?", string(doc), f.id)
		return err
	})
}
