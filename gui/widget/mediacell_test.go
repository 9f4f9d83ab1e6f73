package widget

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// sky is a picture without words: light above, dark below.
func sky(width, height int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.SetRGBA(x, y, color.RGBA{R: uint8(40 + 150*x/width), G: uint8(200 - 150*y/height), B: uint8(230 - 120*y/height), A: 255})
		}
	}
	return img
}

// cells are one of each face; the words are few, for fonts differ.
func cells(picture image.Image) []CellData {
	return []CellData{
		{Kind: KindPhoto, Image: picture},
		{Kind: KindPhoto, Fetching: true},
		{Kind: KindVideo, Image: picture, Detail: "1:07"},
		{Kind: KindVideo, Detail: "0:12"},
		{Kind: KindVoice, Detail: "0:42"},
		{Kind: KindRound, Image: picture, Detail: "0:09"},
		{Kind: KindRound},
		{Kind: KindSticker, Image: picture},
		{Kind: KindSticker, Fetching: true},
		{Kind: KindGIF, Image: picture},
		{Kind: KindDocument, Title: "Minutes of the meeting.pdf"},
		{Kind: KindDocument, Title: "tar", Detail: "4 MB"},
		{Kind: KindPhoto, Image: picture, Missing: true, Detail: "gone"},
		{Kind: KindDocument, Missing: true, Title: "letter.odt"},
	}
}

func sheet(t *testing.T, th fyne.Theme) fyne.Canvas {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(th)
	w, h := CellPixels(1)
	grid := container.NewGridWrap(fyne.NewSquareSize(CellSide))
	for _, d := range cells(sky(w, h)) {
		c := newMediaCell(CellSide)
		c.set(d, false)
		grid.Add(c)
	}
	window := test.NewTempWindow(t, grid)
	window.Resize(fyne.NewSize(7*(CellSide+8), 2*(CellSide+8)+8))
	return window.Canvas()
}

func TestCellsHaveAFaceOfTheirKind(t *testing.T) {
	for name, th := range map[string]fyne.Theme{"light": theme.LightTheme(), "dark": theme.DarkTheme()} {
		t.Run(name, func(t *testing.T) {
			test.AssertImageMatches(t, "cells_"+name+".png", sheet(t, th).Capture())
		})
	}
}

func TestARecycledCellForgetsWhatItShowed(t *testing.T) {
	test.NewTempApp(t)
	used := newMediaCell(CellSide)
	used.Resize(used.MinSize())
	for _, d := range cells(sky(CellPixels(1))) {
		used.set(d, false)
	}
	for _, d := range cells(sky(CellPixels(1))) {
		used.set(d, false)
		fresh := newMediaCell(CellSide)
		fresh.set(d, false)
		fresh.Resize(fresh.MinSize())
		if want, got := visible(fresh), visible(used); want != got {
			t.Errorf("%+v after other files:\n%s\nwant\n%s", d, got, want)
		}
	}
}

// visible is the markup of what a cell shows.
func visible(c *mediaCell) string {
	canvas := test.NewCanvas()
	canvas.SetContent(c)
	return test.RenderObjectToMarkup(c)
}

func TestDocumentsShowTheirExtension(t *testing.T) {
	tests := []struct {
		name string
		d    CellData
		want string
	}{
		{"a document", CellData{Kind: KindDocument, Title: "a.b.pdf"}, "PDF"},
		{"an unknown kind", CellData{Kind: "story", Title: "x.zip"}, "ZIP"},
		{"no extension", CellData{Kind: KindDocument, Title: "README"}, ""},
		{"a long one", CellData{Kind: KindDocument, Title: "a.download"}, ""},
		{"another kind", CellData{Kind: KindVoice, Title: "a.ogg"}, ""},
		{"a missing one", CellData{Kind: KindDocument, Title: "a.pdf", Missing: true}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := extension(tt.d); got != tt.want {
				t.Errorf("extension = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestLongNamesKeepTheirEnds(t *testing.T) {
	test.NewTempApp(t)
	const width = 114
	tests := []struct{ name, text, start, end string }{
		{"short", "a.pdf", "a.pdf", "a.pdf"},
		{"long", "a very long name of some document.pdf", "a very", "ment.pdf"},
		{"very long", strings.Repeat("x", 100_000) + ".tar.gz", "xxx", ".tar.gz"},
		{"broken text", "\xff\xfe" + strings.Repeat("ü", 200) + "z", "", "z"},
		{"nothing", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := shorten(tt.text, cellText, width)
			if !strings.HasPrefix(got, tt.start) || !strings.HasSuffix(got, tt.end) {
				t.Errorf("shorten = %q, want %q…%q", got, tt.start, tt.end)
			}
			if w := fyne.MeasureText(got, cellText, fyne.TextStyle{}).Width; w > width {
				t.Errorf("%q is %v wide", got, w)
			}
		})
	}
}

// Measuring words is most of what a cell costs: names are measured where they are read.
func TestOnlyDocumentsHaveTheirNameInTheCell(t *testing.T) {
	test.NewTempApp(t)
	for _, tt := range []struct {
		d    CellData
		want bool
	}{
		{CellData{Kind: KindDocument, Title: "plan.pdf"}, true},
		{CellData{Kind: "", Title: "plan.pdf"}, true},
		{CellData{Kind: KindDocument, Title: "plan.pdf", Image: sky(8, 8)}, false},
		{CellData{Kind: KindPhoto, Title: "photo_1.jpg"}, false},
		{CellData{Kind: KindVoice, Title: "audio_1.ogg"}, false},
		{CellData{Kind: KindDocument}, false},
	} {
		c := newMediaCell(CellSide)
		r := test.TempWidgetRenderer(t, c).(*cellRenderer)
		c.set(tt.d, false)
		if r.title.Visible() != tt.want || (r.title.Text != "") != tt.want {
			t.Errorf("%s %q: title %q, visible %v", tt.d.Kind, tt.d.Title, r.title.Text, r.title.Visible())
		}
	}
}

func TestAFaceIsDrawnAnewOnlyWhenItIsAnother(t *testing.T) {
	test.NewTempApp(t)
	c := newMediaCell(CellSide)
	r := test.TempWidgetRenderer(t, c).(*cellRenderer)
	for _, d := range []CellData{{Kind: KindVoice}, {Kind: KindDocument}, {Kind: KindDocument, Missing: true}} {
		c.set(d, false)
		if r.drawn != face(d.Kind, d.Missing).Name() {
			t.Errorf("%+v: %s is drawn", d, r.drawn)
		}
	}
}
