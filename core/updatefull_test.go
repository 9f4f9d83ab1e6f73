package core

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/model"
	"satchel/core/internal/testkit"
)

// A full update reads every history again, but knows from the list and the archive
// where each ends: it is spared the probes, what was asked of the chats themselves,
// and all files.
func TestAFullUpdateOfAnUnchangedAccountReadsHistoriesAndNothingElse(t *testing.T) {
	t.Parallel()
	b, log, dir := tallySample(t)
	first, histories, all := log.take()
	before := testkit.Output(t, dir)
	if got := b.update(t, dir, DepthFull, testSettings()); got.Outcome != Complete {
		t.Errorf("outcome %s, %+v", got.Outcome, got.Problems)
	}
	calls, again, n := log.take()
	t.Logf("%d calls of %d: %v", n, all, calls)
	for peer, asked := range again {
		if asked > histories[peer] {
			t.Errorf("%d calls for the history of %s, the export made %d", asked, peer, histories[peer])
		}
	}
	if len(again) == 0 || calls["messages.getHistory"] >= first["messages.getHistory"] || n >= all || calls["upload.getFile"] > 1 {
		t.Errorf("%d calls after %d: %v", n, all, calls)
	}
	for _, once := range []string{"channels.getFullChannel", "messages.getFullChat"} {
		if calls[once] > 0 {
			t.Errorf("%d calls of %s", calls[once], once)
		}
	}
	if diff := cmp.Diff(before, testkit.Output(t, dir)); diff != "" {
		t.Errorf("the output of an unchanged account changed (-before +after)\n%s", diff)
	}
}

// Which histories the update of a changed account asks for, which answers differ
// from those that are kept, and what is written.
func TestAFullUpdateKeepsTheAnswersThatChangedAndWritesWhatTheySay(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	newBench(t, testkit.SmallWorld(), "").export(t, dir)
	b, log := tallyBench(t, openWorld(t, testkit.SmallWorldLater()))
	if got := b.update(t, dir, DepthFull, testSettings()); got.Outcome != Complete {
		t.Fatalf("outcome %s: %+v %+v", got.Outcome, got.Problems, got.Blocked)
	}
	_, asked, _ := log.take()
	changed := map[string]int{}
	for _, page := range rawPages(t, dir, PeerID{}, 0) {
		if page.Run == 2 && page.Method == "messages.getHistory" {
			changed[page.Peer]++
		}
	}
	// A call a range; of the new chat 9 a probe and a page.
	if diff := cmp.Diff(map[string]int{"7": 2, "20": 2, "1001": 1, "9": 2}, asked); diff != "" {
		t.Errorf("histories asked for (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(map[string]int{"user:7": 2, "chat:20": 1, "channel:1001": 1, "user:9": 1}, changed); diff != "" {
		t.Errorf("answers that were not kept yet (-want +got)\n%s", diff)
	}
	for peer, want := range map[model.PeerID][]string{
		model.UserID(7):       {"message 3", "message 5", "edited 7 <- message 7", "message 9", "message 11 (missing)", "message 13", "message 15", "message 17"},
		model.ChannelID(1002): {"vanished", "message 1", "message 2", "message 3", "message 4", "message 5", "message 6", "message 7", "message 8", "message 9"},
	} {
		if diff := cmp.Diff(want, saved(t, dir, peer)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", peer, diff)
		}
	}
}
