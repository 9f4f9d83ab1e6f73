package search

import (
	"errors"
	"io"
	"strconv"

	"satchel/core/internal/model"
)

// Config is where the index is written and how much memory making it may take.
type Config struct {
	Temp   Temp
	Create func(name string) (io.WriteCloser, error)
	Memory int // bytes; 0: 16 MB
}

// Chat is a chat as the search page offers it.
type Chat struct {
	Number int
	Name   string
	Type   string
}

// Builder makes an index of the documents it is given.
type Builder struct {
	config Config
	docs   byDate
}

// New begins an index.
func New(c Config) *Builder {
	if c.Memory == 0 {
		c.Memory = 16 << 20 // twice that is resident, for garbage
	}
	return &Builder{config: c, docs: byDate{temp: c.Temp, limit: c.Memory / 2}}
}

// Add takes a document, in any order.
func (b *Builder) Add(d Doc) error {
	d.Text, d.From = plainText(d.Text, true), plainText(d.From, false)
	return b.docs.add(&d)
}

// Discard removes the temporary files. It may follow Close and be called twice.
func (b *Builder) Discard() error {
	runs := b.docs.runs
	b.docs.runs = nil
	return removeAll(runs)
}

// Close writes the index; dates are shown in the zone.
func (b *Builder) Close(chats []Chat, zone model.Zone) (err error) {
	terms := &inverter{temp: b.config.Temp, limit: b.config.Memory, lists: map[string]*list{}}
	defer func() { err = errors.Join(err, removeAll(terms.runs), b.Discard()) }()
	w := newWriter(b.config.Create)
	if err := b.numbered(w, terms); err != nil {
		return err
	}
	if err := w.endDocs(); err != nil {
		return err
	}
	b.docs.arena, b.docs.list = nil, nil
	if err := terms.each(w); err != nil {
		return err
	}
	return w.close(chats, zone)
}

// batchBytes is how much text is handed over at a time.
const batchBytes = 64 << 10

// numbered writes the texts of all documents in their order, and gathers their
// terms beside that.
func (b *Builder) numbered(w *writer, terms *inverter) error {
	batches, ended := make(chan []Doc, 2), make(chan error, 1)
	go func() { ended <- gather(terms, batches) }()
	var batch []Doc
	size := 0
	err := b.docs.each(func(e *entry) error {
		d, err := e.doc()
		if err != nil {
			return err
		}
		batch, size = append(batch, d), size+len(e.body)
		if size >= batchBytes {
			batches <- batch
			batch, size = nil, 0
		}
		return w.doc(&d)
	})
	batches <- batch
	close(batches)
	return errors.Join(err, <-ended)
}

// gather takes the terms of documents until there are no more, after an error as
// well: whoever sends does not wait in vain.
func gather(to *inverter, batches <-chan []Doc) (err error) {
	t := &termsOf{split: newSplitter(), to: to}
	for batch := range batches {
		for i := range batch {
			if err == nil {
				t.add(&batch[i])
				err = to.relieve()
			}
		}
	}
	return err
}

// termsOf gives the inverter the terms of one document after the other.
type termsOf struct {
	split *splitter
	to    *inverter
	doc   uint64
	term  []byte
}

func (t *termsOf) add(d *Doc) {
	t.split.terms(d.Text, func(term []byte) { t.to.add(term, t.doc) })
	t.split.units(d.From, func(unit []byte, _ class, _ bool) {
		t.term = append(append(t.term[:0], '~'), unit...)
		t.to.add(t.term, t.doc)
	})
	t.term = strconv.AppendInt(append(t.term[:0], '#'), int64(d.Chat), 10)
	t.to.add(t.term, t.doc)
	for i, term := range kindTerms {
		if d.Kinds&(1<<i) != 0 {
			t.to.add(append(t.term[:0], term...), t.doc)
		}
	}
	t.doc++
}
