// Package lang is the window's message catalogue: every sentence a person reads,
// by a key. Keys of core's codes are the code behind a prefix ("blocked.disk_full").
//
// A catalogue is a file of assets/translations named by its language. A key that a
// language lacks is taken from English. A key with ".one" and ".other" forms counts
// something; a language with more forms gets them in Catalog.form.
//
// Not guaranteed: right-to-left layout.
package lang

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"satchel/assets"
)

// Catalog is the words of one language. The zero value gives the keys themselves.
type Catalog struct {
	words, english map[string]string
}

// Load reads the catalogue of a language ("de", "pt-BR"): the closest one there is,
// English if there is none.
func Load(code string) (Catalog, error) {
	english, err := read("en")
	if err != nil {
		return Catalog{}, err
	}
	base, _, _ := strings.Cut(code, "-")
	for _, name := range []string{code, base} {
		if words, err := read(name); err == nil {
			return Catalog{words, english}, nil
		}
	}
	return Catalog{english, english}, nil
}

func read(code string) (map[string]string, error) {
	data, err := fs.ReadFile(assets.Translations(), code+".json")
	if err != nil {
		return nil, fmt.Errorf("read the words of %q: %w", code, err)
	}
	words := map[string]string{}
	if err := json.Unmarshal(data, &words); err != nil {
		return nil, fmt.Errorf("read the words of %q: %w", code, err)
	}
	return words, nil
}

// Has reports whether there are words for the key.
func (c Catalog) Has(key string) bool {
	_, own := c.words[key]
	_, english := c.english[key]
	return own || english
}

// T is the sentence of a key with its arguments put in (fmt verbs). A missing key
// is returned as it is, so that it is seen.
func (c Catalog) T(key string, args ...any) string {
	text, ok := c.words[key]
	if !ok {
		if text, ok = c.english[key]; !ok {
			return key
		}
	}
	if len(args) == 0 || !strings.Contains(text, "%") {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// N is the form of a counted key that fits n; the number itself is the first
// argument, grouped.
func (c Catalog) N(key string, n int, args ...any) string {
	return c.T(key+"."+c.form(n), append([]any{Number(int64(n))}, args...)...)
}

// form is the plural form; English has two.
func (c Catalog) form(n int) string {
	if n == 1 {
		return "one"
	}
	return "other"
}

// Number writes a whole number in groups of three.
func Number(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// Bytes writes a size as people know it from their file manager (1 MB = 1024 KB).
func Bytes(n int64) string {
	units := []string{"bytes", "KB", "MB", "GB", "TB"}
	value, unit := float64(n), 0
	for value >= 1024 && unit < len(units)-1 {
		value, unit = value/1024, unit+1
	}
	switch {
	case unit == 0 && n == 1:
		return "1 byte"
	case unit < 2 || value >= 100:
		return fmt.Sprintf("%.0f %s", value, units[unit])
	}
	return fmt.Sprintf("%.1f %s", value, units[unit])
}
