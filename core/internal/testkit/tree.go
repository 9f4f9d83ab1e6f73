package testkit

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Output returns what a person keeps of an archive folder: the path and hash of
// every file but the database and the working files.
func Output(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		switch {
		case d.IsDir() && rel == ".satchel":
			return filepath.SkipDir
		case d.IsDir(), strings.HasPrefix(rel, "archive.db"), rel == ".demo-login":
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(data)
		files[filepath.ToSlash(rel)] = hex.EncodeToString(sum[:8])
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// CopyTree copies a folder as a power cut would leave it at this moment, while a
// program goes on writing to it. The database comes first: a file that is there
// before the commit that tells of it must not be missing from the copy.
func CopyTree(dst, src string) error {
	for _, name := range []string{"archive.db", "archive.db-wal"} {
		if err := copyFile(filepath.Join(dst, name), filepath.Join(src, name)); err != nil {
			return err
		}
	}
	return filepath.WalkDir(src, func(path string, d fs.DirEntry, err error) error {
		if os.IsNotExist(err) {
			return nil
		}
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(src, path)
		if err != nil {
			return err
		}
		switch {
		case d.IsDir():
			return os.MkdirAll(filepath.Join(dst, rel), 0o700)
		case strings.HasPrefix(rel, "archive.db"):
			return nil
		}
		return copyFile(filepath.Join(dst, rel), path)
	})
}

// copyFile copies a file if it is there.
func copyFile(dst, src string) error {
	data, err := os.ReadFile(src)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("copy %s: %w", filepath.Base(src), err)
	}
	return os.WriteFile(dst, data, 0o600)
}
