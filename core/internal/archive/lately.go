package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"satchel/core/internal/model"
)

// schema4 finds the saved files noted last without looking at those that wait.
const schema4 = `
CREATE INDEX files_saved ON files (id) WHERE state IN (1, 2) AND main IS NULL;
`

// LateFile is a saved file and where it lies, with its thumbnail if that is a
// saved picture. Paths are relative to the archive.
type LateFile struct {
	QueuedFile
	Path      string
	Thumb     model.FileKey
	ThumbPath string
}

// LateFiles are up to limit saved files that belong to no other, those noted last
// first.
func (a *Archive) LateFiles(ctx context.Context, limit int) (files []LateFile, err error) {
	for last := int64(1) << 62; len(files) < limit; {
		var page []LateFile
		err := a.read(ctx, func(q querier) (err error) {
			if page, last, err = a.latePage(ctx, q, last, min(readPage, limit-len(files))); err != nil {
				return err
			}
			return a.lateThumbs(ctx, q, page)
		})
		if err != nil {
			return nil, fmt.Errorf("list the files saved last: %w", err)
		}
		if len(page) == 0 {
			break
		}
		files = append(files, page...)
	}
	return files, nil
}

// latePage are files with an id under last, and the lowest of theirs.
func (a *Archive) latePage(ctx context.Context, q querier, last int64, limit int) (page []LateFile, lowest int64, err error) {
	rows, err := q.QueryContext(ctx, "SELECT "+fileColumns+`, number, ord, coalesce(name, ''), path, saved FROM files INDEXED BY files_saved
		WHERE state IN (1, 2) AND main IS NULL AND id < ? ORDER BY id DESC LIMIT ?`, last, limit)
	if err != nil {
		return nil, last, err
	}
	defer rows.Close()
	for rows.Next() {
		var r fileRow
		var number, order, saved sql.NullInt64
		var name string
		var path sql.NullString
		if err := scanFile(rows.Scan, &r, &number, &order, &name, &path, &saved); err != nil {
			return nil, last, err
		}
		f, err := r.model()
		if err != nil {
			return nil, last, err
		}
		if saved.Valid {
			f.Size = saved.Int64
		}
		page = append(page, LateFile{QueuedFile: QueuedFile{f, int(number.Int64), order.Int64, name}, Path: a.lies(r.key, r.state, path)})
		last = r.id
	}
	return page, last, rows.Err()
}

// lateThumbs fills in the thumbnails of files.
func (a *Archive) lateThumbs(ctx context.Context, q querier, files []LateFile) error {
	at := make(map[model.FileKey]int, len(files))
	keys := make([]model.FileKey, len(files))
	for i, f := range files {
		at[f.Key], keys[i] = i, f.Key
	}
	list, err := json.Marshal(keys)
	if err != nil {
		return err
	}
	rows, err := q.QueryContext(ctx, `SELECT main, key, state, path FROM files INDEXED BY files_main
		WHERE main IN (SELECT value FROM json_each(?)) AND state IN (1, 2) AND doc ->> 'mime' LIKE 'image/%' ORDER BY id`, string(list))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var main, key model.FileKey
		var state fileState
		var path sql.NullString
		if err := rows.Scan(&main, &key, &state, &path); err != nil {
			return err
		}
		f := &files[at[main]]
		f.Thumb, f.ThumbPath = key, a.lies(key, state, path)
	}
	return rows.Err()
}

// lies is where a saved file is now.
func (a *Archive) lies(key model.FileKey, state fileState, path sql.NullString) string {
	if state == statePlaced {
		return path.String
	}
	return a.MediaPath(key)
}
