package account

import "time"

const otherData = `{"about": "Other data that Telegram keeps for this account.", "drafts": {"list": [{"chat": "Second Shelf book club", "chat_id": 1811207790, "date": 1783000000, "html": "Shall we do a short one next, before the"}]}, "installed_stickers": [{"url": "https://t.me/addstickers/ClayFriends"}], "contacts_imported": 15, "ips": [{"ip": "192.0.2.17"}]}
`

func at(day string) int64 {
	t, err := time.Parse("2006-01-02 15:04", day)
	if err != nil {
		panic(err) // a day written in this program
	}
	return t.Unix()
}

// extras fills contacts, sessions, folders and the like.
func (b *book) extras(w obj) error {
	var contacts, saved, statuses []any
	for i, q := range people() {
		if !q.contact {
			continue
		}
		contacts = append(contacts, obj{"_": "contact", "user_id": long(q.id), "mutual": true})
		statuses = append(statuses, obj{"_": "contactStatus", "user_id": long(q.id), "status": statusOf(q.id, now())})
		saved = append(saved, savedContact(q.phone, q.first, q.last, at("2019-04-28 09:00")+int64(i)*7654321))
	}
	for i, c := range [][3]string{{"447700900151", "Dr", "Mackie"}, {"447700900160", "Kiln engineer (Stuart)", ""}, {"447700900172", "Gran", "landline"}} {
		saved = append(saved, savedContact(c[0], c[1], c[2], at("2020-02-11 12:00")+int64(i)*864000))
	}
	w["contacts"], w["saved_contacts"], w["contact_statuses"] = contacts, saved, statuses
	w["authorizations"] = sessions()
	w["web_authorizations"] = []any{obj{"_": "webAuthorization", "hash": "7734009911220087", "bot_id": long(personOf("shopbot").id), "domain": "kilnsupply.example", "browser": "Firefox 131", "platform": "Linux",
		"date_created": at("2025-03-02 20:11"), "date_active": at("2026-10-30 08:40"), "ip": "192.0.2.17", "region": "Edinburgh, United Kingdom"}}
	var err error
	if w["top_peers"], err = topPeers(); err != nil {
		return err
	}
	w["dialog_filters"] = folders()
	me, err := peerOf(self)
	if err != nil {
		return err
	}
	w["saved_dialogs"] = []any{obj{"_": "savedDialog", "peer": me, "top_message": b.entries[self][len(b.entries[self])-1].id, "pinned": true}}
	w["topics"], err = b.topics()
	w["min_users"] = b.minUsers("gordon", "maeve")
	return err
}

func savedContact(phone, first, last string, date int64) obj {
	return obj{"_": "savedPhoneContact", "phone": phone, "first_name": first, "last_name": last, "date": date}
}

func sessions() []any {
	one := func(hash, device, platform, system, app, version, ip string, made, used int64, official bool) obj {
		o := obj{"_": "authorization", "hash": hash, "device_model": device, "platform": platform, "system_version": system, "api_id": 6, "app_name": app, "app_version": version,
			"date_created": made, "date_active": used, "ip": ip, "country": "United Kingdom", "region": "Edinburgh"}
		if official {
			o["official_app"] = true
		}
		return o
	}
	return []any{
		one("4410087712345678901", "Pixel 8a", "Android", "SDK 36", "Telegram Android", "12.2.1", "192.0.2.17", at("2024-06-03 18:20"), at("2026-11-14 17:52"), true),
		one("4410087712345678902", "Studio laptop", "Linux", "Debian 13", "Telegram Desktop", "6.3.4", "192.0.2.17", at("2022-09-12 10:02"), at("2026-11-13 21:30"), true),
		one("4410087712345678903", "iPad (Mum's, borrowed)", "iOS", "18.6", "Telegram iOS", "11.9", "198.51.100.23", at("2025-12-26 15:45"), at("2026-01-03 11:12"), true),
	}
}

func topPeers() ([]any, error) {
	var out []any
	for _, c := range []struct {
		kind  string
		peers []string
	}{
		{"topPeerCategoryCorrespondents", []string{"tom", "mum", "priya", "darya"}},
		{"topPeerCategoryGroups", []string{"studio", "family", "munro"}},
		{"topPeerCategoryChannels", []string{"firth"}},
		{"topPeerCategoryBotsInline", []string{"clipbot"}},
		{"topPeerCategoryPhoneCalls", []string{"mum", "tom"}},
	} {
		var list []any
		for i, key := range c.peers {
			peer, err := peerOf(key)
			if err != nil {
				return nil, err
			}
			list = append(list, obj{"_": "topPeer", "peer": peer, "rating": 41.2718 / float64(i*i+1)})
		}
		out = append(out, obj{"_": "topPeerCategoryPeers", "category": obj{"_": c.kind}, "count": len(list), "peers": list})
	}
	return out, nil
}

func folders() []any {
	channel := func(key string) obj {
		r, _ := roomOf(key)
		return obj{"_": "inputPeerChannel", "channel_id": long(r.id)}
	}
	title := func(s string) obj { return obj{"_": "textWithEntities", "text": s, "entities": []any{}} }
	return []any{
		obj{"_": "dialogFilterDefault"},
		obj{"_": "dialogFilter", "id": 2, "title": title("Clay"), "emoticon": "🏺", "pinned_peers": []any{channel("studio")}, "include_peers": []any{channel("kilnlog"), channel("glaze")}, "exclude_peers": []any{}},
		obj{"_": "dialogFilter", "id": 3, "title": title("Hills"), "emoticon": "⛰", "groups": true, "pinned_peers": []any{}, "include_peers": []any{channel("munro"), obj{"_": "inputPeerUser", "user_id": long(personOf("tom").id)}}, "exclude_peers": []any{channel("lane")}},
	}
}

// topics lists the forum's topics: those whose creation a chat holds, and General.
func (b *book) topics() ([]any, error) {
	var out []any
	peer, err := peerOf("books")
	if err != nil {
		return nil, err
	}
	top := map[string]int{}
	for _, e := range b.entries["books"] {
		top[e.topic] = e.id
	}
	add := func(id int, date int64, title string, colour any, last int) error {
		from, err := peerOf("ana")
		out = append(out, obj{"peer": peer, "topic": obj{"_": "forumTopic", "id": id, "date": date, "peer": peer, "title": title, "icon_color": colour, "top_message": last,
			"read_inbox_max_id": last, "read_outbox_max_id": last, "unread_count": 0, "unread_mentions_count": 0, "unread_reactions_count": 0, "unread_poll_votes_count": 0,
			"from_id": from, "notify_settings": obj{"_": "peerNotifySettings"}}})
		return err
	}
	if err := add(1, b.entries["books"][0].at, "General", 7322096, top[""]); err != nil {
		return nil, err
	}
	for _, e := range b.entries["books"] {
		tag, _ := option(e.line, "#")
		if tag == "" || tag != e.topic {
			continue
		}
		action, err := b.action(e)
		if err != nil {
			return nil, err
		}
		if err := add(e.id, e.at, action["title"].(string), action["icon_color"], top[tag]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// minUsers are the short forms that groups send for people one does not know.
func (b *book) minUsers(keys ...string) []any {
	var out []any
	for _, key := range keys {
		q := personOf(key)
		o := obj{"_": "user", "min": true, "id": long(q.id), "first_name": q.first, "last_name": q.last}
		if photo, err := q.avatar(b.lib); err == nil && photo != nil {
			o["photo"] = profilePhoto("userProfilePhoto", photo)
		}
		out = append(out, o)
	}
	return out
}
