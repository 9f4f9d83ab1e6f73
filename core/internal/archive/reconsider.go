package archive

import (
	"context"
	"database/sql"
	"fmt"

	"satchel/core/internal/model"
)

// reconsiderPage is how many files are looked at in one transaction.
const reconsiderPage = 500

// undecided is what a change of the settings decides again: files that wait and
// files that were left out by choice; not those that were saved and are fetched again.
const undecided = "(state = 0 AND saved IS NULL OR (state = 3 AND tried = 0 AND skip IN ('file_type', 'file_size', 'date_limits')))"

// Reconsider asks skip about every file that is queued or was skipped by choice
// and puts it where the answer says; after a change of the settings. Thumbs
// follow their main file and are asked about only where that is not known. skip
// gets the file as it is now (Skip says why it is skipped) and must be quick.
func (a *Archive) Reconsider(ctx context.Context, skip func(model.File) model.SkipReason) error {
	return a.reconsider(ctx, func(_ int64, f model.File) model.SkipReason { return skip(f) })
}

// ReconsiderByChat does as Reconsider where the choice is not the same for all
// chats: skip also gets the numbers of the chats that show the file; none for a
// file of the account itself. It keeps those of all such files in memory.
func (a *Archive) ReconsiderByChat(ctx context.Context, skip func(f model.File, chats []int) model.SkipReason) error {
	chats, err := a.chatsOfUndecided(ctx)
	if err != nil {
		return err
	}
	return a.reconsider(ctx, func(id int64, f model.File) model.SkipReason { return skip(f, chats[id]) })
}

func (a *Archive) reconsider(ctx context.Context, skip func(id int64, f model.File) model.SkipReason) error {
	return a.eachFile(ctx, undecided, func(t *tx, f fileRow) error {
		if f.main != "" {
			if _, found, err := t.fileByKey(f.main); err != nil || found {
				return err
			}
		}
		file, err := f.model()
		if err != nil {
			return err
		}
		return t.decide(f, skip(f.id, file))
	})
}

// chatsOfUndecided are the chats of each file that can be decided again.
func (a *Archive) chatsOfUndecided(ctx context.Context) (map[int64][]int, error) {
	chats := map[int64][]int{}
	err := a.read(ctx, func(q querier) error {
		rows, err := q.QueryContext(ctx, `SELECT DISTINCT r.file, r.number FROM file_refs r JOIN files f ON f.id = r.file
			WHERE r.number > 0 AND `+undecided)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var file int64
			var number int
			if err := rows.Scan(&file, &number); err != nil {
				return err
			}
			chats[file] = append(chats[file], number)
		}
		return rows.Err()
	})
	return chats, err
}

// Retry queues files again that were skipped for one of the given reasons: what
// a new run does with failed ones.
func (a *Archive) Retry(ctx context.Context, reasons ...model.SkipReason) error {
	return a.eachFile(ctx, "state = 3", func(t *tx, f fileRow) error {
		for _, r := range reasons {
			if f.skip == r {
				return t.decide(f, model.SkipNone)
			}
		}
		return nil
	})
}

// decide queues a file or skips it by decision.
func (t *tx) decide(f fileRow, skip model.SkipReason) error {
	changed := f
	changed.skip, changed.state = skip, stateQueued
	if skip != model.SkipNone {
		changed.state = stateSkipped
	}
	if changed == f {
		return nil
	}
	changed.tried = false
	if _, err := t.run("UPDATE files SET tried = 0, text = NULL WHERE id = ?", f.id); err != nil {
		return err
	}
	if err := t.updateFile(f, changed); err != nil {
		return err
	}
	return t.shareFate(&changed)
}

// eachFile runs fn for the files of a condition, some hundred a transaction, so
// that recording goes on in between.
func (a *Archive) eachFile(ctx context.Context, where string, fn func(*tx, fileRow) error) error {
	query := "SELECT " + fileColumns + " FROM files WHERE id > ? AND (" + where + ") ORDER BY id LIMIT ?"
	for last, more := int64(0), true; more; {
		err := a.w.do(ctx, func(t *tx) error {
			files, err := t.fileRows(query, last, reconsiderPage)
			if err != nil {
				return err
			}
			for _, f := range files {
				last = f.id
				if f.main != "" { // its file may have come before it and taken it along
					if f, _, err = t.fileByKey(f.key); err != nil {
						return err
					}
				}
				if err := fn(t, f); err != nil {
					return fmt.Errorf("file %s: %w", f.key, err)
				}
			}
			more = len(files) == reconsiderPage
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) fileRows(query string, args ...any) ([]fileRow, error) {
	rows, err := t.QueryContext(t.ctx, query, args...)
	return scanFiles(rows, err)
}

func scanFiles(rows *sql.Rows, err error) (files []fileRow, _ error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var f fileRow
		if err := scanFile(rows.Scan, &f); err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, rows.Err()
}
