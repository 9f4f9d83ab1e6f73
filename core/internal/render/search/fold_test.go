package search

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func allTerms(text string) (terms []string) {
	newSplitter().terms(text, func(term []byte) { terms = append(terms, string(term)) })
	return terms
}

func TestLettersThatPeopleUseForEachOtherAreOne(t *testing.T) {
	for _, tt := range []struct{ one, other string }{
		{"STRASSE", "Straße"}, {"ÆON", "aeon"}, {"Œuvre", "oeuvre"}, {"Þor", "thor"}, {"Ø", "o"}, {"Łódź", "lodz"},
		{"Đà", "da"}, {"ΟΔΟΣ", "οδος"}, {"ё", "е"}, {"й", "и"}, {"naïve", "naive"}, {"İstanbul", "istanbul"}, {"ısı", "isi"},
		{"على", "علي"}, {"مدرسة", "مدرسه"}, {"کتاب", "كتاب"}, {"۱۲۳", "123"}, {"٤٥", "45"}, {"ﬀ", "ff"}, {"２", "2"},
		{"שָׁלוֹם", "שלום"}, {"كـــتاب", "كتاب"}, {"a\u200bb", "ab"}, {"\u202eab\u202c", "ab"},
	} {
		if a, b := allTerms(tt.one), allTerms(tt.other); !slices.Equal(a, b) {
			t.Errorf("%q gives %q, %q gives %q", tt.one, a, tt.other, b)
		}
	}
}

func TestLettersThatDifferStayDifferent(t *testing.T) {
	for _, tt := range []struct{ one, other string }{
		{"が", "か"}, {"ブ", "フ"}, {"क", "कि"}, {"ป", "บ"}, {"и", "н"}, {"o", "0"}, {"l", "1"},
	} {
		if a, b := allTerms(tt.one), allTerms(tt.other); slices.Equal(a, b) {
			t.Errorf("%q and %q both give %q", tt.one, tt.other, a)
		}
	}
}

func TestALongWordCountsByItsBeginning(t *testing.T) {
	long := strings.Repeat("ж", longest)
	if a, b := allTerms(long), allTerms(long+"tail"); !slices.Equal(a, b) {
		t.Errorf("%q and %q", a, b)
	}
	if a, b := allTerms(long[2:]), allTerms(long); slices.Equal(a, b) {
		t.Error("a word one character shorter is the same")
	}
}

func TestTermsOfAText(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string // among the terms
		not  []string
	}{
		{"boat", []string{"boat", "bo*"}, []string{"b*", "oat"}},
		{"a", []string{"a"}, []string{"a*"}},
		{"東京", []string{"東京"}, []string{"東"}},
		{"東", []string{"東"}, nil},
		{"東 京", []string{"東", "京"}, []string{"東京"}},
		{"🥖x", []string{"🥖", "x"}, []string{"🥖x"}},
		{"…!?", nil, []string{"…", "!", ""}},
	} {
		got := allTerms(tt.text)
		for _, w := range tt.want {
			if !slices.Contains(got, w) {
				t.Errorf("%q: %q lacks %q", tt.text, got, w)
			}
		}
		for _, w := range tt.not {
			if slices.Contains(got, w) {
				t.Errorf("%q: %q has %q", tt.text, got, w)
			}
		}
	}
}

func TestASplitterForgetsTheTextBefore(t *testing.T) {
	s := newSplitter()
	units := func(text string) (got []string) {
		s.units(text, func(u []byte, _ class, _ bool) { got = append(got, string(u)) })
		return got
	}
	units("unfinished")
	if got := units("東"); !slices.Equal(got, []string{"東"}) {
		t.Errorf("%q", got)
	}
	s.units("京", func(_ []byte, c class, touching bool) {
		if c != wide || touching {
			t.Errorf("class %v, touching %v: the character of the text before", c, touching)
		}
	})
}

func TestAFolderRemembersNoMoreThanItMay(t *testing.T) {
	f := newFolder()
	for r := rune(0x600); r < 0x600+3*keptFolds/2; r++ {
		if got, want := f.fold(r), foldRune(r); got != want {
			t.Fatalf("%U: %v, want %v", r, got, want)
		}
	}
	if len(f.rest) > keptFolds {
		t.Errorf("%d are kept", len(f.rest))
	}
}

func FuzzTermsAreTextAndTheSameForAnyCase(f *testing.F) {
	for _, s := range []string{"Don't", "東京tower", "\xff\xfe", "ﬁne ½", "a\u0301", "ΟΔΟΣ", strings.Repeat("x", 90)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for i, term := range allTerms(text) {
			if term == "" {
				t.Fatalf("%q: term %d is empty", text, i)
			}
		}
		newSplitter().units(text, func(u []byte, _ class, _ bool) {
			if len(u) == 0 || !utf8.Valid(u) {
				t.Fatalf("%q: unit %q", text, u)
			}
		})
	})
}
