package archive

import (
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/model"
)

// last is the highest id a message can have.
const last = math.MaxInt32

func TestHistoriesOfManyPeersAreKeptApart(t *testing.T) {
	a := newTest(t)
	far := model.UserID(math.MaxInt64)
	group := model.ChatID(1003) // the channel's number in another space
	var dialogs []model.Dialog
	for _, peer := range []model.PeerID{channel, group, far} {
		dialogs = append(dialogs, dialog(peer))
		record(t, a, Page{Messages: []model.Message{message(peer, 1, "first of "+peer.String()), message(peer, last, "last of "+peer.String())}})
	}
	record(t, a, Page{Dialogs: dialogs})
	for number, peer := range []model.PeerID{channel, group, far} {
		rows := allMessages(t, a, number+1)
		if len(rows) != 2 || rows[0].Text.Text != "first of "+peer.String() || rows[1].ID != last {
			t.Errorf("%s: %+v", peer, rows)
		}
		for limit, want := range map[int]int{0: 0, 1: 1, 2: 1, last - 1: 1, last: last} {
			if got, err := a.Highest(t.Context(), peer, limit); err != nil || got != want {
				t.Errorf("highest of %s up to %d: %d (%v), want %d", peer, limit, got, err, want)
			}
		}
	}
	if got, err := a.Highest(t.Context(), alice, last); err != nil || got != 0 {
		t.Errorf("highest of nobody: %d %v", got, err)
	}
}

func TestDatesOfAnyTimeAreKept(t *testing.T) {
	for _, date := range []int64{-1, 0, 1, math.MaxInt32, math.MaxInt32 + 1, math.MaxUint32} {
		a := newTest(t)
		m := message(channel, 5, "x")
		m.Date = date
		record(t, a, Page{Dialogs: []model.Dialog{dialog(channel)}}, Page{Messages: []model.Message{m}})
		if rows := allMessages(t, a, 1); len(rows) != 1 || rows[0].Date != date {
			t.Errorf("date %d: %+v", date, rows)
		}
		if newest, err := a.Newest(t.Context()); err != nil || newest != max(date, 0) && newest != date {
			t.Errorf("newest %d (%v), want %d", newest, err, date)
		}
	}
}

func TestMissingAreThoseThatAreNotThereOrMarked(t *testing.T) {
	a := newTest(t)
	record(t, a, Page{Dialogs: []model.Dialog{dialog(channel)}},
		Page{Messages: []model.Message{message(channel, 3, "a"), message(channel, 5, "b"), message(alice, 4, "c")}})
	must(t, begin(t, a))
	record(t, a, Page{Run: 2, Span: &Span{Peer: channel, After: 4, Upto: 9}})
	got, err := a.Missing(t.Context(), channel, []int{5, 4, 3})
	must(t, err)
	if diff := cmp.Diff([]int{5, 4}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	// Seen again in the same run, it is not missing any more and no version was made.
	record(t, a, Page{Run: 2, Messages: []model.Message{message(channel, 5, "b")}})
	got, err = a.Missing(t.Context(), channel, []int{3, 5})
	must(t, err)
	if rows := allMessages(t, a, 1); len(got) != 0 || len(rows[1].Versions) != 0 || rows[1].MissingSince != 0 {
		t.Errorf("missing %v, %+v", got, rows)
	}
	if got, err := a.Missing(t.Context(), model.UserID(404), []int{1, 2}); err != nil || len(got) != 2 {
		t.Errorf("of a peer that is not known: %v %v", got, err)
	}
}

func TestASpanMarksWhatLiesInItAndNothingElse(t *testing.T) {
	tests := []struct {
		after, upto int
		present     []int
		want        []int
	}{
		{0, 0, nil, nil},
		{5, 4, nil, nil},
		{0, 1, nil, []int{1}},
		{1, 2, nil, []int{2}},
		{1, last, []int{2, last}, []int{3}},
		{3, last, nil, []int{last}},
		{last - 1, last, nil, []int{last}},
		{0, last, []int{404}, []int{1, 2, 3, last}},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.after, tt.upto, tt.present), func(t *testing.T) {
			t.Parallel()
			a := newTest(t)
			all := Page{}
			for _, id := range []int{1, 2, 3, last} {
				all.Messages = append(all.Messages, message(channel, id, "x"), message(alice, id, "other"))
			}
			record(t, a, Page{Dialogs: []model.Dialog{dialog(channel), dialog(alice)}}, all)
			must(t, begin(t, a))
			record(t, a, Page{Run: 2, Span: &Span{Peer: channel, After: tt.after, Upto: tt.upto, Present: tt.present}})
			var got []int
			for number := 1; number <= 2; number++ {
				for _, m := range allMessages(t, a, number) {
					if m.MissingSince != 0 {
						got = append(got, m.ID)
					}
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestMovedRangesDropCursorsButThoseOfChannels(t *testing.T) {
	a := newTest(t)
	ranges := []byte(`["new"]`)
	record(t, a, Page{Dialogs: []model.Dialog{dialog(alice), dialog(channel)}})
	for _, c := range []Cursor{
		{Number: 1, Part: PartOwn, Split: 0, Last: 5, Done: true},
		{Number: 1, Part: PartOwn, Split: 1, Last: 15, Done: true},
		{Number: 2, Part: PartMigrated, Split: 0, Last: 4, Done: true},
		{Number: 2, Part: PartOwn, Split: 1, Last: 9, Done: true, Count: 8},
	} {
		record(t, a, Page{Cursor: &c})
	}
	must(t, a.MoveRanges(t.Context(), 2, "ranges", ranges))
	rows, err := a.Dialogs(t.Context())
	must(t, err)
	if len(rows[0].Cursors) != 0 {
		t.Errorf("of a person: %+v", rows[0].Cursors)
	}
	if diff := cmp.Diff([]Cursor{{Number: 2, Part: PartOwn, Split: 2, Last: 9, Done: true, Count: 8}}, rows[1].Cursors); diff != "" {
		t.Errorf("of a channel (-want +got)\n%s", diff)
	}
	if doc, err := a.LoadValue(t.Context(), "ranges"); err != nil || string(doc) != string(ranges) {
		t.Errorf("%s %v", doc, err)
	}
}

func TestARewoundCursorKeepsWhatOfAGapIsBelowIt(t *testing.T) {
	a := newTest(t)
	cursor := Cursor{Number: 1, Part: PartOwn, Last: 20, Done: true, Count: 2, Gaps: []Gap{{After: 0, Upto: 9, Before: 200}}}
	inGap, later := message(channel, 5, "one"), message(channel, 15, "two")
	inGap.Date, later.Date = 450, 460
	record(t, a, Page{Dialogs: []model.Dialog{dialog(channel)}}, Page{Messages: []model.Message{inGap, later}, Cursor: &cursor})
	must(t, a.Rewind(t.Context(), nil, 400))
	want := cursor
	want.Last, want.Count, want.Done, want.Gaps = 4, 0, false, []Gap{{After: 0, Upto: 4, Before: 200}}
	if diff := cmp.Diff([]Cursor{want}, onlyDialog(t, a).Cursors); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestOnlyTheGivenDialogsAreRewound(t *testing.T) {
	a := newTest(t)
	record(t, a, Page{Dialogs: []model.Dialog{dialog(alice), dialog(channel)}})
	for n := 1; n <= 2; n++ {
		record(t, a, Page{Cursor: &Cursor{Number: n, Part: PartOwn, Last: 5, Done: true, Count: 5}})
	}
	must(t, a.Rewind(t.Context(), nil, 0, 2))
	rows, err := a.Dialogs(t.Context())
	must(t, err)
	if got := rows[0].Cursors[0]; !got.Done || got.Last != 5 {
		t.Errorf("the other one: %+v", got)
	}
	if got := rows[1].Cursors[0]; got.Done || got.Last != 0 || got.Count != 0 {
		t.Errorf("the given one: %+v", got)
	}
}
