package archive

import (
	"context"
	"fmt"

	"satchel/core/internal/model"
)

// HasMessage reports whether the archive holds a message.
func (a *Archive) HasMessage(ctx context.Context, m model.MessageID) (found bool, err error) {
	err = a.read(ctx, func(q querier) error {
		var history int64
		found, err = scanOne(q.QueryRowContext(ctx, "SELECT id FROM histories WHERE kind = ? AND peer = ?", int(m.Peer.Kind), m.Peer.ID), &history)
		if err != nil || !found {
			return err
		}
		var one int
		found, err = scanOne(q.QueryRowContext(ctx, "SELECT 1 FROM messages WHERE key = ?", messageKey(history, m.ID)), &one)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("look message %d of %s up: %w", m.ID, m.Peer, err)
	}
	return found, nil
}

// PageStarts returns the id of each n-th message of a dialog from its first, in
// the order and with the shift of Messages. It reads every key of the dialog.
func (a *Archive) PageStarts(ctx context.Context, d model.Dialog, n int) (starts []int, err error) {
	count := 0
	err = a.read(ctx, func(q querier) error {
		for _, part := range []historyPart{{0, d.Migrated, true}, {0, d.Peer, false}} {
			if part.peer.IsZero() {
				continue
			}
			if err := eachKey(ctx, q, part.peer, func(id int) {
				if count%n == 0 {
					starts = append(starts, part.shifted(id))
				}
				count++
			}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("page starts of %s: %w", d.Peer, err)
	}
	return starts, nil
}

func eachKey(ctx context.Context, q querier, peer model.PeerID, fn func(id int)) error {
	var history int64
	found, err := scanOne(q.QueryRowContext(ctx, "SELECT id FROM histories WHERE kind = ? AND peer = ?", int(peer.Kind), peer.ID), &history)
	if err != nil || !found {
		return err
	}
	rows, err := q.QueryContext(ctx, "SELECT key & 0xffffffff FROM messages WHERE key > ? AND key < ? ORDER BY key", messageKey(history, 0), messageKey(history+1, 0))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return err
		}
		fn(id)
	}
	return rows.Err()
}
