package json_test

import (
	"bytes"
	encoding "encoding/json"
	"strings"
	"testing"

	"satchel/core/internal/model"
	"satchel/core/internal/render/json"
	"satchel/core/internal/tgconv"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"
)

// These tests begin with what Telegram sends and end with what Telegram Desktop
// writes of it: keys, their order, types and words as it has them.

const noon = 1748768400 // 2025-06-01 12:00 in the archive's zone

// people are those the messages speak of; 5 is a deleted account.
func people() map[model.PeerID]*model.Peer {
	list := []model.Peer{
		{ID: model.UserID(1), Self: true, FirstName: "Mira", LastName: "Lund"},
		{ID: model.UserID(2), FirstName: "Ann", LastName: "Osei"},
		{ID: model.UserID(3), FirstName: "Bob", Username: "bob"},
		{ID: model.UserID(4), FirstName: "Quiz", Bot: true, Username: "quiz_bot"},
		{ID: model.UserID(5), Deleted: true},
		{ID: model.ChatID(6), Title: "Club"},
		{ID: model.ChannelID(7), Title: "News", Broadcast: true},
	}
	known := map[model.PeerID]*model.Peer{}
	for i := range list {
		known[list[i].ID] = &list[i]
	}
	return known
}

func env() *json.Env {
	known := people()
	return &json.Env{Self: model.UserID(1), Peer: func(id model.PeerID) *model.Peer { return known[id] }, Offset: func(int64) int { return 3 * 3600 }}
}

// saved is a place for every file but those with an id of 404 (Telegram does not
// give them), 413 (too large) and 415 (not asked for).
func saved(key model.FileKey) model.FileResult {
	for id, skip := range map[string]model.SkipReason{"404": model.SkipUnavailable, "413": model.SkipSize, "415": model.SkipType} {
		if strings.Contains(string(key), id) {
			return model.FileResult{Skip: skip}
		}
	}
	return model.FileResult{Path: "chats/chat_001/files/" + strings.ReplaceAll(string(key), ":", "_")}
}

func flagged[T interface{ SetFlags() }](v T) T {
	v.SetFlags()
	return v
}

// writtenIn is the document of a chat's one message, without white space.
func writtenIn(t testing.TB, chat model.PeerID, m model.Message, vcard string) string {
	t.Helper()
	var one, all bytes.Buffer
	e := env()
	a := json.NewAccount(&all, e, json.Words{})
	a.OpenChats(false)
	c, err := a.Chat(&one, "chats/chat_001", e.Peer(chat))
	check(t, err)
	check(t, c.Message(&m, m.ID, vcard, saved))
	check(t, c.Close())
	var doc struct {
		Messages []encoding.RawMessage `json:"messages"`
	}
	check(t, encoding.Unmarshal(one.Bytes(), &doc))
	var flat bytes.Buffer
	check(t, encoding.Compact(&flat, doc.Messages[0]))
	return flat.String()
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// written converts a message of Ann's chat, or of the one it names, and writes it.
func written(t testing.TB, m tg.MessageClass) string {
	t.Helper()
	converted, ok := tgconv.Message(m)
	if !ok {
		t.Fatalf("%T is no message", m)
	}
	converted = kept(t, converted)
	vcard := ""
	if converted.Media != nil && converted.Media.Contact != nil && converted.Media.Contact.VCard != "" {
		vcard = "chats/chat_001/contacts/contact_1.vcard"
	}
	return writtenIn(t, converted.Peer, converted, vcard)
}

// kept is a message as it comes back from an archive.
func kept(t testing.TB, m model.Message) (back model.Message) {
	t.Helper()
	doc, err := encoding.Marshal(m)
	check(t, err)
	check(t, encoding.Unmarshal(doc, &back))
	return back
}

const (
	head   = `"date":"2025-06-01T12:00:00","date_unixtime":"1748768400",`
	actor  = `"actor":"Bob","actor_id":"user3",`
	sender = `"from":"Bob","from_id":"user3",`
	noText = `"text":"","text_entities":[]`
	tail   = `,"date_zone":"+03:00"}`
)

func compare(t testing.TB, want, got string) {
	t.Helper()
	if d := cmp.Diff(strings.Split(want, ","), strings.Split(got, ",")); d != "" {
		t.Error(d)
	}
}

func service(a tg.MessageActionClass) *tg.MessageService {
	return flagged(&tg.MessageService{ID: 9, PeerID: &tg.PeerUser{UserID: 2}, FromID: &tg.PeerUser{UserID: 3}, Date: noon, Action: a})
}

// answering is a service message about message 8.
func answering(a tg.MessageActionClass) *tg.MessageService {
	m := service(a)
	m.ReplyTo = flagged(&tg.MessageReplyHeader{ReplyToMsgID: 8})
	return flagged(m)
}

func carrying(m tg.MessageMediaClass) *tg.Message {
	return flagged(&tg.Message{ID: 9, PeerID: &tg.PeerUser{UserID: 2}, FromID: &tg.PeerUser{UserID: 3}, Date: noon, Media: m})
}
