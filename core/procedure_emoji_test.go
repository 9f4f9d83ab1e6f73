package core

import (
	"strconv"
	"strings"
	"testing"

	kit "satchel/core/internal/testkit"
)

func customEmoji(id int) kit.Object {
	return kit.Object{"_": "messageEntityCustomEmoji", "offset": 0, "length": 2, "document_id": strconv.Itoa(id)}
}

func emojiFile(a *kit.Account, id int, attributes ...any) {
	attributes = append(attributes, kit.Object{"_": "documentAttributeCustomEmoji", "alt": "🙂", "stickerset": kit.Object{"_": "inputStickerSetEmpty"}})
	a.Add("custom_emoji", a.Document(id, 900+id, "image/webp", attributes...))
}

// emojiAccount uses emoji in texts of two chats, in a caption, in a reaction, in a
// story; 599 is one that Telegram does not give.
func emojiAccount() *kit.Account {
	a := kit.NewAccount()
	for _, id := range []int{501, 502, 503, 504} {
		emojiFile(a, id)
	}
	emojiFile(a, 505, kit.Object{"_": "documentAttributeFilename", "file_name": "cat.webp"})
	a.User(7, "Ann").User(8, "Bo")
	a.Message("user", 7, 1, kit.Object{"message": "🙂 text", "entities": kit.List{customEmoji(501)}})
	a.Message("user", 7, 2, kit.Object{"message": "🙂 caption", "entities": kit.List{customEmoji(502)},
		"media": kit.Object{"_": "messageMediaPhoto", "photo": a.Photo(100)}})
	a.Message("user", 7, 3, kit.Object{"reactions": kit.Object{"_": "messageReactions", "results": kit.List{
		kit.Object{"_": "reactionCount", "reaction": kit.Object{"_": "reactionCustomEmoji", "document_id": "503"}, "count": 1}}}})
	a.Message("user", 7, 4, kit.Object{"message": "🙂 gone", "entities": kit.List{customEmoji(599)}})
	a.Message("user", 8, 5, kit.Object{"message": "🙂 again", "entities": kit.List{customEmoji(501)}})
	a.Message("user", 8, 6, kit.Object{"message": "🙂 cat", "entities": kit.List{customEmoji(505)}})
	a.Add("stories", kit.Object{"_": "storyItem", "id": 1, "date": kit.AccountStart, "expire_date": kit.AccountStart + 86400,
		"caption": "🙂 story", "entities": kit.List{customEmoji(504)},
		"media": kit.Object{"_": "messageMediaPhoto", "photo": a.Photo(101)}})
	return a
}

func TestCustomEmojiOfTextsCaptionsReactionsAndStoriesAreSaved(t *testing.T) {
	t.Parallel()
	p := newProcedure(t, emojiAccount().FS(), "")
	p.expect(t, Complete, nil)
	result := p.output(t, "result.json")
	for _, want := range []string{
		"chats/chat_001/stickers/emoji_501.webp", "chats/chat_001/stickers/emoji_502.webp", "chats/chat_001/stickers/emoji_503.webp",
		"stickers/emoji_504.webp", "chats/chat_002/stickers/cat.webp", "(unavailable)",
	} {
		if !strings.Contains(result, want) {
			// Numbers follow the chat list: the chat with the newest message is the first.
			swapped := strings.NewReplacer("chat_001", "chat_002", "chat_002", "chat_001").Replace(want)
			if !strings.Contains(result, swapped) {
				t.Errorf("result.json has neither %s nor %s", want, swapped)
			}
		}
	}
	asked := map[string]int{}
	for _, c := range p.log.calls(t, "messages.getCustomEmojiDocuments") {
		for _, id := range c.Args["document_id"].([]any) {
			asked[id.(string)]++
		}
	}
	for id, n := range asked {
		if n != 1 {
			t.Errorf("emoji %s was asked for %d times", id, n)
		}
	}
	if len(asked) != 6 {
		t.Errorf("asked for %v, want six", asked)
	}
}

func TestCustomEmojiAreAskedForAHundredAtATimeAndInPieces(t *testing.T) {
	t.Parallel()
	a := kit.NewAccount().User(7, "Ann")
	for id := 1; id <= 250; id++ {
		emojiFile(a, 1000+id)
	}
	for m := range 25 {
		var entities kit.List
		for i := range 10 {
			entities = append(entities, customEmoji(1000+m*10+i+1))
		}
		a.Message("user", 7, m+1, kit.Object{"message": "🙂", "entities": entities})
	}
	p := newProcedure(t, a.FS(), `{"rules": [{"method": "messages.getCustomEmojiDocuments", "nth": 1, "error": "DOCUMENT_INVALID"}]}`)
	got := p.expect(t, Complete, nil)
	if got.Files.Saved != 250 {
		t.Errorf("%d files saved, want 250", got.Files.Saved)
	}
	var sizes []int
	for _, c := range p.log.calls(t, "messages.getCustomEmojiDocuments") {
		sizes = append(sizes, len(c.Args["document_id"].([]any)))
	}
	want := []int{100, 50, 50, 100, 50}
	if len(sizes) != len(want) {
		t.Fatalf("asked for %v at a time, want %v", sizes, want)
	}
	for i := range want {
		if sizes[i] != want[i] {
			t.Errorf("asked for %v at a time, want %v", sizes, want)
			break
		}
	}
}

func TestCustomEmojiAreLeftOutWithTheFiles(t *testing.T) {
	t.Parallel()
	p := newProcedure(t, emojiAccount().FS(), "")
	got := p.expect(t, Complete, func(s *Settings) { s.Files, s.Userpics, s.Stories = false, false, false })
	if got.Files.Saved > 1 { // the file of other data at most
		t.Errorf("%d files saved", got.Files.Saved)
	}
	p.expect(t, Complete, nil)
	if result := p.output(t, "result.json"); !strings.Contains(result, "emoji_502.webp") {
		t.Error("emoji are not fetched after the settings changed")
	}
}
