package render

import (
	"encoding/json"
	"strings"
	"testing"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"

	"github.com/google/go-cmp/cmp"
)

// factsArchive is an archive with a forum, the direct messages of a channel, a channel
// and Saved Messages, rendered, and all that the lists beside say of them.
func factsArchive(t *testing.T) *builder {
	t.Helper()
	forum, direct, channel := model.ChannelID(77), model.ChannelID(78), model.ChannelID(79)
	at := func(peer model.PeerID, id, topic int) model.Message {
		m := model.Message{ID: id, Peer: peer, From: model.UserID(annID), Date: firstDay, Text: text("hello")}
		if topic != 0 {
			m.Reply = &model.Reply{ID: topic, ForumTopic: true}
		}
		return m
	}
	b := newBuilder(t)
	var dialogs []model.Dialog
	for _, p := range []model.PeerID{forum, direct, channel, model.UserID(meID)} {
		dialogs = append(dialogs, model.Dialog{Peer: p, Splits: []int{0}})
	}
	b.record(archive.Page{
		Peers: append(samplePeers(), model.Peer{ID: forum, Title: "Forum", Megagroup: true, Forum: true},
			model.Peer{ID: direct, Title: "News direct", Megagroup: true, Monoforum: true}, model.Peer{ID: channel, Title: "News", Broadcast: true}),
		Dialogs:  dialogs,
		Messages: []model.Message{at(forum, 3, 2), at(direct, 1, 0), at(channel, 1, 0), at(model.UserID(meID), 4, 0)},
	})
	section(b, model.SectionChatInfo, model.ChatInfo{Peer: forum, About: "Bread <& more>", Participants: 12}, model.ChatInfo{Peer: channel, Participants: 1})
	section(b, model.SectionTopics, model.Topic{Peer: forum, ID: 2, Title: "Rye now"}, model.Topic{Peer: channel, ID: 9, Title: "not here"})
	section(b, model.SectionSavedDialogs, model.SavedDialog{Peer: model.UserID(bobID), Top: 4})
	section(b, model.SectionFolders, model.Folder{ID: 2, Title: text("Baking"), Include: []model.PeerID{forum}}, model.Folder{ID: 3, Title: text("News"), Pinned: []model.PeerID{channel}})
	b.record(archive.Page{Section: model.SectionDirectDialogs, Items: []archive.Item{{Key: direct.String() + "/" + model.UserID(annID).String(), Doc: model.SavedDialog{Peer: model.UserID(annID), Top: 1}}}})
	check(t, Render(t.Context(), b.a, options()))
	return b
}

func TestWhatTheArchiveKnowsOfAChatIsInItsDocument(t *testing.T) {
	b := factsArchive(t)
	type doc struct {
		About   string `json:"description"`
		Members int    `json:"members_count"`
		Topics  []struct {
			ID    int    `json:"id"`
			Title string `json:"title"`
		} `json:"topics"`
		Senders []struct {
			ID string `json:"id"`
		} `json:"senders"`
		Folders []string `json:"folders"`
	}
	var got []doc
	for _, chat := range []string{"chat_001", "chat_002", "chat_003", "chat_004"} {
		var d doc
		check(t, json.Unmarshal([]byte(readRendered(t, b.a.Dir(), "chats/"+chat+"/result.json")), &d))
		got = append(got, d)
	}
	want := make([]doc, 4)
	check(t, json.Unmarshal([]byte(`[
		{"description": "Bread <& more>", "members_count": 12, "topics": [{"id": 2, "title": "Rye now"}], "folders": ["Baking"]},
		{"senders": [{"id": "user100"}]},
		{"members_count": 1, "topics": [{"id": 9, "title": "not here"}], "folders": ["News"]},
		{"senders": [{"id": "user101"}]}]`), &want))
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if got := strings.Join(keysOf(t, readRendered(t, b.a.Dir(), "result.json")), " "); !strings.HasSuffix(got, "chats folders") {
		t.Errorf("root: %s", got)
	}
}

func TestWhatTheArchiveKnowsOfAChatIsOnItsPages(t *testing.T) {
	b := factsArchive(t)
	page := readRendered(t, b.a.Dir(), "chats/chat_001/messages.html")
	for _, want := range []string{"Group · 12 members · 1 message<", "Bread &lt;&amp; more&gt;"} {
		if !strings.Contains(page, want) {
			t.Errorf("the forum's page has no %q", want)
		}
	}
	if page := readRendered(t, b.a.Dir(), "chats/chat_003/messages.html"); !strings.Contains(page, "Channel · 1 subscriber · 1 message<") || strings.Contains(page, "header_about") {
		t.Error("the channel's page says something else")
	}
	if contents := readRendered(t, b.a.Dir(), "chats/chat_001/contents.js"); !strings.Contains(contents, `[2,"Rye now",1,[1]]`) {
		t.Errorf("%s does not name the topic as it is called now", contents)
	}
}

func TestAStorysPageSaysWhoSawItAndWhoMay(t *testing.T) {
	b := newBuilder(t)
	b.record(archive.Page{Peers: samplePeers()})
	section(b, model.SectionStories, model.Story{ID: 1, Date: firstDay, Views: 40, Forwards: 1, ReactionsCount: 7, Edited: true, Privacy: "contacts; except user:100, user:101"})
	check(t, Render(t.Context(), b.a, options()))
	page := readRendered(t, b.a.Dir(), "lists/stories.html")
	for _, want := range []string{"40 views, 1 forward, 7 reactions, edited", "Visible to: contacts; except Ann Osei, Боб &lt;b&gt;"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %q", want)
		}
	}
}
