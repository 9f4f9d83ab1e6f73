package tgconv

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

func TestTopic(t *testing.T) {
	forum := model.ChannelID(9)
	full := &tg.ForumTopic{ID: 5, Title: "Plans", Date: 10, FromID: &tg.PeerUser{UserID: 7}, TopMessage: 40, IconColor: 3, IconEmojiID: 77,
		Pinned: true, Closed: true, Hidden: true, My: true}
	want := model.Topic{V: 1, Peer: forum, ID: 5, Title: "Plans", Date: 10, From: model.UserID(7), Top: 40, IconColor: 3, IconEmoji: 77,
		Pinned: true, Closed: true, Hidden: true, My: true}
	if diff := cmp.Diff(want, Topic(forum, full)); diff != "" {
		t.Error(diff)
	}
	if got := Topic(forum, &tg.ForumTopicDeleted{ID: 6}); got.ID != 6 || !got.Deleted {
		t.Errorf("deleted topic: %+v", got)
	}
}

func TestFolder(t *testing.T) {
	self := model.UserID(1)
	filter := &tg.DialogFilter{ID: 2, Title: tg.TextWithEntities{Text: "Work"}, Emoticon: "💼", Groups: true, ExcludeMuted: true,
		PinnedPeers:  []tg.InputPeerClass{&tg.InputPeerSelf{}},
		IncludePeers: []tg.InputPeerClass{&tg.InputPeerUser{UserID: 7}, &tg.InputPeerChat{ChatID: 8}, &tg.InputPeerEmpty{}},
		ExcludePeers: []tg.InputPeerClass{&tg.InputPeerChannel{ChannelID: 9}, &tg.InputPeerUserFromMessage{Peer: &tg.InputPeerEmpty{}, UserID: 11},
			&tg.InputPeerChannelFromMessage{Peer: &tg.InputPeerEmpty{}, ChannelID: 12}}}
	filter.SetColor(4)
	color := 4
	want := model.Folder{V: 1, ID: 2, Title: model.Text{Text: "Work"}, Icon: "💼", Color: &color, Kinds: []string{"groups", "exclude_muted"},
		Pinned: []model.PeerID{self}, Include: []model.PeerID{model.UserID(7), model.ChatID(8)},
		Exclude: []model.PeerID{model.ChannelID(9), model.UserID(11), model.ChannelID(12)}}
	got, ok := Folder(filter, self)
	if diff := cmp.Diff(want, got); diff != "" || !ok {
		t.Error(ok, diff)
	}
	shared, ok := Folder(&tg.DialogFilterChatlist{ID: 3, Title: tg.TextWithEntities{Text: "Club"}}, self)
	if !ok || !shared.Shared || shared.Title.Text != "Club" {
		t.Errorf("shared folder: %+v, %v", shared, ok)
	}
	if _, ok := Folder(&tg.DialogFilterDefault{}, self); ok {
		t.Error("the folder of all chats is nobody's choice")
	}
}

func TestSavedDialogsAndContacts(t *testing.T) {
	d := SavedDialog(&tg.SavedDialog{Peer: &tg.PeerUser{UserID: 7}, TopMessage: 3, Pinned: true})
	if diff := cmp.Diff(model.SavedDialog{V: 1, Peer: model.UserID(7), Top: 3, Pinned: true}, d); diff != "" {
		t.Error(diff)
	}
	if m := SavedDialog(&tg.MonoForumDialog{Peer: &tg.PeerUser{UserID: 8}, TopMessage: 4}); m.Top != 4 || m.Peer != model.UserID(8) {
		t.Errorf("dialog of a monoforum: %+v", m)
	}
	if p := SavedDialogs(&tg.MessagesSavedDialogs{}); !p.Last {
		t.Error("the whole list is not the last page")
	}
	if p := SavedDialogs(&tg.MessagesSavedDialogsSlice{Count: 9}); p.Last {
		t.Error("a slice is the last page")
	}
	c := Contact(tg.Contact{UserID: 7, Mutual: true}, &tg.UserStatusOffline{WasOnline: 99})
	if diff := cmp.Diff(model.Contact{V: 1, User: 7, Mutual: true, Status: "offline", LastSeen: 99}, c); diff != "" {
		t.Error(diff)
	}
	files := MusicFiles(model.UserID(1), &tg.Document{ID: 5, Size: 9, MimeType: "audio/mpeg"})
	if len(files) != 1 || files[0].Role != RoleMusic || files[0].File.Origin.Kind != model.OriginSavedMusic {
		t.Errorf("files of a song: %+v", files)
	}
}
