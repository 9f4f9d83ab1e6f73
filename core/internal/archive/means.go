package archive

import (
	"context"

	"satchel/core/internal/model"
)

// MeanSizes are the mean sizes in bytes, by type of media, of the files of messages
// whose size Telegram told; thumbs do not count. It reads the whole table of files:
// not for every second.
func (a *Archive) MeanSizes(ctx context.Context) (map[model.MediaType]int64, error) {
	means := map[model.MediaType]int64{}
	err := a.read(ctx, func(q querier) error {
		rows, err := q.QueryContext(ctx,
			"SELECT type, CAST(avg(size) AS INTEGER) FROM files WHERE type <> '' AND main IS NULL AND size > 0 GROUP BY type")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var t model.MediaType
			var mean int64
			if err := rows.Scan(&t, &mean); err != nil {
				return err
			}
			means[t] = mean
		}
		return rows.Err()
	})
	return means, err
}
