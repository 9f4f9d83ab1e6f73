package core

import (
	"context"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

// GalleryState is where a file of the gallery stands.
type GalleryState string

// The states of a file of the gallery.
const (
	GalleryFetching GalleryState = "fetching"
	GallerySaved    GalleryState = "saved"
	GalleryMissing  GalleryState = "missing" // given up, or left out
)

// GalleryItem is one file of a run as a person is shown it.
type GalleryItem struct {
	Key  string
	Type MediaType // empty: a profile picture, a story or the like
	Name string    // of the file, without folders; empty: not known
	Size int64     // bytes; 0: Telegram does not say
	MIME string
	Date int64 // of the message, Unix seconds; 0: none
	// Duration of a video or sound in seconds; 0: not known.
	Duration float64
	// Preview is the payload of a photoStrippedSize or, when Outline is set, of a
	// photoPathSize. It is shared: do not write to it.
	// https://core.telegram.org/api/files#stripped-thumbnails
	Preview []byte
	Outline bool
	// Path is the saved file, Thumb its saved thumbnail; absolute, empty: not there.
	Path, Thumb string
	State       GalleryState
}

// The bounds of a gallery. Its own overhead per item is about 300 bytes.
const (
	galleryItems    = 50_000
	galleryBytes    = 16 << 20 // of all previews
	galleryPreview  = 8 << 10  // of one; Telegram's are a few hundred bytes
	galleryOrphans  = 1024     // thumbnails whose file was not begun yet
	galleryLookStep = 500      // files asked for in one query
)

// Gallery holds the files of a run in the order they were begun, before them those
// that earlier runs saved last: 50,000 at most, bounded in bytes too. All methods may be called from any goroutine and are
// quick: a new file costs a lock and a map entry.
type Gallery struct {
	dir string

	mu      sync.Mutex
	items   []galleryEntry // a ring; item n (counted from the start of the run) is at n % len
	first   uint64         // the oldest one held
	next    uint64         // the number the next one gets
	index   map[string]uint64
	bytes   int // of previews held
	orphans map[string]galleryThumb
	version uint64
}

// galleryEntry is an item with the identity of its thumbnail.
type galleryEntry struct {
	GalleryItem
	thumb model.FileKey
}

type galleryThumb struct {
	key  model.FileKey
	path string
}

// newGallery is the gallery of a run on the archive in dir.
func newGallery(dir string) *Gallery {
	if abs, err := filepath.Abs(dir); err == nil && dir != "" {
		dir = abs
	}
	return &Gallery{dir: dir, index: map[string]uint64{}, orphans: map[string]galleryThumb{}}
}

// Gallery returns the files of the present run, or of the last one.
func (e *Engine) Gallery() *Gallery {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.counters.gallery
}

// Len is the number of files that At gives.
func (g *Gallery) Len() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return int(g.next - g.first)
}

// Added is the number of files ever put in front; it tells how far
// positions have moved.
func (g *Gallery) Added() uint64 {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.next
}

// Version is another number after every change.
func (g *Gallery) Version() uint64 {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.version
}

// At returns the file at a position; 0 is the newest.
func (g *Gallery) At(i int) (GalleryItem, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if i < 0 || uint64(i) >= g.next-g.first {
		return GalleryItem{}, false
	}
	return g.item(g.next - 1 - uint64(i)).GalleryItem, true
}

// Index is the position of a file.
func (g *Gallery) Index(key string) (int, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	n, ok := g.index[key]
	if !ok {
		return 0, false
	}
	return int(g.next - 1 - n), true
}

// item is where number n lies in the ring.
func (g *Gallery) item(n uint64) *galleryEntry { return &g.items[n%uint64(len(g.items))] }

// begun adds a file that a worker has taken. Thumbnails and the videos of photos
// belong to another file and have no item of their own.
func (g *Gallery) begun(f archive.QueuedFile) {
	if f.Main != "" {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.take(f).State = GalleryFetching
	g.version++
}

// settled notes how a file ended; path is relative to the archive.
func (g *Gallery) settled(f archive.QueuedFile, path string, skip model.SkipReason) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if path != "" {
		path = g.absolute(path)
	}
	if f.Main != "" {
		if path != "" && strings.HasPrefix(f.MIME, "image/") {
			g.thumb(string(f.Main), galleryThumb{f.Key, path})
		}
		return
	}
	item := g.take(f)
	item.Path, item.State = path, GallerySaved
	if skip != model.SkipNone {
		item.State = GalleryMissing
	}
	g.version++
}

// thumb notes the thumbnail of a file, which may not have been begun.
func (g *Gallery) thumb(main string, t galleryThumb) {
	if n, ok := g.index[main]; ok {
		item := g.item(n)
		item.thumb, item.Thumb = t.key, t.path
		g.version++
		return
	}
	if len(g.orphans) < galleryOrphans {
		g.orphans[main] = t
	}
}

// take returns the item of a file, a new one if there is none.
func (g *Gallery) take(f archive.QueuedFile) *galleryEntry {
	key := string(f.Key)
	if n, ok := g.index[key]; ok {
		return g.item(n)
	}
	orphan := g.orphans[key]
	item := GalleryItem{
		Key: key, Type: f.Type, Name: path.Base("/" + f.Name), Size: f.Size, MIME: f.MIME, Date: f.Date,
		Duration: f.Duration, Preview: f.Preview, Outline: f.Outline, Thumb: orphan.path,
	}
	delete(g.orphans, key)
	if item.Name == "/" {
		item.Name = ""
	}
	if len(item.Preview) > galleryPreview {
		item.Preview = nil
	}
	g.grow()
	n := g.next
	g.next++
	g.index[key] = n
	g.bytes += len(item.Preview)
	*g.item(n) = galleryEntry{item, orphan.key}
	for g.bytes > galleryBytes && g.first < n {
		g.drop()
	}
	return g.item(n)
}

// grow makes room for one more item: a longer ring, or the oldest one's place.
func (g *Gallery) grow() {
	held := g.next - g.first
	if held < uint64(len(g.items)) {
		return
	}
	if len(g.items) >= galleryItems {
		g.drop()
		return
	}
	longer := make([]galleryEntry, min(max(64, 2*len(g.items)), galleryItems))
	for n := g.first; n < g.next; n++ {
		longer[n%uint64(len(longer))] = *g.item(n)
	}
	g.items = longer
}

// drop forgets the oldest item.
func (g *Gallery) drop() {
	oldest := g.item(g.first)
	g.bytes -= len(oldest.Preview)
	delete(g.index, oldest.Key)
	*oldest = galleryEntry{}
	g.first++
}

// placed asks the archive where the saved files and thumbnails lie after they
// were moved to their final paths.
func (g *Gallery) placed(ctx context.Context, files func(context.Context, ...model.FileKey) (map[model.FileKey]model.FileResult, error)) error {
	all := map[model.FileKey]string{}
	for keys := range slices.Chunk(g.onDisk(), galleryLookStep) {
		found, err := files(ctx, keys...)
		if err != nil {
			return err
		}
		for key, f := range found {
			all[key] = f.Path
		}
	}
	g.move(all)
	return nil
}

// onDisk lists what At says is saved.
func (g *Gallery) onDisk() (keys []model.FileKey) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for n := g.first; n < g.next; n++ {
		item := g.item(n)
		if item.Path != "" {
			keys = append(keys, model.FileKey(item.Key))
		}
		if item.Thumb != "" {
			keys = append(keys, item.thumb)
		}
	}
	return keys
}

// move takes over where files lie now, relative to the archive.
func (g *Gallery) move(paths map[model.FileKey]string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for n := g.first; n < g.next; n++ {
		item := g.item(n)
		if to := paths[model.FileKey(item.Key)]; to != "" {
			item.Path, item.Name = g.absolute(to), path.Base(to)
		}
		if to := paths[item.thumb]; to != "" {
			item.Thumb = g.absolute(to)
		}
	}
	g.version++
}

func (g *Gallery) absolute(relative string) string {
	return filepath.Join(g.dir, filepath.FromSlash(relative))
}
