package render

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"

	"satchel/core/internal/fsx"
)

// output is the set of files one render writes.
type output struct {
	ctx     context.Context
	root    *os.Root
	before  map[string]bool     // what renders before this one wrote
	written map[string]checksum // what this one wrote, whether the bytes differed or not
	dirty   map[string]bool     // folders with a new entry
	open    map[*file]bool
	settler *settler
}

type checksum = [sha256.Size]byte

func newOutput(ctx context.Context, root *os.Root) (*output, error) {
	o := &output{ctx: ctx, root: root, written: map[string]checksum{}, dirty: map[string]bool{}, open: map[*file]bool{}, settler: newSettler()}
	if err := root.MkdirAll(fsx.TempDir, 0o700); err != nil {
		return nil, err
	}
	var err error
	o.before, err = o.readList()
	return o, err
}

// file is one that is being written beside its place.
type file struct {
	o    *output
	f    *os.File
	name string
	temp string
	hash hash.Hash
	size int64
}

// create begins a file of the archive; its Close puts it in place.
func (o *output) create(name string) (io.WriteCloser, error) {
	if !fs.ValidPath(name) {
		return nil, fmt.Errorf("%q is no path in an archive", name)
	}
	if _, ok := o.written[name]; ok {
		return nil, fmt.Errorf("%s is written twice", name)
	}
	if err := o.settler.failed(); err != nil {
		return nil, err
	}
	if err := o.promise(name); err != nil {
		return nil, err
	}
	if err := o.root.MkdirAll(path.Dir(name), 0o700); err != nil {
		return nil, err
	}
	temp := path.Join(fsx.TempDir, rand.Text())
	f, err := o.root.OpenFile(temp, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	w := &file{o: o, f: f, name: name, temp: temp, hash: sha256.New()}
	o.open[w] = true
	return w, nil
}

func (w *file) Write(p []byte) (int, error) {
	if err := w.o.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := w.f.Write(p)
	w.hash.Write(p[:n])
	w.size += int64(n)
	return n, err
}

// Close has the file put in place, if it differs from what is there, before the
// step of the render that made it ends.
func (w *file) Close() error {
	delete(w.o.open, w)
	var sum checksum
	w.hash.Sum(sum[:0])
	if err := w.o.place(w, sum); err != nil {
		return fmt.Errorf("write %s: %w", w.name, err)
	}
	w.o.written[w.name] = sum
	return nil
}

// same reports whether the file in place has that size and content.
func (o *output) same(name string, size int64, sum checksum) (bool, error) {
	info, err := o.root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil || !info.Mode().IsRegular() || info.Size() != size {
		return false, err
	}
	f, err := o.root.Open(name)
	if err != nil {
		return false, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return false, err
	}
	return checksum(h.Sum(nil)) == sum, nil
}

// abandon takes away what was not finished.
func (o *output) abandon() {
	_ = o.settler.wait() // it was told of, or something before it
	for w := range o.open {
		_ = w.f.Close() // it is thrown away
		_ = o.root.Remove(w.temp)
	}
	clear(o.open)
}

// sync brings the new entries of folders to the disk.
func (o *output) sync() error {
	var err error
	for _, dir := range slices.Sorted(maps.Keys(o.dirty)) {
		err = errors.Join(err, fsx.SyncDir(o.root, dir))
	}
	clear(o.dirty)
	return err
}
