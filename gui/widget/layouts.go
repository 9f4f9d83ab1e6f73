package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Stack puts objects below each other with a gap of its own, which may be negative
// to bring labels together.
func Stack(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(stack{gap}, objects...)
}

type stack struct{ gap float32 }

func (s stack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		height := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
		y += height + s.gap
	}
}

func (s stack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	first := true
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		min := o.MinSize()
		size.Width = max(size.Width, min.Width)
		size.Height += min.Height
		if !first {
			size.Height += s.gap
		}
		first = false
	}
	return size
}

// Narrow keeps its content in the middle and at most so wide.
func Narrow(width float32, content fyne.CanvasObject) *fyne.Container {
	return container.New(narrow{width}, content)
}

type narrow struct{ width float32 }

func (n narrow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(size.Width, n.width)
	for _, o := range objects {
		o.Move(fyne.NewPos((size.Width-width)/2, 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
}

func (n narrow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}

// Split puts two objects side by side; the first gets its part of the width. While
// the second is hidden the first stands in the middle.
func Split(part, gap float32, left, right fyne.CanvasObject) *fyne.Container {
	return container.New(split{part, gap}, left, right)
}

type split struct{ part, gap float32 }

func (s split) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := (size.Width - s.gap) * s.part
	at := float32(0)
	if !objects[1].Visible() {
		at = (size.Width - left) / 2
	}
	objects[0].Move(fyne.NewPos(at, 0))
	objects[0].Resize(fyne.NewSize(left, size.Height))
	objects[1].Move(fyne.NewPos(left+s.gap, 0))
	objects[1].Resize(fyne.NewSize(size.Width-s.gap-left, size.Height))
}

func (s split) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	width := max(a.Width/s.part, b.Width/(1-s.part))
	return fyne.NewSize(width+s.gap, max(a.Height, b.Height))
}

// Space is an empty room of a size.
func Space(width, height float32) fyne.CanvasObject {
	return container.New(room{fyne.NewSize(width, height)})
}

// AtLeast gives its content a least size.
func AtLeast(width, height float32, content fyne.CanvasObject) *fyne.Container {
	return container.New(room{fyne.NewSize(width, height)}, content)
}

type room struct{ size fyne.Size }

func (r room) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (r room) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := r.size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}
