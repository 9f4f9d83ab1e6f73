package widget

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Steps shows where a person is on a short way: a row of numbered words.
type Steps struct {
	fyne.CanvasObject
	dots   []*Dot
	digits []*canvas.Text
	words  []*widget.Label
}

// NewSteps returns the row with no step reached.
func NewSteps(words ...string) *Steps {
	s := &Steps{}
	row := container.NewHBox()
	for i, word := range words {
		dot := NewDot(20, theme.ColorNameButton)
		digit := canvas.NewText(strconv.Itoa(i+1), nil)
		digit.TextSize, digit.TextStyle.Bold = 11, true
		label := widget.NewLabel(word)
		s.dots, s.digits, s.words = append(s.dots, dot), append(s.digits, digit), append(s.words, label)
		row.Add(container.New(pulled{-5}, container.NewStack(container.NewCenter(dot), container.NewCenter(digit)), label))
	}
	s.CanvasObject = row
	s.Set(-1)
	return s
}

// Set shows the step a person is at, from 0; those before it are done.
func (s *Steps) Set(at int) {
	v := variant()
	for i := range s.dots {
		colour, on := theme.ColorNameButton, theme.ColorNameDisabled
		s.words[i].Importance, s.words[i].TextStyle.Bold = widget.LowImportance, false
		if i <= at {
			colour, on = theme.ColorNamePrimary, theme.ColorNameForegroundOnPrimary
		}
		if i == at {
			s.words[i].Importance, s.words[i].TextStyle.Bold = widget.MediumImportance, true
		}
		s.dots[i].SetColour(colour)
		s.digits[i].Color = theme.Current().Color(on, v)
		s.digits[i].Refresh()
		s.words[i].Refresh()
	}
}

// pulled lays out a row with a gap of its own.
type pulled struct{ gap float32 }

func (p pulled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for _, o := range objects {
		width := o.MinSize().Width
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
		x += width + p.gap
	}
}

func (p pulled) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for i, o := range objects {
		m := o.MinSize()
		size.Width += m.Width
		size.Height = max(size.Height, m.Height)
		if i > 0 {
			size.Width += p.gap
		}
	}
	return size
}
