package account

import (
	"fmt"

	"satchel/core/demo/world/sample/make/figure"
	p "satchel/core/demo/world/sample/make/paint"
)

// person is a user of the sample account's world.
type person struct {
	key, first, last string
	id               int64
	username, phone  string
	contact          bool
	extra            obj // more fields of the user object
	face             figure.Face
	emblem           []any // kind, back, ink, accent instead of a face
	bio              string
}

const self = "nora"

func face(style string, back, skin, hair, top uint32, more ...string) figure.Face {
	f := figure.Face{Style: style, Back: p.Hex(back), Skin: p.Hex(skin), Hair: p.Hex(hair), Top: p.Hex(top)}
	for _, m := range more {
		switch m {
		case "beard":
			f.Beard = true
		case "glasses":
			f.Glasses = true
		case "old":
			f.Old = true
		case "laugh":
			f.Mouth = 0.55
		}
	}
	return f
}

func emblem(kind string, back, ink, accent uint32) []any {
	return []any{kind, p.Hex(back), p.Hex(ink), p.Hex(accent)}
}

// people are the users; telephone numbers are of the range that Ofcom keeps for fiction.
func people() []person {
	return append(append(family(), friends()...), machines()...)
}

func family() []person {
	return []person{
		{key: self, first: "Nora", last: "Calder", id: 5120417733, username: "noracalder", phone: "9996204177", extra: obj{"self": true, "premium": true},
			face: face("bun", 0x7fb0a4, 0xf3c9a8, 0x8f4f2a, 0xd9773f, "laugh"), bio: "Pots, hills, tea. Small Hours Studio, Leith."},
		{key: "mum", first: "Eilidh", last: "Calder", id: 5120990121, phone: "447700900101", contact: true,
			face: face("bob", 0xd9a5b0, 0xf3c9a8, 0xcfcac4, 0x5a6f8a, "old"), bio: "Garden, choir, Wordle."},
		{key: "dad", first: "Alasdair", last: "Calder", id: 5121004518, phone: "447700900102", contact: true,
			face: face("cap", 0x8fa3b8, 0xe9b692, 0x8a8680, 0x44583f, "beard", "old")},
		{key: "ruaridh", first: "Ruaridh", last: "Calder", id: 5121337702, username: "ruaridh_c", phone: "447700900103", contact: true,
			face: face("short", 0xe0b24a, 0xf3c9a8, 0x8f4f2a, 0x2f4a6d, "beard")},
		{key: "isla", first: "Isla 🦄", last: "", id: 7120337001, phone: "447700900104", contact: true,
			face: face("long", 0xf2a7c3, 0xf7d7bd, 0xb5622c, 0x8f6fc9, "laugh")},
	}
}

func friends() []person {
	return []person{
		{key: "tom", first: "Tom", last: "Baird", id: 4410233876, username: "tombaird", phone: "447700900110", contact: true,
			face: face("curly", 0x6f9fc4, 0xe0a67e, 0x3a2a22, 0x9a3f35), bio: "Joiner. Slow uphill, slower down.", extra: obj{"premium": true}},
		{key: "priya", first: "Priya", last: "Nair", id: 4418800345, username: "priya_throws", phone: "447700900111", contact: true,
			face: face("long", 0xe5a35c, 0xb87a4f, 0x241a1c, 0x2f6d63)},
		{key: "zofia", first: "Zofia", last: "Wrona", id: 6022871144, username: "zofka_w", phone: "447700900112", contact: true,
			face: face("bob", 0x9fc29a, 0xf7d7bd, 0xd9b26a, 0x33343d, "glasses")},
		{key: "hamish", first: "Hamish", last: "Orr", id: 4590112760, phone: "447700900113", contact: true,
			face: face("bald", 0x8f8fc9, 0xf0bf9c, 0xb5622c, 0x4a6b48, "beard")},
		{key: "darya", first: "Дарья", last: "Осипова", id: 1289040771, username: "dasha_clay", phone: "79990000121", contact: true,
			face: face("long", 0xb9d0dd, 0xf7d7bd, 0x6b4a33, 0xa8473f)},
		{key: "layla", first: "ليلى", last: "حداد", id: 2033184590, username: "layla_khatt", phone: "9629900001", contact: true,
			face: face("scarf", 0xe9cf9f, 0xdca97e, 0x3f6d78, 0x2b3f52)},
		{key: "chen", first: "陈思远", last: "", id: 5560129938, username: "chen_jdz", phone: "8613800000010", contact: true,
			face: face("short", 0xa9bfa4, 0xf0c9a0, 0x1f1c1f, 0x3a4f7a, "glasses")},
		{key: "ghost", id: 3309117745, extra: obj{"deleted": true}},
		{key: "shirin", first: "Shirin", last: "Ahmed", id: 1822004471, username: "shirin_quarrylane", face: face("scarf", 0xd98a8a, 0xc98f63, 0x7a3f5d, 0x3d3a55)},
		{key: "gordon", first: "Gordon", last: "Pirie", id: 1877120034, phone: "447700900221", face: face("cap", 0xb3a78f, 0xf0bf9c, 0x5a6a58, 0x6d4a3a, "old")},
		{key: "maeve", first: "Maeve", last: "Kelly", id: 6330018822, face: face("curly", 0x7fc4a8, 0xf7d7bd, 0xc4562c, 0x3f5d8a, "laugh")},
		{key: "ana", first: "Ana", last: "Ribeiro", id: 5990341207, username: "ana_reads", contact: true, phone: "351900000007", face: face("bun", 0xe08f6f, 0xdba478, 0x2d1f1d, 0xe9dcc3, "glasses")},
		{key: "kwame", first: "Kwame", last: "Mensah", id: 5990877310, username: "kwame_m", face: face("short", 0xf0c060, 0x7a4f33, 0x1c1716, 0x3a6d4f, "glasses")},
		{key: "bobby", first: "Robert'); DROP TABLE messages;--", last: "\u202Eseldats", id: 6711200945, face: face("short", 0x9a9a9a, 0xf0bf9c, 0x4a3a30, 0x222222)},
	}
}

func machines() []person {
	bot := func(inline string) obj {
		o := obj{"bot": true, "bot_info_version": 3}
		if inline != "" {
			o["bot_inline_placeholder"] = inline
		}
		return o
	}
	return []person{
		{key: "telegram", first: "Telegram", id: 777000, phone: "42777", extra: obj{"verified": true, "support": true}, emblem: emblem("plane", 0x5aa9e6, 0xffffff, 0xd5e9f7)},
		{key: "tidebot", first: "Leith Tides", id: 6400118257, username: "leith_tides_bot", extra: bot(""), emblem: emblem("wave", 0xdcecf2, 0x2f6d8a, 0xf2a65a), bio: "High and low water for the Port of Leith."},
		{key: "shopbot", first: "Kiln Supply Co.", id: 6400551902, username: "kilnsupply_bot", extra: bot(""), emblem: emblem("robot", 0xf0dfc9, 0x8a4a2f, 0x2f8f7d)},
		{key: "clipbot", first: "Pottery Clips", id: 6400773118, username: "potteryclips_bot", extra: bot("wheel, glaze, oops…"), emblem: emblem("star", 0xe9d5e6, 0x7a4f8a, 0xf2c14e)},
	}
}

// personOf finds a person by key; the zero person if there is none.
func personOf(key string) person {
	for _, q := range people() {
		if q.key == key {
			return q
		}
	}
	return person{}
}

func (q person) avatar(l *Library) (obj, error) {
	if q.emblem == nil && q.face.Style == "" {
		return nil, nil
	}
	return l.Avatar(q.key, 1609500000+q.id%90000000, func(c *p.Canvas) { portrait(q.face, q.emblem).Draw(c, 0) })
}

func portrait(f figure.Face, e []any) figure.Figure {
	if e == nil {
		return f.Figure()
	}
	return figure.Emblem(e[0].(string), e[1].(p.Color), e[2].(p.Color), e[3].(p.Color))
}

// user is the person as a user object.
func (q person) user(l *Library, now int64) (obj, error) {
	o := obj{"_": "user", "id": long(q.id)}
	set := func(key, v string) {
		if v != "" {
			o[key] = v
		}
	}
	set("first_name", q.first)
	set("last_name", q.last)
	set("username", q.username)
	set("phone", q.phone)
	if q.contact {
		o["contact"], o["mutual_contact"] = true, true
	}
	for k, v := range q.extra {
		o[k] = v
	}
	if q.extra["bot"] == nil && q.extra["deleted"] == nil {
		o["status"] = statusOf(q.id, now)
	}
	photo, err := q.avatar(l)
	if err != nil {
		return nil, fmt.Errorf("picture of %s: %w", q.key, err)
	}
	if photo != nil {
		o["photo"] = profilePhoto("userProfilePhoto", photo)
	}
	return o, nil
}

func statusOf(id, now int64) obj {
	switch id % 4 {
	case 0:
		return obj{"_": "userStatusRecently"}
	case 1:
		return obj{"_": "userStatusLastWeek"}
	}
	return obj{"_": "userStatusOffline", "was_online": now - id%80000 - 60}
}
