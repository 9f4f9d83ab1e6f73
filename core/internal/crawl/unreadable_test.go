package crawl

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAMessageThatDoesNotDecodeCostsOneProblem(t *testing.T) {
	for _, tt := range []struct {
		name   string
		poison []int
		want   []string
	}{
		{"in the middle", []int{137}, []string{"message_unreadable user:7/after 136"}},
		{"the first", []int{1}, []string{"message_unreadable user:7/after 0"}},
		{"the newest", []int{250}, []string{"message_unreadable user:7/after 249"}},
		{"two in a row", []int{60, 61}, []string{"message_unreadable user:7/after 59", "message_unreadable user:7/after 59+1"}},
		{"several of a page", []int{110, 150, 199}, []string{"message_unreadable user:7/after 109",
			"message_unreadable user:7/after 149", "message_unreadable user:7/after 198"}},
		{"the last two", []int{249, 250}, []string{"message_unreadable user:7/after 248", "message_unreadable user:7/after 248+1"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := &fake{ids: upto(250), poison: map[int]bool{}}
			for _, id := range tt.poison {
				f.poison[id] = true
			}
			a := openArchive(t)
			row, ids, problems := f.crawled(t, a)
			if diff := cmp.Diff(upto(250, tt.poison...), ids); diff != "" {
				t.Errorf("messages (-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(tt.want, problems); diff != "" {
				t.Errorf("problems (-want +got)\n%s", diff)
			}
			if !row.Complete {
				t.Errorf("not complete: %+v", row.Cursors)
			}
			if n := len(f.history); n > 40*len(tt.poison) {
				t.Errorf("%d calls", n)
			}
		})
	}
}

func TestReadingAgainAddsNoProblem(t *testing.T) {
	f := &fake{ids: upto(3), poison: map[int]bool{2: true}}
	a := openArchive(t)
	f.crawled(t, a)
	_, _, first := result(t, a)
	f.crawled(t, a)
	_, ids, second := result(t, a)
	if diff := cmp.Diff(first, second); diff != "" || len(ids) != 2 {
		t.Errorf("messages %v, problems (-first +second)\n%s", ids, diff)
	}
}

func TestAnEndWithoutAnyReadableMessage(t *testing.T) {
	f := &fake{ids: upto(2), poison: map[int]bool{1: true, 2: true}}
	row, ids, problems := f.crawled(t, openArchive(t))
	if len(ids) != 0 || len(problems) != 2 || !row.Complete {
		t.Errorf("messages %v, problems %v, cursors %+v", ids, problems, row.Cursors)
	}
}
