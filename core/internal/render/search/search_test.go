package search

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"satchel/core/internal/model"

	diff "github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

var vocabulary = strings.Fields(`the boat leaves at ten and Боб brings bread хлеб Café cafe naïve straße STRASSE قلم كتاب مدرسة
	they them then there thesis 東京 東京都 京都 窯元で食事 きょうは 🥖 🏺 ёлка елка Ελλάς don't 1984 über zebra`)

// library is documents of random words; frequent ones come first.
func library(n int) []Doc {
	rnd := rand.New(rand.NewPCG(6, 7))
	docs := make([]Doc, n)
	for i := range docs {
		var words []string
		for range 1 + rnd.IntN(12) {
			words = append(words, vocabulary[int(float64(len(vocabulary))*rnd.Float64()*rnd.Float64())])
		}
		if rnd.IntN(20) == 0 {
			words = append(words, fmt.Sprintf("rare%d", rnd.IntN(n)))
		}
		docs[i] = Doc{
			Chat: 1 + rnd.IntN(5), ID: i - 40, Page: 1 + i/1000, Date: 1_500_000_000 + rnd.Int64N(1e8),
			From: []string{"Ann Boat", "Боб", "Ёлкина Zoë", ""}[rnd.IntN(4)], Kinds: Kind(rnd.IntN(1 << 12)), Text: strings.Join(words, " "),
		}
	}
	return docs
}

func build(t testing.TB, docs []Doc, memoryLimit int) memory {
	t.Helper()
	files := memory{}
	b := New(Config{Temp: temps(t), Create: files.create, Memory: memoryLimit})
	for _, d := range docs {
		if err := b.Add(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close([]Chat{{1, "Ann", "personal_chat"}}, model.Zone{Base: 3600}); err != nil {
		t.Fatal(err)
	}
	return files
}

// grep is the documents that have every word, by looking at each text. Its way
// to fold is its own.
func grep(docs []Doc, asked []string, open bool) []uint64 {
	found := []uint64{}
	for i, d := range docs {
		all := true
		for j, w := range asked {
			all = all && has(simple(d.Text), simple(w), open && j == len(asked)-1)
		}
		if all {
			found = append(found, uint64(i))
		}
	}
	return found
}

func simple(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) && r < 0x3000 {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(s))
	return strings.NewReplacer("ß", "ss", "ς", "σ", "ة", "ه").Replace(norm.NFC.String(s))
}

func has(text, word string, open bool) bool {
	if unicode.In([]rune(word)[0], unicode.Han, unicode.Hiragana) {
		return strings.Contains(text, word)
	}
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\'' }) {
		if w == word || open && strings.HasPrefix(w, word) {
			return true
		}
	}
	return false
}

func TestIndexFindsWhatGrepFinds(t *testing.T) {
	docs := library(6000)
	files := build(t, docs, 0)
	slices.SortStableFunc(docs, func(a, b Doc) int { return cmp.Compare(a.Date, b.Date) })
	r := newReader(t, files)
	for _, question := range []string{
		"boat", "the", "THE boat", "хлеб", "Хлеб боб", "cafe", "café", "naive", "strasse", "елка", "ёлка", "zebra", "1984",
		"ελλας", "قَلَم", "مدرسه", "東京", "京都", "東", "窯元", "🥖", "uber the", "absent", "don",
	} {
		want := grep(docs, strings.Fields(question), false)
		single := len([]rune(question)) == 1
		if got := r.ask(question, single); !slices.Equal(got, want) {
			t.Errorf("%q: %d documents, grep has %d", question, len(got), len(want))
		}
	}
	for _, question := range []string{"the", "thes", "rare", "rare1", "boat хле", "str", "es"} {
		want := grep(docs, strings.Fields(question), true)
		if got := r.ask(question, true); !slices.Equal(got, want) {
			t.Errorf("%q…: %d documents, grep has %d", question, len(got), len(want))
		}
	}
}

func TestTwoCharactersHaveTheirOwnList(t *testing.T) {
	docs := library(3000)
	r := newReader(t, build(t, docs, 0))
	slices.SortStableFunc(docs, func(a, b Doc) int { return cmp.Compare(a.Date, b.Date) })
	for _, p := range []string{"th", "bo", "хл", "st"} {
		if got, want := r.find(p+"*", false), grep(docs, []string{p}, true); !slices.Equal(got, want) {
			t.Errorf("%s: %d documents, grep has %d", p, len(got), len(want))
		}
	}
}

// A phrase's buckets have every document with the phrase and few without it.
func TestNeighboursShareABucket(t *testing.T) {
	docs := library(6000)
	r := newReader(t, build(t, docs, 0))
	slices.SortStableFunc(docs, func(a, b Doc) int { return cmp.Compare(a.Date, b.Date) })
	for _, phrase := range []string{"the boat", "хлеб cafe", "🥖 the", "leaves at"} {
		var want []uint64
		for i, d := range docs {
			if strings.Contains(" "+strings.Join(strings.Fields(simple(d.Text)), " ")+" ", " "+phrase+" ") {
				want = append(want, uint64(i))
			}
		}
		var term string
		r.split.terms(phrase, func(b []byte) {
			if b[0] == pairMark {
				term = string(b)
			}
		})
		got := r.find(term, false)
		missing := slices.DeleteFunc(slices.Clone(want), func(d uint64) bool { _, ok := slices.BinarySearch(got, d); return ok })
		if len(want) == 0 || len(missing) > 0 || len(got) > 2*len(want)+20 {
			t.Errorf("%s: %d documents in the bucket, %d have the phrase, %d of them missing", phrase, len(got), len(want), len(missing))
		}
	}
}

func TestDocumentsComeBackByDate(t *testing.T) {
	docs := library(2000)
	docs[7].Text = "line one\nline \"two\" \\n \t tab\x00 \xff"
	r := newReader(t, build(t, docs, 0))
	docs[7].Text = "line one\nline \"two\" \\n   tab  \uFFFD"
	slices.SortStableFunc(docs, func(a, b Doc) int { return cmp.Compare(a.Date, b.Date) })
	got := r.docs()
	// The reader above takes escapes in one go; so does this.
	if d := diff.Diff(docs, got); d != "" {
		t.Error(d)
	}
	if r.dir.Count != 2000 || len(r.dir.Chats) != 1 {
		t.Errorf("the directory has %d documents and %d chats", r.dir.Count, len(r.dir.Chats))
	}
}

func TestPropertiesAreTerms(t *testing.T) {
	docs := library(1500)
	r := newReader(t, build(t, docs, 0))
	slices.SortStableFunc(docs, func(a, b Doc) int { return cmp.Compare(a.Date, b.Date) })
	for term, is := range map[string]func(Doc) bool{
		"#3":       func(d Doc) bool { return d.Chat == 3 },
		"=voice":   func(d Doc) bool { return d.Kinds&Voice != 0 },
		"=contact": func(d Doc) bool { return d.Kinds&Contact != 0 },
		"~boat":    func(d Doc) bool { return d.From == "Ann Boat" },
		"~елкина":  func(d Doc) bool { return strings.HasPrefix(d.From, "Ё") },
		"~zoe":     func(d Doc) bool { return strings.HasPrefix(d.From, "Ё") },
	} {
		want := []uint64{}
		for i, d := range docs {
			if is(d) {
				want = append(want, uint64(i))
			}
		}
		if got := r.find(term, false); !slices.Equal(got, want) {
			t.Errorf("%s: %d documents, want %d", term, len(got), len(want))
		}
	}
}

func TestLittleMemoryGivesTheSameIndex(t *testing.T) {
	docs := library(5000)
	whole, spilled := build(t, docs, 0), build(t, docs, 64<<10)
	if len(whole) != len(spilled) {
		t.Errorf("%d files in memory, %d with runs on disk", len(whole), len(spilled))
	}
	for name, f := range whole {
		if spilled[name] == nil || spilled[name].String() != f.String() {
			t.Errorf("%s differs", name)
		}
	}
}

// Runs hold no list while they are merged, and what is read ahead of all of them is
// bounded.
func TestReadingAheadIsBounded(t *testing.T) {
	for runs := 1; runs <= 2000; runs++ {
		if all := runs * readAhead(runs); all > 8<<20 {
			t.Fatalf("%d runs are read %d bytes ahead", runs, all)
		}
	}
	for runs, want := range map[int]int{0: 1 << 17, 1: 1 << 17, 100: (8 << 20) / 100, 2048: 4 << 10, 100_000: 4 << 10} {
		if got := readAhead(runs); got != want {
			t.Errorf("of %d runs each is read %d bytes ahead, want %d", runs, got, want)
		}
	}
}

func TestADamagedRunIsAnError(t *testing.T) {
	docs := library(400)
	for name, damage := range map[string]func(io.Writer) error{
		"cut":   func(w io.Writer) error { _, err := w.Write([]byte{5, 'b', 'o'}); return err },
		"empty": func(w io.Writer) error { _, err := w.Write([]byte{1, 'b', 3, 1}); return err }, // three gaps are promised
	} {
		t.Run(name, func(t *testing.T) {
			v := &inverter{temp: temps(t), limit: 1, lists: map[string]*list{}}
			terms := &termsOf{split: newSplitter(), to: v}
			for i := range docs {
				terms.add(&docs[i])
			}
			if err := v.spill(); err != nil {
				t.Fatal(err)
			}
			f := v.runs[0].f
			if err := f.Truncate(0); err != nil {
				t.Fatal(err)
			}
			if err := damage(f); err != nil {
				t.Fatal(err)
			}
			if _, err := f.Seek(0, io.SeekStart); err != nil {
				t.Fatal(err)
			}
			if err := v.each(newWriter(memory{}.create)); err == nil {
				t.Error("it is read as if it were whole")
			}
			if err := removeAll(v.runs); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// What goes wrong while the index is written is told, and nothing is left behind.
func TestAFailureIsToldAndLeavesNothing(t *testing.T) {
	full := errors.New("no room")
	for name, config := range map[string]func(Temp) Config{
		"a shard": func(temp Temp) Config {
			return Config{Temp: temp, Memory: 1 << 14, Create: func(string) (io.WriteCloser, error) { return nil, full }}
		},
		"a run": func(Temp) Config {
			return Config{Memory: 1 << 14, Create: memory{}.create, Temp: func() (*os.File, func() error, error) { return nil, nil, full }}
		},
	} {
		t.Run(name, func(t *testing.T) {
			left := 0
			inner := temps(t)
			b := New(config(func() (*os.File, func() error, error) {
				f, remove, err := inner()
				left++
				return f, func() error { left--; return remove() }, err
			}))
			var err error
			for _, d := range library(2000) {
				if err = b.Add(d); err != nil {
					break
				}
			}
			if err == nil {
				err = b.Close(nil, model.Zone{})
			}
			if err = errors.Join(err, b.Discard()); !errors.Is(err, full) {
				t.Errorf("it ended with %v", err)
			}
			if left != 0 {
				t.Errorf("%d runs are left", left)
			}
		})
	}
}

func TestShardsAreSmall(t *testing.T) {
	files := build(t, library(120_000), 8<<20)
	pieces := 0
	for name, f := range files {
		if f.Len() > 64<<10 && name != Index {
			t.Errorf("%s has %d bytes", name, f.Len())
		}
		if strings.HasPrefix(name, "search/p/") {
			pieces++
		}
	}
	if pieces < 2 {
		t.Errorf("%d pieces of long lists; the test needs some", pieces)
	}
	r := newReader(t, files)
	if got := r.find("the", false); len(got) < 10_000 {
		t.Errorf("the frequent word has %d documents", len(got))
	}
}

func TestAnEmptyIndexCanBeRead(t *testing.T) {
	r := newReader(t, build(t, nil, 0))
	if got := r.docs(); len(got) != 0 || r.dir.Count != 0 {
		t.Errorf("%d documents", len(got))
	}
}

func TestUnitsOfScripts(t *testing.T) {
	for text, want := range map[string]string{
		"Don't-stop_now":  "don t stop now",
		"東京tower 塔":       "東 京 tower 塔",
		"e\u0301te\u0301": "ete",
		"co\u00adop":      "coop",
		"ﬁne ½":           "fine 1 2",
		"हिंदी भाषा":      "हिंदी भाषा",
		"한국어 말":           "한국어 말",
		"🥖🥖 👩‍🚀":          "🥖 🥖 👩 🚀",
		"كِتَابٌ ٤٢":      "كتاب 42",
		"":                "",
	} {
		var got []string
		newSplitter().units(text, func(u []byte, _ class, _ bool) { got = append(got, string(u)) })
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzNumber(f *testing.F) {
	for _, v := range []uint64{0, 45, 46, 2115, 2116, 1 << 40} {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, v uint64) {
		v >>= 4
		got, rest, err := readNumber(string(appendNumber(nil, v)) + "!")
		if err != nil || got != v || rest != "!" {
			t.Errorf("%d becomes %d, %q, %v", v, got, rest, err)
		}
	})
}
