package archive

import (
	"context"
	"database/sql"
	"encoding/json"

	"satchel/core/internal/model"
)

const resultColumns = "f.key, f.state, f.skip, f.size, f.saved, f.sha, f.path"

func scanResult(rows *sql.Rows, more ...any) (key model.FileKey, r model.FileResult, err error) {
	var state fileState
	var saved sql.NullInt64
	var path sql.NullString
	if err := rows.Scan(append(more, &key, &state, &r.Skip, &r.Size, &saved, &r.SHA256, &path)...); err != nil {
		return "", r, err
	}
	r.State = state.model()
	if saved.Valid {
		r.Size = saved.Int64
	}
	if state == statePlaced {
		r.Path = path.String
	}
	return key, r, nil
}

// referredFiles are the files that messages with first < order <= last of a
// dialog refer to, by order.
func referredFiles(ctx context.Context, q querier, number int, first, last int64) (map[int64]map[model.FileKey]model.FileResult, error) {
	rows, err := q.QueryContext(ctx, "SELECT r.ord, "+resultColumns+` FROM file_refs r JOIN files f ON f.id = r.file
		WHERE r.number = ? AND r.ord > ? AND r.ord <= ?`, number, first, last)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	files := map[int64]map[model.FileKey]model.FileResult{}
	for rows.Next() {
		var order int64
		key, r, err := scanResult(rows, &order)
		if err != nil {
			return nil, err
		}
		if files[order] == nil {
			files[order] = map[model.FileKey]model.FileResult{}
		}
		files[order][key] = r
	}
	return files, rows.Err()
}

// File returns the result of a file, false when it is not known.
func (a *Archive) File(ctx context.Context, key model.FileKey) (model.FileResult, bool, error) {
	files, err := a.Files(ctx, key)
	r, found := files[key]
	return r, found, err
}

// Files returns the results of several files; unknown ones are absent.
func (a *Archive) Files(ctx context.Context, keys ...model.FileKey) (map[model.FileKey]model.FileResult, error) {
	list, err := json.Marshal(keys)
	if err != nil {
		return nil, err
	}
	files := make(map[model.FileKey]model.FileResult, len(keys))
	err = a.read(ctx, func(q querier) error {
		rows, err := q.QueryContext(ctx, "SELECT "+resultColumns+" FROM files f WHERE f.key IN (SELECT value FROM json_each(?))", string(list))
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			key, r, err := scanResult(rows)
			if err != nil {
				return err
			}
			files[key] = r
		}
		return rows.Err()
	})
	return files, err
}

// SavedFile is a file at its final path.
type SavedFile struct {
	Key    model.FileKey
	Path   string // relative to the archive, forward slashes
	Size   int64
	SHA256 []byte
}

// SavedFiles calls fn with every placed file, by (number, order) of its place.
func (a *Archive) SavedFiles(ctx context.Context, fn func(path string, size int64, sha []byte) error) error {
	after := position{number: -1}
	for {
		var page []SavedFile
		err := a.read(ctx, func(q querier) (err error) {
			page, after, err = savedPage(ctx, q, after)
			return err
		})
		if err != nil || len(page) == 0 {
			return err
		}
		for _, f := range page {
			if err := fn(f.Path, f.Size, f.SHA256); err != nil {
				return err
			}
		}
	}
}

// position is a place in the order of files.
type position struct {
	number, ord, seq, id int64
}

func savedPage(ctx context.Context, q querier, after position) (page []SavedFile, last position, err error) {
	last = after
	rows, err := q.QueryContext(ctx, `SELECT number, ord, seq, id, key, path, saved, sha FROM files
		WHERE state = 2 AND (number, ord, seq, id) > (?, ?, ?, ?) ORDER BY number, ord, seq, id LIMIT ?`,
		after.number, after.ord, after.seq, after.id, readPage)
	if err != nil {
		return nil, last, err
	}
	defer rows.Close()
	for rows.Next() {
		var f SavedFile
		if err := rows.Scan(&last.number, &last.ord, &last.seq, &last.id, &f.Key, &f.Path, &f.Size, &f.SHA256); err != nil {
			return nil, last, err
		}
		page = append(page, f)
	}
	return page, last, rows.Err()
}
