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

// CheckOptions are the wishes of the screen that reads or copies an archive.
type CheckOptions struct {
	Dir    string             // that is read, or copied to
	Stop   func()             // while it goes on
	Mend   func(account bool) // account: only Telegram has what is needed
	Again  func()             // after it failed; nil: it cannot be tried again
	Folder func()
	Back   func()
}

// Check is the screen of reading every file of an archive: for a check, after a
// repair, or to copy it.
type Check struct {
	kit     Kit
	opts    CheckOptions
	keys    *widget.Keys
	now     view.Check
	content *fyne.Container

	ground *widget.Panel
	mark   *widget.Dot
	icon   *fynewidget.Icon
	title  *fynewidget.Label
	text   *fynewidget.Label
	bar    *widget.Bar
	items  *fyne.Container
	list   *widget.Panel
	note   *fynewidget.Label
	act    *widget.Button // stops, mends, or leads back
	folder *widget.Button
	back   *widget.Button
	focus  func(fyne.Focusable)
}

// NewCheck returns the screen of a check that is about to begin. focus gives the
// keyboard to a control.
func NewCheck(kit Kit, v view.Check, o CheckOptions, focus func(fyne.Focusable)) *Check {
	t := kit.L.T
	c := &Check{kit: kit, opts: o, focus: focus}
	c.keys = &widget.Keys{Escape: c.escape}
	c.mark = widget.NewDot(46, look.Muted)
	c.icon = fynewidget.NewIcon(nil)
	badge := container.NewStack(c.mark, container.NewCenter(c.icon))
	left := container.New(layout.NewCustomPaddedLayout(10, 10, 12, 6), container.NewVBox(layout.NewSpacer(), badge, layout.NewSpacer()))
	c.title = widget.NewHeading("", theme.SizeNameHeadingText)
	c.text = widget.NewText("")
	c.bar = widget.NewBar(10, look.Soft)
	c.items = container.NewVBox()
	c.list = widget.NewPanel(look.Card, look.CardEdge, 12, c.items)
	c.note = widget.NewMuted("")
	c.act = widget.NewDefaultButton(t("check.stop"), c.keys, c.pressed)
	c.folder = widget.NewButton(t("end.folder"), c.keys, o.Folder).WithIcon(theme.FolderOpenIcon())
	c.back = widget.NewButton(t("button.back"), c.keys, o.Back)
	head := container.New(layout.NewBorderLayout(nil, nil, left, nil), left, widget.Stack(-8, c.title, c.text))
	inset := container.New(layout.NewCustomPaddedLayout(2, 10, 14, 14), c.bar)
	row := container.NewHBox(widget.Space(4, 1), widget.AtLeast(150, 38, c.act), c.folder, c.back)
	c.ground = widget.NewPanel(look.QuietSoft, "", 12, widget.Stack(8, head, inset, row))
	body := widget.Stack(12, widget.Space(1, 4), c.ground, c.list, c.note)
	c.content = container.NewStack(page(c.keys, pageWide, body, widget.NewCaption(o.Dir)))
	c.Set(v)
	return c
}

// Content implements Screen.
func (c *Check) Content() fyne.CanvasObject { return c.content }

// First implements Screen.
func (c *Check) First() fyne.Focusable { return c.act }

// Keys implements Screen.
func (c *Check) Keys() *widget.Keys { return c.keys }

// Step implements Screen.
func (c *Check) Step() int { return -1 }

// pressed is the first button, whatever it says now.
func (c *Check) pressed() {
	switch {
	case c.now.Busy:
		c.act.SetEnabled(false)
		c.opts.Stop()
	case c.now.Mend != "":
		c.opts.Mend(c.now.Account)
	case c.now.Tone == view.ToneBad && c.opts.Again != nil && len(c.now.Items) == 0:
		c.opts.Again()
	default:
		c.opts.Back()
	}
}

// escape leads back, once there is nothing to stop.
func (c *Check) escape() {
	if c.now.Busy {
		c.pressed()
		return
	}
	c.opts.Back()
}

// Set shows it at one moment.
func (c *Check) Set(v view.Check) {
	ended := c.now.Busy && !v.Busy
	changed := c.now.Busy != v.Busy || c.title.Text == ""
	c.now = v
	widget.SetText(c.title, v.Title)
	widget.SetText(c.text, v.Text)
	c.bar.Set(v.Done, theme.ColorNamePrimary)
	showText(c.note, v.Note)
	if !changed {
		return
	}
	c.colours(v)
	c.buttons(v)
	c.items.Objects = nil
	for _, item := range v.Items {
		c.items.Add(widget.NewText(item))
	}
	visible(c.list, len(v.Items) > 0)
	visible(c.bar, v.Busy)
	c.content.Refresh()
	if ended {
		c.focus(c.act)
	}
}

func (c *Check) colours(v view.Check) {
	tone, icon := string(v.Tone), theme.ConfirmIcon()
	switch {
	case v.Busy:
		tone, icon = "quiet", theme.SearchIcon()
	case v.Tone == view.ToneBad:
		icon = theme.ErrorIcon()
	}
	ground, mark := toneColours(tone)
	c.ground.SetFill(ground)
	c.mark.SetColour(mark)
	c.icon.SetResource(theme.NewColoredResource(icon, look.Card))
}

func (c *Check) buttons(v view.Check) {
	t := c.kit.L.T
	label, importance := t("check.done"), fynewidget.HighImportance
	again := v.Tone == view.ToneBad && c.opts.Again != nil && len(v.Items) == 0
	switch {
	case v.Busy:
		label, importance = t("check.stop"), fynewidget.MediumImportance
	case v.Mend != "":
		label = v.Mend
	case again:
		label = t("end.again")
	}
	c.act.Importance = importance
	c.act.SetText(label)
	c.act.SetEnabled(true)
	visible(c.folder, !v.Busy && !again)
	visible(c.back, !v.Busy && (v.Mend != "" || again))
}

// visible shows or hides an object.
func visible(o fyne.CanvasObject, yes bool) {
	switch {
	case yes && !o.Visible():
		o.Show()
	case !yes && o.Visible():
		o.Hide()
	}
}
