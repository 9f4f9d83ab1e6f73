package widget

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func TestTheControlWithTheKeyboardIsInSight(t *testing.T) {
	keys := &Keys{}
	w := test.NewTempWindow(t, nil)
	var controls []fyne.CanvasObject
	for range 10 {
		controls = append(controls, NewCheck("a box", false, keys, func(bool) {}), NewButton("a button", keys, nil),
			NewSlider(10, 1, keys, func(int) {}), NewEntry(keys))
	}
	foot := NewButton("below", keys, nil)
	scroll := NewScroll(keys, NewPanel(theme.ColorNameBackground, "", 4, container.NewVBox(controls...)))
	w.SetContent(container.NewBorder(nil, foot, nil, nil, scroll))
	w.Resize(fyne.NewSize(400, 300))
	inSight := func(o fyne.CanvasObject) bool {
		top := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y - fyne.CurrentApp().Driver().AbsolutePositionForObject(scroll).Y
		return top >= 0 && top+o.Size().Height <= scroll.Size().Height
	}
	for _, order := range [][]int{{0, 1, 2, 3, 20, 39}, {39, 38, 5, 2, 1, 0}} {
		for _, i := range order {
			w.Canvas().Focus(controls[i].(fyne.Focusable))
			if !inSight(controls[i]) {
				t.Errorf("control %d has the keyboard and is out of sight", i)
			}
		}
	}
	before := scroll.Offset
	w.Canvas().Focus(foot)
	if scroll.Offset != before {
		t.Error("it scrolled for what is not in it")
	}
}
