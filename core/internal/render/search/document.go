package search

import (
	"encoding/binary"
	"errors"
	"strings"
)

// Kind is what a message carries, as bits.
type Kind uint16

// The kinds that can be asked for.
const (
	Photo Kind = 1 << iota
	Video
	Animation
	Round
	Voice
	Music
	File
	Sticker
	Link
	Poll
	Place
	Contact
)

var kindTerms = [...]string{"=photo", "=video", "=gif", "=round", "=voice", "=music", "=file", "=sticker", "=link", "=poll", "=place", "=contact"}

// Doc is a message to be found.
type Doc struct {
	Chat  int // number of its folder
	ID    int // as on its page
	Page  int // from 1
	Date  int64
	From  string // the sender's name
	Kinds Kind
	Text  string
}

// entry is a document with what it is sorted by.
type entry struct {
	date int64
	seq  uint64
	body []byte
}

func (d *Doc) append(b []byte) []byte {
	b = binary.AppendVarint(b, int64(d.Chat))
	b = binary.AppendVarint(b, int64(d.ID))
	b = binary.AppendVarint(b, int64(d.Page))
	b = binary.AppendUvarint(b, uint64(d.Kinds))
	b = binary.AppendUvarint(b, uint64(len(d.From)))
	return append(append(b, d.From...), d.Text...)
}

var errRun = errors.New("a temporary file is damaged")

func (e *entry) doc() (d Doc, err error) {
	var v [3]int64
	b := e.body
	for i := range v {
		n := 0
		if v[i], n = binary.Varint(b); n <= 0 {
			return d, errRun
		}
		b = b[n:]
	}
	kinds, n := binary.Uvarint(b)
	if n <= 0 {
		return d, errRun
	}
	b = b[n:]
	size, n := binary.Uvarint(b)
	if n <= 0 || size > uint64(len(b)-n) {
		return d, errRun
	}
	b = b[n:]
	return Doc{
		Chat: int(v[0]), ID: int(v[1]), Page: int(v[2]), Date: e.date, Kinds: Kind(kinds),
		From: string(b[:size]), Text: string(b[size:]),
	}, nil
}

// plainText is a text without what the shards separate by; valid UTF-8.
func plainText(s string, lines bool) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' && lines {
			return r
		}
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}
