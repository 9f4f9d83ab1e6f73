package tljson

import "fmt"

// Error says where a value is not what the schema wants.
type Error struct {
	Path   string // "messages[12].media.photo.sizes[0].w"; empty at the outermost value
	Reason string // "expected int"
}

func (e *Error) Error() string {
	if e.Path == "" {
		return e.Reason
	}
	return e.Path + ": " + e.Reason
}

func refuse(format string, args ...any) *Error {
	return &Error{Reason: fmt.Sprintf(format, args...)}
}

// within puts a step before the path: a field's name or "[i]".
func (e *Error) within(step string) *Error {
	switch {
	case e.Path == "":
		e.Path = step
	case e.Path[0] == '[':
		e.Path = step + e.Path
	default:
		e.Path = step + "." + e.Path
	}
	return e
}

// shorten keeps foreign words in errors short.
func shorten(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
