package account

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// now is the clock of both worlds.
func now() int64 { return time.Date(2026, 11, 14, 18, 0, 0, 0, time.UTC).Unix() }

// Write makes the main world in dir from the conversations in content.
func Write(content fs.FS, dir string, keep bool) error {
	lib := NewLibrary(dir, keep)
	b, err := readBook(content, "content/main", lib)
	if err != nil {
		return err
	}
	messages, err := b.messages()
	if err != nil {
		return err
	}
	w := obj{"layer": 229, "now": now(), "phone": "+" + personOf(self).phone, "code": "22222", "takeout_file": "files/other.json"}
	var known []string
	for _, q := range people() {
		known = append(known, q.key)
	}
	for _, step := range []func() error{
		func() error { return b.peers(w, known, rooms()) },
		func() error { return b.extras(w) },
		func() error { return b.gallery(w) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	w["split_ranges"] = splitAt(b, "2022-01-01", "2024-09-01")
	if _, err := lib.file("files/other.json", bytesOf([]byte(otherData))); err != nil {
		return err
	}
	return lib.save(w, messages)
}

// peers fills users, chats, full chats and dialogs.
func (b *book) peers(w obj, known []string, halls []room) error {
	var users, chats, full, dialogs, left []any
	for _, key := range known {
		u, err := personOf(key).user(b.lib, now())
		if err != nil {
			return err
		}
		if key == self {
			w["self"] = u
		}
		users = append(users, u)
	}
	for _, r := range halls {
		c, err := r.chat(b.lib)
		if err != nil {
			return err
		}
		chats = append(chats, c)
		if r.left {
			left = append(left, long(r.id))
		} else {
			full = append(full, b.fullChat(r))
		}
	}
	for _, chat := range b.chats {
		r, isRoom := roomOf(chat)
		if r.left {
			continue
		}
		peer, err := peerOf(chat)
		if err != nil {
			return err
		}
		d := obj{"peer": peer, "folder_id": r.folder}
		if r.pinned || !isRoom && chat == "mum" {
			d["pinned"] = true
		}
		dialogs = append(dialogs, d)
	}
	w["users"], w["chats"], w["full_chats"], w["dialogs"], w["left_channels"] = users, chats, full, dialogs, left
	return nil
}

func (b *book) fullChat(r room) obj {
	notify := obj{"_": "peerNotifySettings"}
	photo := any(obj{"_": "photoEmpty", "id": "0"})
	if p, err := r.avatar(b.lib); err == nil && p != nil {
		photo = p
	}
	if r.kind == "chat" {
		members := []any{}
		for i, key := range strings.Split(r.people, ",") {
			q := personOf(key)
			if q.id == 0 {
				continue
			}
			m := obj{"_": "chatParticipant", "user_id": long(q.id), "inviter_id": long(personOf(self).id), "date": r.date}
			if i == 0 {
				m = obj{"_": "chatParticipantCreator", "user_id": long(q.id)}
			}
			members = append(members, m)
		}
		o := obj{"_": "chatFull", "id": long(r.id), "about": r.about, "notify_settings": notify,
			"participants": obj{"_": "chatParticipants", "chat_id": long(r.id), "participants": members, "version": 4}}
		if r.emblem != nil {
			o["chat_photo"] = photo
		}
		return o
	}
	last := 0
	if list := b.entries[r.key]; len(list) > 0 {
		last = list[len(list)-1].id
	}
	o := obj{"_": "channelFull", "id": long(r.id), "about": r.about, "participants_count": r.members, "read_inbox_max_id": last, "read_outbox_max_id": last,
		"unread_count": 0, "chat_photo": photo, "notify_settings": notify, "bot_info": []any{}, "pts": last + 20}
	if old := b.entries[r.key+"-old"]; len(old) > 0 {
		before, _ := roomOf(r.key + "-old")
		o["migrated_from_chat_id"], o["migrated_from_max_id"] = long(before.id), old[len(old)-1].id
	}
	return o
}

// splitAt cuts the common message ids at days.
func splitAt(b *book, days ...string) []any {
	var out []any
	from := 1
	for _, day := range days {
		t, err := time.Parse(time.DateOnly, day)
		if err != nil {
			panic(err) // a day written in this program
		}
		last := from
		for _, chat := range b.chats {
			if r, ok := roomOf(chat); ok && r.kind != "chat" {
				continue
			}
			for _, e := range b.entries[chat] {
				if e.at < t.Unix() {
					last = max(last, e.id)
				}
			}
		}
		out = append(out, obj{"_": "messageRange", "min_id": from, "max_id": last})
		from = last + 1
	}
	return append(out, obj{"_": "messageRange", "min_id": from, "max_id": 1<<31 - 1})
}

// save writes world.json and messages.jsonl and removes files that nothing names.
func (l *Library) save(w obj, messages []obj) error {
	w["files"] = l.entries
	data, err := encodeJSON(w, " ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(l.Dir, "world.json"), data, 0o644); err != nil {
		return err
	}
	var lines bytes.Buffer
	for _, m := range messages {
		line, err := encodeJSON(m, "")
		if err != nil {
			return err
		}
		lines.Write(line)
	}
	if err := os.WriteFile(filepath.Join(l.Dir, "messages.jsonl"), lines.Bytes(), 0o644); err != nil {
		return err
	}
	return l.sweep()
}

func encodeJSON(v any, indent string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	err := e.Encode(v)
	return b.Bytes(), err
}

func (l *Library) sweep() error {
	named := map[string]bool{"files/other.json": true}
	for _, e := range l.entries {
		path, _ := e["path"].(string)
		if named[path] {
			return fmt.Errorf("two entries for %s", path)
		}
		named[path] = true
	}
	return filepath.WalkDir(filepath.Join(l.Dir, "files"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(l.Dir, path)
		if err != nil || named[filepath.ToSlash(rel)] {
			return err
		}
		return os.Remove(path)
	})
}
