package screen

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynewidget "fyne.io/fyne/v2/widget"

	look "satchel/gui/theme"
	"satchel/gui/widget"
)

// banner is a sentence on a ground of its tone; without a sentence it is not there.
type banner struct {
	panel *widget.Panel
	label *fynewidget.Label
}

func newBanner() *banner {
	b := &banner{label: widget.NewText("")}
	b.panel = widget.NewPanel(look.QuietSoft, "", 2, b.label)
	b.panel.Hide()
	return b
}

// CanvasObject is the banner.
func (b *banner) CanvasObject() fyne.CanvasObject { return b.panel }

// Set shows a sentence; an empty one hides the banner.
func (b *banner) Set(tone, text string) {
	widget.SetText(b.label, text)
	ground, _ := toneColours(tone)
	b.panel.SetFill(ground)
	if (text != "") != b.panel.Visible() {
		if text == "" {
			b.panel.Hide()
		} else {
			b.panel.Show()
		}
	}
}

// whitePaper is what a picture code needs behind it, light or dark.
func whitePaper() color.Color { return color.White }
