package tgconv

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

func TestPagesOfMessages(t *testing.T) {
	two := []tg.MessageClass{&tg.MessageService{ID: 1}, &tg.MessageEmpty{ID: 2}}
	for name, c := range map[string]struct {
		in   tg.MessagesMessagesClass
		want MessagesPage
	}{
		"nothing":      {nil, MessagesPage{}},
		"all":          {&tg.MessagesMessages{Messages: two}, MessagesPage{Messages: two, Count: 1, Last: true}},
		"slice":        {&tg.MessagesMessagesSlice{Messages: two, Count: 50, Inexact: true}, MessagesPage{Messages: two, Count: 50, Inexact: true}},
		"channel":      {&tg.MessagesChannelMessages{Messages: two, Count: 50}, MessagesPage{Messages: two, Count: 50}},
		"not modified": {&tg.MessagesMessagesNotModified{Count: 3}, MessagesPage{Count: 3}},
	} {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(c.want, Messages(c.in)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestDialogs(t *testing.T) {
	draft := built(&tg.Dialog{Peer: &tg.PeerChannel{ChannelID: 9}, TopMessage: 44, Draft: &tg.DraftMessage{Message: "not yet", Date: 3}})
	list := []tg.DialogClass{
		built(&tg.Dialog{Peer: &tg.PeerUser{UserID: 3}, TopMessage: 44, Pinned: true, FolderID: 1}),
		&tg.DialogFolder{Peer: &tg.PeerUser{UserID: 3}}, &tg.DialogCommunity{CommunityID: 4}, draft, nil,
	}
	got := Dialogs(&tg.MessagesDialogsSlice{Count: 7, Dialogs: list, Messages: []tg.MessageClass{
		&tg.Message{ID: 44, PeerID: &tg.PeerChannel{ChannelID: 9}, Date: 100},
		&tg.MessageService{ID: 44, PeerID: &tg.PeerUser{UserID: 3}, Date: 200}, &tg.MessageEmpty{ID: 5},
	}})
	want := DialogsPage{Count: 7, Dialogs: []model.Dialog{
		{V: 1, Peer: model.UserID(3), Top: 44, TopDate: 200, Pinned: true, Folder: 1},
		{V: 1, Peer: model.ChannelID(9), Top: 44, TopDate: 100, Draft: model.Text{Text: "not yet"}, DraftDate: 3},
	}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if all := Dialogs(&tg.MessagesDialogs{Dialogs: list}); !all.Last || all.Count != len(list) {
		t.Errorf("count %d, last %v", all.Count, all.Last)
	}
}

func TestOtherPages(t *testing.T) {
	chats := []tg.ChatClass{&tg.ChatEmpty{}}
	if c, n, last := Chats(&tg.MessagesChatsSlice{Chats: chats, Count: 5}); len(c) != 1 || n != 5 || last {
		t.Errorf("slice of chats: %v %d %v", c, n, last)
	}
	if _, n, last := Chats(&tg.MessagesChats{Chats: chats}); n != 1 || !last {
		t.Errorf("chats: %d %v", n, last)
	}
	photos := []tg.PhotoClass{&tg.PhotoEmpty{}}
	if p := Photos(&tg.PhotosPhotosSlice{Photos: photos, Count: 5}); p.Count != 5 || p.Last {
		t.Errorf("slice of photos: %+v", p)
	}
	if p := Photos(&tg.PhotosPhotos{Photos: photos}); p.Count != 1 || !p.Last {
		t.Errorf("photos: %+v", p)
	}
	if d := cmp.Diff([]model.Range{{MinID: 1, MaxID: 5}}, Ranges([]tg.MessageRange{{MinID: 1, MaxID: 5}})); d != "" {
		t.Error(d)
	}
	if d := LeftDialog(model.Peer{ID: model.ChannelID(4)}); !d.Left || d.Peer != model.ChannelID(4) {
		t.Errorf("left dialog = %+v", d)
	}
}

func TestPrivacyInWords(t *testing.T) {
	for name, c := range map[string]struct {
		story tg.StoryItem
		want  string
	}{
		"unknown":  {tg.StoryItem{}, ""},
		"public":   {tg.StoryItem{Public: true}, "everyone"},
		"friends":  {tg.StoryItem{CloseFriends: true}, "close friends"},
		"selected": {tg.StoryItem{SelectedContacts: true}, "selected contacts"},
		"rules before flags": {tg.StoryItem{Public: true, Privacy: []tg.PrivacyRuleClass{
			&tg.PrivacyValueAllowContacts{}, &tg.PrivacyValueDisallowUsers{Users: []int64{5, 7}}}}, "contacts; except user:5, user:7"},
		"nobody else": {tg.StoryItem{Privacy: []tg.PrivacyRuleClass{
			&tg.PrivacyValueAllowChatParticipants{Chats: []int64{3}}, &tg.PrivacyValueDisallowAll{}, nil}}, "members of chat:3; nobody else"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := privacy(&c.story); got != c.want {
				t.Errorf("privacy = %q, want %q", got, c.want)
			}
		})
	}
}

func TestStories(t *testing.T) {
	for name, c := range map[string]struct {
		in   tg.StoryItemClass
		want model.Story
		ok   bool
	}{
		"nil":     {nil, model.Story{}, false},
		"deleted": {&tg.StoryItemDeleted{ID: 5}, model.Story{V: 1, ID: 5, Deleted: true}, true},
		"skipped": {&tg.StoryItemSkipped{ID: 5, Date: 6, ExpireDate: 7}, model.Story{V: 1, ID: 5, Date: 6, Expires: 7, Skipped: true}, true},
		"story": {built(&tg.StoryItem{ID: 5, Date: 6, ExpireDate: 7, Pinned: true, Caption: "hi", Public: true,
			Media: &tg.MessageMediaUnsupported{}, Views: viewed()}), model.Story{V: 1, ID: 5, Date: 6, Expires: 7, Pinned: true,
			Public: true, Privacy: "everyone", Caption: model.Text{Text: "hi"}, Media: &model.Media{Kind: model.KindUnsupported},
			Views: 9, Viewers: []int64{3}}, true},
	} {
		t.Run(name, func(t *testing.T) {
			got, ok := Story(c.in)
			if d := cmp.Diff(c.want, got); d != "" || ok != c.ok {
				t.Errorf("ok %v, %s", ok, d)
			}
		})
	}
}

func viewed() tg.StoryViews {
	v := tg.StoryViews{ViewsCount: 9, RecentViewers: []int64{3}}
	v.SetFlags()
	return v
}

func TestRichMessageBecomesATree(t *testing.T) {
	photo := testPhoto(77)
	block := built(&tg.PageBlockPhoto{PhotoID: 77, Spoiler: true, Caption: tg.PageCaption{
		Text: &tg.TextPlain{Text: "a cat"}, Credit: &tg.TextEmpty{}}})
	m := &tg.Message{ID: 1}
	m.SetRichMessage(tg.RichMessage{Photos: []tg.PhotoClass{photo}, Blocks: []tg.PageBlockClass{
		&tg.PageBlockParagraph{Text: &tg.TextConcat{Texts: []tg.RichTextClass{
			&tg.TextBold{Text: &tg.TextPlain{Text: "bold"}}, &tg.TextURL{Text: &tg.TextPlain{Text: "link"}, URL: "https://x", WebpageID: 1 << 60}}}},
		block,
	}})
	d, _ := Message(m)
	plain := func(s string) []model.RichNode { return []model.RichNode{{Type: "plain", Text: s}} }
	want := []model.RichNode{
		{Type: "paragraph", Children: []model.RichNode{{Type: "concat", Children: []model.RichNode{
			{Type: "bold", Children: plain("bold")},
			{Type: "url", Children: plain("link"), Fields: map[string]any{"url": "https://x", "webpage_id": "1152921504606846976"}},
		}}}},
		{Type: "photo", Photo: &model.Photo{ID: 77, Date: 5, File: "photo:77:y", Width: 9, Height: 9, Size: 99, Stripped: []byte{1}},
			Fields:   map[string]any{"photo_id": "77", "spoiler": true},
			Children: []model.RichNode{{Type: "caption", Children: plain("a cat")}}},
	}
	if diff := cmp.Diff(want, d.Rich.Blocks); diff != "" {
		t.Error(diff)
	}
	if got := inShort(Files(m)); len(got) != 1 || got[0] != (seen{RoleRich, "photo:77:y", ""}) {
		t.Errorf("files = %+v", got)
	}
}

func TestTreeLeavesTicketsOut(t *testing.T) {
	got := tree(&tg.WebPageAttributeStickerSet{Emojis: true, Flags: 1, Stickers: []tg.DocumentClass{testDocument(55)}}).(map[string]any)
	if got["_"] != "webPageAttributeStickerSet" || got["emojis"] != true {
		t.Errorf("tree = %v", got)
	}
	docs, ok := got["stickers"].([]any)
	if !ok || len(docs) != 1 || docs[0].(*model.Document).ID != 55 {
		t.Errorf("stickers = %v", got["stickers"])
	}
	set := tree(&tg.InputStickerSetID{ID: 1 << 60, AccessHash: 7})
	if d := cmp.Diff(map[string]any{"_": "inputStickerSetID", "id": "1152921504606846976"}, set); d != "" {
		t.Error(d)
	}
	if tree(nil) != nil || tree([]tg.DocumentClass{}) != nil {
		t.Error("nothing gives something")
	}
}

func TestCustomEmojiOfADocument(t *testing.T) {
	icon := int64(4)
	doc := model.Message{
		Text:      model.Text{Entities: []model.Entity{{Type: model.EntityCustomEmoji, Document: 9}, {Type: model.EntityBold}}},
		Reactions: []model.Reaction{{CustomEmoji: 7}, {CustomEmoji: 9}, {Emoji: "x"}},
		Action:    &model.Action{IconEmoji: &icon},
		Buttons:   [][]model.Button{{{Icon: 5}}},
		Rich: &model.RichMessage{Blocks: []model.RichNode{{Children: []model.RichNode{
			{Type: "custom_emoji", Fields: map[string]any{"document_id": "1152921504606846976"}},
			{Type: "image", Fields: map[string]any{"document_id": "6"}}}}}},
	}
	if d := cmp.Diff([]int64{4, 5, 7, 9, 1 << 60}, CustomEmoji(doc)); d != "" {
		t.Error(d)
	}
	if got := CustomEmoji(&model.Story{}); len(got) != 0 {
		t.Errorf("empty story has %v", got)
	}
}

func TestFullUser(t *testing.T) {
	full := tg.UserFull{ID: 3, About: "me", ProfilePhoto: testPhoto(77)}
	full.SetBirthday(tg.Birthday{Day: 1, Month: 2})
	got := FullUser(tg.UsersUserFull{FullUser: full, Users: []tg.UserClass{&tg.User{ID: 4}, built(&tg.User{ID: 3, Self: true, FirstName: "Ann"})}})
	if got.Peer.FirstName != "Ann" || got.Bio != "me" || got.Photo.ID != 77 || *got.Birthday != (model.Birthday{Day: 1, Month: 2}) {
		t.Errorf("profile = %+v", got)
	}
	if alone := FullUser(tg.UsersUserFull{FullUser: full}); alone.Peer.ID != model.UserID(3) {
		t.Errorf("peer = %+v", alone.Peer)
	}
}

func TestTopPeersKeepTheirOrder(t *testing.T) {
	got := TopPeers(&tg.ContactsTopPeers{Categories: []tg.TopPeerCategoryPeers{
		{Category: &tg.TopPeerCategoryCorrespondents{}, Peers: []tg.TopPeer{{Peer: &tg.PeerUser{UserID: 3}, Rating: 2}, {Peer: &tg.PeerUser{UserID: 4}, Rating: 1}}},
		{Category: &tg.TopPeerCategoryPhoneCalls{}, Peers: []tg.TopPeer{{Peer: &tg.PeerUser{UserID: 3}, Rating: 5}}},
	}})
	want := []model.FrequentContact{
		{V: 1, Peer: model.UserID(3), Category: "people", Rating: 2}, {V: 1, Peer: model.UserID(4), Category: "people", Rating: 1},
		{V: 1, Peer: model.UserID(3), Category: "calls", Rating: 5},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
