package lang

import (
	"testing"
	"unicode"

	"fyne.io/fyne/v2/theme"
	"golang.org/x/image/font/sfnt"
)

// scripts are those that Fyne's own font lacks: it takes them from the system's
// fonts, which have a language's own script wherever that language is spoken.
var scripts = map[string][]*unicode.RangeTable{
	"hi": {unicode.Devanagari, stops},
	"ja": {unicode.Han, unicode.Hiragana, unicode.Katakana, wide},
	"ko": {unicode.Hangul},
	"zh": {unicode.Han, wide},
}

// wide is what stands between the signs of East Asia: 、。「」ー and full-width forms.
var wide = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0x3000, Hi: 0x303f, Stride: 1}, {Lo: 0x30fb, Hi: 0x30fc, Stride: 1}, {Lo: 0xff01, Hi: 0xff5e, Stride: 1}}}

// stops are the full stop of Devanagari and the signs that join its letters or not.
var stops = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0x0964, Hi: 0x0965, Stride: 1}, {Lo: 0x200c, Hi: 0x200d, Stride: 1}}}

func TestEverySignCanBeDrawn(t *testing.T) {
	font, err := sfnt.Parse(theme.DefaultTextFont().Content())
	if err != nil {
		t.Fatal(err)
	}
	buffer := new(sfnt.Buffer)
	eachCatalogue(t, func(t *testing.T, code string, words, _ map[string]string) {
		for key, text := range words {
			for _, r := range text {
				glyph, err := font.GlyphIndex(buffer, r)
				if err != nil {
					t.Fatal(err)
				}
				if glyph == 0 && !unicode.In(r, scripts[code]...) {
					t.Errorf("%s has %U (%q), which the window cannot draw", key, r, r)
				}
			}
		}
	})
}
