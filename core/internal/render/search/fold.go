package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// class is what a character is to the words around it.
type class uint8

const (
	gap     class = iota // ends a word
	part                 // is part of a word
	nothing              // is left out without ending a word
	wide                 // belongs to a script without spaces
	symbol               // is a word by itself, like an emoji
)

// folded is a character as it is searched.
type folded struct {
	class class
	text  string
}

// folder folds characters and remembers them. js/letters.js does the same; what
// changes here changes there.
type folder struct {
	low  [0x600]folded
	done [0x600]bool
	rest map[rune]folded
}

// keptFolds bounds what a folder remembers.
const keptFolds = 1 << 16

func newFolder() *folder { return &folder{rest: map[rune]folded{}} }

func (f *folder) fold(r rune) folded {
	if int(r) < len(f.low) {
		if !f.done[r] {
			f.low[r], f.done[r] = foldRune(r), true
		}
		return f.low[r]
	}
	v, ok := f.rest[r]
	if !ok {
		if len(f.rest) >= keptFolds {
			clear(f.rest)
		}
		v = foldRune(r)
		f.rest[r] = v
	}
	return v
}

// foldRune takes accents, vowel points and case from a character.
func foldRune(r rune) folded {
	switch {
	case isMark(r) || isInvisible(r):
		return folded{class: nothing}
	case unicode.Is(unicode.So, r):
		return folded{symbol, string(r)}
	case !unicode.In(r, unicode.L, unicode.N, unicode.M):
		return folded{}
	}
	s := strings.Map(func(r rune) rune {
		if isMark(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(string(r)))
	s = alike(norm.NFC.String(s))
	if isWide(r) {
		return folded{wide, s}
	}
	return folded{part, s}
}

// isMark reports the accents and vowel points that people leave out when they
// search. Those of Indic scripts and of kana are part of the letter.
func isMark(r rune) bool {
	return r >= 0x300 && r <= 0x36f || r >= 0x1ab0 && r <= 0x1aff || r >= 0x1dc0 && r <= 0x1dff || r >= 0x20d0 && r <= 0x20ff ||
		r >= 0x591 && r <= 0x5bd || r >= 0x5bf && r <= 0x5c7 && r != 0x5c0 && r != 0x5c3 && r != 0x5c6 ||
		r >= 0x610 && r <= 0x61a || r >= 0x64b && r <= 0x65f || r == 0x670 || r >= 0x6d6 && r <= 0x6ed && unicode.Is(unicode.Mn, r)
}

// isInvisible reports what stands within words and is not seen: the soft hyphen,
// joiners, direction marks, the stretched line of Arabic, and emoji's selectors.
func isInvisible(r rune) bool {
	return r == 0xad || r == 0x640 || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x2069 ||
		r == 0xfeff || r >= 0xfe00 && r <= 0xfe0f
}

// alike gives letters that people use for each other one form.
func alike(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n != len(s) {
		return s
	}
	switch {
	case r >= 0x660 && r <= 0x669:
		return string('0' + r - 0x660)
	case r >= 0x6f0 && r <= 0x6f9:
		return string('0' + r - 0x6f0)
	}
	switch r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'þ':
		return "th"
	case 'ø':
		return "o"
	case 'đ', 'ð':
		return "d"
	case 'ł':
		return "l"
	case 'ı':
		return "i"
	case 'ς':
		return "σ"
	case 'ى', 'ی':
		return "ي"
	case 'ة':
		return "ه"
	case 'ک':
		return "ك"
	}
	return s
}

// isWide reports scripts that put no space between words.
func isWide(r rune) bool {
	return r >= 0xe00 && r <= 0x109f || r >= 0x1780 && r <= 0x17ff || r >= 0x2e80 && r <= 0x312f || r >= 0x31a0 && r <= 0x31bf ||
		r >= 0x31f0 && r <= 0x31ff || r >= 0x3400 && r <= 0x4dbf || r >= 0x4e00 && r <= 0xa4cf || r >= 0xaa60 && r <= 0xaa7f ||
		r >= 0xf900 && r <= 0xfaff || r >= 0x20000 && r <= 0x3ffff
}
