package naming

import (
	"hash/fnv"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Unique returns name or, when that is taken, name with " (1)", " (2)" ... before
// its extension. taken is asked with the folded form.
func Unique(name string, taken func(folded string) bool) string {
	for n := 0; ; n++ {
		if candidate := withNumber(name, n); !taken(Fold(candidate)) {
			return candidate
		}
	}
}

func withNumber(name string, n int) string {
	if n == 0 {
		return name
	}
	stem, ext := split(name)
	suffix := " (" + strconv.Itoa(n) + ")"
	return cut(stem, MaxName-len(ext)-len(suffix)) + suffix + ext
}

// Fold is the form of a path in which two paths are equal when a file system
// that ignores case or Unicode form takes them for the same. Characters that
// macOS's older file system ignores are left out.
func Fold(path string) string {
	if isASCII(path) {
		return strings.ToUpper(path)
	}
	folded := cases.Fold().String(norm.NFD.String(path))
	return norm.NFD.String(strings.Map(foldRune, folded))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

func foldRune(r rune) rune {
	switch {
	case r >= 0x200c && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x206a && r <= 0x206f, r == 0xfeff:
		return -1 // ignored by HFS+
	}
	// Full case folding is not stable for scripts whose small letters are the newer
	// ones (Cherokee); the least of all forms of a letter is.
	least := r
	for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
		least = min(least, other)
	}
	return least
}

// Names are the names given in one folder. It keeps 8 bytes a name and does not
// search twice for the same name, so that a folder may hold a million.
type Names struct {
	taken map[uint64]struct{} // hashes of folded names
	next  map[uint64]int      // by the hash of a name that was taken: the number to try next
}

// NewNames returns an empty folder.
func NewNames() *Names {
	return &Names{taken: map[uint64]struct{}{}, next: map[uint64]int{}}
}

// Reserve takes a name as it is.
func (f *Names) Reserve(name string) { f.taken[hash(Fold(name))] = struct{}{} }

// Take returns name, or what Unique makes of it, and reserves that.
func (f *Names) Take(name string) string {
	key := hash(name)
	for n := f.next[key]; ; n++ {
		candidate := withNumber(name, n)
		h := hash(Fold(candidate))
		if _, taken := f.taken[h]; taken {
			continue
		}
		f.taken[h] = struct{}{}
		if n > 0 {
			f.next[key] = n + 1
		}
		return candidate
	}
}

// hash has no secret: two names of one hash cost the second a needless number,
// the same one every time.
func hash(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s)) // never fails
	return h.Sum64()
}
