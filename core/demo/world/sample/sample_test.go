package sample_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"unicode/utf16"

	"satchel/core/demo/world"
	"satchel/core/demo/world/sample"
)

type obj = map[string]any

// folder is a world folder as plain JSON.
type folder struct {
	fsys     fs.FS
	world    obj
	messages []obj
}

func read(t *testing.T, fsys fs.FS) folder {
	t.Helper()
	f := folder{fsys: fsys}
	data, err := fs.ReadFile(fsys, "world.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &f.world); err != nil {
		t.Fatal(err)
	}
	lines, err := fs.ReadFile(fsys, "messages.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	scan := bufio.NewScanner(bytes.NewReader(lines))
	scan.Buffer(nil, 1<<20)
	for scan.Scan() {
		var m obj
		if err := json.Unmarshal(scan.Bytes(), &m); err != nil {
			t.Fatal(err)
		}
		f.messages = append(f.messages, m)
	}
	return f
}

func worlds(t *testing.T) map[string]folder {
	return map[string]folder{"main": read(t, sample.Main()), "problems": read(t, sample.Problems())}
}

// walk calls f for every object inside v.
func walk(v any, f func(obj)) {
	switch v := v.(type) {
	case obj:
		f(v)
		for _, x := range v {
			walk(x, f)
		}
	case []any:
		for _, x := range v {
			walk(x, f)
		}
	}
}

func (f folder) each(visit func(obj)) {
	for _, m := range f.messages {
		walk(m, visit)
	}
	walk(f.world, visit)
}

// files is the path of every entry by "photo:ID:THUMB", "document:ID:" …
func (f folder) files() map[string]string {
	out := map[string]string{}
	list, _ := f.world["files"].([]any)
	for _, e := range list {
		e := e.(obj)
		thumb, _ := e["thumb"].(string)
		path, _ := e["path"].(string)
		if e["web"] != nil { // a song's cover, not the song
			continue
		}
		for _, kind := range []string{"photo", "document"} {
			if id, ok := e[kind].(string); ok {
				out[kind+":"+id+":"+thumb] = path
			}
		}
	}
	return out
}

func TestBothWorldsOpen(t *testing.T) {
	for name, fsys := range map[string]fs.FS{"main": sample.Main(), "problems": sample.Problems()} {
		if _, err := world.Open(fsys); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestMainNamesNoFileThatIsMissing(t *testing.T) {
	f := read(t, sample.Main())
	files := f.files()
	need := func(key string, size any) {
		data, err := fs.ReadFile(f.fsys, files[key])
		if err != nil {
			t.Errorf("%s: %v", key, err)
			return
		}
		if got, want := float64(len(data)), size; want != nil && got != want {
			t.Errorf("%s: %v bytes, the world says %v", key, got, want)
		}
	}
	f.each(func(o obj) {
		switch o["_"] {
		case "photo":
			sizes(o["sizes"], func(kind string, size any) { need(fmt.Sprintf("photo:%s:%s", o["id"], kind), size) })
		case "document":
			need(fmt.Sprintf("document:%s:", o["id"]), o["size"])
			sizes(o["thumbs"], func(kind string, size any) { need(fmt.Sprintf("document:%s:%s", o["id"], kind), size) })
		case "userProfilePhoto", "chatPhoto":
			need(fmt.Sprintf("photo:%s:a", o["photo_id"]), nil)
			need(fmt.Sprintf("photo:%s:c", o["photo_id"]), nil)
		}
	})
}

// sizes calls f for each size that is a file.
func sizes(list any, f func(kind string, size any)) {
	all, _ := list.([]any)
	for _, s := range all {
		s := s.(obj)
		switch s["_"] {
		case "photoSize":
			f(s["type"].(string), s["size"])
		case "photoSizeProgressive":
			steps := s["sizes"].([]any)
			f(s["type"].(string), steps[len(steps)-1])
		}
	}
}

func TestMessageIDsAscend(t *testing.T) {
	for name, f := range worlds(t) {
		last, common := map[string]float64{}, map[float64]bool{}
		for _, m := range f.messages {
			peer := m["peer_id"].(obj)
			key, _ := json.Marshal(peer)
			id := m["id"].(float64)
			if id <= last[string(key)] {
				t.Errorf("%s: message %v after %v in %s", name, id, last[string(key)], key)
			}
			last[string(key)] = id
			if peer["_"] != "peerChannel" {
				if common[id] {
					t.Errorf("%s: two messages %v among users and basic groups", name, id)
				}
				common[id] = true
			}
		}
	}
}

func TestEntitiesLieInsideTheirTexts(t *testing.T) {
	for name, f := range worlds(t) {
		kinds := map[any]bool{}
		f.each(func(o obj) {
			text, _ := o["message"].(string)
			if o["_"] == "textWithEntities" {
				text, _ = o["text"].(string)
			}
			units := utf16.Encode([]rune(text))
			list, _ := o["entities"].([]any)
			for _, e := range list {
				e := e.(obj)
				kinds[e["_"]] = true
				from, length := int(e["offset"].(float64)), int(e["length"].(float64))
				if from < 0 || length <= 0 || from+length > len(units) {
					t.Errorf("%s: %v outside %q", name, e, text)
					continue
				}
				for _, at := range []int{from, from + length} {
					if at > 0 && at < len(units) && utf16.IsSurrogate(rune(units[at])) && units[at] >= 0xDC00 {
						t.Errorf("%s: %v splits a character of %q", name, e, text)
					}
				}
			}
		})
		if name == "main" && len(kinds) < 15 {
			t.Errorf("only %d kinds of entity: %v", len(kinds), kinds)
		}
	}
}

func TestMainIsRichAndSmall(t *testing.T) {
	f := read(t, sample.Main())
	total := int64(0)
	err := fs.WalkDir(f.fsys, ".", func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		total += info.Size()
		return err
	})
	if err != nil || total > 8_000_000 {
		t.Errorf("%d bytes: %v", total, err)
	}
	have := map[any]int{}
	f.each(func(o obj) { have[o["_"]]++ })
	for _, want := range strings.Fields(`messageMediaPhoto messageMediaDocument messageMediaGeo messageMediaGeoLive messageMediaVenue messageMediaContact
		messageMediaPoll messageMediaToDo messageMediaDice messageMediaGame messageMediaInvoice messageMediaWebPage messageFwdHeader messageReplyHeader
		messageReactions messagePeerReaction messageActionChatCreate messageActionChatMigrateTo messageActionChannelMigrateFrom messageActionPinMessage
		messageActionPhoneCall messageActionGroupCall messageActionTopicCreate messageActionChatJoinedByLink messageActionSetMessagesTTL replyInlineMarkup
		documentAttributeSticker documentAttributeCustomEmoji forumTopic storyItem channelFull`) {
		if have[want] == 0 {
			t.Errorf("no %s", want)
		}
	}
	if n := len(f.world["dialogs"].([]any)); n < 14 || len(f.messages) < 500 {
		t.Errorf("%d dialogs, %d messages", n, len(f.messages))
	}
}
