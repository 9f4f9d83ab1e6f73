package archive

import (
	"context"
	"database/sql"
	"fmt"
	"path"

	"satchel/core/internal/naming"
)

// Place moves settled files to their final paths: of the given dialogs (0: the
// account), or of all. What it does is in the package comment. It is idempotent
// and takes up what a crash left; the paths depend on what was recorded only.
// Settled files that are no longer on the disk are queued again.
func (a *Archive) Place(ctx context.Context, numbers ...int) error {
	a.place.Lock()
	defer a.place.Unlock()
	if err := a.move(ctx); err != nil { // what an earlier plan left undone
		return fmt.Errorf("place files: %w", classify(err))
	}
	all := len(numbers) == 0
	if all {
		var err error
		if numbers, err = a.unplaced(ctx); err != nil {
			return fmt.Errorf("place files: %w", err)
		}
	}
	for _, n := range numbers {
		if err := a.plan(ctx, n); err != nil {
			return fmt.Errorf("place files of dialog %d: %w", n, err)
		}
	}
	if err := a.move(ctx); err != nil {
		return fmt.Errorf("place files: %w", classify(err))
	}
	if all {
		if err := a.sweepFolders(ctx); err != nil {
			return fmt.Errorf("place files: %w", classify(err))
		}
	}
	return nil
}

// Freeze makes the paths of all placed files final; after a complete run.
func (a *Archive) Freeze(ctx context.Context) error {
	a.place.Lock()
	defer a.place.Unlock()
	const step = 20_000 // rows a transaction
	var last int64
	err := a.read(ctx, func(q querier) error {
		return q.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM files").Scan(&last)
	})
	for from := int64(0); err == nil && from < last; from += step {
		err = a.w.do(ctx, func(t *tx) error {
			_, err := t.run("UPDATE files SET frozen = 1 WHERE id > ? AND id <= ? AND state = 2 AND frozen = 0 AND want IS NULL", from, from+step)
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("freeze paths: %w", err)
	}
	return nil
}

// unplaced are the dialogs that have saved files whose paths are not final.
func (a *Archive) unplaced(ctx context.Context) (numbers []int, err error) {
	err = a.read(ctx, func(q querier) error {
		rows, err := q.QueryContext(ctx, `SELECT DISTINCT number FROM files
			WHERE number IS NOT NULL AND (state = 1 OR state = 2 AND frozen = 0) ORDER BY number`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var n int
			if err := rows.Scan(&n); err != nil {
				return err
			}
			numbers = append(numbers, n)
		}
		return rows.Err()
	})
	return numbers, err
}

// placing is a row of files as far as placing needs it.
type placing struct {
	id               int64
	key              string
	state            fileState
	number, ord, seq int64
	folder, name     string
	date             int64 // becomes the modification time
	saved            int64
	sha              []byte
	path, want       sql.NullString
	frozen           bool
}

const placingColumns = `id, key, state, coalesce(number, 0), coalesce(ord, 0), coalesce(seq, 0), coalesce(folder, ''), coalesce(name, ''),
	coalesce(nullif(sent, 0), date), coalesce(saved, 0), sha, path, want, frozen`

func scanPlacing(rows *sql.Rows) (all []placing, err error) {
	defer rows.Close()
	for rows.Next() {
		var p placing
		err := rows.Scan(&p.id, &p.key, &p.state, &p.number, &p.ord, &p.seq, &p.folder, &p.name, &p.date, &p.saved, &p.sha, &p.path, &p.want, &p.frozen)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, rows.Err()
}

// dir is the folder the file belongs in.
func (p *placing) dir() string {
	if p.number == 0 {
		return path.Clean(p.folder)
	}
	return path.Join(naming.ChatFolder(int(p.number)), p.folder)
}

// planner gives the files of one dialog their names.
type planner map[string]*naming.Names // by folder

func (p planner) names(dir string) *naming.Names {
	if p[dir] == nil {
		p[dir] = naming.NewNames()
	}
	return p[dir]
}

// planPage is how many files are planned in one transaction.
const planPage = 1000

// plan writes down where the saved files of a dialog belong (want). Frozen paths
// come first; the others take names in the order (order, seq, key).
func (a *Archive) plan(ctx context.Context, number int) error {
	names := planner{}
	err := a.eachPlacing(ctx, number, "(frozen = 1)", func(page []placing) error {
		for _, f := range page {
			names.names(path.Dir(f.path.String)).Reserve(path.Base(f.path.String))
		}
		return a.want(ctx, page, func(f *placing) string { return f.path.String })
	})
	if err != nil {
		return err
	}
	return a.eachPlacing(ctx, number, "(frozen = 0 AND state IN (1, 2))", func(page []placing) error {
		return a.want(ctx, page, func(f *placing) string {
			dir := f.dir()
			return path.Join(dir, names.names(dir).Take(f.name))
		})
	})
}

// want keeps the targets of the files that are not at theirs.
func (a *Archive) want(ctx context.Context, page []placing, target func(*placing) string) error {
	type move struct {
		id   int64
		want string
	}
	var moves []move
	for i := range page {
		f := &page[i]
		to := target(f)
		switch {
		case f.state == statePlaced && f.path.String == to && !f.want.Valid:
		case f.state == stateSettled, f.state == statePlaced:
			moves = append(moves, move{f.id, to})
		}
	}
	if len(moves) == 0 {
		return nil
	}
	return a.w.do(ctx, func(t *tx) error {
		for _, m := range moves {
			if _, err := t.run("UPDATE files SET want = ? WHERE id = ? AND state IN (1, 2)", m.want, m.id); err != nil {
				return err
			}
		}
		return nil
	})
}

// eachPlacing calls fn with the files of a dialog in the order of their places.
func (a *Archive) eachPlacing(ctx context.Context, number int, where string, fn func([]placing) error) error {
	last := placing{ord: -1 << 63}
	for {
		var page []placing
		err := a.read(ctx, func(q querier) error {
			rows, err := q.QueryContext(ctx, "SELECT "+placingColumns+" FROM files WHERE number = ? AND "+where+
				" AND (ord, seq, key) > (?, ?, ?) ORDER BY ord, seq, key LIMIT ?", number, last.ord, last.seq, last.key, planPage)
			if err != nil {
				return err
			}
			page, err = scanPlacing(rows)
			return err
		})
		if err != nil || len(page) == 0 {
			return err
		}
		if err := fn(page); err != nil {
			return err
		}
		last = page[len(page)-1]
	}
}
