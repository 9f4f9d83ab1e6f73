package widget

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// PictureData is what a picture view shows.
type PictureData struct {
	Image         image.Image // nil: the face of the kind
	Kind          string
	Title, Detail string
	Missing       bool
}

// PictureViewOptions are the words and callbacks of a picture view; a nil callback
// takes its button away. All are called on the UI goroutine.
type PictureViewOptions struct {
	OpenLabel, CloseLabel string
	OnOpen, OnClose       func() // Enter; Esc or a click beside the picture
	OnNewer, OnOlder      func() // Left; Right
}

// PictureView shows one file large, over the window. Give it the focus: it works by
// keyboard.
type PictureView struct {
	widget.BaseWidget
	opts    PictureViewOptions
	ground  *canvas.Rectangle
	picture *canvas.Image
	face    *canvas.Image
	title   *widget.Label
	detail  *widget.Label
}

// NewPictureView returns an empty view.
func NewPictureView(o PictureViewOptions) *PictureView {
	v := &PictureView{
		opts:    o,
		picture: &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleFastest},
		face:    &canvas.Image{FillMode: canvas.ImageFillContain, Resource: face("", false)},
		title:   widget.NewLabel(""), detail: widget.NewLabel(""),
	}
	v.title.TextStyle.Bold = true
	v.title.Truncation, v.detail.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	v.face.SetMinSize(fyne.NewSquareSize(2 * cellFace))
	v.ExtendBaseWidget(v)
	return v
}

// Set shows a file. A picture that comes later replaces its preview by a second
// call.
func (v *PictureView) Set(d PictureData) {
	v.picture.Image = d.Image
	v.face.Resource = face(d.Kind, d.Missing)
	show(v.picture, d.Image != nil)
	show(v.face, d.Image == nil)
	v.title.SetText(d.Title)
	v.detail.SetText(d.Detail)
	v.picture.Refresh()
	v.face.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (v *PictureView) CreateRenderer() fyne.WidgetRenderer {
	var buttons []fyne.CanvasObject
	for _, b := range []struct {
		label string
		icon  fyne.Resource
		call  func()
	}{
		{"", theme.NavigateBackIcon(), v.opts.OnNewer},
		{"", theme.NavigateNextIcon(), v.opts.OnOlder},
		{v.opts.OpenLabel, theme.FolderOpenIcon(), v.opts.OnOpen},
		{v.opts.CloseLabel, theme.CancelIcon(), v.opts.OnClose},
	} {
		if b.call != nil {
			buttons = append(buttons, widget.NewButtonWithIcon(b.label, b.icon, b.call))
		}
	}
	v.ground = canvas.NewRectangle(theme.Color(theme.ColorNameOverlayBackground))
	bar := container.NewBorder(nil, nil, nil, container.NewHBox(buttons...), container.NewVBox(v.title, v.detail))
	content := container.NewBorder(nil, container.NewPadded(bar), nil, nil, container.NewPadded(container.NewStack(v.picture, container.NewCenter(v.face))))
	return &viewRenderer{widget.NewSimpleRenderer(container.NewStack(v.ground, content)), v}
}

// FocusGained implements fyne.Focusable.
func (v *PictureView) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (v *PictureView) FocusLost() {}

// TypedRune implements fyne.Focusable.
func (v *PictureView) TypedRune(rune) {}

// Tapped implements fyne.Tappable: a click on the view closes it.
func (v *PictureView) Tapped(*fyne.PointEvent) { call(v.opts.OnClose) }

// TypedKey implements fyne.Focusable.
func (v *PictureView) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		call(v.opts.OnClose)
	case fyne.KeyLeft:
		call(v.opts.OnNewer)
	case fyne.KeyRight:
		call(v.opts.OnOlder)
	case fyne.KeyReturn, fyne.KeyEnter:
		call(v.opts.OnOpen)
	}
}

func call(f func()) {
	if f != nil {
		f()
	}
}

// viewRenderer follows the theme with the ground.
type viewRenderer struct {
	fyne.WidgetRenderer
	view *PictureView
}

// Refresh implements fyne.WidgetRenderer.
func (r *viewRenderer) Refresh() {
	r.view.ground.FillColor = theme.Color(theme.ColorNameOverlayBackground)
	r.WidgetRenderer.Refresh()
}
