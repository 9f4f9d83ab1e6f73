package render

import (
	"context"
	"crypto/sha256"
	"os"
	"path/filepath"
	"testing"
	"time"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/naming"
)

// builder makes an archive through the archive's own way in.
type builder struct {
	t       testing.TB
	a       *archive.Archive
	run     int64
	content func(model.File, model.FileRef) []byte // what a saved file holds
	counter map[int]*naming.Counters
}

func newBuilder(t testing.TB) *builder {
	t.Helper()
	a, err := archive.Open(t.Context(), t.TempDir(), archive.Options{Now: func() time.Time { return time.Unix(1750000000, 0) }})
	check(t, err)
	t.Cleanup(func() { check(t, a.Close()) })
	berlin := model.Zone{Name: "Europe/Berlin", Base: 3600, Changes: []model.ZoneChange{
		{At: 1711846800, Offset: 7200}, {At: 1729990800, Offset: 3600}, {At: 1743296400, Offset: 7200}, {At: 1761440400, Offset: 3600},
	}}
	check(t, a.SetZone(t.Context(), berlin))
	check(t, a.SetAccount(t.Context(), 1))
	run, err := a.BeginRun(t.Context(), "full", nil)
	check(t, err)
	b := &builder{t: t, a: a, run: run, counter: map[int]*naming.Counters{}}
	b.content = func(f model.File, _ model.FileRef) []byte { return []byte("content of " + f.Key) }
	return b
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (b *builder) record(p archive.Page) {
	b.t.Helper()
	p.Run, p.Method = b.run, "test"
	check(b.t, b.a.Record(b.t.Context(), p))
}

// section records the documents of a section.
func section[T any](b *builder, s model.Section, docs ...T) {
	b.t.Helper()
	p := archive.Page{Section: s}
	for i, d := range docs {
		p.Items = append(p.Items, archive.Item{Key: string(rune('a' + i)), Order: int64(i), Doc: d})
	}
	b.record(p)
}

// file records a file of a dialog (0: the account) and settles it: saved when
// skip is empty.
func (b *builder) file(f model.File, r model.FileRef, skip model.SkipReason) {
	b.t.Helper()
	r.Key = f.Key
	if skip.Chosen() {
		f.Skip = skip
	}
	b.record(archive.Page{Files: []model.File{f}, Refs: []model.FileRef{r}})
	if skip.Chosen() {
		return
	}
	s := archive.Settled{Key: f.Key, Skip: skip}
	if skip == "" {
		data := b.content(f, r)
		sum := sha256.Sum256(data)
		s.Size, s.SHA256 = int64(len(data)), sum[:]
		path := filepath.Join(b.a.Dir(), filepath.FromSlash(b.a.MediaPath(f.Key)))
		check(b.t, os.MkdirAll(filepath.Dir(path), 0o700))
		check(b.t, os.WriteFile(path, data, 0o600))
	} else {
		s.Problem = &model.Problem{Code: model.ProblemFileUnavailable, Subject: string(f.Key), Text: "LOCATION_INVALID"}
	}
	check(b.t, b.a.Settle(b.t.Context(), s))
}

func (b *builder) place() {
	b.t.Helper()
	check(b.t, b.a.Place(b.t.Context()))
}

// options are those of a complete run of everything.
func options() Options {
	return Options{
		Now: time.Unix(1750000000, 0), Outcome: "complete_with_problems", Language: "en",
		Sections: []model.Section{model.SectionUserpics, model.SectionStories, model.SectionContacts, model.SectionFrequent, model.SectionSessions, model.SectionWebSessions},
	}
}

// photoFile is the photo with an id and its file.
func photoFile(id int64, width, height int, size int64) (*model.Photo, model.File) {
	p := &model.Photo{ID: id, File: model.PhotoKey(id, "y"), Width: width, Height: height, Size: size}
	return p, model.File{Key: p.File, Type: model.MediaPhoto, DC: 2, Size: size, MIME: "image/jpeg", Location: model.Location{Kind: model.LocationPhoto, ID: id, Thumb: "y"}}
}

// documentFile is d's file.
func documentFile(d *model.Document) model.File {
	d.File = model.DocumentKey(d.ID, "")
	return model.File{Key: d.File, Type: d.Type, DC: 2, Size: d.Size, MIME: d.MIME, Location: model.Location{Kind: model.LocationDocument, ID: d.ID}}
}

func contextWithCancel(t testing.TB) (context.Context, context.CancelFunc) {
	return context.WithCancel(t.Context())
}
