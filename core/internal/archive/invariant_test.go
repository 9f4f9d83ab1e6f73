package archive

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/model"
	"satchel/core/internal/naming"
)

func dialog(peer model.PeerID) model.Dialog { return model.Dialog{V: 1, Peer: peer, Splits: []int{0}} }

func onlyDialog(t *testing.T, a *Archive) DialogRow {
	t.Helper()
	dialogs, err := a.Dialogs(t.Context())
	must(t, err)
	if len(dialogs) != 1 {
		t.Fatalf("%d dialogs, want 1", len(dialogs))
	}
	return dialogs[0]
}

func allMessages(t *testing.T, a *Archive, number int) []MessageRow {
	t.Helper()
	var all []MessageRow
	must(t, a.Messages(t.Context(), number, func(page []MessageRow) error {
		all = append(all, page...)
		return nil
	}))
	return all
}

func TestI1ACursorNeverMovesWithoutItsPage(t *testing.T) {
	a := newTest(t)
	record(t, a, Page{Dialogs: []model.Dialog{dialog(channel)}})
	f, r := file(1, 1, 5, "x.txt")
	page := Page{
		Run: 1, Method: "messages.getHistory", Peer: channel, Messages: []model.Message{message(channel, 5, "five")},
		Files: []model.File{f}, Refs: []model.FileRef{r, {Key: "document:404", Number: 1, Order: 5, Folder: "files", Name: "y"}},
		Cursor: &Cursor{Number: 1, Part: PartOwn, Last: 5, Expected: 1}, Counters: &DialogCounters{Number: 1, Counters: naming.Counters{Files: 1}},
		Peers: []model.Peer{{ID: alice, FirstName: "Alice"}}, Problems: []model.Problem{{Code: "x", Subject: "y"}},
	}
	before := dump(t, a)
	if err := a.Record(t.Context(), page); err == nil {
		t.Fatal("a page with a reference to an unknown file was recorded")
	}
	if diff := cmp.Diff(before, dump(t, a)); diff != "" {
		t.Errorf("a page that failed left something: %s", diff)
	}
	page.Refs = page.Refs[:1]
	record(t, a, page)
	d := onlyDialog(t, a)
	want := []Cursor{{Number: 1, Part: PartOwn, Last: 5, Expected: 1}}
	if diff := cmp.Diff(want, d.Cursors); diff != "" || d.Messages != 1 || d.Counters.Files != 1 {
		t.Errorf("cursor, messages or counters did not come together: %+v %s", d, diff)
	}
}

func TestI2EveryMessageHasAPageAndARun(t *testing.T) {
	a := newTest(t)
	record(t, a, Page{Dialogs: []model.Dialog{dialog(channel)}}, Page{Messages: []model.Message{message(channel, 1, "one")}, Raw: []byte("raw one")})
	if err := a.Record(t.Context(), Page{Run: 99, Method: "m", Messages: []model.Message{message(channel, 2, "two")}}); err == nil {
		t.Error("a message of a run that does not exist was recorded")
	}
	must(t, a.pools.read(t.Context(), func(q querier) error {
		var n, whole int
		err := q.QueryRowContext(t.Context(), `SELECT count(*), count(p.id) FROM messages m
			LEFT JOIN pages p ON p.id = m.page LEFT JOIN runs r ON r.id = m.run`).Scan(&n, &whole)
		if n != 1 || whole != 1 {
			t.Errorf("%d messages, %d with page and run, want 1 and 1", n, whole)
		}
		return err
	}))
}

func TestI3OnlyAFileThatExistsIsSettled(t *testing.T) {
	a := newTest(t)
	record(t, a, filePage(1, 1, 1, "x.txt"))
	if err := a.Settle(t.Context(), saved("document:1")); err == nil {
		t.Error("a file that does not exist was settled")
	}
	settle(t, a, "document:1")
	wrong := saved("document:1")
	wrong.Size++
	if err := a.Settle(t.Context(), wrong); err == nil {
		t.Error("a file of another size was settled")
	}
	must(t, a.Place(t.Context()))
	checkSaved(t, a)
	must(t, a.Settle(t.Context(), saved("document:1"))) // again, when it is elsewhere already
	checkSaved(t, a)
}

func TestI4MinNeverOverwritesFull(t *testing.T) {
	a := newTest(t)
	full := model.Peer{V: 1, ID: alice, AccessHash: 42, FirstName: "Alice", Phone: "123", Contact: true}
	min := model.Peer{V: 1, ID: alice, Min: true, AccessHash: 666, FirstName: "A.", Username: "alice", MinSource: &model.MessageID{Peer: channel, ID: 3}}
	want := full
	want.Username, want.MinSource = "alice", min.MinSource
	for name, order := range map[string][]model.Peer{"full first": {full, min}, "min first": {min, full}, "again": {full, min, full, min}} {
		t.Run(name, func(t *testing.T) {
			a := newTest(t)
			for _, p := range order {
				record(t, a, Page{Peers: []model.Peer{p}})
			}
			got, found, err := a.Peer(t.Context(), alice)
			must(t, err)
			if diff := cmp.Diff(want, got); diff != "" || !found {
				t.Error(diff)
			}
		})
	}
	record(t, a, Page{Peers: []model.Peer{min}})
	if got, _, _ := a.Peer(t.Context(), alice); !got.Min || got.FirstName != "A." {
		t.Errorf("a min peer alone is %+v", got)
	}
}

func TestI5AnUpdateDeletesNothing(t *testing.T) {
	a := newTest(t)
	record(t, a, Page{Dialogs: []model.Dialog{dialog(channel)}, Peers: []model.Peer{{V: 1, ID: channel, Title: "Old"}}},
		Page{Messages: []model.Message{message(channel, 1, "one"), message(channel, 2, "two")}},
		Page{Section: model.SectionStories, Items: []Item{{Key: "5", Doc: model.Story{ID: 5, Caption: model.Text{Text: "old"}, Views: 1}}}})
	must(t, begin(t, a))
	record(t, a, Page{Run: 2, Dialogs: []model.Dialog{dialog(channel)}, Peers: []model.Peer{{V: 1, ID: channel, Title: "New"}}},
		Page{Run: 2, Messages: []model.Message{edited(message(channel, 1, ""), 9, "one, edited")}},
		Page{Run: 2, Section: model.SectionStories, Items: []Item{{Key: "5", Doc: model.Story{ID: 5, Caption: model.Text{Text: "new"}}}}})
	rows := allMessages(t, a, 1)
	if len(rows) != 2 || rows[0].Text.Text != "one, edited" || rows[1].Text.Text != "two" {
		t.Fatalf("messages after the update: %+v", rows)
	}
	if v := rows[0].Versions; len(v) != 1 || v[0].Text.Text != "one" {
		t.Errorf("versions of the edited message: %+v", v)
	}
	must(t, a.pools.read(t.Context(), func(q querier) error {
		got, err := texts(t.Context(), q, "SELECT subject || ' ' || coalesce(doc ->> 'title', doc -> 'caption' ->> 'text') FROM versions ORDER BY 1")
		if diff := cmp.Diff([]string{"channel:1003 Old", "stories/5 old"}, got); diff != "" {
			t.Error(diff)
		}
		return err
	}))
	if p, _, _ := a.Peer(t.Context(), channel); p.Title != "New" {
		t.Errorf("title %q, want the new one", p.Title)
	}
}

func TestCountersMakeNoVersion(t *testing.T) {
	a := newTest(t)
	views := func(n int) model.Message {
		m := message(channel, 1, "post")
		m.Views, m.Forwards = &n, &n
		m.Reactions = []model.Reaction{{Emoji: "👍", Count: n}}
		m.Replies = &model.ReplyInfo{Count: n}
		m.Edited, m.EditHidden = int64(n), true // what a reaction does
		return m
	}
	record(t, a, Page{Dialogs: []model.Dialog{dialog(channel)}}, Page{Messages: []model.Message{views(1)}}, Page{Messages: []model.Message{views(3)}},
		Page{Messages: []model.Message{views(2)}})
	rows := allMessages(t, a, 1)
	if len(rows) != 1 || *rows[0].Views != 3 || len(rows[0].Versions) != 0 {
		t.Errorf("got %+v, want one message with 3 views and no version", rows)
	}
}

func TestAMessageThatWasReadReplacesOneThatWasNot(t *testing.T) {
	unread := model.Message{V: 1, ID: 1, Peer: channel, Kind: model.MessageUndecoded}
	for _, order := range [][]model.Message{{unread, message(channel, 1, "read")}, {message(channel, 1, "read"), unread}} {
		a := newTest(t)
		record(t, a, Page{Dialogs: []model.Dialog{dialog(channel)}}, Page{Messages: order[:1]}, Page{Messages: order[1:]})
		rows := allMessages(t, a, 1)
		if len(rows) != 1 || rows[0].Text.Text != "read" || len(rows[0].Versions) != 0 {
			t.Errorf("got %+v", rows)
		}
	}
}

// Any order and any repetition of the pages of a run gives the same archive.
func TestTheOrderOfPagesDoesNotMatter(t *testing.T) {
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 1))
		pages := randomPages(r, 30)
		var want []string
		for try := range 3 {
			a := newTest(t)
			record(t, a, Page{Dialogs: []model.Dialog{dialog(channel), {V: 1, Peer: alice, Splits: []int{0}}}})
			order := append(append([]Page{}, pages...), pages[:try*7]...) // some twice
			r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			record(t, a, order...)
			got := dump(t, a)
			if try == 0 {
				want = got
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("seed %d, try %d: %s", seed, try, diff)
			}
			must(t, a.Close())
		}
	}
}

// randomPages make all kinds of sights of few things, so that they meet.
func randomPages(r *rand.Rand, n int) []Page {
	peers := []model.PeerID{channel, alice}
	skips := []model.SkipReason{"", "", model.SkipSize, model.SkipType}
	var pages []Page
	for i := range n {
		p := Page{Run: 1, Method: "messages.getHistory", Split: i, Raw: fmt.Appendf(nil, "page %d", i)}
		number := r.IntN(2)
		peer := peers[number]
		for range r.IntN(4) {
			m := message(peer, 1+r.IntN(5), fmt.Sprint("text ", r.IntN(3)))
			m.Edited = int64(r.IntN(3))
			views := r.IntN(4)
			m.Views = &views
			p.Messages = append(p.Messages, m)
		}
		for range r.IntN(3) {
			p.Peers = append(p.Peers, model.Peer{V: 1, ID: peers[r.IntN(2)], Min: r.IntN(2) == 0, FirstName: fmt.Sprint(r.IntN(2)),
				Username: []string{"", "u"}[r.IntN(2)], LastSeen: int64(r.IntN(2)), AccessHash: int64(r.IntN(2))})
		}
		for range r.IntN(3) {
			f, ref := file(int64(1+r.IntN(4)), number+1, int64(1+r.IntN(5)), "x.txt")
			f.Skip, f.Date = skips[r.IntN(len(skips))], int64(r.IntN(3))
			f.Type = []model.MediaType{model.MediaFile, model.MediaVideo, model.MediaAlways}[r.IntN(3)]
			p.Files, p.Refs = append(p.Files, f), append(p.Refs, ref)
			if r.IntN(2) == 0 {
				thumb := f
				thumb.Key, thumb.Main = f.Key+":m", f.Key
				p.Files = append([]model.File{thumb}, p.Files...)
				p.Refs = append(p.Refs, model.FileRef{Key: thumb.Key, Number: number + 1, Order: ref.Order, Seq: 1, Folder: "files", Name: "x_thumb.jpg"})
			}
		}
		p.Section = model.SectionStories
		p.Items = []Item{{Key: fmt.Sprint(r.IntN(3)), Doc: model.Story{ID: 1, Views: r.IntN(3), Caption: model.Text{Text: fmt.Sprint(r.IntN(2))}}}}
		p.Cursor = &Cursor{Number: number + 1, Part: PartOwn, Last: i / 2, Done: i == n-1, Expected: 7 + i/2}
		pages = append(pages, p)
	}
	return pages
}

func TestRecordingAPageAgainChangesNothing(t *testing.T) {
	a := newTest(t)
	r := rand.New(rand.NewPCG(9, 9))
	pages := append([]Page{{Dialogs: []model.Dialog{dialog(channel), dialog(alice)}}}, randomPages(r, 20)...)
	record(t, a, pages...)
	want := dump(t, a)
	record(t, a, pages...)
	if diff := cmp.Diff(want, dump(t, a)); diff != "" {
		t.Error(diff)
	}
}

func TestACursorDoesNotGoBack(t *testing.T) {
	a := newTest(t)
	cursor := func(last int, done bool, expected int) Page {
		return Page{Cursor: &Cursor{Number: 1, Part: PartOwn, Last: last, Done: done, Expected: expected}}
	}
	record(t, a, Page{Dialogs: []model.Dialog{dialog(channel)}}, cursor(0, false, 9), cursor(8, false, 9), cursor(8, true, 10), cursor(4, false, 3), cursor(8, false, 10))
	d := onlyDialog(t, a)
	if diff := cmp.Diff([]Cursor{{Number: 1, Part: PartOwn, Last: 8, Done: true, Expected: 10}}, d.Cursors); diff != "" || !d.Complete {
		t.Errorf("complete %v, %s", d.Complete, diff)
	}
	must(t, a.Rewind(t.Context(), nil, 0, 1))
	record(t, a, cursor(8, false, 10))
	if d := onlyDialog(t, a); d.Complete || d.Cursors[0].Last != 8 {
		t.Errorf("reopened: %+v", d.Cursors)
	}
	record(t, a, cursor(12, true, 12))
	if d := onlyDialog(t, a); !d.Complete {
		t.Errorf("after the update: %+v", d.Cursors)
	}
	if err := a.Record(t.Context(), Page{Run: 1, Method: "m", Cursor: &Cursor{Number: 44}}); err == nil {
		t.Error("a cursor of no dialog was recorded")
	}
}

func TestADialogIsCompleteWhenEverySplitIs(t *testing.T) {
	d := model.Dialog{Peer: channel, Splits: []int{0, 2}, Migrated: model.ChatID(5), MigratedSplits: []int{1}}
	tests := []struct {
		cursors string // part, split, done
		want    bool
	}{
		{"", false}, {"100", false}, {"101 121 011", true}, {"101 120 011", false}, {"101 121", false}, {"101 011", false}, {"101 121 011 130", false},
	}
	for _, tt := range tests {
		row := DialogRow{Dialog: d}
		for i := 0; i+3 <= len(tt.cursors); i += 4 {
			c := tt.cursors[i:]
			row.Cursors = append(row.Cursors, Cursor{Part: int(c[0] - '0'), Split: int(c[1] - '0'), Done: c[2] == '1'})
		}
		if got := row.complete(); got != tt.want {
			t.Errorf("cursors %q: complete %v", tt.cursors, got)
		}
	}
}

func TestDialogsKeepTheirNumbers(t *testing.T) {
	a := newTest(t)
	record(t, a, Page{Dialogs: []model.Dialog{dialog(channel), dialog(alice)}})
	left := dialog(channel)
	left.Left = true
	record(t, a, Page{Dialogs: []model.Dialog{dialog(model.ChatID(3)), left}})
	dialogs, err := a.Dialogs(t.Context())
	must(t, err)
	var got []string
	for _, d := range dialogs {
		got = append(got, fmt.Sprintln(d.Number, d.Dialog.Peer, d.Left))
	}
	if diff := cmp.Diff([]string{"1 channel:1003 true\n", "2 user:7 false\n", "3 chat:3 false\n"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestMigratedMessagesComeFirst(t *testing.T) {
	a := newTest(t)
	group := model.ChatID(3)
	d := dialog(channel)
	d.Migrated, d.MigratedSplits = group, []int{0}
	record(t, a, Page{Dialogs: []model.Dialog{d}})
	var own, old []model.Message
	for i := range 700 {
		own = append(own, message(channel, i+1, "own"))
		old = append(old, message(group, i+1, "old"))
	}
	record(t, a, Page{Messages: own}, Page{Messages: old}, Page{Messages: []model.Message{message(alice, 9, "elsewhere")}})
	f, r := file(1, 1, int64(ShiftMigrated(600)), "x.txt")
	record(t, a, Page{Files: []model.File{f}, Refs: []model.FileRef{r}})
	rows := allMessages(t, a, 1)
	if len(rows) != 1400 || onlyDialog(t, a).Messages != 1400 {
		t.Fatalf("%d messages, kept count %d", len(rows), onlyDialog(t, a).Messages)
	}
	for i := range rows[1:] {
		if rows[i].Shifted >= rows[i+1].Shifted {
			t.Fatalf("message %d comes after %d", rows[i].Shifted, rows[i+1].Shifted)
		}
	}
	for _, m := range rows {
		if has := len(m.Files) > 0; has != (m.Text.Text == "old" && m.ID == 600) {
			t.Errorf("message %d (%s) has files %v", m.ID, m.Text.Text, m.Files)
		}
	}
	stop := errors.New("enough")
	if err := a.Messages(t.Context(), 1, func([]MessageRow) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("reading that was stopped: %v", err)
	}
	if rows := allMessages(t, a, 77); len(rows) != 0 {
		t.Errorf("an unknown dialog has %d messages", len(rows))
	}
}

func TestASpanInWhichNothingIsLeftMarksAllOfIt(t *testing.T) {
	a := newTest(t)
	record(t, a, Page{Dialogs: []model.Dialog{dialog(channel)}}, Page{Messages: []model.Message{message(channel, 3, "a"), message(channel, 9, "b")}})
	must(t, begin(t, a))
	record(t, a, Page{Run: 2, Span: &Span{Peer: channel, After: 0, Upto: 5}})
	var missing []bool
	for _, m := range allMessages(t, a, 1) {
		missing = append(missing, m.MissingSince == 2)
	}
	if diff := cmp.Diff([]bool{true, false}, missing); diff != "" {
		t.Error(diff)
	}
}
