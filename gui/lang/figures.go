package lang

import (
	"strconv"
	"strings"
)

// Number writes a whole number in the groups of the language.
func (c Catalog) Number(n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	mark := c.marks()
	size := 3
	for i := len(s) - size; i > 0; i -= size {
		s = s[:i] + mark.group + s[i:]
		size = mark.size
	}
	return sign + s
}

// Bytes writes a size as people know it from their file manager (1 MB = 1024 KB).
func (c Catalog) Bytes(n int64) string {
	units := []string{"size.bytes", "size.kb", "size.mb", "size.gb", "size.tb"}
	value, unit := float64(n), 0
	for value >= 1024 && unit < len(units)-1 {
		value, unit = value/1024, unit+1
	}
	switch {
	case unit == 0:
		return c.N(units[0], int(n))
	case unit < 2 || value >= 100:
		return c.T(units[unit], c.Number(int(value+0.5)))
	}
	tenths := int(value*10 + 0.5)
	return c.T(units[unit], c.Number(tenths/10)+c.marks().point+strconv.Itoa(tenths%10))
}

// marks are what stands in a number.
type marks struct {
	group, point string
	size         int // of the groups above the thousands
}

// marks reads them off the language's way of writing 1,234,567.8.
func (c Catalog) marks() marks {
	isDigit := func(r rune) bool { return r >= '0' && r <= '9' }
	text := c.T("number.like")
	parts := strings.FieldsFunc(text, func(r rune) bool { return !isDigit(r) })
	between := strings.FieldsFunc(text, isDigit)
	if len(parts) < 3 || len(between) < 3 { // the zero value has no words
		return marks{group: ",", point: ".", size: 3}
	}
	return marks{group: between[0], point: between[len(between)-1], size: len(parts[1])}
}
