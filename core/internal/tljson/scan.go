package tljson

import (
	"encoding/json"
	"unicode/utf8"
)

// maxDepth bounds how deep values may lie in one another; no object of the
// schema that means something comes near it.
const maxDepth = 200

// scanner walks over JSON text. It checks as it goes, and never reads twice but
// for a "_" that does not come first.
type scanner struct {
	data []byte
	pos  int
}

// peek skips white space and gives the next byte; 0 at the end.
func (s *scanner) peek() byte {
	for s.pos < len(s.data) {
		switch b := s.data[s.pos]; b {
		case ' ', '\t', '\r', '\n':
			s.pos++
		default:
			return b
		}
	}
	return 0
}

// take consumes the next byte if it is b.
func (s *scanner) take(b byte) bool {
	if s.peek() != b {
		return false
	}
	s.pos++
	return true
}

// more goes to the next element of a list or object that ends with end: first
// says that none was read yet. It consumes the comma or the end.
func (s *scanner) more(end byte, first bool) (bool, *Error) {
	if s.take(end) {
		return false, nil
	}
	if first {
		return true, nil
	}
	if !s.take(',') {
		return false, s.broken()
	}
	return true, nil
}

func (s *scanner) broken() *Error {
	return refuse("not JSON at byte %d", s.pos)
}

// str reads a string.
func (s *scanner) str() (string, *Error) {
	raw, plain, err := s.rawString()
	if err != nil {
		return "", err
	}
	if plain {
		return string(raw[1 : len(raw)-1]), nil
	}
	return unquote(raw)
}

// rawString consumes a string literal, quotes included; plain says that nothing
// in it is escaped or outside ASCII.
func (s *scanner) rawString() (raw []byte, plain bool, err *Error) {
	if s.peek() != '"' {
		return nil, false, refuse("expected string")
	}
	start := s.pos
	plain = true
	for i := start + 1; i < len(s.data); i++ {
		switch b := s.data[i]; {
		case b == '"':
			s.pos = i + 1
			return s.data[start:s.pos], plain, nil
		case b == '\\':
			plain = false
			i++
		case b >= utf8.RuneSelf:
			plain = false
		case b < ' ':
			s.pos = i
			return nil, false, s.broken()
		}
	}
	s.pos = len(s.data)
	return nil, false, s.broken()
}

func unquote(raw []byte) (string, *Error) {
	if !utf8.Valid(raw) {
		return "", refuse("string is not UTF-8")
	}
	if halfSurrogate(raw) {
		return "", refuse("string has half of a surrogate pair")
	}
	var out string
	if json.Unmarshal(raw, &out) != nil {
		return "", refuse("string has an unknown escape")
	}
	return out, nil
}

// halfSurrogate finds \ud800…\udfff that are not one pair: no character.
func halfSurrogate(raw []byte) bool {
	high := false
	for i := 0; i < len(raw); i++ {
		unit := -1
		if raw[i] == '\\' {
			i++
			if i+4 < len(raw) && raw[i] == 'u' {
				unit = hex4(raw[i+1 : i+5])
				i += 4
			}
		}
		low := unit >= 0xdc00 && unit <= 0xdfff
		if high != low {
			return true
		}
		high = unit >= 0xd800 && unit <= 0xdbff
	}
	return high
}

func hex4(digits []byte) int {
	n := 0
	for _, d := range digits {
		n <<= 4
		switch {
		case d >= '0' && d <= '9':
			n |= int(d - '0')
		case d|0x20 >= 'a' && d|0x20 <= 'f':
			n |= int(d|0x20-'a') + 10
		default:
			return -1
		}
	}
	return n
}

// word consumes a number, true, false or null as it stands.
func (s *scanner) word() []byte {
	s.peek()
	start := s.pos
	for s.pos < len(s.data) {
		b := s.data[s.pos]
		alnum := b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z'
		if !alnum && b != '+' && b != '-' && b != '.' {
			break
		}
		s.pos++
	}
	return s.data[start:s.pos]
}

// skip passes over one value of any kind.
func (s *scanner) skip(depth int) *Error {
	if depth > maxDepth {
		return refuse("nested too deep")
	}
	switch s.peek() {
	case '{':
		s.pos++
		return s.skipRest('}', depth)
	case '[':
		s.pos++
		return s.skipRest(']', depth)
	case '"':
		_, _, err := s.rawString()
		return err
	}
	if word := s.word(); len(word) == 0 || !json.Valid(word) {
		return s.broken()
	}
	return nil
}

func (s *scanner) skipRest(end byte, depth int) *Error {
	for first := true; ; first = false {
		more, err := s.more(end, first)
		if err != nil || !more {
			return err
		}
		if end == '}' {
			if _, err := s.key(); err != nil {
				return err
			}
		}
		if err := s.skip(depth + 1); err != nil {
			return err
		}
	}
}

// key reads a field's name and the colon after it.
func (s *scanner) key() (string, *Error) {
	key, err := s.str()
	if err != nil || !s.take(':') {
		return "", s.broken()
	}
	return key, nil
}
