package search

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longest is how many characters of a word count; the rest of an address or of a
// key finds nothing.
const longest = 40

// splitter takes texts apart into units: words, single characters of wide
// scripts, symbols.
type splitter struct {
	fold *folder
	word []byte
	size int // characters of word
}

func newSplitter() *splitter { return &splitter{fold: newFolder()} }

// units calls emit with every unit in order. touching is set for a wide
// character right behind another. The bytes are valid during the call.
func (s *splitter) units(text string, emit func(unit []byte, c class, touching bool)) {
	if !norm.NFKC.IsNormalString(text) {
		text = norm.NFKC.String(text)
	}
	wasWide := false
	var one [utf8.UTFMax * 4]byte
	for _, r := range text {
		f := s.fold.fold(r)
		switch f.class {
		case nothing:
			continue
		case part:
			s.grow(f.text)
			wasWide = false
			continue
		}
		s.end(emit)
		if f.class == wide || f.class == symbol {
			emit(append(one[:0], f.text...), f.class, wasWide && f.class == wide)
		}
		wasWide = f.class == wide
	}
	s.end(emit)
}

func (s *splitter) grow(text string) {
	if s.size < longest {
		s.word = append(s.word, text...)
		s.size++
	}
}

func (s *splitter) end(emit func([]byte, class, bool)) {
	if s.size > 0 {
		emit(s.word, part, false)
	}
	s.word, s.size = s.word[:0], 0
}

// terms calls emit with every term of a text: units, pairs of neighbouring wide
// characters instead of each but the last, the beginnings of words, and the
// buckets of other neighbours.
func (s *splitter) terms(text string, emit func(term []byte)) {
	var pair []byte
	var neighbours pairHash
	held := 0 // length of the wide character that waits for its neighbour
	release := func() {
		if held > 0 {
			emit(pair[:held])
		}
		held = 0
	}
	s.units(text, func(unit []byte, c class, touching bool) {
		if term := neighbours.next(unit); term != nil && !touching {
			emit(term)
		}
		if c == wide {
			if touching && held > 0 {
				pair = append(pair[:held], unit...)
				emit(pair)
			} else {
				release()
			}
			pair, held = append(pair[:0], unit...), len(unit)
			return
		}
		release()
		emit(unit)
		if n := twoCharacters(unit); c == part && n > 0 {
			pair = append(append(pair[:0], unit[:n]...), '*')
			emit(pair)
		}
	})
	release()
}

// twoCharacters is the length of the first two characters, 0 if there are fewer.
func twoCharacters(b []byte) int {
	_, n := utf8.DecodeRune(b)
	if n == len(b) {
		return 0
	}
	_, m := utf8.DecodeRune(b[n:])
	return n + m
}
