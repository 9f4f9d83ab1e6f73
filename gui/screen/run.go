package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	look "satchel/gui/theme"
	"satchel/gui/view"
	"satchel/gui/widget"
)

// RunOptions are the wishes of the run screen and what its grid shows.
type RunOptions struct {
	Account string
	Pause   func()
	Resume  func()
	Cancel  func() // asks first
	GoOn    func() // after the run stopped by itself
	Finish  func() // leaves it as it is
	Grid    widget.MediaGridOptions
}

// Run is the screen of a run.
type Run struct {
	kit     Kit
	opts    RunOptions
	keys    *widget.Keys
	now     view.Look
	content *fyne.Container

	banner   *widget.Panel
	dot      *widget.Dot
	title    *fynewidget.Label
	line     *fynewidget.Label
	clock    *fynewidget.Label
	percent  *fynewidget.Label
	overall  *widget.Bar
	chat     *fynewidget.Label
	chatText *fynewidget.Label
	chatBar  *widget.Bar
	one      fyne.CanvasObject // the present chat
	parts    fyne.CanvasObject // it and the whole
	table    *fyne.Container
	figures  []*widget.Figure
	problems *fynewidget.Label
	left     *fyne.Container
	pause    *widget.Button
	stop     *widget.Button
	finish   *widget.Button
	grid     *widget.MediaGrid
	empty    *fynewidget.Label
}

// figureCount is how many numbers the screen has room for.
const figureCount = 6

// NewRun returns the screen of a run that is about to begin.
func NewRun(kit Kit, o RunOptions) *Run {
	r := &Run{kit: kit, opts: o}
	r.keys = &widget.Keys{Escape: r.escape}
	r.build()
	return r
}

// Content implements Screen.
func (r *Run) Content() fyne.CanvasObject { return r.content }

// First implements Screen.
func (r *Run) First() fyne.Focusable { return r.pause }

// Keys implements Screen.
func (r *Run) Keys() *widget.Keys { return r.keys }

// Step implements Screen.
func (r *Run) Step() int { return 2 }

// Grid is the grid of files.
func (r *Run) Grid() *widget.MediaGrid { return r.grid }

// escape asks whether to stop, once there is something to stop.
func (r *Run) escape() {
	if !r.stop.Disabled() && r.stop.Visible() {
		r.opts.Cancel()
	}
}

func (r *Run) build() {
	t := r.kit.L.T
	r.pause = widget.NewButton(t("run.pause"), r.keys, r.pressed).WithIcon(theme.MediaPauseIcon())
	r.stop = widget.NewButton(t("run.cancel"), r.keys, r.opts.Cancel).WithIcon(theme.MediaStopIcon())
	r.finish = widget.NewButton(t("run.finish"), r.keys, r.opts.Finish)
	r.finish.Hide()
	r.problems = widget.NewMuted("")
	r.problems.Hide()
	buttons := container.NewGridWithColumns(2, r.pause, r.stop, r.finish)
	column := widget.Stack(6, r.status(), r.progress(), r.numbers(), r.problems)
	scroll := container.NewVScroll(column)
	r.left = container.New(layout.NewBorderLayout(nil, buttons, nil, nil), scroll, buttons)

	r.grid = widget.NewMediaGrid(r.opts.Grid)
	r.empty = widget.NewMuted(t("run.pictures"))
	r.empty.Alignment = fyne.TextAlignCenter
	hint := container.NewVBox(layout.NewSpacer(), r.empty, layout.NewSpacer())
	gallery := widget.NewPanel(look.Card, look.CardEdge, 10, container.NewStack(hint, r.grid))
	body := container.New(sideBySide{left: 330, gap: 16}, r.left, gallery)
	r.content = container.NewStack(container.New(layout.NewCustomPaddedLayout(8, 14, margin, margin), body))
}

// status is how it stands, at a glance.
func (r *Run) status() fyne.CanvasObject {
	r.dot = widget.NewDot(14, theme.ColorNameSuccess)
	r.title = widget.NewHeading("", theme.SizeNameSubHeadingText)
	r.line = widget.NewText("")
	r.clock = fynewidget.NewLabel("")
	r.clock.SizeName, r.clock.TextStyle.Bold = theme.SizeNameHeadingText, true
	mark := container.New(layout.NewCustomPaddedLayout(13, 0, 8, 0), widget.Stack(0, r.dot))
	head := container.New(layout.NewBorderLayout(nil, nil, mark, nil), mark, widget.Stack(-12, r.title, r.line, r.clock))
	r.banner = widget.NewPanel(look.GoodSoft, "", 6, head)
	return widget.AtLeast(10, 80, r.banner)
}

// progress is the whole and the present chat.
func (r *Run) progress() fyne.CanvasObject {
	r.percent = fynewidget.NewLabel("")
	r.percent.SizeName, r.percent.TextStyle.Bold = theme.SizeNameHeadingText, true
	r.overall = widget.NewBar(10, look.Soft)
	r.chat = fynewidget.NewLabel("")
	r.chat.Truncation = fyne.TextTruncateEllipsis
	r.chatText = widget.NewCaption("")
	r.chatText.Truncation = fyne.TextTruncateOff
	r.chatBar = widget.NewBar(5, look.Soft)
	inset := func(o fyne.CanvasObject) fyne.CanvasObject {
		return container.New(layout.NewCustomPaddedLayout(0, 6, 9, 9), o)
	}
	whole := widget.AtLeast(72, 10, r.percent)
	r.one = widget.Stack(-4,
		container.New(layout.NewBorderLayout(nil, nil, nil, r.chatText), r.chat, r.chatText), inset(r.chatBar))
	r.parts = widget.NewPanel(look.Card, look.CardEdge, 6, widget.Stack(-4,
		container.New(layout.NewBorderLayout(nil, nil, whole, nil), whole, inset(r.overall)), r.one))
	return r.parts
}

// numbers are the figures, two in a row.
func (r *Run) numbers() fyne.CanvasObject {
	r.table = container.NewGridWithColumns(2)
	for range figureCount {
		f := widget.NewFigure(look.SizeFigure)
		r.figures = append(r.figures, f)
		r.table.Add(f)
	}
	return widget.NewPanel(look.Card, look.CardEdge, 9, r.table)
}

// sideBySide gives the left one a width of its own and the right one the rest.
type sideBySide struct{ left, gap float32 }

func (s sideBySide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := max(s.left, min(size.Width*0.36, 400))
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(left, size.Height))
	objects[1].Move(fyne.NewPos(left+s.gap, 0))
	objects[1].Resize(fyne.NewSize(size.Width-left-s.gap, size.Height))
}

func (s sideBySide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(a.Width, s.left)+s.gap+b.Width, max(a.Height, b.Height))
}

// pressed is the first button, whatever it says now.
func (r *Run) pressed() {
	switch r.now {
	case view.LookPaused:
		r.opts.Resume()
	case view.LookFull, view.LookStopped:
		r.opts.GoOn()
	default:
		r.opts.Pause()
	}
}

// Apply shows the run at one moment.
func (r *Run) Apply(v view.Run) {
	ground, mark := toneColours(string(v.Look))
	r.banner.SetFill(ground)
	r.dot.SetColour(mark)
	widget.SetText(r.title, v.Title)
	widget.SetText(r.line, v.Line)
	showText(r.clock, v.Clock)
	widget.SetText(r.percent, v.Percent)
	if v.Unknown {
		widget.SetText(r.percent, "…")
	}
	colour := theme.ColorNamePrimary
	if v.Look != view.LookWorking {
		colour = look.Muted
	}
	r.overall.Set(v.Overall, colour)
	widget.SetText(r.chat, v.Chat)
	widget.SetText(r.chatText, v.ChatText)
	r.chatBar.Set(v.ChatPart, colour)
	r.fill(v)
	showText(r.problems, v.Problems)
	r.buttons(v)
}

// fill shows the figures there are, and takes the bars away while they say nothing:
// in a small window there is no room for those.
func (r *Run) fill(v view.Run) {
	shown := len(r.table.Objects)
	r.table.Objects = r.table.Objects[:0]
	for i, f := range v.Figures[:min(len(v.Figures), len(r.figures))] {
		r.figures[i].Set(f.Value, f.Label)
		r.table.Objects = append(r.table.Objects, r.figures[i])
	}
	idle := v.Unknown && v.Look != view.LookWorking
	if shown != len(r.table.Objects) || r.parts.Visible() == idle || r.one.Visible() == (v.Chat == "") {
		visible(r.parts, !idle)
		visible(r.one, v.Chat != "")
		r.left.Refresh()
	}
}

// buttons are what can be done now.
func (r *Run) buttons(v view.Run) {
	if r.now == v.Look && r.pause.Disabled() == !r.canPress(v) {
		return
	}
	r.now = v.Look
	label, icon := r.kit.L.T("run.pause"), theme.MediaPauseIcon()
	r.pause.Importance = fynewidget.MediumImportance
	switch v.Look {
	case view.LookPaused:
		label, icon = r.kit.L.T("run.resume"), theme.MediaPlayIcon()
	case view.LookFull, view.LookStopped:
		label, icon = v.GoOn, theme.MediaPlayIcon()
	}
	if v.Look == view.LookPaused || stopped(v.Look) {
		r.pause.Importance = fynewidget.HighImportance
	}
	r.pause.Icon = icon
	r.pause.SetText(label)
	r.pause.SetEnabled(r.canPress(v))
	r.stop.SetEnabled(v.Look != view.LookEnding && v.CanPause)
	if stopped(v.Look) {
		r.stop.Hide()
		r.finish.Show()
	} else {
		r.stop.Show()
		r.finish.Hide()
	}
	r.left.Refresh()
}

func stopped(l view.Look) bool { return l == view.LookFull || l == view.LookStopped }

func (r *Run) canPress(v view.Run) bool { return v.CanPause || stopped(v.Look) }

// HasPictures takes the words away that hold the place of the pictures.
func (r *Run) HasPictures(yes bool) {
	if yes == r.empty.Visible() {
		if yes {
			r.empty.Hide()
		} else {
			r.empty.Show()
		}
	}
}

// Over puts something over the screen; nil takes it away.
func (r *Run) Over(o fyne.CanvasObject) {
	r.content.Objects = r.content.Objects[:1]
	if o != nil {
		r.content.Objects = append(r.content.Objects, o)
	}
	r.content.Refresh()
}

// showText shows a label that is there only when it says something.
func showText(l *fynewidget.Label, text string) {
	widget.SetText(l, text)
	if (text != "") != l.Visible() {
		if text == "" {
			l.Hide()
		} else {
			l.Show()
		}
	}
}
