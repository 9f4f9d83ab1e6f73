package account

import "io/fs"

// WriteProblems makes the world of problems.
func WriteProblems(content fs.FS, dir string, keep bool) error { return nil }
