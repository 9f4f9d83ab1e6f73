package view

import (
	"strings"
	"unicode"
)

// OneLine is a name that a stranger chose, fit for one line: breaks and other control
// characters are spaces, and marks that would turn the text around them go. Empty:
// there is nothing to see in it.
func OneLine(name string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Bidi_Control, r):
			return -1
		case unicode.IsControl(r), unicode.IsSpace(r):
			return ' '
		}
		return r
	}, name)), " ")
}
