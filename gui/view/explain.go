package view

import (
	"time"

	"satchel/core"
	"satchel/gui/lang"
)

// Explained is an error that ended something, for a person.
type Explained struct{ Text, Hint string }

// String is both sentences.
func (e Explained) String() string { return e.Text + " " + e.Hint }

// Explain puts an error into the words of the window. Paths and the reasons a system
// gives stay as they are.
func Explain(l lang.Catalog, err error, now time.Time) Explained {
	e := core.Explain(err)
	args := make([]any, len(e.Args))
	for i, arg := range e.Args {
		if t, ok := arg.(time.Time); ok {
			arg = Clock(l, t, now)
		}
		args[i] = arg
	}
	key := "explain." + e.Code
	return Explained{l.T(key, args...), l.T(key + ".hint")}
}
