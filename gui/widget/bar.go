package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Bar is a quiet progress bar without a text of its own.
type Bar struct {
	widget.BaseWidget
	height float32
	colour fyne.ThemeColorName
	ground fyne.ThemeColorName
	value  float64
}

// NewBar returns an empty bar of a height.
func NewBar(height float32, ground fyne.ThemeColorName) *Bar {
	b := &Bar{height: height, colour: theme.ColorNamePrimary, ground: ground}
	b.ExtendBaseWidget(b)
	return b
}

// Set shows a part from 0 to 1 in a colour.
func (b *Bar) Set(value float64, colour fyne.ThemeColorName) {
	value = min(max(value, 0), 1)
	if b.value == value && b.colour == colour {
		return
	}
	b.value, b.colour = value, colour
	b.Refresh()
}

// Value is the part that is shown.
func (b *Bar) Value() float64 { return b.value }

// CreateRenderer implements fyne.Widget.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer {
	r := &barRenderer{bar: b, ground: canvas.NewRectangle(nil), part: canvas.NewRectangle(nil)}
	r.ground.CornerRadius, r.part.CornerRadius = b.height/2, b.height/2
	r.paint()
	return r
}

type barRenderer struct {
	bar          *Bar
	ground, part *canvas.Rectangle
}

func (r *barRenderer) paint() {
	th, v := r.bar.Theme(), variant()
	r.ground.FillColor = th.Color(r.bar.ground, v)
	r.part.FillColor = th.Color(r.bar.colour, v)
}

func (r *barRenderer) Layout(size fyne.Size) {
	top := (size.Height - r.bar.height) / 2
	r.ground.Move(fyne.NewPos(0, top))
	r.ground.Resize(fyne.NewSize(size.Width, r.bar.height))
	width := size.Width * float32(r.bar.value)
	if r.bar.value > 0 {
		width = max(width, r.bar.height)
	}
	r.part.Move(fyne.NewPos(0, top))
	r.part.Resize(fyne.NewSize(width, r.bar.height))
}

func (r *barRenderer) MinSize() fyne.Size { return fyne.NewSize(60, r.bar.height) }

func (r *barRenderer) Refresh() {
	r.paint()
	r.Layout(r.bar.Size())
	r.ground.Refresh()
	r.part.Refresh()
}

func (r *barRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.ground, r.part} }

func (r *barRenderer) Destroy() {}
