package tljson

import (
	"errors"
	"strings"
	"testing"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

const okMessage = `{"_":"message","id":1,"peer_id":{"_":"peerUser","user_id":"7"},"date":5,"message":"hi"`

func TestWhatIsWrongIsRefusedWithItsPath(t *testing.T) {
	tests := []struct{ name, json, want string }{
		{"wrong type far inside", okMessage + `,"media":{"_":"messageMediaPhoto","photo":{"_":"photo","id":"1","access_hash":"2","file_reference":"","date":1,"dc_id":1,"sizes":[{"_":"photoSize","type":"x","w":"9","h":1,"size":1}]}}}`,
			"m[12].media.photo.sizes[0].w: expected int"},
		{"unknown field", okMessage + `,"colour":1}`, "m[12].colour: unknown field of message"},
		{"unknown constructor", okMessage + `,"media":{"_":"messageMediaSmell"}}`, `m[12].media: unknown constructor "messageMediaSmell"`},
		{"constructor of another class", okMessage + `,"media":{"_":"peerUser","user_id":1}}`, "m[12].media: peerUser is not what belongs here"},
		{"no constructor", `{"id":1}`, `m[12]: missing "_"`},
		{"required field missing", `{"_":"message","id":1,"peer_id":{"_":"peerUser"},"date":5,"message":""}`, "m[12].peer_id.user_id: missing required field"},
		{"flags given", okMessage + `,"flags":3}`, "m[12].flags: derived from the fields: leave it out"},
		{"second flags given", okMessage + `,"flags2":3}`, "m[12].flags2: derived from the fields: leave it out"},
		{"given twice", okMessage + `,"id":2}`, "m[12].id: given twice"},
		{"half of a shared bit", okMessage + `,"views":7}`, "m[12].forwards: comes together with the others of its flag"},
		{"int too large", `{"_":"peerUser","user_id":9007199254740993}`, "m[12].user_id: expected long (a string, or a number up to 2^53)"},
		{"int of 33 bits", okMessage + `,"ttl_period":4294967296}`, "m[12].ttl_period: expected int"},
		{"fraction for int", okMessage + `,"ttl_period":1.5}`, "m[12].ttl_period: expected int"},
		{"null", okMessage + `,"ttl_period":null}`, "m[12].ttl_period: expected int"},
		{"leading zero", okMessage + `,"ttl_period":01}`, "m[12].ttl_period: expected int"},
		{"long with plus", `{"_":"peerUser","user_id":"+7"}`, "m[12].user_id: expected long (a string, or a number up to 2^53)"},
		{"url-safe base64", okMessage + `,"media":{"_":"messageMediaPhoto","photo":{"_":"photo","id":"1","access_hash":"2","file_reference":"_-8=","date":1,"sizes":[],"dc_id":1}}}`, "m[12].media.photo.file_reference: expected bytes (base64)"},
		{"true as a number", okMessage + `,"out":1}`, "m[12].out: expected true or false"},
		{"vector as an object", okMessage + `,"entities":{}}`, "m[12].entities: expected vector"},
		{"wrong element", okMessage + `,"entities":[{"_":"messageEntityBold","offset":0,"length":1},{"_":"messageEntityBold","offset":"0","length":1}]}`, "m[12].entities[1].offset: expected int"},
		{"object as a string", okMessage + `,"media":"x"}`, "m[12].media: expected object"},
		{"string as a number", `{"_":"message","message":5}`, "m[12].message: expected string"},
		{"half a surrogate", `{"_":"inputPeerUserFromMessage","x":"\ud83d"}`, "m[12].x: unknown field of inputPeerUserFromMessage"},
		{"half a surrogate in a string", `{"_":"message","message":"\ud83dx"}`, "m[12].message: string has half of a surrogate pair"},
		{"something after", okMessage + `} {}`, "m[12]: something follows the value"},
		{"cut off", okMessage, "m[12]: not JSON at byte 86"},
		{"too deep", strings.Repeat(`{"_":"textBold","text":`, 300), "nested too deep"},
	}
	c := New()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var obj bin.Object
			err := c.Decode([]byte(tt.json), &obj, DecodeOptions{Path: "m[12]"})
			if err == nil || !strings.HasSuffix(err.Error(), tt.want) {
				t.Fatalf("got  %v\nwant %s", err, tt.want)
			}
			if bad := (*Error)(nil); !errors.As(err, &bad) {
				t.Fatalf("%T is no *Error", err)
			}
		})
	}
}

func TestPresentZeroIsNotAbsent(t *testing.T) {
	c := New()
	var m tg.Message
	text := okMessage + `,"views":0,"forwards":0,"entities":[],"post_author":"","out":false,"silent":true}`
	if err := c.Decode([]byte(text), &m, DecodeOptions{}); err != nil {
		t.Fatal(err)
	}
	if n, ok := m.GetViews(); !ok || n != 0 {
		t.Errorf("views: %d, %v", n, ok)
	}
	if e, ok := m.GetEntities(); !ok || len(e) != 0 {
		t.Errorf("entities: %v, %v", e, ok)
	}
	if _, ok := m.GetPostAuthor(); !ok {
		t.Error("post_author is absent")
	}
	if m.Flags.Has(1) || m.Out || !m.Flags.Has(13) || !m.Silent {
		t.Errorf("out %v silent %v flags %b", m.Out, m.Silent, m.Flags)
	}
	got, err := c.Encode(&m)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"_":"message","silent":true,"id":1,"peer_id":{"_":"peerUser","user_id":"7"},"date":5,"message":"hi","entities":[],"views":0,"forwards":0,"post_author":""}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestOptionalBoolFalseIsPresent(t *testing.T) {
	c := New()
	var s tg.PeerNotifySettings
	if err := c.Decode([]byte(`{"_":"peerNotifySettings","silent":false}`), &s, DecodeOptions{}); err != nil {
		t.Fatal(err)
	}
	if v, ok := s.GetSilent(); v || !ok {
		t.Errorf("silent %v, %v", v, ok)
	}
	if got, _ := c.Encode(&s); string(got) != `{"_":"peerNotifySettings","silent":false}` {
		t.Errorf("got %s", got)
	}
}

func TestConstructorMayComeLast(t *testing.T) {
	c := New()
	var p tg.PeerClass
	if err := c.Decode([]byte(` { "user_id" : 9007199254740992 , "_" : "peerUser" } `), &p, DecodeOptions{}); err != nil {
		t.Fatal(err)
	}
	if u, ok := p.(*tg.PeerUser); !ok || u.UserID != 1<<53 {
		t.Errorf("got %v", p)
	}
}

func TestAbsentFieldsCanBeGivenAValue(t *testing.T) {
	c := New()
	o := DecodeOptions{Absent: func(obj bin.Object, field string) bool {
		photo, ok := obj.(*tg.Photo)
		if ok && field == "access_hash" {
			photo.AccessHash = photo.ID * 10
		}
		return ok && field == "access_hash"
	}}
	var p tg.PhotoClass
	text := `{"_":"photo","file_reference":"","date":1,"sizes":[],"dc_id":1,"id":"7"}`
	if err := c.Decode([]byte(text), &p, o); err != nil {
		t.Fatal(err)
	}
	if p.(*tg.Photo).AccessHash != 70 {
		t.Errorf("got %v", p)
	}
	err := c.Decode([]byte(`{"_":"photo","file_reference":"","date":1,"sizes":[],"id":"7"}`), &p, o)
	if err == nil || err.Error() != "dc_id: missing required field" {
		t.Errorf("got %v", err)
	}
}

func TestDoneSeesInnerObjectsFirst(t *testing.T) {
	c := New()
	var seen []string
	var m tg.MessageClass
	err := c.Decode([]byte(okMessage+`}`), &m, DecodeOptions{Path: "m", Done: func(obj bin.Object) error {
		seen = append(seen, obj.(interface{ TypeName() string }).TypeName())
		if len(seen) == 2 {
			return errors.New("no more")
		}
		return nil
	}})
	if strings.Join(seen, " ") != "peerUser message" || err == nil || err.Error() != "m: no more" {
		t.Errorf("saw %v, error %v", seen, err)
	}
}

func FuzzDecode(f *testing.F) {
	c := New()
	f.Add([]byte(okMessage + `,"views":0,"forwards":0,"entities":[]}`))
	f.Add([]byte(`{"_":"textBold","text":{"_":"textPlain","text":"\u00e9\ud83c\udf88\n"}}`))
	f.Add([]byte(`{"_":"geoPoint","long":-0.0,"lat":1e-300,"access_hash":-1}`))
	f.Add([]byte(`{"_":"peerUser","user_id":"`))
	f.Add([]byte(`{"_":"invokeWithTakeout","takeout_id":1,"query":{"_":"messages.getDialogs","offset_date":0,"offset_id":0,"offset_peer":{"_":"inputPeerEmpty"},"limit":1,"hash":0}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var obj bin.Object
		if c.Decode(data, &obj, DecodeOptions{}) != nil {
			return
		}
		text, err := c.Encode(obj)
		if err != nil {
			t.Fatal(err)
		}
		var back bin.Object
		if err := c.Decode(text, &back, DecodeOptions{}); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		var a, b bin.Buffer
		if obj.Encode(&a) != nil || back.Encode(&b) != nil || string(a.Buf) != string(b.Buf) {
			t.Fatalf("not the same after a round: %s", text)
		}
	})
}
