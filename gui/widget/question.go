package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Question asks for a decision before anything else goes on.
type Question struct {
	Title, Text string
	Yes, No     string
	Danger      bool // Yes ends something
	OnYes       func()
	OnNo        func() // nil: nothing happens
}

// Ask shows a question over a canvas. Enter presses the focused button, Escape is
// No. The returned function takes the question away.
func Ask(c fyne.Canvas, q Question) (hide func()) {
	var pop *widget.PopUp
	before := c.Focused()
	end := func(then func()) {
		pop.Hide()
		if before != nil {
			c.Focus(before)
		}
		if then != nil {
			then()
		}
	}
	keys := &Keys{Escape: func() { end(q.OnNo) }}
	yes := NewDefaultButton(q.Yes, keys, func() { end(q.OnYes) })
	if q.Danger {
		yes.Importance = widget.DangerImportance
	}
	no := NewButton(q.No, keys, func() { end(q.OnNo) })
	body := container.NewVBox(
		NewHeading(q.Title, theme.SizeNameSubHeadingText), NewText(q.Text), Space(1, 6),
		container.NewHBox(layout.NewSpacer(), no, yes),
	)
	pop = widget.NewModalPopUp(container.New(layout.NewCustomPaddedLayout(14, 14, 16, 16), AtLeast(420, 10, body)), c)
	pop.Show()
	first := yes
	if q.Danger {
		first = no
	}
	c.Focus(first)
	return pop.Hide
}
