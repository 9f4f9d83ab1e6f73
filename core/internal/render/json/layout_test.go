package json

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"strconv"
	"strings"
	"testing"

	"satchel/core/internal/model"

	"github.com/google/go-cmp/cmp"
)

func plain(s string) model.Text { return model.Text{Text: s} }

// object is the message of a chat with one, from its key "text_entities" on or
// from the given key to the end of the message.
func fromKey(t testing.TB, key string, m model.Message, files Files) string {
	t.Helper()
	p := user(123, "Ann", "")
	m.Peer = p.ID
	single, _ := documents(t, testEnv(p, user(9, "Bob", "")), p, files, m)
	i := strings.Index(single, "   \""+key+"\"")
	if i < 0 {
		t.Fatalf("no %s in %s", key, single)
	}
	// Every message ends with the zone of its date.
	return strings.TrimSuffix(strings.TrimSuffix(single[i:], "\n  }\n ]\n}"), ",\n   \"date_zone\": \"+03:00\"")
}

func TestStringsAreEscaped(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", `""`},
		{"plain ünï 山 👍", `"plain ünï 山 👍"`},
		{"\"\\/", `"\"\\/"`},
		{"\n\r\t", `"\n\r\t"`},
		{"\x00\x01\x1f\x7f", `"\u0000\u0001\u001f` + "\x7f" + `"`},
		{"a\u2028b\u2029c", `"a\u2028b\u2029c"`},
		{"\xff\xc3", "\"\uFFFD\uFFFD\""},
		{"\xe2\x80", "\"\uFFFD\uFFFD\""},
		{"\uFFFD", "\"\uFFFD\""},
	}
	for _, tt := range tests {
		if got := string(appendString(nil, tt.in)); got != tt.want {
			t.Errorf("%q: %s, want %s", tt.in, got, tt.want)
		}
	}
}

func TestDoublesHaveSixDecimals(t *testing.T) {
	for v, want := range map[float64]string{55.751244: "55.751244", 1: "1.000000", -0.0000001: "-0.000000", 1e9: "1000000000.000000"} {
		var w buffer
		w.float(v)
		if string(w.b) != want {
			t.Errorf("%v: %s", v, w.b)
		}
	}
	for _, v := range []float64{math.NaN(), math.Inf(1)} {
		var w buffer
		w.float(v)
		if !json.Valid(w.b) {
			t.Errorf("%v: %s", v, w.b)
		}
	}
}

// An array that is a poll's text is indented one level less than others.
func TestPollTextsAreIndentedAsInTelegramDesktop(t *testing.T) {
	bold := model.Text{Text: "ab", Entities: []model.Entity{{Type: model.EntityBold, Length: 1}}}
	m := model.Message{ID: 1, Media: &model.Media{Kind: model.KindPoll, Poll: &model.Poll{Question: bold, Answers: []model.PollAnswer{{Text: bold, Voters: 2}}, Voters: 2}}}
	want := `   "poll": {
    "question": [
    {
     "type": "bold",
     "text": "a"
    },
    "b"
   ],
    "closed": false,
    "total_voters": 2,
    "answers": [
     {
      "text": [
      {
       "type": "bold",
       "text": "a"
      },
      "b"
     ],
      "voters": 2,
      "chosen": false
     }
    ]
   },
   "text": "",
   "text_entities": []`
	if d := cmp.Diff(want, fromKey(t, "poll", m, noFiles)); d != "" {
		t.Error(d)
	}
}

func TestEmptyArrays(t *testing.T) {
	m := model.Message{ID: 1, Kind: model.MessageService, Action: &model.Action{Type: "todo_completions"}}
	want := "   \"completed\": [],\n   \"incompleted\": [],\n   \"text\": \"\",\n   \"text_entities\": []"
	if d := cmp.Diff(want, fromKey(t, "completed", m, noFiles)); d != "" {
		t.Error(d)
	}
	m.Action = &model.Action{Type: "create_group", Title: "T"}
	want = "   \"members\": [\n   ],\n   \"text\": \"\",\n   \"text_entities\": []"
	if d := cmp.Diff(want, fromKey(t, "members", m, noFiles)); d != "" {
		t.Error(d)
	}
}

func TestButtons(t *testing.T) {
	m := model.Message{ID: 1, Keyboard: "inline", Buttons: [][]model.Button{
		{{Type: "callback", Text: "C", Bytes: []byte{0xfb, 0xff}}, {Type: "request_poll", Text: "P", Bytes: []byte{1}}},
		{{Type: "request_peer", Text: "R", ID: 4}, {Type: "auth", Text: "A", Data: "https://e.org", Forward: "F"}},
	}}
	var rows struct {
		Rows [][]map[string]any `json:"inline_bot_buttons"`
	}
	check(t, json.Unmarshal([]byte("{"+fromKey(t, "inline_bot_buttons", m, noFiles)+"}"), &rows))
	want := [][]map[string]any{
		{{"type": "callback", "text": "C", "data": "", "dataBase64": "-_8"}, {"type": "request_poll", "text": "P", "data": "\x01"}},
		{{"type": "request_peer", "text": "R", "data": "unsupported", "button_id": 4.0}, {"type": "auth", "text": "A", "data": "https://e.org", "forward_text": "F"}},
	}
	if d := cmp.Diff(want, rows.Rows); d != "" {
		t.Error(d)
	}
	m.Keyboard = "reply"
	if strings.Contains(fromKey(t, "text", m, noFiles), "inline_bot_buttons") {
		t.Error("a reply keyboard is written")
	}
}

func TestCustomEmojiSayWhereTheirFileIs(t *testing.T) {
	results := map[model.FileKey]model.FileResult{
		"document:1": {Path: "chats/chat_001/stickers/a.webp"}, "document:2": {Skip: model.SkipSize}, "document:3": {Skip: model.SkipType}, "document:4": {Skip: model.SkipUnavailable},
	}
	want := []string{"stickers/a.webp", "", "", "(unavailable)", "(unavailable)"}
	for i, path := range want {
		m := model.Message{ID: 1, Text: model.Text{Text: "🙂", Entities: []model.Entity{{Type: model.EntityCustomEmoji, Length: 2, Document: int64(i + 1)}}}}
		got := fromKey(t, "text", m, func(k model.FileKey) model.FileResult { return results[k] })
		if !strings.Contains(got, "\"document_id\": \""+path+"\",\n     \"emoji_id\": \""+strconv.Itoa(i+1)+"\"") {
			t.Errorf("emoji %d: %s", i+1, got)
		}
	}
}

func TestMediaTypesInTheirPrecedence(t *testing.T) {
	tests := []struct {
		doc  model.Document
		want string
	}{
		{model.Document{Sticker: true, HasVideo: true, Animated: true}, "sticker"},
		{model.Document{CustomEmoji: true}, "sticker"},
		{model.Document{Round: true, HasVideo: true}, "video_message"},
		{model.Document{Voice: true, Audio: true}, "voice_message"},
		{model.Document{Animated: true, HasVideo: true}, "animation"},
		{model.Document{HasVideo: true}, "video_file"},
		{model.Document{Audio: true}, "audio_file"},
	}
	for _, tt := range tests {
		got := fromKey(t, "media_type", model.Message{ID: 1, Media: &model.Media{Kind: model.KindDocument, Document: &tt.doc}}, noFiles)
		if !strings.HasPrefix(got, "   \"media_type\": \""+tt.want+"\"") {
			t.Errorf("want %s: %s", tt.want, got)
		}
	}
	plainFile := model.Message{ID: 1, Media: &model.Media{Kind: model.KindDocument, Document: &model.Document{Name: "a"}}}
	if strings.Contains(fromKey(t, "file", plainFile, noFiles), "media_type") {
		t.Error("a plain file has a media_type")
	}
}

func TestMediaThatIsNotThereIsNoCrash(t *testing.T) {
	for _, kind := range []model.MediaKind{model.KindPhoto, model.KindDocument, model.KindGeo, model.KindGeoLive, model.KindVenue, model.KindContact, model.KindGame,
		model.KindInvoice, model.KindPoll, model.KindTodo, model.KindDice, model.KindStory, model.KindWebPage, model.KindGiveaway, model.KindGiveawayResults, model.KindPaid,
		model.KindVideoStream, "a kind of tomorrow"} {
		got := fromKey(t, "id", model.Message{ID: 1, Media: &model.Media{Kind: kind}}, noFiles)
		if !json.Valid([]byte("{" + got + "}")) {
			t.Errorf("%s: %s", kind, got)
		}
	}
}

func TestSenderIsTheChatWhereTelegramLeavesItOut(t *testing.T) {
	e := testEnv()
	tests := []struct {
		m    model.Message
		want model.PeerID
	}{
		{model.Message{Peer: model.UserID(5)}, model.UserID(5)},
		{model.Message{Peer: model.UserID(5), Out: true}, model.UserID(1)},
		{model.Message{Peer: model.ChannelID(5), Out: true, Post: true}, model.ChannelID(5)},
		{model.Message{Peer: model.ChatID(5), From: model.UserID(7)}, model.UserID(7)},
	}
	for _, tt := range tests {
		if got := e.sender(&tt.m); got != tt.want {
			t.Errorf("%v, want %v", got, tt.want)
		}
	}
}

func TestOtherDataIsWrittenSortedWithDoubles(t *testing.T) {
	var out bytes.Buffer
	a := NewAccount(&out, testEnv(), Words{About: "x"})
	check(t, a.OtherData(strings.NewReader(`{"b": [1, 2.5, true, null, "s"], "a": {}, "k\"\n": 0}`)))
	check(t, a.Close())
	want := "{\n \"about\": \"x\",\n \"other_data\": {\n  \"a\": {\n  },\n  \"b\": [\n   1.000000,\n   2.500000,\n   true,\n   null,\n   \"s\"\n  ],\n  \"k\\\"\\n\": 0.000000\n }\n}"
	if d := cmp.Diff(want, out.String()); d != "" {
		t.Error(d)
	}
}

func TestOtherDataThatIsNoJSONLeavesTheDocumentWhole(t *testing.T) {
	for _, data := range []string{"", "{", "<html>", `{"a":`} {
		var out bytes.Buffer
		a := NewAccount(&out, testEnv(), Words{About: "x"})
		if err := a.OtherData(strings.NewReader(data)); !NotJSON(err) {
			t.Errorf("%q: %v", data, err)
		}
		check(t, a.Close())
		if !json.Valid(out.Bytes()) {
			t.Errorf("%q: %s", data, out.String())
		}
	}
	if NotJSON(errors.New("disk")) {
		t.Error("any error counts as no JSON")
	}
}

func TestPeopleWithoutLastNameAndPublicNames(t *testing.T) {
	collectible := model.Peer{ID: model.UserID(3), FirstName: "C", Usernames: []string{"col", "other"}}
	e := testEnv(collectible)
	if got := e.username(collectible.ID); got != "col" {
		t.Errorf("%q", got)
	}
	if e.name(model.UserID(77)) != "" || e.name(model.PeerID{}) != "" || e.userName(0) != "" {
		t.Error("nobody has a name")
	}
}

func TestLaterMessagesDoNotShareStateWithEarlierOnes(t *testing.T) {
	p := user(123, "Ann", "")
	one := sampleMessage()
	two := model.Message{ID: 8, Peer: p.ID, Text: plain("x")}
	alone, _ := documents(t, testEnv(p), p, noFiles, two)
	both, _ := documents(t, testEnv(p), p, noFiles, one, two)
	_, tail, _ := strings.Cut(alone, "\"messages\": [")
	if !strings.HasSuffix(both, ","+tail) {
		t.Error("the second message reads differently after another")
	}
}
