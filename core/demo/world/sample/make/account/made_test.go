package account_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"satchel/core/demo/world/sample"
)

type obj = map[string]any

// made is a committed world as plain JSON, with what its objects are known by.
type made struct {
	world    obj
	messages []obj
	known    map[string]bool            // "user:7", "chat:8", "channel:9"
	ids      map[string]map[float64]obj // by chat, then id
}

// peer writes a peer as settings do; an input peer as the peer it names.
func peer(v any) string {
	o, _ := v.(obj)
	switch kind, _ := o["_"].(string); kind {
	case "peerUser", "inputPeerUser":
		return fmt.Sprint("user:", o["user_id"])
	case "peerChat", "inputPeerChat":
		return fmt.Sprint("chat:", o["chat_id"])
	case "peerChannel", "inputPeerChannel", "inputChannel":
		return fmt.Sprint("channel:", o["channel_id"])
	}
	return ""
}

func list(v any) []any { l, _ := v.([]any); return l }

func readMade(t *testing.T, fsys fs.FS) *made {
	t.Helper()
	w := &made{known: map[string]bool{}, ids: map[string]map[float64]obj{}}
	data, err := fs.ReadFile(fsys, "world.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &w.world); err != nil {
		t.Fatal(err)
	}
	for _, u := range list(w.world["users"]) {
		w.known[fmt.Sprint("user:", u.(obj)["id"])] = true
	}
	for _, c := range list(w.world["chats"]) {
		o := c.(obj)
		kind := "channel:"
		if strings.HasPrefix(o["_"].(string), "chat") {
			kind = "chat:"
		}
		w.known[kind+fmt.Sprint(o["id"])] = true
	}
	lines, err := fs.ReadFile(fsys, "messages.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for scan := bufio.NewScanner(bytes.NewReader(lines)); scan.Scan(); {
		var m obj
		if err := json.Unmarshal(scan.Bytes(), &m); err != nil {
			t.Fatal(err)
		}
		w.messages = append(w.messages, m)
		chat := peer(m["peer_id"])
		if w.ids[chat] == nil {
			w.ids[chat] = map[float64]obj{}
		}
		w.ids[chat][m["id"].(float64)] = m
	}
	return w
}

func everyWorld(t *testing.T, check func(t *testing.T, w *made)) {
	t.Helper()
	for name, fsys := range map[string]fs.FS{"main": sample.Main(), "problems": sample.Problems()} {
		t.Run(name, func(t *testing.T) { check(t, readMade(t, fsys)) })
	}
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

// title names a message in an error.
func title(m obj) string { return fmt.Sprintf("message %v of %s", m["id"], peer(m["peer_id"])) }
