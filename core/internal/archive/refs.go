package archive

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"path/filepath"

	"satchel/core/internal/model"
)

// checkRefs refuses places outside the archive.
func checkRefs(refs []model.FileRef) error {
	for _, r := range refs {
		if r.Name == "" || !filepath.IsLocal(filepath.FromSlash(path.Join(r.Folder, r.Name))) {
			return fmt.Errorf("file %s: its place is not inside the archive", r.Key)
		}
	}
	return nil
}

func compareRefs(a, b model.FileRef) int {
	return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.Order, b.Order), cmp.Compare(a.Seq, b.Seq))
}

func lowestRefs(refs []model.FileRef) map[model.FileKey]model.FileRef {
	lowest := make(map[model.FileKey]model.FileRef, len(refs))
	for _, r := range refs {
		if old, ok := lowest[r.Key]; !ok || compareRefs(r, old) < 0 {
			lowest[r.Key] = r
		}
	}
	return lowest
}

// recordRefs adds references, each once, and keeps the lowest with its file.
func (t *tx) recordRefs(p *prepared) error {
	ids := make(map[model.FileKey]int64, len(p.files))
	for i := range p.files {
		ids[p.files[i].key] = p.files[i].id
	}
	for _, r := range p.Refs {
		if err := t.ref(r, ids); err != nil {
			return fmt.Errorf("reference of file %s: %w", r.Key, err)
		}
	}
	return nil
}

func (t *tx) ref(r model.FileRef, ids map[model.FileKey]int64) error {
	id := ids[r.Key]
	if id == 0 {
		switch found, err := t.row("SELECT id FROM files WHERE key = ?", []any{string(r.Key)}, &id); {
		case err != nil:
			return err
		case !found:
			return errors.New("the file is not known")
		}
	}
	fresh, err := t.changed("INSERT INTO file_refs (number, ord, seq, file) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", r.Number, r.Order, r.Seq, id)
	if err != nil || !fresh {
		return err
	}
	_, err = t.run(`UPDATE files SET number = ?2, ord = ?3, seq = ?4, folder = ?5, name = ?6, sent = ?7,
			rank = CASE WHEN type = '' OR ?2 = 0 THEN 0 ELSE 1 END, want = CASE WHEN state = 2 THEN '' ELSE want END
		WHERE id = ?1 AND frozen = 0 AND (number IS NULL OR (number, ord, seq) > (?2, ?3, ?4))`,
		id, r.Number, r.Order, r.Seq, r.Folder, r.Name, r.Date)
	return err
}
