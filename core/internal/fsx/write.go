package fsx

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
)

// TempDir is where half-written files lie, relative to the root of an archive.
// What is found there at a start is of no use.
const TempDir = ".satchel/tmp"

// WriteFile writes a file atomically: write fills a file in TempDir, which takes
// the place of name once it is complete and on the disk. Missing folders are made.
// When write fails or ctx ends, what was at name stays.
func WriteFile(ctx context.Context, root *os.Root, name string, perm fs.FileMode, write func(io.Writer) error) error {
	for _, dir := range []string{TempDir, path.Dir(name)} {
		if err := root.MkdirAll(dir, 0o700); err != nil {
			return fmt.Errorf("make folder %s: %w", dir, err)
		}
	}
	temp := path.Join(TempDir, rand.Text())
	if err := writeTemp(ctx, root, temp, perm, write); err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", name, err), removeIfThere(root, temp))
	}
	if err := Rename(ctx, root, temp, name); err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", name, err), removeIfThere(root, temp))
	}
	return SyncDir(root, path.Dir(name))
}

func writeTemp(ctx context.Context, root *os.Root, temp string, perm fs.FileMode, write func(io.Writer) error) error {
	f, err := root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
	if err != nil {
		return err
	}
	err = write(contextWriter{ctx, f})
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = ctx.Err()
	}
	return err
}

func removeIfThere(root *os.Root, name string) error {
	if err := root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// contextWriter stops writing when its context ends.
type contextWriter struct {
	ctx context.Context
	w   io.Writer
}

func (w contextWriter) Write(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	return w.w.Write(p)
}
