package archive

import (
	"context"
	"encoding/json"

	"satchel/core/internal/model"
)

// Missing returns those of the ids that the archive has no message of the peer
// for, or one that is marked as missing, in the order given.
func (a *Archive) Missing(ctx context.Context, peer model.PeerID, ids []int) (missing []int, err error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	have := map[int]bool{}
	err = a.read(ctx, func(q querier) error {
		rows, err := q.QueryContext(ctx, `SELECT i.value FROM histories h, json_each(?) i JOIN messages m ON m.key = h.id << 32 | i.value
			WHERE h.kind = ? AND h.peer = ? AND m.missing_since IS NULL`, string(list), int(peer.Kind), peer.ID)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var id int
			if err := rows.Scan(&id); err != nil {
				return err
			}
			have[id] = true
		}
		return rows.Err()
	})
	for _, id := range ids {
		if !have[id] {
			missing = append(missing, id)
		}
	}
	return missing, err
}
