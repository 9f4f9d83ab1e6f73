// Package phone writes telephone numbers as people read them: grouped as their
// country does, in the way Telegram Desktop writes them into its export.
//
// Nouns: a calling code is what follows the plus sign ("44", "1268"), a pattern
// how a country groups the digits after it. What the package does not do: it
// does not check whether a number exists, and it knows no names of countries.
package phone

import "strings"

// Format writes a number: "+44 7911 123456"; of a country without a pattern
// "+49 15112345678"; of no country "+" and the digits. What is more than digits
// behind a plus sign, and what begins with 0, is left as it is.
func Format(number string) string {
	digits := strings.TrimPrefix(number, "+")
	if digits == "" || digits[0] == '0' || strings.Trim(digits, "0123456789") != "" {
		return number
	}
	country := longest(digits)
	if country == "" {
		return "+" + digits
	}
	code, _, _ := strings.Cut(country, "+")
	return strings.TrimSuffix("+"+code+" "+grouped(digits[len(code):], country), " ")
}

// longest finds the calling code, with its prefix, that most of the digits begin
// with.
func longest(digits string) string {
	best, length := "", 0
	for line := range strings.Lines(plan) {
		_, codes, _ := strings.Cut(line, ":")
		for entry := range strings.FieldsSeq(codes) {
			code, prefix, _ := strings.Cut(entry, "+")
			rest, ok := strings.CutPrefix(digits, code)
			if n := len(code) + len(prefix); ok && n > length && strings.HasPrefix(rest, prefix) {
				best, length = entry, n
			}
		}
	}
	return best
}

// grouped writes the national part by the pattern that names most of its digits,
// the later one of equals.
func grouped(national, entry string) string {
	best, most := national, 0
	for line := range strings.Lines(plan) {
		pattern, codes, _ := strings.Cut(line, ":")
		if pattern == "" || !lists(codes, entry) {
			continue
		}
		if written, named, ok := match(national, pattern); ok && named >= most {
			best, most = written, named
		}
	}
	return best
}

func lists(codes, entry string) bool {
	for each := range strings.FieldsSeq(codes) {
		if each == entry {
			return true
		}
	}
	return false
}

// match writes digits by a pattern and counts those the pattern names; what goes
// beyond the pattern follows after a space.
func match(digits, pattern string) (written string, named int, ok bool) {
	b := make([]byte, 0, len(digits)+len(pattern))
	at := 0
	for i := range len(digits) {
		for at < len(pattern) && pattern[at] == ' ' {
			b = append(b, ' ')
			at++
		}
		switch {
		case at == len(pattern):
			b = append(b, ' ')
		case at > len(pattern) || pattern[at] == 'X':
		case pattern[at] == digits[i]:
			named++
		default:
			return "", 0, false
		}
		b = append(b, digits[i])
		at++
	}
	return string(b), named, true
}
