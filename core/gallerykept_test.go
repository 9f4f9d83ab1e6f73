package core

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"satchel/core/demo"
	"satchel/core/demo/world"
	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

func TestFilesOfEarlierRunsComeAfterThoseOfThisRun(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	g := newGallery(dir)
	placed := archive.LateFile{QueuedFile: galleryFile(2), Path: "chats/chat_001/photos/p (1).jpg", Thumb: "document:2:m", ThumbPath: "chats/chat_001/photos/p_thumb.jpg"}
	settled := archive.LateFile{QueuedFile: galleryFile(1), Path: ".satchel/media/document_1"}
	asked := 0
	err := g.kept(t.Context(), func(_ context.Context, limit int) ([]archive.LateFile, error) {
		asked = limit
		return []archive.LateFile{placed, settled}, nil
	})
	if err != nil || asked != galleryKept {
		t.Fatalf("%v; %d files were asked for", err, asked)
	}
	before := g.Version()
	g.begun(galleryFile(3))
	g.begun(galleryFile(1)) // once more
	var got []string
	for i := range g.Len() {
		item, _ := g.At(i)
		rel, _ := filepath.Rel(dir, item.Path)
		if item.Path == "" {
			rel = ""
		}
		got = append(got, strings.Join([]string{item.Key, string(item.State), item.Name, filepath.ToSlash(rel), filepath.Base(item.Thumb)}, " "))
	}
	want := []string{
		"document:3 fetching photo_3.jpg  .",
		"document:2 saved p (1).jpg chats/chat_001/photos/p (1).jpg p_thumb.jpg",
		"document:1 fetching photo_1.jpg .satchel/media/document_1 .",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if g.Version() == before {
		t.Error("the version stays")
	}
	broken := errors.New("broken")
	if err := newGallery(dir).kept(t.Context(), func(context.Context, int) ([]archive.LateFile, error) { return nil, broken }); !errors.Is(err, broken) {
		t.Errorf("an archive that cannot be read: %v", err)
	}
}

// A run that goes on, and an update after it, show what is saved already.
func TestAGalleryBeginsWithWhatTheArchiveHas(t *testing.T) {
	t.Parallel()
	w, err := world.Sample()
	if err != nil {
		t.Fatal(err)
	}
	b := startBench(t, demo.Options{World: w, Listen: "127.0.0.1"})
	e, dir := b.engine(nil), t.TempDir()
	if result, err := e.Export(t.Context(), dir, testSettings(), b.prompter()); err != nil || result.Outcome != Complete {
		t.Fatalf("%+v, %v", result, err)
	}
	keys := func(g *Gallery) map[string]string {
		all := map[string]string{}
		for i := range g.Len() {
			item, _ := g.At(i)
			all[item.Key] = fmt.Sprint(item.State, " ", item.Path, " ", item.Thumb, " ", item.Duration, " ", len(item.Preview))
			if st, err := os.Stat(item.Path); err != nil || item.Size != 0 && st.Size() != item.Size {
				t.Errorf("%s: %v", item.Key, err)
			}
		}
		return all
	}
	first := keys(e.Gallery())
	again := b.engine(nil)
	if result, err := again.Export(t.Context(), dir, testSettings(), b.prompter()); err != nil || result.Outcome != Complete {
		t.Fatalf("%+v, %v", result, err)
	}
	if diff := cmp.Diff(first, keys(again.Gallery())); diff != "" || len(first) == 0 {
		t.Errorf("%d files (-first +second)\n%s", len(first), diff)
	}
}

// BenchmarkKept is what the earlier files cost at the start of a run.
func BenchmarkKept(b *testing.B) {
	a, err := archive.Open(b.Context(), b.TempDir(), archive.Options{Now: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	defer a.Close()
	id, err := a.BeginRun(b.Context(), archive.RunFull, nil)
	if err != nil {
		b.Fatal(err)
	}
	for from := 0; from < galleryKept; from += 500 {
		p := archive.Page{Run: id, Method: "messages.getHistory"}
		var settled []archive.Settled
		for n := range 500 {
			f := model.File{Key: model.DocumentKey(int64(from+n), ""), Type: model.MediaPhoto, DC: 2, Size: 1, MIME: "image/jpeg", Preview: make([]byte, 300)}
			p.Files = append(p.Files, f)
			p.Refs = append(p.Refs, model.FileRef{Key: f.Key, Number: 1, Order: int64(from + n), Folder: "photos", Name: "p.jpg"})
			if err := os.WriteFile(filepath.Join(a.Dir(), filepath.FromSlash(a.MediaPath(f.Key))), []byte("x"), 0o600); err != nil {
				b.Fatal(err)
			}
			settled = append(settled, archive.Settled{Key: f.Key, Size: 1, SHA256: make([]byte, 32)})
		}
		if err := errors.Join(a.Record(b.Context(), p), a.Settle(b.Context(), settled...)); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		if err := newGallery(a.Dir()).kept(b.Context(), a.LateFiles); err != nil {
			b.Fatal(err)
		}
	}
}
