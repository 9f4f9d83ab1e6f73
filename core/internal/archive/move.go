package archive

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"time"

	"satchel/core/internal/fsx"
	"satchel/core/internal/model"
	"satchel/core/internal/naming"
)

// moveGroup is how many files are renamed for one sync of folders and one
// transaction.
const moveGroup = 128

// move brings every file with a plan to its target, in two passes: files that
// stand elsewhere go back to the media folder first, so that no target is taken
// by one that has still to go.
func (a *Archive) move(ctx context.Context) error {
	const leaving = "want IS NOT NULL AND state = 2 AND want <> path"
	const arriving = "want IS NOT NULL AND NOT (" + leaving + ")"
	if err := a.moveAll(ctx, leaving, a.takeBack); err != nil {
		return err
	}
	return a.moveAll(ctx, arriving, a.bring)
}

// moved is what became of a file on the disk; fn writes it down.
type moved struct {
	placing
	lost bool
}

// moveAll works through the files of a condition in groups: the renames, a sync
// of the folders, the transaction. After a crash anywhere in between the same
// condition finds the same files, and the steps find out what was done.
func (a *Archive) moveAll(ctx context.Context, where string, step func(context.Context, *moved, map[string]bool) error) error {
	for last := int64(0); ; {
		var group []placing
		err := a.read(ctx, func(q querier) error {
			rows, err := q.QueryContext(ctx, "SELECT "+placingColumns+" FROM files WHERE id > ? AND "+where+" ORDER BY id LIMIT ?", last, moveGroup)
			if err != nil {
				return err
			}
			group, err = scanPlacing(rows)
			return err
		})
		if err != nil || len(group) == 0 {
			return err
		}
		last = group[len(group)-1].id
		if err := a.moveGroup(ctx, group, step); err != nil {
			return err
		}
	}
}

func (a *Archive) moveGroup(ctx context.Context, group []placing, step func(context.Context, *moved, map[string]bool) error) error {
	dirs := map[string]bool{}
	files := make([]moved, len(group))
	for i := range group {
		if err := ctx.Err(); err != nil {
			return err
		}
		files[i] = moved{placing: group[i]}
		if err := step(ctx, &files[i], dirs); err != nil {
			return fmt.Errorf("move %s: %w", group[i].key, err)
		}
	}
	for dir := range dirs {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := fsx.SyncDir(a.root, dir); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return a.w.do(ctx, func(t *tx) error {
		for i := range files {
			if err := t.moved(&files[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// takeBack moves a placed file to the media folder.
func (a *Archive) takeBack(ctx context.Context, f *moved, dirs map[string]bool) error {
	from, to := f.path.String, a.MediaPath(model.FileKey(f.key))
	there, err := a.holds(from, f.saved)
	if err != nil {
		return err
	}
	if there {
		dirs[path.Dir(from)], dirs[mediaDir] = true, true
		err = fsx.Rename(ctx, a.root, from, to)
	} else {
		there, err = a.holds(to, f.saved) // done before a crash
	}
	f.lost = !there
	f.path.Valid = false
	f.state = stateSettled
	if f.want.String == "" {
		f.want.Valid = false
	}
	return err
}

// bring moves a file from the media folder to its target.
func (a *Archive) bring(ctx context.Context, f *moved, dirs map[string]bool) error {
	from, to := a.MediaPath(model.FileKey(f.key)), f.want.String
	waiting := false
	if f.state == stateSettled {
		var err error
		if waiting, err = a.holds(from, f.saved); err != nil {
			return err
		}
	}
	if waiting {
		if err := a.makeRoom(ctx, f, dirs); err != nil {
			return err
		}
		if err := fsx.Rename(ctx, a.root, from, to); err != nil {
			return err
		}
		dirs[path.Dir(to)], dirs[mediaDir] = true, true
	} else if there, err := a.holds(to, f.saved); err != nil || !there { // else done before a crash
		f.lost = !there
		return err
	}
	if f.date != 0 {
		if err := fsx.SetModTime(a.root, to, time.Unix(f.date, 0)); err != nil {
			return err
		}
	}
	f.state = statePlaced
	f.path = f.want
	f.want.Valid = path.Dir(to) != f.dir() && !f.frozen // it got another place meanwhile: leave next time
	f.want.String = ""
	return nil
}

// holds reports whether there is a file of that size.
func (a *Archive) holds(name string, size int64) (bool, error) {
	st, err := a.root.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	}
	return st.Mode().IsRegular() && st.Size() == size, nil
}

// makeRoom makes the target's folder and, where something lies at the target
// that is not ours, sets it aside under another name. A damaged file of ours and
// an equal file are replaced.
func (a *Archive) makeRoom(ctx context.Context, f *moved, dirs map[string]bool) error {
	to := f.want.String
	if err := a.mkdir(path.Dir(to), dirs); err != nil {
		return err
	}
	switch _, err := a.root.Lstat(to); {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case f.path.Valid && f.path.String == to:
		return nil
	}
	if same, err := a.hasSum(ctx, to, f.saved, f.sha); err != nil || same {
		return err
	}
	names, err := a.namesIn(path.Dir(to))
	if err != nil {
		return err
	}
	aside := path.Join(path.Dir(to), names.Take(naming.Clean("found "+path.Base(to))))
	a.opts.Logger.Warn("a file that is not part of the archive was in the way", "path", to, "now", aside)
	dirs[path.Dir(to)] = true
	return fsx.Rename(ctx, a.root, to, aside)
}

// namesIn are the names in a folder of the disk.
func (a *Archive) namesIn(dir string) (*naming.Names, error) {
	entries, err := fs.ReadDir(a.root.FS(), dir)
	if err != nil {
		return nil, err
	}
	names := naming.NewNames()
	for _, e := range entries {
		names.Reserve(e.Name())
	}
	return names, nil
}

// mkdir makes a folder and remembers which folders got a new name in them.
func (a *Archive) mkdir(dir string, dirs map[string]bool) error {
	if _, err := a.root.Lstat(dir); err == nil {
		return nil
	}
	if err := a.root.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	for d := dir; d != "."; {
		d = path.Dir(d)
		dirs[d] = true
	}
	return nil
}

// sweepFolders removes the folders of chats that files have left, so that the
// tree does not tell where they were before.
func (a *Archive) sweepFolders(ctx context.Context) error {
	const chats = "chats"
	entries, err := fs.ReadDir(a.root.FS(), chats)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, chat := range entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		dir := path.Join(chats, chat.Name())
		folders, err := fs.ReadDir(a.root.FS(), dir)
		if err != nil {
			continue // no folder
		}
		for _, f := range folders {
			if f.IsDir() {
				_ = a.root.Remove(path.Join(dir, f.Name())) // refused unless it is empty
			}
		}
		_ = a.root.Remove(dir)
	}
	return nil
}

// hasSum reports whether a file has that size and hash.
func (a *Archive) hasSum(ctx context.Context, name string, size int64, sum []byte) (bool, error) {
	if there, err := a.holds(name, size); err != nil || !there {
		return false, err
	}
	f, err := a.root.Open(name)
	if err != nil {
		return false, err
	}
	defer f.Close()
	h := sha256.New()
	buf := make([]byte, 1<<20)
	for {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		n, err := f.Read(buf)
		h.Write(buf[:n])
		if errors.Is(err, io.EOF) {
			return bytes.Equal(h.Sum(nil), sum), nil
		}
		if err != nil {
			return false, err
		}
	}
}

// moved writes down where a file is now. A lost one is queued again; a frozen
// path stays reserved for it.
func (t *tx) moved(f *moved) error {
	if !f.lost {
		// A lower reference may have been recorded meanwhile: then it leaves next time.
		_, err := t.run("UPDATE files SET state = ?1, path = ?2, want = CASE WHEN number IS ?4 OR ?1 <> 2 THEN ?3 ELSE '' END WHERE id = ?5",
			int(f.state), f.path, f.want, f.number, f.id)
		return err
	}
	t.a.opts.Logger.Warn("a saved file is gone from the disk and is queued again", "file", f.key)
	var size int64
	if _, err := t.row("SELECT size FROM files WHERE id = ?", []any{f.id}, &size); err != nil {
		return err
	}
	t.countFile(stateSettled, "", -1, -f.saved)
	t.countFile(stateQueued, "", 1, size)
	_, err := t.run(`UPDATE files SET state = 0, saved = NULL, sha = NULL, want = NULL,
		path = CASE WHEN frozen = 1 THEN path END WHERE id = ?`, f.id)
	return err
}
