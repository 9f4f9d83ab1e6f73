package archive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
)

// lookAt looks at the file without SQLite, which might change one that is damaged
// or not ours. It reports whether there is an archive.
func (a *Archive) lookAt(ctx context.Context) (exists bool, err error) {
	st, err := a.root.Stat(FileName)
	switch {
	case errors.Is(err, os.ErrNotExist):
		if err := Exists(a.dir); !errors.Is(err, ErrNoArchive) {
			return false, err
		}
		return false, nil
	case err != nil:
		return false, err
	}
	if wal, err := inspect(a.root); errors.Is(err, ErrNewer) {
		return wal, err
	}
	pages := 1
	if st.Size() <= quickCheckLimit {
		pages = quickCheckLimit / pageSize
	}
	switch err := checkSeal(ctx, a.root, pages); {
	case errors.Is(err, ErrSeal):
		a.changes.unsure = true
	case err != nil:
		return true, err
	}
	wal, err := inspect(a.root)
	if err == nil && !wal {
		err = a.changes.unseal(a.root) // SQLite will note the mode in the file
	}
	return true, err
}

// Exists returns ErrNoArchive when there is none in the folder, and ErrDamaged when
// one lies there without its database: another must not be begun on top of it.
func Exists(dir string) error {
	_, err := os.Lstat(filepath.Join(dir, FileName))
	if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	for _, name := range []string{SealName, renderedName, FileName + "-wal"} {
		if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name))); err == nil {
			return fmt.Errorf("%w: archive.db is missing", ErrDamaged)
		}
	}
	return ErrNoArchive
}

// quickCheckLimit is the size up to which a whole archive is checked when it is
// opened (after an unclean end in about a second, else against its seal in a
// fifth). Of a larger one only the first page and, after an unclean end, the tables
// that decide how the run goes on are; Check does the rest.
const quickCheckLimit = 256 << 20

func (a *Archive) quickCheck(ctx context.Context) error {
	st, err := a.root.Stat(FileName)
	if err != nil {
		return err
	}
	if st.Size() <= quickCheckLimit {
		return quickCheck(ctx, a.pools.write, "")
	}
	for _, table := range []string{"meta", "settings", "counts", "runs", "dialogs", "cursors", "histories"} {
		if err := quickCheck(ctx, a.pools.write, table); err != nil {
			return err
		}
	}
	return nil
}

func quickCheck(ctx context.Context, q querier, table string) error {
	query := "PRAGMA quick_check(10)"
	if table != "" {
		query = "PRAGMA quick_check(" + table + ")"
	}
	found, err := texts(ctx, q, query)
	if err != nil {
		return classify(err)
	}
	if len(found) == 1 && found[0] == "ok" {
		return nil
	}
	return fmt.Errorf("%w: %s", ErrDamaged, strings.Join(found, "; "))
}

// Check reads the whole database and returns ErrDamaged with SQLite's words when
// it is not sound, or when it is not as it was closed. It takes about a second for 250 MB.
func (a *Archive) Check(ctx context.Context) error {
	sealed := a.asClosed(ctx)
	if sealed != nil && !errors.Is(sealed, ErrSeal) {
		return sealed
	}
	err := a.read(ctx, func(q querier) error { return quickCheck(ctx, q, "") })
	return cmp.Or(err, sealed)
}

// asClosed compares the database with its seal, if nothing was written since.
func (a *Archive) asClosed(ctx context.Context) error {
	a.pools.shared.Lock()
	defer a.pools.shared.Unlock()
	if a.changes.begun {
		return nil
	}
	return checkSeal(ctx, a.root, math.MaxInt)
}
