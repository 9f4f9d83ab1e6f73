package tgconv

import (
	"strings"
	"unicode"
)

// snake is a constructor's name without its prefix in snake case:
// "messageActionChatCreate" without "messageAction" is "chat_create".
func snake(name, prefix string) string {
	name = strings.TrimPrefix(name, prefix)
	var b strings.Builder
	prev := rune(0)
	for _, r := range name {
		if unicode.IsUpper(r) {
			if unicode.IsLower(prev) || unicode.IsDigit(prev) {
				b.WriteByte('_')
			}
			r = unicode.ToLower(r)
			prev = 'A'
		} else {
			prev = r
		}
		if r == '.' {
			r = '_'
		}
		b.WriteRune(r)
	}
	return b.String()
}
