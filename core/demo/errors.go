package demo

import (
	"strings"

	"github.com/gotd/td/tgerr"
)

// refuse is the error a service answers: the name Telegram's page gives, with
// the code that belongs to it.
func refuse(name string) error { return tgerr.New(codeOf(name), name) }

// codeOf is the code of an error name, as Telegram's pages give it.
func codeOf(name string) int {
	switch kind := tgerr.New(0, name).Type; {
	case kind == "TAKEOUT_INIT_DELAY":
		return 420
	case kind == "AUTH_BYTES_INVALID", strings.HasPrefix(kind, "AUTH_TOKEN_"):
		return 400
	case kind == "SESSION_PASSWORD_NEEDED":
		return 401
	case kind == "TAKEOUT_REQUIRED":
		return 403
	}
	return faultCode(name)
}

// faultCode is the code a fault rule gives a name when it names none: 420 for
// waits, 303 for migrations, 401 for AUTH_, 500 and -503 for the server's own
// troubles, 400 for all else.
func faultCode(name string) int {
	kind := tgerr.New(0, name).Type
	switch {
	case name == "Timeout":
		return -503
	case kind == "INTERNAL":
		return 500
	case strings.HasSuffix(kind, "WAIT") && kind != name:
		return 420
	case strings.HasSuffix(kind, "MIGRATE") && kind != name:
		return 303
	case strings.HasPrefix(kind, "AUTH_"):
		return 401
	}
	return 400
}
