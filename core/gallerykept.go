package core

import (
	"context"
	"path"
	"slices"

	"satchel/core/internal/archive"
)

// galleryKept is how many files of earlier runs a gallery begins with: 10,000 are
// read in a tenth of a second.
const galleryKept = 10_000

// kept puts the files that earlier runs saved last behind those of this run. It is
// called before a file of this run is begun.
func (g *Gallery) kept(ctx context.Context, late func(ctx context.Context, limit int) ([]archive.LateFile, error)) error {
	files, err := late(ctx, galleryKept)
	if err != nil || len(files) == 0 {
		return err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, f := range slices.Backward(files) {
		item := g.take(f.QueuedFile)
		item.Path, item.State, item.thumb = g.absolute(f.Path), GallerySaved, f.Thumb
		if !archive.IsUnplaced(f.Path) {
			item.Name = path.Base(f.Path)
		}
		if f.ThumbPath != "" {
			item.Thumb = g.absolute(f.ThumbPath)
		}
	}
	g.version++
	return nil
}
