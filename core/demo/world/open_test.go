package world

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"
)

// folder makes a world folder: fields are added to (or replace) those every
// world must have; files are path and contents in turn.
func folder(fields map[string]string, files ...string) fstest.MapFS {
	all := map[string]string{
		"layer": "229", "phone": `"+9996620000"`, "code": `"22222"`,
		"self": `{"_":"user","id":"1","self":true,"first_name":"Ada"}`,
	}
	for k, v := range fields {
		all[k] = v
		if v == "" {
			delete(all, k)
		}
	}
	var b strings.Builder
	for k, v := range all {
		fmt.Fprintf(&b, "%c%q: %s\n", "{,"[min(b.Len(), 1)], k, v)
	}
	b.WriteString("}")
	fsys := fstest.MapFS{worldFile: {Data: []byte(b.String())}}
	for i := 0; i < len(files); i += 2 {
		fsys[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return fsys
}

func open(t *testing.T, fields map[string]string, files ...string) *World {
	t.Helper()
	w, err := Open(folder(fields, files...))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func message(peer string, id int) string {
	kind, number, _ := strings.Cut(peer, ":")
	class, field := map[string]string{"user": "peerUser", "chat": "peerChat", "channel": "peerChannel"}[kind], kind+"_id"
	return fmt.Sprintf(`{"_":"message","id":%d,"peer_id":{"_":%q,%q:%q},"date":%d,"message":"m%d"}`, id, class, field, number, 1000+id, id)
}

const (
	chat8      = `{"_":"chat","id":8,"title":"g","photo":{"_":"chatPhotoEmpty"},"participants_count":2,"date":1,"version":1}`
	channel9   = `{"_":"channel","id":9,"title":"c","photo":{"_":"chatPhotoEmpty"},"date":1}`
	user7      = `{"_":"user","id":7,"first_name":"Bob"}`
	photo77    = `{"_":"photo","id":"77","date":1,"sizes":[{"_":"photoSize","type":"x","w":2,"h":2}]}`
	document55 = `{"_":"document","id":"55","date":1,"mime_type":"a/b","attributes":[]}`
)

// wrongWorld is a world with a mistake and what is said of it.
type wrongWorld struct {
	name   string
	fields map[string]string
	files  []string
	want   string
}

func listOf(s ...string) string { return "[" + strings.Join(s, ",") + "]" }

func wrongAccounts() []wrongWorld {
	return []wrongWorld{
		{"unknown field", map[string]string{"usres": "[]"}, nil, "usres: unknown field"},
		{"no layer", map[string]string{"layer": ""}, nil, "layer: missing required field"},
		{"other layer", map[string]string{"layer": "228"}, nil, "layer: the world is of layer 228, this program speaks 229"},
		{"no self", map[string]string{"self": ""}, nil, "self: missing required field"},
		{"no phone", map[string]string{"phone": ""}, nil, "phone: missing required field"},
		{"no code", map[string]string{"code": ""}, nil, "code: missing required field"},
		{"code is a number", map[string]string{"code": "22222"}, nil, "code: expected string"},
		{"time is a string", map[string]string{"now": `"x"`}, nil, "now: expected long (a string, or a number up to 2^53)"},
		{"hint without password", map[string]string{"hint": `"x"`}, nil, "hint: goes with a password"},
		{"self is a chat", map[string]string{"self": chat8}, nil, "self: chat is not what belongs here"},
		{"profile of another", map[string]string{"full_user": `{"_":"userFull","id":7,"settings":{"_":"peerSettings"},"notify_settings":{"_":"peerNotifySettings"},"common_chats_count":0}`}, nil, "full_user.id: expected that of self, 1"},
		{"users not a list", map[string]string{"users": "{}"}, nil, "users: expected list"},
		{"a user twice", map[string]string{"users": listOf(user7, user7)}, nil, "users[1].id: given twice"},
		{"a channel twice", map[string]string{"chats": listOf(channel9, channel9)}, nil, "chats[1].id: given twice"},
		{"an empty chat", map[string]string{"chats": listOf(`{"_":"chatEmpty","id":5}`)}, nil, "chats[0]: expected chat, channel, chatForbidden or channelForbidden"},
		{"min user is full", map[string]string{"min_users": listOf(user7)}, nil, "min_users[0].min: expected true"},
		{"bad field of a user", map[string]string{"users": listOf(`{"_":"user","id":7,"first_name":5}`)}, nil, "users[0].first_name: expected string"},
		{"range upside down", map[string]string{"split_ranges": `[{"_":"messageRange","min_id":5,"max_id":4}]`}, nil, "split_ranges[0].max_id: expected at least min_id"},
		{"dialog of nobody", map[string]string{"dialogs": `[{"peer":{"_":"peerUser","user_id":7}}]`}, nil, "dialogs[0].peer: the world has no user:7"},
		{"dialog twice", map[string]string{"users": listOf(user7), "dialogs": `[{"peer":{"_":"peerUser","user_id":7}},{"peer":{"_":"peerUser","user_id":7}}]`}, nil, "dialogs[1].peer: user:7 is listed twice"},
		{"unknown field of a dialog", map[string]string{"users": listOf(user7), "dialogs": `[{"peer":{"_":"peerUser","user_id":7},"pin":true}]`}, nil, "dialogs[0].pin: unknown field"},
		{"dialog without peer", map[string]string{"dialogs": `[{}]`}, nil, "dialogs[0].peer: missing required field"},
		{"left channel that is a dialog", map[string]string{"chats": listOf(channel9), "dialogs": `[{"peer":{"_":"peerChannel","channel_id":9}}]`, "left_channels": `["9"]`}, nil, "left_channels[0]: channel:9 is listed already"},
		{"left channel unknown", map[string]string{"left_channels": `["9"]`}, nil, "left_channels[0]: the world has no channel:9"},
		{"count of nothing", map[string]string{"counts": `{"group:4":1}`}, nil, `counts: "group:4" names no peer: expected user:7, chat:8 or channel:1003`},
		{"count is a word", map[string]string{"counts": `{"dialogs":"x"}`}, nil, "counts.dialogs: expected int"},
		{"topic of nobody", map[string]string{"topics": `[{"peer":{"_":"peerChannel","channel_id":9}}]`}, nil, "topics[0].peer: the world has no channel:9"},
		{"wrong section", map[string]string{"contacts": listOf(user7)}, nil, "contacts[0]: user is not what belongs here"},
	}
}

func wrongMessagesAndFiles() []wrongWorld {
	return []wrongWorld{
		{"message far inside", map[string]string{"messages": listOf(message("user:7", 1), strings.Replace(message("user:7", 2), "}", `},"media":{"_":"messageMediaPhoto","photo":{"_":"photo","sizes":[{"_":"photoSize","w":"x"}]}}`, 1))}, nil, "messages[1].media.photo.sizes[0].w: expected int"},
		{"ids do not ascend", map[string]string{"messages": listOf(message("user:7", 2), message("user:7", 2))}, nil, "messages[1].id: 2 does not ascend, user:7 has 2 before it"},
		{"id shared by users and groups", map[string]string{"messages": listOf(message("user:7", 2), message("chat:8", 2))}, nil, "messages[1].id: 2 is taken: users and basic groups share one space of ids"},
		{"empty message of nobody", map[string]string{"messages": `[{"_":"messageEmpty","id":4}]`}, nil, "messages[0].peer_id: missing required field"},
		{"id 0", map[string]string{"messages": listOf(message("user:7", 0))}, nil, "messages[0].id: expected a positive number"},
		{"messages not a list", map[string]string{"messages": "4"}, nil, "messages: expected list"},
		{"not grouped", nil, []string{"messages.jsonl", message("user:7", 1) + "\n" + message("user:6", 2) + "\n" + message("user:7", 3)}, "messages.jsonl: messages[2].peer_id: the messages of user:7 are not together"},
		{"peer in both files", map[string]string{"messages": listOf(message("user:7", 1))}, []string{"messages.jsonl", message("user:7", 2)}, "messages.jsonl: messages[0].peer_id: the messages of user:7 are not together"},
		{"bad line", nil, []string{"messages.jsonl", message("user:7", 1) + "\n{]"}, "messages.jsonl: messages[1]: not JSON at byte 1"},

		{"two entries for one file", map[string]string{"files": `[{"document":"5","path":"a"},{"document":5,"path":"a"}]`}, []string{"a", "x"}, "files[1]: two entries for one file"},
		{"two entries on the web", map[string]string{"files": `[{"web":"url","url":"u","path":"a"},{"web":"url","url":"u","path":"a"}]`}, []string{"a", "x"}, "files[1]: two entries for one file"},
		{"no such file", map[string]string{"files": `[{"document":"5","path":"files/a"}]`}, nil, `files[0].path: no file "files/a" in the folder`},
		{"outside the folder", map[string]string{"files": `[{"document":"5","path":"../a"}]`}, nil, `files[0].path: "../a" is not a path inside the folder`},
		{"absolute path", map[string]string{"files": `[{"document":"5","path":"/etc/passwd"}]`}, nil, `files[0].path: "/etc/passwd" is not a path inside the folder`},
		{"a folder", map[string]string{"files": `[{"document":"5","path":"d"}]`}, []string{"d/a", "x"}, `files[0].path: "d" is not a file`},
		{"neither document nor photo", map[string]string{"files": `[{"path":"a"}]`}, []string{"a", "x"}, "files[0].document: expected either a document or a photo"},
		{"photo without a size", map[string]string{"files": `[{"photo":"5","path":"a"}]`}, []string{"a", "x"}, "files[0].thumb: a photo has sizes: expected thumb or video"},
		{"seed without size", map[string]string{"files": `[{"document":"5","seed":1}]`}, nil, "files[0].size: missing required field"},
		{"seed and path", map[string]string{"files": `[{"document":"5","seed":1,"size":1,"path":"a"}]`}, []string{"a", "x"}, "files[0].seed: bytes are either those of path or those of seed"},
		{"unknown field of a file", map[string]string{"files": `[{"document":"5","path":"a","colour":1}]`}, []string{"a", "x"}, "files[0].colour: unknown field"},
		{"two dcs of one document", map[string]string{"files": `[{"document":"5","path":"a","dc":1},{"document":"5","thumb":"m","path":"a","dc":2}]`}, []string{"a", "x"}, "files[1].dc: another entry of the same document has dc 1"},
		{"unknown kind of web file", map[string]string{"files": `[{"web":"ftp","path":"a"}]`}, []string{"a", "x"}, `files[0].web: expected "geo", "album" or "url"`},
		{"takeout file missing", map[string]string{"takeout_file": `"files/o.json"`}, nil, `takeout_file: no file "files/o.json" in the folder`},
		{"size left out without a file", map[string]string{"custom_emoji": listOf(document55)}, nil, "custom_emoji[0]: size is left out and no file is named for document 55"},
		{"photo size left out without a file", map[string]string{"userpics": listOf(photo77)}, nil, `userpics[0]: the size of "x" is left out and no file is named for it`},
	}
}

func TestWhatIsWrongInAWorldIsToldWithItsPath(t *testing.T) {
	for _, tt := range slices.Concat(wrongAccounts(), wrongMessagesAndFiles()) {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Open(folder(tt.fields, tt.files...))
			if want := "open world: " + tt.want; err == nil || err.Error() != want {
				t.Fatalf("got  %v\nwant %s", err, want)
			}
		})
	}
}

func TestBrokenFoldersAreRefused(t *testing.T) {
	for _, text := range []string{"", "[]", "{", `{"layer":229`, `{"layer":229,"layer":229}`, `{"messages":[],"messages":[]}`, `{"messages":[{]}`, `{} {}`} {
		if w, err := Open(fstest.MapFS{worldFile: {Data: []byte(text)}}); err == nil || w != nil {
			t.Errorf("%q: got %v, %v", text, w, err)
		}
	}
	if _, err := Open(fstest.MapFS{}); err == nil {
		t.Error("a folder without world.json opens")
	}
}

func TestAWorldSaysWhoItIs(t *testing.T) {
	w := open(t, map[string]string{"now": "1700000000", "password": `"secret"`, "users": "[" + user7 + "]", "chats": "[" + chat8 + "," + channel9 + "]"})
	if w.Phone() != "+9996620000" || w.Code() != "22222" || w.Password() != "secret" || w.Hint() == "" || w.SelfID() != 1 {
		t.Errorf("got %q %q %q %q %d", w.Phone(), w.Code(), w.Password(), w.Hint(), w.SelfID())
	}
	if got := w.Clock()(); !got.Equal(time.Unix(1700000000, 0)) {
		t.Errorf("clock %v", got)
	}
	if self := w.Self(); self.FirstName != "Ada" || !self.Self {
		t.Errorf("self %v", self)
	}
	if u, ok := w.User(7); !ok || u.FirstName != "Bob" {
		t.Errorf("user 7: %v", u)
	}
	if full := w.FullUser(); full.ID != 1 {
		t.Errorf("profile of %d", full.ID)
	}
	if _, ok := w.FullUserOf(99); ok {
		t.Error("a stranger has a profile")
	}
	if c, ok := w.Chat(8); !ok || c.(*tg.Chat).Title != "g" {
		t.Errorf("chat 8: %v", c)
	}
	if c, ok := w.Channel(9); !ok || c.(*tg.Channel).Title != "c" {
		t.Errorf("channel 9: %v", c)
	}
	if diff := cmp.Diff([]tg.MessageRange{{MinID: 1, MaxID: 1<<31 - 1}}, w.Ranges()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int64{1, 7}, w.UserIDs()); diff != "" {
		t.Error(diff)
	}
}

func TestTheClockRunsWhereAWorldGivesNone(t *testing.T) {
	if got := time.Since(open(t, nil).Clock()()); got > time.Minute {
		t.Errorf("the clock is %v behind", got)
	}
}

func TestObjectsHandedOutAreTheCallers(t *testing.T) {
	w := open(t, nil)
	w.Self().FirstName = "Eve"
	if got := w.Self().FirstName; got != "Ada" {
		t.Errorf("the world's self is now %q", got)
	}
}
