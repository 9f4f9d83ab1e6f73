package gui

import (
	"context"
	"image"
	"time"

	"satchel/core"
	"satchel/gui/screen"
	"satchel/gui/view"
	"satchel/gui/widget"
)

// gallery brings the files of a run to the grid of its screen.
type gallery struct {
	shell    *Shell
	engine   Engine
	previews *core.Previews
	screen   *screen.Run
	better   uint64 // counts pictures that became better

	large   *widget.PictureView // nil: none is open
	shown   string              // the key of what it shows
	loading context.CancelFunc
}

func newGallery(s *Shell, e Engine) *gallery {
	return &gallery{shell: s, engine: e, previews: core.NewPreviews(s.ctx, s.Logger)}
}

// close ends the worker; it does not wait for it on the UI goroutine.
func (g *gallery) close() {
	if g.loading != nil {
		g.loading()
	}
	g.shell.work.Go(g.previews.Close)
}

func (g *gallery) options() widget.MediaGridOptions {
	return widget.MediaGridOptions{
		Len:   func() int { return g.engine.Gallery().Len() },
		Added: func() uint64 { return g.engine.Gallery().Added() },
		Cell:  g.cell,
		OnTap: g.open, OnVisible: g.visible,
	}
}

// sync applies what is new.
func (g *gallery) sync(now time.Time) {
	select {
	case <-g.previews.Changed():
		g.better++
	default:
	}
	files := g.engine.Gallery()
	g.screen.HasPictures(files.Len() > 0)
	g.screen.Grid().Sync(now, files.Version()+g.better<<32)
}

func (g *gallery) cell(i int) widget.CellData {
	item, ok := g.engine.Gallery().At(i)
	if !ok {
		return widget.CellData{}
	}
	width, height := widget.CellPixels(g.shell.Window.Canvas().Scale())
	img, _ := g.previews.Picture(item, width, height)
	c := view.NewCell(g.shell.kit.L, item)
	return widget.CellData{Image: img, Kind: c.Kind, Title: c.Title, Detail: c.Detail, Missing: c.Missing, Fetching: c.Fetching}
}

func (g *gallery) visible(from, to int) {
	var keys []string
	files := g.engine.Gallery()
	for i := from; i < to; i++ {
		if item, ok := files.At(i); ok {
			keys = append(keys, item.Key)
		}
	}
	g.previews.Visible(keys)
}

// open shows a file large.
func (g *gallery) open(i int) {
	item, ok := g.engine.Gallery().At(i)
	if !ok {
		return
	}
	if g.large == nil {
		t := g.shell.kit.L.T
		g.large = widget.NewPictureView(widget.PictureViewOptions{
			OpenLabel: t("start.open"), CloseLabel: t("large.close"), OnClose: g.shut,
			OnOpen:  g.openFile,
			OnNewer: func() { g.move(-1) }, OnOlder: func() { g.move(1) },
		})
		g.screen.Over(g.large)
	}
	g.present(item)
	g.shell.focus(g.large)
}

// present shows the quick picture, and the real one when it is made.
func (g *gallery) present(item core.GalleryItem) {
	if g.loading != nil {
		g.loading()
	}
	g.shown = item.Key
	quick, _ := g.previews.Picture(item, 2*widget.CellSide, 2*widget.CellSide)
	c := view.NewCell(g.shell.kit.L, item)
	data := widget.PictureData{Image: quick, Kind: c.Kind, Title: c.Name, Detail: c.About, Missing: c.Missing}
	g.large.Set(data)
	ctx, cancel := context.WithCancel(g.shell.ctx)
	g.loading = cancel
	off(g.shell, ctx, func(ctx context.Context) (image.Image, error) { return g.previews.Large(ctx, item) }, func(img image.Image, err error) {
		if err == nil && g.large != nil && g.shown == item.Key {
			data.Image = img
			g.large.Set(data)
		}
	})
}

func (g *gallery) move(by int) {
	files := g.engine.Gallery()
	if i, ok := files.Index(g.shown); ok {
		if item, ok := files.At(i + by); ok {
			g.present(item)
		}
	}
}

// openFile opens the file in the system's program.
func (g *gallery) openFile() {
	files := g.engine.Gallery()
	if i, ok := files.Index(g.shown); ok {
		if item, ok := files.At(i); ok && item.Path != "" {
			g.shell.openPath(item.Path)
		}
	}
}

func (g *gallery) shut() {
	g.large = nil
	g.screen.Over(nil)
	g.shell.focus(g.screen.Grid())
}
