package core

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"satchel/core/internal/archive"
	"satchel/core/internal/fsx"
)

// ErrNotEmpty is returned by Copy when there is something at the target already.
var ErrNotEmpty = errors.New("the folder to copy to is not empty")

// Copy copies the archive in dir to the folder to, which must be empty or not there
// and not inside dir, brings it to the disk and reads it all again: files are
// compared byte for byte by their hash, the database is checked. An archive whose
// database is damaged is copied as it is. The verification is of the copy. A full
// disk is waited out where cfg says so. When anything fails, nothing is left at the
// target.
func Copy(ctx context.Context, dir, to string, cfg Config) (v Verification, err error) {
	e := New(cfg)
	cfg = e.cfg
	v = newVerification(nil)
	if dir, err = filepath.Abs(dir); err != nil {
		return v, err
	}
	a, err := archive.OpenRead(ctx, dir, archive.Options{Now: cfg.Now, Logger: cfg.Logger})
	damaged := errors.Is(err, archive.ErrDamaged)
	if err != nil && !damaged {
		return v, err
	}
	if a != nil {
		defer func() { err = errors.Join(err, a.Close()) }()
	}
	if to, err = emptyTarget(dir, to); err != nil {
		return v, err
	}
	c := copier{room: e.newRoom(ctx, to, tellRoom(cfg.OnProgress, StepCopying)), damaged: damaged}
	err = c.files(ctx, dir, to, cfg.OnProgress)
	if err == nil && !damaged {
		err = c.room.retry(ctx, 0, func() error { return errors.Join(dropDatabase(to), a.WriteCopy(ctx, to)) })
	}
	if err != nil {
		return v, errors.Join(fmt.Errorf("copy the archive: %w", sayFull(err)), emptyAgain(to))
	}
	if v, err = Verify(ctx, to, cfg); err != nil {
		return v, fmt.Errorf("verify the copy: %w", err)
	}
	return v, nil
}

// emptyTarget makes the folder to copy to and refuses one that is in use.
func emptyTarget(dir, to string) (string, error) {
	to, err := filepath.Abs(to)
	if err != nil {
		return "", err
	}
	if rel, err := filepath.Rel(dir, to); err == nil && filepath.IsLocal(rel) {
		return "", fmt.Errorf("%w: it lies inside the archive", ErrNotEmpty)
	}
	if err := os.MkdirAll(to, 0o700); err != nil {
		return "", err
	}
	entries, err := os.ReadDir(to)
	if err != nil {
		return "", err
	}
	if len(entries) > 0 {
		return "", ErrNotEmpty
	}
	return to, nil
}

// emptyAgain removes what a failed copy wrote.
func emptyAgain(to string) error {
	entries, err := os.ReadDir(to)
	for _, e := range entries {
		err = errors.Join(err, os.RemoveAll(filepath.Join(to, e.Name())))
	}
	return err
}

// dropDatabase removes what a try that met a full disk wrote of the database.
func dropDatabase(to string) error {
	entries, err := os.ReadDir(to)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), archive.FileName) {
			err = errors.Join(err, os.Remove(filepath.Join(to, e.Name())))
		}
	}
	return err
}

// copier copies the files of an archive.
type copier struct {
	room    *room // nil: a full disk ends the copy
	damaged bool  // the database is, and is copied as a file like others
	meter   *meter
	source  *os.Root
	target  *os.Root
}

// files copies what belongs to the archive, before the database: a copy that was cut
// has none.
func (c *copier) files(ctx context.Context, dir, to string, tell func(Progress)) (err error) {
	if c.source, err = os.OpenRoot(dir); err != nil {
		return err
	}
	defer c.source.Close()
	if c.target, err = os.OpenRoot(to); err != nil {
		return err
	}
	defer c.target.Close()
	c.meter = newMeter(tell, StepCopying, c.source)
	var dirs []string
	err = fs.WalkDir(c.source.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case !belongs(name) && !(c.damaged && archive.IsDatabase(name)):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			dirs = append(dirs, name)
			return c.room.retry(ctx, 0, func() error { return c.target.MkdirAll(name, 0o700) })
		case d.Type().IsRegular():
			defer c.meter.file()
			return c.file(ctx, name)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, dir := range slices.Backward(dirs) {
		if err := fsx.SyncDir(c.target, dir); err != nil {
			return err
		}
	}
	return nil
}

// belongs reports whether a path is copied: not the database, which is copied in a
// way of its own, nor locks and half-written files, nor a login.
func belongs(name string) bool {
	const work = ".satchel"
	switch {
	case name == ".", name == work, name == path.Join(work, "rendered"), name == path.Join(work, "media"):
		return true
	case archive.IsUnplaced(name):
		return !strings.HasSuffix(name, ".part")
	}
	return !archive.IsWork(name) && name != ".demo-login"
}

// file copies a file; what a full disk cut is taken away while it is waited out.
func (c *copier) file(ctx context.Context, name string) error {
	info, err := c.source.Stat(name)
	if err != nil {
		return err
	}
	before := c.meter.at
	return c.room.retry(ctx, info.Size(), func() error {
		c.meter.at = before
		err := copyVerified(ctx, c.meter, c.source, c.target, name)
		if isFull(err) {
			err = errors.Join(err, c.target.Remove(name))
		}
		return err
	})
}

// copyVerified copies a file and reads the copy again.
func copyVerified(ctx context.Context, m *meter, from, to *os.Root, name string) error {
	in, err := from.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	sum, err := writeSynced(to, name, metered{ctx, in, m})
	if err != nil {
		return fmt.Errorf("copy %s: %w", name, err)
	}
	if kind, _ := inspect(ctx, new(meter), to, name, info.Size(), sum); kind != "" {
		return fmt.Errorf("copy %s: it does not come back as it was written (%s)", name, kind)
	}
	return fsx.SetModTime(to, name, info.ModTime())
}
