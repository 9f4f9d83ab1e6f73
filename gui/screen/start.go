package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"satchel/assets"
	look "satchel/gui/theme"
	"satchel/gui/view"
	"satchel/gui/widget"
)

// StartActions are what a person can wish for on the start screen.
type StartActions struct {
	SignIn func()
	Sample func()
	GoOn   func(view.ArchiveCard)
	Update func(view.ArchiveCard, view.Depth)
	Open   func(view.ArchiveCard)
	Check  func(view.ArchiveCard)
	Copy   func(view.ArchiveCard)
	Folder func(view.ArchiveCard)
	Report func() // of the end of the last time
	Forget func(view.ArchiveCard)
}

// Start is the first screen.
type Start struct {
	kit     Kit
	act     StartActions
	canSign bool
	content *fyne.Container
	keys    *widget.Keys
	first   fyne.Focusable
	buttons []*widget.Button
	note    *fynewidget.Label
}

// NewStart returns the screen for the archives known; canSign says whether this
// build can talk to Telegram, crashed that the last time ended badly.
func NewStart(kit Kit, cards []view.ArchiveCard, canSign, crashed bool, act StartActions) *Start {
	s := &Start{kit: kit, act: act, canSign: canSign, keys: &widget.Keys{}, content: container.NewStack(), note: widget.NewMuted("")}
	s.note.Hide()
	body := s.welcome()
	if len(cards) > 0 {
		body = s.welcomeBack(cards)
	}
	if crashed {
		body = widget.Stack(12, s.crashed(), body)
	}
	s.content.Add(page(s.keys, 760, body, nil))
	return s
}

// Content implements Screen.
func (s *Start) Content() fyne.CanvasObject { return s.content }

// First implements Screen.
func (s *Start) First() fyne.Focusable { return s.first }

// Keys implements Screen.
func (s *Start) Keys() *widget.Keys { return s.keys }

// Step implements Screen.
func (s *Start) Step() int { return -1 }

// Busy says what is being done, and holds the buttons meanwhile; an empty text
// ends it.
func (s *Start) Busy(text string) {
	for _, b := range s.buttons {
		b.SetEnabled(text == "")
	}
	s.Note(text)
}

// Note says a sentence below the buttons.
func (s *Start) Note(text string) {
	widget.SetText(s.note, text)
	if text == "" {
		s.note.Hide()
	} else {
		s.note.Show()
	}
}

// welcome is what somebody sees who has no archive yet.
func (s *Start) welcome() fyne.CanvasObject {
	t := s.kit.L.T
	icon := canvas.NewImageFromResource(fyne.NewStaticResource("icon.png", assets.Icon))
	icon.FillMode, icon.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	icon.SetMinSize(fyne.NewSquareSize(96))
	head := container.New(layout.NewBorderLayout(nil, nil, icon, nil), icon,
		container.New(layout.NewCustomPaddedLayout(0, 0, 14, 0),
			widget.Stack(-8, widget.NewHeading(t("start.title"), look.SizeTitle), widget.NewText(t("start.text")))))
	facts := card(
		s.fact(theme.HistoryIcon(), t("start.fact.stop")),
		s.fact(theme.InfoIcon(), t("start.fact.wait")),
		s.fact(theme.DocumentIcon(), t("start.fact.copy")),
	)
	return widget.Stack(14, widget.Space(1, 2), head, facts, s.begin(true), s.note)
}

// crashed tells of the end of the last time.
func (s *Start) crashed() fyne.CanvasObject {
	var notice *widget.Panel
	report := widget.NewButton(s.kit.L.T("start.crashed.show"), s.keys, func() {
		notice.Hide()
		s.content.Refresh()
		s.act.Report()
	})
	text := widget.NewText(s.kit.L.T("start.crashed"))
	side := container.NewVBox(layout.NewSpacer(), report, layout.NewSpacer())
	notice = widget.NewPanel(look.WaitSoft, "", 8, container.New(layout.NewBorderLayout(nil, nil, nil, side), text, side))
	return notice
}

func (s *Start) fact(icon fyne.Resource, text string) fyne.CanvasObject {
	mark := container.New(layout.NewCustomPaddedLayout(7, 0, 4, 4), widget.Stack(0, fynewidget.NewIcon(theme.NewColoredResource(icon, look.Leather))))
	return container.New(layout.NewBorderLayout(nil, nil, mark, nil), mark, widget.NewText(text))
}

// begin is the two ways to a new archive.
func (s *Start) begin(first bool) fyne.CanvasObject {
	t := s.kit.L.T
	signIn := widget.NewButton(t("start.signin"), s.keys, s.act.SignIn).WithIcon(theme.LoginIcon())
	sample := widget.NewButton(t("start.sample"), s.keys, s.act.Sample).WithIcon(theme.MediaPlayIcon())
	if first && s.canSign {
		signIn.Importance = fynewidget.HighImportance
		s.first = signIn
	} else if first {
		sample.Importance = fynewidget.HighImportance
		s.first = sample
	}
	s.buttons = append(s.buttons, sample)
	about := widget.NewMuted(t("start.sample.about"))
	if s.canSign {
		s.buttons = append(s.buttons, signIn)
	} else {
		signIn.Disable()
		widget.SetText(about, t("start.noapp"))
	}
	row := container.NewGridWithColumns(2, widget.AtLeast(10, 42, signIn), widget.AtLeast(10, 42, sample))
	return widget.Stack(0, row, about)
}

// welcomeBack offers the archives, the one to go on with first.
func (s *Start) welcomeBack(cards []view.ArchiveCard) fyne.CanvasObject {
	t := s.kit.L.T
	list := []fyne.CanvasObject{widget.NewHeading(t("start.welcome"), theme.SizeNameHeadingText)}
	for _, c := range cards {
		list = append(list, s.archive(c))
	}
	list = append(list, widget.Space(1, 2), widget.NewHeading(t("start.other"), theme.SizeNameSubHeadingText), s.begin(false), s.note)
	return widget.Stack(10, list...)
}

// archive is one known archive.
func (s *Start) archive(c view.ArchiveCard) fyne.CanvasObject {
	t := s.kit.L.T
	goOn := widget.NewButton(c.Action, s.keys, func() {
		if c.Update {
			s.act.Update(c, view.DepthUsual)
		} else {
			s.act.GoOn(c)
		}
	})
	if c.First {
		goOn.Importance = fynewidget.HighImportance
		s.first = goOn
	}
	open := widget.NewButton(t("start.open"), s.keys, func() { s.act.Open(c) })
	more := widget.NewMenuButton(t("start.more"), s.menu(c))
	s.buttons = append(s.buttons, goOn, open, more)
	text := widget.Stack(-14, widget.NewHeading(c.Title, theme.SizeNameSubHeadingText), widget.NewText(c.State), widget.NewCaption(c.Where))
	buttons := container.NewVBox(layout.NewSpacer(), container.NewHBox(goOn, open, more), layout.NewSpacer())
	fill, edge := look.Card, look.CardEdge
	if c.First && c.Known.Unfinished() {
		edge = theme.ColorNamePrimary
	}
	return widget.NewPanel(fill, edge, 8, container.New(layout.NewBorderLayout(nil, nil, nil, buttons), text, buttons))
}

// menu is what is wished for less often.
func (s *Start) menu(c view.ArchiveCard) []*fyne.MenuItem {
	t := s.kit.L.T
	var items []*fyne.MenuItem
	add := func(key string, icon fyne.Resource, act func()) {
		item := fyne.NewMenuItem(t(key), act)
		item.Icon = icon
		items = append(items, item)
	}
	if c.Update {
		add("start.update.new", theme.ViewRefreshIcon(), func() { s.act.Update(c, view.DepthQuick) })
		add("start.update.full", theme.ViewRefreshIcon(), func() { s.act.Update(c, view.DepthThorough) })
	}
	add("start.check", theme.SearchIcon(), func() { s.act.Check(c) })
	add("start.copy", theme.ContentCopyIcon(), func() { s.act.Copy(c) })
	add("end.folder", theme.FolderOpenIcon(), func() { s.act.Folder(c) })
	add("start.forget", theme.CancelIcon(), func() { s.act.Forget(c) })
	return items
}
