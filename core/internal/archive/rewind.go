package archive

import (
	"context"
	"encoding/json"
	"fmt"
	"math"

	"satchel/core/internal/model"
)

// Newest is the date of the newest message in the archive, 0 when there is none.
func (a *Archive) Newest(ctx context.Context) (date int64, err error) {
	err = a.read(ctx, func(q querier) error {
		return q.QueryRowContext(ctx, `SELECT coalesce(max((SELECT date FROM messages
			WHERE key > h.id << 32 AND key < (h.id + 1) << 32 ORDER BY key DESC LIMIT 1)), 0) FROM histories h`).Scan(&date)
	})
	return date, err
}

// Highest is the highest id up to limit of a message kept of the peer, 0 for none.
func (a *Archive) Highest(ctx context.Context, peer model.PeerID, limit int) (id int, err error) {
	err = a.read(ctx, func(q querier) error {
		return q.QueryRowContext(ctx, `SELECT coalesce((SELECT m.key & 0xffffffff FROM messages m
			WHERE m.key > h.id << 32 AND m.key <= h.id << 32 | ? ORDER BY m.key DESC LIMIT 1), 0)
			FROM (SELECT coalesce(max(id), -1) id FROM histories WHERE kind = ? AND peer = ?) h`,
			limit, int(peer.Kind), peer.ID).Scan(&id)
	})
	return id, err
}

// Rewind sets cursors back so that the next walk reads again what was sent since
// the given time (unix seconds; 0: everything); of the given dialogs, or of all.
// Cursors that have nothing that new stay as they are. ranges are the split ranges
// the cursors were made with. What is read again is merged, so that rewinding is
// harmless at any time.
func (a *Archive) Rewind(ctx context.Context, ranges []model.Range, since int64, numbers ...int) error {
	rows, err := a.Dialogs(ctx)
	if err != nil {
		return fmt.Errorf("rewind: %w", err)
	}
	wanted := map[int]bool{}
	for _, n := range numbers {
		wanted[n] = true
	}
	for i := range rows {
		d := &rows[i]
		if len(numbers) > 0 && !wanted[d.Number] {
			continue
		}
		err := a.w.do(ctx, func(t *tx) error {
			for _, c := range d.Cursors {
				if err := t.rewind(d, c, ranges, since); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("rewind dialog %d: %w", d.Number, err)
		}
	}
	return nil
}

// rewind sets one cursor back and takes what will be read again from its count.
func (t *tx) rewind(d *DialogRow, c Cursor, ranges []model.Range, since int64) error {
	last, n := 0, 0
	if since > 0 {
		peer := d.Dialog.Peer
		if c.Part == PartMigrated {
			peer = d.Migrated
		}
		from, to := spanOf(peer, c.Split, ranges)
		var again int
		var err error
		if last, again, err = t.tail(peer, from, min(to, c.Last), since); err != nil {
			return err
		}
		if again == 0 {
			return nil
		}
		n = max(c.Count-again, 0)
	}
	gaps, err := gapsDoc(gapsBelow(c.Gaps, last))
	if err != nil {
		return err
	}
	_, err = t.run("UPDATE cursors SET last = ?, n = ?, done = 0, gaps = ? WHERE number = ? AND part = ? AND split = ?",
		last, n, gaps, c.Number, c.Part, c.Split)
	return err
}

// gapsBelow are the gaps up to an id; what lies above it is come to on the way.
func gapsBelow(gaps []Gap, id int) (below []Gap) {
	for _, g := range gaps {
		if g.Upto = min(g.Upto, id); g.After < g.Upto {
			below = append(below, g)
		}
	}
	return below
}

// spanOf is what a split range holds of the peer's history. Ranges do not filter
// the histories of channels.
func spanOf(peer model.PeerID, split int, ranges []model.Range) (from, to int) {
	if peer.Kind == model.KindChannel || split >= len(ranges) {
		return 1, math.MaxInt32
	}
	return ranges[split].MinID, ranges[split].MaxID
}

// tail counts the messages from <= id <= to that are not missing and not older
// than since, and returns the id before the first of all that are not older.
func (t *tx) tail(peer model.PeerID, from, to int, since int64) (before, n int, err error) {
	history, err := t.history(peer)
	if err != nil {
		return 0, 0, err
	}
	rows, err := t.QueryContext(t.ctx, "SELECT key & 0xffffffff, date, missing_since IS NULL FROM messages WHERE key >= ? AND key <= ? ORDER BY key DESC",
		messageKey(history, from), messageKey(history, to))
	if err != nil {
		return 0, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var id int
		var date int64
		var there bool
		if err := rows.Scan(&id, &date, &there); err != nil {
			return 0, 0, err
		}
		if date < since {
			break
		}
		before = id - 1
		if there {
			n++
		}
	}
	return before, n, rows.Err()
}

// Span says that Telegram was asked for all messages After < id <= Upto of a
// history: those of the archive that it did not name are missing since this run.
type Span struct {
	Peer        model.PeerID
	After, Upto int
	Present     []int // the ids Telegram named
}

// recordSpan marks the messages of the span that are gone. What was seen in the
// same run is not: another page of it had the message.
func (t *tx) recordSpan(p *prepared) error {
	s := p.Span
	if s == nil || s.Upto <= s.After {
		return nil
	}
	history, err := t.history(s.Peer)
	if err != nil {
		return err
	}
	present, err := json.Marshal(append([]int{}, s.Present...)) // a list also when it is empty: nothing is not in null
	if err != nil {
		return err
	}
	_, err = t.run(`UPDATE messages SET missing_since = ?1 WHERE key > ?2 AND key <= ?3 AND missing_since IS NULL AND run < ?1
		AND key & 0xffffffff NOT IN (SELECT value FROM json_each(?4))`,
		p.Run, messageKey(history, s.After), messageKey(history, s.Upto), string(present))
	if err != nil {
		return fmt.Errorf("mark what is missing: %w", err)
	}
	return nil
}

// References are the files that messages with first < order <= last of a dialog
// are known to refer to, by order.
func (a *Archive) References(ctx context.Context, number int, first, last int64) (map[int64]map[model.FileKey]bool, error) {
	known := map[int64]map[model.FileKey]bool{}
	err := a.read(ctx, func(q querier) error {
		files, err := referredFiles(ctx, q, number, first, last)
		for order, keys := range files {
			known[order] = make(map[model.FileKey]bool, len(keys))
			for key := range keys {
				known[order][key] = true
			}
		}
		return err
	})
	return known, err
}

// MoveRanges drops the cursors that other split ranges were made for, so that the
// histories they divide are read anew, and keeps the value that names the new
// ranges, at once. Ranges do not divide channels: the cursors of these get another
// split, for their messages lie in the last range, whichever that is.
func (a *Archive) MoveRanges(ctx context.Context, last int, key string, ranges []byte) error {
	return a.w.do(ctx, func(t *tx) error {
		_, err := t.run("DELETE FROM cursors WHERE part = ? OR number IN (SELECT number FROM dialogs WHERE kind <> ?)", PartMigrated, int(model.KindChannel))
		if err != nil {
			return fmt.Errorf("drop the cursors of other ranges: %w", err)
		}
		if _, err := t.run("UPDATE OR REPLACE cursors SET split = ?1 WHERE split <> ?1", last); err != nil {
			return fmt.Errorf("move the cursors of channels: %w", err)
		}
		_, err = t.run("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", key, ranges)
		return err
	})
}
