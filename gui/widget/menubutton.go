package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// NewMenuButton returns a quiet button that opens a menu below itself. The arrow keys
// go through the menu, Enter takes the one that is lit, Escape leaves it.
func NewMenuButton(label string, items []*fyne.MenuItem) *Button {
	var b *Button
	b = NewButton(label, nil, func() {
		c := fyne.CurrentApp().Driver().CanvasForObject(b)
		if c == nil {
			return
		}
		pop := widget.NewPopUpMenu(fyne.NewMenu(label, items...), c)
		pop.ShowAtRelativePosition(fyne.NewPos(0, b.Size().Height), b)
		pop.ActivateNext()
	})
	return b.Quiet()
}
