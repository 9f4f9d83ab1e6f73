package richtext

import "unicode/utf8"

// cursor walks a text once, forwards, and knows the UTF-16 position of each
// byte it passes.
type cursor struct {
	text string
	byte int
	unit int
}

// to moves the cursor to a position in UTF-16 units and returns the byte it is
// at. It never moves back: a smaller position leaves it where it is.
func (c *cursor) to(unit int) int {
	for c.unit < unit && c.byte < len(c.text) {
		if b := c.text[c.byte]; b < utf8.RuneSelf {
			c.byte++
			c.unit++
			continue
		}
		r, size := utf8.DecodeRuneInString(c.text[c.byte:])
		width := 1
		if r > 0xFFFF {
			width = 2
		}
		if c.unit+width > unit {
			break // inside a surrogate pair
		}
		c.byte += size
		c.unit += width
	}
	return c.byte
}
