package widget

import (
	"image"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// The kinds of a cell, in the words of the settings. Any other kind gets the face
// of a document.
const (
	KindPhoto    = "photo"
	KindVideo    = "video"
	KindVoice    = "voice"
	KindRound    = "round"
	KindSticker  = "sticker"
	KindGIF      = "gif"
	KindDocument = "file"
)

// The smallest side of a cell, and the frame around its picture that shows the
// focus. Cells are square and grow until they fill the width.
const (
	CellSide  = 132
	cellFrame = 4
)

// CellPixels is a good size for the pictures of cells on a canvas of that scale. It
// does not follow the width of the window, so that a window that is being resized
// needs no new pictures.
func CellPixels(scale float32) (width, height int) {
	const grown = 1.08 // between cells of a narrow window and of a wide one
	side := int((CellSide-2*cellFrame)*grown*scale + 0.5)
	return side, side
}

// CellData is what a cell shows.
type CellData struct {
	// Image is shown as it is and may be nil. Give the same pointer for the same
	// picture: a new one is uploaded again.
	Image image.Image
	Kind  string
	// Title is shown under the face of kinds without a picture (a file's name);
	// Detail in a corner (a duration, a size, why a file is missing).
	Title, Detail string
	// Missing cells are those of files that could not be had; Fetching ones of
	// files on their way.
	Missing, Fetching bool
}

// MediaGridOptions are what a grid asks for and reports. All are called on the UI
// goroutine; Len and Cell are required.
type MediaGridOptions struct {
	// Len is the number of files, Cell what the one at a position shows; 0 is the
	// newest.
	Len  func() int
	Cell func(i int) CellData
	// Added is the number of files ever put in front. With it, a grid that was
	// scrolled down stays with what it shows while new files come.
	Added func() uint64
	// OnTap is told of a click, Space or Enter.
	OnTap func(i int)
	// Prepare is asked before new files are shown whether the pictures of those
	// positions are ready, from <= i < to; if not, it makes them, and the grid waits for
	// a moment, so that no cell is seen without its picture.
	Prepare func(from, to int) bool
	// OnVisible is told which positions are on the screen, from <= i < to, when they
	// or the files at them have changed. Positions are counted as Len and Cell count.
	OnVisible func(from, to int)
}

// MediaGrid is a virtualised grid of files, the newest first. What it shows is a
// state that was applied at one moment; positions are counted from there, so that
// a click hits what is seen whatever came since.
type MediaGrid struct {
	widget.GridWrap
	opts    MediaGridOptions
	pace    Pace
	shown   uint64  // Added of the state that is shown
	coming  *coming // the state that is to be shown next; nil: none
	visible span    // as reported last
	told    uint64  // shown when it was reported
	side    float32 // of a cell
	ring    int     // the position the keyboard is at
	focused bool
}

// span is the positions from <= i < to.
type span struct{ from, to int }

// NewMediaGrid returns a grid.
func NewMediaGrid(o MediaGridOptions) *MediaGrid {
	g := &MediaGrid{opts: o, side: CellSide}
	g.shown = g.added()
	g.Length = g.length
	g.CreateItem = func() fyne.CanvasObject { return newMediaCell(g.side) }
	g.UpdateItem = g.update
	g.OnSelected = g.selected
	g.ExtendBaseWidget(g)
	return g
}

// coming is a state that waits for its pictures.
type coming struct {
	shown uint64 // Added
	since time.Time
}

// comingWait is how long a state waits for its pictures.
const comingWait = 350 * time.Millisecond

// Sync applies what has changed if it is worth a repaint by now; version is any
// number that changes with the files or their pictures. It is to be called some
// ten times a second, whatever the number of changes, and costs next to nothing
// when there is nothing to do.
func (g *MediaGrid) Sync(now time.Time, version uint64) {
	added := g.added()
	if !g.atTop() && added >= g.shown {
		added = g.shown // newer files wait until the grid is at its top again
	}
	if g.coming == nil && g.pace.Due(now, version, added, g.visible.to-g.visible.from) {
		g.coming = &coming{added, now}
	}
	if c := g.coming; c != nil && (g.prepared(c.shown) || now.Sub(c.since) >= comingWait) {
		g.show(c.shown)
	}
	g.report()
}

// prepared reports whether the pictures are ready for the state with that number of
// files ever added.
func (g *MediaGrid) prepared(shown uint64) bool {
	if g.opts.Prepare == nil || shown == g.shown {
		return true
	}
	s := g.screen(shown)
	return g.opts.Prepare(s.from, s.to)
}

// show applies a state; it was at the top if it is another one.
func (g *MediaGrid) show(shown uint64) {
	g.coming = nil
	if g.atTop() || shown < g.shown {
		g.shown = shown
	}
	g.GridWrap.Refresh()
	g.report()
}

// Refresh shows the present state at once.
func (g *MediaGrid) Refresh() { g.show(g.added()) }

// Resize implements fyne.CanvasObject.
func (g *MediaGrid) Resize(size fyne.Size) {
	if side := sideFor(size.Width, g.Theme().Size(theme.SizeNamePadding)); side != g.side {
		g.side = side
		g.GridWrap.Refresh() // it asks a new cell for its size
	}
	g.GridWrap.Resize(size)
	g.report()
}

// sideFor is the side of as many cells as fit into width, grown to fill it.
func sideFor(width, padding float32) float32 {
	columns := max(1, math.Floor(float64((width+padding)/(CellSide+padding))))
	return max(CellSide, float32(math.Floor(float64(width+padding)/columns))-padding)
}

// FocusGained implements fyne.Focusable.
func (g *MediaGrid) FocusGained() {
	g.focused = true
	g.GridWrap.FocusGained()
	g.GridWrap.Refresh()
}

// FocusLost implements fyne.Focusable.
func (g *MediaGrid) FocusLost() {
	g.focused = false
	g.GridWrap.FocusLost()
	g.GridWrap.Refresh()
}

// TypedKey implements fyne.Focusable: arrows go from cell to cell, Space and Enter
// choose, Home, End and the page keys scroll.
func (g *MediaGrid) TypedKey(e *fyne.KeyEvent) {
	if g.length() == 0 {
		return // GridWrap would ask for cells before the first
	}
	g.OnHighlighted = func(i int) { g.ring = i } // unset for the mouse, which it is told of as well
	defer func() { g.OnHighlighted = nil }()
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		g.GridWrap.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	case fyne.KeyHome:
		g.ScrollToTop()
	case fyne.KeyEnd:
		g.ScrollToBottom()
	case fyne.KeyPageUp:
		g.ScrollToOffset(g.GetScrollOffset() - g.Size().Height)
	case fyne.KeyPageDown:
		g.ScrollToOffset(g.GetScrollOffset() + g.Size().Height)
	default:
		g.GridWrap.TypedKey(e)
		g.GridWrap.Refresh()
	}
	g.report()
}

func (g *MediaGrid) added() uint64 {
	if g.opts.Added == nil {
		return 0
	}
	return g.opts.Added()
}

func (g *MediaGrid) atTop() bool { return g.GetScrollOffset() <= 0 }

// held is how many files came since the state that is shown.
func (g *MediaGrid) held() int { return g.since(g.shown) }

// since is how many files came since the state with that number of files ever added.
func (g *MediaGrid) since(shown uint64) int {
	if added := g.added(); added > shown {
		return int(added - shown)
	}
	return 0
}

func (g *MediaGrid) length() int { return max(0, g.opts.Len()-g.held()) }

func (g *MediaGrid) update(id widget.GridWrapItemID, item fyne.CanvasObject) {
	if id < 0 || id >= g.length() {
		return
	}
	item.(*mediaCell).set(g.opts.Cell(id+g.held()), g.focused && id == g.ring)
	g.report()
}

// selected reports a choice and forgets it, so that the same can be chosen again.
func (g *MediaGrid) selected(id widget.GridWrapItemID) {
	g.ring = id
	g.UnselectAll()
	if g.opts.OnTap != nil && id >= 0 && id < g.length() {
		g.opts.OnTap(id + g.held())
	}
}

// report tells which positions are on the screen if they, or the files at them,
// have changed.
func (g *MediaGrid) report() {
	now := g.onScreen()
	if now == g.visible && g.shown == g.told {
		return
	}
	g.visible, g.told = now, g.shown
	if g.opts.OnVisible != nil {
		g.opts.OnVisible(now.from, now.to)
	}
}

// onScreen is the positions that are seen.
func (g *MediaGrid) onScreen() span { return g.screen(g.shown) }

// screen is the positions that are seen of the state with that number of files ever
// added.
func (g *MediaGrid) screen(shown uint64) span {
	held := g.since(shown)
	count := max(0, g.opts.Len()-held)
	row := g.side + g.Theme().Size(theme.SizeNamePadding)
	first, last := int(g.GetScrollOffset()/row), int((g.GetScrollOffset()+g.Size().Height)/row)
	from := min(max(first, 0)*g.ColumnCount(), count)
	to := min((last+1)*g.ColumnCount(), count)
	return span{held + from, held + max(from, to)}
}
