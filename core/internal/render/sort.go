package render

import (
	"bufio"
	"container/heap"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"satchel/core/internal/fsx"
)

// sorter sorts any number of lines in bounded memory: runs that are sorted in
// memory are spilled to temporary files and merged. A line ends with "\n".
type sorter struct {
	root  *os.Root
	less  func(a, b string) bool
	limit int // bytes of a run
	lines []string
	bytes int
	runs  []*run
}

// runBytes is what one run holds in memory.
const runBytes = 16 << 20

// run is a sorted file of lines.
type run struct {
	name string
	f    *os.File
	r    *bufio.Reader
	line string // the next one
}

func (s *sorter) add(line string) error {
	s.lines = append(s.lines, line)
	s.bytes += len(line)
	if s.bytes < s.limit {
		return nil
	}
	return s.spill()
}

func (s *sorter) sort() {
	slices.SortFunc(s.lines, func(a, b string) int {
		switch {
		case s.less(a, b):
			return -1
		case s.less(b, a):
			return 1
		}
		return 0
	})
}

// spill writes the lines in memory as a run.
func (s *sorter) spill() error {
	s.sort()
	name := path.Join(fsx.TempDir, rand.Text())
	f, err := s.root.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	s.runs = append(s.runs, &run{name: name, f: f, r: bufio.NewReader(f)})
	w := bufio.NewWriter(f)
	for _, line := range s.lines {
		if _, err := w.WriteString(line); err != nil {
			return err
		}
	}
	clear(s.lines)
	s.lines, s.bytes = s.lines[:0], 0
	if err := w.Flush(); err != nil {
		return err
	}
	_, err = f.Seek(0, io.SeekStart)
	return err
}

// writeTo writes all lines in order.
func (s *sorter) writeTo(w io.Writer) error {
	if len(s.runs) == 0 {
		s.sort()
		_, err := io.Copy(w, strings.NewReader(strings.Join(s.lines, "")))
		return err
	}
	if err := s.spill(); err != nil {
		return err
	}
	m := &merge{less: s.less}
	for _, r := range s.runs {
		if err := m.push(r); err != nil {
			return err
		}
	}
	for len(m.runs) > 0 {
		r := heap.Pop(m).(*run)
		if _, err := io.WriteString(w, r.line); err != nil {
			return err
		}
		if err := m.push(r); err != nil {
			return err
		}
	}
	return nil
}

// close removes the runs.
func (s *sorter) close() error {
	var err error
	for _, r := range s.runs {
		err = errors.Join(err, r.f.Close(), s.root.Remove(r.name))
	}
	s.runs = nil
	return err
}

// merge is a heap of runs by their next line.
type merge struct {
	runs []*run
	less func(a, b string) bool
}

func (m *merge) Len() int           { return len(m.runs) }
func (m *merge) Less(i, j int) bool { return m.less(m.runs[i].line, m.runs[j].line) }
func (m *merge) Swap(i, j int)      { m.runs[i], m.runs[j] = m.runs[j], m.runs[i] }
func (m *merge) Push(r any)         { m.runs = append(m.runs, r.(*run)) }
func (m *merge) Pop() any {
	last := m.runs[len(m.runs)-1]
	m.runs = m.runs[:len(m.runs)-1]
	return last
}

// push reads the next line of a run; one at its end is left out.
func (m *merge) push(r *run) error {
	line, err := r.r.ReadString('\n')
	if errors.Is(err, io.EOF) && line == "" {
		return nil
	}
	if err != nil {
		return err
	}
	r.line = line
	heap.Push(m, r)
	return nil
}
