package widget

import (
	"cmp"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// PictureData is what a picture view shows.
type PictureData struct {
	Image         image.Image // nil: the face of the kind
	Kind          string
	Title, Detail string
	Missing       bool
	// Coming: what was shown stays until the next Set.
	Coming bool
	// Open is the word on the button that opens the file in the system's program;
	// empty: there is none to open yet.
	Open string
}

// plays reports whether the file is seen or heard in another program.
func (d PictureData) plays() bool {
	switch d.Kind {
	case KindVideo, KindRound, KindVoice, KindGIF:
		return d.Open != ""
	}
	return false
}

// PictureViewOptions are the words and callbacks of a picture view; a nil callback
// takes its button away. All are called on the UI goroutine.
type PictureViewOptions struct {
	OpenLabel, CloseLabel string // OpenLabel until Set says another
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
	badge   *playButton
	title   *widget.Label
	detail  *widget.Label
	open    *viewButton
}

// NewPictureView returns an empty view.
func NewPictureView(o PictureViewOptions) *PictureView {
	v := &PictureView{
		opts:    o,
		picture: &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleFastest},
		face:    &canvas.Image{FillMode: canvas.ImageFillContain, Resource: face("", false)},
		title:   widget.NewLabel(""), detail: widget.NewLabel(""),
	}
	v.badge = newPlayButton(func() { call(v.opts.OnOpen) })
	v.badge.Hide()
	v.title.TextStyle.Bold = true
	v.title.Truncation, v.detail.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	v.face.SetMinSize(fyne.NewSquareSize(2 * cellFace))
	v.ExtendBaseWidget(v)
	return v
}

// Set shows a file. A picture that comes later replaces its preview by a second
// call.
func (v *PictureView) Set(d PictureData) {
	v.title.SetText(d.Title)
	v.detail.SetText(d.Detail)
	if v.open != nil {
		v.open.SetText(cmp.Or(d.Open, v.opts.OpenLabel))
		v.open.SetEnabled(d.Open != "")
	}
	if d.Coming {
		return
	}
	v.picture.Image = d.Image
	v.face.Resource = face(d.Kind, d.Missing)
	show(v.picture, d.Image != nil)
	show(v.face, d.Image == nil)
	show(v.badge, d.plays())
	v.picture.Refresh()
	v.face.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (v *PictureView) CreateRenderer() fyne.WidgetRenderer {
	var buttons []fyne.CanvasObject
	add := func(label string, icon fyne.Resource, act func()) *viewButton {
		if act == nil {
			return nil
		}
		button := newViewButton(v, label, icon, act)
		buttons = append(buttons, button)
		return button
	}
	add("", theme.NavigateBackIcon(), v.opts.OnNewer)
	add("", theme.NavigateNextIcon(), v.opts.OnOlder)
	v.open = add(v.opts.OpenLabel, theme.FolderOpenIcon(), v.opts.OnOpen)
	add(v.opts.CloseLabel, theme.CancelIcon(), v.opts.OnClose)
	v.ground = canvas.NewRectangle(theme.Color(theme.ColorNameOverlayBackground))
	bar := container.NewBorder(nil, nil, nil, container.NewHBox(buttons...), container.NewVBox(v.title, v.detail))
	content := container.NewBorder(nil, container.NewPadded(bar), nil, nil, container.NewPadded(container.NewStack(v.picture, container.NewCenter(v.face), container.NewCenter(v.badge))))
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

// viewButton is a button of a view: the view's keys work on it, too.
type viewButton struct {
	Button
	view *PictureView
}

func newViewButton(v *PictureView, label string, icon fyne.Resource, act func()) *viewButton {
	b := &viewButton{view: v}
	b.ring = canvas.NewRectangle(nil)
	b.Text, b.Icon, b.OnTapped = label, icon, act
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey implements fyne.Focusable.
func (b *viewButton) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyEscape:
		b.view.TypedKey(e)
	default:
		b.Button.TypedKey(e)
	}
}

// playButton is the badge over a film.
type playButton struct {
	widget.BaseWidget
	act func()
}

func newPlayButton(act func()) *playButton {
	b := &playButton{act: act}
	b.ExtendBaseWidget(b)
	return b
}

// Tapped implements fyne.Tappable.
func (b *playButton) Tapped(*fyne.PointEvent) { b.act() }

// Cursor implements desktop.Cursorable.
func (b *playButton) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (b *playButton) CreateRenderer() fyne.WidgetRenderer {
	badge := canvas.NewImageFromResource(playBadge())
	badge.FillMode = canvas.ImageFillContain
	badge.SetMinSize(fyne.NewSquareSize(2 * cellBadge))
	return widget.NewSimpleRenderer(badge)
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
