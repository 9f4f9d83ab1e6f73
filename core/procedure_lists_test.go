package core

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	kit "satchel/core/internal/testkit"
)

func TestLeftChannelsArePagedAndFlagged(t *testing.T) {
	t.Parallel()
	a := kit.NewAccount().User(7, "Ann").Message("user", 7, 1, nil)
	for i := range 130 {
		id := 2000 + i
		a.Channel(id, fmt.Sprintf("Left %d", i), kit.Object{"broadcast": true, "left": true, "username": fmt.Sprintf("left%d", i)})
		a.Add("left_channels", strconv.Itoa(id))
		a.Message("channel", id, 1, kit.Object{"post": true})
	}
	p := newProcedure(t, a.FS(), "")
	got := p.expect(t, Complete, nil)
	if got.Dialogs != 131 || got.Messages != 131 {
		t.Errorf("%d dialogs, %d messages; want 131 of each", got.Dialogs, got.Messages)
	}
	var offsets []int
	for _, c := range p.log.calls(t, "channels.getLeftChannels") {
		offsets = append(offsets, c.number("offset"))
	}
	if diff := cmp.Diff([]int{0, 100, 130}, offsets); diff != "" {
		t.Errorf("offsets (-want +got)\n%s", diff)
	}
	var result struct {
		Left struct{ List []map[string]any } `json:"left_chats"`
	}
	if err := json.Unmarshal([]byte(p.output(t, "result.json")), &result); err != nil || len(result.Left.List) != 130 {
		t.Errorf("%d left chats in result.json, %v", len(result.Left.List), err)
	}
}

// forum is a supergroup with topics that grew out of a basic group.
func forum() *kit.Account {
	a := kit.NewAccount().User(7, "Ann").Ranges(20)
	a.Add("chats", kit.Object{"_": "chat", "id": "20", "title": "Old", "photo": kit.Object{"_": "chatPhotoEmpty"}, "participants_count": 3,
		"date": kit.AccountStart, "version": 1, "deactivated": true, "migrated_to": kit.Object{"_": "inputChannel", "channel_id": "1001"}})
	a.Supergroup(1001, "Forum", kit.Object{"forum": true}).Listed("chat", 20)
	a.Add("full_chats", kit.Object{"_": "channelFull", "id": "1001", "about": "", "read_inbox_max_id": 0, "read_outbox_max_id": 0, "unread_count": 0,
		"chat_photo": kit.Object{"_": "photoEmpty", "id": "0"}, "notify_settings": kit.Object{"_": "peerNotifySettings"}, "bot_info": kit.List{}, "pts": 1,
		"migrated_from_chat_id": "20", "migrated_from_max_id": 30})
	a.Messages("user", 7, 1, 2, 3, nil)
	a.Messages("chat", 20, 10, 5, 3, kit.Object{"from_id": kit.PeerOf("user", 7)}) // 10, 15 in the first range, 20
	a.Message("chat", 20, 30, kit.Object{"from_id": kit.PeerOf("user", 7), "reply_to": kit.Object{"_": "messageReplyHeader", "reply_to_msg_id": 10}})
	a.Messages("channel", 1001, 1, 1, 4, kit.Object{"from_id": kit.PeerOf("user", 7)})
	a.Message("channel", 1001, 5, kit.Object{"from_id": kit.PeerOf("user", 7),
		"reply_to": kit.Object{"_": "messageReplyHeader", "reply_to_msg_id": 3, "forum_topic": true}})
	for id := 1; id <= 120; id++ {
		a.Add("topics", kit.Object{"peer": kit.PeerOf("channel", 1001), "topic": kit.Object{"_": "forumTopic", "id": id, "date": kit.AccountStart,
			"peer": kit.PeerOf("channel", 1001), "title": fmt.Sprintf("Topic %d", id), "icon_color": 1, "top_message": min(id, 5),
			"read_inbox_max_id": 0, "read_outbox_max_id": 0, "unread_count": 0, "unread_mentions_count": 0, "unread_reactions_count": 0,
			"unread_poll_votes_count": 0, "from_id": kit.PeerOf("user", 7), "notify_settings": kit.Object{"_": "peerNotifySettings"}}})
	}
	return a
}

func TestMigratedHistoryComesFirstWithItsRepliesAndTopics(t *testing.T) {
	t.Parallel()
	p := newProcedure(t, forum().FS(), "")
	p.expect(t, Complete, nil)
	shift := func(id int) int { return id - 1_000_000_000 }
	want := []int{shift(10), shift(15), shift(20), shift(30), 1, 2, 3, 4, 5}
	if diff := cmp.Diff(want, p.ids(t, model.ChannelID(1001))); diff != "" {
		t.Errorf("messages (-want +got)\n%s", diff)
	}
	p.read(t, func(ctx context.Context, a *archive.Archive) {
		rows, err := a.Dialogs(ctx)
		if err != nil {
			t.Fatal(err)
		}
		replies := map[int]model.Reply{}
		for _, row := range rows {
			err := a.Messages(ctx, row.Number, func(page []archive.MessageRow) error {
				for _, m := range page {
					if m.Reply != nil {
						replies[m.Shifted] = *m.Reply
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(map[int]model.Reply{shift(30): {ID: 10}, 5: {ID: 3, ForumTopic: true}}, replies); diff != "" {
			t.Errorf("replies (-want +got)\n%s", diff)
		}
	})
	if topics := p.section(t, model.SectionTopics); len(topics) != 120 {
		t.Errorf("%d topics, want 120", len(topics))
	}
}

func TestTheListsOfTheAccountAreSaved(t *testing.T) {
	t.Parallel()
	a := kit.NewAccount().User(7, "Ann").User(8, "Bo").Listed("user", 1)
	a.Messages("user", 1, 1, 1, 3, kit.Object{"out": true, "saved_peer_id": kit.PeerOf("user", 7)})
	a.Message("user", 7, 4, nil)
	a.Message("user", 8, 5, nil)
	a.Add("contacts", kit.Object{"_": "contact", "user_id": "7", "mutual": true}, kit.Object{"_": "contact", "user_id": "8", "mutual": false})
	a.Add("contact_statuses", kit.Object{"_": "contactStatus", "user_id": "7", "status": kit.Object{"_": "userStatusOffline", "was_online": kit.AccountStart}})
	a.Add("saved_dialogs", kit.Object{"_": "savedDialog", "peer": kit.PeerOf("user", 7), "top_message": 3, "pinned": true})
	a.Add("dialog_filters", kit.Object{"_": "dialogFilter", "id": 2, "title": kit.Object{"_": "textWithEntities", "text": "Work", "entities": kit.List{}},
		"groups": true, "pinned_peers": kit.List{}, "include_peers": kit.List{kit.Object{"_": "inputPeerUser", "user_id": "7"}}, "exclude_peers": kit.List{}})
	for i := range 130 {
		a.Add("saved_music", a.Document(700+i, 100+i, "audio/mpeg", kit.Object{"_": "documentAttributeFilename", "file_name": fmt.Sprintf("song %d.mp3", i)}))
	}
	for _, category := range []string{"Correspondents", "BotsPM", "BotsInline", "PhoneCalls", "Groups", "Channels", "ForwardUsers", "ForwardChats", "BotsApp"} {
		a.Add("top_peers", kit.Object{"_": "topPeerCategoryPeers", "category": kit.Object{"_": "topPeerCategory" + category}, "count": 1,
			"peers": kit.List{kit.Object{"_": "topPeer", "peer": kit.PeerOf("user", 7), "rating": 1.5}}})
	}
	a.Set("full_user", kit.Object{"_": "userFull", "id": "1", "about": "me", "common_chats_count": 0, "settings": kit.Object{"_": "peerSettings"},
		"notify_settings": kit.Object{"_": "peerNotifySettings"}, "fallback_photo": a.Photo(90), "personal_photo": a.Photo(91)})
	for id := 1; id <= 3; id++ {
		a.Add("stories", kit.Object{"_": "storyItem", "id": id, "date": kit.AccountStart, "expire_date": kit.AccountStart + 86400, "pinned": id == 2,
			"media": kit.Object{"_": "messageMediaPhoto", "photo": a.Photo(100 + id)}})
	}
	p := newProcedure(t, a.FS(), "")
	got := p.expect(t, Complete, nil)
	if want := 130 + 2 + 3; got.Files.Saved != want {
		t.Errorf("%d files saved, want %d", got.Files.Saved, want)
	}
	for section, want := range map[model.Section]int{model.SectionTelegramContacts: 2, model.SectionSavedDialogs: 1, model.SectionFolders: 1,
		model.SectionMusic: 130, model.SectionFrequent: 9, model.SectionStories: 3} {
		if keys := p.section(t, section); len(keys) != want {
			t.Errorf("%s: %d entries, want %d", section, len(keys), want)
		}
	}
	for _, path := range []string{"profile_music/song 7.mp3", "profile_pictures/fallback@14-11-2023_23-13-20.jpg", "profile_pictures/personal@14-11-2023_23-13-20.jpg"} {
		p.output(t, path)
	}
	if calls := p.log.calls(t, "stories.getPinnedStories"); len(calls) != 1 {
		t.Errorf("%d calls of getPinnedStories", len(calls))
	}
}

func TestArchivedAndPinnedChatsKeepTheirMarks(t *testing.T) {
	t.Parallel()
	a := kit.NewAccount()
	for id := 7; id <= 9; id++ {
		a.Add("users", kit.Object{"_": "user", "id": strconv.Itoa(id), "first_name": "U"})
		a.Message("user", id, id, nil)
	}
	a.Add("dialogs", kit.Object{"peer": kit.PeerOf("user", 7), "pinned": true}, kit.Object{"peer": kit.PeerOf("user", 8), "folder_id": 1}, kit.Object{"peer": kit.PeerOf("user", 9)})
	p := newProcedure(t, a.FS(), "")
	p.expect(t, Complete, nil)
	type marks struct {
		Pinned bool
		Folder int
	}
	got := map[int64]marks{}
	p.read(t, func(ctx context.Context, a *archive.Archive) {
		rows, err := a.Dialogs(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			got[row.Dialog.Peer.ID] = marks{row.Pinned, row.Folder}
		}
	})
	if diff := cmp.Diff(map[int64]marks{7: {true, 0}, 8: {false, 1}, 9: {}}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
