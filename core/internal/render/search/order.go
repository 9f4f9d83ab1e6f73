package search

import (
	"bufio"
	"cmp"
	"container/heap"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"slices"
)

// Temp makes a temporary file and says how to close and remove it.
type Temp func() (f *os.File, remove func() error, err error)

// spilled is a run on disk.
type spilled struct {
	f      *os.File
	remove func() error
}

// spill writes a run.
func (t Temp) spill(write func(*bufio.Writer) error) (spilled, error) {
	f, remove, err := t()
	if err != nil {
		return spilled{}, err
	}
	w := bufio.NewWriterSize(f, 1<<18)
	err = write(w)
	if err == nil {
		err = w.Flush()
	}
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	return spilled{f, remove}, err
}

// readAhead is how many bytes of each of so many runs are read at a time while they
// are merged: 8 MB of all of them together, but for a page of each.
func readAhead(runs int) int { return min(1<<17, max(4<<10, (8<<20)/max(1, runs))) }

func removeAll(runs []spilled) error {
	var err error
	for _, r := range runs {
		err = errors.Join(err, r.remove())
	}
	return err
}

// byDate sorts documents by date, then by when they came.
type byDate struct {
	temp  Temp
	limit int
	arena []byte
	list  []slot
	seq   uint64
	runs  []spilled
}

// slot is where an entry lies in the arena.
type slot struct {
	date     int64
	seq      uint64
	from, to int
}

func (s *byDate) add(d *Doc) error {
	from := len(s.arena)
	s.arena = d.append(s.arena)
	s.list = append(s.list, slot{d.Date, s.seq, from, len(s.arena)})
	s.seq++
	if len(s.arena)+32*len(s.list) < s.limit {
		return nil
	}
	return s.spill()
}

func (s *byDate) sort() {
	slices.SortFunc(s.list, func(a, b slot) int { return cmp.Or(cmp.Compare(a.date, b.date), cmp.Compare(a.seq, b.seq)) })
}

func (s *byDate) spill() error {
	s.sort()
	run, err := s.temp.spill(func(w *bufio.Writer) error {
		var head [24]byte
		for _, e := range s.list {
			binary.BigEndian.PutUint64(head[:], uint64(e.date))
			binary.BigEndian.PutUint64(head[8:], e.seq)
			binary.BigEndian.PutUint64(head[16:], uint64(e.to-e.from))
			if _, err := w.Write(head[:]); err != nil {
				return err
			}
			if _, err := w.Write(s.arena[e.from:e.to]); err != nil {
				return err
			}
		}
		return nil
	})
	if run.f != nil {
		s.runs = append(s.runs, run)
	}
	s.arena, s.list = s.arena[:0], s.list[:0]
	return err
}

// each calls fn with every entry in order.
func (s *byDate) each(fn func(*entry) error) error {
	if len(s.runs) == 0 {
		s.sort()
		for _, e := range s.list {
			if err := fn(&entry{e.date, e.seq, s.arena[e.from:e.to]}); err != nil {
				return err
			}
		}
		return nil
	}
	if err := s.spill(); err != nil {
		return err
	}
	s.arena, s.list = nil, nil
	var h dateHeap
	for _, r := range s.runs {
		if err := h.next(&dateRun{r: bufio.NewReaderSize(r.f, readAhead(len(s.runs)))}); err != nil {
			return err
		}
	}
	for len(h) > 0 {
		top := heap.Pop(&h).(*dateRun)
		if err := fn(&top.entry); err != nil {
			return err
		}
		if err := h.next(top); err != nil {
			return err
		}
	}
	return nil
}

// dateRun is a run being read: its next entry.
type dateRun struct {
	entry
	r *bufio.Reader
}

type dateHeap []*dateRun

func (h dateHeap) Len() int { return len(h) }
func (h dateHeap) Less(i, j int) bool {
	return h[i].date < h[j].date || h[i].date == h[j].date && h[i].seq < h[j].seq
}
func (h dateHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *dateHeap) Push(x any)   { *h = append(*h, x.(*dateRun)) }
func (h *dateHeap) Pop() any {
	old := *h
	last := old[len(old)-1]
	*h = old[:len(old)-1]
	return last
}

// next reads the next entry of a run and puts it back; one at its end stays out.
func (h *dateHeap) next(r *dateRun) error {
	var head [24]byte
	if _, err := io.ReadFull(r.r, head[:]); errors.Is(err, io.EOF) {
		return nil
	} else if err != nil {
		return err
	}
	r.date, r.seq = int64(binary.BigEndian.Uint64(head[:])), binary.BigEndian.Uint64(head[8:])
	n := int(binary.BigEndian.Uint64(head[16:]))
	r.body = slices.Grow(r.body[:0], n)[:n]
	if _, err := io.ReadFull(r.r, r.body); err != nil {
		return err
	}
	heap.Push(h, r)
	return nil
}
