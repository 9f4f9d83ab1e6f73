package crawl

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWhatWasMissedIsReadOnceMore(t *testing.T) {
	f := &fake{ids: upto(230), hidden: map[int]bool{17: true, 120: true, 121: true}}
	row, ids, problems := f.crawled(t, openArchive(t))
	if diff := cmp.Diff(upto(230), ids); diff != "" {
		t.Errorf("messages (-want +got)\n%s", diff)
	}
	if len(problems) > 0 || !row.Complete || row.Cursors[0].Count != 230 {
		t.Errorf("problems %v, cursors %+v", problems, row.Cursors)
	}
}

func TestACountThatNobodyCanFillIsAProblemAfterOneMoreReading(t *testing.T) {
	f := &fake{ids: upto(230), claim: 5}
	row, ids, problems := f.crawled(t, openArchive(t))
	if len(ids) != 230 || !row.Complete {
		t.Errorf("%d messages, cursors %+v", len(ids), row.Cursors)
	}
	if diff := cmp.Diff([]string{"chat_incomplete user:7"}, problems); diff != "" {
		t.Error(diff)
	}
	// The probe, three pages and the empty one; then four again.
	if n := len(f.history); n != 1+4+4 {
		t.Errorf("%d calls of getHistory", n)
	}
}

func TestAgreeingCountsCostNoFurtherCall(t *testing.T) {
	f := &fake{ids: upto(230)}
	_, _, problems := f.crawled(t, openArchive(t))
	if n := len(f.history); n != 1+3 || len(problems) > 0 {
		t.Errorf("%d calls of getHistory, problems %v", n, problems)
	}
}
