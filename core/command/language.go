package command

import "strings"

// language is that of the person at the terminal, as "pt-BR", as POSIX and gettext
// find it; empty for English.
// https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html
// https://www.gnu.org/software/gettext/manual/html_node/The-LANGUAGE-variable.html
func (s *System) language() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		value := s.Getenv(name)
		if value == "" {
			continue
		}
		code := languageCode(value)
		if first, _, _ := strings.Cut(s.Getenv("LANGUAGE"), ":"); code != "" && first != "" {
			return languageCode(first)
		}
		return code
	}
	if s.Language == nil {
		return ""
	}
	return languageCode(s.Language())
}

// languageCode is the language of a locale ("de_AT.UTF-8@euro": "de-AT"); empty for
// "C", "POSIX" and what is no locale.
func languageCode(locale string) string {
	locale, _, _ = strings.Cut(locale, "@")
	locale, _, _ = strings.Cut(locale, ".")
	code := strings.ReplaceAll(locale, "_", "-")
	language, _, _ := strings.Cut(code, "-")
	if len(language) < 2 || len(language) > 3 || strings.Trim(strings.ToLower(code), "abcdefghijklmnopqrstuvwxyz-") != "" {
		return ""
	}
	return code
}
