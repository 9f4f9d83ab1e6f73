package core

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

// galleryFile is document n, a photo of 100 bytes.
func galleryFile(n int) archive.QueuedFile {
	return archive.QueuedFile{
		File: model.File{Key: model.DocumentKey(int64(n), ""), Type: model.MediaPhoto, Size: 100, MIME: "image/jpeg", Date: 1_700_000_000, Preview: []byte{1, 2, 3}},
		Name: fmt.Sprintf("photos/photo_%d.jpg", n),
	}
}

func galleryThumbOf(n int) archive.QueuedFile {
	return archive.QueuedFile{File: model.File{Key: model.DocumentKey(int64(n), "m"), Main: model.DocumentKey(int64(n), ""), MIME: "image/jpeg"}}
}

func TestGalleryShowsAFileFromItsBeginToItsPlace(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	g := newGallery(dir)
	f := galleryFile(7)
	f.Duration = 12
	want := GalleryItem{
		Key: "document:7", Type: model.MediaPhoto, Name: "photo_7.jpg", Size: 100, MIME: "image/jpeg", Date: 1_700_000_000,
		Duration: 12, Preview: []byte{1, 2, 3}, State: GalleryFetching,
	}
	check := func(when string) {
		t.Helper()
		got, ok := g.At(0)
		if diff := cmp.Diff(want, got); !ok || diff != "" || g.Len() != 1 {
			t.Errorf("%s: %d files (-want +got)\n%s", when, g.Len(), diff)
		}
	}
	g.begun(f)
	check("begun")
	g.settled(galleryThumbOf(7), ".satchel/media/document_7_m", model.SkipNone)
	want.Thumb = filepath.Join(dir, ".satchel", "media", "document_7_m")
	check("with its thumbnail")
	g.settled(f, ".satchel/media/document_7", model.SkipNone)
	want.State, want.Path = GallerySaved, filepath.Join(dir, ".satchel", "media", "document_7")
	check("saved")
	files := func(_ context.Context, keys ...model.FileKey) (map[model.FileKey]model.FileResult, error) {
		found := map[model.FileKey]model.FileResult{}
		for _, k := range keys {
			found[k] = model.FileResult{Path: map[model.FileKey]string{"document:7": "chats/chat_001/photos/p (1).jpg", "document:7:m": "chats/chat_001/photos/p_thumb.jpg"}[k]}
		}
		return found, nil
	}
	if err := g.placed(t.Context(), files); err != nil {
		t.Fatal(err)
	}
	photos := filepath.Join(dir, "chats", "chat_001", "photos")
	want.Path, want.Thumb, want.Name = filepath.Join(photos, "p (1).jpg"), filepath.Join(photos, "p_thumb.jpg"), "p (1).jpg"
	check("placed")
}

func TestGalleryStates(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		do   func(*Gallery)
		want []string // name and state, the newest first
	}{
		{"nothing", func(*Gallery) {}, nil},
		{"given up", func(g *Gallery) { g.begun(galleryFile(1)); g.settled(galleryFile(1), "", model.SkipUnavailable) }, []string{"document:1 missing"}},
		{"settled without a begin", func(g *Gallery) { g.settled(galleryFile(1), "x", model.SkipNone) }, []string{"document:1 saved"}},
		{"begun again", func(g *Gallery) {
			g.begun(galleryFile(1))
			g.begun(galleryFile(2))
			g.settled(galleryFile(1), "", model.SkipFailed)
			g.begun(galleryFile(1))
		}, []string{"document:2 fetching", "document:1 fetching"}},
		{"a thumbnail alone", func(g *Gallery) { g.begun(galleryThumbOf(1)); g.settled(galleryThumbOf(1), "x", model.SkipNone) }, nil},
		{"a thumbnail before its file", func(g *Gallery) {
			g.settled(galleryThumbOf(1), "x", model.SkipNone)
			g.begun(galleryFile(1))
		}, []string{"document:1 fetching thumb"}},
		{"a thumbnail that is missing", func(g *Gallery) {
			g.begun(galleryFile(1))
			g.settled(galleryThumbOf(1), "", model.SkipUnavailable)
		}, []string{"document:1 fetching"}},
		{"a video of a photo is not its thumbnail", func(g *Gallery) {
			g.begun(galleryFile(1))
			video := galleryThumbOf(1)
			video.MIME = "video/mp4"
			g.settled(video, "x", model.SkipNone)
		}, []string{"document:1 fetching"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			g := newGallery(t.TempDir())
			tt.do(g)
			var got []string
			for i := range g.Len() {
				item, _ := g.At(i)
				s := item.Key + " " + string(item.State)
				if item.Thumb != "" {
					s += " thumb"
				}
				got = append(got, s)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestGalleryKeepsTheLastFilesOnly(t *testing.T) {
	t.Parallel()
	g := newGallery(t.TempDir())
	const more = 1234
	for n := range galleryItems + more {
		g.begun(galleryFile(n))
	}
	if g.Len() != galleryItems || len(g.index) != galleryItems || g.Added() != galleryItems+more {
		t.Fatalf("%d files, %d names, %d added", g.Len(), len(g.index), g.Added())
	}
	for _, i := range []int{0, 1, galleryItems / 2, galleryItems - 1} {
		item, ok := g.At(i)
		want := fmt.Sprint("document:", galleryItems+more-1-i)
		if at, found := g.Index(item.Key); !ok || item.Key != want || !found || at != i {
			t.Errorf("at %d: %s (index %d, %v), want %s", i, item.Key, at, found, want)
		}
	}
	for _, i := range []int{-1, galleryItems} {
		if item, ok := g.At(i); ok {
			t.Errorf("at %d: %s", i, item.Key)
		}
	}
	if _, ok := g.Index("document:0"); ok {
		t.Error("the oldest file is still known")
	}
	g.settled(galleryFile(0), "x", model.SkipNone) // forgotten meanwhile
	if item, _ := g.At(0); item.Key != "document:0" || item.State != GallerySaved {
		t.Errorf("a late file is %s, %s", item.Key, item.State)
	}
}

func TestGalleryIsBoundedInBytes(t *testing.T) {
	t.Parallel()
	g := newGallery(t.TempDir())
	f := galleryFile(0)
	f.Preview = make([]byte, galleryPreview+1)
	g.begun(f)
	if item, _ := g.At(0); item.Preview != nil {
		t.Error("a preview without bound is kept")
	}
	for n := range 3 * galleryBytes / galleryPreview {
		f := galleryFile(1 + n)
		f.Preview = make([]byte, galleryPreview)
		g.begun(f)
	}
	if g.bytes > galleryBytes || g.Len() < galleryBytes/galleryPreview-1 {
		t.Errorf("%d bytes in %d files", g.bytes, g.Len())
	}
	for n := range 2 * galleryOrphans {
		g.settled(galleryThumbOf(1_000_000+n), "x", model.SkipNone)
	}
	if len(g.orphans) > galleryOrphans {
		t.Errorf("%d thumbnails without a file", len(g.orphans))
	}
}

func TestGalleryVersionChangesWithEveryChange(t *testing.T) {
	t.Parallel()
	g := newGallery(t.TempDir())
	last := g.Version()
	for name, do := range map[string]func(){
		"begun":   func() { g.begun(galleryFile(1)) },
		"settled": func() { g.settled(galleryFile(2), "x", model.SkipNone) },
	} {
		if do(); g.Version() == last {
			t.Errorf("%s: the version stays", name)
		}
		last = g.Version()
	}
	g.begun(galleryThumbOf(9))
	if g.Version() != last {
		t.Error("the begin of a thumbnail shows nothing but is a new version")
	}
}

func TestGalleryKeepsPathsWhenTheArchiveFails(t *testing.T) {
	t.Parallel()
	g := newGallery(t.TempDir())
	g.settled(galleryFile(1), "x", model.SkipNone)
	before, _ := g.At(0)
	broken := errors.New("broken")
	err := g.placed(t.Context(), func(context.Context, ...model.FileKey) (map[model.FileKey]model.FileResult, error) {
		return nil, broken
	})
	if after, _ := g.At(0); !errors.Is(err, broken) || after.Path != before.Path {
		t.Errorf("placed: %v, path %q, was %q", err, after.Path, before.Path)
	}
}

func TestGalleryIsSafeForManyGoroutines(t *testing.T) {
	t.Parallel()
	g := newGallery(t.TempDir())
	var group sync.WaitGroup
	for w := range 4 {
		group.Go(func() {
			for n := range 500 {
				f := galleryFile(w*500 + n)
				g.begun(f)
				g.settled(galleryThumbOf(w*500+n), "t", model.SkipNone)
				g.settled(f, "x", model.SkipNone)
			}
		})
		group.Go(func() {
			for range 500 {
				item, ok := g.At(g.Len() / 2)
				if _, found := g.Index(item.Key); ok && !found {
					t.Error("an item without an index")
				}
				g.Version()
			}
		})
	}
	group.Wait()
	if g.Len() != 2000 || g.Added() != 2000 {
		t.Errorf("%d files, %d added", g.Len(), g.Added())
	}
}

// BenchmarkGallery is one file of a run, from its begin to its end.
func BenchmarkGallery(b *testing.B) {
	g := newGallery(b.TempDir())
	n := 0
	for b.Loop() {
		f := galleryFile(n)
		g.begun(f)
		g.settled(f, ".satchel/media/x", model.SkipNone)
		n++
	}
}
