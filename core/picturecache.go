package core

import (
	"container/list"
	"image"
)

// pictureKey names a small picture: of which file, made of what, how large.
type pictureKey struct {
	file          string
	source        string // the path it was decoded from; empty: the preview
	width, height int
}

// pictureCache keeps the pictures used last, bounded in bytes. A nil picture says
// that there is none. It is not safe for concurrent use.
type pictureCache struct {
	limit, size int
	order       *list.List // of *cachedPicture, the one used last in front
	entries     map[pictureKey]*list.Element
}

type cachedPicture struct {
	key pictureKey
	img *image.RGBA
}

// cachedOverhead is what an entry takes besides its pixels, in bytes.
const cachedOverhead = 512

func newPictureCache(limit int) pictureCache {
	return pictureCache{limit: limit, order: list.New(), entries: map[pictureKey]*list.Element{}}
}

func (c *pictureCache) get(key pictureKey) (*image.RGBA, bool) {
	e, ok := c.entries[key]
	if !ok {
		return nil, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*cachedPicture).img, true
}

func (c *pictureCache) put(key pictureKey, img *image.RGBA) {
	if e, ok := c.entries[key]; ok {
		c.drop(e)
	}
	made := &cachedPicture{key, img}
	c.entries[key] = c.order.PushFront(made)
	c.size += made.bytes()
	for c.size > c.limit && c.order.Len() > 1 {
		c.drop(c.order.Back())
	}
}

func (c *pictureCache) drop(e *list.Element) {
	old := c.order.Remove(e).(*cachedPicture)
	delete(c.entries, old.key)
	c.size -= old.bytes()
}

func (p *cachedPicture) bytes() int {
	if p.img == nil {
		return cachedOverhead
	}
	return len(p.img.Pix) + cachedOverhead
}
