package tljson

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

func TestEncodeLeavesTheObjectAlone(t *testing.T) {
	m := &tg.Message{ID: 1, PeerID: &tg.PeerUser{UserID: 1}, Views: 5}
	got, err := New().Encode(m)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(got), `"views":5,"forwards":0`) {
		t.Errorf("fields that share a bit do not come together: %s", got)
	}
	if !m.Flags.Zero() {
		t.Errorf("flags are now %b", m.Flags)
	}
}

func TestEncodeRefusesWhatJSONCannotSay(t *testing.T) {
	tests := []struct {
		name string
		obj  bin.Object
		want string
	}{
		{"not a number", &tg.Message{PeerID: &tg.PeerUser{}, Media: &tg.MessageMediaGeo{Geo: &tg.GeoPoint{Lat: math.NaN()}}}, "media.geo.lat: JSON has no number for NaN"},
		{"required field is nil", &tg.Message{}, "peer_id: missing"},
		{"vector of no constructor", &tg.UserClassVector{}, "not a constructor of the schema"},
		{"nil", nil, "not a constructor of the schema"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := New().Encode(tt.obj); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

func TestEncodedStringsAreJSON(t *testing.T) {
	for _, s := range []string{"", "a\"b\\c\n\r\t\x00\x1f\x7f", "é世🎈\u2028", "bad \xff\xc3 end", "\xed\xa0\x80"} {
		text, err := New().Encode(&tg.TextPlain{Text: s})
		if err != nil {
			t.Fatal(err)
		}
		var back struct{ Text string }
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if want := strings.ToValidUTF8(s, "\ufffd"); strings.ReplaceAll(back.Text, "\ufffd", "") != strings.ReplaceAll(want, "\ufffd", "") {
			t.Errorf("got %q, want %q", back.Text, want)
		}
	}
}

func TestRedactedFormHasNeitherBytesNorSecrets(t *testing.T) {
	key := make([]byte, 8)
	tests := []struct {
		obj  bin.Object
		want string
	}{
		{&tg.AuthSignInRequest{PhoneNumber: "+99", PhoneCodeHash: "h", PhoneCode: "22222"}, `{"_":"auth.signIn"}`},
		{&tg.AuthSendCodeRequest{PhoneNumber: "+99", APIID: 4, APIHash: "x"}, `{"_":"auth.sendCode","api_id":4,"settings":{"_":"codeSettings"}}`},
		{&tg.AuthCheckPasswordRequest{Password: &tg.InputCheckPasswordSRP{SRPID: 4, A: key, M1: key}}, `{"_":"auth.checkPassword"}`},
		{&tg.AuthImportAuthorizationRequest{ID: 5, Bytes: key}, `{"_":"auth.importAuthorization","id":"5"}`},
		{&tg.UploadGetFileRequest{Location: &tg.InputDocumentFileLocation{ID: 5, AccessHash: 6, FileReference: key, ThumbSize: "m"}, Limit: 4096},
			`{"_":"upload.getFile","location":{"_":"inputDocumentFileLocation","id":"5","thumb_size":"m"},"offset":"0","limit":4096}`},
	}
	for _, tt := range tests {
		got, err := New().EncodeRedacted(tt.obj)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

// The design wants about 1 ms for the hundred.
func BenchmarkAHundredMessages(b *testing.B) {
	c := New()
	text := []byte(okMessage + `,"out":true,"from_id":{"_":"peerUser","user_id":"7"},"entities":[{"_":"messageEntityBold","offset":0,"length":1}],"media":{"_":"messageMediaPhoto","photo":{"_":"photo","id":"1","access_hash":"2","file_reference":"AAAA","date":1,"dc_id":1,"sizes":[{"_":"photoSize","type":"x","w":9,"h":1,"size":1}]}}}`)
	for b.Loop() {
		for range 100 {
			var m tg.MessageClass
			if err := c.Decode(text, &m, DecodeOptions{}); err != nil {
				b.Fatal(err)
			}
			if _, err := c.Encode(m); err != nil {
				b.Fatal(err)
			}
		}
	}
}
