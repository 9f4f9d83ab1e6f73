package theme

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"
)

// drawn are the pixels of a text in the theme's font.
func drawn(t *testing.T, text string, style fyne.TextStyle) []byte {
	t.Helper()
	o := canvas.NewText(text, nil)
	o.TextStyle, o.TextSize = style, 40
	w := test.NewTempWindow(t, o)
	w.Resize(fyne.NewSize(60, 80))
	return w.Canvas().Capture().(*image.NRGBA).Pix
}

func TestLettersKeepTheirDots(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(New())
	for name, style := range map[string]fyne.TextStyle{"plain": {}, "bold": {Bold: true}, "italic": {Italic: true}, "both": {Bold: true, Italic: true}} {
		for cyrillic, latin := range map[string]string{"і": "i", "ј": "j", "І": "I"} {
			if !cmp.Equal(drawn(t, cyrillic, style), drawn(t, latin, style)) {
				t.Errorf("%s: the Cyrillic %s does not look like the Latin %s", name, cyrillic, latin)
			}
		}
	}
}

func TestAFontIsTheSameEveryTime(t *testing.T) {
	test.NewTempApp(t)
	th := New()
	for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Monospace: true}, {Symbol: true}} {
		if th.Font(style) != th.Font(style) {
			t.Errorf("%+v: two fonts", style)
		}
	}
}

func TestOtherFontsStayAsTheyAre(t *testing.T) {
	for _, content := range []string{"", "short", "\x00\x01\x00\x00\xff\xff\x00\x00\x00\x00\x00\x00GPOS", "\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00GPOS............GSUB"} {
		font := fyne.NewStaticResource("a.ttf", []byte(content))
		if withDots(font) != fyne.Resource(font) {
			t.Errorf("%q was changed", content)
		}
	}
}
