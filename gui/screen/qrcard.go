package screen

import (
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"satchel/gui/view"
	"satchel/gui/widget"
)

// qrCard is the picture code with its words.
type qrCard struct {
	kit     Kit
	image   *canvas.Image
	line    *fynewidget.Label
	expires time.Time
	failed  bool
	object  fyne.CanvasObject
}

// qrSide is the side of the picture code in the window.
const qrSide = 190

func newQRCard(kit Kit) *qrCard {
	q := &qrCard{kit: kit, image: canvas.NewImageFromImage(nil), line: widget.NewCaption(kit.L.T("qr.renewing"))}
	q.image.FillMode, q.image.ScaleMode = canvas.ImageFillContain, canvas.ImageScalePixels
	q.image.SetMinSize(fyne.NewSquareSize(qrSide))
	q.line.Alignment = fyne.TextAlignCenter
	paper := canvas.NewRectangle(whitePaper())
	paper.CornerRadius = 10
	picture := container.NewStack(paper, container.New(layout.NewCustomPaddedLayout(10, 10, 10, 10), q.image))
	q.object = widget.Stack(0, card(
		widget.NewHeading(kit.L.T("qr.title"), theme.SizeNameSubHeadingText), container.NewCenter(picture), q.line, widget.NewMuted(kit.L.T("qr.text")),
	))
	return q
}

// CanvasObject is the card.
func (q *qrCard) CanvasObject() fyne.CanvasObject { return q.object }

func (q *qrCard) set(img image.Image, expires time.Time) {
	q.image.Image, q.expires, q.failed = img, expires, false
	q.image.Refresh()
}

func (q *qrCard) fail() {
	q.failed, q.image.Image = true, nil
	q.image.Refresh()
	widget.SetText(q.line, q.kit.L.T("qr.failed"))
}

func (q *qrCard) tick(now time.Time) {
	switch {
	case q.failed:
	case q.image.Image == nil || !q.expires.After(now):
		widget.SetText(q.line, q.kit.L.T("qr.renewing"))
	default:
		widget.SetText(q.line, q.kit.L.T("qr.expires", view.Countdown(q.expires, now)))
	}
}
