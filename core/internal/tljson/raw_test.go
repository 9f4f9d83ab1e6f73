package tljson

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// wire is what Telegram sends for an object, or for a vector of objects.
func wire(t testing.TB, vector bool, objects ...bin.Object) []byte {
	t.Helper()
	var b bin.Buffer
	if vector {
		b.PutVectorHeader(len(objects))
	}
	for _, o := range objects {
		if err := o.Encode(&b); err != nil {
			t.Fatal(err)
		}
	}
	return b.Buf
}

func TestAnAnswerAsItCameIsWrittenAsItsObject(t *testing.T) {
	user := &tg.PeerUser{UserID: 7}
	full := &tg.Message{ID: 1, Out: true, PeerID: user, Date: 5, Message: "hi", Media: &tg.MessageMediaDice{Value: 3, Emoticon: "🎲"}}
	const written = `{"_":"message","out":true,"id":1,"peer_id":{"_":"peerUser","user_id":"7"},"date":5,"message":"hi","media":{"_":"messageMediaDice","value":3,"emoticon":"🎲"}}`
	number := bin.Buffer{}
	number.PutInt(5)
	for name, tt := range map[string]struct {
		raw  []byte
		want string // "" for what is refused
	}{
		"object":           {wire(t, false, full), written},
		"method":           {wire(t, false, &tg.MessagesGetPeerDialogsRequest{}), `{"_":"messages.getPeerDialogs","peers":[]}`},
		"vector":           {wire(t, true, user, &tg.PeerChat{ChatID: 8}), `[{"_":"peerUser","user_id":"7"},{"_":"peerChat","chat_id":"8"}]`},
		"empty vector":     {wire(t, true), `[]`},
		"true":             {wire(t, false, &tg.BoolTrue{}), `true`},
		"false":            {wire(t, false, &tg.BoolFalse{}), `false`},
		"cut off":          {wire(t, false, full)[:20], ""},
		"a vector cut off": {wire(t, true, user, user)[:22], ""},
		"more behind it":   {wire(t, false, user, user), ""},
		"of another layer": {number.Buf, ""},
		"in a vector":      {append(wire(t, true, user), 1, 2, 3, 4), ""},
		"nothing":          {nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := New().Raw(tt.raw, nil)
			if (err == nil) != (tt.want != "") {
				t.Fatalf("error %v", err)
			}
			if d := cmp.Diff(tt.want, string(got)); err == nil && d != "" {
				t.Error(d)
			}
		})
	}
	if _, err := New().Raw(number.Buf, nil); !errors.Is(err, errUnknown) {
		t.Errorf("an unknown constructor is %v", err)
	}
}

// A trace of an account holds its shape and none of its words, whatever the depth
// they stand at.
func TestEveryValueOfAnAnswerCanBeReplaced(t *testing.T) {
	const secret = "kitten"
	m := &tg.Message{ID: 77, PeerID: &tg.PeerUser{UserID: 77}, Date: 77, Message: secret,
		Entities: []tg.MessageEntityClass{&tg.MessageEntityTextURL{Offset: 77, Length: 77, URL: secret}},
		Media: &tg.MessageMediaDocument{Document: &tg.Document{ID: 77, AccessHash: 77, FileReference: []byte(secret), MimeType: secret,
			Attributes: []tg.DocumentAttributeClass{&tg.DocumentAttributeVideo{Duration: 77, W: 77, H: 77}}}},
	}
	seen := map[string]bool{}
	replace := func(object, field string, value any) any {
		seen[object+"."+field] = true
		switch value.(type) {
		case int:
			return 1
		case int64:
			return int64(2)
		case float64:
			return 0.5
		case string:
			return "w"
		case []byte:
			return []byte{0}
		}
		t.Errorf("%s.%s is a %T", object, field, value)
		return value
	}
	c := New()
	encoded, err := c.EncodeReplaced(m, replace)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := c.Raw(wire(t, true, m, m), replace)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff("["+string(encoded)+","+string(encoded)+"]", string(raw)); d != "" {
		t.Errorf("an answer as it came and its object differ: %s", d)
	}
	if strings.Contains(string(encoded), secret) || strings.Contains(string(encoded), "77") {
		t.Errorf("a value stayed: %s", encoded)
	}
	for _, want := range []string{`"id":1,`, `"user_id":"2"`, `"url":"w"`, `"file_reference":"AA=="`, `"duration":0.5`} {
		if !strings.Contains(string(encoded), want) {
			t.Errorf("no %s in %s", want, encoded)
		}
	}
	for _, want := range []string{"message.message", "peerUser.user_id", "messageEntityTextUrl.url", "document.access_hash", "documentAttributeVideo.duration"} {
		if !seen[want] {
			t.Errorf("%s was not asked for: %v", want, seen)
		}
	}
}

func TestAnObjectIsReadAndTheRestIsLeft(t *testing.T) {
	c := New()
	b := &bin.Buffer{Buf: wire(t, false, &tg.PeerUser{UserID: 7}, &tg.PeerChat{ChatID: 8})}
	var got []string
	for range 2 {
		o, err := c.Object(b)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, o.(interface{ TypeName() string }).TypeName())
	}
	if d := cmp.Diff([]string{"peerUser", "peerChat"}, got); d != "" {
		t.Error(d)
	}
	if _, err := c.Object(b); err == nil {
		t.Error("an object was read from nothing")
	}
}

func TestObjectsAreMadeByTheirName(t *testing.T) {
	c := New()
	for name, known := range map[string]bool{"peerUser": true, "messages.getHistory": true, "PeerUser": false, "": false, "vector": false} {
		o, ok := c.NewObject(name)
		if ok != known || known && o.(interface{ TypeName() string }).TypeName() != name {
			t.Errorf("%q: %v %v", name, o, ok)
		}
	}
}

// Whatever bytes come, they are refused or become JSON that names an object.
func FuzzRawRefusesWhatItCannotRead(f *testing.F) {
	f.Add(wire(f, false, &tg.PeerUser{UserID: 7}))
	f.Add(wire(f, true, &tg.PeerUser{UserID: 7}, &tg.BoolTrue{}))
	f.Add(wire(f, false, &tg.Message{PeerID: &tg.PeerChat{ChatID: 1}, Message: "x"}))
	c := New()
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, err := c.Raw(raw, nil)
		if err != nil {
			return
		}
		if len(got) == 0 || !strings.ContainsRune("{[tf", rune(got[0])) {
			t.Errorf("%x became %s", raw, got)
		}
	})
}
