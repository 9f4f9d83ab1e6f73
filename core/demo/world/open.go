package world

import (
	"errors"
	"io/fs"
)

// GenerateOptions shape a generated world.
type GenerateOptions struct {
	FileEvery int // every nth message has media; 0: 20, negative: none
}

// Open reads the world of a folder.
func Open(fsys fs.FS) (*World, error) { return nil, errors.New("not built yet") }

// Generate computes a world of that many messages from a seed.
func Generate(seed int64, messages int, o GenerateOptions) (*World, error) {
	return nil, errors.New("not built yet")
}

// Sample is the world built into the program.
func Sample() (*World, error) { return nil, errors.New("not built yet") }

// SampleProblems is the built-in world full of things that cannot be exported.
func SampleProblems() (*World, error) { return nil, errors.New("not built yet") }
