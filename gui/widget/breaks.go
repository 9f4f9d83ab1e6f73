package widget

import (
	"strings"
	"unicode"
)

// mayEnd marks where a line may end in a script that puts no spaces between words.
// Fyne ends lines at spaces only; a carriage return is one to it, and has no width.
const mayEnd = '\r'

// Signs that no line begins with and none ends with, as Japanese and Chinese are set
// (https://www.w3.org/TR/jlreq/#line_composition).
const (
	neverFirst = "、。，．・：；？！)）]］}｝」』〉》】〕〗〞’”…‥ー々〻゛゜ヽヾゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ%％"
	neverLast  = "([{（［｛「『〈《【〔〖〝‘“"
)

// breakable is a text with marks where its lines may end; one with spaces between
// its words stays as it is.
func breakable(text string) string {
	if !strings.ContainsFunc(text, unspaced) {
		return text
	}
	var out strings.Builder
	before := rune(0)
	for _, r := range text {
		if before != 0 && breaks(before, r) {
			out.WriteRune(mayEnd)
		}
		out.WriteRune(r)
		before = r
	}
	return out.String()
}

// breaks reports whether a line may end between two signs.
func breaks(a, b rune) bool {
	switch {
	case !unspaced(a) && !unspaced(b), unicode.IsSpace(a), unicode.IsSpace(b):
		return false
	}
	return !strings.ContainsRune(neverLast, a) && !strings.ContainsRune(neverFirst, b)
}

// unspaced reports whether a sign is of a script without spaces. Korean has them.
func unspaced(r rune) bool {
	wide := r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xff60
	return wide || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}
