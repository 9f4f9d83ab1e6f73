package world

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"
)

// everySection is a world.json with something in each of its lists.
func everySection() map[string]string {
	photo := `{"_":"photo","id":"1","date":1,"sizes":[],"dc_id":1}`
	document := `{"_":"document","id":"2","date":1,"mime_type":"a/b","size":1,"attributes":[]}`
	story := `{"_":"storyItem","id":4,"date":1,"expire_date":2,"media":{"_":"messageMediaEmpty"}}`
	settings := `"settings":{"_":"peerSettings"},"notify_settings":{"_":"peerNotifySettings"},"common_chats_count":0`
	return map[string]string{
		"users":              `[` + user7 + `]`,
		"chats":              `[` + channel9 + `,` + chat8 + `]`,
		"min_users":          `[{"_":"user","id":7,"min":true}]`,
		"min_chats":          `[{"_":"channel","id":9,"min":true,"title":"c","photo":{"_":"chatPhotoEmpty"},"date":1}]`,
		"full_user":          `{"_":"userFull","id":1,"about":"me",` + settings + `}`,
		"full_users":         `[{"_":"userFull","id":7,"about":"him",` + settings + `}]`,
		"full_chats":         `[{"_":"chatFull","id":8,"about":"g","participants":{"_":"chatParticipantsForbidden","chat_id":8},"notify_settings":{"_":"peerNotifySettings"}}]`,
		"split_ranges":       `[{"_":"messageRange","min_id":1,"max_id":500},{"_":"messageRange","min_id":501,"max_id":2147483647}]`,
		"dialogs":            `[{"peer":{"_":"peerUser","user_id":7},"folder_id":1,"pinned":true}]`,
		"left_channels":      `["9"]`,
		"counts":             `{"channel:9":120000,"dialogs":3,"left_channels":0}`,
		"topics":             `[{"peer":{"_":"peerChannel","channel_id":9},"topic":{"_":"forumTopicDeleted","id":3}}]`,
		"stories":            `[` + story + `]`,
		"userpics":           `[` + photo + `]`,
		"saved_contacts":     `[{"_":"savedPhoneContact","phone":"1","first_name":"","last_name":"","date":1}]`,
		"contacts":           `[{"_":"contact","user_id":7,"mutual":true}]`,
		"contact_statuses":   `[{"_":"contactStatus","user_id":7,"status":{"_":"userStatusRecently"}}]`,
		"top_peers":          `[{"_":"topPeerCategoryPeers","category":{"_":"topPeerCategoryGroups"},"count":0,"peers":[]}]`,
		"authorizations":     `[{"_":"authorization","hash":"5","device_model":"","platform":"","system_version":"","api_id":1,"app_name":"","app_version":"","date_created":1,"date_active":1,"ip":"","country":"","region":""}]`,
		"web_authorizations": `[{"_":"webAuthorization","hash":"6","bot_id":1,"domain":"d","browser":"","platform":"","date_created":1,"date_active":1,"ip":"","region":""}]`,
		"custom_emoji":       `[` + document + `]`,
		"saved_dialogs":      `[{"_":"savedDialog","peer":{"_":"peerUser","user_id":7},"top_message":4}]`,
		"dialog_filters":     `[{"_":"dialogFilterDefault"}]`,
		"saved_music":        `[` + document + `]`,
		"sticker_sets":       `[{"_":"messages.stickerSet","set":{"_":"stickerSet","id":"5","title":"","short_name":"s","count":0,"hash":0},"packs":[],"keywords":[],"documents":[]}]`,
		"peer_stories":       `[{"_":"peerStories","peer":{"_":"peerUser","user_id":7},"stories":[` + story + `]}]`,
		"rich_messages":      `[{"_":"message","id":5,"peer_id":{"_":"peerUser","user_id":7},"date":1,"message":"","rich_message":{"_":"richMessage","blocks":[{"_":"pageBlockDivider"}],"photos":[],"documents":[]}}]`,
		"peer_photos":        `[{"peer":{"_":"peerUser","user_id":7},"photo":` + photo + `}]`,
	}
}

func TestEverySectionOfAWorldIsServed(t *testing.T) {
	w := open(t, everySection())
	full, _ := w.FullUserOf(7)
	chat, _ := w.FullChat(GroupKey(8))
	minUser, minOK := w.MinUser(7)
	minChat, minChatOK := w.MinChat(9)
	claimed, _ := w.Count("channel:9")
	zero, hasZero := w.Count("left_channels")
	_, unknown := w.Count("channel:8")
	rich, whole := w.RichMessage(UserKey(7), 5)
	_, other := w.RichMessage(UserKey(7), 6)
	_, elsewhere := w.RichMessage(GroupKey(7), 5)
	got := []any{
		len(rich.(*tg.Message).RichMessage.Blocks), whole, other, elsewhere,
		w.FullUser().About, full.About, chat.GetID(), minUser.Min, minOK, minChat.(*tg.Channel).Min, minChatOK,
		len(w.Ranges()), w.Dialogs()[0], w.LeftChannels()[0], claimed, zero, hasZero, unknown,
		w.Topics(ChannelKey(9))[0].Topic.GetID(), len(w.Topics(ChannelKey(8))), w.Stories()[0].GetID(), w.Userpics()[0].GetID(),
		w.SavedContacts()[0].Phone, w.Contacts()[0].Mutual, w.ContactStatuses()[0].UserID, len(w.TopPeers()),
		w.Authorizations()[0].Hash, w.WebAuthorizations()[0].Domain, w.CustomEmoji()[0].GetID(), w.SavedDialogs()[0].GetTopMessage(),
		len(w.DialogFilters()), len(w.SavedMusic()), w.StickerSets()[0].Set.ShortName, len(w.PeerStories()[0].Stories),
		w.PeerPhotos(UserKey(7))[0].Photo.GetID(), len(w.PeerPhotos(UserKey(1))),
	}
	want := []any{
		1, true, false, false,
		"me", "him", int64(8), true, true, true, true,
		2, Dialog{Peer: UserKey(7), FolderID: 1, Pinned: true}, int64(9), 120000, 0, true, false,
		3, 0, 4, int64(1),
		"1", true, int64(7), 1,
		int64(5), "d", int64(2), 4,
		1, 1, "s", 1,
		int64(1), 0,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
