package core

import (
	"image"

	"satchel/core/internal/preview"
)

// atOnce is how many previews are made where they are asked for, on the window's
// goroutine, before the next Visible: 16 take some 7 ms. The worker makes the others,
// before it decodes any file.
const atOnce = 16

// quick is the picture made of the preview, which is in memory; false while the worker
// is to make it.
func (p *Previews) quick(item GalleryItem, width, height int) (image.Image, bool) {
	if len(item.Preview) == 0 {
		return nil, true
	}
	key := pictureKey{item.Key, "", width, height}
	made, ok := p.cache.get(key)
	switch {
	case ok:
	case p.made < atOnce:
		p.made++
		made = p.ofPreview(wish{item, width, height})
		p.cache.put(key, made)
	default:
		if len(p.unmade) < previewQueue {
			p.unmade[item.Key] = wish{item, width, height}
			signal(p.wake)
		}
		return nil, false
	}
	if made == nil {
		return nil, true
	}
	return made, true
}

// ofPreview makes the picture of a preview; nil if it cannot be shown.
func (p *Previews) ofPreview(w wish) *image.RGBA {
	made, err := ofPreview(w.item, preview.Frame{Width: w.width, Height: w.height, Fit: fit(w.item)})
	if err != nil {
		p.log.Debug("a preview cannot be shown", "file", w.item.Key, "error", err)
		return nil
	}
	return made
}

// makeOne makes the newest visible preview that waits for it; false: none does.
func (p *Previews) makeOne() bool {
	p.mu.Lock()
	var w wish
	found := false
	for _, key := range p.visible {
		if w, found = p.unmade[key]; found {
			delete(p.unmade, key)
			break
		}
	}
	p.mu.Unlock()
	if !found || p.ctx.Err() != nil {
		return false
	}
	img := p.ofPreview(w)
	p.mu.Lock()
	p.cache.put(pictureKey{w.item.Key, "", w.width, w.height}, img)
	p.mu.Unlock()
	signal(p.changed)
	return true
}
