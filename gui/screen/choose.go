package screen

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"satchel/gui/view"
	"satchel/gui/widget"
)

// ChooseOptions are what the screen of the choice begins with and reports.
type ChooseOptions struct {
	Account  string
	Settings view.Settings
	Folder   string
	Look     func(folder string) // to be answered by SetPlace
	Pick     func(start string)  // to be answered by SetFolder or Picked
	Chats    func()              // to be answered by SetChats
	Start    func(view.Settings, string)
	Back     func()
}

// Choose is the screen of what to save and where to.
type Choose struct {
	kit      Kit
	opts     ChooseOptions
	keys     *widget.Keys
	settings view.Settings
	place    view.Place

	content fyne.CanvasObject
	ticks   *ticks
	files   *fileWishes
	dates   *dateWishes
	folder  *widget.Entry
	pick    *widget.Button
	where   *banner
	picked  *fynewidget.Label
	techLog *widget.Check
	summary *fynewidget.Label
	start   *widget.Button
	all     *widget.Button
}

// NewChoose returns the screen.
func NewChoose(kit Kit, o ChooseOptions) *Choose {
	c := &Choose{kit: kit, opts: o, settings: o.Settings}
	c.keys = &widget.Keys{Enter: c.begin, Escape: o.Back}
	c.ticks = &ticks{kit: kit, keys: c.keys, settings: &c.settings, changed: c.changed}
	c.build()
	c.SetFolder(o.Folder)
	return c
}

// Content implements Screen.
func (c *Choose) Content() fyne.CanvasObject { return c.content }

// First implements Screen.
func (c *Choose) First() fyne.Focusable { return c.start }

// Keys implements Screen.
func (c *Choose) Keys() *widget.Keys { return c.keys }

// Step implements Screen.
func (c *Choose) Step() int { return 1 }

func (c *Choose) build() {
	t := c.kit.L.T
	c.summary = widget.NewMuted("")
	c.start = widget.NewDefaultButton(t("choose.start"), c.keys, c.begin)
	back := widget.NewButton(t("button.back"), c.keys, c.opts.Back)
	c.all = widget.NewButton(t("choose.all"), c.keys, c.tickAll).Quiet()
	c.files, c.dates = newFileWishes(c.ticks), newDateWishes(c.ticks)
	body := widget.Stack(12,
		title(t("choose.title"), t("choose.hello", c.opts.Account)),
		c.folderCard(),
		container.NewGridWithColumns(2,
			c.chatsCard(), card(c.group("choose.group.account", view.AccountOptions()))),
		c.files.content,
		c.messagesCard(),
		c.logCard(),
	)
	left := container.NewVBox(layout.NewSpacer(), back, layout.NewSpacer())
	end := container.NewVBox(layout.NewSpacer(), container.NewHBox(c.all, widget.AtLeast(140, 38, c.start)), layout.NewSpacer())
	foot := container.New(layout.NewBorderLayout(nil, nil, left, end), left, c.summary, end)
	c.content = page(c.keys, pageWide, body, foot)
}

// chatsCard is the kinds of chat, with the way to the single ones.
func (c *Choose) chatsCard() fyne.CanvasObject {
	pick := widget.NewButton(c.kit.L.T("choose.chats.pick"), c.keys, c.opts.Chats).Quiet()
	c.picked = widget.NewMuted("")
	row := container.New(layout.NewBorderLayout(nil, nil, nil, pick), c.picked, pick)
	return card(c.group("choose.group.chats", view.ChatOptions()), row)
}

// logCard is the technical log, for those who help when something goes wrong.
func (c *Choose) logCard() fyne.CanvasObject {
	t := c.kit.L.T
	c.techLog = widget.NewCheck(t("choose.log"), false, c.keys, func(bool) {})
	about := widget.NewAside(t("choose.log.about"))
	return card(container.New(layout.NewBorderLayout(nil, nil, c.techLog, nil), c.techLog, about))
}

// Log reports whether a technical log is wanted.
func (c *Choose) Log() bool { return c.techLog.Checked }

// Settings are the choice as it stands.
func (c *Choose) Settings() view.Settings { return c.settings }

// SetChats takes over the choice of single chats.
func (c *Choose) SetChats(chats view.ChatChoice) {
	c.settings.Chats = chats
	c.changed()
}

// group is a heading with its checkboxes, each with a word about it.
func (c *Choose) group(key string, options []view.Option) fyne.CanvasObject {
	list := []fyne.CanvasObject{c.ticks.heading(key)}
	for _, o := range options {
		about := widget.NewAside(c.kit.L.T("choose." + o.Key + ".about"))
		check := c.ticks.add(o)
		list = append(list, container.New(layout.NewBorderLayout(nil, nil, check, nil), check, about))
		if parts := c.parts(o.Key); parts != nil {
			list = append(list, parts)
		}
	}
	return widget.Stack(-4, list...)
}

// parts is the line below a kind of chat that has parts; nil: it has none.
func (c *Choose) parts(kind string) fyne.CanvasObject {
	row := container.NewHBox(widget.Space(22, 1))
	for _, o := range view.TypeOptions() {
		if strings.HasPrefix(o.Key, kind+".") {
			row.Add(c.ticks.add(o))
		}
	}
	if len(row.Objects) == 1 {
		return nil
	}
	return row
}

// messagesCard is which messages: of which days, and by whom.
func (c *Choose) messagesCard() fyne.CanvasObject {
	t := c.kit.L.T
	mine := container.NewGridWithColumns(3)
	for _, o := range view.MineOptions() {
		mine.Add(c.ticks.add(o))
	}
	about := widget.NewAside(t("choose.messages.about"))
	heading := c.ticks.heading("choose.group.messages")
	return card(widget.Stack(-8, heading, about), c.dates.content, fynewidget.NewLabel(t("choose.mine")), mine)
}

// folderCard is where the archive goes.
func (c *Choose) folderCard() fyne.CanvasObject {
	t := c.kit.L.T
	c.folder = widget.NewEntry(c.keys)
	c.folder.OnChanged = func(path string) { c.lookAt(path) }
	c.pick = widget.NewButton(t("choose.folder.pick"), c.keys, func() {
		c.picking(true)
		c.opts.Pick(c.folder.Text)
	}).WithIcon(theme.FolderOpenIcon())
	c.where = newBanner()
	row := container.New(layout.NewBorderLayout(nil, nil, nil, c.pick), c.folder, c.pick)
	name := widget.NewHeading(t("choose.folder"), theme.SizeNameSubHeadingText)
	return card(name, row, c.where.CanvasObject())
}

func (c *Choose) picking(on bool) {
	c.pick.SetEnabled(!on)
	label := c.kit.L.T("choose.folder.pick")
	if on {
		label = c.kit.L.T("choose.folder.picking")
	}
	c.pick.SetText(label)
}

// Picked ends the choosing of a folder; a text says why there is none.
func (c *Choose) Picked(text string) {
	c.picking(false)
	if text != "" {
		c.where.Set("bad", text)
	}
}

// SetFolder shows a folder and asks for a look at it.
func (c *Choose) SetFolder(path string) {
	c.picking(false)
	if c.folder.Text == path {
		c.lookAt(path)
		return
	}
	c.folder.SetText(path) // which looks
	c.folder.CursorColumn = len([]rune(path))
}

func (c *Choose) lookAt(path string) {
	c.place = view.Place{Blocked: true}
	if c.start != nil {
		c.changed()
	}
	c.opts.Look(path)
}

// Folder is the folder that is shown.
func (c *Choose) Folder() string { return c.folder.Text }

// SetPlace says what the folder is good for.
func (c *Choose) SetPlace(p view.Place) {
	c.place = p
	tone := "quiet"
	switch {
	case p.Blocked:
		tone = "bad"
	case p.Warning:
		tone = "mixed"
	}
	c.where.Set(tone, p.Text)
	c.changed()
}

// tickAll goes back to saving everything.
func (c *Choose) tickAll() {
	everything := view.DefaultSettings()
	everything.Zone, everything.Language = c.settings.Zone, c.settings.Language
	c.settings = everything
	c.dates.clear()
	c.changed()
}

// changed brings in line what depends on the choice.
func (c *Choose) changed() {
	c.ticks.sync()
	c.files.sync()
	widget.SetText(c.picked, view.ChatsLine(c.kit.L, c.settings))
	widget.SetText(c.summary, view.Summary(c.kit.L, c.settings))
	c.start.SetEnabled(!view.Nothing(c.settings) && !c.place.Blocked && !c.dates.wrong)
	c.all.SetEnabled(!view.Everything(c.settings) || c.dates.wrong)
}

func (c *Choose) begin() {
	if !c.start.Disabled() {
		c.opts.Start(c.settings, c.folder.Text)
	}
}
