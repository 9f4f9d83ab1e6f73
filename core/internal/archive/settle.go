package archive

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"

	"satchel/core/internal/model"
)

// Settled is the outcome of a download. With Skip empty the file lies complete
// and synced at MediaPath(Key).
type Settled struct {
	Key     model.FileKey
	Size    int64
	SHA256  []byte
	Skip    model.SkipReason
	Text    string // what Telegram or the system said; with Skip
	Problem *model.Problem
}

// Settle records the outcome of downloads, all in one commit, and ends their
// claims. It is idempotent; what is saved stays saved whatever comes later.
func (a *Archive) Settle(ctx context.Context, s ...Settled) error {
	err := a.w.do(ctx, func(t *tx) error {
		for _, one := range s {
			if err := t.settle(one); err != nil {
				return fmt.Errorf("settle %s: %w", one.Key, err)
			}
		}
		t.committed = append(t.committed, func() {
			for _, one := range s {
				a.queue.release(one.Key)
			}
		})
		return nil
	})
	return err
}

func (t *tx) settle(s Settled) error {
	f, found, err := t.fileByKey(s.Key)
	switch {
	case err != nil:
		return err
	case !found:
		return errors.New("the file is not known")
	case s.Skip != model.SkipNone:
		err = t.settleSkipped(f, s)
	default:
		err = t.settleSaved(f, s)
		for _, code := range []string{model.ProblemFileFailed, model.ProblemFileUnavailable} {
			if err == nil {
				err = t.solve(code, string(s.Key))
			}
		}
	}
	if err != nil || s.Problem == nil {
		return err
	}
	run, err := t.lastRun()
	if err != nil {
		return err
	}
	return t.problem(run, *s.Problem)
}

func (t *tx) settleSkipped(f fileRow, s Settled) error {
	if f.state == stateSettled || f.state == statePlaced {
		return nil
	}
	if held, err := t.holdOn(f); err != nil || held {
		return err
	}
	t.countFile(f.state, f.skip, -1, -f.size)
	t.countFile(stateSkipped, s.Skip, 1, f.size)
	_, err := t.run("UPDATE files SET state = 3, skip = ?, tried = 1, text = nullif(?, ''), saved = NULL, sha = NULL WHERE id = ?", string(s.Skip), s.Text, f.id)
	return err
}

func (t *tx) settleSaved(f fileRow, s Settled) error {
	var saved sql.NullInt64
	var sha []byte
	if _, err := t.row("SELECT saved, sha FROM files WHERE id = ?", []any{f.id}, &saved, &sha); err != nil {
		return err
	}
	done := f.state == stateSettled || f.state == statePlaced
	if done && saved.Int64 == s.Size && bytes.Equal(sha, s.SHA256) {
		return nil
	}
	if err := t.checkMedia(s); err != nil {
		return err
	}
	if done {
		t.countFile(stateSettled, "", -1, -saved.Int64)
	} else {
		t.countFile(f.state, f.skip, -1, -f.size)
	}
	t.countFile(stateSettled, "", 1, s.Size)
	_, err := t.run("UPDATE files SET state = 1, skip = '', tried = 0, text = NULL, saved = ?, sha = ?, want = NULL WHERE id = ?", s.Size, s.SHA256, f.id)
	if err != nil {
		return err
	}
	for _, code := range []string{model.ProblemFileFailed, model.ProblemFileUnavailable} {
		if err := t.solve(code, string(s.Key)); err != nil {
			return err
		}
	}
	return nil
}

// checkMedia holds that a settled file exists with its size.
func (t *tx) checkMedia(s Settled) error {
	st, err := t.a.root.Stat(t.a.MediaPath(s.Key))
	switch {
	case err != nil:
		return err
	case st.Size() != s.Size:
		return fmt.Errorf("the file has %d bytes, not %d", st.Size(), s.Size)
	}
	return nil
}

func (t *tx) lastRun() (id int64, err error) {
	_, err = t.row("SELECT coalesce(max(id), 0) FROM runs", nil, &id)
	return id, err
}
