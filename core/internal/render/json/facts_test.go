package json

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"satchel/core/internal/model"

	"github.com/google/go-cmp/cmp"
)

// chatWith is the document of an empty chat with facts.
func chatWith(t testing.TB, f Facts) string {
	t.Helper()
	var one, all bytes.Buffer
	group := model.Peer{ID: model.ChannelID(7), Title: "Hikers", Megagroup: true, Forum: true}
	a := NewAccount(&all, testEnv(group, user(9, "Bob", "")), Words{})
	a.OpenChats(false)
	c, err := a.Chat(&one, "chats/chat_001", &group)
	check(t, err)
	check(t, c.CloseWith(f))
	check(t, a.CloseList())
	check(t, a.Close())
	if !json.Valid(all.Bytes()) {
		t.Fatalf("not valid: %s", all.String())
	}
	return one.String()
}

// emptyChat is how the document of such a chat begins.
const emptyChat = `{
 "name": "Hikers",
 "type": "private_supergroup",
 "id": 7,
 "messages": [
 ],
`

func TestWhatElseIsKnownOfAChatComesAfterItsMessages(t *testing.T) {
	facts := Facts{
		Info: &model.ChatInfo{
			Peer: model.ChannelID(7), About: "Walks\nand talks", Participants: 12, Admins: 2,
			Members: []model.ChatMember{{User: model.UserID(9), Inviter: model.UserID(1), Date: 1748768400, Role: "admin"}, {User: model.UserID(5)}},
			Linked:  model.ChannelID(8), MigratedFrom: model.ChatID(3), Invite: "https://t.me/+x", Pinned: 4, SlowMode: 30, TTL: 86400, Hidden: 2,
			Address: "Main Square", Geo: &model.Geo{Lat: 52.5, Long: 13.4},
		},
	}
	want := emptyChat + ` "description": "Walks\nand talks",
 "members_count": 12,
 "admins_count": 2,
 "members": [
  {
   "name": "Bob",
   "id": "user9",
   "role": "admin",
   "inviter_id": "user1",
   "date": "2025-06-01T12:00:00",
   "date_unixtime": "1748768400"
  },
  {
   "name": null,
   "id": "user5"
  }
 ],
 "linked_chat_id": "channel8",
 "migrated_from_id": "chat3",
 "invite_link": "https://t.me/+x",
 "pinned_message_id": 4,
 "slow_mode_seconds": 30,
 "ttl_seconds": 86400,
 "hidden_until_message_id": 2,
 "address": "Main Square",
 "location_information": {
  "latitude": 52.500000,
  "longitude": 13.400000
 }
}`
	if d := cmp.Diff(want, chatWith(t, facts)); d != "" {
		t.Error(d)
	}
}

func TestTopicsSendersAndFoldersOfAChatComeAfterItsMessages(t *testing.T) {
	facts := Facts{
		Topics:  []model.Topic{{ID: 1, Title: "General"}, {ID: 5, Title: "Boots", Date: 1748768400, From: model.UserID(9), IconEmoji: 1 << 60, Pinned: true, Closed: true, Hidden: true}, {ID: 6, Deleted: true}},
		Senders: []model.SavedDialog{{Peer: model.UserID(9), Top: 4, Pinned: true}},
		Folders: []string{"Out & about"},
	}
	want := emptyChat + ` "topics": [
  {
   "id": 1,
   "title": "General"
  },
  {
   "id": 5,
   "title": "Boots",
   "date": "2025-06-01T12:00:00",
   "date_unixtime": "1748768400",
   "from_id": "user9",
   "icon_emoji_id": "1152921504606846976",
   "pinned": true,
   "closed": true,
   "hidden": true
  },
  {
   "id": 6,
   "title": null,
   "deleted": true
  }
 ],
 "senders": [
  {
   "name": "Bob",
   "id": "user9",
   "last_message_id": 4,
   "pinned": true
  }
 ],
 "folders": [
  "Out & about"
 ]
}`
	if d := cmp.Diff(want, chatWith(t, facts)); d != "" {
		t.Error(d)
	}
}

func TestAChatOfWhichNothingElseIsKnownHasTelegramDesktopsKeysAlone(t *testing.T) {
	for name, f := range map[string]Facts{"none": {}, "of nothing": {Info: &model.ChatInfo{Geo: &model.Geo{Empty: true}}}} {
		if got := chatWith(t, f); !strings.HasSuffix(got, "\"messages\": [\n ]\n}") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestFoldersOfTheChatListComeAfterTheChats(t *testing.T) {
	var out bytes.Buffer
	a := NewAccount(&out, testEnv(), Words{About: "a"})
	check(t, a.Folders(nil))
	check(t, a.Folders([]model.Folder{
		{ID: 2, Title: plain("Work"), Icon: "💼", Shared: true, Kinds: []string{"groups", "exclude_muted"}, Pinned: []model.PeerID{model.UserID(9)}, Include: []model.PeerID{model.ChannelID(7), model.ChatID(3)}, Exclude: []model.PeerID{model.UserID(4)}},
		{ID: 3},
	}))
	check(t, a.Close())
	want := `{
 "about": "a",
 "folders": [
  {
   "id": 2,
   "title": "Work",
   "icon": "💼",
   "shared": true,
   "kinds": [
    "groups",
    "exclude_muted"
   ],
   "pinned": [
    "user9"
   ],
   "included": [
    "channel7",
    "chat3"
   ],
   "excluded": [
    "user4"
   ]
  },
  {
   "id": 3,
   "title": ""
  }
 ]
}`
	if d := cmp.Diff(want, out.String()); d != "" {
		t.Error(d)
	}
}

func TestStoriesSayWhoSawThemAndWhoMay(t *testing.T) {
	var out bytes.Buffer
	files := func(model.FileKey) model.FileResult {
		return model.FileResult{Path: "stories/story_1.jpg", SHA256: []byte{0xab}}
	}
	a := NewAccount(&out, testEnv(), Words{About: "a"})
	a.OpenStories()
	check(t, a.Story(&model.Story{
		ID: 3, Date: 1748768400, Expires: 1748854800, Pinned: true, Caption: plain("Sunrise"), Media: &model.Media{Kind: model.KindPhoto, Photo: &model.Photo{File: "photo:1:y"}},
		Views: 40, Forwards: 2, ReactionsCount: 7, Reactions: []model.Reaction{{Emoji: "👍", Count: 7}}, Privacy: "contacts; except user:5", Edited: true,
	}, files))
	check(t, a.Story(&model.Story{ID: 4, Deleted: true}, noFiles))
	check(t, a.CloseArray())
	check(t, a.Close())
	want := `{
 "about": "a",
 "stories": [
  {
   "date": "2025-06-01T12:00:00",
   "date_unixtime": "1748768400",
   "expires": "2025-06-02T12:00:00",
   "expires_unixtime": "1748854800",
   "pinned": true,
   "media": "stories/story_1.jpg",
   "id": 3,
   "caption": "Sunrise",
   "views": 40,
   "forwards": 2,
   "reactions_count": 7,
   "reactions": [
     {
      "type": "emoji",
      "count": 7,
      "emoji": "👍"
     }
    ],
   "privacy": "contacts; except user:5",
   "edited": true,
   "sha256": "ab"
  },
  {
   "pinned": false,
   "media": "(Photo unavailable, please try again later)",
   "id": 4,
   "deleted": true
  }
 ]
}`
	if d := cmp.Diff(want, out.String()); d != "" {
		t.Error(d)
	}
}
