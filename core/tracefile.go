package core

import (
	"io"

	"satchel/core/internal/trace"
)

// OpenTrace makes a file for Config.Trace that only its owner may read. A trace that
// is there gets another run added to it; what is there and is none is left alone and
// trace.ErrNotTrace returned. The caller closes it after the run.
func OpenTrace(path string) (io.WriteCloser, error) { return trace.Open(path) }
