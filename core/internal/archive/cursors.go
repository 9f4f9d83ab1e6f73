package archive

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
)

// schema3 keeps what an interval of dates left out.
const schema3 = `
ALTER TABLE cursors ADD COLUMN till INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cursors ADD COLUMN gaps TEXT NOT NULL DEFAULT '[]';
`

// recordCursor moves a cursor forward, never back. At the same place "done" once
// said stays said; Widen takes it back.
func (t *tx) recordCursor(p *prepared) error {
	c := p.Cursor
	if c == nil {
		return nil
	}
	gaps, err := gapsDoc(c.Gaps)
	if err != nil {
		return err
	}
	_, err = t.run(`INSERT INTO cursors (number, part, split, last, done, n, expected, inexact, till, gaps) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (number, part, split) DO UPDATE SET
			done = CASE WHEN excluded.last > last THEN excluded.done ELSE max(done, excluded.done) END,
			n = excluded.n, expected = excluded.expected, inexact = excluded.inexact, last = excluded.last,
			till = excluded.till, gaps = excluded.gaps
		WHERE excluded.last >= last`, c.Number, c.Part, c.Split, c.Last, c.Done, c.Count, c.Expected, c.Inexact, c.Till, gaps)
	if err != nil {
		return fmt.Errorf("cursor of dialog %d: %w", c.Number, err)
	}
	return nil
}

func gapsDoc(gaps []Gap) (string, error) {
	if len(gaps) == 0 {
		return "[]", nil
	}
	doc, err := json.Marshal(gaps)
	return string(doc), err
}

// Widen makes the cursors of the given dialogs go on that left out messages of the
// interval from <= date < till (unix seconds, 0: no bound).
func (a *Archive) Widen(ctx context.Context, from, till int64, numbers ...int) error {
	return a.w.do(ctx, func(t *tx) error {
		for _, n := range numbers {
			cursors, err := cursorsByDialog(t.ctx, t, "WHERE done AND number = ?", n)
			if err != nil {
				return fmt.Errorf("widen dialog %d: %w", n, err)
			}
			for _, c := range cursors[n] {
				left := c.Till != 0 && (till == 0 || till > c.Till)
				if !left && !slices.ContainsFunc(c.Gaps, func(g Gap) bool { return g.Wanted(from, till) }) {
					continue
				}
				if _, err := t.run("UPDATE cursors SET done = 0 WHERE number = ? AND part = ? AND split = ?", n, c.Part, c.Split); err != nil {
					return fmt.Errorf("widen dialog %d: %w", n, err)
				}
			}
		}
		return nil
	})
}

func cursorsByDialog(ctx context.Context, q querier, where string, args ...any) (map[int][]Cursor, error) {
	rows, err := q.QueryContext(ctx, "SELECT number, part, split, last, done, n, expected, inexact, till, gaps FROM cursors "+where+
		" ORDER BY number, part, split", args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	cursors := map[int][]Cursor{}
	for rows.Next() {
		var c Cursor
		var gaps []byte
		if err := rows.Scan(&c.Number, &c.Part, &c.Split, &c.Last, &c.Done, &c.Count, &c.Expected, &c.Inexact, &c.Till, &gaps); err != nil {
			return nil, err
		}
		if string(gaps) != "[]" {
			if err := json.Unmarshal(gaps, &c.Gaps); err != nil {
				return nil, fmt.Errorf("cursor of dialog %d: %w", c.Number, err)
			}
		}
		cursors[c.Number] = append(cursors[c.Number], c)
	}
	return cursors, rows.Err()
}
