package richtext

import (
	"net/url"
	"strings"
)

// Link is raw as a target a page may carry, and whether it may: only http,
// https, mailto, tg and tel are let through, and an address without a scheme
// ("example.org/x") is taken for https. Control characters and spaces around it
// do not hide another scheme.
func Link(raw string) (string, bool) {
	s := strings.TrimSpace(raw)
	if s == "" || strings.ContainsFunc(s, func(r rune) bool { return r < 0x20 || r == 0x7f }) {
		return "", false
	}
	u, err := url.Parse(s)
	if err == nil && u.Scheme != "" && allowed(u) {
		return s, true
	}
	// A host with a port parses as scheme "example.org"; a script does too.
	if err == nil && u.Scheme != "" && !strings.Contains(u.Scheme, ".") {
		return "", false
	}
	if u, err = url.Parse("https://" + s); err != nil || !strings.Contains(u.Hostname(), ".") {
		return "", false
	}
	return "https://" + s, true
}

func allowed(u *url.URL) bool {
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		return u.Host != ""
	case "mailto", "tel", "tg":
		return true
	}
	return false
}
