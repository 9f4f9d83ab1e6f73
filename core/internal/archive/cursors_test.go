package archive

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/model"
)

func TestAWiderIntervalReopensWhatItConcerns(t *testing.T) {
	gap := []Gap{{After: 3, Upto: 9, Since: 100, Before: 200}}
	tests := []struct {
		name       string
		till       int64
		gaps       []Gap
		from, upto int64 // the new interval
		reopened   bool
	}{
		{"nothing was left out", 0, nil, 0, 0, false},
		{"the same end", 500, nil, 0, 500, false},
		{"an earlier end", 500, nil, 0, 400, false},
		{"a later end", 500, nil, 0, 501, true},
		{"no end", 500, nil, 0, 0, true},
		{"an older gap", 0, gap, 200, 0, false},
		{"a newer gap", 0, gap, 0, 100, false},
		{"the end of the gap", 0, gap, 199, 0, true},
		{"the start of the gap", 0, gap, 0, 101, true},
		{"everything", 0, gap, 0, 0, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := newTest(t)
			cursor := Cursor{Number: 1, Part: PartOwn, Last: 20, Done: true, Count: 11, Expected: 30, Till: tt.till, Gaps: tt.gaps}
			record(t, a, Page{Dialogs: []model.Dialog{dialog(channel)}}, Page{Cursor: &cursor})
			must(t, a.Widen(t.Context(), tt.from, tt.upto, 1))
			want := cursor
			want.Done = !tt.reopened
			if diff := cmp.Diff([]Cursor{want}, onlyDialog(t, a).Cursors); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestARewoundCursorForgetsTheGapsItWillPass(t *testing.T) {
	a := newTest(t)
	cursor := Cursor{Number: 1, Part: PartOwn, Last: 20, Done: true, Count: 3, Expected: 30, Gaps: []Gap{{Upto: 9, Before: 200}, {After: 12, Upto: 14, Since: 300, Before: 400}}}
	old, later := message(channel, 10, "one"), message(channel, 15, "two")
	old.Date, later.Date = 250, 450
	record(t, a, Page{Dialogs: []model.Dialog{dialog(channel)}}, Page{Messages: []model.Message{old, later}, Cursor: &cursor})
	must(t, a.Rewind(t.Context(), nil, 400))
	want := cursor
	want.Last, want.Done, want.Count = 14, false, 2
	if diff := cmp.Diff([]Cursor{want}, onlyDialog(t, a).Cursors); diff != "" {
		t.Errorf("since a date (-want +got)\n%s", diff)
	}
	must(t, a.Rewind(t.Context(), nil, 0))
	want.Last, want.Count, want.Gaps = 0, 0, nil
	if diff := cmp.Diff([]Cursor{want}, onlyDialog(t, a).Cursors); diff != "" {
		t.Errorf("all (-want +got)\n%s", diff)
	}
}
