package traced

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
)

// Summary is what a world was made with.
type Summary struct {
	Chats, Messages, Files, Faults int
}

// Code signs in to every world that is made of a trace; Password too, where the
// trace's account had one.
const (
	Code     = "22222"
	Password = "a traced password"
	phone    = "9996600001"
)

// Write makes a world of the trace in the folder, which must be empty or not there:
// world.json and messages.jsonl, and faults.json beside them.
func Write(trace io.Reader, dir string) (Summary, error) {
	m := newMaker()
	begin := func(h head) error {
		m.layer = h.Layer
		return nil
	}
	if err := read(trace, begin, m.see); err != nil {
		return Summary{}, err
	}
	if m.self == nil {
		return Summary{}, fmt.Errorf("%w: it ends before anybody signed in", ErrTrace)
	}
	if err := emptyFolder(dir); err != nil {
		return Summary{}, err
	}
	for _, face := range m.faces {
		m.file(face, faceSize)
	}
	sum := Summary{Files: len(m.files), Faults: len(m.faults.rules)}
	ids := m.number()
	if err := writeLines(filepath.Join(dir, "messages.jsonl"), func(line func(any) error) error {
		for _, name := range m.chatOrder() {
			for _, msg := range m.chats[name].messages {
				sum.Messages++
				if err := line(m.message(name, msg.body, ids)); err != nil {
					return err
				}
			}
		}
		return nil
	}); err != nil {
		return sum, err
	}
	world := m.world(ids)
	sum.Chats = len(list(world["dialogs"])) + len(list(world["left_channels"]))
	if err := writeJSON(filepath.Join(dir, "world.json"), world); err != nil {
		return sum, err
	}
	return sum, writeJSON(filepath.Join(dir, "faults.json"), m.faults.file())
}

// faceSize is how large a face is of which nothing is known, in bytes.
const faceSize = 4000

func emptyFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	there, err := os.ReadDir(dir)
	if err == nil && len(there) > 0 {
		return fmt.Errorf("%s: %w", dir, errNotEmpty)
	}
	return err
}

var errNotEmpty = errors.New("the folder is not empty")

// rangeSize is how many ids a split range has.
const rangeSize = 100_000_000

// number gives every message a new id, ascending within its chat: the id by chat and
// the trace's. People and basic groups share one space of ids, in which every range
// has its part.
func (m *maker) number() map[string]map[string]int {
	shared := map[int]int{} // the last id of a range
	ids := map[string]map[string]int{}
	for _, name := range m.chatOrder() {
		h := m.chats[name]
		slices.SortStableFunc(h.messages, func(a, b seenMessage) int { return a.split - b.split })
		ids[name] = make(map[string]int, len(h.messages))
		for i, msg := range h.messages {
			id := i + 1
			if h.peer["channel_id"] == nil {
				shared[msg.split]++
				id = msg.split*rangeSize + shared[msg.split]
			}
			ids[name][text(msg.body["id"])] = id
		}
	}
	return ids
}

// chatOrder are the chats with messages, sorted, so that a trace always makes the
// same world.
func (m *maker) chatOrder() []string {
	names := make([]string, 0, len(m.chats))
	for name := range m.chats {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// message is a message with the new ids.
func (m *maker) message(chat string, body object, ids map[string]map[string]int) object {
	body["id"] = ids[chat][text(body["id"])]
	if reply, ok := body["reply_to"].(object); ok && reply["reply_to_peer_id"] == nil {
		for _, field := range []string{"reply_to_msg_id", "reply_to_top_id"} {
			if id, known := ids[chat][text(reply[field])]; known {
				reply[field] = id
			}
		}
	}
	return clean(body)
}

// world is the account but for its messages.
func (m *maker) world(ids map[string]map[string]int) object {
	self := clean(m.self)
	self["phone"] = phone
	w := object{"layer": m.layer, "phone": "+" + phone, "code": Code, "self": self, "split_ranges": m.splitRanges()}
	if m.faults.password {
		w["password"] = Password
	}
	if m.fullUser != nil && text(m.fullUser["id"]) == text(m.self["id"]) {
		w["full_user"] = clean(m.fullUser)
	}
	users, chats, files := []any{}, []any{}, []any{}
	for _, name := range m.order {
		o := clean(m.people[name])
		delete(o, "min")
		if o["_"] == "user" {
			users = append(users, o)
		} else {
			chats = append(chats, o)
		}
	}
	w["users"], w["chats"] = users, chats
	for part, items := range m.lists {
		w[part] = m.part(part, items, ids)
	}
	for _, key := range m.fileKeys {
		files = append(files, m.files[key])
	}
	w["files"] = files
	return w
}

// part is a list of the world, without what the world does not know.
func (m *maker) part(part string, items []any, ids map[string]map[string]int) []any {
	kept := []any{}
	for _, item := range items {
		o, _ := item.(object)
		switch part {
		case "dialogs":
			if m.unknown(peerName(o["peer"].(object))) {
				continue
			}
		case "left_channels":
			if m.unknown("channel:" + text(item)) {
				continue
			}
		case "full_chats":
			if m.unknown("chat:"+text(o["id"])) && m.unknown("channel:"+text(o["id"])) {
				continue
			}
		case "topics":
			chat, topic := peerName(o["peer"].(object)), o["topic"].(object)
			for _, field := range []string{"id", "top_message"} {
				if id, known := ids[chat][text(topic[field])]; known {
					topic[field] = id
				}
			}
		}
		if o != nil {
			item = clean(o)
		}
		kept = append(kept, item)
	}
	return kept
}

func (m *maker) unknown(peer string) bool {
	_, known := m.people[peer]
	return !known && peer != "user:"+text(m.self["id"])
}

func (m *maker) splitRanges() []any {
	n := max(len(m.ranges), 1)
	ranges := make([]any, n)
	for i := range ranges {
		last := (i + 1) * rangeSize
		if i == n-1 {
			last = math.MaxInt32
		}
		ranges[i] = object{"_": "messageRange", "min_id": i*rangeSize + 1, "max_id": last}
	}
	return ranges
}

// clean leaves out what the server derives, and makes public names different ones.
func clean(o object) object {
	delete(o, "access_hash")
	delete(o, "file_reference")
	if _, ok := o["username"]; ok {
		o["username"] = "name" + text(o["id"])
	}
	delete(o, "usernames")
	for _, v := range o {
		cleanAll(v)
	}
	return o
}

func cleanAll(v any) {
	switch v := v.(type) {
	case object:
		clean(v)
	case []any:
		for _, x := range v {
			cleanAll(x)
		}
	}
}

func writeJSON(path string, v any) error {
	return writeLines(path, func(line func(any) error) error { return line(v) })
}

// writeLines writes values, one a line.
func writeLines(path string, each func(line func(any) error) error) (err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	out := bufio.NewWriter(f)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	if err := each(enc.Encode); err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	return out.Flush()
}
