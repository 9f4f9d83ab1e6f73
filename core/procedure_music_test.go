package core

import (
	"fmt"
	"testing"

	kit "satchel/core/internal/testkit"
)

// The references of songs run out before they are fetched: all are renewed from
// the list they came from.
func TestSongsWhoseReferencesRanOutAreRenewed(t *testing.T) {
	t.Parallel()
	a := kit.NewAccount().User(7, "Ann").Message("user", 7, 1, nil)
	for i := range 40 {
		a.Add("saved_music", a.Document(700+i, 100+i, "audio/mpeg", kit.Object{"_": "documentAttributeFilename", "file_name": fmt.Sprintf("song %d.mp3", i)}))
	}
	p := newProcedure(t, a.FS(), `{"file_reference_lifetime_calls": 10}`)
	if got := p.expect(t, Complete, nil); got.Files.Saved != 40 {
		t.Errorf("%d files saved", got.Files.Saved)
	}
	if n := len(p.log.calls(t, "users.getSavedMusic")); n < 2 {
		t.Errorf("getSavedMusic was called %d times, so nothing was renewed", n)
	}
}

// A person known in the short form only is still a chat: it is named by the message
// it was seen in, or by its own hash where the list gave one.
func TestAGroupOfPeopleKnownInTheShortFormIsSaved(t *testing.T) {
	t.Parallel()
	a := kit.NewAccount().Supergroup(1001, "Group", nil)
	a.Add("users", kit.Object{"_": "user", "id": "9", "first_name": "Min", "username": "min"})
	a.Add("min_users", kit.Object{"_": "user", "id": "9", "first_name": "Min", "min": true})
	a.Messages("channel", 1001, 1, 1, 120, kit.Object{"from_id": kit.PeerOf("user", 9)})
	p := newProcedure(t, a.FS(), "")
	if got := p.expect(t, Complete, nil); got.Messages != 120 {
		t.Errorf("%d messages", got.Messages)
	}
	source := p.peer(t, "user:9").MinSource
	if source == nil || source.Peer.ID != 1001 || source.ID == 0 {
		t.Errorf("the message the person was seen in: %+v", source)
	}
}
