package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Panel is a rounded ground under its content: a card or a banner.
type Panel struct {
	widget.BaseWidget
	content    fyne.CanvasObject
	fill, edge fyne.ThemeColorName
	pad        float32
}

// NewPanel returns a panel; an empty edge draws none.
func NewPanel(fill, edge fyne.ThemeColorName, pad float32, content fyne.CanvasObject) *Panel {
	p := &Panel{content: content, fill: fill, edge: edge, pad: pad}
	p.ExtendBaseWidget(p)
	return p
}

// SetFill changes the ground.
func (p *Panel) SetFill(fill fyne.ThemeColorName) {
	if p.fill != fill {
		p.fill = fill
		p.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	r := &panelRenderer{panel: p, ground: canvas.NewRectangle(nil)}
	r.ground.CornerRadius = 12
	r.colour()
	return r
}

type panelRenderer struct {
	panel  *Panel
	ground *canvas.Rectangle
}

// colour takes the colours of the present theme.
func (r *panelRenderer) colour() {
	th, v := r.panel.Theme(), variant()
	r.ground.FillColor = th.Color(r.panel.fill, v)
	if r.panel.edge != "" {
		r.ground.StrokeColor, r.ground.StrokeWidth = th.Color(r.panel.edge, v), 1
	}
}

func variant() fyne.ThemeVariant { return fyne.CurrentApp().Settings().ThemeVariant() }

func (r *panelRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.panel.content.Move(fyne.NewSquareOffsetPos(r.panel.pad))
	r.panel.content.Resize(size.SubtractWidthHeight(2*r.panel.pad, 2*r.panel.pad))
}

func (r *panelRenderer) MinSize() fyne.Size {
	return r.panel.content.MinSize().AddWidthHeight(2*r.panel.pad, 2*r.panel.pad)
}

func (r *panelRenderer) Refresh() {
	r.colour()
	r.ground.Refresh()
	r.panel.content.Refresh()
}

func (r *panelRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.panel.content}
}

func (r *panelRenderer) Destroy() {}
