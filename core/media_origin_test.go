package core

import (
	"fmt"
	"strconv"
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
	a.Message("user", 7, 6, kit.Object{"media": kit.Object{"_": "messageMediaDocument", "video": true, "video_cover": a.Photo(311),
		"document": a.Document(312, 3000, "video/mp4", kit.Object{"_": "documentAttributeVideo", "duration": 1, "w": 8, "h": 8})}})
	a.Message("user", 7, 7, kit.Object{"media": kit.Object{"_": "messageMediaPhoto", "photo": movingPhoto(a, 313)}})
	a.Message("user", 7, 8, kit.Object{"media": kit.Object{"_": "messageMediaGame", "game": kit.Object{"_": "game", "id": "72", "access_hash": "73",
		"short_name": "g", "title": "Game", "description": "", "photo": a.Photo(314)}}})
	a.Add("messages", kit.Object{"_": "messageService", "id": 9, "peer_id": kit.PeerOf("user", 7), "date": kit.AccountStart + 540,
		"action": kit.Object{"_": "messageActionBotAllowed", "app": kit.Object{"_": "botApp", "id": "74", "access_hash": "75", "short_name": "a",
			"title": "App", "description": "", "photo": a.Photo(315), "hash": "76"}}})
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

// movingPhoto is a photo with a short video.
func movingPhoto(a *kit.Account, id int) kit.Object {
	photo := a.Photo(id)
	a.Add("files", kit.Object{"photo": strconv.Itoa(id), "video": "u", "size": 2000, "seed": id})
	photo["video_sizes"] = kit.List{kit.Object{"_": "videoSize", "type": "u", "w": 8, "h": 8, "size": 2000}}
	return photo
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
		"cover of a video":          {file: "photo:311:x", method: "messages.getMessages", calls: 1},
		"video of a photo":          {file: "photo:313:u", method: "messages.getMessages", calls: 1},
		"game":                      {file: "photo:314:x", method: "messages.getMessages", calls: 1},
		"app of a bot":              {file: "photo:315:x", method: "messages.getMessages", calls: 1},
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

// References that are good for a few calls only cost calls and no file: whatever the
// files were found in is asked for again, as often as it takes.
func TestReferencesThatSoonExpireCostNoFile(t *testing.T) {
	t.Parallel()
	for _, calls := range []int{2, 3, 7} {
		p := newProcedure(t, originAccount().FS(), fmt.Sprintf(`{"file_reference_lifetime_calls": %d}`, calls))
		p.expect(t, Complete, nil)
		expired := map[string]int{}
		for _, c := range p.log.calls(t, "upload.getFile") {
			if c.Error != nil {
				expired[*c.Error]++
			}
		}
		if expired["FILE_REFERENCE_EXPIRED"] == 0 {
			t.Errorf("references that last %d calls never expired: %v", calls, expired)
		}
	}
}
