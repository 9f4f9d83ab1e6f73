package widget

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"
)

func TestPictureViewIsUsedByKeyboardAndMouse(t *testing.T) {
	test.NewTempApp(t)
	var done []string
	note := func(what string) func() { return func() { done = append(done, what) } }
	v := NewPictureView(PictureViewOptions{OnOpen: note("open"), OnClose: note("close"), OnNewer: note("newer"), OnOlder: note("older")})
	window := test.NewTempWindow(t, v)
	window.Resize(fyne.NewSize(600, 400))
	window.Canvas().Focus(v)
	for _, key := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyRight, fyne.KeyReturn, fyne.KeyF1, fyne.KeyEscape} {
		v.TypedKey(&fyne.KeyEvent{Name: key})
	}
	test.TapCanvas(window.Canvas(), fyne.NewPos(300, 150))
	if diff := cmp.Diff([]string{"newer", "older", "open", "close", "close"}, done); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestPictureViewWithoutCallbacksHasNoButtons(t *testing.T) {
	test.NewTempApp(t)
	v := NewPictureView(PictureViewOptions{})
	for _, key := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyRight, fyne.KeyReturn, fyne.KeyEscape} {
		v.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if markup := test.RenderObjectToMarkup(v); strings.Contains(markup, "*widget.Button") {
		t.Errorf("buttons without callbacks:\n%s", markup)
	}
}

func TestPictureViewShowsThePictureOrTheFace(t *testing.T) {
	test.NewTempApp(t)
	v := NewPictureView(PictureViewOptions{CloseLabel: "Close", OnClose: func() {}})
	test.NewTempWindow(t, v).Resize(fyne.NewSize(600, 400))
	v.Set(PictureData{Kind: KindDocument, Title: "plan.pdf", Detail: "2 MB"})
	if v.picture.Visible() || !v.face.Visible() {
		t.Error("a file without a picture has no face")
	}
	v.Set(PictureData{Kind: KindPhoto, Image: sky(320, 200), Title: "photo_1.jpg", Detail: "80 KB"})
	if !v.picture.Visible() || v.face.Visible() {
		t.Error("the picture is not shown")
	}
	if got := v.title.Text + "|" + v.detail.Text; got != "photo_1.jpg|80 KB" {
		t.Errorf("words = %q", got)
	}
}

func TestPictureViewFollowsTheWindow(t *testing.T) {
	test.NewTempApp(t)
	v := NewPictureView(PictureViewOptions{OpenLabel: "Open", CloseLabel: "Close", OnOpen: func() {}, OnClose: func() {}, OnNewer: func() {}, OnOlder: func() {}})
	window := test.NewTempWindow(t, v)
	v.Set(PictureData{Kind: KindPhoto, Image: sky(320, 200), Title: "photo_1.jpg", Detail: "80 KB"})
	for _, size := range []fyne.Size{{Width: 560, Height: 400}, {Width: 1200, Height: 800}} {
		window.Resize(size)
		if min := v.MinSize(); min.Width > 560 || min.Height > 400 {
			t.Errorf("the view needs %v", min)
		}
		if got := v.picture.Size(); got.Width < size.Width-40 || got.Height < size.Height-140 {
			t.Errorf("in %v the picture has %v", size, got)
		}
	}
}

func TestOnlyAFileThatIsThereCanBeOpened(t *testing.T) {
	test.NewTempApp(t)
	opened := 0
	v := NewPictureView(PictureViewOptions{OpenLabel: "Open", OnOpen: func() { opened++ }})
	window := test.NewTempWindow(t, v)
	window.Resize(fyne.NewSize(600, 400))
	v.Set(PictureData{Kind: KindVideo})
	if !v.open.Disabled() || v.badge.Visible() {
		t.Error("a film on its way can be played")
	}
	v.Set(PictureData{Kind: KindVideo, Open: "Play", Image: sky(320, 200)})
	if v.open.Disabled() || v.open.Text != "Play" || !v.badge.Visible() {
		t.Errorf("a film that is there: %q, badge %v", v.open.Text, v.badge.Visible())
	}
	test.Tap(v.badge)
	test.Tap(v.open)
	if opened != 2 {
		t.Errorf("opened %d times", opened)
	}
	v.Set(PictureData{Kind: KindPhoto, Open: "Open", Image: sky(320, 200)})
	if v.badge.Visible() {
		t.Error("a photo can be played")
	}
}

func TestWhatWasShownStaysUntilTheNextPictureIsMade(t *testing.T) {
	test.NewTempApp(t)
	v := NewPictureView(PictureViewOptions{})
	test.NewTempWindow(t, v).Resize(fyne.NewSize(600, 400))
	one := sky(320, 200)
	v.Set(PictureData{Kind: KindPhoto, Image: one, Title: "one"})
	v.Set(PictureData{Kind: KindPhoto, Coming: true, Title: "two"})
	if v.picture.Image != one || v.face.Visible() || v.title.Text != "two" {
		t.Errorf("while it is made: picture %v, face %v, %q", v.picture.Image != nil, v.face.Visible(), v.title.Text)
	}
	v.Set(PictureData{Kind: KindPhoto, Title: "two"})
	if v.picture.Visible() || !v.face.Visible() {
		t.Error("there is none: its face is not shown")
	}
}

// A click on a button takes the keyboard there; the keys of the view go on working.
func TestTheKeysOfAViewWorkOnItsButtons(t *testing.T) {
	test.NewTempApp(t)
	var done []string
	note := func(what string) func() { return func() { done = append(done, what) } }
	v := NewPictureView(PictureViewOptions{OpenLabel: "Open", OnOpen: note("open"), OnClose: note("close"), OnNewer: note("newer"), OnOlder: note("older")})
	test.NewTempWindow(t, v).Resize(fyne.NewSize(600, 400))
	v.Set(PictureData{Kind: KindPhoto, Open: "Open"})
	for _, key := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyRight, fyne.KeyReturn, fyne.KeyEscape} {
		v.open.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if diff := cmp.Diff([]string{"newer", "older", "open", "close"}, done); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
