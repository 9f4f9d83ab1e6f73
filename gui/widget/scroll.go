package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// NewScroll returns content that scrolls by itself to the control that gets the
// keyboard; Fyne's own leaves that out of sight.
func NewScroll(keys *Keys, content fyne.CanvasObject) *container.Scroll {
	scroll := container.NewVScroll(content)
	keys.focused = func(o fyne.CanvasObject) {
		if y, ok := heightIn(content, o); ok {
			reveal(scroll, y, o.Size().Height)
		}
	}
	return scroll
}

// revealRoom is kept free above and below what is scrolled to.
const revealRoom = 24

func reveal(scroll *container.Scroll, top, height float32) {
	offset := scroll.Offset
	switch {
	case top-revealRoom < offset.Y:
		offset.Y = max(top-revealRoom, 0)
	case top+height+revealRoom > offset.Y+scroll.Size().Height:
		offset.Y = top + height + revealRoom - scroll.Size().Height
	default:
		return
	}
	scroll.ScrollToOffset(offset)
}

// heightIn is how far below the top of an object another lies that is part of it.
func heightIn(whole, part fyne.CanvasObject) (y float32, ok bool) {
	if whole == part {
		return 0, true
	}
	var inner []fyne.CanvasObject
	switch whole := whole.(type) {
	case *fyne.Container:
		inner = whole.Objects
	case *Panel:
		inner = []fyne.CanvasObject{whole.content}
	}
	for _, o := range inner {
		if y, ok := heightIn(o, part); ok {
			return o.Position().Y + y, true
		}
	}
	return 0, false
}
