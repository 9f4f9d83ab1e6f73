package archive

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/model"
)

// grown is an archive of a supergroup that was a basic group, with own and old
// messages.
func grown(t *testing.T, old, own int) (*Archive, model.Dialog) {
	t.Helper()
	a := newTest(t)
	d := dialog(channel)
	d.Migrated, d.MigratedSplits = model.ChatID(3), []int{0}
	var messages []model.Message
	for i := range max(old, own) {
		if i < old {
			messages = append(messages, message(d.Migrated, 10*i+1, "old"))
		}
		if i < own {
			messages = append(messages, message(channel, 10*i+1, "own"))
		}
	}
	record(t, a, Page{Dialogs: []model.Dialog{d}, Messages: messages})
	return a, d
}

// The pages of the output begin at the messages that PageStarts names: it has to
// count as Messages does.
func TestPagesStartWhereReadingSaysSo(t *testing.T) {
	for _, tt := range []struct{ old, own int }{{0, 0}, {0, 1}, {0, 5}, {0, 6}, {3, 0}, {1, 1}, {4, 9}, {5, 5}, {7, 3}} {
		a, d := grown(t, tt.old, tt.own)
		record(t, a, Page{Messages: []model.Message{message(alice, 1, "elsewhere")}})
		for _, n := range []int{1, 2, 5, 100} {
			var want []int
			for i, m := range allMessages(t, a, 1) {
				if i%n == 0 {
					want = append(want, m.Shifted)
				}
			}
			got, err := a.PageStarts(t.Context(), d, n)
			must(t, err)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%d and %d messages by %d: %s", tt.old, tt.own, n, diff)
			}
		}
		must(t, a.Close())
	}
}

func TestAMessageIsKnownByItsChatAndNumber(t *testing.T) {
	a, d := grown(t, 1, 2)
	must(t, begin(t, a))
	record(t, a, Page{Run: 2, Span: &Span{Peer: channel, After: 1, Upto: 99}}) // 11 is gone at Telegram
	for m, want := range map[model.MessageID]bool{
		{Peer: channel, ID: 1}: true, {Peer: channel, ID: 11}: true, {Peer: d.Migrated, ID: 1}: true, {Peer: d.Migrated, ID: 11}: false,
		{Peer: channel, ID: 2}: false, {Peer: channel, ID: 0}: false, {Peer: channel, ID: -1}: false, {Peer: channel, ID: ShiftMigrated(1)}: false,
		{Peer: model.ChatID(1003), ID: 1}: false, {Peer: alice, ID: 1}: false, {}: false,
	} {
		if got, err := a.HasMessage(t.Context(), m); err != nil || got != want {
			t.Errorf("%s %d: %v (%v), want %v", m.Peer, m.ID, got, err, want)
		}
	}
}

func TestMeanSizesAreThoseOfWhatTelegramTold(t *testing.T) {
	a := newTest(t)
	var p Page
	for i, f := range []model.File{
		{Type: model.MediaPhoto, Size: 100}, {Type: model.MediaPhoto, Size: 201}, {Type: model.MediaPhoto}, // of unknown size
		{Type: model.MediaVideo, Size: 7, Skip: model.SkipType}, {Type: model.MediaPhoto, Size: 9000, Main: "document:1"}, {Type: model.MediaAlways, Size: 5},
	} {
		f.Key = model.DocumentKey(int64(i+1), "")
		p.Files = append(p.Files, f)
	}
	if means, err := a.MeanSizes(t.Context()); err != nil || len(means) != 0 {
		t.Errorf("of nothing: %v (%v)", means, err)
	}
	record(t, a, p)
	means, err := a.MeanSizes(t.Context())
	must(t, err)
	if diff := cmp.Diff(map[model.MediaType]int64{model.MediaPhoto: 150, model.MediaVideo: 7}, means); diff != "" {
		t.Error(diff)
	}
}

func TestReferencesAreThoseOfTheMessagesAsked(t *testing.T) {
	a := newTest(t)
	record(t, a, filePage(1, 1, 5, "a"), filePage(2, 1, 5, "b"), filePage(1, 1, 9, "a"), filePage(3, 1, 10, "c"), filePage(4, 2, 9, "d"))
	got, err := a.References(t.Context(), 1, 5, 9)
	must(t, err)
	if diff := cmp.Diff(map[int64]map[model.FileKey]bool{9: {one: true}}, got); diff != "" {
		t.Errorf("above 5, up to 9: %s", diff)
	}
	got, err = a.References(t.Context(), 1, 0, 9)
	must(t, err)
	if diff := cmp.Diff(map[int64]map[model.FileKey]bool{5: {one: true, "document:2": true}, 9: {one: true}}, got); diff != "" {
		t.Errorf("up to 9: %s", diff)
	}
}

// Whoever gives up reading gets the reason, at once and from every way of reading.
func TestReadingEndsWithItsContext(t *testing.T) {
	a, d := grown(t, 3, 3)
	record(t, a, filePage(1, 1, 1, "x"))
	settle(t, a, one)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, read := range map[string]func() error{
		"messages": func() error { return a.Messages(ctx, 1, func([]MessageRow) error { return nil }) },
		"dialogs":  func() error { _, err := a.Dialogs(ctx); return err },
		"peers":    func() error { return a.Peers(ctx, func(model.Peer) error { return nil }) },
		"kept":     func() error { return a.KeptFiles(ctx, func(KeptFile) error { return nil }) },
		"saved":    func() error { return a.SavedFiles(ctx, func(string, int64, []byte) error { return nil }) },
		"section":  func() error { return a.Section(ctx, model.SectionStories, func(string, []byte) error { return nil }) },
		"evidence": func() error { return a.Evidence(ctx, channel, 0, func(Evidence) error { return nil }) },
		"starts":   func() error { _, err := a.PageStarts(ctx, d, 2); return err },
		"message":  func() error { _, err := a.HasMessage(ctx, model.MessageID{Peer: channel, ID: 1}); return err },
		"means":    func() error { _, err := a.MeanSizes(ctx); return err },
		"claim":    func() error { _, err := a.Claim(ctx, 2, 1); return err },
		"late":     func() error { _, err := a.LateFiles(ctx, 1); return err },
		"newest":   func() error { _, err := a.Newest(ctx); return err },
		"check":    func() error { return a.Check(ctx) },
		"place":    func() error { return a.Place(ctx) },
		"retry":    func() error { return a.Retry(ctx, model.SkipFailed) },
	} {
		if err := read(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if files := claim(t, a, 2, 1); len(files) != 0 {
		t.Errorf("claimed %v", files)
	}
}

// What was given up in the middle leaves nothing open: the archive closes and the
// reader that read ahead is gone.
func TestReadingThatIsGivenUpInTheMiddleLeavesNothingOpen(t *testing.T) {
	a, _ := grown(t, readPage+1, 2*readPage+1)
	ctx, cancel := context.WithCancel(t.Context())
	pages := 0
	err := a.Messages(ctx, 1, func([]MessageRow) error {
		pages++
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) || pages > 2 { // one may have been read ahead
		t.Errorf("after %d pages: %v", pages, err)
	}
	for a.pools.readDB.Stats().InUse > 0 { // database/sql gives them back in a goroutine of its own
		runtime.Gosched()
	}
	must(t, a.Close())
}

func TestTheLastCompleteRunIsNotALaterCutOne(t *testing.T) {
	a := newTest(t)
	for i, outcome := range []string{"paused", OutcomeComplete, OutcomeCompleteWithProblems, "failed"} {
		if i > 0 {
			must(t, begin(t, a))
		}
		must(t, a.EndRun(t.Context(), int64(i+1), outcome, []byte(outcome)))
	}
	must(t, begin(t, a)) // cut
	run, found, err := a.LastCompleteRun(t.Context())
	must(t, err)
	if !found || run.ID != 3 || string(run.Counts) != OutcomeCompleteWithProblems || !run.Ended.Equal(time.Unix(1_700_000_000, 0)) {
		t.Errorf("got %+v, %v", run, found)
	}
	if run, _, _ := a.LastRun(t.Context()); run.ID != 5 || run.Outcome != "" || !run.Ended.IsZero() {
		t.Errorf("the run that was cut is %+v", run)
	}
}
