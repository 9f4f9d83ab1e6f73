package screen

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"satchel/gui/view"
	"satchel/gui/widget"
)

// ticks are checkboxes over settings that a screen owns.
type ticks struct {
	kit      Kit
	keys     *widget.Keys
	settings *view.Settings
	changed  func()
	list     []tick
}

type tick struct {
	option view.Option
	check  *widget.Check
}

// add makes the checkbox of an option.
func (t *ticks) add(o view.Option) *widget.Check {
	check := widget.NewCheck(t.kit.L.T("choose."+o.Key), o.Get(*t.settings), t.keys, func(on bool) {
		o.Set(t.settings, on)
		t.changed()
	})
	t.list = append(t.list, tick{o, check})
	return check
}

// sync shows the settings as they are.
func (t *ticks) sync() {
	for _, one := range t.list {
		one.check.SetEnabled(one.option.Matters(*t.settings))
		if on := one.option.Get(*t.settings); on != one.check.Checked {
			one.check.Checked = on
			one.check.Refresh()
		}
	}
}

// fileWishes are the flag for files, their kinds and the size limit.
type fileWishes struct {
	*ticks
	limit     *widget.Slider
	limitText *fynewidget.Label
	content   fyne.CanvasObject
}

func newFileWishes(t *ticks) *fileWishes {
	f := &fileWishes{ticks: t}
	say := t.kit.L.T
	files := t.add(view.FilesOption())
	about := widget.NewAside(say("choose.files.about"))
	head := container.New(layout.NewBorderLayout(nil, nil, files, nil), files, about)
	kinds := container.NewGridWithColumns(4)
	for _, o := range view.MediaOptions() {
		kinds.Add(t.add(o))
	}
	f.limitText = fynewidget.NewLabel("")
	f.limit = widget.NewSlider(view.LimitSteps, view.LimitPosition(t.settings.FileMaxSize), t.keys, func(at int) {
		t.settings.FileMaxSize = view.LimitAt(at)
		t.changed()
	})
	name := fynewidget.NewLabel(say("choose.limit.title"))
	value := widget.AtLeast(150, 10, f.limitText)
	limit := container.New(layout.NewBorderLayout(nil, nil, name, value), name, container.NewVBox(layout.NewSpacer(), f.limit, layout.NewSpacer()), value)
	f.content = card(head, kinds, limit)
	return f
}

// sync shows the settings as they are.
func (f *fileWishes) sync() {
	if f.settings.Files {
		f.limit.Enable()
	} else {
		f.limit.Disable()
	}
	position := view.LimitPosition(f.settings.FileMaxSize)
	if int(f.limit.Value) != position {
		f.limit.Value = float64(position)
		f.limit.Refresh()
	}
	widget.SetText(f.limitText, view.LimitText(f.kit.L, position))
}

// dateWishes are the first and the last day.
type dateWishes struct {
	*ticks
	from, till *widget.Entry
	trouble    *banner
	wrong      bool // what is typed cannot be used
	content    fyne.CanvasObject
}

func newDateWishes(t *ticks) *dateWishes {
	d := &dateWishes{ticks: t, trouble: newBanner()}
	say := t.kit.L.T
	d.from = d.entry(say("dates.from.any"), t.settings.From.String())
	d.till = d.entry(say("dates.till.any"), t.settings.Till.String())
	about := widget.NewAside(say("dates.about"))
	row := container.NewHBox(
		fynewidget.NewLabel(say("dates.from")), widget.AtLeast(170, 10, d.from),
		fynewidget.NewLabel(say("dates.till")), widget.AtLeast(170, 10, d.till))
	d.content = widget.Stack(4, container.New(layout.NewBorderLayout(nil, nil, row, nil), row, about), d.trouble.CanvasObject())
	d.from.OnChanged = func(string) { d.read() }
	d.till.OnChanged = func(string) { d.read() }
	return d
}

func (d *dateWishes) entry(any, day string) *widget.Entry {
	l := d.kit.L
	words := widget.CalendarWords{Month: l.Month, Weekday: l.WeekdayLetters, First: l.WeekBegins(), None: l.T("dates.clear")}
	e := widget.NewDayEntry(d.keys, words, func(typed string) time.Time { return view.CalendarMonth(typed, d.kit.Now()) })
	e.SetPlaceHolder(any)
	e.Text = day
	return e
}

// read takes over what is typed, if it can be used.
func (d *dateWishes) read() {
	dates := view.ReadDates(d.kit.L, d.from.Text, d.till.Text, d.kit.Now())
	d.wrong = dates.Trouble != ""
	d.trouble.Set("bad", dates.Trouble)
	if !d.wrong {
		d.settings.From, d.settings.Till = dates.From, dates.Till
	}
	d.changed()
}

// clear takes both days away.
func (d *dateWishes) clear() {
	d.from.SetText("")
	d.till.SetText("")
}

// heading is the heading of a card.
func (t *ticks) heading(key string) fyne.CanvasObject {
	return widget.NewHeading(t.kit.L.T(key), theme.SizeNameSubHeadingText)
}
