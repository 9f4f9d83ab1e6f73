package archive

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/model"
)

func keysOf(files []QueuedFile) []model.FileKey {
	var keys []model.FileKey
	for _, f := range files {
		keys = append(keys, f.Key)
	}
	return keys
}

func claim(t *testing.T, a *Archive, dc, limit int, want ...model.FileKey) []QueuedFile {
	t.Helper()
	files, err := a.Claim(t.Context(), dc, limit)
	must(t, err)
	if diff := cmp.Diff(want, keysOf(files)); diff != "" {
		t.Errorf("claimed: %s", diff)
	}
	return files
}

func result(t *testing.T, a *Archive, key model.FileKey) model.FileResult {
	t.Helper()
	r, found, err := a.File(t.Context(), key)
	must(t, err)
	if !found {
		t.Fatalf("%s is not known", key)
	}
	return r
}

func TestClaimsFollowThePlaces(t *testing.T) {
	a := newTest(t)
	emoji := filePage(5, 9, 9, "emoji.tgs")
	emoji.Files[0].Type = model.MediaAlways
	other := filePage(6, 1, 1, "x")
	other.Files[0].DC = 4
	record(t, a, filePage(1, 2, 1, "a"), filePage(2, 1, 20, "b"), filePage(3, 1, 3, "c"), filePage(4, 0, 5, "face.jpg"), emoji, other)
	dcs, err := a.QueuedDCs(t.Context())
	must(t, err)
	if diff := cmp.Diff([]int{2, 4}, dcs); diff != "" {
		t.Error(diff)
	}
	first := claim(t, a, 2, 3, "document:4", "document:5", "document:3")
	if f := first[2]; f.Number != 1 || f.Order != 3 || string(f.Location.Reference) != "ref" || f.Size == 0 {
		t.Errorf("claimed %+v", f)
	}
	claim(t, a, 2, 3, "document:2", "document:1")
	claim(t, a, 2, 3)
	a.Release("document:5")
	claim(t, a, 2, 3, "document:5")
	claim(t, a, 4, 3, "document:6")
	if n, err := a.Pending(t.Context()); n != 6 {
		t.Errorf("%d pending (%v), want 6", n, err)
	}
	settle(t, a, "document:6")
	if dcs, _ := a.QueuedDCs(t.Context()); len(dcs) != 1 {
		t.Errorf("DCs %v, want one", dcs)
	}
}

func TestChangedTellsOfNewFiles(t *testing.T) {
	a := newTest(t)
	isClosed := func(c <-chan struct{}) bool {
		select {
		case <-c:
			return true
		default:
			return false
		}
	}
	c := a.Changed()
	record(t, a, Page{Messages: []model.Message{message(channel, 1, "x")}})
	if isClosed(c) {
		t.Error("a page without files woke the media workers")
	}
	record(t, a, filePage(1, 1, 1, "x"))
	if !isClosed(c) {
		t.Error("a queued file did not wake the media workers")
	}
	c = a.Changed()
	record(t, a, filePage(1, 1, 1, "x"))
	if isClosed(c) {
		t.Error("a known file woke the media workers")
	}
	claim(t, a, 2, 1, "document:1")
	a.Release("document:1")
	if !isClosed(c) {
		t.Error("a released file did not wake the media workers")
	}
}

func TestALaterSightRefreshesTheReference(t *testing.T) {
	a := newTest(t)
	record(t, a, filePage(1, 1, 5, "x"))
	settleFailed := Settled{Key: "document:1", Skip: model.SkipUnavailable, Text: "LOCATION_INVALID",
		Problem: &model.Problem{Code: model.ProblemFileUnavailable, Subject: "document:1"}}
	must(t, a.Settle(t.Context(), settleFailed))
	newer := filePage(1, 1, 9, "x")
	newer.Files[0].Location.Reference = []byte("newer")
	record(t, a, newer)
	if r := result(t, a, "document:1"); r.State != model.FileSkipped || r.Skip != model.SkipUnavailable {
		t.Errorf("a later sight changed the state: %+v", r)
	}
	if p, _ := a.Problems(t.Context()); len(p) != 1 {
		t.Errorf("problems %v", p)
	}
	must(t, a.Retry(t.Context(), model.SkipUnavailable, model.SkipFailed))
	files := claim(t, a, 2, 9, "document:1")
	if got := string(files[0].Location.Reference); got != "newer" {
		t.Errorf("reference %q", got)
	}
	must(t, a.UpdateLocation(t.Context(), "document:1", model.Location{Kind: model.LocationDocument, ID: 1, Reference: []byte("renewed")}))
	a.Release("document:1")
	if got := string(claim(t, a, 2, 9, "document:1")[0].Location.Reference); got != "renewed" {
		t.Errorf("reference %q", got)
	}
	if err := a.UpdateLocation(t.Context(), "document:404", model.Location{}); err == nil {
		t.Error("an unknown file was renewed")
	}
	settle(t, a, "document:1")
	if p, _ := a.Problems(t.Context()); len(p) != 0 {
		t.Errorf("problems of a saved file: %v", p)
	}
	must(t, a.Settle(t.Context(), settleFailed))
	if r := result(t, a, "document:1"); r.State != model.FileSettled {
		t.Errorf("what was saved is %+v", r)
	}
}

func stats(t *testing.T, a *Archive) Stats {
	t.Helper()
	s, err := a.Stats(t.Context())
	must(t, err)
	for k, n := range s.Skipped {
		if n == 0 {
			delete(s.Skipped, k)
		}
	}
	return s
}

func TestAThumbSharesTheFateOfItsFile(t *testing.T) {
	main := func(skip model.SkipReason) Page {
		p := filePage(1, 1, 5, "x.mp4")
		p.Files[0].Skip = skip
		return p
	}
	thumb := Page{
		Files: []model.File{{Key: "document:1:m", Main: "document:1", Type: model.MediaFile, DC: 2, Size: 10}},
		Refs:  []model.FileRef{{Key: "document:1:m", Number: 1, Order: 5, Seq: 1, Folder: "files", Name: "x.mp4_thumb.jpg"}},
	}
	tests := map[string]struct {
		pages []Page
		want  model.SkipReason
	}{
		"after its file":          {[]Page{main(model.SkipSize), thumb}, model.SkipSize},
		"before its file":         {[]Page{thumb, main(model.SkipSize)}, model.SkipSize},
		"file wanted":             {[]Page{thumb, main("")}, ""},
		"file wanted elsewhere":   {[]Page{main(model.SkipSize), thumb, main("")}, ""},
		"file wanted elsewhere 2": {[]Page{main(""), thumb, main(model.SkipType)}, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			a := newTest(t)
			record(t, a, tt.pages...)
			if r := result(t, a, "document:1:m"); r.Skip != tt.want || (r.State == model.FileQueued) != (tt.want == "") {
				t.Errorf("thumb is %+v, want skip %q", r, tt.want)
			}
			s := stats(t, a)
			if s.Queued+s.Skipped[tt.want] != 2 {
				t.Errorf("stats %+v", s)
			}
		})
	}
	t.Run("not of what a download finds out", func(t *testing.T) {
		a := newTest(t)
		record(t, a, main(""), thumb)
		must(t, a.Settle(t.Context(), Settled{Key: "document:1", Skip: model.SkipUnavailable}))
		if r := result(t, a, "document:1:m"); r.State != model.FileQueued {
			t.Errorf("thumb is %+v", r)
		}
	})
}

func TestAChangedSettingTakesUpWhatItSkipped(t *testing.T) {
	a := newTest(t)
	small, big := filePage(1, 1, 1, "small"), filePage(2, 1, 2, "big")
	big.Files[0].Size, big.Files[0].Skip = 1000, model.SkipSize
	big.Files = append(big.Files, model.File{Key: "document:2:m", Main: "document:2", DC: 2, Size: 10, Skip: model.SkipSize})
	gone := filePage(3, 1, 3, "gone")
	record(t, a, small, big, gone, filePage(4, 1, 4, "saved"))
	must(t, a.Settle(t.Context(), Settled{Key: "document:3", Skip: model.SkipUnavailable}))
	settle(t, a, "document:4")

	limit := func(max int64) func(model.File) model.SkipReason {
		return func(f model.File) model.SkipReason {
			if f.Main != "" {
				t.Errorf("asked about the thumb %s", f.Key)
			}
			if f.Size > max {
				return model.SkipSize
			}
			return model.SkipNone
		}
	}
	must(t, a.Reconsider(t.Context(), limit(5000)))
	s := stats(t, a)
	if s.Queued != 3 || s.Saved != 1 || s.QueuedBytes != 1000+10+int64(len(content("document:1"))) {
		t.Errorf("with a bigger limit: %+v", s)
	}
	must(t, a.Reconsider(t.Context(), limit(5)))
	if diff := cmp.Diff(map[model.SkipReason]int{model.SkipSize: 3, model.SkipUnavailable: 1}, stats(t, a).Skipped); diff != "" {
		t.Error(diff)
	}
	must(t, a.Reconsider(t.Context(), limit(5000)))
	settle(t, a, "document:1", "document:2")
	s = stats(t, a)
	if s.Queued != 1 || s.Saved != 3 || s.SavedBytes != int64(3*len(content("document:1"))) {
		t.Errorf("at the end: %+v", s)
	}
}

func TestKeptCountsAreTheCounts(t *testing.T) {
	a := newTest(t)
	record(t, a, Page{Dialogs: []model.Dialog{dialog(channel), dialog(alice)}, Peers: []model.Peer{{ID: alice}, {ID: channel}, {ID: alice}}})
	for i := range 9 {
		p := filePage(int64(i), 1, int64(i), "x")
		p.Messages = []model.Message{message(channel, i/2+1, "x")}
		if i%3 == 0 {
			p.Files[0].Skip = model.SkipType
		}
		record(t, a, p, p)
	}
	settle(t, a, "document:1", "document:2")
	must(t, a.Place(t.Context()))
	want := stats(t, a)
	var got Stats
	must(t, a.pools.read(t.Context(), func(q querier) error {
		return q.QueryRowContext(t.Context(), `SELECT (SELECT count(*) FROM dialogs), (SELECT count(*) FROM messages), (SELECT count(*) FROM peers),
			(SELECT count(*) FROM files WHERE state = 0), (SELECT sum(size) FROM files WHERE state = 0),
			(SELECT count(*) FROM files WHERE state IN (1, 2)), (SELECT sum(saved) FROM files)`).
			Scan(&got.Dialogs, &got.Messages, &got.Peers, &got.Queued, &got.QueuedBytes, &got.Saved, &got.SavedBytes)
	}))
	got.Skipped = map[model.SkipReason]int{model.SkipType: 3}
	want.SkippedBytes = nil
	if diff := cmp.Diff(got, want); diff != "" {
		t.Error(diff)
	}
}

func TestMediaPathsDiffer(t *testing.T) {
	a := newTest(t)
	for key, want := range map[model.FileKey]string{
		"document:55:m": ".satchel/media/document_55_m", "photo:-7:X": ".satchel/media/photo_-7_=58", "a/../b": ".satchel/media/a=2f=2e=2e=2fb",
	} {
		if got := a.MediaPath(key); got != want {
			t.Errorf("%s: %s, want %s", key, got, want)
		}
	}
}

func TestProblemsAreSolved(t *testing.T) {
	a := newTest(t)
	chat := model.Problem{Code: model.ProblemChatUnavailable, Subject: "channel:1003", Text: "CHANNEL_PRIVATE"}
	file := model.Problem{Code: model.ProblemFileFailed, Subject: "document:5"}
	list := func(want ...model.Problem) {
		t.Helper()
		got, err := a.Problems(t.Context())
		must(t, err)
		if len(got) == 0 {
			got = nil
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
	record(t, a, Page{Problems: []model.Problem{file, chat}}, Page{Problems: []model.Problem{chat}})
	list(chat, file)
	record(t, a, Page{Solved: []model.Problem{{Code: chat.Code, Subject: chat.Subject}}})
	list(file)
	record(t, a, Page{Problems: []model.Problem{chat}})
	list(chat, file)
}

func TestSectionsKeepTheirOrder(t *testing.T) {
	a := newTest(t)
	var items []Item
	for i := range 1200 {
		items = append(items, Item{Key: itoa(i), Order: int64(-i), Doc: model.SavedContact{V: 1, Phone: itoa(i)}})
	}
	record(t, a, Page{Section: model.SectionContacts, Items: items})
	n := 1200
	must(t, a.Section(t.Context(), model.SectionContacts, func(key string, doc []byte) error {
		if n--; key != itoa(n) {
			t.Fatalf("item %s, want %d", key, n)
		}
		return nil
	}))
	if n != 0 {
		t.Errorf("%d items are missing", n)
	}
	if err := a.Record(t.Context(), Page{Run: 1, Method: "m", Items: items[:1]}); err == nil {
		t.Error("an item of no section was recorded")
	}
}

func TestPagesThatMakeNoSenseAreRefused(t *testing.T) {
	a := newTest(t)
	for name, p := range map[string]Page{
		"message without peer": {Messages: []model.Message{{ID: 1}}},
		"message without id":   {Messages: []model.Message{{Peer: alice}}},
		"peer without id":      {Peers: []model.Peer{{FirstName: "x"}}},
		"file without key":     {Files: []model.File{{DC: 1}}},
		"place outside":        {Refs: []model.FileRef{{Key: "document:1", Folder: "..", Name: "x"}}},
		"no name":              {Refs: []model.FileRef{{Key: "document:1", Folder: "files"}}},
		"counters of nobody":   {Counters: &DialogCounters{Number: 5}},
	} {
		p.Run, p.Method = 1, "m"
		if err := a.Record(t.Context(), p); err == nil {
			t.Errorf("%s: recorded", name)
		}
	}
}
