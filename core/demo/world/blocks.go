package world

import (
	"bytes"
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
	first    int // index of the first message
	id, date int32
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
	if i < 0 || i >= h.n {
		return nil, fmt.Errorf("message %d of %d", i, h.n)
	}
	l, at, err := h.load(i)
	if err != nil {
		return nil, err
	}
	return thawClass(l.messages[at], tg.DecodeMessage), nil
}

// ID is 0 where the folder cannot be read any more.
func (h *fileHistory) ID(i int) int {
	l, at, err := h.load(i)
	if err != nil {
		return 0
	}
	return l.ids[at]
}

// Date is 0 where the folder cannot be read any more.
func (h *fileHistory) Date(i int) int {
	l, at, err := h.load(i)
	if err != nil {
		return 0
	}
	return l.dates[at]
}

func (h *fileHistory) Find(id int) int {
	b := sort.Search(len(h.blocks), func(k int) bool { return int(h.blocks[k].id) > id }) - 1
	if b < 0 {
		return 0
	}
	l, _, err := h.load(h.blocks[b].first)
	if err != nil {
		return h.n
	}
	return h.blocks[b].first + sort.SearchInts(l.ids, id)
}

// Gaps are the indexes of the messages that are empty, ascending. Histories
// without this method have none.
func (h *fileHistory) Gaps() []int { return h.gaps }

// load gives the block of message i and its place there.
func (h *fileHistory) load(i int) (*loaded, int, error) {
	b := sort.Search(len(h.blocks), func(k int) bool { return h.blocks[k].first > i }) - 1
	if b < 0 || i >= h.n {
		return nil, 0, fmt.Errorf("message %d of %d", i, h.n)
	}
	l, err := h.reader.read(&h.blocks[b])
	if err == nil && i-h.blocks[b].first >= len(l.ids) {
		err = fmt.Errorf("block at byte %d has changed", h.blocks[b].off)
	}
	return l, i - h.blocks[b].first, err
}

// add appends a message that was just read; false if its id does not ascend.
func (h *fileHistory) add(src *source, off, end int64, id, date int, next bool) bool {
	if id <= h.lastID || id > math.MaxInt32 {
		return false
	}
	last := len(h.blocks) - 1
	if next && last >= 0 && h.n-h.blocks[last].first < blockLen {
		h.blocks[last].end = end
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
	messages   []frozen
	ids, dates []int
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
		l.ids = append(l.ids, m.GetID())
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
