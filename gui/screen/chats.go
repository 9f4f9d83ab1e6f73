package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"satchel/gui/view"
	"satchel/gui/widget"
)

// ChatsOptions are what the screen of single chats reports.
type ChatsOptions struct {
	Picks *view.Picks
	Seen  func(row int) // a row has come to the screen; to be answered by Changed
	One   func(row int) // opens the choice for one chat
	Done  func()
	Back  func()
}

// Chats is the screen on which single chats are ticked.
type Chats struct {
	kit     Kit
	opts    ChatsOptions
	keys    *widget.Keys
	content fyne.CanvasObject
	find    *widget.Entry
	list    *widget.List
	trouble *banner
	summary *fynewidget.Label
}

// NewChats returns the screen.
func NewChats(kit Kit, o ChatsOptions) *Chats {
	c := &Chats{kit: kit, opts: o, trouble: newBanner()}
	c.keys = &widget.Keys{Enter: o.Done, Escape: o.Back}
	c.build()
	c.Changed()
	return c
}

// Content implements Screen.
func (c *Chats) Content() fyne.CanvasObject { return c.content }

// First implements Screen.
func (c *Chats) First() fyne.Focusable { return c.find }

// Keys implements Screen.
func (c *Chats) Keys() *widget.Keys { return c.keys }

// Step implements Screen.
func (c *Chats) Step() int { return 1 }

func (c *Chats) build() {
	t := c.kit.L.T
	c.find = widget.NewEntry(c.keys)
	c.find.SetPlaceHolder(t("pick.find"))
	c.find.OnChanged = func(text string) {
		c.opts.Picks.Find(text)
		c.list.ScrollToTop()
		c.Changed()
	}
	all := widget.NewButton(t("pick.all"), c.keys, func() { c.tick(true) }).Quiet()
	none := widget.NewButton(t("pick.none"), c.keys, func() { c.tick(false) }).Quiet()
	buttons := container.NewHBox(all, none)
	c.list = widget.NewList(c.keys, c.opts.Picks.Len, func() fyne.CanvasObject { return newPickRow() }, c.fill)
	c.list.OnRight = c.one
	c.list.HideSeparators = true
	c.list.OnSelected = func(i int) {
		c.list.Unselect(i) // a row is ticked, not selected
		c.opts.Picks.Toggle(i)
		c.Changed()
	}
	head := widget.Stack(8, title(t("pick.title"), t("pick.text")),
		container.New(layout.NewBorderLayout(nil, nil, nil, buttons), c.find, buttons), c.trouble.CanvasObject())
	c.summary = widget.NewMuted("")
	back := widget.NewButton(t("button.back"), c.keys, c.opts.Back)
	done := widget.AtLeast(140, 38, widget.NewDefaultButton(t("pick.done"), c.keys, c.opts.Done))
	foot := container.New(layout.NewBorderLayout(nil, nil, back, done), back, c.summary, done)
	room := func(top, bottom float32, o fyne.CanvasObject) fyne.CanvasObject {
		return container.New(layout.NewCustomPaddedLayout(top, bottom, margin, margin), widget.Narrow(pageWide, o))
	}
	top := room(6, 4, head)
	bottom := widget.Stack(0, fynewidget.NewSeparator(), room(10, 14, foot))
	panel := container.New(layout.NewCustomPaddedLayout(0, 6, margin, margin), c.list)
	c.content = container.New(layout.NewBorderLayout(top, bottom, nil, nil), top, panel, bottom)
}

func (c *Chats) fill(i int, o fyne.CanvasObject) {
	if i < 0 || i >= c.opts.Picks.Len() {
		return
	}
	row := o.(*pickRow)
	row.set(c.opts.Picks.Row(i))
	row.more.OnTapped = func() { c.one(i) }
	c.opts.Seen(i)
}

// one opens the choice for one chat, if that is saved at all.
func (c *Chats) one(i int) {
	if i >= 0 && i < c.opts.Picks.Len() && c.opts.Picks.Row(i).Ticked {
		c.opts.One(i)
	}
}

func (c *Chats) tick(on bool) {
	c.opts.Picks.SetShown(on)
	c.Changed()
}

// Changed shows what the picks have become.
func (c *Chats) Changed() {
	c.list.Refresh()
	widget.SetText(c.summary, c.opts.Picks.Summary())
}

// Failed says why there is no list, or no more of it.
func (c *Chats) Failed(text, hint string) {
	c.trouble.Set("mixed", c.kit.L.T("pick.failed", text, hint))
}

// pickRow is a chat in the list.
type pickRow struct {
	fynewidget.BaseWidget
	mark  *fynewidget.Icon
	name  *fynewidget.Label
	about *fynewidget.Label
	more  *fynewidget.Button
}

func newPickRow() *pickRow {
	r := &pickRow{mark: fynewidget.NewIcon(theme.CheckButtonIcon()), name: fynewidget.NewLabel(""), about: widget.NewCaption("")}
	r.name.Truncation = fyne.TextTruncateEllipsis
	r.about.Truncation = fyne.TextTruncateEllipsis
	r.about.Alignment = fyne.TextAlignTrailing
	r.more = fynewidget.NewButtonWithIcon("", theme.SettingsIcon(), nil)
	r.more.Importance = fynewidget.LowImportance
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *pickRow) CreateRenderer() fyne.WidgetRenderer {
	mark := container.New(layout.NewCustomPaddedLayout(0, 0, 8, 0), r.mark)
	row := container.New(layout.NewBorderLayout(nil, nil, mark, r.more), mark, widget.Split(0.4, 8, r.name, r.about), r.more)
	return fynewidget.NewSimpleRenderer(row)
}

func (r *pickRow) set(p view.PickRow) {
	mark := theme.CheckButtonIcon()
	switch {
	case p.Ticked:
		mark = theme.NewPrimaryThemedResource(theme.CheckButtonCheckedIcon())
	case !p.Possible:
		mark = theme.NewDisabledResource(theme.CheckButtonIcon())
	}
	r.mark.SetResource(mark)
	importance := fynewidget.MediumImportance
	if !p.Possible {
		importance = fynewidget.LowImportance
	}
	if r.name.Importance != importance {
		r.name.Importance = importance
		r.name.Refresh()
	}
	if p.Ticked == r.more.Disabled() {
		if p.Ticked {
			r.more.Enable()
		} else {
			r.more.Disable()
		}
	}
	widget.SetText(r.name, p.Name)
	widget.SetText(r.about, p.About)
}
