package account

import (
	"fmt"

	p "satchel/core/demo/world/sample/make/paint"
)

// room is a group or channel.
type room struct {
	key, title string
	id         int64
	kind       string // chat, group (supergroup), channel
	date       int64
	members    int
	username   string
	about      string
	extra      obj   // more fields of the chat object
	emblem     []any // of its picture
	people     string
	folder     int
	pinned     bool
	left       bool
}

// rooms are the groups and channels of the account.
func rooms() []room {
	creator := obj{"creator": true, "admin_rights": rights()}
	return []room{
		{key: "family", title: "Calder clan 🏴󠁧󠁢󠁳󠁣󠁴󠁿", id: 41200771, kind: "chat", date: 1577883600, members: 5, people: "nora,mum,dad,ruaridh,isla", pinned: true,
			extra: obj{"creator": true}, emblem: emblem("tree", 0xdde6d0, 0x4f7f4a, 0xd9573f), about: "No politics before pudding."},
		{key: "munro-old", title: "Munro Mondays", id: 30911542, kind: "chat", date: 1556652600, members: 4, people: "",
			extra: obj{"deactivated": true, "migrated_to": obj{"_": "inputChannel", "channel_id": "1187430021"}}},
		{key: "munro", title: "Munro Mondays ⛰", id: 1187430021, kind: "group", date: 1617300000, members: 6, people: "nora,tom,hamish,zofia,maeve,kwame",
			extra: creator, emblem: emblem("hills", 0xdfe7ea, 0x3f5f74, 0xf2b441), about: "Mostly Sundays."},
		{key: "studio", title: "Small Hours Studio", id: 1302558417, kind: "group", date: 1598950800, members: 4, people: "nora,priya,zofia,hamish", pinned: true,
			extra: creator, emblem: emblem("pot", 0xf0dcc8, 0xb5623f, 0xfdf3e2), about: "Rota, firings, who broke the extruder."},
		{key: "lane", title: "Quarry Lane neighbours", id: 1099341276, kind: "group", date: 1585000000, members: 214, username: "quarrylane_leith",
			emblem: emblem("house", 0xcfe0e6, 0xc4573f, 0x3f6d8a), about: "Be kind. Bins on Thursday.", extra: obj{"has_link": true}},
		{key: "books", title: "Second Shelf book club", id: 1811207790, kind: "group", date: 1669905000, members: 9, people: "nora,ana,kwame,maeve,shirin",
			extra: obj{"forum": true, "admin_rights": rights()}, emblem: emblem("book", 0xe3d5ea, 0x5d4a7d, 0xf0e2c0)},
		{key: "firth", title: "The Firth Post", id: 1002773905, kind: "channel", date: 1546300800, members: 18422, username: "thefirthpost",
			extra: obj{"verified": true, "signatures": true}, emblem: emblem("news", 0x2f4a6d, 0x2f4a6d, 0xd9773f), about: "News from both shores, before your second coffee."},
		{key: "kilnlog", title: "Nora's kiln log", id: 1420036688, kind: "channel", date: 1611000000, members: 31, extra: creator,
			emblem: emblem("fire", 0xf7e0c4, 0x5a3a24, 0xffd27a), about: "What went in, what came out."},
		{key: "glaze", title: "Glaze chemistry 101", id: 1533904127, kind: "group", date: 1633000000, members: 58, folder: 1,
			emblem: emblem("flask", 0xd5e4dc, 0x2f5d62, 0x6fb08a), about: "Evening course, spring term."},
		{key: "script", title: `<script>alert(1)</script> & "friends"`, id: 43300125, kind: "chat", date: 1690000000, members: 3, people: "kwame,nora,bobby"},
		{key: "flea", title: "Leith Flea Market", id: 1077612340, kind: "channel", date: 1560000000, members: 930, username: "leithflea", left: true,
			emblem: emblem("market", 0xd9e8dc, 0xc4473f, 0xf7f0e0), extra: obj{"left": true}},
		{key: "residency", title: "Clay residency 2019", id: 1266840959, kind: "group", date: 1562000000, members: 17, username: "clayres19", left: true,
			emblem: emblem("pot", 0xc9d6e6, 0x3f5f8a, 0xf0d9a8), extra: obj{"left": true}},
	}
}

func rights() obj {
	return obj{"_": "chatAdminRights", "change_info": true, "post_messages": true, "edit_messages": true, "delete_messages": true,
		"ban_users": true, "invite_users": true, "pin_messages": true, "add_admins": true, "manage_call": true, "other": true, "manage_topics": true}
}

func roomOf(key string) (room, bool) {
	for _, r := range append(rooms(), problemRooms()...) {
		if r.key == key {
			return r, true
		}
	}
	return room{}, false
}

func (r room) broadcast() bool { return r.kind == "channel" }

func (r room) avatar(l *Library) (obj, error) {
	if r.emblem == nil {
		return nil, nil
	}
	return l.Avatar(r.key, r.date+86400, func(c *p.Canvas) { portrait(personOf("").face, r.emblem).Draw(c, 0) })
}

// chat is the room as a chat or channel object.
func (r room) chat(l *Library) (obj, error) {
	o := obj{"_": "channel", "id": long(r.id), "title": r.title, "date": r.date, "participants_count": r.members, "photo": obj{"_": "chatPhotoEmpty"}}
	short := "chatPhoto"
	switch r.kind {
	case "chat":
		o["_"], o["version"] = "chat", 4
	case "channel":
		o["broadcast"] = true
	default:
		o["megagroup"] = true
		o["default_banned_rights"] = obj{"_": "chatBannedRights", "until_date": 0, "change_info": true}
	}
	if r.username != "" {
		o["username"] = r.username
	}
	for k, v := range r.extra {
		o[k] = v
	}
	photo, err := r.avatar(l)
	if err != nil {
		return nil, fmt.Errorf("picture of %s: %w", r.key, err)
	}
	if photo != nil {
		o["photo"] = profilePhoto(short, photo)
	}
	return o, nil
}

func peerOf(key string) (obj, error) {
	if r, ok := roomOf(key); ok {
		if r.kind == "chat" {
			return obj{"_": "peerChat", "chat_id": long(r.id)}, nil
		}
		return obj{"_": "peerChannel", "channel_id": long(r.id)}, nil
	}
	q := personOf(key)
	if q.id == 0 {
		return nil, fmt.Errorf("nobody is called %q", key)
	}
	return obj{"_": "peerUser", "user_id": long(q.id)}, nil
}
