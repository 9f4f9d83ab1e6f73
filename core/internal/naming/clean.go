package naming

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean makes a safe file name of any text. A clean name stays as it is.
func Clean(name string) string {
	name = norm.NFC.String(strings.ToValidUTF8(name, "_"))
	name = strings.Map(safeRune, name)
	if ext := lastExtension(name); equalsAny(ext, ".lnk", ".scf") {
		name += ".download"
	}
	if isDevice(name) {
		name = "_" + name
	}
	return seal(fit(name, MaxName))
}

// seal gives a name an end that every system keeps.
func seal(name string) string {
	switch {
	case name == "":
		return "_"
	case !strings.HasSuffix(name, ".") && !strings.HasSuffix(name, " "):
		return name
	case len(name) < MaxName:
		return name + "_"
	}
	return name[:len(name)-1] + "_"
}

func safeRune(r rune) rune {
	switch {
	case r < 0x20, r >= 0x7f && r < 0xa0: // control characters
		return '_'
	case strings.ContainsRune(`/\<>:"|?*`, r):
		return '_'
	case r == 0x061c, r == 0x200e, r == 0x200f, // marks of direction,
		r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, // embeddings, overrides, isolates,
		r == 0x2028, r == 0x2029: // and line ends
		return '_'
	}
	return r
}

// isDevice reports whether Windows takes the name for a device, which it does
// whatever the extension.
func isDevice(name string) bool {
	stem, _, _ := strings.Cut(name, ".")
	stem = strings.TrimRight(stem, " ")
	if equalsAny(stem, "con", "prn", "aux", "nul", "conin$", "conout$") {
		return true
	}
	if len(stem) < 4 || !equalsAny(stem[:3], "com", "lpt") {
		return false
	}
	digit, size := utf8.DecodeRuneInString(stem[3:])
	return size == len(stem)-3 && strings.ContainsRune("0123456789¹²³", digit)
}

func equalsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.EqualFold(s, w) {
			return true
		}
	}
	return false
}

// maxExtension is the longest extension (with its dots) that is kept when a name
// is cut; what is longer is no extension but a sentence with a dot in it.
const maxExtension = 24

// split takes a name apart so that stem+ext == name. Archives of packed files
// keep both extensions (.tar.gz).
func split(name string) (stem, ext string) {
	ext = lastExtension(name)
	stem = name[:len(name)-len(ext)]
	if inner := lastExtension(stem); ext != "" && strings.EqualFold(inner, ".tar") {
		return stem[:len(stem)-len(inner)], inner + ext
	}
	return stem, ext
}

// lastExtension is the part from the last dot on; a name that begins with its
// only dot has none.
func lastExtension(name string) string {
	i := strings.LastIndexByte(name, '.')
	if i <= 0 || len(name)-i > maxExtension || i == len(name)-1 || strings.ContainsRune(name[i:], ' ') {
		return ""
	}
	return name[i:]
}

// fit cuts the stem so that the name has at most size bytes.
func fit(name string, size int) string {
	if len(name) <= size {
		return name
	}
	stem, ext := split(name)
	return cut(stem, size-len(ext)) + ext
}

// cut shortens s to at most size bytes, between two characters that are seen as
// two: no accent, joiner or skin tone is left without its base.
func cut(s string, size int) string {
	if len(s) <= size {
		return s
	}
	for !utf8.RuneStart(s[size]) {
		size--
	}
	for size > 0 {
		next, _ := utf8.DecodeRuneInString(s[size:])
		last, n := utf8.DecodeLastRuneInString(s[:size])
		if !joins(next) && last != zeroWidthJoiner {
			break
		}
		size -= n
	}
	return s[:size]
}

const zeroWidthJoiner = 0x200d

// joins reports whether a character belongs to the one before it.
func joins(r rune) bool {
	return r == zeroWidthJoiner ||
		r >= 0xfe00 && r <= 0xfe0f || // variation selectors
		r >= 0x1f3fb && r <= 0x1f3ff || // skin tones
		r >= 0xe0020 && r <= 0xe007f || // tags of flags
		unicode.IsMark(r) || // also those that stand where they are in every form, as in Thai
		!norm.NFC.PropertiesString(string(r)).BoundaryBefore()
}
