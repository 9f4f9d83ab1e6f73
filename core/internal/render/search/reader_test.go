package search

import (
	"encoding/json"
	"io"
	"os"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
)

// memory is an index in memory: what Create wrote.
type memory map[string]*strings.Builder

type memoryFile struct{ *strings.Builder }

func (memoryFile) Close() error { return nil }

func (m memory) create(name string) (io.WriteCloser, error) {
	b := &strings.Builder{}
	m[name] = b
	return memoryFile{b}, nil
}

func temps(t testing.TB) Temp {
	dir := t.TempDir()
	return func() (*os.File, func() error, error) {
		f, err := os.CreateTemp(dir, "run")
		if err != nil {
			return nil, nil, err
		}
		return f, func() error {
			if err := f.Close(); err != nil {
				return err
			}
			return os.Remove(f.Name())
		}, nil
	}
}

// reader reads an index as the script does.
type reader struct {
	t     testing.TB
	files memory
	dir   directory
	first []uint64 // document of each text shard
	dates []int64
	split *splitter
}

func newReader(t testing.TB, files memory) *reader {
	r := &reader{t: t, files: files, split: newSplitter()}
	text := files[Index].String()
	text = strings.TrimSuffix(strings.TrimPrefix(text, "satchelShard(\"index\","), ")\n")
	var v struct {
		directory
		Chats [][3]any `json:"chats"`
	}
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	r.dir = v.directory
	r.dir.Chats = v.Chats
	r.first = r.documents(v.Docs)
	for date, rest := int64(0), v.Dates; rest != ""; {
		date += r.signed(&rest)
		r.dates = append(r.dates, date)
	}
	return r
}

func (r *reader) shard(kind byte, n int) string {
	f := r.files[shardName(kind, n)]
	if f == nil {
		r.t.Fatalf("there is no shard %c%d", kind, n)
	}
	text, ok := strings.CutPrefix(f.String(), "satchelShard(\""+string(kind)+strconv.Itoa(n)+"\",\"")
	if !ok {
		r.t.Fatalf("shard %c%d begins with %.30q", kind, n, f.String())
	}
	text = strings.TrimSuffix(text, "\")\n")
	return strings.NewReplacer(`\n`, "\n", `\"`, `"`, `\\`, `\`).Replace(text)
}

func (r *reader) number(s *string) uint64 {
	v, rest, err := readNumber(*s)
	if err != nil {
		r.t.Fatal(err)
	}
	*s = rest
	return v
}

func (r *reader) signed(s *string) int64 {
	v := r.number(s)
	return int64(v>>1) ^ -int64(v&1)
}

func (r *reader) documents(text string) (docs []uint64) {
	for doc := uint64(0); text != ""; {
		doc += r.number(&text)
		docs = append(docs, doc)
	}
	return docs
}

// find is the documents of a term, or of all words that begin with it.
func (r *reader) find(term string, prefix bool) []uint64 {
	found := map[uint64]bool{}
	for i := max(0, sort.SearchStrings(r.dir.Terms, term)-1); i < len(r.dir.Terms); i++ {
		for _, e := range strings.Split(strings.TrimSuffix(r.shard('t', i), "!"), "!") {
			name, data, _ := strings.Cut(e, " ")
			if name != term && (!prefix || !strings.HasPrefix(name, term) || strings.HasSuffix(name, "*")) {
				continue
			}
			for _, d := range r.list(data) {
				found[d] = true
			}
		}
	}
	docs := []uint64{}
	for d := range found {
		docs = append(docs, d)
	}
	slices.Sort(docs)
	return docs
}

func (r *reader) list(data string) []uint64 {
	rest, long := strings.CutPrefix(data, " ")
	if !long {
		return r.documents(data)
	}
	var docs []uint64
	first := uint64(0)
	for n := r.number(&rest); rest != ""; n++ {
		part := r.documents(r.shard('p', int(n)))
		first += r.number(&rest)
		if count := r.number(&rest); part[0] != first || uint64(len(part)) != count {
			r.t.Fatalf("piece %d has %d documents from %d; its entry says %d from %d", n, len(part), part[0], count, first)
		}
		docs = append(docs, part...)
	}
	return docs
}

// docs are all documents in order.
func (r *reader) docs() (all []Doc) {
	for i := range r.first {
		head, body, _ := strings.Cut(r.shard('d', i), "\n")
		names := strings.Split(head, "\t")
		date := r.dates[i]
		if uint64(len(all)) != r.first[i] {
			r.t.Errorf("text shard %d begins with document %d, not %d", i, len(all), r.first[i])
		}
		for _, line := range strings.Split(strings.TrimSuffix(body, "\t"), "\t") {
			date += int64(r.number(&line))
			d := Doc{Date: date, Chat: int(r.number(&line))}
			d.ID = int(r.signed(&line))
			d.Page = int(r.number(&line))
			d.From = names[r.number(&line)]
			d.Kinds = Kind(r.number(&line))
			d.Text = line[1:]
			all = append(all, d)
		}
	}
	return all
}

// ask is the documents that have all words; the last may be the beginning of one.
func (r *reader) ask(words string, open bool) []uint64 {
	var terms []string
	r.split.terms(words, func(term []byte) {
		// The last of several wide characters ends a text; here the pair says it all.
		if s := string(term); !strings.HasSuffix(s, "*") && s[0] != pairMark && (len(terms) == 0 || !isWide([]rune(s)[0]) || !strings.HasSuffix(terms[len(terms)-1], s)) {
			terms = append(terms, s)
		}
	})
	var docs []uint64
	for i, term := range terms {
		found := r.find(term, open && i == len(terms)-1)
		if i > 0 {
			found = slices.DeleteFunc(found, func(d uint64) bool { _, ok := slices.BinarySearch(docs, d); return !ok })
		}
		docs = found
	}
	return docs
}
