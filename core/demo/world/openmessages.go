package world

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/gotd/td/tg"

	"satchel/core/internal/tljson"
)

// indexer reads all messages of a folder once and keeps where they stand.
type indexer struct {
	l      *loader
	ids    idSet // of users and basic groups, which share one space
	reader *blockReader
	last   PeerKey              // whose the message before was, in this source
	closed map[PeerKey]struct{} // peers of messages.jsonl whose group has ended
}

// messages indexes those of world.json and of messages.jsonl.
func (l *loader) messages() error {
	x := &indexer{l: l, ids: idSet{}, closed: map[PeerKey]struct{}{}}
	x.reader = &blockReader{
		codec:   l.codec,
		options: tljson.DecodeOptions{Absent: l.deriver.absent, Done: l.deriver.done},
		kept:    map[*block]*loaded{},
	}
	if l.list >= 0 {
		if err := x.list(l.list); err != nil {
			return err
		}
	}
	if err := x.lines(); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// list reads the messages of world.json; at is where the list's inside begins.
func (x *indexer) list(at int64) error {
	src := &source{file: diskFile{fsys: x.l.fsys, path: worldFile}, array: true}
	file, err := x.l.fsys.Open(worldFile)
	if err != nil {
		return err
	}
	defer file.Close()
	in := bufio.NewReaderSize(file, 1<<16)
	if _, err := io.CopyN(io.Discard, in, at); err != nil {
		return err
	}
	dec := json.NewDecoder(io.MultiReader(strings.NewReader("["), in))
	if _, err := dec.Token(); err != nil {
		return brokenJSON("messages", err)
	}
	var raw json.RawMessage
	for i := 0; dec.More(); i++ {
		path := fmt.Sprintf("messages[%d]", i)
		if err := dec.Decode(&raw); err != nil {
			return brokenJSON(path, err)
		}
		end := at + dec.InputOffset() - 1
		peer, err := x.add(src, path, raw, end-int64(len(raw)), end)
		if err != nil {
			return err
		}
		x.last = peer
	}
	x.last = PeerKey{}
	return nil
}

// maxLine is the longest line messages.jsonl may have: more than the largest
// object Telegram sends.
const maxLine = 64 << 20

// lines reads messages.jsonl.
func (x *indexer) lines() error {
	file, err := x.l.fsys.Open(messagesFile)
	if err != nil {
		return err
	}
	defer file.Close()
	for peer := range x.l.w.histories {
		x.closed[peer] = struct{}{}
	}
	src := &source{file: diskFile{fsys: x.l.fsys, path: messagesFile}}
	in := bufio.NewScanner(file)
	in.Buffer(make([]byte, 1<<16), maxLine)
	at := int64(0)
	advance := 0
	in.Split(func(data []byte, eof bool) (int, []byte, error) {
		n, line, err := bufio.ScanLines(data, eof)
		advance = n
		return n, line, err
	})
	for i := 0; in.Scan(); i++ {
		start := at
		at += int64(advance)
		if err := x.line(src, i, in.Bytes(), start); err != nil {
			return err
		}
	}
	if err := in.Err(); err != nil {
		return fmt.Errorf("read %s: %w", messagesFile, err)
	}
	return nil
}

func (x *indexer) line(src *source, i int, line []byte, at int64) error {
	path := fmt.Sprintf("%s: messages[%d]", messagesFile, i)
	if len(bytes.TrimSpace(line)) == 0 {
		return nil
	}
	before := x.last
	peer, err := x.add(src, path, line, at, at+int64(len(line)))
	if err != nil {
		return err
	}
	if peer == before {
		return nil
	}
	x.closed[before] = struct{}{}
	if _, again := x.closed[peer]; again {
		return fmt.Errorf("%s.peer_id: the messages of %s are not together", path, peer)
	}
	x.last = peer
	return nil
}

// add checks a message and files it under its peer.
func (x *indexer) add(src *source, path string, raw []byte, off, end int64) (PeerKey, error) {
	var m tg.MessageClass
	if err := x.l.decode(path, raw, &m); err != nil {
		return PeerKey{}, err
	}
	if _, err := x.l.freeze(path, m); err != nil {
		return PeerKey{}, err
	}
	peer, date := messageHead(m)
	id := m.GetID()
	switch {
	case peer == PeerKey{}:
		return peer, fmt.Errorf("%s.peer_id: missing required field", path)
	case id <= 0:
		return peer, fmt.Errorf("%s.id: expected a positive number", path)
	}
	h, ok := x.l.w.histories[peer].(*fileHistory)
	if !ok {
		h = &fileHistory{reader: x.reader}
		x.l.w.histories[peer] = h
	}
	if !h.add(src, off, end, id, date, peer == x.last) {
		return peer, fmt.Errorf("%s.id: %d does not ascend, %s has %d before it", path, id, peer, h.lastID)
	}
	if _, gap := m.(*tg.MessageEmpty); gap {
		h.gaps = append(h.gaps, h.n-1)
	}
	if peer.Kind != KindChannel && !x.ids.add(id) {
		return peer, fmt.Errorf("%s.id: %d is taken: users and basic groups share one space of ids", path, id)
	}
	return peer, nil
}
