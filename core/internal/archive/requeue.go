package archive

import (
	"context"
	"database/sql"
	"fmt"

	"satchel/core/internal/model"
)

// Refresh queues saved files to be fetched again because Telegram may have other
// bytes by now. Until there are new ones, and when there will be none, the saved
// ones hold; the path of one that is placed is final from then on. Files that are not
// saved are left alone.
func (a *Archive) Refresh(ctx context.Context, keys ...model.FileKey) error {
	return a.requeue(ctx, "UPDATE files SET state = 0, skip = '', tried = 0, text = NULL, frozen = frozen OR state = 2 AND want IS NULL, want = NULL WHERE id = ?", keys)
}

// Lost queues files again whose bytes are gone or damaged. Each comes back to the
// path it had, whatever lies there then.
func (a *Archive) Lost(ctx context.Context, keys ...model.FileKey) error {
	return a.requeue(ctx, "UPDATE files SET state = 0, skip = '', tried = 0, text = NULL, want = NULL, saved = NULL, sha = NULL WHERE id = ?", keys)
}

// requeueGroup is how many files are queued again in one transaction.
const requeueGroup = 500

func (a *Archive) requeue(ctx context.Context, update string, keys []model.FileKey) error {
	a.place.Lock() // a file that is being moved is not to be queued meanwhile
	defer a.place.Unlock()
	for len(keys) > 0 {
		group := keys[:min(len(keys), requeueGroup)]
		keys = keys[len(group):]
		err := a.w.do(ctx, func(t *tx) error {
			for _, key := range group {
				if err := t.requeue(update, key); err != nil {
					return fmt.Errorf("queue %s again: %w", key, err)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) requeue(update string, key model.FileKey) error {
	f, found, err := t.fileByKey(key)
	if err != nil || !found || !f.held {
		return err
	}
	if f.state == stateQueued { // by Refresh
		_, err := t.run(update, f.id)
		return err
	}
	var saved sql.NullInt64
	if _, err := t.row("SELECT saved FROM files WHERE id = ?", []any{f.id}, &saved); err != nil {
		return err
	}
	t.countFile(f.state, "", -1, -saved.Int64)
	t.countFile(stateQueued, "", 1, f.size)
	_, err = t.run(update, f.id)
	return err
}

// holdOn gives a file that Refresh queued its saved bytes back when there are no
// new ones; held is false for any other file, and where they are no longer there.
func (t *tx) holdOn(f fileRow) (held bool, err error) {
	var saved sql.NullInt64
	var sha []byte
	var path sql.NullString
	if _, err := t.row("SELECT saved, sha, path FROM files WHERE id = ?", []any{f.id}, &saved, &sha, &path); err != nil {
		return false, err
	}
	if f.state != stateQueued || !saved.Valid {
		return false, nil
	}
	state := stateSettled // it waited for its place when it was queued again
	there, err := t.a.hasSum(t.ctx, t.a.MediaPath(f.key), saved.Int64, sha)
	if err == nil && !there && path.Valid {
		state = statePlaced
		there, err = t.a.hasSum(t.ctx, path.String, saved.Int64, sha)
	}
	if err != nil || !there {
		return false, err
	}
	t.countFile(f.state, f.skip, -1, -f.size)
	t.countFile(state, "", 1, saved.Int64)
	_, err = t.run("UPDATE files SET state = ?, skip = '', tried = 0, text = NULL WHERE id = ?", int(state), f.id)
	return err == nil, err
}
