package world

import (
	"satchel/core/demo/world/sample"
)

// Sample is the world built into the program: a believable account with its
// media.
func Sample() (*World, error) { return Open(sample.Main()) }

// SampleProblems is the built-in world full of things that cannot be exported.
func SampleProblems() (*World, error) { return Open(sample.Problems()) }
