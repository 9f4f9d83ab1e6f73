package world

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"sort"
	"sync"

	"github.com/gotd/td/tg"

	"satchel/core/internal/tljson"
)

// blockLen is how many neighbours of one peer a block holds at most.
const blockLen = 32

// source is a file with messages: a JSON list's inside (commas between), or one
// message a line.
type source struct {
	file  diskFile
	array bool
}

// block is where up to blockLen messages of one peer stand, one after the other.
type block struct {
	src      *source
	off, end int64
	first    int    // index of the first message
	id, date int32  // of the first message; date: of the message before it
	steps    []byte // from each id to the next, as uvarints
}

// walk calls fn with the place and id of each message until it returns false.
func (b *block) walk(fn func(at, id int) bool) {
	id, at := int(b.id), 0
	for steps := b.steps; fn(at, id) && len(steps) > 0; at++ {
		step, n := binary.Uvarint(steps)
		id, steps = id+int(step), steps[n:]
	}
}

// fileHistory is the messages of a peer in a folder.
type fileHistory struct {
	blocks []block
	n      int
	lastID int
	date   int
	gaps   []int // where the empty messages are
	reader *blockReader
}

func (h *fileHistory) Len() int { return h.n }

func (h *fileHistory) At(i int) (tg.MessageClass, error) {
	l, at, err := h.load(i)
	if err != nil {
		return nil, err
	}
	return thawClass(l.messages[at], tg.DecodeMessage), nil
}

func (h *fileHistory) ID(i int) int {
	b := h.blockOf(i)
	if b == nil {
		return 0
	}
	found := 0
	b.walk(func(at, id int) bool {
		found = id
		return at < i-b.first
	})
	return found
}

// Date is 0 where the folder cannot be read any more.
func (h *fileHistory) Date(i int) int {
	l, at, err := h.load(i)
	if err != nil {
		return 0
	}
	return l.dates[at]
}

// Gaps are the indexes of the messages that are empty, ascending; the embedded
// server asks for it (package demo). Histories without this method have none.
func (h *fileHistory) Gaps() []int { return h.gaps }

func (h *fileHistory) Find(id int) int {
	k := sort.Search(len(h.blocks), func(k int) bool { return int(h.blocks[k].id) > id }) - 1
	if k < 0 {
		return 0
	}
	before := 0
	h.blocks[k].walk(func(_, here int) bool {
		if here >= id {
			return false
		}
		before++
		return true
	})
	return h.blocks[k].first + before
}

// blockOf is the block of message i; nil outside the history.
func (h *fileHistory) blockOf(i int) *block {
	if i < 0 || i >= h.n {
		return nil
	}
	return &h.blocks[sort.Search(len(h.blocks), func(k int) bool { return h.blocks[k].first > i })-1]
}

// load gives the block of message i and its place there.
func (h *fileHistory) load(i int) (*loaded, int, error) {
	b := h.blockOf(i)
	if b == nil {
		return nil, 0, fmt.Errorf("message %d of %d", i, h.n)
	}
	l, err := h.reader.read(b)
	if err == nil && i-b.first >= len(l.messages) {
		err = fmt.Errorf("block at byte %d has changed", b.off)
	}
	return l, i - b.first, err
}

// add appends a message that was just read; false if its id does not ascend.
func (h *fileHistory) add(src *source, off, end int64, id, date int, next bool) bool {
	if id <= h.lastID || id > math.MaxInt32 {
		return false
	}
	last := len(h.blocks) - 1
	if next && last >= 0 && h.n-h.blocks[last].first < blockLen {
		h.blocks[last].end = end
		h.blocks[last].steps = binary.AppendUvarint(h.blocks[last].steps, uint64(id-h.lastID))
	} else {
		h.blocks = append(h.blocks, block{src: src, off: off, end: end, first: h.n, id: int32(id), date: int32(h.date)})
	}
	if date != 0 {
		h.date = date
	}
	h.lastID = id
	h.n++
	return true
}

// loaded is a block that was read again.
type loaded struct {
	messages []frozen
	dates    []int
}

// cachedBlocks bounds the blocks that are kept decoded: enough for the workers
// of one client that each walk one peer.
const cachedBlocks = 64

// blockReader reads blocks and keeps the last ones.
type blockReader struct {
	codec   *tljson.Codec
	options tljson.DecodeOptions

	mu   sync.Mutex
	kept map[*block]*loaded
	ring [cachedBlocks]*block // in the order they came
	at   int
}

func (r *blockReader) read(b *block) (*loaded, error) {
	r.mu.Lock()
	l := r.kept[b]
	r.mu.Unlock()
	if l != nil {
		return l, nil
	}
	l, err := r.decode(b)
	if err != nil {
		return nil, fmt.Errorf("read messages at byte %d of %s: %w", b.off, b.src.file.path, err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.kept[b] == nil {
		delete(r.kept, r.ring[r.at])
		r.ring[r.at] = b
		r.kept[b] = l
		r.at = (r.at + 1) % cachedBlocks
	}
	return l, nil
}

func (r *blockReader) decode(b *block) (*loaded, error) {
	text := make([]byte, b.end-b.off, b.end-b.off+2)
	if n, err := b.src.file.ReadAt(text, b.off); n < len(text) {
		return nil, err
	}
	if b.src.array {
		text = append(append([]byte{'['}, text...), ']')
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	if b.src.array {
		if _, err := dec.Token(); err != nil {
			return nil, err
		}
	}
	l := &loaded{}
	date := int(b.date)
	for dec.More() {
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return nil, err
		}
		var m tg.MessageClass
		if err := r.codec.Decode(raw, &m, r.options); err != nil {
			return nil, err
		}
		f, err := freeze(m)
		if err != nil {
			return nil, err
		}
		if _, own := messageHead(m); own != 0 {
			date = own
		}
		l.messages = append(l.messages, f)
		l.dates = append(l.dates, date)
	}
	return l, nil
}

// messageHead is whose message it is and its date, 0 for a messageEmpty.
func messageHead(m tg.MessageClass) (PeerKey, int) {
	switch m := m.(type) {
	case *tg.Message:
		return KeyOf(m.PeerID), m.Date
	case *tg.MessageService:
		return KeyOf(m.PeerID), m.Date
	case *tg.MessageEmpty:
		return KeyOf(m.PeerID), 0
	}
	return PeerKey{}, 0
}
