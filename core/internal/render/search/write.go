package search

import (
	"encoding/json"
	"io"
	"strconv"

	"satchel/core/internal/model"
)

// The sizes of shards, in bytes. A term shard ends at the first list that takes
// it over usual; a list longer than inline is cut into pieces. The hits of a rare
// word lie in as many text shards, which are therefore smaller; after the first
// thousands they are not, for a folder holds only so many files well.
const (
	usual     = 44 << 10
	inline    = 12 << 10
	piece     = 44 << 10
	texts     = 20 << 10
	manyTexts = 8192
)

// Index is the script that says which shard holds what.
const Index = "search/index.js"

// shardName is the n-th shard of a kind: d documents, t terms, p pieces of lists.
func shardName(kind byte, n int) string {
	return "search/" + string(kind) + "/" + strconv.Itoa(n) + ".js"
}

// directory is the content of the index script.
type directory struct {
	Version int      `json:"v"`
	Count   uint64   `json:"count"`
	Terms   []string `json:"terms"` // the first of each term shard
	Docs    string   `json:"docs"`  // the number of the first of each text shard, as gaps
	Dates   string   `json:"dates"` // and its date, as gaps
	Chats   [][3]any `json:"chats"` // number, name, type
	Zone    []any    `json:"zone"`  // seconds east of UTC; then [from when, seconds] for each change
}

// writer writes shards.
type writer struct {
	create func(string) (io.WriteCloser, error)
	dir    directory
	pieces int

	shards int // of texts, begun
	begin  struct {
		doc  uint64
		date int64
	} // of the last of them
	docs, dates []byte
	names       map[string]uint64 // senders of the text shard in hand
	heads       []byte            // their names
	body        []byte
	date        int64 // of the last document in the shard

	terms []byte
	list  cutter // of the term in hand
}

func newWriter(create func(string) (io.WriteCloser, error)) *writer {
	return &writer{
		create: create, names: map[string]uint64{},
		dir: directory{Version: 2, Terms: []string{}, Chats: [][3]any{}},
	}
}

// shard writes the script that hands over one text.
func (w *writer) shard(kind byte, n int, text ...[]byte) error {
	b := append([]byte("satchelShard(\""), kind)
	b = append(strconv.AppendInt(b, int64(n), 10), "\",\""...)
	for _, t := range text {
		b = appendQuoted(b, t)
	}
	return w.file(shardName(kind, n), append(b, "\")\n"...))
}

func (w *writer) file(name string, data []byte) error {
	f, err := w.create(name)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		return err
	}
	return f.Close()
}

// appendQuoted escapes what ends a string in a script.
func appendQuoted(b, text []byte) []byte {
	for _, c := range text {
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		default:
			b = append(b, c)
		}
	}
	return b
}

// doc writes the next document: gap of date, chat, id, page, sender, kinds, "!",
// text, tab.
func (w *writer) doc(d *Doc) error {
	limit := texts
	if w.shards > manyTexts {
		limit = usual
	}
	if len(w.body)+len(w.heads)+len(d.Text)+len(d.From) > limit && len(w.body) > 0 {
		if err := w.endDocs(); err != nil {
			return err
		}
	}
	if len(w.body) == 0 {
		w.beginDocs(d.Date)
	}
	from, ok := w.names[d.From]
	if !ok {
		from = uint64(len(w.names))
		w.names[d.From] = from
		w.heads = append(append(w.heads, d.From...), '\t')
	}
	w.body = appendNumber(w.body, uint64(d.Date-w.date))
	w.body = appendNumber(w.body, uint64(d.Chat))
	w.body = appendSigned(w.body, int64(d.ID))
	w.body = appendNumber(w.body, uint64(d.Page))
	w.body = appendNumber(w.body, from)
	w.body = appendNumber(w.body, uint64(d.Kinds))
	w.body = append(append(append(w.body, '!'), d.Text...), '\t')
	w.date = d.Date
	w.dir.Count++
	return nil
}

func (w *writer) beginDocs(date int64) {
	w.docs = appendNumber(w.docs, w.dir.Count-w.begin.doc)
	w.dates = appendSigned(w.dates, date-w.begin.date)
	w.begin.doc, w.begin.date, w.date = w.dir.Count, date, date
	w.shards++
}

func (w *writer) endDocs() error {
	if len(w.body) == 0 {
		return nil
	}
	err := w.shard('d', w.shards-1, w.heads, []byte{'\n'}, w.body)
	clear(w.names)
	w.heads, w.body = w.heads[:0], w.body[:0]
	return err
}

func (w *writer) endTerms() error {
	if len(w.terms) == 0 {
		return nil
	}
	err := w.shard('t', len(w.dir.Terms)-1, w.terms)
	w.terms = w.terms[:0]
	return err
}

// close writes the last term shard and the directory.
func (w *writer) close(chats []Chat, zone model.Zone) error {
	if err := w.endTerms(); err != nil {
		return err
	}
	w.dir.Docs, w.dir.Dates = string(w.docs), string(w.dates)
	for _, c := range chats {
		w.dir.Chats = append(w.dir.Chats, [3]any{c.Number, c.Name, c.Type})
	}
	w.dir.Zone = append(w.dir.Zone, zone.Base)
	for _, c := range zone.Changes {
		w.dir.Zone = append(w.dir.Zone, [2]int64{c.At, int64(c.Offset)})
	}
	data, err := json.Marshal(w.dir)
	if err != nil {
		return err
	}
	return w.file(Index, append(append([]byte("satchelShard(\"index\","), data...), ")\n"...))
}
