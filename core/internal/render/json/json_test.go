package json

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"satchel/core/internal/model"

	"github.com/google/go-cmp/cmp"
)

func testEnv(peers ...model.Peer) *Env {
	known := map[model.PeerID]*model.Peer{}
	for i := range peers {
		known[peers[i].ID] = &peers[i]
	}
	return &Env{
		Self:   model.UserID(1),
		Peer:   func(id model.PeerID) *model.Peer { return known[id] },
		Offset: func(int64) int { return 3 * 3600 },
	}
}

func user(id int64, first, last string) model.Peer {
	return model.Peer{ID: model.UserID(id), FirstName: first, LastName: last}
}

func noFiles(model.FileKey) model.FileResult { return model.FileResult{} }

// documents writes one chat and returns both forms.
func documents(t testing.TB, env *Env, p model.Peer, files Files, ms ...model.Message) (single, account string) {
	t.Helper()
	var one, all bytes.Buffer
	a := NewAccount(&all, env, Words{About: "about", Chats: "chats"})
	a.OpenChats(false)
	c, err := a.Chat(&one, "chats/chat_001", &p)
	check(t, err)
	for i := range ms {
		check(t, c.Message(&ms[i], ms[i].ID, "", files))
	}
	check(t, c.Close())
	check(t, a.CloseList())
	check(t, a.Close())
	return one.String(), all.String()
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

const sample = `{
 "name": "Ann",
 "type": "personal_chat",
 "id": 123,
 "messages": [
  {
   "id": 7,
   "type": "message",
   "date": "2025-06-01T12:00:00",
   "date_unixtime": "1748768400",
   "from": "Ann",
   "from_id": "user123",
   "text": [
    "see ",
    {
     "type": "bold",
     "text": "this"
    }
   ],
   "text_entities": [
    {
     "type": "plain",
     "text": "see "
    },
    {
     "type": "bold",
     "text": "this"
    }
   ],
   "reactions": [
     {
      "type": "emoji",
      "count": 1,
      "emoji": "👍",
      "recent": [
       {
        "from": "Bob",
        "from_id": "user9",
        "date": "2025-06-01T12:00:05"
       }
      ]
     }
    ],
   "date_zone": "+03:00"
  }
 ]
}`

func sampleMessage() model.Message {
	return model.Message{
		ID: 7, Peer: model.UserID(123), Date: 1748768400,
		Text:      model.Text{Text: "see this", Entities: []model.Entity{{Type: model.EntityBold, Offset: 4, Length: 4}}},
		Reactions: []model.Reaction{{Emoji: "👍", Count: 1, Recent: []model.ReactionBy{{From: model.UserID(9), Date: 1748768405}}}},
	}
}

func TestSampleIsWrittenToTheByte(t *testing.T) {
	ann := user(123, "Ann", "")
	single, account := documents(t, testEnv(ann, user(9, "Bob", "")), ann, noFiles, sampleMessage())
	if d := cmp.Diff(sample, single); d != "" {
		t.Error(d)
	}
	within := "{\n \"about\": \"about\",\n \"chats\": {\n  \"about\": \"chats\",\n  \"list\": [\n   " +
		strings.ReplaceAll(sample, "\n", "\n   ") + "\n  ]\n }\n}"
	if d := cmp.Diff(within, account); d != "" {
		t.Error(d)
	}
}

func TestChatWithoutMessages(t *testing.T) {
	self := model.Peer{ID: model.UserID(1), Self: true, FirstName: "Me"}
	single, _ := documents(t, testEnv(self), self, noFiles)
	want := "{\n \"type\": \"saved_messages\",\n \"id\": 1,\n \"messages\": [\n ]\n}"
	if d := cmp.Diff(want, single); d != "" {
		t.Error(d)
	}
}

func TestDeletedPeopleAreNull(t *testing.T) {
	gone := model.Peer{ID: model.UserID(5), Deleted: true}
	single, _ := documents(t, testEnv(gone), gone, noFiles, model.Message{ID: 1, Peer: gone.ID})
	for _, want := range []string{"\"name\": null", "\"from\": null", "\"from_id\": \"user5\"", "\"text\": \"\"", "\"text_entities\": []"} {
		if !strings.Contains(single, want) {
			t.Errorf("%s is missing in %s", want, single)
		}
	}
}

func TestPathsAreRelativeToTheirDocument(t *testing.T) {
	files := func(k model.FileKey) model.FileResult {
		return map[model.FileKey]model.FileResult{
			"photo:1:x": {Path: "chats/chat_001/photos/a.jpg", Size: 10, SHA256: []byte{0xab, 1}},
			"photo:2:x": {Path: "chats/chat_003/photos/b.jpg"},
			"photo:3:x": {Skip: model.SkipSize}, "photo:4:x": {Skip: model.SkipType}, "photo:5:x": {Skip: model.SkipUnavailable},
		}[k]
	}
	ann := user(123, "Ann", "")
	var ms []model.Message
	for i := range 6 {
		key := model.FileKey(fmt.Sprintf("photo:%d:x", i+1))
		ms = append(ms, model.Message{ID: i + 1, Peer: ann.ID, Media: &model.Media{Kind: model.KindPhoto, Photo: &model.Photo{File: key, Size: 5}}})
	}
	single, account := documents(t, testEnv(ann), ann, files, ms...)
	type doc struct {
		Messages []struct {
			Photo  string `json:"photo"`
			SHA256 string `json:"sha256"`
		} `json:"messages"`
	}
	var one doc
	var all struct {
		Chats struct {
			List []doc `json:"list"`
		} `json:"chats"`
	}
	check(t, json.Unmarshal([]byte(single), &one))
	check(t, json.Unmarshal([]byte(account), &all))
	const exceeds = "(File exceeds maximum size. Change data exporting settings to download.)"
	const excluded = "(File not included. Change data exporting settings to download.)"
	const unavailable = "(File unavailable, please try again later)"
	want := []string{"photos/a.jpg", "../chat_003/photos/b.jpg", exceeds, excluded, unavailable, unavailable}
	wantAll := []string{"chats/chat_001/photos/a.jpg", "chats/chat_003/photos/b.jpg", exceeds, excluded, unavailable, unavailable}
	for i := range want {
		if one.Messages[i].Photo != want[i] || all.Chats.List[0].Messages[i].Photo != wantAll[i] {
			t.Errorf("photo %d: %q and %q", i, one.Messages[i].Photo, all.Chats.List[0].Messages[i].Photo)
		}
	}
	if one.Messages[0].SHA256 != "ab01" {
		t.Errorf("sha256 %q", one.Messages[0].SHA256)
	}
}

func TestMigratedIdsAreShiftedWithTheirReplies(t *testing.T) {
	const shift = -1_000_000_000
	group := model.Peer{ID: model.ChannelID(7), Title: "Group", Megagroup: true}
	old := model.ChatID(3)
	var one, all bytes.Buffer
	a := NewAccount(&all, testEnv(group), Words{})
	a.OpenChats(false)
	c, err := a.Chat(&one, "chats/chat_001", &group)
	check(t, err)
	m := model.Message{ID: 12, Peer: old, From: model.UserID(4), Reply: &model.Reply{ID: 10}}
	check(t, c.Message(&m, 12+shift, "", noFiles))
	pin := model.Message{ID: 13, Peer: old, Kind: model.MessageService, From: model.UserID(4),
		Action: &model.Action{Type: "pin_message"}, Reply: &model.Reply{ID: 10, Peer: old}}
	check(t, c.Message(&pin, 13+shift, "", noFiles))
	check(t, c.Close())
	for _, want := range []string{`"id": -999999988`, `"reply_to_message_id": -999999990`, `"message_id": -999999990`} {
		if !strings.Contains(one.String(), want) {
			t.Errorf("%s is missing in %s", want, one.String())
		}
	}
	if strings.Contains(one.String(), "reply_to_peer_id") {
		t.Error("a reply within the migrated history names a peer")
	}
}

func TestRelative(t *testing.T) {
	tests := []struct{ folder, path, want string }{
		{"", "chats/chat_001/photos/a.jpg", "chats/chat_001/photos/a.jpg"},
		{"chats/chat_001", "chats/chat_001/photos/a.jpg", "photos/a.jpg"},
		{"chats/chat_001", "chats/chat_002/photos/a.jpg", "../chat_002/photos/a.jpg"},
		{"chats/chat_001", "stories/a.jpg", "../../stories/a.jpg"},
		{"lists", "css/style.css", "../css/style.css"},
		{"a", "a", "../a"},
	}
	for _, tt := range tests {
		if got := Relative(tt.folder, tt.path); got != tt.want {
			t.Errorf("Relative(%q, %q) = %q, want %q", tt.folder, tt.path, got, tt.want)
		}
	}
}

func TestMoney(t *testing.T) {
	tests := []struct {
		amount   int64
		currency string
		want     string
	}{
		{999, "USD", "$9.99"}, {5, "EUR", "0,05 €"}, {123456789, "EUR", "1 234 567,89 €"}, {1250, "CHF", "12.50 CHF"}, {-125000, "CHF", "−1'250.00 CHF"},
		{1500, "JPY", "¥1,500"}, {1234, "KWD", "KWD1.234"}, {2500, "XTR", "⭐2,500"}, {-9223372036854775808, "USD", "−$92,233,720,368,547,758.08"},
		{100000, "RUB", "1 000,00 RUB"}, {100000, "UAH", "1 000,00UAH"}, {100000, "DKK", "1000,00 DKK"}, {100000, "BRL", "R$ 1.000,00"},
		{100000, "IDR", "IDR1.000,00"}, {100000, "SEK", "1.000,00 SEK"}, {100000, "AED", "AED 1,000.00"}, {100000, "AMD", "1,000.00 AMD"},
		{100000, "ALL", "1.000,00ALL"}, {100000, "IRR", "1,000 IRR"}, {100050, "IRR", "1,000/50 IRR"}, {100000, "KGS", "1 000-00 KGS"},
		{100000, "KZT", "KZT1 000-00"}, {100000, "MNT", "MNT1 000,00"}, {100000, "NOK", "NOK 1 000,00"}, {100000, "TJS", "1 000;00 TJS"},
		{100, "AUD", "AU$1.00"}, {100, "TWD", "NT$1.00"}, {100, "CNY", "CN¥1.00"}, {1000, "KRW", "₩1,000"}, {1000, "VND", "1.000 ₫"},
		{100, "GBP", "£1.00"}, {100, "ILS", "₪ 1.00"}, {100, "INR", "₹1.00"}, {100, "THB", "฿1.00"}, {0, "", "0.00"}, {1_000_000_001, "TON", "TON1.000000001"},
	}
	for _, tt := range tests {
		if got := Money(tt.amount, tt.currency); got != tt.want {
			t.Errorf("Money(%d, %s) = %q, want %q", tt.amount, tt.currency, got, tt.want)
		}
	}
}

func FuzzDocumentIsValidJSON(f *testing.F) {
	f.Add("a\x00\x1f\x7f\"\\\n", "\u2028\u2029", "\xff\xe2\x80", 1, 2)
	f.Add("да нет", "<script>", "👍🏽", 0, 3)
	f.Add("👩‍👩‍👧‍👦\u200b\u202e", "\ufeff", "\xed\xa0\xbd\x00", 1, 1<<62)
	f.Add(strings.Repeat("ы", 64<<10), "", "", -1, 65537)
	f.Fuzz(func(t *testing.T, a, b, c string, offset, length int) {
		p := user(2, a, b)
		m := model.Message{
			ID: 1, Peer: p.ID, Author: c, Text: model.Text{Text: a + c, Entities: []model.Entity{
				{Type: model.EntityTextURL, Offset: offset, Length: length, URL: b},
				{Type: model.EntityPre, Offset: length, Length: offset, Language: c},
				{Type: model.EntityBold, Offset: offset + 1, Length: 1},
				{Type: model.EntityType(b), Offset: length - 1, Length: length},
			}},
			Forward: &model.Forward{Name: b}, Reply: &model.Reply{ID: offset, Quote: true, QuoteText: model.Text{Text: c}},
			Reactions: []model.Reaction{{Emoji: a, Count: length}},
			Keyboard:  "inline", Buttons: [][]model.Button{{{Type: b, Text: a, Data: c}, {Type: "callback", Bytes: []byte(c)}}},
			Media: &model.Media{Kind: model.KindPoll, Poll: &model.Poll{Question: model.Text{Text: c}, Answers: []model.PollAnswer{{Text: model.Text{Text: b}}}}},
			Rich:  &model.RichMessage{Blocks: []model.RichNode{{Type: a, Fields: map[string]any{b: c}}}},
		}
		single, account := documents(t, testEnv(p), p, noFiles, m, m)
		for _, doc := range []string{single, account} {
			if !json.Valid([]byte(doc)) || !utf8.ValidString(doc) {
				t.Fatalf("not valid: %q", doc)
			}
		}
		var back struct {
			Name *string `json:"name"`
		}
		check(t, json.Unmarshal([]byte(single), &back))
		if want := strings.ToValidUTF8(a, "\uFFFD"); utf8.ValidString(a) && a != "" && *back.Name != want {
			t.Errorf("name %q, want %q", *back.Name, want)
		}
	})
}

func TestMessagesAreWrittenWithoutAllocating(t *testing.T) {
	ann := user(123, "Ann", "")
	var one, all bytes.Buffer
	one.Grow(8 << 20)
	all.Grow(8 << 20)
	a := NewAccount(&all, testEnv(ann, user(9, "Bob", "")), Words{})
	a.OpenChats(false)
	c, err := a.Chat(&one, "chats/chat_001", &ann)
	check(t, err)
	m := sampleMessage()
	for range 200 { // past the growth of the buffers
		check(t, c.Message(&m, m.ID, "", noFiles))
	}
	got := testing.AllocsPerRun(500, func() { check(t, c.Message(&m, m.ID, "", noFiles)) })
	if got > 2 { // the two names that are put together
		t.Errorf("%v allocations a message", got)
	}
}
