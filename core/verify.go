package core

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"satchel/core/internal/archive"
	"satchel/core/internal/render"
)

// Damage is a saved file that is not as it was saved.
type Damage struct {
	Path   string     `json:"path"`
	Reason DamageKind `json:"reason"`
}

// DamageKind is what is wrong with a file.
type DamageKind string

// The kinds of damage.
const (
	DamageMissing DamageKind = "missing"
	DamageSize    DamageKind = "size"
	DamageContent DamageKind = "content"
	DamageRead    DamageKind = "unreadable"
)

// Verification is the result of Verify.
type Verification struct {
	Files  int      `json:"files"` // looked at
	Bytes  int64    `json:"bytes"`
	Damage []Damage `json:"damage"`
}

// Verify reads every saved and rendered file of the archive in dir and compares it
// with the size and hash it was saved with. It changes nothing.
func Verify(ctx context.Context, dir string, cfg Config) (v Verification, err error) {
	cfg = New(cfg).cfg
	v.Damage = []Damage{}
	a, err := archive.OpenRead(ctx, dir, archive.Options{Now: cfg.Now, Logger: cfg.Logger})
	if err != nil {
		return v, err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	saved := map[string]bool{}
	err = a.SavedFiles(ctx, func(path string, size int64, sum []byte) error {
		saved[path] = true
		v.look(a.Root(), path, size, sum)
		return ctx.Err()
	})
	if err != nil {
		return v, fmt.Errorf("verify saved files: %w", err)
	}
	if err := v.rendered(ctx, a.Root(), saved); err != nil {
		return v, fmt.Errorf("verify pages: %w", err)
	}
	return v, nil
}

// look inspects one file and notes what is wrong with it.
func (v *Verification) look(root *os.Root, path string, size int64, sum []byte) {
	kind, n := inspect(root, path, size, sum)
	v.Files++
	v.Bytes += n
	if kind != "" {
		v.Damage = append(v.Damage, Damage{path, kind})
	}
}

// rendered compares the pages with the list that was written beside them.
func (v *Verification) rendered(ctx context.Context, root *os.Root, saved map[string]bool) error {
	list, err := root.Open(render.ChecksumsFile)
	if errors.Is(err, fs.ErrNotExist) {
		v.Damage = append(v.Damage, Damage{render.ChecksumsFile, DamageMissing})
		return nil
	}
	if err != nil {
		return err
	}
	defer list.Close()
	lines := bufio.NewScanner(list)
	for lines.Scan() {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		sum, path, err := parseChecksum(lines.Text())
		if err != nil {
			v.Damage = append(v.Damage, Damage{render.ChecksumsFile, DamageContent})
			return nil
		}
		if !saved[path] {
			v.look(root, path, -1, sum)
		}
	}
	return lines.Err()
}

// errChecksumLine says that a line is not one of sha256sum's.
var errChecksumLine = errors.New("not a line of sha256sum")

// parseChecksum reads a line of sha256sum: 64 hex digits, two spaces, the path; a
// leading backslash says that the path is escaped.
func parseChecksum(line string) (sum []byte, path string, err error) {
	line, escaped := strings.CutPrefix(line, "\\")
	digits, path, ok := strings.Cut(line, "  ")
	sum, err = hex.DecodeString(digits)
	if !ok || err != nil || len(sum) != sha256.Size || path == "" {
		return nil, "", errChecksumLine
	}
	if escaped {
		path = strings.NewReplacer(`\\`, `\`, `\n`, "\n").Replace(path)
	}
	return sum, path, nil
}

// inspect compares one file; a negative size or nil sum is not compared.
func inspect(root *os.Root, path string, size int64, sum []byte) (DamageKind, int64) {
	f, err := root.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return DamageMissing, 0
	}
	if err != nil {
		return DamageRead, 0
	}
	defer f.Close()
	hash := sha256.New()
	n, err := io.Copy(hash, f)
	switch {
	case err != nil:
		return DamageRead, n
	case size >= 0 && n != size:
		return DamageSize, n
	case sum != nil && !bytes.Equal(hash.Sum(nil), sum):
		return DamageContent, n
	}
	return "", n
}
