package render

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// What programs that read Telegram Desktop's exports rely on, in the shape of
// their decoders.

func readRendered(t testing.TB, dir, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	check(t, err)
	return string(data)
}

// keysOf lists the keys of the object at path, in the order they are written.
func keysOf(t testing.TB, doc string, path ...string) []string {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(doc))
	token := func() json.Token { v, err := dec.Token(); check(t, err); return v }
	token()
	for _, step := range path {
		for {
			k, ok := token().(string)
			if !ok {
				t.Fatalf("%q is not there", step)
			}
			if k == step {
				token()
				break
			}
			var skip json.RawMessage
			check(t, dec.Decode(&skip))
		}
	}
	var keys []string
	for dec.More() {
		k, ok := token().(string)
		if !ok {
			t.Fatal("not an object")
		}
		keys = append(keys, k)
		var skip json.RawMessage
		check(t, dec.Decode(&skip))
	}
	return keys
}

func TestKeysOfTheAccountAreInOrder(t *testing.T) {
	_, dir := sampleArchive(t)
	doc := readRendered(t, dir, "result.json")
	want := "about personal_information profile_pictures stories contacts frequent_contacts sessions web_sessions other_data chats left_chats"
	if got := strings.Join(keysOf(t, doc), " "); got != want {
		t.Errorf("root: %s", got)
	}
	if got := strings.Join(keysOf(t, doc, "personal_information"), " "); got != "user_id first_name last_name phone_number username bio" {
		t.Errorf("personal_information: %s", got)
	}
	if got := strings.Join(keysOf(t, doc, "chats"), " "); got != "about list" {
		t.Errorf("chats: %s", got)
	}
	for chat, want := range map[string]string{"chat_001": "name type id messages", "chat_004": "type id messages", "chat_005": "name type id messages"} {
		if got := strings.Join(keysOf(t, readRendered(t, dir, "chats/"+chat+"/result.json")), " "); got != want {
			t.Errorf("%s: %s", chat, got)
		}
	}
}

// timelinize walks tokens: list[].type, then .id, then .messages; it reads dates
// without a zone and joins text_entities.
func TestTimelinizeReadsTheAccount(t *testing.T) {
	_, dir := sampleArchive(t)
	var root struct {
		About    string `json:"about"`
		Personal struct {
			ID int64 `json:"user_id"`
		} `json:"personal_information"`
		Chats struct {
			List []struct {
				Type     string `json:"type"`
				ID       int64  `json:"id"`
				Messages []struct {
					ID       int64  `json:"id"`
					Type     string `json:"type"`
					Date     string `json:"date"`
					Unix     string `json:"date_unixtime"`
					From     string `json:"from_id"`
					Actor    string `json:"actor_id"`
					Entities []struct {
						Text *string `json:"text"`
					} `json:"text_entities"`
				} `json:"messages"`
			} `json:"list"`
		} `json:"chats"`
	}
	check(t, json.Unmarshal([]byte(readRendered(t, dir, "result.json")), &root))
	if root.About == "" || root.Personal.ID != 1 || len(root.Chats.List) != 4 {
		t.Fatalf("%q, %d, %d chats", root.About, root.Personal.ID, len(root.Chats.List))
	}
	for _, chat := range root.Chats.List {
		last := int64(-1 << 62)
		for _, m := range chat.Messages {
			if m.ID <= last {
				t.Errorf("chat %d: message %d after %d", chat.ID, m.ID, last)
			}
			last = m.ID
			if m.Type == "unsupported" {
				continue
			}
			if _, err := time.Parse("2006-01-02T15:04:05", m.Date); err != nil {
				t.Error(err)
			}
			if m.Unix == "" || m.Type == "message" && !strings.HasPrefix(m.From, "user") && !strings.HasPrefix(m.From, "channel") {
				t.Errorf("message %d: %+v", m.ID, m)
			}
		}
	}
}

// chat-analytics streams: name, type and id come before messages, and the last
// date is looked for near the end of the raw text.
func TestChatAnalyticsReadsAChat(t *testing.T) {
	_, dir := sampleArchive(t)
	doc := readRendered(t, dir, "chats/chat_001/result.json")
	dec := json.NewDecoder(strings.NewReader(doc))
	seen := map[string]bool{}
	for {
		token, err := dec.Token()
		if err == io.EOF {
			break
		}
		check(t, err)
		if k, ok := token.(string); ok {
			if k == "messages" && (!seen["name"] || !seen["type"] || !seen["id"]) {
				t.Fatal("messages come before name, type or id")
			}
			seen[k] = true
		}
	}
	if tail := doc[max(0, len(doc)-3000):]; !strings.Contains(tail, `"date_unixtime": "`) {
		t.Error("no date near the end of the file")
	}
}

// tdl decodes single chats: a numeric id, and strings where it looks for files.
func TestTDLReadsAChat(t *testing.T) {
	_, dir := sampleArchive(t)
	var chat struct {
		ID       float64 `json:"id"`
		Messages []struct {
			ID    int    `json:"id"`
			Type  string `json:"type"`
			File  string `json:"file"`
			Photo string `json:"photo"`
			Unix  string `json:"date_unixtime"`
			From  string `json:"from_id"`
			Text  any    `json:"text"`
		} `json:"messages"`
	}
	check(t, json.Unmarshal([]byte(readRendered(t, dir, "chats/chat_001/result.json")), &chat))
	files := 0
	for _, m := range chat.Messages {
		name := m.File + m.Photo
		if name == "" || strings.HasPrefix(name, "(") {
			continue
		}
		files++
		if _, err := os.Stat(filepath.Join(dir, "chats/chat_001", filepath.FromSlash(name))); err != nil {
			t.Error(err)
		}
	}
	if files != 10 {
		t.Errorf("%d files", files)
	}
}

// The two forms hold the same messages, but for the paths.
func TestBothFormsAgree(t *testing.T) {
	_, dir := sampleArchive(t)
	var account struct {
		Chats struct {
			List []json.RawMessage `json:"list"`
		} `json:"chats"`
	}
	check(t, json.Unmarshal([]byte(readRendered(t, dir, "result.json")), &account))
	single := readRendered(t, dir, "chats/chat_002/result.json")
	within := strings.ReplaceAll(string(account.Chats.List[1]), "\n   ", "\n")
	within = strings.ReplaceAll(within, `"chats/chat_002/`, `"`)
	if within != single {
		t.Error("the account's form of chat_002 is another one")
	}
}
