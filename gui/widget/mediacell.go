package widget

import (
	"image/color"
	"path"
	"slices"
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Sizes inside a cell.
const (
	cellCorner = 10
	cellBadge  = 38 // the play badge
	cellFace   = 56 // a face without a picture
	cellMark   = 10 // the mark of a file on its way
	cellText   = 11
	cellRing   = 2 // the ring around the cell the keyboard is at
)

// mediaCell shows one file. Cells are recycled: set may be called with another
// file at any time.
type mediaCell struct {
	widget.BaseWidget
	data CellData
	ring bool    // the keyboard is here
	side float32 // the smallest
}

func newMediaCell(side float32) *mediaCell {
	c := &mediaCell{side: side}
	c.ExtendBaseWidget(c)
	return c
}

// set shows a file; nothing is drawn if it looks as before.
func (c *mediaCell) set(d CellData, ring bool) {
	if d == c.data && ring == c.ring {
		return
	}
	c.data, c.ring = d, ring
	c.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (c *mediaCell) CreateRenderer() fyne.WidgetRenderer {
	r := &cellRenderer{
		cell: c, ground: &canvas.Rectangle{CornerRadius: cellCorner}, picture: &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleFastest},
		face: &canvas.Image{FillMode: canvas.ImageFillContain}, badge: canvas.NewImageFromResource(playBadge()),
		chip: &canvas.Rectangle{CornerRadius: 6, FillColor: chipColor()}, note: canvas.NewText("", color.White), title: canvas.NewText("", color.White),
		mark: &canvas.Circle{}, ring: &canvas.Rectangle{CornerRadius: cellCorner + cellFrame/2, StrokeWidth: cellRing, FillColor: color.Transparent},
	}
	r.extension = canvas.NewText("", color.White)
	r.extension.TextStyle.Bold = true
	for _, t := range []*canvas.Text{r.note, r.title, r.extension} {
		t.TextSize, t.Alignment = cellText, fyne.TextAlignCenter
	}
	r.objects = []fyne.CanvasObject{r.ground, r.picture, r.face, r.extension, r.title, r.badge, r.chip, r.note, r.mark, r.ring}
	r.apply()
	return r
}

// chipColor is behind white text on any picture.
func chipColor() color.Color { return color.NRGBA{R: 0x10, G: 0x14, B: 0x18, A: 0x9e} }

type cellRenderer struct {
	cell    *mediaCell
	objects []fyne.CanvasObject

	ground, chip, ring     *canvas.Rectangle
	picture, face, badge   *canvas.Image
	note, title, extension *canvas.Text
	mark                   *canvas.Circle

	drawn   string // the face that was drawn last
	variant fyne.ThemeVariant
}

// Destroy implements fyne.WidgetRenderer.
func (r *cellRenderer) Destroy() {}

// Objects implements fyne.WidgetRenderer.
func (r *cellRenderer) Objects() []fyne.CanvasObject { return r.objects }

// MinSize implements fyne.WidgetRenderer.
func (r *cellRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(r.cell.side) }

// Refresh implements fyne.WidgetRenderer.
func (r *cellRenderer) Refresh() {
	r.apply()
	r.Layout(r.cell.Size())
	for _, o := range r.objects {
		if o != r.face && o != r.badge && o.Visible() {
			o.Refresh()
		}
	}
	// A drawing is read anew with each refresh, which only another one needs.
	if variant := variant(); r.face.Visible() && (r.face.Resource.Name() != r.drawn || variant != r.variant) {
		r.drawn, r.variant = r.face.Resource.Name(), variant
		r.face.Refresh()
	}
}

// apply sets what is seen, from the data and the theme.
func (r *cellRenderer) apply() {
	d := r.cell.data
	variant := fyne.CurrentApp().Settings().ThemeVariant()
	colour := func(name fyne.ThemeColorName) color.Color { return r.cell.Theme().Color(name, variant) }
	r.ground.FillColor = colour(theme.ColorNameHeaderBackground)
	r.title.Color, r.extension.Color = colour(theme.ColorNameForeground), colour(theme.ColorNameForeground)
	r.ring.StrokeColor = colour(theme.ColorNamePrimary)
	show(r.ring, r.cell.ring)
	r.note.Color, r.mark.FillColor = color.White, colour(theme.ColorNamePrimary)

	r.picture.Image, r.picture.CornerRadius, r.picture.Translucency = d.Image, cellCorner, 0
	if d.Kind == KindRound {
		r.picture.CornerRadius = canvas.RadiusMaximum
	}
	if d.Missing {
		r.picture.Translucency = 0.65
	}
	seen := d.Image != nil
	show(r.picture, seen)
	show(r.ground, !seen || d.Kind != KindSticker && d.Kind != KindRound)
	show(r.face, !seen || d.Missing)
	if !seen || d.Missing {
		r.face.Resource = face(d.Kind, d.Missing)
	}
	show(r.badge, seen && !d.Missing && (d.Kind == KindVideo || d.Kind == KindRound))
	show(r.mark, d.Fetching && !d.Missing)

	note := d.Detail
	if d.Kind == KindGIF && !d.Missing {
		note = "GIF"
	}
	r.note.Text = shorten(note, cellText, CellSide-2*cellFrame-20)
	show(r.note, note != "")
	show(r.chip, note != "")
	titled := !seen && d.Title != "" && isDocument(d.Kind)
	if r.title.Text = ""; titled { // measuring words costs more than all else in a cell
		r.title.Text = shorten(d.Title, cellText, CellSide-2*cellFrame-10)
	}
	show(r.title, titled)
	r.extension.Text = extension(d)
	show(r.extension, !seen && r.extension.Text != "")
}

func show(o fyne.CanvasObject, visible bool) {
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
}

// Layout implements fyne.WidgetRenderer.
func (r *cellRenderer) Layout(size fyne.Size) {
	inner := size.SubtractWidthHeight(2*cellFrame, 2*cellFrame)
	at := fyne.NewPos(cellFrame, cellFrame)
	for _, o := range []fyne.CanvasObject{r.ground, r.picture} {
		o.Move(at)
		o.Resize(inner)
	}
	r.ring.Move(fyne.NewPos(cellRing/2, cellRing/2))
	r.ring.Resize(size.SubtractWidthHeight(cellRing, cellRing))
	middle := fyne.NewPos(size.Width/2, size.Height/2)
	if r.title.Visible() || r.note.Visible() {
		middle.Y -= cellText
	}
	centre(r.face, middle, cellFace, cellFace)
	centre(r.extension, middle.AddXY(0, 6), cellFace, r.extension.MinSize().Height)
	centre(r.badge, fyne.NewPos(size.Width/2, size.Height/2), cellBadge, cellBadge)

	line := r.title.MinSize().Height
	chip := fyne.NewSize(r.note.MinSize().Width+12, r.note.MinSize().Height+4)
	corner := fyne.NewPos(size.Width-cellFrame-6-chip.Width, size.Height-cellFrame-6-chip.Height)
	r.chip.Move(corner)
	r.chip.Resize(chip)
	r.note.Move(corner)
	r.note.Resize(chip)
	r.title.Move(fyne.NewPos(cellFrame, middle.Y+cellFace/2))
	r.title.Resize(fyne.NewSize(inner.Width, line))
	r.mark.Move(fyne.NewPos(size.Width-cellFrame-cellMark-6, cellFrame+6))
	r.mark.Resize(fyne.NewSize(cellMark, cellMark))
}

func centre(o fyne.CanvasObject, at fyne.Position, width, height float32) {
	o.Resize(fyne.NewSize(width, height))
	o.Move(at.SubtractXY(width/2, height/2))
}

// isDocument reports whether a kind has a name that says something; those of the
// others are made up.
func isDocument(kind string) bool {
	switch kind {
	case KindPhoto, KindVideo, KindVoice, KindRound, KindSticker, KindGIF:
		return false
	}
	return true
}

// extension is what is written on a document: the end of its name, short ones only.
func extension(d CellData) string {
	if !isDocument(d.Kind) {
		return ""
	}
	ext := strings.TrimPrefix(path.Ext(d.Title), ".")
	if d.Missing || ext == d.Title || len(ext) > 5 {
		return ""
	}
	return strings.ToUpper(ext)
}

// shorten cuts the middle out of a text that is wider than width, so that the end
// of a file's name stays.
func shorten(text string, size, width float32) string {
	fits := func(s string) bool { return fyne.MeasureText(s, size, fyne.TextStyle{}).Width <= width }
	runes := []rune(text)
	const most = 64 // what is wider than any cell is not measured
	if len(runes) > most {
		runes = slices.Concat(runes[:most/2], runes[len(runes)-most/2:])
	} else if fits(text) {
		return text
	}
	cut := func(keep int) string { return string(runes[:keep-keep/2]) + "…" + string(runes[len(runes)-keep/2:]) }
	keep := sort.Search(len(runes)-1, func(n int) bool { return !fits(cut(n + 1)) })
	if keep == 0 {
		return "…"
	}
	return cut(keep)
}
