package account

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// objects builds the messages of one or more chats, by "chat: text of the file".
func objects(t *testing.T, chats map[string]string) (*book, []obj, error) {
	t.Helper()
	content := fstest.MapFS{}
	for key, text := range chats {
		content["c/"+key+".chat"] = &fstest.MapFile{Data: []byte(text)}
	}
	b, err := readBook(content, "c", NewLibrary(t.TempDir(), false))
	if err != nil {
		return nil, nil, err
	}
	list, err := b.messages()
	return b, list, err
}

func TestMessagesCarryWhoTheyAreFrom(t *testing.T) {
	_, list, err := objects(t, map[string]string{
		"tom":    "@ 2024-01-01 10:00\ntom: a\nnora: b\n",
		"family": "@ 2024-01-01 11:00\nmum: a\nnora: b\n",
		"firth":  "@ 2024-01-01 12:00\nfirth author=A_B: a\n",
		"nora":   "@ 2024-01-01 13:00\nnora: a\n",
		"lane":   "@ 2024-01-01 14:00\nshirin as=lane: a\n",
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range list {
		from, _ := m["from_id"].(obj)
		got = append(got, fmt.Sprint(m["peer_id"].(obj)["_"], " ", from["_"], " out=", m["out"], " post=", m["post"], " ", m["post_author"]))
	}
	want := []string{
		"peerChat peerUser out=<nil> post=<nil> <nil>", "peerChat peerUser out=true post=<nil> <nil>",
		"peerChannel <nil> out=<nil> post=true A B", "peerChannel peerChannel out=<nil> post=<nil> <nil>",
		"peerUser peerUser out=<nil> post=<nil> <nil>",
		"peerUser <nil> out=<nil> post=<nil> <nil>", "peerUser <nil> out=true post=<nil> <nil>",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestIDsOfUsersAndBasicGroupsFollowOneClock(t *testing.T) {
	_, list, err := objects(t, map[string]string{
		"tom": "@ 2024-01-01 10:00\ntom: first\n@ 2024-01-03 10:00\ntom: third\n", "family": "@ 2024-01-02 10:00\nmum: second\n", "studio": "@ 2020-01-01 10:00\nnora: own count\n"})
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]int{}
	for _, m := range list {
		ids[m["message"].(string)] = m["id"].(int)
	}
	if !(ids["first"] < ids["second"] && ids["second"] < ids["third"]) || ids["own count"] != 1 {
		t.Error(ids)
	}
}

func TestRepliesQuotesAndTopics(t *testing.T) {
	_, list, err := objects(t, map[string]string{"books": "@ 2024-01-01 10:00\n= topic poems\n! kwame #poems topic Poems | FF93B2\nkwame #a: 😀 the lonely sea\nnora >a: yes\n~ quote lonely\n= topic\nana: general\n"})
	if err != nil {
		t.Fatal(err)
	}
	top, a := list[0]["id"], list[1]["id"]
	want := []any{nil,
		obj{"_": "messageReplyHeader", "forum_topic": true, "reply_to_msg_id": top},
		obj{"_": "messageReplyHeader", "forum_topic": true, "reply_to_msg_id": a, "reply_to_top_id": top, "quote": true, "quote_text": "lonely", "quote_offset": 7},
		nil}
	for i, m := range list {
		if d := cmp.Diff(want[i], m["reply_to"]); d != "" {
			t.Errorf("message %d: %s", i, d)
		}
	}
}

func TestModifiers(t *testing.T) {
	for name, c := range map[string]struct {
		line string
		want func(m obj) any
		is   any
	}{
		"reactions count people": {"~ react 👍:nora,mum 🔥:7", func(m obj) any {
			r := m["reactions"].(obj)
			return []any{len(r["results"].([]any)), len(r["recent_reactions"].([]any)), r["results"].([]any)[0].(obj)["count"]}
		}, []any{2, 2, 2}},
		"poll votes":   {"~ poll quiz Which? | A:1 | B:2*! | solution=Because", func(m obj) any { return m["media"].(obj)["results"].(obj)["total_voters"] }, 3},
		"todo":         {"~ todo List | one=tom | two", func(m obj) any { return len(m["media"].(obj)["completions"].([]any)) }, 1},
		"location":     {"~ geo 55.9 -3.1", func(m obj) any { return m["media"].(obj)["geo"].(obj)["long"] }, -3.1},
		"live":         {"~ live 55.9 -3.1 900", func(m obj) any { return m["media"].(obj)["period"] }, 900},
		"venue":        {"~ venue 1 2 | A | B", func(m obj) any { return m["media"].(obj)["address"] }, "B"},
		"dice":         {"~ dice 🎲 5", func(m obj) any { return m["media"].(obj)["value"] }, 5},
		"edit":         {"~ edit +5m", func(m obj) any { return m["edit_date"].(int64) - m["date"].(int64) }, int64(300)},
		"buttons":      {"~ buttons A=cb:x | B=url:https://a.b || C=copy:c", func(m obj) any { return len(m["reply_markup"].(obj)["rows"].([]any)) }, 2},
		"hidden":       {"~ fwd hidden=Old_Joe", func(m obj) any { return m["fwd_from"].(obj)["from_name"] }, "Old Joe"},
		"raw with ids": {`~ raw {"via_bot_id":{{id:clipbot}}}`, func(m obj) any { return m["via_bot_id"] }, "6400773118"},
		"ttl":          {"~ ttl 60", func(m obj) any { return m["ttl_period"] }, 60},
		"contact":      {"~ contact 44770 | A | B | gordon", func(m obj) any { return m["media"].(obj)["user_id"] }, "1877120034"},
		"invoice":      {"~ invoice T | D | GBP | 100", func(m obj) any { return m["media"].(obj)["total_amount"] }, 100},
		"web":          {"~ web https://a.b/c | S | T", func(m obj) any { return m["media"].(obj)["webpage"].(obj)["display_url"] }, "a.b/c"},
	} {
		_, list, err := objects(t, map[string]string{"tom": "@ 2024-01-01 10:00\ntom: x\n" + c.line + "\n"})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if d := cmp.Diff(c.is, c.want(list[0])); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestActions(t *testing.T) {
	for line, want := range map[string]string{
		"create A | tom,mum": "messageActionChatCreate", "title A": "messageActionChatEditTitle", "add tom": "messageActionChatAddUser", "remove tom": "messageActionChatDeleteUser",
		"link tom": "messageActionChatJoinedByLink", "migrateto munro": "messageActionChatMigrateTo", "migratefrom A | munro-old": "messageActionChannelMigrateFrom",
		"pin": "messageActionPinMessage", "call missed": "messageActionPhoneCall", "call 12 video": "messageActionPhoneCall", "group": "messageActionGroupCall", "invite tom": "messageActionInviteToGroupCall",
		"schedule 2024-05-01T18:00": "messageActionGroupCallScheduled", "ttl 60": "messageActionSetMessagesTTL", "theme 🌸": "messageActionSetChatTheme", "screenshot": "messageActionScreenshotTaken",
		"signup": "messageActionContactSignUp", "text hello": "messageActionCustomAction", "close": "messageActionTopicEdit", `raw {"_":"messageActionEmpty"}`: "messageActionEmpty", "channel A": "messageActionChannelCreate",
	} {
		_, list, err := objects(t, map[string]string{"family": "@ 2024-01-01 10:00\n! nora " + line + "\n"})
		if err != nil {
			t.Errorf("%s: %v", line, err)
		} else if got := list[0]["action"].(obj)["_"]; got != want || list[0]["_"] != "messageService" {
			t.Errorf("%s is %v, want %s", line, got, want)
		}
	}
}

func TestBrokenContentIsRefusedWithItsLine(t *testing.T) {
	for text, say := range map[string]string{
		"@ 2024-01-02 10:00\ntom: a\n@ 2024-01-01 10:00\ntom: b\n": "line 4: the clock goes back",
		"tom >nothing: a\n":                         `"tom#nothing"`,
		"tom #a: x\ntom #a: y\n":                    "tag a again",
		"tom photo=nothing: a\n":                    "no picture",
		"tom: a\n~ dance\n":                         `no modifier "dance"`,
		"! tom dance now\n":                         `no action "dance"`,
		"tom sticker=nothing: a\n":                  "no sticker",
		"tom #a: x\ntom >a: y\n~ quote not there\n": "is not in what it quotes",
		"tom: x\n~ react 👍:somebody\n":              "nobody is called",
		"tom: x\n~ raw {\"a\":{{id:x\n":             "open {{",
	} {
		_, _, err := objects(t, map[string]string{"tom": text})
		if err == nil || !strings.Contains(err.Error(), say) {
			t.Errorf("%q: %v, want %q", text, err, say)
		}
	}
}

func TestAlbumsShareAGroupAndNeedNoGaps(t *testing.T) {
	_, list, err := objects(t, map[string]string{"tom": "@ 2024-01-01 10:00\ntom #x album=walk-map,harbour-map,gala-poster: three\n"})
	if err != nil {
		t.Fatal(err)
	}
	for i, m := range list {
		if m["grouped_id"] != list[0]["grouped_id"] || m["id"].(int) != list[0]["id"].(int)+i || (m["message"] == "three") != (i == 0) {
			t.Errorf("part %d: id %v, group %v, text %q", i, m["id"], m["grouped_id"], m["message"])
		}
	}
}

func TestMediaAreAsOldAsTheirFirstMessage(t *testing.T) {
	_, list, err := objects(t, map[string]string{"mum": "@ 2024-01-02 10:00\nmum photo=walk-map: later\n", "tom": "@ 2023-01-01 10:00\ntom photo=walk-map: first\n"})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range list {
		if got, want := m["media"].(obj)["photo"].(obj)["date"], list[1]["date"]; got != want {
			t.Errorf("photo of %v is dated %v, first sent %v", m["date"], got, want)
		}
	}
}

func TestFilesAreKeptAndSwept(t *testing.T) {
	dir := t.TempDir()
	l := NewLibrary(dir, true)
	if err := os.MkdirAll(filepath.Join(dir, "files"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"kept.txt", "stale.txt"} {
		if err := os.WriteFile(filepath.Join(dir, "files", name), []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	data, err := l.file("files/kept.txt", bytesOf([]byte("new")))
	if err != nil || string(data) != "old" {
		t.Errorf("%q, %v", data, err)
	}
	l.enter(obj{"document": "1", "path": "files/kept.txt"})
	if err := l.save(obj{}, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "files", "stale.txt")); !os.IsNotExist(err) {
		t.Errorf("a file that nothing names is still there: %v", err)
	}
	l.enter(obj{"document": "2", "path": "files/kept.txt"})
	if err := l.save(obj{}, nil); err == nil {
		t.Error("two entries for one file were written")
	}
}

func TestLater(t *testing.T) {
	for opt, want := range map[string]int64{"+5m": 300, "+2h": 7200, "+3d": 259200} {
		if got, ok := later([]string{"#x", opt}); !ok || got != want {
			t.Errorf("%s is %d, %v", opt, got, ok)
		}
	}
	if got, ok := later([]string{"photo=x"}); ok {
		t.Errorf("no time at all is %d", got)
	}
}

func TestKeysAndIDsAreUnique(t *testing.T) {
	keys, ids := map[string]bool{}, map[int64]bool{}
	see := func(key string, id int64) {
		if keys[key] || ids[id] || id == 0 {
			t.Errorf("%s (%d) again", key, id)
		}
		keys[key], ids[id] = true, true
	}
	for _, q := range people() {
		see(q.key, q.id)
	}
	for _, r := range append(rooms(), problemRooms()...) {
		see(r.key, r.id)
	}
}
