package render

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"satchel/assets"
)

// What the archive says to its owner is read in every language the pages have.
func TestEverySentenceIsInEveryLanguage(t *testing.T) {
	script := string(assets.Joined()["js/script.js"])
	languages := strings.Count(script, "(window.satchelWords ??= {}).")
	if languages < 15 {
		t.Fatalf("%d languages", languages)
	}
	w := wordsFor("en")
	d := w.document
	sentences := []string{d.About, w.pictures, w.stories, w.music, d.Contacts, d.Frequent, d.Sessions, d.WebSessions, d.Chats, d.LeftChats}
	sentences = append(sentences, slices.Collect(maps.Values(w.outcomes))...)
	sentences = append(sentences, slices.Collect(maps.Values(w.problems))...)
	sentences = append(sentences, slices.Collect(maps.Values(w.skips))...)
	for _, s := range sentences {
		if n := strings.Count(script, "'"+s+"': '"); n != languages {
			t.Errorf("%q is in %d of %d languages", s, n, languages)
		}
	}
}

func TestTheNoteIsInTheLanguageOfTheSettings(t *testing.T) {
	for language, want := range map[string]string{
		"de": "Dieser Ordner", "de-AT": "Dieser Ordner", "pt-BR": "Esta pasta", "JA": "フォルダー", "en-GB": "This folder", "xx": "This folder", "": "This folder",
	} {
		if got := readMe(language); !strings.Contains(got, want) {
			t.Errorf("%q: %q", language, got)
		}
	}
}
