package main

// saying keeps the end of what a process says.
type saying struct{ kept []byte }

// Write implements io.Writer.
func (s *saying) Write(p []byte) (int, error) {
	if s.kept = append(s.kept, p...); len(s.kept) > 4000 {
		s.kept = s.kept[len(s.kept)-4000:]
	}
	return len(p), nil
}

func (s *saying) text() string { return string(s.kept) }
