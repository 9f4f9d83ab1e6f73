// Package assets holds what is built into the program as files: the style and
// the script of an archive's pages. It embeds and does nothing else.
package assets

import (
	"bytes"
	"embed"
	"io/fs"
)

//go:embed export
var files embed.FS

//go:embed format.md
var format string

// Format describes an archive's files, as Markdown.
func Format() string { return format }

//go:embed parts
var parts embed.FS

// joined are the files of css/ and js/ that are put together from parts, in the
// order they apply: a page has its one script sooner than a dozen.
var joined = map[string][]string{
	"css/style.css": {"style.css", "tools.css"},
	"js/script.js": {
		"words/ar.js", "words/de.js", "words/es.js", "words/fa.js", "words/fr.js", "words/hi.js", "words/id.js", "words/it.js",
		"words/ja.js", "words/ko.js", "words/pt.js", "words/ru.js", "words/tr.js", "words/uk.js", "words/zh.js",
		"words.js", "letters.js", "shards.js", "lists.js", "search.js", "finder.js", "script.js", "viewer.js",
		"chat.js", "day.js", "sticker.js", "gallery.js", "start.js",
	},
}

// Joined is what lies in every archive beside Export, by path.
func Joined() map[string][]byte {
	all := map[string][]byte{}
	for name, list := range joined {
		var b bytes.Buffer
		for _, part := range list {
			data, err := parts.ReadFile("parts/" + part)
			if err != nil {
				panic(err) // the names are constant and embedded
			}
			b.Write(data)
			b.WriteByte('\n')
		}
		all[name] = b.Bytes()
	}
	return all
}

// Export is the tree that lies at the root of every archive: css/ and js/.
func Export() fs.FS {
	sub, err := fs.Sub(files, "export")
	if err != nil {
		panic(err) // the name is constant and valid
	}
	return sub
}

//go:embed readme
var readMes embed.FS

// ReadMe says what an archive is, in a language ("de"); "" for one there is no
// note in.
func ReadMe(language string) string {
	data, err := readMes.ReadFile("readme/" + language + ".txt")
	if err != nil {
		return ""
	}
	return string(data)
}

//go:embed translations
var translations embed.FS

// Translations holds the window's words, a file a language.
func Translations() fs.FS {
	sub, err := fs.Sub(translations, "translations")
	if err != nil {
		panic(err) // the name is constant and valid
	}
	return sub
}

//go:embed widgets
var widgets embed.FS

// WidgetWords holds the words of Fyne's own widgets (the menu of an entry, the dialog
// for folders) in the window's languages that Fyne does not speak, a file a language.
func WidgetWords() fs.FS {
	sub, err := fs.Sub(widgets, "widgets")
	if err != nil {
		panic(err) // the name is constant and valid
	}
	return sub
}

// Icon is the program's icon, a square PNG.
//
//go:embed icon.png
var Icon []byte

// IconSVG is the same drawing as lines.
//
//go:embed icon.svg
var IconSVG []byte
