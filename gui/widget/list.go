package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// List is Fyne's with Enter and Escape, and with the right arrow for more about the
// row that is lit.
type List struct {
	widget.List
	OnRight func(row int)
	keys    *Keys
	lit     int
}

// NewList returns a list.
func NewList(keys *Keys, length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *List {
	l := &List{keys: keys}
	l.Length, l.CreateItem, l.UpdateItem = length, create, update
	l.OnHighlighted = func(row int) { l.lit = row }
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey implements fyne.Focusable.
func (l *List) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyRight && l.OnRight != nil:
		l.OnRight(l.lit)
	case l.keys.Typed(e):
	default:
		l.List.TypedKey(e)
	}
}
