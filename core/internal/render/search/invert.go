package search

import (
	"bufio"
	"bytes"
	"container/heap"
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"strings"
)

// list is the documents of a term: how many, the last, and the gaps between them
// (the first from zero).
type list struct {
	n, last uint64
	gaps    []byte
}

// inverter gathers the lists of terms, in bounded memory.
type inverter struct {
	temp  Temp
	limit int
	bytes int
	lists map[string]*list
	runs  []spilled
}

// perTerm is what an entry of the map takes besides its bytes.
const perTerm = 120

// add notes that a document, not before those noted, has a term.
func (v *inverter) add(term []byte, doc uint64) {
	l := v.lists[string(term)]
	if l == nil {
		l = &list{}
		v.lists[string(term)] = l
		v.bytes += len(term) + perTerm
	} else if l.last == doc {
		return
	}
	before := cap(l.gaps)
	l.gaps = binary.AppendUvarint(l.gaps, doc-l.last)
	v.bytes += cap(l.gaps) - before
	l.last, l.n = doc, l.n+1
}

// relieve spills what there is once it has reached the limit. It is called
// between documents.
func (v *inverter) relieve() error {
	if v.bytes < v.limit {
		return nil
	}
	return v.spill()
}

func (v *inverter) sorted() []string {
	terms := make([]string, 0, len(v.lists))
	for t := range v.lists {
		terms = append(terms, t)
	}
	slices.Sort(terms)
	return terms
}

func (v *inverter) spill() error {
	run, err := v.temp.spill(func(w *bufio.Writer) error {
		var b []byte
		for _, t := range v.sorted() {
			l := v.lists[t]
			b = append(binary.AppendUvarint(b[:0], uint64(len(t))), t...)
			b = binary.AppendUvarint(b, l.n)
			if _, err := w.Write(b); err != nil {
				return err
			}
			if _, err := w.Write(l.gaps); err != nil {
				return err
			}
		}
		return nil
	})
	if run.f != nil {
		v.runs = append(v.runs, run)
	}
	v.lists, v.bytes = map[string]*list{}, 0
	return err
}

// each writes every term in order; no list is put together in memory, nor are the
// parts of one.
func (v *inverter) each(to *writer) error {
	if len(v.runs) == 0 {
		for _, t := range v.sorted() {
			if err := handOver(to, t, v.lists[t]); err != nil {
				return err
			}
		}
		return nil
	}
	if err := v.spill(); err != nil {
		return err
	}
	v.lists = nil
	var h termHeap
	for i, r := range v.runs {
		if err := h.next(&termRun{number: i, r: bufio.NewReaderSize(r.f, readAhead(len(v.runs)))}); err != nil {
			return err
		}
	}
	for len(h) > 0 {
		if err := h.term(to); err != nil {
			return err
		}
	}
	return nil
}

// handOver writes a term that is in memory.
func handOver(to *writer, term string, l *list) error {
	if err := to.openTerm(term); err != nil {
		return err
	}
	gaps := bytes.NewReader(l.gaps)
	if err := to.grow(l.n, gaps); err != nil {
		return err
	}
	return to.closeTerm()
}

// term writes the first term of all runs, the parts in the order of documents.
func (h *termHeap) term(to *writer) error {
	term := (*h)[0].term
	if err := to.openTerm(term); err != nil {
		return err
	}
	for len(*h) > 0 && (*h)[0].term == term {
		top := heap.Pop(h).(*termRun)
		if err := to.grow(top.n, top.r); err != nil {
			return err
		}
		if err := h.next(top); err != nil {
			return err
		}
	}
	return to.closeTerm()
}

// termRun is a run being read: its next term, and how many documents of it come
// next.
type termRun struct {
	number int
	term   string
	n      uint64
	r      *bufio.Reader
}

type termHeap []*termRun

func (h termHeap) Len() int { return len(h) }
func (h termHeap) Less(i, j int) bool {
	if c := strings.Compare(h[i].term, h[j].term); c != 0 {
		return c < 0
	}
	return h[i].number < h[j].number // runs come in the order of documents
}
func (h termHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *termHeap) Push(x any)   { *h = append(*h, x.(*termRun)) }
func (h *termHeap) Pop() any {
	old := *h
	last := old[len(old)-1]
	*h = old[:len(old)-1]
	return last
}

func (h *termHeap) next(r *termRun) error {
	size, err := binary.ReadUvarint(r.r)
	if errors.Is(err, io.EOF) {
		return nil
	}
	if err != nil {
		return err
	}
	term := make([]byte, size)
	if _, err := io.ReadFull(r.r, term); err != nil {
		return err
	}
	if r.n, err = binary.ReadUvarint(r.r); err != nil {
		return err
	}
	r.term = string(term)
	heap.Push(h, r)
	return nil
}
