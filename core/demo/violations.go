package demo

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"sync"
)

// Violation is one breach of the documentation, as a line of --violations.
type Violation struct {
	Rule   string `json:"rule"`   // "getFile.limit"
	Method string `json:"method"` // "upload.getFile"
	Detail string `json:"detail"` // "limit 100000 is not divisible by 4096"
}

// recorder keeps the violations and writes each as a JSON line.
type recorder struct {
	mu   sync.Mutex
	list []Violation
	out  io.Writer
}

func (r *recorder) add(v Violation) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = append(r.list, v)
	if r.out == nil {
		return nil
	}
	line, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("write violation %s: %w", v.Rule, err)
	}
	if _, err := r.out.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("write violation %s: %w", v.Rule, err)
	}
	return nil
}

func (r *recorder) all() []Violation {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.list)
}

// Violations are the rules broken so far, in the order they were.
func (s *Server) Violations() []Violation { return s.violations.all() }

func (s *Server) violate(method string, broken rule, format string, args ...any) {
	v := Violation{Rule: string(broken), Method: method, Detail: fmt.Sprintf(format, args...)}
	if err := s.violations.add(v); err != nil {
		s.log.Error("violation not written", "error", err)
	}
}
