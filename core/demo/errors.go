package demo

import (
	"strings"

	"github.com/gotd/td/tgerr"
)

// refuse is the error a service answers: the name Telegram's page gives, with
// the code that belongs to it.
func refuse(name string) error { return tgerr.New(codeOf(name), name) }

// codeOf is the code of an error name: 420 for waits and the takeout's delay,
// 303 for migrations, 401 for a missing login, 500 and -503 for the server's own
// troubles, 403 for what needs a takeout, 400 for all else.
func codeOf(name string) int {
	kind := tgerr.New(0, name).Type
	switch {
	case name == "Timeout":
		return -503
	case kind == "INTERNAL" || strings.HasPrefix(kind, "INTERNAL_"):
		return 500
	case strings.HasSuffix(kind, "WAIT") && kind != name, kind == "TAKEOUT_INIT_DELAY":
		return 420
	case strings.HasSuffix(kind, "MIGRATE") && kind != name:
		return 303
	case kind == "AUTH_BYTES_INVALID", strings.HasPrefix(kind, "AUTH_TOKEN_"):
		return 400
	case strings.HasPrefix(kind, "AUTH_"), kind == "SESSION_PASSWORD_NEEDED":
		return 401
	case kind == "TAKEOUT_REQUIRED":
		return 403
	}
	return 400
}
