package core

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

// Repair verifies the archive in dir and mends what it finds: a saved file that is
// missing or damaged is taken from where it was moved to, or fetched again to the
// path it had; pages that differ are written again. What lies in their place and is
// no file is moved aside. What cannot be had stays as it is. The verification
// returned is of the end; the result tells why a fetch stopped. Files of others are
// not touched, and a damaged database is not either (archive.ErrDamaged).
func (e *Engine) Repair(ctx context.Context, dir string, p Prompter) (Verification, Result, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	began := time.Now()
	counters := newCounters(time.Now)
	counters.gallery = newGallery(dir)
	e.mu.Lock()
	e.cancel, e.counters = cancel, counters
	e.mu.Unlock()
	r := &run{Config: e.cfg, engine: e, counters: counters, dir: dir, settings: Default(), prompter: p, cancel: cancel, repairs: true}
	v, result, err := r.repair(ctx)
	result.Seconds = time.Since(began).Seconds()
	counters.stage(StageEnded)
	return v, result, err
}

func (r *run) repair(ctx context.Context) (v Verification, result Result, err error) {
	result.Outcome = Failed
	now := func() time.Time { return r.Now() } // mend sets it back, so that pages do not tell of a repair
	options := r.options(ctx, now)
	err = r.room.retry(ctx, 0, func() (err error) {
		r.archive, err = archive.OpenRead(ctx, r.dir, options)
		return err
	})
	if err != nil {
		return v, result, err
	}
	defer func() { err = errors.Join(err, closing(result, r.archive.Close())) }()
	if v, err = r.verify(ctx); err != nil {
		return v, result, err
	}
	if v.Hint() != "" {
		return v, result, archive.ErrDamaged
	}
	result, err = r.mend(ctx, &v)
	if isFull(err) {
		result, err = r.full(context.WithoutCancel(ctx)), nil
	}
	if err != nil {
		return v, result, err
	}
	found := len(v.Damage)
	if v, err = r.verify(context.WithoutCancel(ctx)); err != nil {
		return v, result, err
	}
	v.Repaired = max(found-len(v.Damage), 0)
	return v, result, nil
}

// verify reads every file; the snapshot tells how far it has come.
func (r *run) verify(ctx context.Context) (Verification, error) {
	r.counters.stage(StageVerifying)
	return verify(ctx, r.archive, r.counters.verified)
}

// mend brings back the files of the archive and renders it.
func (r *run) mend(ctx context.Context, v *Verification) (Result, error) {
	result := Result{Outcome: Failed}
	if err := r.keptSettings(ctx); err != nil {
		return result, err
	}
	last, ok, err := r.archive.LastRun(ctx)
	if err != nil {
		return result, err
	}
	if ok {
		r.Now = func() time.Time { return last.Started } // the pages are those of that run
	}
	if err := r.clear(v); err != nil {
		return result, err
	}
	if err := r.lose(ctx, v); err != nil {
		return result, err
	}
	doc, err := json.Marshal(r.settings)
	if err != nil {
		return result, fmt.Errorf("note the settings: %w", err)
	}
	if r.id, err = r.archive.BeginRun(ctx, archive.RunVerify, doc); err != nil {
		return result, err
	}
	left, err := r.archive.Pending(ctx)
	if err != nil {
		return result, err
	}
	var ended error
	if left > 0 && r.Login != nil {
		ended = r.online(ctx)
	}
	ctx = context.WithoutCancel(ctx)
	blocked, err := r.blocked(ended)
	if err != nil {
		return result, err
	}
	result, err = r.concludeWithRoom(ctx, ended)
	result.Blocked = blocked
	return result, err
}

// clear moves aside what lies in the place of a file and is none: a folder, a link,
// or a file where a folder has to be. An empty folder goes.
func (r *run) clear(v *Verification) error {
	root := r.archive.Root()
	for _, d := range v.Damage {
		if d.Reason != DamageRead {
			continue
		}
		parts := strings.Split(d.Path, "/")
		for i := range parts {
			at := strings.Join(parts[:i+1], "/")
			info, err := root.Lstat(at)
			if err != nil || i < len(parts)-1 == info.IsDir() && (info.IsDir() || info.Mode().IsRegular()) {
				continue
			}
			if info.IsDir() && root.Remove(at) == nil {
				break
			}
			if err := moveAside(root, at); err != nil {
				return fmt.Errorf("move %s aside: %w", at, err)
			}
			break
		}
	}
	return nil
}

// moveAside gives something a name that is free.
func moveAside(root *os.Root, name string) error {
	for i := 1; ; i++ {
		to := fmt.Sprintf("%s (%d)", name, i)
		if _, err := root.Lstat(to); errors.Is(err, fs.ErrNotExist) {
			return root.Rename(name, to)
		} else if err != nil {
			return err
		}
	}
}

// lose queues the damaged files again, and settles at once those whose bytes lie
// in the folder under another name.
func (r *run) lose(ctx context.Context, v *Verification) error {
	wanted := map[model.FileKey]archive.KeptFile{}
	for _, d := range v.Damage {
		if d.key != "" && d.Reason != DamageCollision {
			wanted[d.key] = archive.KeptFile{}
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	var keys []model.FileKey
	err := r.archive.KeptFiles(ctx, func(f archive.KeptFile) error {
		if _, ok := wanted[f.Key]; ok && !f.Owed {
			wanted[f.Key] = f
			keys = append(keys, f.Key)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := r.archive.Lost(ctx, keys...); err != nil {
		return err
	}
	if err := r.archive.Retry(ctx, model.SkipFailed, model.SkipUnavailable); err != nil {
		return err
	}
	for _, name := range v.Foreign {
		if err := r.room.retry(ctx, 0, func() error { return r.reclaim(ctx, name, wanted) }); err != nil {
			return err
		}
	}
	return nil
}

// reclaim copies a file back that has the bytes of a lost one. What was moved by
// hand stays where it was moved to.
func (r *run) reclaim(ctx context.Context, name string, wanted map[model.FileKey]archive.KeptFile) error {
	root := r.archive.Root()
	info, err := root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		return nil //nolint:nilerr // it is of no use then
	}
	for key, f := range wanted {
		if f.Key == "" || f.Size != info.Size() {
			continue
		}
		if kind, _ := inspect(ctx, new(meter), root, name, f.Size, f.SHA256); kind != "" {
			continue
		}
		sum, err := copyWithin(root, r.archive.MediaPath(key), name)
		if err != nil || !bytes.Equal(sum, f.SHA256) {
			return err
		}
		delete(wanted, key)
		return r.archive.Settle(ctx, archive.Settled{Key: key, Size: f.Size, SHA256: f.SHA256})
	}
	return nil
}

// copyWithin copies a file inside the archive and brings it to the disk.
func copyWithin(root *os.Root, to, from string) ([]byte, error) {
	in, err := root.Open(from)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return writeSynced(root, to, in)
}

// writeSynced writes a new file, brings it to the disk and returns its hash.
func writeSynced(root *os.Root, to string, in io.Reader) ([]byte, error) {
	out, err := root.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	hash := sha256.New()
	_, err = io.Copy(out, io.TeeReader(in, hash))
	if err == nil {
		err = out.Sync()
	}
	return hash.Sum(nil), errors.Join(err, out.Close())
}
