package search

import "errors"

// Numbers are written in printable characters that need no escape in a script
// and none of the separators: 91 of them, from '#' to '~' without the backslash.
// The first 46 end a number, the other 45 carry a digit and say that it goes on;
// small gaps, the most frequent, are one character long.
const (
	firstChar = '#'
	ends      = 46
	goesOn    = 45
)

func charOf(code uint64) byte {
	c := byte(firstChar + code)
	if c >= '\\' {
		c++
	}
	return c
}

func appendNumber(b []byte, v uint64) []byte {
	for v >= ends {
		v -= ends
		b = append(b, charOf(ends+v%goesOn))
		v /= goesOn
	}
	return append(b, charOf(v))
}

// appendSigned writes a number that may be below zero.
func appendSigned(b []byte, v int64) []byte {
	return appendNumber(b, uint64(v<<1)^uint64(v>>63))
}

var errNumber = errors.New("no number")

// readNumber is the number at the beginning of s and what follows it.
func readNumber(s string) (v uint64, rest string, err error) {
	for m, i := uint64(1), 0; i < len(s) && i < 12; i++ {
		code := uint64(s[i]) - firstChar
		if s[i] > '\\' {
			code--
		}
		switch {
		case s[i] < firstChar || s[i] == '\\' || s[i] > '~':
			return 0, s, errNumber
		case code < ends:
			return v + m*code, s[i+1:], nil
		}
		v += m * code // ends + the digit
		m *= goesOn
	}
	return 0, s, errNumber
}
