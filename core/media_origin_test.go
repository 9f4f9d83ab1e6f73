package core

import (
	"fmt"
	"testing"

	kit "satchel/core/internal/testkit"
)

// originAccount has a file of each origin.
func originAccount() *kit.Account {
	a := kit.NewAccount()
	set := kit.Object{"_": "inputStickerSetID", "id": "900", "access_hash": "901"}
	sticker := a.Document(306, 3000, "image/webp", kit.Object{"_": "documentAttributeSticker", "alt": "x", "stickerset": set})
	wallpaper := kit.Object{"_": "wallPaper", "id": "70", "slug": "w", "document": a.Document(305, 3000, "image/jpeg")}
	page := kit.Object{"_": "webPage", "id": "71", "url": "https://example.org/", "display_url": "example.org", "hash": 0, "photo": a.Photo(304)}
	a.User(7, "Ann").Supergroup(1001, "Group", nil)
	a.Message("user", 7, 1, kit.Object{"media": kit.Object{"_": "messageMediaDocument", "document": a.Document(301, 3000, "text/plain")}})
	a.Message("user", 7, 2, kit.Object{"media": kit.Object{"_": "messageMediaWebPage", "webpage": page}})
	a.Message("user", 7, 3, kit.Object{"media": kit.Object{"_": "messageMediaDocument", "document": sticker}})
	a.Add("messages", kit.Object{"_": "messageService", "id": 4, "peer_id": kit.PeerOf("user", 7), "date": kit.AccountStart + 240,
		"action": kit.Object{"_": "messageActionSetChatWallPaper", "wallpaper": wallpaper}})
	a.Message("user", 7, 5, kit.Object{"message": "🙂", "entities": kit.List{customEmoji(501)}})
	a.Message("channel", 1001, 1, kit.Object{"media": kit.Object{"_": "messageMediaPhoto", "photo": a.Photo(302)}})
	a.Add("messages", kit.Object{"_": "messageService", "id": 2, "peer_id": kit.PeerOf("channel", 1001), "date": kit.AccountStart + 120,
		"action": kit.Object{"_": "messageActionChatEditPhoto", "photo": a.Photo(303)}})
	emojiFile(a, 501)
	a.Add("stories", kit.Object{"_": "storyItem", "id": 1, "date": kit.AccountStart, "expire_date": kit.AccountStart + 86400,
		"media": kit.Object{"_": "messageMediaPhoto", "photo": a.Photo(307)}})
	a.Add("userpics", a.Photo(308))
	a.Add("saved_music", a.Document(309, 3000, "audio/mpeg", kit.Object{"_": "documentAttributeAudio", "duration": 3, "title": "Song"}))
	a.Set("full_user", kit.Object{"_": "userFull", "id": "1", "common_chats_count": 0, "settings": kit.Object{"_": "peerSettings"},
		"notify_settings": kit.Object{"_": "peerNotifySettings"}, "fallback_photo": a.Photo(310)})
	a.Add("sticker_sets", kit.Object{"_": "messages.stickerSet", "packs": kit.List{}, "keywords": kit.List{}, "documents": kit.List{sticker},
		"set": kit.Object{"_": "stickerSet", "id": "900", "access_hash": "901", "title": "Set", "short_name": "set", "count": 1, "hash": 1}})
	return a
}

// Whatever a file was found in gives it a new reference.
func TestEachOriginRenewsTheReferencesOfItsFiles(t *testing.T) {
	t.Parallel()
	const noMessages = `{"method": "messages.getMessages", "error": "MESSAGE_IDS_EMPTY"},`
	tests := map[string]struct {
		file, method string
		calls        int // of the method, the crawl's included
		faults       string
	}{
		"message of a person":       {file: "document:301", method: "messages.getMessages", calls: 1},
		"message of a supergroup":   {file: "photo:302:x", method: "channels.getMessages", calls: 1},
		"new picture of a chat":     {file: "photo:303:x", method: "channels.getMessages", calls: 1},
		"preview of a link":         {file: "photo:304:x", method: "messages.getMessages", calls: 1},
		"wallpaper":                 {file: "document:305", method: "messages.getMessages", calls: 1},
		"sticker":                   {file: "document:306", method: "messages.getMessages", calls: 1},
		"sticker, its message gone": {file: "document:306", method: "messages.getStickerSet", calls: 1, faults: noMessages},
		"custom emoji":              {file: "document:501", method: "messages.getCustomEmojiDocuments", calls: 2},
		"story":                     {file: "photo:307:x", method: "stories.getStoriesByID", calls: 1},
		"profile picture":           {file: "photo:308:x", method: "photos.getUserPhotos", calls: 2},
		"profile":                   {file: "photo:310:x", method: "users.getFullUser", calls: 2},
		"music on the profile":      {file: "document:309", method: "users.getSavedMusic", calls: 2},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newProcedure(t, originAccount().FS(), fmt.Sprintf(
				`{"rules": [%s{"method": "upload.getFile", "file": %q, "nth": 1, "error": "FILE_REFERENCE_EXPIRED"}]}`, tt.faults, tt.file))
			p.expect(t, Complete, nil)
			if n := len(p.log.calls(t, tt.method)); n < tt.calls {
				t.Errorf("%s was called %d times, want %d", tt.method, n, tt.calls)
			}
			expired := 0
			for _, c := range p.log.calls(t, "upload.getFile") {
				if c.Error != nil && *c.Error == "FILE_REFERENCE_EXPIRED" {
					expired++
				}
			}
			if expired != 1 {
				t.Errorf("%d references had expired, want 1", expired)
			}
		})
	}
}
