package json

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"satchel/core/internal/model"
	"satchel/core/internal/testkit"
)

// keysOnce reads a document token by token: it is JSON, it is UTF-8, and no object has
// a key twice, which readers take differently.
func keysOnce(t *testing.T, where, doc string) {
	t.Helper()
	if !utf8.ValidString(doc) {
		t.Errorf("%s: not UTF-8", where)
	}
	d := json.NewDecoder(strings.NewReader(doc))
	var read func() error
	read = func() error {
		token, err := d.Token()
		if err != nil {
			return err
		}
		open, ok := token.(json.Delim)
		if !ok {
			return nil
		}
		seen := map[string]bool{}
		for d.More() {
			if open == '{' {
				key, err := d.Token()
				if err != nil {
					return err
				}
				if seen[key.(string)] {
					t.Errorf("%s: key %q twice", where, key)
				}
				seen[key.(string)] = true
			}
			if err := read(); err != nil {
				return err
			}
		}
		_, err = d.Token()
		return err
	}
	if err := read(); err != nil {
		t.Errorf("%s: %v", where, err)
	}
	if d.More() {
		t.Errorf("%s: something follows the document", where)
	}
}

func strangers(s testkit.Stranger) []model.Peer {
	peers := []model.Peer{{ID: model.UserID(1), Self: true}, {ID: model.UserID(2)}, {ID: model.UserID(3), Bot: true}, {ID: model.ChannelID(9), Megagroup: true, Forum: true}, {ID: model.ChannelID(10), Broadcast: true}}
	for i := range peers {
		p := &peers[i]
		p.FirstName, p.LastName, p.Title, p.Username = s.Text(), s.Text(), s.Text(), s.Text()
	}
	return peers
}

func strangersFile(s testkit.Stranger) Files {
	return func(key model.FileKey) model.FileResult {
		if s.IntN(4) == 0 {
			return model.FileResult{State: model.FileSkipped, Skip: model.SkipReason(s.Pick("file_size", "file_type", "unavailable"))}
		}
		return model.FileResult{State: model.FilePlaced, Path: "chats/chat_001/files/'&%20\"\\" + string(key), Size: 77}
	}
}

// Whatever strangers wrote, both forms are JSON with each key once, they say the same,
// and nothing of it ends a script that the document may stand in.
func TestBothFormsAreJSONWhateverStrangersWrote(t *testing.T) {
	for seed := range uint64(20) {
		s := testkit.NewStranger(seed)
		peers := strangers(s)
		peer := peers[1+s.IntN(4)]
		env := testEnv(peers...)
		var ms []model.Message
		for id := range 40 {
			var m model.Message
			s.Fill(&m, 5)
			m.ID, m.Peer = id+1, peer.ID
			ms = append(ms, m)
		}
		files := strangersFile(testkit.NewStranger(seed))
		single, account := documents(t, env, peer, files, ms...)
		keysOnce(t, fmt.Sprint("seed ", seed, ", the chat's"), single)
		keysOnce(t, fmt.Sprint("seed ", seed, ", the account's"), account)
		var one struct {
			Messages []json.RawMessage `json:"messages"`
		}
		var all struct {
			Chats struct {
				List []struct {
					Messages []json.RawMessage `json:"messages"`
				} `json:"list"`
			} `json:"chats"`
		}
		if err := json.Unmarshal([]byte(single), &one); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(account), &all); err != nil {
			t.Fatal(err)
		}
		if n := len(all.Chats.List); n != 1 || len(all.Chats.List[0].Messages) != len(one.Messages) {
			t.Fatalf("seed %d: %d messages in the chat's document, %d chats in the account's", seed, len(one.Messages), n)
		}
		for i := range one.Messages {
			a, b := tight(t, one.Messages[i]), tight(t, all.Chats.List[0].Messages[i])
			if a != strings.ReplaceAll(b, "chats/chat_001/", "") {
				t.Errorf("seed %d: message %d is\n%s\nin one document and\n%s\nin the other", seed, i, a, b)
			}
		}
		if t.Failed() {
			return
		}
	}
}

func tight(t *testing.T, doc []byte) string {
	t.Helper()
	var b bytes.Buffer
	check(t, json.Compact(&b, doc))
	return b.String()
}

func TestListsAreJSONWhateverStrangersWrote(t *testing.T) {
	for seed := range uint64(12) {
		s := testkit.NewStranger(seed)
		peers := strangers(s)
		var out bytes.Buffer
		a := NewAccount(&out, testEnv(peers...), Words{About: s.Text(), Chats: s.Text(), Contacts: s.Text(), Frequent: s.Text(), Sessions: s.Text(), WebSessions: s.Text()})
		var profile model.Profile
		s.Fill(&profile, 4)
		profile.Peer = peers[0]
		check(t, a.PersonalInformation(&profile))
		lists(t, s, a)
		check(t, a.Close())
		keysOnce(t, fmt.Sprint("seed ", seed), out.String())
		if t.Failed() {
			return
		}
	}
}

// lists writes some entries of each list.
func lists(t *testing.T, s testkit.Stranger, a *Account) {
	t.Helper()
	files := strangersFile(s)
	each := func(open func(), write func() error, end func() error) {
		open()
		for range s.IntN(4) {
			check(t, write())
		}
		check(t, end())
	}
	each(a.OpenPictures, func() error { var v model.Photo; s.Fill(&v, 4); return a.Picture(&v, files) }, a.CloseArray)
	each(a.OpenStories, func() error { var v model.Story; s.Fill(&v, 4); return a.Story(&v, files) }, a.CloseArray)
	each(a.OpenMusic, func() error { var v model.Document; s.Fill(&v, 4); return a.Music(&v, 1, files) }, a.CloseArray)
	each(a.OpenContacts, func() error { var v model.SavedContact; s.Fill(&v, 4); return a.Contact(&v) }, a.CloseList)
	each(a.OpenFrequent, func() error { var v model.FrequentContact; s.Fill(&v, 4); return a.Frequent(&v) }, a.CloseList)
	each(a.OpenSessions, func() error { var v model.Session; s.Fill(&v, 4); return a.Session(&v) }, a.CloseList)
	each(a.OpenWebSessions, func() error { var v model.WebSession; s.Fill(&v, 4); return a.WebSession(&v) }, a.CloseList)
}
