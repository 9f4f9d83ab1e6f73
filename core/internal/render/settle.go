package render

import (
	"errors"
	"fmt"
	"path"
	"sync"

	"satchel/core/internal/fsx"
)

// atOnce is how many files are brought to the disk together: it writes many in
// the time of one.
const atOnce = 16

// settler puts finished files in place. Its goroutines end before wait returns.
type settler struct {
	slots   chan struct{}
	running sync.WaitGroup
	mu      sync.Mutex
	err     error
}

func newSettler() *settler { return &settler{slots: make(chan struct{}, atOnce)} }

// settle syncs a file and moves it to its place, later.
func (s *settler) settle(w *file) {
	s.slots <- struct{}{}
	s.running.Go(func() {
		defer func() { <-s.slots }()
		err := errors.Join(w.f.Sync(), w.f.Close())
		if err == nil {
			err = fsx.Rename(w.o.ctx, w.o.root, w.temp, w.name)
		} else {
			err = errors.Join(err, w.o.root.Remove(w.temp))
		}
		if err != nil {
			s.fail(fmt.Errorf("write %s: %w", w.name, err))
		}
	})
}

func (s *settler) fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.err = errors.Join(s.err, err)
}

// failed is what has gone wrong so far.
func (s *settler) failed() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// wait returns once all files are in their places.
func (s *settler) wait() error {
	s.running.Wait()
	return s.failed()
}

// place hands a finished file over to be put in place, or takes it away if the
// one there has the same bytes.
func (o *output) place(w *file, sum checksum) error {
	same, err := o.same(w.name, w.size, sum)
	if err == nil && !same {
		o.dirty[path.Dir(w.name)] = true
		o.settler.settle(w)
		return nil
	}
	return errors.Join(err, w.f.Close(), o.root.Remove(w.temp))
}
