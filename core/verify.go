package core

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/naming"
	"satchel/core/internal/render"
)

// Damage is a file that is not as it was saved.
type Damage struct {
	Path   string     `json:"path"`
	Reason DamageKind `json:"reason"`

	key model.FileKey // of a saved file; empty for pages
}

// DamageKind is what is wrong with a file.
type DamageKind string

// The kinds of damage.
const (
	DamageMissing   DamageKind = "missing"
	DamageSize      DamageKind = "size"
	DamageContent   DamageKind = "content"
	DamageRead      DamageKind = "unreadable"
	DamageCollision DamageKind = "collision" // another path differs in case only
)

// Verification is the result of Verify.
type Verification struct {
	Files  int      `json:"files"` // looked at
	Bytes  int64    `json:"bytes"`
	Damage []Damage `json:"damage"`
	// Foreign are files in the folder that are not the archive's. They do no harm
	// and are left alone.
	Foreign []string `json:"foreign"`
	// Repaired is how much of the damage Repair mended.
	Repaired int `json:"repaired"`

	folded map[string]string // path by its folded form
	meter  *meter
}

// NeedsTelegram reports whether saved files are damaged, which only Telegram has;
// pages are written again without it.
func (v *Verification) NeedsTelegram() bool {
	return slices.ContainsFunc(v.Damage, func(d Damage) bool { return d.key != "" })
}

// Hint is what can be done when the database itself is damaged, else empty: it
// cannot be fetched again.
func (v *Verification) Hint() string {
	if slices.ContainsFunc(v.Damage, func(d Damage) bool { return d.Path == archive.FileName }) {
		return Explain(archive.ErrDamaged).Hint
	}
	return ""
}

// Verify reads every saved and rendered file of the archive in dir and compares it
// with the size and hash it was saved with, the database with itself, and the
// folder with both. It changes no file. A database that cannot be opened is
// damage; the files are then compared with the list beside them.
func Verify(ctx context.Context, dir string, cfg Config) (v Verification, err error) {
	e := New(cfg)
	cfg = e.cfg
	var a *archive.Archive
	err = e.newRoom(ctx, dir, tellRoom(cfg.OnProgress, StepVerifying)).retry(ctx, 0, func() (err error) { // SQLite's log needs some
		a, err = archive.OpenRead(ctx, dir, archive.Options{Now: cfg.Now, Logger: cfg.Logger})
		return err
	})
	if errors.Is(err, archive.ErrDamaged) {
		return verifyFolder(ctx, dir, cfg.OnProgress)
	}
	if err != nil {
		return newVerification(nil), err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	return verify(ctx, a, cfg.OnProgress)
}

func newVerification(m *meter) Verification {
	return Verification{Damage: []Damage{}, Foreign: []string{}, folded: map[string]string{}, meter: m}
}

// verify looks at an open archive.
func verify(ctx context.Context, a *archive.Archive, tell func(Progress)) (Verification, error) {
	v := newVerification(newMeter(tell, StepVerifying, a.Root()))
	switch err := a.Check(ctx); {
	case errors.Is(err, archive.ErrDamaged):
		v.Damage = append(v.Damage, Damage{Path: archive.FileName, Reason: DamageContent})
	case errors.Is(err, archive.ErrSeal):
		v.Damage = append(v.Damage, Damage{Path: archive.SealName, Reason: DamageContent})
	case err != nil:
		return v, err
	}
	err := a.KeptFiles(ctx, func(f archive.KeptFile) error {
		if f.Owed {
			v.Damage = append(v.Damage, Damage{f.Path, DamageMissing, f.Key})
			v.folded[naming.Fold(f.Path)] = f.Path
			return ctx.Err()
		}
		v.look(ctx, a.Root(), f.Path, f.Size, f.SHA256, f.Key)
		return ctx.Err()
	})
	if err != nil {
		return v, fmt.Errorf("verify saved files: %w", err)
	}
	return v, v.rest(ctx, a.Root())
}

// verifyFolder compares a folder whose database is damaged with its list of
// checksums.
func verifyFolder(ctx context.Context, dir string, tell func(Progress)) (Verification, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return newVerification(nil), err
	}
	defer root.Close()
	v := newVerification(newMeter(tell, StepVerifying, root))
	kind := DamageContent
	if _, err := root.Lstat(archive.FileName); errors.Is(err, fs.ErrNotExist) {
		kind = DamageMissing
	}
	v.Damage = append(v.Damage, Damage{Path: archive.FileName, Reason: kind})
	return v, v.rest(ctx, root)
}

// rest looks at the pages and for what does not belong.
func (v *Verification) rest(ctx context.Context, root *os.Root) error {
	if err := v.rendered(ctx, root); err != nil {
		return fmt.Errorf("verify pages: %w", err)
	}
	if err := v.strangers(ctx, root); err != nil {
		return fmt.Errorf("look for other files: %w", err)
	}
	slices.SortFunc(v.Damage, func(a, b Damage) int { return strings.Compare(a.Path, b.Path) })
	return nil
}

// look inspects one file and notes what is wrong with it.
func (v *Verification) look(ctx context.Context, root *os.Root, path string, size int64, sum []byte, key model.FileKey) {
	kind, n := inspect(ctx, v.meter, root, path, size, sum)
	v.meter.file()
	v.Files++
	v.Bytes += n
	folded := naming.Fold(path)
	if other, ok := v.folded[folded]; ok && other != path && kind == "" {
		kind = DamageCollision
	}
	v.folded[folded] = path
	if kind != "" {
		v.Damage = append(v.Damage, Damage{path, kind, key})
	}
}

// rendered compares the pages with the list that was written beside them.
func (v *Verification) rendered(ctx context.Context, root *os.Root) error {
	names, sum, err := render.Written(root)
	if err != nil {
		return err
	}
	kind, _ := inspect(ctx, &meter{}, root, render.ChecksumsFile, -1, sum) // it counts for none of the files it lists
	if kind == "" {
		kind, err = v.listed(ctx, root)
	}
	if kind != "" {
		v.Damage = append(v.Damage, Damage{Path: render.ChecksumsFile, Reason: kind})
	}
	v.folded[naming.Fold(render.ChecksumsFile)] = render.ChecksumsFile
	for _, name := range names { // those that the list, if it is damaged, does not tell of
		if v.folded[naming.Fold(name)] != name {
			v.look(ctx, root, name, -1, nil, "")
		}
	}
	return cmp.Or(err, ctx.Err())
}

// listed compares the pages with the lines of the list, and tells what is wrong with
// that.
func (v *Verification) listed(ctx context.Context, root *os.Root) (DamageKind, error) {
	list, err := root.Open(render.ChecksumsFile)
	if err != nil {
		return "", err
	}
	defer list.Close()
	lines := bufio.NewScanner(list)
	for lines.Scan() {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		sum, path, err := parseChecksum(lines.Text())
		if err != nil || !fs.ValidPath(path) {
			return DamageContent, nil
		}
		if v.folded[naming.Fold(path)] != path {
			v.look(ctx, root, path, -1, sum, "")
		}
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return DamageContent, nil
	}
	return "", lines.Err()
}

// strangers lists the files of the folder that nothing tells of.
func (v *Verification) strangers(ctx context.Context, root *os.Root) error {
	return fs.WalkDir(root.FS(), ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case d.IsDir() && archive.IsWork(path):
			return fs.SkipDir
		case d.IsDir(), archive.IsWork(path), v.folded[naming.Fold(path)] == path, systemFile(d.Name()):
			return nil
		}
		v.Foreign = append(v.Foreign, path)
		return nil
	})
}

// systemFile reports whether systems leave files of that name in any folder.
func systemFile(name string) bool {
	return strings.HasPrefix(name, ".") || name == "Thumbs.db" || name == "desktop.ini"
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
		path = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\r`, "\r").Replace(path)
	}
	return sum, path, nil
}

// inspect compares one file; a negative size or nil sum is not compared.
func inspect(ctx context.Context, m *meter, root *os.Root, path string, size int64, sum []byte) (DamageKind, int64) {
	info, err := root.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return DamageMissing, 0
	}
	if err != nil || !info.Mode().IsRegular() {
		return DamageRead, 0
	}
	f, err := root.Open(path)
	if err != nil {
		return DamageRead, 0
	}
	defer f.Close()
	hash := sha256.New()
	n, err := io.Copy(hash, metered{ctx, f, m})
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
