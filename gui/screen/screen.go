// Package screen lays out the window's screens: one file a screen. A screen shows
// models of package view and reports wishes by callbacks; it decides nothing and
// waits for nothing.
//
// All of it belongs to the UI goroutine. A screen keeps what was typed for as long
// as it lives, whatever is asked in between.
package screen

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"satchel/gui/lang"
	look "satchel/gui/theme"
	"satchel/gui/widget"
)

// Kit is what every screen needs.
type Kit struct {
	L   lang.Catalog
	Now func() time.Time
}

// Screen is what the window shows.
type Screen interface {
	// Content is what is shown below the header.
	Content() fyne.CanvasObject
	// First gets the focus when the screen appears; nil: nobody.
	First() fyne.Focusable
	// Keys act where no control has the focus.
	Keys() *widget.Keys
	// Step is the place on the way, from 0; -1 before it.
	Step() int
}

// The room around a screen and the widest it gets to be easy on the eye.
const (
	margin   = 22
	pageWide = 980
)

// page puts a scrolling body over a fixed footer.
func page(keys *widget.Keys, wide float32, body, footer fyne.CanvasObject) fyne.CanvasObject {
	scroll := widget.NewScroll(keys, container.New(layout.NewCustomPaddedLayout(6, 14, margin, margin), widget.Narrow(wide, body)))
	if footer == nil {
		return scroll
	}
	foot := container.New(layout.NewCustomPaddedLayout(10, 14, margin, margin), widget.Narrow(wide, footer))
	bottom := widget.Stack(0, fynewidget.NewSeparator(), foot)
	// Objects in reading order, for that is the order of Tab.
	return container.New(layout.NewBorderLayout(nil, bottom, nil, nil), scroll, bottom)
}

// card is a panel of the usual kind.
func card(objects ...fyne.CanvasObject) *widget.Panel {
	return widget.NewPanel(look.Card, look.CardEdge, 14, widget.Stack(2, objects...))
}

// title is the heading of a screen with its explanation.
func title(heading, text string) fyne.CanvasObject {
	return widget.Stack(-8, widget.NewHeading(heading, theme.SizeNameHeadingText), widget.NewMuted(text))
}

// toneColours are the ground and the colour of a tone's mark.
func toneColours(tone string) (ground, mark fyne.ThemeColorName) {
	switch tone {
	case "good", "working":
		return look.GoodSoft, theme.ColorNameSuccess
	case "mixed", "waiting":
		return look.WaitSoft, theme.ColorNameWarning
	case "bad", "offline", "disk_full", "no_room", "stopped":
		return look.BadSoft, theme.ColorNameError
	}
	return look.QuietSoft, look.Muted
}
