package html

import (
	"strings"
	"testing"

	"satchel/core/internal/model"

	"github.com/google/go-cmp/cmp"
)

func TestNotesOfAChatSayWhatBecameOfIt(t *testing.T) {
	for name, tt := range map[string]struct {
		peer model.Peer
		s    Standing
		want []string
	}{
		"nothing":   {model.Peer{FirstName: "Ann"}, Standing{}, nil},
		"deleted":   {model.Peer{Deleted: true}, Standing{}, []string{"The person deleted this account."}},
		"vanished":  {model.Peer{}, Standing{Vanished: true}, []string{"This chat is no longer in your list at Telegram. What was saved of it stays here."}},
		"forbidden": {model.Peer{Forbidden: true}, Standing{Vanished: true}, []string{"You can no longer read this chat at Telegram. What was saved of it stays here."}},
		"only mine": {model.Peer{}, Standing{OnlyMine: true}, []string{"Only your own messages were saved from this chat."}},
		"restricted": {
			model.Peer{Restricted: []string{"porn (ios): Not shown on this device.", "porn (android): Not shown on this device.", "terms"}}, Standing{},
			[]string{"Telegram restricts this chat: Not shown on this device.", "Telegram restricts this chat: terms"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, notesOf(&tt.peer, tt.s)); d != "" {
				t.Error(d)
			}
		})
	}
}

// standingPage writes a chat that something became of.
func standingPage(t *testing.T, p model.Peer, topics []model.Topic, ms ...model.Message) (page, contents string) {
	t.Helper()
	out := memory{}
	c := NewChat(testEnv(out, p), "chats/chat_001", &p, len(ms))
	c.Known(nil, topics, Standing{})
	for i := range ms {
		check(t, c.Message(&ms[i], ms[i].ID, "", nothing))
	}
	check(t, c.Close())
	return out["chats/chat_001/messages.html"].String(), out["chats/chat_001/contents.js"].String()
}

func TestATopicHasTheNameItHasNow(t *testing.T) {
	forum := model.Peer{ID: model.ChannelID(7), Title: "Forum", Megagroup: true, Forum: true}
	in := func(id, topic int) model.Message {
		m := model.Message{ID: id, Peer: forum.ID, From: model.UserID(2), Date: 1000, Text: model.Text{Text: "x"}}
		if topic != 0 {
			m.Reply = &model.Reply{ID: topic, ForumTopic: true}
		}
		return m
	}
	made := model.Message{ID: 2, Kind: model.MessageService, Peer: forum.ID, Date: 1000, Action: &model.Action{Type: "topic_created", Title: "Bread"}}
	unlisted := model.Message{ID: 3, Kind: model.MessageService, Peer: forum.ID, Date: 1000, Action: &model.Action{Type: "topic_created", Title: "Soup"}}
	page, contents := standingPage(t, forum, []model.Topic{{ID: 2, Title: "Rolls <now>"}}, made, unlisted, in(4, 2), in(5, 2), in(6, 0), in(7, 3), in(8, 2))
	var shown []string
	for _, part := range strings.Split(page, "topic_name")[1:] {
		shown = append(shown, strings.Split(part, "\n")[1])
	}
	if d := cmp.Diff([]string{"Rolls &lt;now&gt;", "General", "Soup", "Rolls &lt;now&gt;"}, shown); d != "" {
		t.Error(d)
	}
	if !strings.Contains(contents, `[2,"Rolls \u003cnow\u003e",4,[1]]`) || !strings.Contains(contents, `[3,"Soup",2,[1]]`) {
		t.Error(contents)
	}
}

func TestAWithheldMessageSaysWhy(t *testing.T) {
	m := from(1, 2, 1000)
	m.Restricted = []string{"copyright (all): Taken down & gone."}
	page, _ := standingPage(t, ann(), nil, m)
	if !strings.Contains(page, "Telegram restricts this message: Taken down &amp; gone.") {
		t.Error(page)
	}
}

func TestANameThatTurnsTextTurnsOnlyItself(t *testing.T) {
	hostile := model.Peer{ID: model.UserID(2), FirstName: "evil \u202e live"}
	m := model.Message{ID: 1, Kind: model.MessageService, Peer: hostile.ID, From: hostile.ID, Date: 1000, Action: &model.Action{Type: "joined_telegram"}}
	page, _ := standingPage(t, hostile, nil, m)
	if !strings.Contains(page, "\u2068evil \u202e live\u2069 joined Telegram") {
		t.Error(page)
	}
}

func TestAGoneMessageIsMarkedInWords(t *testing.T) {
	out := memory{}
	p := ann()
	c := NewChat(testEnv(out, p), "chats/chat_001", &p, 1)
	m := from(1, 2, 1000)
	check(t, c.MessageWithPast(&m, 1, "", nothing, Past{Gone: true, Versions: []model.Message{from(1, 2, 900)}}))
	check(t, c.Close())
	page := out["chats/chat_001/messages.html"].String()
	for _, want := range []string{`data-gone=""`, "Deleted at Telegram since it was saved here", "Earlier versions"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
}

func TestAVanishedChatIsMarkedInTheList(t *testing.T) {
	out := memory{}
	p := ann()
	l, err := NewList(testEnv(out, p), ChatsPage, "Chats", "about")
	check(t, err)
	check(t, l.Chat(&p, "chats/chat_001", 3, Standing{Vanished: true}))
	closed := model.Peer{ID: model.ChannelID(9), Title: "Closed", Forbidden: true}
	check(t, l.Chat(&closed, "chats/chat_002", 0, Standing{Vanished: true}))
	check(t, l.Close())
	if strings.Count(out[ChatsPage].String(), "You can no longer read it at Telegram") != 1 {
		t.Error("a chat that is closed to the account is not marked")
	}
	if page := out[ChatsPage].String(); !strings.Contains(page, "No longer in your list at Telegram") || !strings.Contains(page, "../chats/chat_001/messages.html") {
		t.Error(page)
	}
}
