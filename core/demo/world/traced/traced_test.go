package traced

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/demo"
	"satchel/core/demo/world"
)

const (
	headLine = `{"satchel_trace":1,"layer":229,"version":"0.1.0","system":"linux"}`
	selfLine = `{"n":1,"t":1,"ms":1,"conn":"home","dc":2,"method":"auth.signIn","args":{"_":"auth.signIn"},"answer":{"_":"auth.authorization",` +
		`"user":{"_":"user","self":true,"id":"700","first_name":"xxxx"}}}`
	rangesLine = `{"n":2,"method":"messages.getSplitRanges","args":{"_":"messages.getSplitRanges"},"answer":[{"_":"messageRange","min_id":9,"max_id":5},{"_":"messageRange","min_id":6,"max_id":8}]}`
	dialogLine = `{"n":3,"method":"messages.getDialogs","range":[6,8],"args":{"_":"messages.getDialogs"},"answer":{"_":"messages.dialogs",` +
		`"dialogs":[{"_":"dialog","peer":{"_":"peerUser","user_id":"800"},"pinned":true,"top_message":3}],"messages":[],"chats":[],` +
		`"users":[{"_":"user","id":"800","access_hash":"5","first_name":"xxx","username":"xxxxx"}]}}`
)

func page(rng string, messages ...string) string {
	return `{"n":4,"method":"messages.getHistory","range":` + rng + `,"args":{"_":"messages.getHistory","peer":{"_":"inputPeerUser","user_id":"800"},"limit":100},` +
		`"answer":{"_":"messages.messages","messages":[` + strings.Join(messages, ",") + `],"users":[],"chats":[]}}`
}

func message(id, more string) string {
	return `{"_":"message","id":` + id + `,"peer_id":{"_":"peerUser","user_id":"800"},"date":1699920000,"message":"xx"` + more + `}`
}

func write(t *testing.T, lines ...string) (string, Summary, error) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "world")
	sum, err := Write(strings.NewReader(strings.Join(lines, "\n")+"\n"), dir)
	return dir, sum, err
}

func ids(t *testing.T, dir string) (list []int) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "messages.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		var m struct{ ID int }
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatal(err)
		}
		list = append(list, m.ID)
	}
	return list
}

func TestMessagesGetIDsThatAscendWithinTheirRanges(t *testing.T) {
	dir, sum, err := write(t, headLine, selfLine, rangesLine, dialogLine,
		page("[6,8]", message("44", ""), message("31", `,"reply_to":{"_":"messageReplyHeader","reply_to_msg_id":77}`)), // newest first
		page("[9,5]", message("12", ""), message("77", "")),
		page("[9,5]", message("12", ""))) // again
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{1, 2, 100_000_001, 100_000_002}, ids(t, dir)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(Summary{Chats: 1, Messages: 4, Run: 1, Runs: 1}, sum); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	data, err := os.ReadFile(filepath.Join(dir, "messages.jsonl"))
	if err != nil || !strings.Contains(string(data), `"reply_to_msg_id":1}`) {
		t.Errorf("the reply does not answer the message it did: %s", data)
	}
	if _, err := world.Open(os.DirFS(dir)); err != nil {
		t.Error(err)
	}
}

func TestFilesAreMadeUpAndSmall(t *testing.T) {
	doc := `,"media":{"_":"messageMediaDocument","document":{"_":"document","id":"55","access_hash":"1","file_reference":"","date":1699920000,"mime_type":"video/mp4",` +
		`"size":"9000000000","dc_id":4,"thumbs":[{"_":"photoSize","type":"m","w":3,"h":3,"size":700}],"attributes":[]}}`
	dir, sum, err := write(t, headLine, selfLine, dialogLine, page("[6,8]", message("1", doc)))
	if err != nil || sum.Files != 2 {
		t.Fatalf("%+v, error %v", sum, err)
	}
	w, err := world.Open(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	if f, ok := w.File(world.FileKey{Document: 55}); !ok || f.Size != MaxFile || f.DC != 4 {
		t.Errorf("%+v", f)
	}
	if f, ok := w.File(world.FileKey{Document: 55, Thumb: "m"}); !ok || f.Size != 700 {
		t.Errorf("%+v", f)
	}
}

func TestWhatWentWrongGoesWrongAgain(t *testing.T) {
	failed := func(method, args, name string) string {
		return `{"n":9,"method":"` + method + `","args":{"_":"` + method + `"` + args + `},"error":"` + name + `"}`
	}
	peer := `,"peer":{"_":"inputPeerUser","user_id":"800"},"limit":100`
	dir, sum, err := write(t, headLine, failed("users.getUsers", "", "AUTH_KEY_UNREGISTERED"), failed("auth.signIn", "", "SESSION_PASSWORD_NEEDED"), selfLine,
		failed("account.initTakeoutSession", "", "TAKEOUT_INIT_DELAY_86400"),
		failed("upload.getFile", "", "FLOOD_WAIT_2"), failed("upload.getFile", "", "FILE_MIGRATE_4"), failed("upload.getFile", "", "FLOOD_WAIT_900"),
		failed("messages.getHistory", peer, "CHANNEL_PRIVATE"), failed("messages.getHistory", peer, "CONNECTION"), failed("messages.getHistory", peer, "GIVEN_UP"))
	if err != nil || sum.Faults != 4 {
		t.Fatalf("%+v, error %v", sum, err)
	}
	data, err := os.ReadFile(filepath.Join(dir, "faults.json"))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"init_delay_seconds":3,"rules":[{"error":"FLOOD_WAIT_2","method":"upload.getFile","nth":1},{"error":"FLOOD_WAIT_3","method":"upload.getFile","nth":3},` +
		`{"error":"CHANNEL_PRIVATE","method":"messages.getHistory","nth":1,"peer":"user:800"},{"do":"drop_connection","method":"messages.getHistory","nth":2,"peer":"user:800"}]}`
	if got := strings.TrimSpace(string(data)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if _, err := demo.ParseFaults(data); err != nil {
		t.Error(err)
	}
	account, err := os.ReadFile(filepath.Join(dir, "world.json"))
	if err != nil || !strings.Contains(string(account), `"password":"`+Password+`"`) {
		t.Errorf("the account has no password: %v", err)
	}
}

func TestATraceThatIsNoneIsRefusedByItsLine(t *testing.T) {
	tests := []struct {
		name  string
		lines []string
		want  string
	}{
		{"another file", []string{"hello"}, "line 1: this is not the head"},
		{"a call log", []string{`{"t": 1.5, "method": "x"}`}, "line 1: this is not the head"},
		{"a newer one", []string{`{"satchel_trace": 7}`}, "newer version"},
		{"damaged", []string{headLine, selfLine, `{"n":3,`, dialogLine}, "line 3"},
		{"another layer", []string{`{"satchel_trace": 1, "layer": 12}`}, "line 1: the trace is of layer 12"},
		{"empty", []string{""}, "line 1"},
		{"text of no call", []string{headLine, selfLine, `{"hello": 1}`}, "line 3: neither"},
		{"a wrong type inside", []string{headLine, selfLine, dialogLine, page("[6,8]", message(`"soon"`, ""))}, "line 4: answer.messages[0].id: expected int"},
		{"an unknown constructor", []string{headLine, selfLine, page("[6,8]", `{"_":"massage"}`)}, "line 3: answer.messages[0]"},
		{"a line of another file", []string{headLine, selfLine, "Dear Anna,"}, "line 3"},
		{"nobody signed in", []string{headLine}, "before anybody signed in"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := write(t, tt.lines...)
			if !errors.Is(err, ErrTrace) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestALineThatWasCutIsLeftOut(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "world")
	sum, err := Write(strings.NewReader(headLine+"\n"+selfLine+"\n"+dialogLine[:100]), dir)
	if err != nil || sum.Chats != 0 || sum.Cut != 3 {
		t.Errorf("%+v, error %v", sum, err)
	}
}

func TestAWorldIsNotWrittenOverAnything(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "mine"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(strings.NewReader(headLine+"\n"+selfLine+"\n"), dir); !errors.Is(err, errNotEmpty) {
		t.Errorf("error %v", err)
	}
}

func TestOfSeveralRunsTheFullestCounts(t *testing.T) {
	dir, sum, err := write(t, headLine, selfLine, dialogLine, page("[6,8]", message("44", "")),
		headLine, selfLine, dialogLine, page("[6,8]", message("61", ""), message("60", "")),
		headLine, selfLine)
	if err != nil || sum.Run != 2 || sum.Runs != 3 || sum.Messages != 2 {
		t.Errorf("%+v, error %v", sum, err)
	}
	if got := ids(t, dir); len(got) != 2 {
		t.Errorf("messages %v", got)
	}
}

func TestWhatARunDidNotComeToIsThereAllTheSame(t *testing.T) {
	slice := func(count, offset string, messages ...string) string {
		return `{"n":4,"method":"messages.getHistory","args":{"_":"messages.getHistory","peer":{"_":"inputPeerUser","user_id":"800"},"offset_id":` + offset + `,"limit":100},` +
			`"answer":{"_":"messages.messagesSlice","count":` + count + `,"messages":[` + strings.Join(messages, ",") + `],"users":[],"chats":[]}}`
	}
	probe := strings.Replace(slice("250", "0", message("99", "")), `"limit":100`, `"limit":1`, 1)
	_, sum, err := write(t, headLine, selfLine, dialogLine, probe, slice("250", "5", message("12", ""), message("77", "")))
	if err != nil || sum.Messages != 250 {
		t.Errorf("%+v, error %v", sum, err)
	}
	// Where the newest message was read, Telegram only says another number.
	dir, sum, err := write(t, headLine, selfLine, dialogLine, probe, slice("250", "5", message("99", ""), message("77", "")))
	if err != nil || sum.Messages != 2 {
		t.Errorf("%+v, error %v", sum, err)
	}
	w, err := world.Open(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	if n, ok := w.Count("user:800"); !ok || n != 250 {
		t.Errorf("%d messages are claimed", n)
	}
}

func TestTimesOfADayFollowTheOrderOfMessagesAndChats(t *testing.T) {
	body := func(days int) seenMessage {
		return seenMessage{body: object{"date": json.Number(strconv.Itoa(day0 + days*day))}}
	}
	h := history{messages: []seenMessage{body(-3), body(-1), body(-1), {}}}
	first, second := h.setTimes(0), h.setTimes(1)
	if !slices.IsSorted(first) || first[3] <= first[2] || first[0] >= day0-2*day || first[0] < day0-3*day || first[3] >= day0 {
		t.Errorf("%v", first)
	}
	if second[3] >= first[3] {
		t.Errorf("the first chat ends at %d, the second at %d", first[3], second[3])
	}
}

func TestNamesAndTextsAreMadeUp(t *testing.T) {
	more := `,"reactions":{"_":"messageReactions","results":[{"_":"reactionCount","reaction":{"_":"reactionEmoji","emoticon":"xxxx"},"count":3}]}`
	long := strings.Replace(message("5", more), `"message":"xx"`, `"message":"`+strings.Repeat("x", 60)+`"`, 1)
	dir, _, err := write(t, headLine, selfLine, dialogLine, page("[6,8]", long))
	if err != nil {
		t.Fatal(err)
	}
	all, err := os.ReadFile(filepath.Join(dir, "messages.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	account, err := os.ReadFile(filepath.Join(dir, "world.json"))
	if err != nil {
		t.Fatal(err)
	}
	if both := string(all) + string(account); strings.Contains(both, "xx") || !strings.Contains(both, `"emoticon":"👍"`) || !strings.Contains(both, `"username":"name800"`) {
		t.Errorf("%s", both)
	}
	var m struct{ Message string }
	if err := json.Unmarshal(all, &m); err != nil || len(m.Message) != 60 {
		t.Errorf("%q, error %v", m.Message, err)
	}
}

func TestAFaultNamesTheFileAndWhoIsAsked(t *testing.T) {
	for _, tt := range []struct{ args, peer, file string }{
		{`{"peer":{"_":"inputPeerSelf"}}`, "self", ""},
		{`{"peer":{"_":"inputPeerUser","user_id":"700"}}`, "self", ""},
		{`{"channel":{"_":"inputChannel","channel_id":"9"}}`, "channel:9", ""},
		{`{"id":{"_":"inputUser","user_id":"8"}}`, "user:8", ""},
		{`{"chat_id":"7"}`, "chat:7", ""},
		{`{"id":[{"_":"inputUserSelf"}]}`, "", ""},
		{`{"location":{"_":"inputDocumentFileLocation","id":"55","thumb_size":""}}`, "", "document:55"},
		{`{"location":{"_":"inputPhotoFileLocation","id":"77","thumb_size":"x"}}`, "", "photo:77:x"},
		{`{"location":{"_":"inputPeerPhotoFileLocation","big":true,"photo_id":"77","peer":{"_":"inputPeerSelf"}}}`, "", "photo:77:c"},
	} {
		var args object
		if err := json.Unmarshal([]byte(tt.args), &args); err != nil {
			t.Fatal(err)
		}
		if peer, file := askedPeer(args, "700"), askedFile(args); peer != tt.peer || file != tt.file {
			t.Errorf("%s: peer %q, file %q", tt.args, peer, file)
		}
	}
}

func TestWhatEndsALoginIsDoneOnce(t *testing.T) {
	f := newFaults()
	for _, c := range []call{
		{Method: "users.getUsers", Error: "AUTH_KEY_UNREGISTERED"}, {Method: "auth.sendCode", Error: "FLOOD_WAIT_900"}, {Method: "auth.signIn", Error: "PHONE_CODE_INVALID"},
	} {
		f.see(c, "")
	}
	for _, c := range []call{
		{Method: "a", Error: "TAKEOUT_INVALID"}, {Method: "b", Error: "TAKEOUT_INVALID"}, {Method: "account.initTakeoutSession"},
		{Method: "a", Error: "AUTH_KEY_UNREGISTERED"}, {Method: "b", Error: "AUTH_KEY_UNREGISTERED"}, {Method: "auth.signIn"},
		{Method: "c", Error: "AUTH_KEY_UNREGISTERED"},
	} {
		f.see(c, "700")
	}
	want := []any{
		object{"method": "auth.sendCode", "nth": 1, "error": "FLOOD_WAIT_3"},
		object{"method": "a", "nth": 1, "do": "takeout_invalid"}, object{"method": "a", "nth": 2, "do": "sign_out"}, object{"method": "c", "nth": 1, "do": "sign_out"},
	}
	if diff := cmp.Diff(want, f.rules); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func FuzzWriteRefusesOrMakesAWorld(f *testing.F) {
	f.Add(strings.Join([]string{headLine, selfLine, rangesLine, dialogLine, page("[9,5]", message("12", ""))}, "\n"))
	f.Add(headLine + "\n" + selfLine + "\n" + `{"method":"messages.getDialogs","answer":{"dialogs":[{"_":"dialog","peer":3}]}}`)
	f.Add(headLine + "\n" + `{"method":"channels.getForumTopics","args":{"channel":{"channel_id":4}},"answer":{"topics":[{"_":"forumTopic"}]}}`)
	f.Fuzz(func(t *testing.T, trace string) {
		sum, err := Write(strings.NewReader(trace), filepath.Join(t.TempDir(), "world"))
		if err == nil && sum.Messages < 0 {
			t.Error("less than nothing")
		}
	})
}
