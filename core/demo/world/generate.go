package world

import "errors"

// GenerateOptions shape a generated world.
type GenerateOptions struct {
	FileEvery int // every nth message has media; 0: 20, negative: none
}

// Generate computes a world of that many messages from a seed.
func Generate(seed int64, messages int, o GenerateOptions) (*World, error) {
	return nil, errors.New("not built yet")
}
