package lang

import (
	"encoding/json"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/language"

	"satchel/assets"
)

// eachCatalogue runs a test for every language the folder holds.
func eachCatalogue(t *testing.T, check func(t *testing.T, code string, words, english map[string]string)) {
	t.Helper()
	files, err := fs.Glob(assets.Translations(), "*")
	if err != nil {
		t.Fatal(err)
	}
	english := load(t, "en").english
	for _, file := range files {
		code, isCatalogue := strings.CutSuffix(file, ".json")
		tag, err := language.Parse(code)
		if !isCatalogue || err != nil || tag.String() != code {
			t.Errorf("%s is not a language's catalogue", file)
			continue
		}
		t.Run(code, func(t *testing.T) {
			words, err := read(code)
			if err != nil {
				t.Fatal(err)
			}
			check(t, code, words, english)
		})
	}
}

// counted are the keys that English has a form for one and a form for others of.
func counted(english map[string]string) (keys []string) {
	for key := range english {
		if key, ok := strings.CutSuffix(key, ".one"); ok && english[key+".other"] != "" {
			keys = append(keys, key)
		}
	}
	return keys
}

// formsOf are the plural forms a language has for whole numbers.
func formsOf(code string) []string {
	forms := map[string]bool{}
	for n := range 200 {
		forms[form(language.Make(code), n)] = true
	}
	return slices.Sorted(maps.Keys(forms))
}

// source is the English text of a key of any language.
func source(key string, english map[string]string) string {
	if text, ok := english[key]; ok {
		return text
	}
	return english[key[:strings.LastIndexByte(key, '.')+1]+"other"]
}

func TestEveryCatalogueHasAllKeysInItsOwnForms(t *testing.T) {
	eachCatalogue(t, func(t *testing.T, code string, words, english map[string]string) {
		wanted := map[string]bool{}
		for key := range english {
			wanted[key] = true
		}
		for _, key := range counted(english) {
			delete(wanted, key+".one")
			delete(wanted, key+".other")
			for _, form := range formsOf(code) {
				wanted[key+"."+form] = true
			}
		}
		for key := range wanted {
			if words[key] == "" {
				t.Errorf("no words for %q", key)
			}
		}
		for key := range words {
			if !wanted[key] {
				t.Errorf("nobody asks for %q", key)
			}
		}
	})
}

func TestNoCatalogueSaysAThingTwice(t *testing.T) {
	eachCatalogue(t, func(t *testing.T, code string, words, _ map[string]string) {
		file, err := assets.Translations().Open(code + ".json")
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		tokens := 0
		for d := json.NewDecoder(file); ; tokens++ {
			if _, err := d.Token(); err != nil {
				break
			}
		}
		if want := 2*len(words) + 2; tokens != want {
			t.Errorf("%d words and keys, want %d: a key is there twice", tokens, want)
		}
	})
}

var verb = regexp.MustCompile(`%(?:\[(\d)\])?([a-z%])`)

// verbs are the arguments a text puts in, each with its verb, and "%%"; ok is false
// if numbered ones stand beside others.
func verbs(text string) (list []string, ok bool) {
	numbered, plain := false, 0
	for _, m := range verb.FindAllStringSubmatch(text, -1) {
		switch {
		case m[2] == "%":
			list = append(list, "%%")
			continue
		case m[1] != "":
			numbered = true
		default:
			plain++
			m[1] = string(rune('0' + plain))
		}
		list = append(list, m[1]+m[2])
	}
	slices.Sort(list)
	return list, !numbered || plain == 0
}

func TestEveryTextPutsInWhatTheEnglishDoes(t *testing.T) {
	eachCatalogue(t, func(t *testing.T, code string, words, english map[string]string) {
		for key, text := range words {
			got, ok := verbs(text)
			want, _ := verbs(source(key, english))
			if !ok || !slices.Equal(got, want) {
				t.Errorf("%s puts in %v, want %v (%q)", key, got, want, text)
			}
			if rest := verb.ReplaceAllString(text, ""); strings.Contains(rest, "%") {
				t.Errorf("%s has a stray %%: %q", key, text)
			}
		}
	})
}

// kept are names that are the same in every language.
var kept = regexp.MustCompile(`archive\.db|export_results\.html|fragment\.com|“%s”|“Satchel”`)

func TestTextsAreWholeAndTidy(t *testing.T) {
	eachCatalogue(t, func(t *testing.T, code string, words, english map[string]string) {
		for key, text := range words {
			from := source(key, english)
			if strings.TrimSpace(text) != text || strings.Contains(text, "  ") || strings.ContainsAny(text, "\n\t→") {
				t.Errorf("%s has spaces too many, or a sign the font draws badly: %q", key, text)
			}
			if strings.ContainsAny(from[len(from)-1:], ".?") && !strings.ContainsAny(text[len(text)-1:], ".?!") && !strings.HasSuffix(text, "。") && !strings.HasSuffix(text, "？") && !strings.HasSuffix(text, "।") {
				t.Errorf("%s does not end as a sentence: %q", key, text)
			}
			if code != "en" && text == from && len(verb.ReplaceAllString(text, "")) > 12 {
				t.Errorf("%s is still English: %q", key, text)
			}
			for _, name := range kept.FindAllString(from, -1) {
				if name = strings.Trim(name, "“”"); !strings.Contains(text, name) {
					t.Errorf("%s lacks %s: %q", key, name, text)
				}
			}
		}
	})
}

// banned are the words no person should have to know; bannedIn are their like where
// a language has them as jargon only.
var (
	banned   = regexp.MustCompile(`(?i)\b(takeout|json|session|peer|flood|API)\b`)
	bannedIn = map[string]*regexp.Regexp{
		"de": regexp.MustCompile(`(?i)sitzung|\bpeers?\b`),
		"ru": regexp.MustCompile(`(?i)сесси|флуд|\bпир`),
		"uk": regexp.MustCompile(`(?i)сесі|флуд`),
		"ja": regexp.MustCompile(`セッション|ピア|フラッド|テイクアウト`),
		"ko": regexp.MustCompile(`세션|피어|플러드|테이크아웃`),
		"zh": regexp.MustCompile(`会话|對話端|洪水`),
		"hi": regexp.MustCompile(`सेशन|सत्र`),
	}
)

func TestNobodyHasToKnowJargon(t *testing.T) {
	eachCatalogue(t, func(t *testing.T, code string, words, _ map[string]string) {
		for key, text := range words {
			word := banned.FindString(text)
			if own := bannedIn[code]; own != nil && word == "" {
				word = own.FindString(text)
			}
			if word != "" {
				t.Errorf("%s says %q", key, word)
			}
		}
	})
}

func TestNumbersAndDatesOfEveryCatalogueAreComplete(t *testing.T) {
	eachCatalogue(t, func(t *testing.T, code string, words, english map[string]string) {
		c := Catalog{language.Make(code), words, english}
		if digits := strings.Map(onlyDigits, words["number.like"]); digits != "12345678" {
			t.Errorf("number.like is not one million, 234 thousand, 567 and eight tenths: %q", words["number.like"])
		}
		if mark := c.marks(); strings.ContainsFunc(mark.group+mark.point, unicode.IsDigit) || mark.size < 2 {
			t.Errorf("%+v", mark)
		}
		for _, name := range []string{"month.", "weekday."} {
			seen := map[string]string{}
			for key, text := range words {
				if strings.HasPrefix(key, name) && seen[text] != "" {
					t.Errorf("%s and %s are both %q", key, seen[text], text)
				} else if strings.HasPrefix(key, name) {
					seen[text] = key
				}
			}
		}
	})
}

func onlyDigits(r rune) rune {
	if r >= '0' && r <= '9' {
		return r
	}
	return -1
}
