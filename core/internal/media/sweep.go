package media

import (
	"context"
	"fmt"
	"path"
	"strconv"
	"strings"

	"satchel/core/internal/model"
)

// sweep removes what earlier runs left of files that are not waited for any more,
// and unfinished files without a journal to go on by.
func (e *engine) sweep(ctx context.Context) error {
	root := e.Archive.Root()
	dir := path.Dir(e.Archive.MediaPath("x"))
	folder, err := root.Open(dir)
	if err != nil {
		return fmt.Errorf("sweep unfinished files: %w", err)
	}
	defer folder.Close()
	names, err := folder.Readdirnames(-1)
	if err != nil {
		return fmt.Errorf("sweep unfinished files: %w", err)
	}
	there := map[string]bool{}
	for _, name := range names {
		there[name] = true
	}
	for name := range there {
		base, journal := strings.CutSuffix(name, journalSuffix)
		base, part := strings.CutSuffix(base, partSuffix)
		if !journal && !part {
			continue
		}
		wanted, err := e.wanted(ctx, base)
		if err != nil {
			return err
		}
		useless := !wanted || part && !there[base+journalSuffix] || journal && !there[base+partSuffix] && !there[base]
		if !useless {
			continue
		}
		if err := removeIfThere(root, dir+"/"+name); err != nil {
			return fmt.Errorf("sweep unfinished files: %w", err)
		}
	}
	return nil
}

// wanted reports whether the file with that name in the folder is still queued.
func (e *engine) wanted(ctx context.Context, name string) (bool, error) {
	key, ok := keyOf(name)
	if !ok || path.Base(e.Archive.MediaPath(key)) != name {
		return false, nil
	}
	f, known, err := e.Archive.File(ctx, key)
	return known && f.State == model.FileQueued, err
}

// keyOf undoes what archive.MediaPath does to a key.
func keyOf(name string) (model.FileKey, bool) {
	var b strings.Builder
	for len(name) > 0 {
		switch c := name[0]; {
		case c == '_':
			b.WriteByte(':')
		case c == '=' && len(name) >= 3:
			code, err := strconv.ParseUint(name[1:3], 16, 8)
			if err != nil {
				return "", false
			}
			b.WriteByte(byte(code))
			name = name[2:]
		default:
			b.WriteByte(c)
		}
		name = name[1:]
	}
	return model.FileKey(b.String()), true
}
