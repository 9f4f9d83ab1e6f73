package render

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"strings"
	"testing"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

func editedMessage(edited int64, words string) model.Message {
	return model.Message{ID: 9, Peer: model.UserID(annID), From: model.UserID(annID), Date: firstDay, Edited: edited, Text: text(words)}
}

func TestEarlierVersionsOfAMessageAreKept(t *testing.T) {
	b := newBuilder(t)
	b.record(archive.Page{Peers: samplePeers(), Dialogs: []model.Dialog{{Peer: model.UserID(annID), Splits: []int{0}}}})
	b.record(archive.Page{Messages: []model.Message{editedMessage(0, "the <first> wording")}})
	b.record(archive.Page{Run: 2, Messages: []model.Message{editedMessage(firstDay+60, "the second wording")}})
	check(t, Render(t.Context(), b.a, options()))
	page := readRendered(t, b.a.Dir(), "chats/chat_001/messages.html")
	for _, want := range []string{"Earlier versions", "the &lt;first&gt; wording", "the second wording"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %q", want)
		}
	}
	doc := readRendered(t, b.a.Dir(), "chats/chat_001/result.json")
	if !strings.Contains(doc, `"versions": [`) || !strings.Contains(doc, "the <first> wording") {
		t.Error("result.json has no earlier version")
	}
	if found := readRendered(t, b.a.Dir(), "search/d/0.js"); strings.Contains(found, "first") || !strings.Contains(found, "second") {
		t.Error("the search finds something else than the last version")
	}
}

func TestAForumNamesItsTopics(t *testing.T) {
	forum := model.ChannelID(77)
	in := func(id, topic int, words string) model.Message {
		m := model.Message{ID: id, Peer: forum, From: model.UserID(annID), Date: firstDay + int64(id)*86400, Text: text(words)}
		if topic != 0 {
			m.Reply = &model.Reply{ID: topic, ForumTopic: true}
		}
		return m
	}
	made := model.Message{ID: 2, Kind: model.MessageService, Peer: forum, From: model.UserID(annID), Date: firstDay, Action: &model.Action{Type: "topic_created", Title: "Bread & more"}}
	b := newBuilder(t)
	b.record(archive.Page{
		Peers:    append(samplePeers(), model.Peer{ID: forum, Title: "Forum", Megagroup: true, Forum: true}),
		Dialogs:  []model.Dialog{{Peer: forum, Splits: []int{0}}},
		Messages: []model.Message{made, in(3, 2, "rye"), in(4, 0, "hello"), in(5, 2, "wheat")},
	})
	check(t, Render(t.Context(), b.a, options()))
	contents := readRendered(t, b.a.Dir(), "chats/chat_001/contents.js")
	for _, want := range []string{`[1,"",1,[1]]`, `[2,"Bread \u0026 more",3,[1]]`} {
		if !strings.Contains(contents, want) {
			t.Errorf("%s has no %s", contents, want)
		}
	}
	if strings.Count(contents, "2025-") != 4 {
		t.Errorf("%s does not have four days", contents)
	}
	page := readRendered(t, b.a.Dir(), "chats/chat_001/messages.html")
	if strings.Count(page, `data-topic="2"`) != 2 || strings.Count(page, `data-topic="1"`) != 1 {
		t.Error("messages do not say which topic they are in")
	}
}

func TestAnAnimatedStickerHasAScriptOfItsOwn(t *testing.T) {
	b := newBuilder(t)
	doc := &model.Document{ID: 5, File: model.DocumentKey(5, ""), Type: model.MediaSticker, Sticker: true, Emoji: "🥖", MIME: "application/x-tgsticker", Name: "AnimatedSticker.tgs", Width: 512, Height: 512}
	file := documentFile(doc)
	m := model.Message{ID: 1, Peer: model.UserID(annID), From: model.UserID(annID), Date: firstDay, Media: &model.Media{Kind: model.KindDocument, Document: doc}}
	b.record(archive.Page{Peers: samplePeers(), Dialogs: []model.Dialog{{Peer: model.UserID(annID), Splits: []int{0}}}, Messages: []model.Message{m}})
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err := z.Write([]byte(`{"v":"5.5.2"}`))
	check(t, err)
	check(t, z.Close())
	b.content = func(model.File, model.FileRef) []byte { return packed.Bytes() }
	b.file(file, model.FileRef{Key: doc.File, Number: 1, Order: 1, Folder: "chats/chat_001/stickers", Name: doc.Name}, "")
	b.place()
	check(t, Render(t.Context(), b.a, options()))
	if page := readRendered(t, b.a.Dir(), "chats/chat_001/messages.html"); !strings.Contains(page, `data-animation="5"`) {
		t.Error("the sticker does not move")
	}
	want := "satchelAnimation(\"5\",\"" + base64.StdEncoding.EncodeToString(packed.Bytes()) + "\")\n"
	if got := readRendered(t, b.a.Dir(), "animations/5.js"); got != want {
		t.Errorf("the script is %q, want %q", got, want)
	}
}
