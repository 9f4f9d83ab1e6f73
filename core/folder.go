package core

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"satchel/core/internal/fsx"
)

// Folder is what a person wants to know of a folder before an archive goes there.
type Folder struct {
	Path     string // absolute
	Free     int64  // bytes on its disk
	Writable bool
	Archive  bool // it holds an archive already
	Other    bool // it holds something else
}

// LookAt inspects a folder, which need not exist yet: a file is written to it, or
// to the nearest folder above it that exists, and removed again.
func LookAt(path string) (Folder, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return Folder{}, fmt.Errorf("look at the folder: %w", err)
	}
	f := Folder{Path: path}
	entries, err := os.ReadDir(path)
	switch {
	case err == nil:
		f.contents(entries)
	case !errors.Is(err, fs.ErrNotExist):
		return f, fmt.Errorf("look at the folder: %w", err)
	}
	there, err := nearest(path)
	if err != nil {
		return f, err
	}
	f.Writable = writable(there)
	if f.Free, err = fsx.FreeSpace(there); err != nil {
		return f, fmt.Errorf("look at the folder: %w", err)
	}
	return f, nil
}

func (f *Folder) contents(entries []fs.DirEntry) {
	for _, e := range entries {
		switch e.Name() {
		case "archive.db":
			f.Archive = true
		case ".satchel", ".DS_Store", "desktop.ini":
		default:
			f.Other = true
		}
	}
	f.Other = f.Other && !f.Archive
}

// nearest is the folder itself or the first one above it that exists.
func nearest(path string) (string, error) {
	for {
		info, err := os.Stat(path)
		switch {
		case err == nil && info.IsDir():
			return path, nil
		case err == nil:
			return "", fmt.Errorf("look at the folder: %s is a file", path)
		case !errors.Is(err, fs.ErrNotExist) || filepath.Dir(path) == path:
			return "", fmt.Errorf("look at the folder: %w", err)
		}
		path = filepath.Dir(path)
	}
}

// writable tries it; permissions alone do not tell.
func writable(dir string) bool {
	f, err := os.CreateTemp(dir, ".satchel-*")
	if err != nil {
		return false
	}
	_, err = f.WriteString("test")
	return errors.Join(err, f.Close(), os.Remove(f.Name())) == nil
}

// ErrRunning says that the program runs already.
var ErrRunning = errors.New("satchel is already running")

// OneInstance takes the lock of the program in its configuration folder, making
// the folder if need be, or fails with ErrRunning. The lock ends with the process.
func OneInstance(configDir string) (io.Closer, error) {
	if err := os.MkdirAll(configDir, 0o700); err != nil {
		return nil, fmt.Errorf("make the configuration folder: %w", err)
	}
	lock, err := fsx.Lock(filepath.Join(configDir, "running"))
	if errors.Is(err, fsx.ErrLocked) {
		return nil, ErrRunning
	}
	return lock, err
}
