package archive

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"satchel/core/internal/fsx"
)

// KeptFile is a file that is in the archive's care.
type KeptFile struct {
	SavedFile
	// Owed says that its bytes were lost and it waits to be fetched again to Path, or could not be.
	Owed bool
}

// KeptFiles calls fn with every file that is saved, placed or not, also while Refresh
// has it fetched again, and with those that were saved and are owed, in no
// particular order.
func (a *Archive) KeptFiles(ctx context.Context, fn func(KeptFile) error) error {
	const saved = "saved IS NOT NULL AND state <> 3"
	const owed = "saved IS NULL AND path IS NOT NULL AND (state = 0 OR state = 3 AND tried = 1)"
	for last := int64(0); ; {
		var page []KeptFile
		err := a.read(ctx, func(q querier) error {
			rows, err := q.QueryContext(ctx, `SELECT id, key, state, coalesce(path, ''), coalesce(saved, 0), saved IS NULL, sha FROM files
				WHERE id > ? AND (`+saved+" OR "+owed+") ORDER BY id LIMIT ?", last, readPage)
			if err != nil {
				return err
			}
			defer rows.Close()
			for rows.Next() {
				var f KeptFile
				var state fileState
				if err := rows.Scan(&last, &f.Key, &state, &f.Path, &f.Size, &f.Owed, &f.SHA256); err != nil {
					return err
				}
				waits := state == stateSettled || f.Path == ""
				if state == stateQueued && !f.Owed && !waits { // Refresh left its bytes where they were
					if waits, err = a.holds(a.MediaPath(f.Key), f.Size); err != nil {
						return err
					}
				}
				if waits {
					f.Path = a.MediaPath(f.Key)
				}
				page = append(page, f)
			}
			return rows.Err()
		})
		if err != nil || len(page) == 0 {
			return err
		}
		for _, f := range page {
			if err := fn(f); err != nil {
				return err
			}
		}
	}
}

// IsWork reports whether a path relative to the archive is one of its database or
// working files, which no list covers.
func IsWork(name string) bool {
	return name == workDir || strings.HasPrefix(name, workDir+"/") || strings.HasPrefix(name, FileName)
}

// IsDatabase reports whether a path is of the database itself: archive.db, its log
// and what tells whether it is as it was closed.
func IsDatabase(name string) bool {
	return name == FileName || name == FileName+"-wal" || name == SealName
}

// IsUnplaced reports whether the path is that of a saved file that waits for its
// place; it belongs to the content of an archive though IsWork holds.
func IsUnplaced(name string) bool { return strings.HasPrefix(name, mediaDir+"/") }

// WriteCopy writes the database as it is now to a new file in another folder, which
// must not have one, and brings it to the disk. The copy stands for itself: it is
// whole without a log beside it and counts as closed.
func (a *Archive) WriteCopy(ctx context.Context, to string) error {
	target := filepath.Join(to, FileName)
	a.pools.shared.Lock() // between two transactions of the writer
	_, err := a.pools.write.ExecContext(ctx, "VACUUM INTO ?", target)
	a.pools.shared.Unlock()
	if err != nil {
		return fmt.Errorf("copy the database: %w", classify(err))
	}
	name := rand.Text()
	if err := markClean(ctx, to, name); err != nil {
		return fmt.Errorf("copy the database: %w", classify(err))
	}
	root, err := os.OpenRoot(to)
	if err != nil {
		return err
	}
	err = errors.Join(root.MkdirAll(fsx.TempDir, 0o700), syncFile(root, FileName), fsx.SyncDir(root, "."))
	if err == nil {
		err = sealAll(ctx, root, name)
	}
	return errors.Join(err, root.Close())
}

// markClean notes in a database nobody has open that it was closed, and the name of
// its seal.
func markClean(ctx context.Context, dir, seal string) error {
	p, err := openPools(ctx, dir, journalTruncate)
	if err != nil {
		return err
	}
	return errors.Join(p.write.exec(ctx, "INSERT OR REPLACE INTO meta (key, value) VALUES ('clean', 1), ('seal', '"+seal+"')"), p.close())
}
