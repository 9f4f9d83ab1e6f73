package view

import (
	"strings"
	"unicode"
)

// OneLine is a name that a stranger chose, fit for one line: breaks and other control
// characters are spaces, and marks that would turn the text around them go. Empty:
// there is nothing to see in it.
func OneLine(name string) string {
	line := strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Bidi_Control, r):
			return -1
		case unicode.IsControl(r), unicode.IsSpace(r):
			return ' '
		}
		return r
	}, name)), " ")
	if !strings.ContainsFunc(line, visible) {
		return ""
	}
	return line
}

// visible reports whether a character shows by itself: fillers, joiners and the empty
// pattern of Braille are what people are called who want to have no name.
func visible(r rune) bool {
	const emptyBraille = '\u2800'
	return r != emptyBraille && r != ' ' && !unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}
