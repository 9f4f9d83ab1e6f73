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

	ctx     context.Context // ends with the gallery
	cancel  context.CancelFunc
	large   *widget.PictureView // nil: none is open
	shown   string              // the key of what it shows
	loading context.CancelFunc
}

// followEvery is how often pictures that became better are brought to the screen.
const followEvery = 100 * time.Millisecond

func newGallery(s *Shell, e Engine) *gallery {
	g := &gallery{shell: s, engine: e, previews: core.NewPreviews(s.ctx, s.Logger)}
	g.ctx, g.cancel = context.WithCancel(s.ctx)
	return g
}

// begin lets the grid follow its pictures until close, whether or not a run goes on:
// a stopped one can still be scrolled.
func (g *gallery) begin(on *screen.Run) {
	g.screen = on
	g.shell.work.Go(g.follow)
}

func (g *gallery) follow() {
	for g.ctx.Err() == nil {
		select {
		case <-g.previews.Changed():
		case <-g.ctx.Done():
			return
		}
		done := make(chan struct{})
		g.shell.Do(func() {
			defer close(done)
			if g.ctx.Err() == nil {
				g.better++
				g.sync(g.shell.Now())
			}
		})
		select {
		case <-done:
		case <-g.ctx.Done():
			return
		}
		select {
		case <-time.After(followEvery):
		case <-g.ctx.Done():
		}
	}
}

// close ends the workers; it does not wait for them on the UI goroutine.
func (g *gallery) close() {
	g.cancel()
	g.shell.work.Go(g.previews.Close)
}

func (g *gallery) options() widget.MediaGridOptions {
	return widget.MediaGridOptions{
		Len:   func() int { return g.engine.Gallery().Len() },
		Added: func() uint64 { return g.engine.Gallery().Added() },
		Cell:  g.cell,
		OnTap: g.open, OnVisible: g.visible, Prepare: g.prepare,
	}
}

// sync applies what is new.
func (g *gallery) sync(now time.Time) {
	files := g.engine.Gallery()
	g.screen.HasPictures(files.Len() > 0)
	g.screen.Grid().Sync(now, files.Version()+g.better<<32)
}

func (g *gallery) cell(i int) widget.CellData {
	item, ok := g.engine.Gallery().At(i)
	if !ok {
		return widget.CellData{}
	}
	width, height := g.pixels()
	img, _ := g.previews.Picture(item, width, height)
	c := view.NewCell(g.shell.kit.L, item)
	return widget.CellData{Image: img, Kind: c.Kind, Title: c.Title, Detail: c.Detail, Missing: c.Missing, Fetching: c.Fetching}
}

// pixels is the size of a cell's picture.
func (g *gallery) pixels() (width, height int) {
	return widget.CellPixels(g.shell.Window.Canvas().Scale())
}

// items are the files at positions from <= i < to.
func (g *gallery) items(from, to int) (list []core.GalleryItem) {
	files := g.engine.Gallery()
	for i := max(from, 0); i < to; i++ {
		item, ok := files.At(i)
		if !ok {
			break
		}
		list = append(list, item)
	}
	return list
}

// prepare makes what is about to be shown.
func (g *gallery) prepare(from, to int) bool {
	width, height := g.pixels()
	return g.previews.Ahead(g.items(from, to), width, height)
}

// visible has what is seen decoded, and previews made of half a screen below and above
// it, where a person may scroll to.
func (g *gallery) visible(from, to int) {
	var keys []string
	for _, item := range g.items(from, to) {
		keys = append(keys, item.Key)
	}
	g.previews.Visible(keys)
	half := (to - from) / 2
	width, height := g.pixels()
	g.previews.Near(append(g.items(to, to+half), g.items(from-half, from)...), width, height)
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
			OpenLabel: t("large.open"), CloseLabel: t("large.close"), OnClose: g.shut,
			OnOpen:  g.openFile,
			OnNewer: func() { g.move(-1) }, OnOlder: func() { g.move(1) },
		})
		g.screen.Over(g.large)
	}
	g.present(item)
	g.shell.focus(g.large)
}

// present shows what there is of a file, and its picture when it is made; until then
// the one before stays.
func (g *gallery) present(item core.GalleryItem) {
	if g.loading != nil {
		g.loading()
	}
	g.shown = item.Key
	c := view.NewCell(g.shell.kit.L, item)
	data := widget.PictureData{Kind: c.Kind, Title: c.Name, Detail: c.About, Missing: c.Missing, Coming: true}
	if item.Path != "" {
		data.Open = c.Open
	}
	g.large.Set(data)
	data.Coming = false
	ctx, cancel := context.WithCancel(g.ctx)
	g.loading = cancel
	made := false // the best there is
	show := func(img image.Image) {
		if ctx.Err() == nil && g.large != nil {
			data.Image = img
			g.large.Set(data)
		}
	}
	off(g.shell, ctx, func(context.Context) (image.Image, error) { return g.previews.Rough(item) }, func(img image.Image, err error) {
		if !made && err == nil {
			show(img)
		}
	})
	off(g.shell, ctx, func(ctx context.Context) (image.Image, error) { return g.previews.Large(ctx, item) }, func(img image.Image, _ error) {
		made = true
		show(img) // nil: the face of its kind
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
