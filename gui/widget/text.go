package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// NewText returns a paragraph that wraps.
func NewText(text string) *widget.Label {
	l := widget.NewLabel(breakable(text))
	l.Wrapping = fyne.TextWrapWord
	return l
}

// NewMuted returns a paragraph that steps back.
func NewMuted(text string) *widget.Label {
	l := NewText(text)
	l.Importance = widget.LowImportance
	return l
}

// NewCaption returns a small line that steps back and does not wrap.
func NewCaption(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Importance, l.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	l.Truncation = fyne.TextTruncateEllipsis
	return l
}

// NewAside returns a small paragraph that steps back, as a word beside something.
func NewAside(text string) *widget.Label {
	l := NewMuted(text)
	l.SizeName = theme.SizeNameCaptionText
	return l
}

// NewHeading returns a heading of a size of the theme.
func NewHeading(text string, size fyne.ThemeSizeName) *widget.Label {
	l := NewText(text)
	l.SizeName = size
	l.TextStyle.Bold = true
	return l
}

// SetText changes a label only if it says something else, for every change
// repaints the window.
func SetText(l *widget.Label, text string) {
	if l.Wrapping == fyne.TextWrapWord {
		text = breakable(text)
	}
	if l.Text != text {
		l.SetText(text)
	}
}

// Figure is a number over its word, close together. A number that is too wide for
// its place is written smaller.
type Figure struct {
	widget.BaseWidget
	size         fyne.ThemeSizeName
	value, label *canvas.Text
}

// NewFigure returns a figure whose number has a size of the theme.
func NewFigure(size fyne.ThemeSizeName) *Figure {
	f := &Figure{size: size, value: canvas.NewText("–", nil), label: canvas.NewText("", nil)}
	f.value.TextStyle.Bold = true
	f.ExtendBaseWidget(f)
	return f
}

// Set shows a number and its word.
func (f *Figure) Set(value, label string) {
	if f.value.Text != value || f.label.Text != label {
		f.value.Text, f.label.Text = value, label
		f.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (f *Figure) CreateRenderer() fyne.WidgetRenderer {
	r := &figureRenderer{f}
	r.paint()
	return r
}

type figureRenderer struct{ *Figure }

// figurePad is the room around a figure.
const figurePad = 7

func (r *figureRenderer) paint() {
	th, v := r.Theme(), variant()
	r.value.Color, r.value.TextSize = th.Color(theme.ColorNameForeground, v), th.Size(r.size)
	r.label.Color, r.label.TextSize = th.Color(theme.ColorNameDisabled, v), th.Size(theme.SizeNameCaptionText)
}

func (r *figureRenderer) Layout(size fyne.Size) {
	r.paint()
	room, wide := size.Width-2*figurePad, r.value.MinSize().Width
	if wide > room && wide > 0 {
		r.value.TextSize = max(r.value.TextSize*room/wide, r.Theme().Size(theme.SizeNameCaptionText))
	}
	r.value.Move(fyne.NewPos(figurePad, figurePad/2))
	r.value.Resize(r.value.MinSize())
	r.label.Move(fyne.NewPos(figurePad, figurePad/2+r.value.MinSize().Height))
	r.label.Resize(r.label.MinSize())
}

func (r *figureRenderer) MinSize() fyne.Size {
	th := r.Theme()
	least := fyne.MeasureText(r.value.Text, th.Size(theme.SizeNameCaptionText), r.value.TextStyle)
	full := fyne.MeasureText(r.value.Text, th.Size(r.size), r.value.TextStyle)
	b := r.label.MinSize()
	return fyne.NewSize(max(least.Width, b.Width)+2*figurePad, full.Height+b.Height+figurePad)
}

func (r *figureRenderer) Refresh() {
	r.Layout(r.Size())
	r.value.Refresh()
	r.label.Refresh()
}

func (r *figureRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.value, r.label} }
func (r *figureRenderer) Destroy()                     {}

// Dot is a small coloured disc.
type Dot struct {
	widget.BaseWidget
	colour fyne.ThemeColorName
	size   float32
}

// NewDot returns a disc.
func NewDot(size float32, colour fyne.ThemeColorName) *Dot {
	d := &Dot{colour: colour, size: size}
	d.ExtendBaseWidget(d)
	return d
}

// SetColour changes it.
func (d *Dot) SetColour(colour fyne.ThemeColorName) {
	if d.colour != colour {
		d.colour = colour
		d.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (d *Dot) CreateRenderer() fyne.WidgetRenderer {
	r := &dotRenderer{dot: d, disc: canvas.NewCircle(nil)}
	r.Refresh()
	return r
}

type dotRenderer struct {
	dot  *Dot
	disc *canvas.Circle
}

func (r *dotRenderer) Layout(size fyne.Size) {
	r.disc.Resize(fyne.NewSquareSize(r.dot.size))
	r.disc.Move(fyne.NewPos((size.Width-r.dot.size)/2, (size.Height-r.dot.size)/2))
}
func (r *dotRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(r.dot.size) }
func (r *dotRenderer) Refresh() {
	r.disc.FillColor = r.dot.Theme().Color(r.dot.colour, variant())
	r.disc.Refresh()
}
func (r *dotRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.disc} }
func (r *dotRenderer) Destroy()                     {}
