package core

import (
	"context"
	"errors"
	"image"
	"image/color"
	"io/fs"
	"log/slog"
	"os"
	"strings"
	"sync"
	"time"

	"satchel/core/internal/model"
	"satchel/core/internal/preview"
)

// ErrNoPicture is returned for files that nothing can be shown of.
var ErrNoPicture = errors.New("there is no picture of it")

const (
	previewCache = 32 << 20 // bytes of small pictures
	// previewQueue bounds what waits to be decoded; a screen shows fewer.
	previewQueue = 1024
	// A picture is followed by a rest of previewCalm times what it took, and of
	// previewBusy times while what is on the screen keeps changing: a second of
	// decoding then costs the download a tenth of a core.
	previewCalm, previewBusy = 1, 9
	previewRest              = 500 * time.Millisecond // the longest rest
	// largeSide bounds the picture of the large view.
	largeWidth, largeHeight = 2048, 1536
)

// Previews makes small pictures of a gallery's files: one goroutine those of the
// previews in memory, of what is on the screen and of what is about to be; another
// decodes saved files, only while they are on the screen, the newest first. All methods
// may be called from any goroutine; none but Large waits for a picture.
type Previews struct {
	log       *slog.Logger
	ctx       context.Context
	cancel    context.CancelFunc
	changed   chan struct{}
	wake      chan struct{} // a file is wanted
	wakeQuick chan struct{} // a preview is
	workers   sync.WaitGroup
	large     chan struct{} // one at a time

	mu      sync.Mutex
	cache   pictureCache
	wanted  map[string]wish // saved files to decode, by file
	unmade  map[string]wish // previews to make, by file
	visible []string        // newest first
	ahead   []string        // what is about to be visible
	near    []string        // what a person may scroll to
	moved   bool            // what is visible changed since the last picture
}

// wish is a picture that was asked for and is not in the cache.
type wish struct {
	item          GalleryItem
	width, height int
}

// NewPreviews starts the workers; Close or the end of ctx ends them. logger may be
// nil.
func NewPreviews(ctx context.Context, logger *slog.Logger) *Previews {
	if logger == nil {
		logger = slog.New(slog.DiscardHandler)
	}
	p := &Previews{
		log: logger, changed: make(chan struct{}, 1), wake: make(chan struct{}, 1), wakeQuick: make(chan struct{}, 1), large: make(chan struct{}, 1),
		cache: newPictureCache(previewCache), wanted: map[string]wish{}, unmade: map[string]wish{},
	}
	p.ctx, p.cancel = context.WithCancel(ctx)
	p.workers.Go(p.work)
	p.workers.Go(p.makePreviews)
	return p
}

// Close ends the workers and waits for them.
func (p *Previews) Close() {
	p.cancel()
	p.workers.Wait()
}

// Changed is sent to when a picture has become better; several changes may come as
// one.
func (p *Previews) Changed() <-chan struct{} { return p.changed }

// Visible says which files are on the screen, the newest first: only these are
// decoded.
func (p *Previews) Visible(keys []string) {
	p.mu.Lock()
	shown := make(map[string]bool, len(keys))
	for _, key := range keys {
		shown[key] = true
	}
	for _, key := range p.visible {
		p.moved = p.moved || !shown[key]
	}
	for key := range p.wanted {
		if !shown[key] {
			delete(p.wanted, key)
		}
	}
	p.visible = append(p.visible[:0], keys...)
	p.mu.Unlock()
	signal(p.wake)
	signal(p.wakeQuick)
}

// Picture returns what there is of a file at that size in pixels, and has made what is
// better; nil: nothing. It costs a look at a map. final says that nothing better will
// come unless the item changes.
func (p *Previews) Picture(item GalleryItem, width, height int) (img image.Image, final bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	real := pictureKey{item.Key, source(item), width, height}
	if real.source != "" {
		if made, ok := p.cache.get(real); ok {
			if made != nil {
				return made, true
			}
			return p.quick(item, width, height) // it was tried and cannot be shown
		}
		if len(p.wanted) < previewQueue {
			p.wanted[item.Key] = wish{item, width, height}
			signal(p.wake)
		}
	}
	img, made := p.quick(item, width, height)
	return img, made && real.source == "" && item.State != GalleryFetching
}

// Large returns a picture of the file for the large view: the file itself if it is
// a picture, else its thumbnail or its preview.
func (p *Previews) Large(ctx context.Context, item GalleryItem) (image.Image, error) {
	select {
	case p.large <- struct{}{}:
		defer func() { <-p.large }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	f := preview.Frame{Width: largeWidth, Height: largeHeight, Fit: preview.Inside}
	if path := source(item); path != "" {
		img, err := ofFile(ctx, path, f)
		if err == nil {
			return img, nil
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		p.log.Debug("a file cannot be shown", "file", item.Key, "error", err)
	}
	return p.Rough(item)
}

// source is the saved file that shows an item best, empty if there is none.
func source(item GalleryItem) string {
	if item.Path != "" && isPicture(item.MIME) {
		return item.Path
	}
	return item.Thumb
}

// isPicture reports whether files of that kind are decoded.
func isPicture(mime string) bool {
	switch strings.ToLower(mime) {
	case "image/jpeg", "image/png", "image/gif", "image/webp":
		return true
	}
	return false
}

// fit is how an item fills a cell: stickers are seen whole.
func fit(item GalleryItem) preview.Fit {
	if item.Type == model.MediaSticker || item.Outline || item.Type == "" && item.MIME == "image/webp" {
		return preview.Contain
	}
	return preview.Cover
}

// outlineInk is seen on light and on dark ground.
var outlineInk = color.NRGBA{R: 0x80, G: 0x80, B: 0x80, A: 0x70}

func ofPreview(item GalleryItem, f preview.Frame) (*image.RGBA, error) {
	if item.Outline {
		return preview.Outline(item.Preview, f.Width, f.Height, outlineInk)
	}
	img, err := preview.Stripped(item.Preview)
	if err != nil {
		return nil, err
	}
	return preview.Scale(img, f), nil
}

func ofFile(ctx context.Context, path string, f preview.Frame) (*image.RGBA, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return preview.Picture(ctx, file, f)
}

// work decodes what is wanted and visible until Close.
func (p *Previews) work() {
	for {
		w, rest, ok := p.next()
		if !ok {
			select {
			case <-p.wake:
				continue
			case <-p.ctx.Done():
				return
			}
		}
		began := time.Now()
		path := source(w.item)
		img, err := ofFile(p.ctx, path, preview.Frame{Width: w.width, Height: w.height, Fit: fit(w.item)})
		if p.ctx.Err() != nil {
			return
		}
		p.decoded(pictureKey{w.item.Key, path, w.width, w.height}, img, err)
		if sleep(p.ctx, min(time.Since(began)*time.Duration(rest), previewRest)) != nil {
			return
		}
	}
}

// next takes the newest visible wish.
func (p *Previews) next() (w wish, rest int, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, key := range p.visible {
		if w, ok = p.wanted[key]; !ok {
			continue
		}
		delete(p.wanted, key)
		rest = previewCalm
		if p.moved {
			rest = previewBusy
		}
		p.moved = false
		return w, rest, true
	}
	return w, 0, false
}

// decoded keeps a picture, or that there is none. A file that is not there was moved
// to its final path: the gallery will tell where it is.
func (p *Previews) decoded(key pictureKey, img *image.RGBA, err error) {
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err != nil {
		p.log.Debug("a picture cannot be shown", "file", key.file, "error", err)
		img = nil
	}
	p.mu.Lock()
	p.cache.put(key, img)
	p.mu.Unlock()
	signal(p.changed)
}

// signal sends unless a signal is waiting already.
func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
