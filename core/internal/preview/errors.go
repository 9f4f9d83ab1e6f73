package preview

import (
	"errors"
	"fmt"
)

// What is wrong with a picture besides what its decoder says.
var (
	// ErrTooLarge is returned for pictures that would take too much memory.
	ErrTooLarge = errors.New("too large to show")
	// ErrFormat is returned for files that are not pictures of a known format.
	ErrFormat = errors.New("not a picture")
	// ErrPanic is returned when a decoder gave up by panic.
	ErrPanic = errors.New("the decoder broke down")
)

// contain turns a panic of a decoder into an error: its input is foreign, and one
// picture must not end the program. It is to be deferred.
func contain(doing string, err *error) {
	if v := recover(); v != nil {
		*err = fmt.Errorf("%s: %w: %v", doing, ErrPanic, v)
	}
}
