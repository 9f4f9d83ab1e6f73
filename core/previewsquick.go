package core

import (
	"fmt"
	"image"

	"satchel/core/internal/preview"
)

// Ahead asks for the pictures of previews that are about to be shown, in place of those
// asked for before; Picture then has them at once. It reports whether there is nothing
// to wait for.
func (p *Previews) Ahead(items []GalleryItem, width, height int) (ready bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ahead, ready = p.expect(p.ahead, items, width, height)
	return ready
}

// Near asks for the pictures of previews a person may scroll to, the nearest first, in
// place of those asked for before. They come after all others.
func (p *Previews) Near(items []GalleryItem, width, height int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.near, _ = p.expect(p.near, items, width, height)
}

// expect makes wishes of the items and lists their keys; ready: they are made.
func (p *Previews) expect(list []string, items []GalleryItem, width, height int) (keys []string, ready bool) {
	keys, ready = list[:0], true
	for _, item := range items[:min(len(items), previewQueue)] {
		keys = append(keys, item.Key)
		if source := source(item); source != "" {
			if _, ok := p.cache.get(pictureKey{item.Key, source, width, height}); ok {
				continue
			}
		}
		if _, made := p.quick(item, width, height); !made {
			ready = false
		}
	}
	return keys, ready
}

// forget drops the wishes for previews that are neither seen nor expected.
func (p *Previews) forget() {
	if len(p.unmade) == 0 {
		return
	}
	still := make(map[string]wish, len(p.unmade))
	for _, keys := range [][]string{p.visible, p.ahead, p.near} {
		for _, key := range keys {
			if w, ok := p.unmade[key]; ok {
				still[key] = w
			}
		}
	}
	p.unmade = still
}

// Rough returns the picture of the preview, small and whole, for the time until Large
// has the real one.
func (p *Previews) Rough(item GalleryItem) (image.Image, error) {
	if len(item.Preview) == 0 {
		return nil, ErrNoPicture
	}
	f := preview.Frame{Width: largeWidth, Height: largeHeight, Fit: preview.Inside}
	if item.Outline {
		f.Width, f.Height = 512, 512
	}
	img, err := ofPreview(item, f)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoPicture, err)
	}
	return img, nil
}

// quick is the picture made of the preview, which is in memory; false: it is to be
// made first.
func (p *Previews) quick(item GalleryItem, width, height int) (image.Image, bool) {
	if len(item.Preview) == 0 {
		return nil, true
	}
	made, ok := p.cache.get(pictureKey{item.Key, "", width, height})
	if !ok {
		if len(p.unmade) < previewQueue {
			p.unmade[item.Key] = wish{item, width, height}
			signal(p.wakeQuick)
		}
		return nil, false
	}
	if made == nil {
		return nil, true
	}
	return made, true
}

// makePreviews makes what is asked for until Close: 50 of them take some 20 ms.
func (p *Previews) makePreviews() {
	for {
		w, ok := p.nextPreview()
		if !ok {
			select {
			case <-p.wakeQuick:
				continue
			case <-p.ctx.Done():
				return
			}
		}
		img, err := ofPreview(w.item, preview.Frame{Width: w.width, Height: w.height, Fit: fit(w.item)})
		if err != nil {
			p.log.Debug("a preview cannot be shown", "file", w.item.Key, "error", err)
			img = nil
		}
		p.mu.Lock()
		p.cache.put(pictureKey{w.item.Key, "", w.width, w.height}, img)
		p.mu.Unlock()
		signal(p.changed)
		if p.ctx.Err() != nil {
			return
		}
	}
}

// nextPreview takes the first wish of what is on the screen, else of what will be,
// else of what may be.
func (p *Previews) nextPreview() (w wish, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.forget()
	for _, keys := range [][]string{p.visible, p.ahead, p.near} {
		for _, key := range keys {
			if w, ok = p.unmade[key]; ok {
				delete(p.unmade, key)
				return w, true
			}
		}
	}
	return w, false
}
