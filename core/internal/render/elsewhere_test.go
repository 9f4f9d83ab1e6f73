package render

import (
	"testing"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"

	"github.com/google/go-cmp/cmp"
)

func TestAMessageOfAnotherChatIsFoundOnItsPage(t *testing.T) {
	b, _ := sampleArchive(t)
	j, err := newJob(t.Context(), b.a, options())
	check(t, err)
	defer j.out.abandon()
	type place struct {
		Page string
		ID   int
	}
	for name, tt := range map[string]struct {
		message model.MessageID
		want    place
	}{
		"a channel's":            {model.MessageID{Peer: model.ChannelID(channelID), ID: 2}, place{"chats/chat_003/messages.html", 2}},
		"not in the archive":     {model.MessageID{Peer: model.ChannelID(channelID), ID: 4}, place{}},
		"of a chat not kept":     {model.MessageID{Peer: model.UserID(botID), ID: 2}, place{}},
		"of the time as a group": {model.MessageID{Peer: model.ChatID(oldGroupID), ID: 5}, place{"chats/chat_002/messages.html", archive.ShiftMigrated(5)}},
	} {
		t.Run(name, func(t *testing.T) {
			page, id := j.elsewhere(tt.message)
			if d := cmp.Diff(tt.want, place{page, id}); d != "" {
				t.Error(d)
			}
		})
	}
	check(t, j.peers.err)
}

func TestPagesOfAChatBeginWithItsHistoryAsAGroup(t *testing.T) {
	b, _ := sampleArchive(t)
	a := b.a
	dialogs, err := a.Dialogs(t.Context())
	check(t, err)
	var ids []int
	check(t, a.Messages(t.Context(), 2, func(rows []archive.MessageRow) error {
		for i := range rows {
			ids = append(ids, rows[i].Shifted)
		}
		return nil
	}))
	var want []int
	for i := 0; i < len(ids); i += 2 {
		want = append(want, ids[i])
	}
	got, err := a.PageStarts(t.Context(), dialogs[1].Dialog, 2)
	check(t, err)
	if d := cmp.Diff(want, got); d != "" || len(want) < 5 {
		t.Error(d)
	}
}
