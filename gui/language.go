package gui

import (
	"fmt"
	"io/fs"
	"strings"

	"fyne.io/fyne/v2"
	fynelang "fyne.io/fyne/v2/lang"

	"satchel/assets"
)

// SystemLanguage is the language the system speaks to its user, as "pt-BR".
func SystemLanguage() string {
	return strings.ReplaceAll(fynelang.SystemLocale().LanguageString(), "_", "-")
}

// teachWidgets gives Fyne's own widgets, which follow the system's language as well,
// the words they lack.
func teachWidgets() error {
	files, err := fs.Glob(assets.WidgetWords(), "*.json")
	if err != nil {
		return fmt.Errorf("list the words of widgets: %w", err)
	}
	for _, file := range files {
		data, err := fs.ReadFile(assets.WidgetWords(), file)
		if err != nil {
			return fmt.Errorf("read the words of widgets: %w", err)
		}
		if err := fynelang.AddTranslationsForLocale(data, fyne.Locale(strings.TrimSuffix(file, ".json"))); err != nil {
			return fmt.Errorf("read the words of widgets in %s: %w", file, err)
		}
	}
	return nil
}
