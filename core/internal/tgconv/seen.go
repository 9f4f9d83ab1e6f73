package tgconv

import (
	"reflect"
	"slices"
	"strconv"

	"satchel/core/internal/model"
)

// Peers converts the users and chats of the page. A min one learns the message
// of the page it was seen in, which is how calls can name it.
// https://core.telegram.org/api/min
func (p MessagesPage) Peers() []model.Peer {
	peers := Peers(p.Users, p.Chats)
	if !slices.ContainsFunc(peers, func(p model.Peer) bool { return p.Min }) {
		return peers
	}
	seen := map[model.PeerID]model.MessageID{}
	for _, m := range p.Messages {
		d, ok := Message(m)
		if !ok {
			continue
		}
		for _, id := range mentions(&d) {
			if _, known := seen[id]; !known {
				seen[id] = d.MessageRef()
			}
		}
	}
	for i := range peers {
		if ref, ok := seen[peers[i].ID]; ok && peers[i].Min {
			peers[i].MinSource = &ref
		}
	}
	return peers
}

// mentions lists the peers by which a message can name a min one: its sender, where it
// was forwarded from, the bots behind it, who a text mentions, whom a service
// message is about.
func mentions(m *model.Message) []model.PeerID {
	ids := []model.PeerID{m.From, m.GuestVia, userID(m.ViaBot), userID(m.BusinessBot)}
	if f := m.Forward; f != nil {
		ids = append(ids, f.From, f.SavedFrom, f.SavedPeer)
	}
	if r := m.Reply; r != nil {
		ids = append(ids, r.Peer)
		if r.From != nil {
			ids = append(ids, r.From.From)
		}
	}
	for _, e := range m.Text.Entities {
		ids = append(ids, userID(e.User))
	}
	if a := m.Action; a != nil {
		ids = append(ids, userID(a.User), a.Peer, a.FromPeer, a.ToPeer)
		ids = append(ids, a.Peers...)
		for _, u := range a.Users {
			ids = append(ids, userID(u))
		}
	}
	if m.Media != nil && m.Media.Contact != nil {
		ids = append(ids, userID(m.Media.Contact.User))
	}
	return slices.DeleteFunc(ids, model.PeerID.IsZero)
}

// CustomEmoji lists the custom emoji that doc (a message, a story ...) shows in
// its texts and reactions, each once, ascending.
func CustomEmoji(doc any) []int64 {
	found := map[int64]bool{}
	walk(reflect.ValueOf(doc), found)
	ids := make([]int64, 0, len(found))
	for id := range found {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

func walk(v reflect.Value, found map[int64]bool) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		walk(v.Elem(), found)
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return
		}
		for i := range v.Len() {
			walk(v.Index(i), found)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			walk(v.MapIndex(k), found)
		}
	case reflect.Struct:
		if id := emojiOf(v); id != 0 {
			found[id] = true
		}
		for i := range v.NumField() {
			walk(v.Field(i), found)
		}
	}
}

// emojiOf is the custom emoji that v itself names.
func emojiOf(v reflect.Value) int64 {
	switch d := v.Interface().(type) {
	case model.Entity:
		if d.Type == model.EntityCustomEmoji {
			return d.Document
		}
	case model.Reaction:
		return d.CustomEmoji
	case model.Button:
		return d.Icon
	case model.Action:
		if d.IconEmoji != nil {
			return *d.IconEmoji
		}
	case model.RichNode:
		if d.Type == "custom_emoji" {
			s, _ := d.Fields["document_id"].(string)
			id, _ := strconv.ParseInt(s, 10, 64) // 0 when it is no number: no emoji
			return id
		}
	}
	return 0
}
