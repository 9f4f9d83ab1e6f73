package world

import "errors"

// Sample is the world built into the program.
func Sample() (*World, error) { return nil, errors.New("not built yet") }

// SampleProblems is the built-in world full of things that cannot be exported.
func SampleProblems() (*World, error) { return nil, errors.New("not built yet") }
