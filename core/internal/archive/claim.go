package archive

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"satchel/core/internal/model"
)

// LargeFile is the size in bytes from which Telegram counts a file into its large
// queue. https://core.telegram.org/api/config#large-queue-max-active-operations-count
const LargeFile = 20 << 20

// SizeClass says which of Telegram's two queues a file counts into.
type SizeClass int

// The classes.
const (
	Small SizeClass = iota // less than LargeFile, and files of unknown size
	Large
)

// schema2 lets either class be claimed without reading over the other; the number
// is LargeFile.
const schema2 = `
DROP INDEX files_queue;
CREATE INDEX files_queue ON files (dc, (size >= 20971520), rank, number, ord, seq) WHERE state = 0;
`

// ClaimClass is Claim among the files of one class.
func (a *Archive) ClaimClass(ctx context.Context, dc int, class SizeClass, limit int) (files []QueuedFile, err error) {
	q := a.queue
	q.mu.Lock() // over the query, so that two claims do not take the same file
	defer q.mu.Unlock()
	taken := 0
	for _, d := range q.claimed {
		if d == dc {
			taken++
		}
	}
	err = a.read(ctx, func(rd querier) error {
		rows, err := rd.QueryContext(ctx, "SELECT "+fileColumns+`, number, ord, coalesce(name, '') FROM files
			WHERE state = 0 AND dc = ? AND (size >= 20971520) = ? ORDER BY rank, number, ord, seq LIMIT ?`, dc, int(class), limit+taken)
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

// UpdateLocations keeps renewed file references, all in one commit.
func (a *Archive) UpdateLocations(ctx context.Context, renewed map[model.FileKey]model.Location) error {
	return a.w.do(ctx, func(t *tx) error {
		for _, key := range slices.Sorted(maps.Keys(renewed)) {
			if err := t.relocate(key, renewed[key]); err != nil {
				return fmt.Errorf("renew the reference of %s: %w", key, err)
			}
		}
		return nil
	})
}

func (t *tx) relocate(key model.FileKey, l model.Location) error {
	f, found, err := t.fileByKey(key)
	if err != nil {
		return err
	}
	if !found {
		return errors.New("the file is not known")
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
}
