// Package lang is the window's message catalogue: every sentence a person reads,
// by a key. Keys of core's codes are the code behind a prefix ("blocked.disk_full").
//
// A catalogue is a file of assets/translations named by its language; the window
// speaks those there are, and English to everybody else. A key that a language lacks
// is taken from English. A key with ".one" and ".other" counts something: each
// language has the forms its own grammar needs (".one", ".few", ".many", ".other").
// How a language writes numbers, sizes and dates is in its catalogue too.
//
// Left out are languages written from right to left (Arabic, Persian): Fyne lays out
// and orders its text from left to right only. The archive's pages speak them.
package lang

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"satchel/assets"
)

// Catalog is the words of one language. The zero value gives the keys themselves.
type Catalog struct {
	tag            language.Tag
	words, english map[string]string
}

// Load reads the catalogue of a language ("de", "pt-BR", "zh-Hant-TW"): the closest
// one there is, English if there is none.
func Load(code string) (Catalog, error) {
	english, err := read("en")
	if err != nil {
		return Catalog{}, err
	}
	base, _, _ := strings.Cut(code, "-")
	for _, name := range []string{code, base} {
		if words, err := read(name); err == nil {
			return Catalog{language.Make(code), words, english}, nil
		}
	}
	return Catalog{language.English, english, english}, nil
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
	name := key + "." + form(c.tag, n)
	if _, ok := c.words[name]; !ok { // English words
		name = key + "." + form(language.English, n)
	}
	return c.T(name, append([]any{c.Number(n)}, args...)...)
}

// form is the plural form of a whole number in a language, as Unicode's CLDR has it.
func form(tag language.Tag, n int) string {
	switch plural.Cardinal.MatchPlural(tag, max(n, -n), 0, 0, 0, 0) {
	case plural.One:
		return "one"
	case plural.Few:
		return "few"
	case plural.Many:
		return "many"
	}
	return "other"
}
