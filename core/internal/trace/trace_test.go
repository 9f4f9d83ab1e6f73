package trace

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"satchel/core/internal/tljson"
)

func testRedactor(t *testing.T) *redactor { return keyedRedactor(t, "a test") }

func keyedRedactor(t *testing.T, key string) *redactor {
	t.Helper()
	r, err := newRedactor(sha256.Sum256([]byte(key)), time.Unix(1_760_000_000, 0))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func redacted(t *testing.T, obj bin.Object) string {
	t.Helper()
	out, err := tljson.New().EncodeReplaced(obj, testRedactor(t).replace)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestWhatStaysOfAMessageIsItsShape(t *testing.T) {
	m := &tg.Message{
		ID: 77, PeerID: &tg.PeerUser{UserID: 4242}, Date: 1_760_000_000 - 3*day, Message: "Grüße 👍 an Åsa",
		Media: &tg.MessageMediaDocument{Document: &tg.Document{ID: 990099, AccessHash: 5, FileReference: []byte{1, 2}, Date: 1_600_000_000, MimeType: "video/mp4", Size: 123_456, DCID: 4,
			Thumbs:     []tg.PhotoSizeClass{&tg.PhotoSize{Type: "m", W: 320, H: 200, Size: 4000}},
			Attributes: []tg.DocumentAttributeClass{&tg.DocumentAttributeFilename{FileName: "secret.mp4"}, &tg.DocumentAttributeVideo{Duration: 12.5, W: 1280, H: 720}}}},
	}
	m.SetEntities([]tg.MessageEntityClass{&tg.MessageEntityTextURL{Offset: 6, Length: 2, URL: "https://example.org/me"}})
	m.SetViews(4711)
	got := redacted(t, m)
	for _, want := range []string{
		`"message":"xxxxxxxxxxxxxxx"`, // 15 units of UTF-16
		`"mime_type":"video/mp4"`, `"size":"123456"`, `"duration":12.5`, `"w":1280`, `"type":"m"`, `"dc_id":4`, `"offset":6,"length":2`,
		`"file_name":"xxxxxxxxxxxxxxxx"`, `"file_reference":""`, `"views":0`, `"date":1699660800`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing in %s", want, got)
		}
	}
	for _, leak := range []string{"77", "4242", "990099", "secret", "example", "Gr", "4711", "1760000000"} {
		if strings.Contains(got, leak) {
			t.Errorf("%s is seen in %s", leak, got)
		}
	}
}

func TestAnIdentifierKeepsItsNumberWithinATrace(t *testing.T) {
	r := testRedactor(t)
	seen := map[int64]int{}
	for id := range 50_000 {
		seen[r.number("message", "id", int64(id+1), true)]++
	}
	if len(seen) != 50_000 {
		t.Errorf("%d names for 50000 messages", len(seen))
	}
	for n := range seen {
		if n <= 0 || n > 1<<31-1 {
			t.Fatalf("%d is no message", n)
		}
	}
	user := r.number("user", "id", 12345, false)
	if user != r.number("peerUser", "user_id", 12345, false) || user == r.number("user", "id", 12346, false) || user == 12345 {
		t.Errorf("a person is named %d", user)
	}
	other := keyedRedactor(t, "another")
	if user == other.number("user", "id", 12345, false) {
		t.Error("two traces name a person alike")
	}
}

func TestHowManyThereAreIsRoundedWhereItCouldBeLookedUp(t *testing.T) {
	r := testRedactor(t)
	for _, tt := range []struct {
		object, field string
		value, want   int
	}{
		{"channelFull", "participants_count", 123_456, 100_000},
		{"channelFull", "participants_count", 7, 7},
		{"reactionCount", "count", 45, 40},
		{"messageActionPhoneCall", "duration", 754, 700},
		{"documentAttributeAudio", "duration", 754, 754},
		{"messages.channelMessages", "count", 123_456, 123_456},
	} {
		if got := r.replace(tt.object, tt.field, tt.value); got != tt.want {
			t.Errorf("%s.%s %d is %v, want %d", tt.object, tt.field, tt.value, got, tt.want)
		}
	}
}

func TestOnlyTheLengthOfWhatEntitiesPointIntoIsKept(t *testing.T) {
	for _, tt := range []struct {
		object, field, value string
		want                 int
	}{
		{"message", "message", "hello", 5}, {"user", "first_name", "Wilhelmine", 16}, {"user", "first_name", "Al", 4},
		{"user", "phone", "4930123456789", 11}, {"channel", "title", "", 0}, {"messageMediaWebPage", "url", strings.Repeat("a", 65), 128},
	} {
		if got := text(tt.object, tt.field, tt.value); len(got) != tt.want {
			t.Errorf("%s.%s %q is %q", tt.object, tt.field, tt.value, got)
		}
	}
}

func TestTelegramsOwnAccountsKeepTheirNames(t *testing.T) {
	if got := testRedactor(t).replace("peerUser", "user_id", int64(777000)); got != int64(777000) {
		t.Error(got)
	}
}

func TestNumbersThatAreNotKnownToBeHarmlessAreNot(t *testing.T) {
	got := redacted(t, &tg.GeoPoint{Long: 13.4, Lat: 52.5, AccessHash: 9})
	if strings.Contains(got, "13.4") || strings.Contains(got, "52.5") {
		t.Error(got)
	}
	got = redacted(t, &tg.Birthday{Day: 14, Month: 9, Year: 1987})
	if got != `{"_":"birthday","day":0,"month":0,"year":0}` {
		t.Error(got)
	}
}

// telegram is a connection that answers with fixed bytes.
type telegram struct {
	answer bin.Encoder
	err    error
}

func (f telegram) Invoke(_ context.Context, _ bin.Encoder, out bin.Decoder) error {
	if f.err != nil {
		return f.err
	}
	var b bin.Buffer
	if err := f.answer.Encode(&b); err != nil {
		return err
	}
	return out.Decode(&b)
}

func record(t *testing.T, f telegram, in bin.Encoder, out bin.Decoder) (Call, error) {
	t.Helper()
	var lines bytes.Buffer
	r, err := New(&lines, "1.2.3", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	callErr := r.Wrap(Home, func() int { return 2 }, f).Invoke(t.Context(), in, out)
	all := strings.Split(strings.TrimSuffix(lines.String(), "\n"), "\n")
	if len(all) != 2 || !strings.HasPrefix(all[0], `{"satchel_trace":1,"layer":`) {
		t.Fatalf("lines %q", all)
	}
	var c Call
	if err := json.Unmarshal([]byte(all[1]), &c); err != nil {
		t.Fatal(err)
	}
	return c, callErr
}

func TestWrappersAreTakenOffACall(t *testing.T) {
	inner := &tg.MessagesGetHistoryRequest{Peer: &tg.InputPeerSelf{}, Limit: 100}
	in := &tg.InvokeWithTakeoutRequest{TakeoutID: 99, Query: &tg.InvokeWithMessagesRangeRequest{
		Range: tg.MessageRange{MinID: 1, MaxID: 500}, Query: inner}}
	var out tg.MessagesMessagesBox
	c, err := record(t, telegram{answer: &tg.MessagesMessages{}}, in, &out)
	if err != nil || out.Messages == nil {
		t.Fatalf("the caller got %v, error %v", out.Messages, err)
	}
	if c.Method != "messages.getHistory" || !c.Takeout || c.Range == nil || c.Range[0] == 1 || c.DC != 2 || c.N != 1 || c.Bytes == 0 {
		t.Errorf("%+v", c)
	}
	if want := `{"_":"messages.getHistory","peer":{"_":"inputPeerSelf"},"offset_id":0,"offset_date":0,"add_offset":0,"limit":100,"max_id":0,"min_id":0,"hash":"0"}`; string(c.Args) != want {
		t.Errorf("args %s", c.Args)
	}
}

func TestFilesAreOnlyCounted(t *testing.T) {
	var out tg.UploadFileBox
	c, err := record(t, telegram{answer: &tg.UploadFile{Type: &tg.StorageFileJpeg{}, Bytes: []byte("a private picture")}}, &tg.UploadGetFileRequest{
		Location: &tg.InputDocumentFileLocation{ID: 5}, Limit: 4096}, &out)
	if err != nil {
		t.Fatal(err)
	}
	if string(c.Answer) != `{"_":"upload.file"}` || c.Bytes < 17 {
		t.Errorf("%s, %d bytes", c.Answer, c.Bytes)
	}
}

func TestErrorsKeepTelegramsNameOnly(t *testing.T) {
	tests := []struct {
		err  error
		want string
	}{
		{tgerr.New(420, "FLOOD_WAIT_33"), "FLOOD_WAIT_33"},
		{tgerr.New(400, "Ask Anna about it"), "ERROR_400"},
		{tgerr.New(-503, "Timeout"), "Timeout"},
		{context.Canceled, "GIVEN_UP"},
		{errors.New("read tcp 10.1.2.3:4 from my laptop"), "CONNECTION"},
	}
	for _, tt := range tests {
		var out tg.BoolBox
		c, err := record(t, telegram{err: tt.err}, &tg.HelpGetConfigRequest{}, &out)
		if c.Error != tt.want || err == nil || len(c.Answer) > 0 {
			t.Errorf("%v: %+v", tt.err, c)
		}
	}
}

func TestAnAnswerOfAnotherLayerIsStillACall(t *testing.T) {
	var out tg.BoolBox
	c, err := record(t, telegram{answer: odd{}}, &tg.HelpGetConfigRequest{}, &out)
	if err == nil || c.Error != "UNREADABLE" || string(c.Answer) != `{"_":"unreadable","constructor":"12345678"}` {
		t.Errorf("%+v, error %v", c, err)
	}
}

type odd struct{}

func (odd) Encode(b *bin.Buffer) error {
	b.PutID(0x12345678)
	return nil
}

type fullDisk struct{ room int }

func (d *fullDisk) Write(p []byte) (int, error) {
	if d.room -= len(p); d.room < 0 {
		return 0, errors.New("no space left")
	}
	return len(p), nil
}

func TestATraceThatCannotBeWrittenCostsNoCall(t *testing.T) {
	r, err := New(&fullDisk{room: 100}, "", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		var out tg.BoolBox
		if err := r.Wrap(Media, func() int { return 4 }, telegram{answer: &tg.BoolTrue{}}).Invoke(t.Context(), &tg.AuthLogOutRequest{}, &out); err != nil {
			t.Fatal(err)
		}
	}
	if r.err == nil {
		t.Error("nobody was told")
	}
}

func TestWithoutARecorderNothingIsWrapped(t *testing.T) {
	var r *Recorder
	next := telegram{}
	if got := r.Wrap(Home, nil, next); got != next {
		t.Errorf("%T", got)
	}
}
