package traced

import (
	"maps"
	"math"
	"slices"

	"github.com/gotd/td/tg"
)

// world is the account but for its messages.
func (m *maker) world(ids map[string]map[string]int, fill *filler) object {
	self := fill.object(m.self)
	self["phone"] = phone
	w := object{"layer": tg.Layer, "phone": "+" + phone, "code": Code, "self": self, "split_ranges": m.splitRanges()}
	if m.faults.password {
		w["password"] = Password
	}
	if m.fullUser != nil && text(m.fullUser["id"]) == text(m.self["id"]) {
		w["full_user"] = fill.object(m.fullUser)
	}
	m.addPeople(w, fill)
	files := []any{}
	for _, part := range slices.Sorted(maps.Keys(m.lists)) {
		w[part] = m.part(part, m.lists[part], ids, fill)
	}
	for _, key := range m.fileKeys {
		files = append(files, m.files[key])
	}
	w["files"] = files
	return w
}

// addPeople adds users and chats, and the min forms of those that were also seen in
// full.
func (m *maker) addPeople(w object, fill *filler) {
	parts := map[string][]any{"users": {}, "chats": {}, "min_users": {}, "min_chats": {}}
	for _, o := range m.mins {
		if m.people[personName(o)]["min"] != true {
			part := "min_" + listOf(o)
			parts[part] = append(parts[part], fill.object(o))
		}
	}
	for _, name := range m.order {
		o := fill.object(m.people[name])
		delete(o, "min")
		parts[listOf(o)] = append(parts[listOf(o)], o)
	}
	for part, list := range parts {
		w[part] = list
	}
}

// listOf is the list of the world that a user or chat stands in.
func listOf(o object) string {
	if o["_"] == "user" {
		return "users"
	}
	return "chats"
}

// part is a list of the world, without what the world does not know.
func (m *maker) part(part string, items []any, ids map[string]map[string]int, fill *filler) []any {
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
			if m.unknown(chat) {
				continue
			}
			for _, field := range []string{"id", "top_message"} {
				if id, known := ids[chat][text(topic[field])]; known {
					topic[field] = id
				}
			}
		}
		if o != nil {
			item = fill.object(o)
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
		last := (i + 1) * m.rangeSize()
		if i == n-1 {
			last = math.MaxInt32
		}
		ranges[i] = object{"_": "messageRange", "min_id": i*m.rangeSize() + 1, "max_id": last}
	}
	return ranges
}
