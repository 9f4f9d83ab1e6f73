package screen

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	look "satchel/gui/theme"
	"satchel/gui/view"
	"satchel/gui/widget"
)

// EndOptions are the wishes of the last screen.
type EndOptions struct {
	Dir     string
	Open    func()
	Folder  func()
	Check   func()
	Copy    func()
	Retry   func()
	SignOut func() // nil: nobody is signed in
	Home    func()
}

// End is the last screen: what is saved, what is missing, and what to do with it.
type End struct {
	kit     Kit
	opts    EndOptions
	keys    *widget.Keys
	content *fyne.Container
	first   fyne.Focusable
	result  *banner
	chats   *fyne.Container
	missing *fyne.Container
}

// NewEnd returns the screen of an end.
func NewEnd(kit Kit, e view.End, o EndOptions) *End {
	s := &End{kit: kit, opts: o, result: newBanner(), chats: container.NewStack(), missing: container.NewStack()}
	s.keys = &widget.Keys{Escape: o.Home}
	s.content = container.NewStack(page(s.keys, pageWide, s.body(e), s.footer()))
	s.Set(e)
	return s
}

// Content implements Screen.
func (s *End) Content() fyne.CanvasObject { return s.content }

// First implements Screen.
func (s *End) First() fyne.Focusable { return s.first }

// Keys implements Screen.
func (s *End) Keys() *widget.Keys { return s.keys }

// Step implements Screen.
func (s *End) Step() int { return 3 }

func (s *End) body(e view.End) fyne.CanvasObject {
	return widget.Stack(12, s.headline(e), s.result.CanvasObject(), s.missing, s.chats)
}

// headline is the outcome, its numbers and the two things most people want.
func (s *End) headline(e view.End) fyne.CanvasObject {
	t := s.kit.L.T
	ground, mark := toneColours(string(e.Tone))
	icon := theme.ConfirmIcon()
	switch e.Tone {
	case view.ToneMixed:
		icon = theme.InfoIcon()
	case view.ToneBad:
		icon = theme.ErrorIcon()
	}
	badge := container.NewStack(widget.NewDot(46, mark), container.NewCenter(fynewidget.NewIcon(theme.NewColoredResource(icon, look.Card))))
	left := container.New(layout.NewCustomPaddedLayout(10, 10, 12, 6), container.NewVBox(layout.NewSpacer(), badge, layout.NewSpacer()))
	text := widget.Stack(-8, widget.NewHeading(e.Title, theme.SizeNameHeadingText), widget.NewText(e.Text))
	figures := container.NewGridWithColumns(max(len(e.Figures), 1))
	for _, f := range e.Figures {
		figure := widget.NewFigure(theme.SizeNameHeadingText)
		figure.Set(f.Value, f.Label)
		figures.Add(figure)
	}
	open := widget.NewDefaultButton(t("end.open"), s.keys, s.opts.Open).WithIcon(theme.DocumentIcon())
	folder := widget.NewButton(t("end.folder"), s.keys, s.opts.Folder).WithIcon(theme.FolderOpenIcon())
	check := widget.NewButton(t("end.check"), s.keys, s.opts.Check).WithIcon(theme.SearchIcon())
	dup := widget.NewButton(t("end.copy"), s.keys, s.opts.Copy).WithIcon(theme.ContentCopyIcon())
	row := container.New(layout.NewRowWrapLayout())
	if e.Open {
		row.Add(widget.AtLeast(170, 38, open))
		s.first = open
	}
	if e.Retry != "" {
		retry := widget.NewButton(e.Retry, s.keys, s.opts.Retry).WithIcon(theme.ViewRefreshIcon())
		if !e.Open {
			retry.Importance = fynewidget.HighImportance
			s.first = retry
		}
		row.Add(retry)
	}
	row.Add(folder)
	if e.Open {
		row.Add(check)
		row.Add(dup)
	}
	list := []fyne.CanvasObject{container.New(layout.NewBorderLayout(nil, nil, left, nil), left, text)}
	if len(e.Figures) > 0 {
		list = append(list, figures)
	}
	return widget.NewPanel(ground, "", 12, widget.Stack(6, append(list, row)...))
}

func (s *End) footer() fyne.CanvasObject {
	t := s.kit.L.T
	home := widget.NewButton(t("end.home"), s.keys, s.opts.Home).WithIcon(theme.HomeIcon())
	where := widget.NewCaption(s.opts.Dir)
	buttons := container.NewHBox(home)
	if s.opts.SignOut != nil {
		buttons.Add(widget.NewButton(t("end.signout"), s.keys, s.opts.SignOut).WithIcon(theme.LogoutIcon()))
	}
	return container.New(layout.NewBorderLayout(nil, nil, nil, buttons), where, buttons)
}

// Set shows the chats and what is missing, which may come later than the rest.
func (s *End) Set(e view.End) {
	t := s.kit.L.T
	s.missing.Objects = nil
	if len(e.Missing) > 0 {
		list := []fyne.CanvasObject{widget.NewHeading(t("end.missing"), theme.SizeNameSubHeadingText)}
		for _, m := range e.Missing {
			list = append(list, s.missingLine(m))
		}
		s.missing.Objects = []fyne.CanvasObject{card(list...)}
	}
	s.chats.Objects = nil
	if len(e.Chats) > 0 {
		list := []fyne.CanvasObject{widget.NewHeading(t("end.chats"), theme.SizeNameSubHeadingText), widget.Space(1, 2)}
		s.chats.Objects = []fyne.CanvasObject{card(append(list, s.chatTable(e.Chats))...)}
	}
	s.content.Refresh()
}

func (s *End) missingLine(m view.Missing) fyne.CanvasObject {
	count := fynewidget.NewLabel(m.Title)
	count.TextStyle.Bold = true
	left := widget.AtLeast(130, 10, count)
	text := m.Text
	if len(m.Items) > 0 {
		names := strings.Join(m.Items, ", ")
		if m.Count > len(m.Items) {
			names = s.kit.L.T("end.and", names)
		}
		text += " (" + names + ")"
	}
	lines := []fyne.CanvasObject{widget.NewText(text)}
	if m.Hint != "" {
		lines = append(lines, widget.NewMuted(m.Hint))
	}
	return container.New(layout.NewBorderLayout(nil, nil, left, nil), left, widget.Stack(-14, lines...))
}

// tableHeight is the most room the chats get; a longer list scrolls by itself.
const tableHeight = 320

// chatTable lists the chats; rows are made for what is on the screen only.
func (s *End) chatTable(chats []view.ChatLine) fyne.CanvasObject {
	list := fynewidget.NewList(
		func() int { return len(chats) },
		func() fyne.CanvasObject { return newChatRow() },
		func(i fynewidget.ListItemID, o fyne.CanvasObject) {
			if i >= 0 && i < len(chats) {
				o.(*chatRow).set(chats[i])
			}
		},
	)
	list.HideSeparators = true
	row := newChatRow().MinSize().Height + theme.Padding()
	return widget.AtLeast(10, min(float32(len(chats))*row, tableHeight), list)
}

// chatRow is a chat in the table.
type chatRow struct {
	fynewidget.BaseWidget
	dot                *widget.Dot
	name, kind, counts *fynewidget.Label
}

func newChatRow() *chatRow {
	r := &chatRow{dot: widget.NewDot(8, theme.ColorNameSuccess), name: fynewidget.NewLabel(""), kind: widget.NewCaption(""), counts: fynewidget.NewLabel("")}
	r.name.Truncation = fyne.TextTruncateEllipsis
	r.counts.Alignment = fyne.TextAlignTrailing
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *chatRow) CreateRenderer() fyne.WidgetRenderer {
	dot := container.New(layout.NewCustomPaddedLayout(0, 0, 8, 2), r.dot)
	end := container.NewHBox(widget.AtLeast(190, 10, r.kind), widget.AtLeast(190, 10, r.counts))
	return fynewidget.NewSimpleRenderer(container.New(layout.NewBorderLayout(nil, nil, dot, end), dot, r.name, end))
}

func (r *chatRow) set(c view.ChatLine) {
	colour := theme.ColorNameWarning
	if c.Whole {
		colour = theme.ColorNameSuccess
	}
	r.dot.SetColour(colour)
	widget.SetText(r.name, c.Name)
	widget.SetText(r.kind, c.Kind)
	widget.SetText(r.counts, c.Counts)
}

// Note says a sentence below the headline.
func (s *End) Note(text string) { s.result.Set("quiet", text) }
