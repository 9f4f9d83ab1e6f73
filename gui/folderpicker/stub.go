//go:build ci || (!cgo && !windows)

package folderpicker

// Picker asks for folders; in this build there is no dialog.
type Picker struct{}

// Pick returns ErrUnavailable.
func (*Picker) Pick(_, _ string) (string, error) { return "", ErrUnavailable }
