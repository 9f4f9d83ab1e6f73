package archive

import (
	"bytes"
	"cmp"
	"database/sql"
	"encoding/json"
	"fmt"

	"satchel/core/internal/model"
)

// fileState is a file's state in the table files.
type fileState int

// The states. A placed file is saved as a settled one is.
const (
	stateQueued fileState = iota
	stateSettled
	statePlaced
	stateSkipped
)

func (s fileState) model() model.FileState {
	return [...]model.FileState{model.FileQueued, model.FileSettled, model.FilePlaced, model.FileSkipped}[s]
}

// fileDoc is the document of a file: what no query looks at.
type fileDoc struct {
	Location model.Location `json:"location"`
	Origin   model.Origin   `json:"origin,omitzero"`
	MIME     string         `json:"mime,omitempty"`
	Duration float64        `json:"duration,omitempty"`
	Preview  []byte         `json:"preview,omitempty"`
	Outline  bool           `json:"outline,omitempty"`
}

func docOf(f *model.File) fileDoc {
	return fileDoc{f.Location, f.Origin, f.MIME, f.Duration, f.Preview, f.Outline}
}

// fileRow is a row of files as far as recording needs it.
type fileRow struct {
	id    int64
	key   model.FileKey
	main  model.FileKey
	state fileState
	skip  model.SkipReason
	tried bool // the skip was found out by a download, not decided before it
	held  bool // it has saved bytes, also while Refresh has it fetched again
	kind  model.MediaType
	dc    int
	size  int64
	date  int64
	doc   string
}

func fileRows(files []model.File) ([]fileRow, error) {
	rows := make([]fileRow, len(files))
	for i := range files {
		f := &files[i]
		if f.Key == "" {
			return nil, fmt.Errorf("file %d of %d has no key", i+1, len(files))
		}
		doc, err := json.Marshal(docOf(f))
		if err != nil {
			return nil, fmt.Errorf("file %s: %w", f.Key, err)
		}
		rows[i] = fileRow{key: f.Key, main: f.Main, skip: f.Skip, kind: f.Type, dc: f.DC, size: f.Size, date: f.Date, doc: string(doc)}
		if f.Skip != model.SkipNone {
			rows[i].state = stateSkipped
		}
	}
	return rows, nil
}

// model is the file as it was recorded.
func (r *fileRow) model() (model.File, error) {
	var d fileDoc
	if err := decode([]byte(r.doc), &d); err != nil {
		return model.File{}, fmt.Errorf("file %s: %w", r.key, err)
	}
	return model.File{
		Key: r.key, Main: r.main, Type: r.kind, DC: r.dc, Size: r.size, Date: r.date, Skip: r.skip,
		MIME: d.MIME, Duration: d.Duration, Location: d.Location, Origin: d.Origin, Preview: d.Preview, Outline: d.Outline,
	}, nil
}

// rank puts the files of the account and those of no media type before the
// others in the queue.
func rank(kind model.MediaType, number int) int {
	if kind == model.MediaAlways || number == 0 {
		return 0
	}
	return 1
}

const (
	insertFile = `INSERT INTO files (key, main, state, skip, type, dc, size, date, doc, rank) VALUES (?, nullif(?, ''), ?, ?, ?, ?, ?, ?, ?, 0)
		ON CONFLICT (key) DO NOTHING`
	insertFileRef = `INSERT INTO files (key, main, state, skip, type, dc, size, date, doc, rank, number, ord, seq, folder, name, sent)
		VALUES (?, nullif(?, ''), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING`
)

// recordFiles adds files or merges them with what is known.
func (t *tx) recordFiles(p *prepared) error {
	for i := range p.files {
		if err := t.file(&p.files[i], p.lowest); err != nil {
			return fmt.Errorf("file %s: %w", p.files[i].key, err)
		}
	}
	for i := range p.files { // when all of the page are there
		if err := t.shareFate(&p.files[i]); err != nil {
			return fmt.Errorf("file %s: %w", p.files[i].key, err)
		}
	}
	return nil
}

func (t *tx) file(f *fileRow, lowest map[model.FileKey]model.FileRef) error {
	args := []any{string(f.key), string(f.main), int(f.state), string(f.skip), string(f.kind), f.dc, f.size, f.date, f.doc}
	query := insertFile
	if r, ok := lowest[f.key]; ok {
		query = insertFileRef
		args = append(args, rank(f.kind, r.Number), r.Number, r.Order, r.Seq, r.Folder, r.Name, r.Date)
	}
	res, err := t.run(query, args...)
	if err != nil {
		return err
	}
	switch n, err := res.RowsAffected(); {
	case err != nil:
		return err
	case n == 0:
		return t.mergeFile(f)
	}
	if f.id, err = res.LastInsertId(); err != nil {
		return err
	}
	t.countFile(f.state, f.skip, 1, f.size)
	return nil
}

const fileColumns = "id, key, coalesce(main, ''), state, skip, tried, saved IS NOT NULL, type, dc, size, date, doc"

// scanFile reads fileColumns.
func scanFile(scan func(...any) error, f *fileRow, more ...any) error {
	return scan(append([]any{&f.id, &f.key, &f.main, &f.state, &f.skip, &f.tried, &f.held, &f.kind, &f.dc, &f.size, &f.date, &f.doc}, more...)...)
}

func (t *tx) fileByKey(key model.FileKey) (f fileRow, found bool, err error) {
	s, err := t.c.prepared(t.ctx, "SELECT "+fileColumns+" FROM files WHERE key = ?")
	if err != nil {
		return f, false, err
	}
	err = scanFile(s.QueryRowContext(t.ctx, string(key)).Scan, &f)
	if err == sql.ErrNoRows {
		return f, false, nil
	}
	return f, err == nil, err
}

// mergeFile adds a later sight of a file to what is known. Only the newer
// reference depends on the order of sights, and no output shows it.
func (t *tx) mergeFile(seen *fileRow) error {
	old, found, err := t.fileByKey(seen.key)
	if err != nil || !found {
		return err
	}
	merged := old
	merged.kind = min(old.kind, seen.kind) // a sight of no type exempts it from the choice by type
	merged.size = cmp.Or(old.size, seen.size)
	merged.dc = cmp.Or(seen.dc, old.dc)
	merged.date = earlier(old.date, seen.date)
	if merged.doc, err = mergeFileDoc(old.doc, seen.doc); err != nil {
		return err
	}
	if old.state == stateSkipped && !old.tried && skipRank(seen.skip) < skipRank(old.skip) {
		merged.skip = seen.skip
		if seen.skip == model.SkipNone {
			merged.state = stateQueued
		}
	}
	*seen = merged
	if merged == old {
		return nil
	}
	return t.updateFile(old, merged)
}

// updateFile writes what recording may change of a file. When the date changes
// and decides the modification time, a file that may still move is placed anew.
func (t *tx) updateFile(old, f fileRow) error {
	if saved := old.state == stateSettled || old.state == statePlaced; !saved { // saved ones count what was saved
		t.countFile(old.state, old.skip, -1, -old.size)
		t.countFile(f.state, f.skip, 1, f.size)
	}
	_, err := t.run(`UPDATE files SET state = ?1, skip = ?2, type = ?3, dc = ?4, size = ?5, date = ?6, doc = ?7,
			rank = CASE WHEN ?3 = '' OR number = 0 THEN 0 ELSE 1 END,
			want = CASE WHEN state = 2 AND frozen = 0 AND date <> ?6 AND coalesce(sent, 0) = 0 THEN '' ELSE want END
		WHERE id = ?8`, int(f.state), string(f.skip), string(f.kind), f.dc, f.size, f.date, f.doc, f.id)
	return err
}

// earlier is the smaller date, 0 meaning none.
func earlier(a, b int64) int64 {
	if a == 0 || b == 0 {
		return max(a, b)
	}
	return min(a, b)
}

// skipRank orders the reasons so that of several sights the one that wants the
// file most decides.
func skipRank(r model.SkipReason) int {
	for i, reason := range []model.SkipReason{
		model.SkipNone, model.SkipType, model.SkipSize, model.SkipDates, model.SkipRestricted, model.SkipUnavailable,
	} {
		if r == reason {
			return i
		}
	}
	return 9
}

func mergeFileDoc(old, seen string) (string, error) {
	if old == seen {
		return old, nil
	}
	var o, s fileDoc
	if err := decode([]byte(old), &o); err != nil {
		return "", err
	}
	if err := decode([]byte(seen), &s); err != nil {
		return "", err
	}
	s.MIME = cmp.Or(s.MIME, o.MIME)
	if s.Origin.Kind == model.OriginNone {
		s.Origin = o.Origin
	}
	if s.Location.Seen == (model.MessageID{}) {
		s.Location.Seen = o.Location.Seen
	}
	if len(s.Preview) == 0 || len(o.Preview) > 0 && bytes.Compare(o.Preview, s.Preview) > 0 {
		s.Preview, s.Outline = o.Preview, o.Outline
	}
	doc, err := json.Marshal(s)
	return string(doc), err
}
