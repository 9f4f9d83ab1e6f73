package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"satchel/gui/view"
	"satchel/gui/widget"
)

// OneOptions are what the screen of one chat begins with and reports.
type OneOptions struct {
	Chat  view.OneChat
	Done  func(view.Settings)
	AsAll func() // the chat shall have no choice of its own
	Back  func()
}

// One is the screen of what is different in one chat.
type One struct {
	opts     OneOptions
	keys     *widget.Keys
	settings view.Settings
	ticks    *ticks
	files    *fileWishes
	dates    *dateWishes
	done     *widget.Button
	content  fyne.CanvasObject
}

// NewOne returns the screen.
func NewOne(kit Kit, o OneOptions) *One {
	s := &One{opts: o, settings: o.Chat.Settings}
	s.keys = &widget.Keys{Enter: s.end, Escape: o.Back}
	s.ticks = &ticks{kit: kit, keys: s.keys, settings: &s.settings, changed: s.changed}
	s.build(kit.L.T)
	s.changed()
	return s
}

// Content implements Screen.
func (s *One) Content() fyne.CanvasObject { return s.content }

// First implements Screen.
func (s *One) First() fyne.Focusable { return s.done }

// Keys implements Screen.
func (s *One) Keys() *widget.Keys { return s.keys }

// Step implements Screen.
func (s *One) Step() int { return 1 }

func (s *One) build(t func(string, ...any) string) {
	s.files, s.dates = newFileWishes(s.ticks), newDateWishes(s.ticks)
	body := widget.Stack(12, title(s.opts.Chat.Name, t("one.text")), s.files.content,
		card(s.ticks.heading("choose.group.messages"), s.dates.content, s.ticks.add(s.opts.Chat.Mine)))
	back := widget.NewButton(t("button.back"), s.keys, s.opts.Back)
	asAll := widget.NewButton(t("one.asall"), s.keys, s.opts.AsAll).Quiet()
	asAll.SetEnabled(s.opts.Chat.Own)
	s.done = widget.NewDefaultButton(t("pick.done"), s.keys, s.end)
	end := container.NewHBox(asAll, widget.AtLeast(140, 38, s.done))
	s.content = page(s.keys, pageWide, body, container.New(layout.NewBorderLayout(nil, nil, back, end), back, end))
}

func (s *One) changed() {
	s.ticks.sync()
	s.files.sync()
	s.done.SetEnabled(!s.dates.wrong)
}

func (s *One) end() {
	if !s.done.Disabled() {
		s.opts.Done(s.settings)
	}
}
