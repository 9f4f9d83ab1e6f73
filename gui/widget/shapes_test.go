package widget

import (
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// block is an object with a least size.
func block(width, height float32) *canvas.Rectangle {
	r := canvas.NewRectangle(color.Black)
	r.SetMinSize(fyne.NewSize(width, height))
	return r
}

func TestAStackKeepsItsGapAndSkipsWhatIsHidden(t *testing.T) {
	test.NewTempApp(t)
	a, hidden, b := block(30, 10), block(90, 90), block(50, 20)
	hidden.Hide()
	s := Stack(4, a, hidden, b)
	if got := s.MinSize(); got != fyne.NewSize(50, 34) {
		t.Errorf("it needs %v", got)
	}
	s.Resize(fyne.NewSize(200, 100))
	if b.Position() != fyne.NewPos(0, 14) || b.Size() != fyne.NewSize(200, 20) {
		t.Errorf("the second is at %v, %v", b.Position(), b.Size())
	}
	if got := Stack(-6, a, b).MinSize().Height; got != 24 {
		t.Errorf("pulled together it is %v high", got)
	}
	if got := Stack(9).MinSize(); !got.IsZero() {
		t.Errorf("an empty one needs %v", got)
	}
}

func TestNarrowStaysInTheMiddle(t *testing.T) {
	test.NewTempApp(t)
	a := block(30, 10)
	n := Narrow(100, a)
	for width, want := range map[float32][2]float32{300: {100, 100}, 80: {0, 80}} {
		n.Resize(fyne.NewSize(width, 50))
		if a.Position().X != want[0] || a.Size() != fyne.NewSize(want[1], 50) {
			t.Errorf("in %v it is at %v, %v", width, a.Position(), a.Size())
		}
	}
	if n.MinSize() != a.MinSize() {
		t.Errorf("it needs %v", n.MinSize())
	}
}

func TestSplitGivesEachItsPart(t *testing.T) {
	test.NewTempApp(t)
	a, b := block(30, 10), block(30, 20)
	s := Split(0.6, 10, a, b)
	s.Resize(fyne.NewSize(210, 40))
	near := func(got, want float32) bool { return got > want-0.01 && got < want+0.01 }
	if !near(a.Size().Width, 120) || !near(b.Position().X, 130) || !near(b.Size().Width, 80) {
		t.Errorf("%v and %v at %v", a.Size(), b.Size(), b.Position())
	}
	b.Hide()
	s.Resize(fyne.NewSize(210.5, 40))
	if x := a.Position().X; x < 40 || x > 50 {
		t.Errorf("alone it is at %v", x)
	}
	if got := s.MinSize(); got.Height != 20 || !near(got.Width, 85) {
		t.Errorf("it needs %v", got)
	}
}

func TestRoomIsKept(t *testing.T) {
	test.NewTempApp(t)
	if got := Space(12, 7).MinSize(); got != fyne.NewSize(12, 7) {
		t.Errorf("a space of %v", got)
	}
	if got := AtLeast(100, 5, block(30, 10)).MinSize(); got != fyne.NewSize(100, 10) {
		t.Errorf("it needs %v", got)
	}
}

func TestABarShowsItsPart(t *testing.T) {
	b := NewBar(10, theme.ColorNameButton)
	test.NewTempWindow(t, container.NewVBox(b)).Resize(fyne.NewSize(300, 60))
	b.Resize(fyne.NewSize(200, 30))
	part := func() fyne.Size { return test.WidgetRenderer(b).Objects()[1].Size() }
	for value, want := range map[float64]float32{0: 0, 0.5: 100, 1: 200, 7: 200, -3: 0, 0.001: 10} {
		b.Set(value, theme.ColorNamePrimary)
		if got := part(); got.Width != want || got.Height != 10 {
			t.Errorf("%v is %v wide, want %v", value, got, want)
		}
	}
	b.Set(0.25, theme.ColorNameError)
	if b.Value() != 0.25 {
		t.Errorf("its value is %v", b.Value())
	}
	if fill := test.WidgetRenderer(b).Objects()[1].(*canvas.Rectangle).FillColor; fill != theme.Color(theme.ColorNameError) {
		t.Errorf("its colour is %v", fill)
	}
}

func TestStepsShowWhereOneIs(t *testing.T) {
	s := NewSteps("Sign in", "Choose", "Save")
	test.NewTempWindow(t, s.CanvasObject)
	for _, at := range []int{-1, 0, 1, 2, 0} {
		s.Set(at)
		for i, word := range s.words {
			if bold := word.TextStyle.Bold; bold != (i == at) {
				t.Errorf("at %d: %q is bold %v", at, word.Text, bold)
			}
			want := theme.ColorNameButton
			if i <= at {
				want = theme.ColorNamePrimary
			}
			if s.dots[i].colour != want {
				t.Errorf("at %d: the dot of %q is %s", at, word.Text, s.dots[i].colour)
			}
		}
	}
	if s.CanvasObject.MinSize().Width < 200 {
		t.Errorf("the words lie over each other: %v", s.CanvasObject.MinSize())
	}
}

func TestAFigureStandsOverItsWord(t *testing.T) {
	f := NewFigure(theme.SizeNameHeadingText)
	test.NewTempWindow(t, container.NewVBox(f)).Resize(fyne.NewSize(400, 100))
	small := f.MinSize()
	f.Set("1,204 / 12,345", "messages")
	if f.MinSize().Width <= small.Width || f.MinSize().Height != small.Height {
		t.Errorf("%v, then %v", small, f.MinSize())
	}
	if f.label.Position().Y <= f.value.Position().Y {
		t.Error("the word is not below the number")
	}
	if f.value.TextSize <= f.label.TextSize {
		t.Error("the number is no larger than its word")
	}
}

func TestAFigureThatIsTooWideIsWrittenSmaller(t *testing.T) {
	f := NewFigure(theme.SizeNameHeadingText)
	f.Set("less than a minute", "time left")
	test.NewTempWindow(t, container.NewWithoutLayout(f))
	f.Resize(fyne.NewSize(600, 60))
	full := f.value.TextSize
	f.Resize(fyne.NewSize(full*5, 60))
	if wide := f.value.MinSize().Width; wide > full*5 || f.value.TextSize < theme.CaptionTextSize() {
		t.Errorf("%v wide in %v, written in %v", wide, full*5, f.value.TextSize)
	}
	f.Resize(fyne.NewSize(600, 60))
	if f.value.TextSize != full {
		t.Errorf("it stays small: %v of %v", f.value.TextSize, full)
	}
}

func TestADotAndAPanelTakeTheirColours(t *testing.T) {
	d := NewDot(14, theme.ColorNameSuccess)
	p := NewPanel(theme.ColorNameButton, theme.ColorNameSeparator, 9, d)
	test.NewTempWindow(t, p).Resize(fyne.NewSize(100, 60))
	disc := test.WidgetRenderer(d).Objects()[0].(*canvas.Circle)
	if disc.FillColor != theme.Color(theme.ColorNameSuccess) || disc.Size() != fyne.NewSquareSize(14) {
		t.Errorf("the dot is %v, %v", disc.FillColor, disc.Size())
	}
	d.SetColour(theme.ColorNameError)
	if disc.FillColor != theme.Color(theme.ColorNameError) {
		t.Error("the dot keeps its colour")
	}
	ground := test.WidgetRenderer(p).Objects()[0].(*canvas.Rectangle)
	if ground.StrokeWidth != 1 || p.MinSize() != fyne.NewSquareSize(14+18) {
		t.Errorf("an edge of %v, %v", ground.StrokeWidth, p.MinSize())
	}
	p.SetFill(theme.ColorNameError)
	if ground.FillColor != theme.Color(theme.ColorNameError) {
		t.Error("the panel keeps its colour")
	}
}

func TestTextsWrapOrAreCutAsTheyShould(t *testing.T) {
	test.NewTempApp(t)
	long := strings.Repeat("word ", 60)
	if l := NewText(long); l.Wrapping != fyne.TextWrapWord || l.MinSize().Width > 200 {
		t.Errorf("a paragraph needs %v", l.MinSize())
	}
	if l := NewCaption(long); l.Truncation != fyne.TextTruncateEllipsis || l.MinSize().Width > 200 {
		t.Errorf("a caption needs %v", l.MinSize())
	}
	if l := NewHeading("Title", theme.SizeNameHeadingText); !l.TextStyle.Bold || l.SizeName != theme.SizeNameHeadingText {
		t.Error("a heading is a paragraph")
	}
	if l := NewMuted("x"); l.Importance != widget.LowImportance {
		t.Error("a muted line shouts")
	}
}

func TestALabelIsPaintedAnewOnlyForAnotherText(t *testing.T) {
	test.NewTempApp(t)
	l := NewText("a")
	SetText(l, "b")
	if l.Text != "b" {
		t.Errorf("it says %q", l.Text)
	}
	SetText(l, "b")
	if allocs := testing.AllocsPerRun(100, func() { SetText(l, "b") }); allocs != 0 {
		t.Errorf("the same text costs %v allocations", allocs)
	}
}

func TestEveryKindHasAFaceOfItsOwn(t *testing.T) {
	test.NewTempApp(t)
	seen := map[string]string{}
	for _, kind := range []string{KindPhoto, KindVideo, KindVoice, KindRound, KindSticker, "document"} {
		svg := string(face(kind, false).Content())
		if before, ok := seen[svg]; ok {
			t.Errorf("%s looks like %s", kind, before)
		}
		seen[svg] = kind
		if !strings.Contains(svg, "<svg") {
			t.Errorf("%s is not drawn", kind)
		}
	}
	if string(face(KindPhoto, true).Content()) != string(face(KindVoice, true).Content()) {
		t.Error("what is missing has several faces")
	}
	if img := canvas.NewImageFromResource(playBadge()); img.Resource.Name() != "satchel-play.svg" {
		t.Error("the badge is not a drawing")
	}
}
