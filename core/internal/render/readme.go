package render

import (
	"strings"

	"satchel/assets"
)

// readMe is the note beside the start page, in the language of the settings;
// English for those there is none of.
func readMe(language string) string {
	code, _, _ := strings.Cut(strings.ToLower(language), "-")
	if note := assets.ReadMe(code); note != "" {
		return note
	}
	return assets.ReadMe("en")
}
