package gui

import (
	"strings"

	fynelang "fyne.io/fyne/v2/lang"
)

// SystemLanguage is the language the system speaks to its user, as "en-GB". Fyne's
// own widgets (menus of an entry, the calendar) follow it as well.
func SystemLanguage() string {
	return strings.ReplaceAll(fynelang.SystemLocale().LanguageString(), "_", "-")
}
