// Package folderpicker asks for a folder with the system's own dialog
// (github.com/sqweek/dialog: GTK, Windows, Cocoa). It is the only package that
// knows it, so that everything else builds without GTK.
//
// Not guaranteed: that the dialog lies in front of the window; GTK is not told of
// it.
package folderpicker

import (
	"errors"
	"fmt"
)

// ErrUnavailable says that this build or this system has no dialog. It is an
// errors.ErrUnsupported.
var ErrUnavailable = fmt.Errorf("ask for a folder: %w", errors.ErrUnsupported)
