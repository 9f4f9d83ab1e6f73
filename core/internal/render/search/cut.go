package search

import (
	"encoding/binary"
	"errors"
	"io"
)

// cutter makes the text of a list as its parts come, in pieces if it is long.
type cutter struct {
	any    bool
	doc    uint64 // the last
	text   []byte // of the piece in hand
	first  uint64 // document of it
	n      uint64 // documents of it
	before uint64 // the first document of the piece before it
	number int    // of the first piece
	heads  []byte // of the pieces written
}

// openTerm begins a term: the term, a space, its list, "!"; or, if the list lies in
// pieces, two spaces, the number of the first piece, and for each the gap of its
// first document and its number of documents.
func (w *writer) openTerm(term string) error {
	if len(w.terms) > usual {
		if err := w.endTerms(); err != nil {
			return err
		}
	}
	if len(w.terms) == 0 {
		w.dir.Terms = append(w.dir.Terms, term)
	}
	w.terms = append(append(w.terms, term...), ' ')
	w.list = cutter{text: w.list.text[:0], heads: w.list.heads[:0], number: w.pieces}
	return nil
}

// grow adds n documents of a list, which come after those before: the gaps between
// them, the first from zero.
func (w *writer) grow(n uint64, gaps io.ByteReader) error {
	c := &w.list
	doc := uint64(0)
	for range n {
		gap, err := binary.ReadUvarint(gaps)
		if err != nil {
			return errors.Join(errRun, err)
		}
		doc += gap
		if c.any && doc < c.doc {
			return errRun
		}
		if len(c.text) >= piece {
			if err := w.endPiece(); err != nil {
				return err
			}
		}
		if gap = doc - c.doc; c.n == 0 {
			c.first, gap = doc, doc
		}
		c.text, c.n = appendNumber(c.text, gap), c.n+1
		c.doc, c.any = doc, true
	}
	return nil
}

func (w *writer) endPiece() error {
	c := &w.list
	if err := w.shard('p', w.pieces, c.text); err != nil {
		return err
	}
	w.pieces++
	c.heads = appendNumber(appendNumber(c.heads, c.first-c.before), c.n)
	c.before, c.text, c.n = c.first, c.text[:0], 0
	return nil
}

// closeTerm writes the term's entry.
func (w *writer) closeTerm() error {
	c := &w.list
	if len(c.heads) == 0 && len(c.text) <= inline {
		w.terms = append(append(w.terms, c.text...), '!')
		return nil
	}
	if err := w.endPiece(); err != nil {
		return err
	}
	w.terms = append(append(appendNumber(append(w.terms, ' '), uint64(c.number)), c.heads...), '!')
	return nil
}
