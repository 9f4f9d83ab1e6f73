package search

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// letters are the characters of the small scripts, and some of the large ones.
func letters(yield func(rune) bool) {
	for r := rune(1); r <= unicode.MaxRune; r++ {
		if r >= 0x3400 && r < 0xf900 {
			r += 40
		} else if r > 0x20000 {
			r += 4000
		}
		if utf8.ValidRune(r) && !yield(r) {
			return
		}
	}
}

// A term is written between separators without escapes, and properties and buckets
// are told from words by their first character: no letter of any script may become
// one of those.
func TestNoLetterBecomesASeparatorOrAMark(t *testing.T) {
	split := newSplitter()
	for r := range letters {
		split.units("x"+string(r)+"y "+string(r), func(unit []byte, _ class, _ bool) {
			s := string(unit)
			if strings.ContainsAny(s, " !*\t\n\r\"\\\x00\u2028\u2029") || strings.ContainsAny(s[:1], "#=~&") || !utf8.ValidString(s) {
				t.Errorf("%U becomes %q", r, s)
			}
		})
	}
}

// A text is found however its letters are put together and whatever their case.
func TestALetterIsFoundInEveryFormOfUnicode(t *testing.T) {
	split := newSplitter()
	units := func(text string) (list []string) {
		split.units(text, func(u []byte, _ class, _ bool) { list = append(list, string(u)) })
		return list
	}
	known := newFolder()
	for r := range letters {
		if !unicode.IsLetter(r) || known.fold(r).class != part {
			continue
		}
		want := units("x" + string(r))
		for _, form := range []norm.Form{norm.NFC, norm.NFD, norm.NFKC, norm.NFKD} {
			if got := units("x" + form.String(string(r))); !slices.Equal(got, want) {
				t.Errorf("%U in form %d: %q, want %q", r, form, got, want)
			}
		}
	}
	for r := rune('A'); r < 0x600; r++ { // scripts whose case is one letter to one
		if lower := unicode.ToLower(r); unicode.IsUpper(r) && unicode.ToUpper(lower) == r {
			if got, want := units(string(lower)), units(string(r)); !slices.Equal(got, want) {
				t.Errorf("%q is %q, %q is %q", lower, got, r, want)
			}
		}
	}
}

// writing is a text of words in many scripts.
func writing(rnd *rand.Rand) string {
	alphabets := [][2]rune{{'a', 'z'}, {'A', 'Z'}, {'а', 'я'}, {'α', 'ω'}, {'א', 'ת'}, {'ا', 'ي'}, {'अ', 'ह'}, {'ก', 'ฮ'}, {'가', '깋'}, {'一', '丟'}, {'ぁ', 'ん'}, {'😀', '😿'}, {'0', '9'}, {'À', 'ÿ'}}
	var b strings.Builder
	for range rnd.IntN(9) {
		a := alphabets[rnd.IntN(len(alphabets))]
		for range 1 + rnd.IntN(6) {
			b.WriteRune(a[0] + rune(rnd.IntN(int(a[1]-a[0])+1)))
		}
		b.WriteString([]string{" ", ", ", "-", "\n", "", "!"}[rnd.IntN(6)])
	}
	return b.String()
}

// Every message is found by each of its terms and by no term that it has not.
func TestEachMessageIsFoundByAllOfItsTerms(t *testing.T) {
	rnd := rand.New(rand.NewPCG(9, 9))
	docs := make([]Doc, 300)
	want := map[string][]uint64{}
	for i := range docs {
		docs[i] = Doc{Chat: 1, ID: i + 1, Page: 1, Date: int64(1_600_000_000 + i), Text: writing(rnd)}
		seen := map[string]bool{}
		newSplitter().terms(docs[i].Text, func(term []byte) {
			if s := string(term); !seen[s] {
				seen[s] = true
				want[s] = append(want[s], uint64(i))
			}
		})
	}
	r := newReader(t, build(t, docs, 32<<10))
	got := map[string][]uint64{}
	for i := range r.dir.Terms {
		for _, e := range strings.Split(strings.TrimSuffix(r.shard('t', i), "!"), "!") {
			name, data, _ := strings.Cut(e, " ")
			if strings.ContainsAny(name[:1], "#=~") {
				continue
			}
			if got[name] != nil {
				t.Errorf("%q is in the index twice", name)
			}
			got[name] = r.list(data)
		}
	}
	if len(want) < 2000 || len(got) != len(want) {
		t.Errorf("%d terms, want %d", len(got), len(want))
	}
	for term, list := range want {
		if !slices.Equal(got[term], list) {
			t.Errorf("%q: documents %v, want %v", term, got[term], list)
		}
	}
	if !slices.IsSorted(r.dir.Terms) {
		t.Error("the shards are not in the order of their terms")
	}
}

// Messages of any date, far before and far after, many in one second, come back in
// their order.
func TestDatesAtTheirEndsComeBack(t *testing.T) {
	dates := []int64{math.MinInt32, -1, 0, 0, 0, 1, 1_600_000_000, 1_600_000_000, math.MaxInt32, math.MaxUint32}
	docs := make([]Doc, len(dates))
	for i, date := range dates {
		docs[i] = Doc{Chat: i, ID: math.MaxInt32 - i, Page: 1 + i*1000, Date: date, From: "A", Text: fmt.Sprint("text ", i)}
	}
	r := newReader(t, build(t, docs, 0))
	got := r.docs()
	if len(got) != len(docs) {
		t.Fatalf("%d documents", len(got))
	}
	for i, d := range got {
		if d.Date != docs[i].Date || d.ID != docs[i].ID || d.Chat != docs[i].Chat || d.Page != docs[i].Page || d.Text != docs[i].Text {
			t.Errorf("document %d is %+v, want %+v", i, d, docs[i])
		}
	}
}

func TestWhatIsNoNumberIsRefused(t *testing.T) {
	for _, s := range []string{"", "\\", " ", "!", "\"", "é", "\x7f", strings.Repeat("~", 20), "~"} {
		if v, rest, err := readNumber(s); err == nil || rest != s {
			t.Errorf("%q is read as %d, %q is left", s, v, rest)
		}
	}
	for _, v := range []int64{0, 1, -1, 22, 23, -23, math.MaxInt32, math.MinInt32, 1 << 50, -1 << 50} {
		b := appendSigned(nil, v)
		u, rest, err := readNumber(string(b))
		if got := int64(u>>1) ^ -int64(u&1); err != nil || rest != "" || got != v {
			t.Errorf("%d becomes %q and then %d (%v)", v, b, got, err)
		}
		if strings.ContainsAny(string(b), " !\"\\\n\t") {
			t.Errorf("%d is written as %q", v, b)
		}
	}
}
