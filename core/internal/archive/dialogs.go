package archive

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"satchel/core/internal/model"
)

// recordDialogs adds or updates dialogs. A new one gets the number it asks for
// or, with 0, the next; numbers are never reused because dialogs never go.
func (t *tx) recordDialogs(p *prepared) error {
	for _, d := range p.Dialogs {
		if err := t.dialog(d); err != nil {
			return fmt.Errorf("dialog %s: %w", d.Peer, err)
		}
	}
	return nil
}

func (t *tx) dialog(d model.Dialog) error {
	var known int
	found, err := t.row("SELECT number FROM dialogs WHERE kind = ? AND peer = ?", []any{int(d.Peer.Kind), d.Peer.ID}, &known)
	if err != nil {
		return err
	}
	switch {
	case found:
		d.Number = known
	case d.Number == 0:
		if _, err := t.row("SELECT coalesce(max(number), 0) + 1 FROM dialogs", nil, &d.Number); err != nil {
			return err
		}
	}
	d.V = cmp.Or(d.V, model.Version)
	doc, err := json.Marshal(d)
	if err != nil {
		return err
	}
	if found {
		_, err = t.run("UPDATE dialogs SET doc = ? WHERE number = ?", string(doc), d.Number)
		return err
	}
	t.add(countDialogs, 1, 0)
	_, err = t.run("INSERT INTO dialogs (number, kind, peer, doc) VALUES (?, ?, ?, ?)", d.Number, int(d.Peer.Kind), d.Peer.ID, string(doc))
	return err
}

func (t *tx) recordCounters(p *prepared) error {
	if p.Counters == nil {
		return nil
	}
	doc, err := json.Marshal(p.Counters.Counters)
	if err != nil {
		return err
	}
	found, err := t.changed("UPDATE dialogs SET counters = ? WHERE number = ?", string(doc), p.Counters.Number)
	if err == nil && !found {
		return fmt.Errorf("counters of dialog %d, which is not known", p.Counters.Number)
	}
	return err
}

// Dialogs returns all dialogs by number.
func (a *Archive) Dialogs(ctx context.Context) (dialogs []DialogRow, err error) {
	err = a.read(ctx, func(q querier) error {
		if dialogs, err = dialogRows(ctx, q); err != nil {
			return err
		}
		cursors, err := cursorsByDialog(ctx, q, "")
		if err != nil {
			return err
		}
		for i := range dialogs {
			d := &dialogs[i]
			d.Cursors = cursors[d.Number]
			d.Complete = d.complete()
			if d.Messages, err = keptMessages(ctx, q, d.Dialog); err != nil {
				return err
			}
		}
		return nil
	})
	return dialogs, err
}

func dialogRows(ctx context.Context, q querier) (dialogs []DialogRow, err error) {
	rows, err := q.QueryContext(ctx, `SELECT d.doc, d.counters, coalesce(p.run, 0), coalesce(p.doc, ''), coalesce(p.min_run, 0), coalesce(p.min_doc, '')
		FROM dialogs d LEFT JOIN peers p ON p.kind = d.kind AND p.id = d.peer ORDER BY d.number`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var d DialogRow
		var doc, counters []byte
		var r peerRow
		if err := rows.Scan(&doc, &counters, &r.run, &r.full, &r.minRun, &r.minDoc); err != nil {
			return nil, err
		}
		if err := decode(doc, &d.Dialog); err != nil {
			return nil, err
		}
		if err := decode(counters, &d.Counters); err != nil {
			return nil, err
		}
		if d.Peer, err = r.merged(); err != nil {
			return nil, err
		}
		d.Peer.ID = d.Dialog.Peer // also of a peer that is not known
		dialogs = append(dialogs, d)
	}
	return dialogs, rows.Err()
}

// keptMessages adds up the kept counts of a dialog's two histories.
func keptMessages(ctx context.Context, q querier, d model.Dialog) (n int, err error) {
	err = q.QueryRowContext(ctx, "SELECT coalesce(sum(messages), 0) FROM histories WHERE (kind = ? AND peer = ?) OR (kind = ? AND peer = ?)",
		int(d.Peer.Kind), d.Peer.ID, int(d.Migrated.Kind), d.Migrated.ID).Scan(&n)
	return n, err
}

// complete reports whether every split of both parts was read to its end.
func (d *DialogRow) complete() bool {
	if len(d.Cursors) == 0 || slices.ContainsFunc(d.Cursors, func(c Cursor) bool { return !c.Done }) {
		return false
	}
	has := func(part, split int) bool {
		return slices.ContainsFunc(d.Cursors, func(c Cursor) bool { return c.Part == part && c.Split == split })
	}
	for _, split := range d.Splits {
		if !has(PartOwn, split) {
			return false
		}
	}
	for _, split := range d.MigratedSplits {
		if !has(PartMigrated, split) {
			return false
		}
	}
	return true
}
