package account

import (
	"fmt"

	"satchel/core/demo/world/sample/make/figure"
	p "satchel/core/demo/world/sample/make/paint"
)

// gallery fills profile pictures, stories, stickers, emoji and full users.
func (b *book) gallery(w obj) error {
	me := personOf(self)
	current, err := me.avatar(b.lib)
	if err != nil {
		return err
	}
	younger := me.face
	younger.Style, younger.Back, younger.Top, younger.Mouth = "long", p.Hex(0xe0b9a0), p.Hex(0x3f6d8a), 0
	second, err := b.lib.Avatar("nora-2", at("2022-05-14 19:00"), func(c *p.Canvas) { younger.Figure().Draw(c, 0) })
	if err != nil {
		return err
	}
	third, err := b.lib.Avatar("nora-3", at("2019-06-02 11:30"), func(c *p.Canvas) { c.Draw(scenePicture("moon-jar", c.W, c.H), 1) })
	if err != nil {
		return err
	}
	w["userpics"] = []any{current, second, third}
	w["full_user"] = obj{"_": "userFull", "id": long(me.id), "about": me.bio, "settings": obj{"_": "peerSettings"}, "profile_photo": current,
		"notify_settings": obj{"_": "peerNotifySettings"}, "common_chats_count": 0, "birthday": obj{"_": "birthday", "day": 9, "month": 3, "year": 1988}}
	if w["full_users"], err = b.fullUsers(); err != nil {
		return err
	}
	if w["peer_photos"], err = b.peerPhotos(); err != nil {
		return err
	}
	if w["stories"], err = b.stories(); err != nil {
		return err
	}
	song, err := b.lib.Document("song-tide", at("2024-05-20 22:10"))
	if err != nil {
		return err
	}
	w["saved_music"] = []any{song}
	return b.stickers(w)
}

func (b *book) fullUsers() ([]any, error) {
	var out []any
	births := map[string]obj{"mum": {"_": "birthday", "day": 27, "month": 6}, "tom": {"_": "birthday", "day": 2, "month": 11, "year": 1986}}
	for _, key := range []string{"mum", "tom", "darya", "tidebot"} {
		q := personOf(key)
		photo, err := q.avatar(b.lib)
		if err != nil {
			return nil, err
		}
		o := obj{"_": "userFull", "id": long(q.id), "settings": obj{"_": "peerSettings"}, "notify_settings": obj{"_": "peerNotifySettings"}, "common_chats_count": 2, "profile_photo": photo}
		if q.bio != "" {
			o["about"] = q.bio
		}
		if births[key] != nil {
			o["birthday"] = births[key]
		}
		if q.extra["bot"] != nil {
			o["bot_info"] = obj{"_": "botInfo", "user_id": long(q.id), "description": q.bio, "commands": []any{obj{"_": "botCommand", "command": "today", "description": "Tides of today"}, obj{"_": "botCommand", "command": "week", "description": "The week ahead"}}}
		}
		out = append(out, o)
	}
	return out, nil
}

func (b *book) peerPhotos() ([]any, error) {
	var out []any
	for _, key := range []string{"tom", "mum"} {
		q := personOf(key)
		peer, err := peerOf(key)
		if err != nil {
			return nil, err
		}
		photo, err := q.avatar(b.lib)
		if err != nil {
			return nil, err
		}
		out = append(out, obj{"peer": peer, "photo": photo})
		if key != "tom" {
			continue
		}
		older, err := b.lib.Avatar("tom-2", at("2020-08-09 16:00"), func(c *p.Canvas) { c.Draw(scenePicture("tent", c.W, c.H), 1) })
		if err != nil {
			return nil, err
		}
		out = append(out, obj{"peer": peer, "photo": older})
	}
	return out, nil
}

// stories are the account's own, newest first.
func (b *book) stories() ([]any, error) {
	var out []any
	for i, s := range []struct {
		day, picture, caption string
		public, pinned        bool
	}{
		{"2026-11-13 08:10", "rain-window", "Studio weather ☔️", true, false},
		{"2026-06-21 21:40", "firth-sunset", "Longest day of the year", true, true},
		{"2025-10-18 12:05", "", "Two minutes at the wheel, in five seconds", true, true},
		{"2024-12-06 17:30", "market-poster", "See you at the arches! Stall 14", false, true},
	} {
		o := obj{"_": "storyItem", "id": 4 - i, "date": at(s.day), "expire_date": at(s.day) + 86400, "caption": s.caption, "privacy": []any{obj{"_": "privacyValueAllowAll"}},
			"views": obj{"_": "storyViews", "views_count": 40 + 17*i, "reactions": []any{obj{"_": "reactionCount", "reaction": obj{"_": "reactionEmoji", "emoticon": "❤️"}, "count": 6 + i}}, "reactions_count": 6 + i, "has_viewers": true}}
		if s.public {
			o["public"] = true
		} else {
			o["contacts"], o["privacy"] = true, []any{obj{"_": "privacyValueAllowContacts"}}
		}
		if s.pinned {
			o["pinned"] = true
		}
		media := obj{"_": "messageMediaPhoto"}
		var err error
		if s.picture == "" {
			media["_"], media["video"] = "messageMediaDocument", true
			media["document"], err = b.lib.Document("wheel", at(s.day))
		} else {
			media["photo"], err = b.lib.Photo(s.picture, at(s.day))
		}
		if err != nil {
			return nil, err
		}
		o["media"] = media
		out = append(out, o)
	}
	return out, nil
}

func (b *book) stickers(w obj) error {
	set := func(id int64, title, short string, names []string, emoji []string, custom bool) (obj, error) {
		var docs, packs []any
		for i, n := range names {
			d, err := b.lib.Document(n, at("2023-02-01 10:00"))
			if err != nil {
				return nil, err
			}
			docs = append(docs, d)
			packs = append(packs, obj{"_": "stickerPack", "emoticon": emoji[i], "documents": []any{d["id"]}})
		}
		s := obj{"_": "stickerSet", "id": long(id), "title": title, "short_name": short, "count": len(docs), "hash": 0, "installed_date": at("2023-02-03 10:00")}
		if custom {
			s["emojis"] = true
		}
		return obj{"_": "messages.stickerSet", "set": s, "packs": packs, "keywords": []any{}, "documents": docs}, nil
	}
	var names, signs, emoji, emojiSigns []string
	for _, s := range figure.Stickers() {
		name, err := stickerName(s.Name)
		if err != nil {
			return err
		}
		names, signs = append(names, name), append(signs, s.Emoji)
	}
	for _, s := range figure.Emoji() {
		emoji, emojiSigns = append(emoji, "emoji-"+s.Name), append(emojiSigns, s.Emoji)
	}
	clay, err := set(setID, "Clay friends", "ClayFriends", names, signs, false)
	if err != nil {
		return fmt.Errorf("sticker set: %w", err)
	}
	small, err := set(emojiSetID, "Clay emoji", "ClayEmoji", emoji, emojiSigns, true)
	if err != nil {
		return fmt.Errorf("emoji set: %w", err)
	}
	w["sticker_sets"] = []any{clay, small}
	w["custom_emoji"] = small["documents"]
	return nil
}
