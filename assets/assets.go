// Package assets holds what is built into the program as files: the style and
// the script of an archive's pages. It embeds and does nothing else.
package assets

import (
	"embed"
	"io/fs"
)

//go:embed export
var files embed.FS

//go:embed format.md
var format string

// Format describes an archive's files, as Markdown.
func Format() string { return format }

// Export is the tree that lies at the root of every archive: css/ and js/.
func Export() fs.FS {
	sub, err := fs.Sub(files, "export")
	if err != nil {
		panic(err) // the name is constant and valid
	}
	return sub
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

// Icon is the program's icon, a square PNG.
//
//go:embed icon.png
var Icon []byte

// IconSVG is the same drawing as lines.
//
//go:embed icon.svg
var IconSVG []byte
