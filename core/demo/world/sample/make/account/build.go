package account

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"satchel/core/demo/world/sample/make/script"
)

// build makes the message object of an entry.
func (b *book) build(e *entry) (obj, error) {
	peer, err := peerOf(e.chat)
	if err != nil {
		return nil, err
	}
	o := obj{"_": "message", "id": e.id, "peer_id": peer, "date": e.at}
	if err := b.sender(e, o); err != nil {
		return nil, err
	}
	if err := b.replies(e, o); err != nil {
		return nil, err
	}
	if e.line.Kind == script.Service {
		o["_"] = "messageService"
		action, err := b.action(e)
		if err != nil {
			return nil, err
		}
		o["action"] = action
		return o, b.modify(e, o)
	}
	o["message"] = e.text
	if len(e.ents) > 0 {
		o["entities"] = entities(e.ents)
	}
	if e.group != 0 {
		o["grouped_id"] = long(e.group)
	}
	if err := b.media(e, o); err != nil {
		return nil, err
	}
	if err := b.flags(e, o); err != nil {
		return nil, err
	}
	return o, b.modify(e, o)
}

// sender says who: nobody in a private chat (the peer or out), the channel's posts carry counts.
func (b *book) sender(e *entry, o obj) error {
	r, isRoom := roomOf(e.chat)
	mine := e.line.Who == self && e.chat != self
	if mine {
		o["out"] = true
	}
	if isRoom && r.broadcast() {
		rnd := seeded(fmt.Sprint(e.chat, e.id))
		o["post"] = true
		if e.line.Kind == script.Message {
			o["views"] = r.members/3 + rnd.IntN(r.members)
			o["forwards"] = rnd.IntN(r.members/40 + 2)
		}
		return nil
	}
	if !isRoom && e.chat != self {
		return nil
	}
	key := e.line.Who
	if as, ok := option(e.line, "as="); ok {
		key = as
	}
	from, err := peerOf(key)
	o["from_id"] = from
	if e.chat == self {
		o["saved_peer_id"] = from
	}
	return err
}

// replies fills reply_to from ">tag", a quote and the topic.
func (b *book) replies(e *entry, o obj) error {
	tag, replies := option(e.line, ">")
	if !e.first {
		replies = false
	}
	if !replies && e.topic == "" {
		return nil
	}
	h := obj{"_": "messageReplyHeader"}
	if replies {
		target, err := b.find(e.chat, tag)
		if err != nil {
			return err
		}
		h["reply_to_msg_id"] = target.id
		if target.chat != e.chat {
			if h["reply_to_peer_id"], err = peerOf(target.chat); err != nil {
				return err
			}
		}
		for _, m := range e.line.Mods {
			if m.Name == "quote" {
				at := strings.Index(target.text, m.Arg)
				if at < 0 {
					return fmt.Errorf("%q is not in what it quotes", m.Arg)
				}
				h["quote"], h["quote_text"], h["quote_offset"] = true, m.Arg, script.Units(target.text[:at])
			}
		}
	}
	if e.topic != "" {
		top, err := b.find(e.chat, e.topic)
		if err != nil {
			return err
		}
		if top == e {
			return nil
		}
		h["forum_topic"] = true
		if replies {
			h["reply_to_top_id"] = top.id
		} else {
			h["reply_to_msg_id"] = top.id
		}
	}
	o["reply_to"] = h
	return nil
}

// find is the entry of a tag, of another chat as "chat#tag".
func (b *book) find(chat, tag string) (*entry, error) {
	if !strings.Contains(tag, "#") {
		tag = chat + "#" + tag
	}
	if e := b.tags[tag]; e != nil {
		return e, nil
	}
	return nil, fmt.Errorf("no message is tagged %q", tag)
}

func entities(list []script.Entity) []any {
	out := make([]any, 0, len(list))
	for _, e := range list {
		kind, collapsed := strings.CutSuffix(e.Type, "+")
		o := obj{"_": kind, "offset": e.Offset, "length": e.Length}
		if collapsed {
			o["collapsed"] = true
		}
		switch kind {
		case "messageEntityPre":
			o["language"] = e.Language
		case "messageEntityTextUrl":
			o["url"] = e.URL
		case "messageEntityMentionName":
			o["user_id"] = long(e.ID)
		case "messageEntityCustomEmoji":
			o["document_id"] = long(e.ID)
		}
		out = append(out, o)
	}
	return out
}

func (b *book) flags(e *entry, o obj) error {
	for _, f := range e.line.Opts {
		switch f {
		case "silent", "pinned", "noforwards", "invert_media":
			o[f] = true
		case "mention":
			o["mentioned"] = true
		}
	}
	if v, ok := option(e.line, "via="); ok {
		id, err := userID(v)
		if err != nil {
			return err
		}
		o["via_bot_id"] = id
	}
	if v, ok := option(e.line, "author="); ok {
		o["post_author"] = strings.ReplaceAll(v, "_", " ")
	}
	if v, ok := option(e.line, "views="); ok {
		n, err := strconv.Atoi(v)
		if err != nil {
			return err
		}
		o["views"], o["forwards"] = n, n/90
	}
	return nil
}

// media fills the media of the options; modifiers may set others.
func (b *book) media(e *entry, o obj) error {
	if name, ok := option(e.line, "photo="); ok {
		e.photo = name
	}
	spoiler := strings.Contains(" "+strings.Join(e.line.Opts, " ")+" ", " spoiler ")
	if e.photo != "" {
		photo, err := b.lib.Photo(e.photo, e.at)
		m := obj{"_": "messageMediaPhoto", "photo": photo}
		if spoiler {
			m["spoiler"] = true
		}
		o["media"] = m
		return err
	}
	for _, kind := range []string{"video", "gif", "round", "voice", "file", "music", "sticker"} {
		name, ok := option(e.line, kind+"=")
		if !ok {
			continue
		}
		m := obj{"_": "messageMediaDocument"}
		switch kind {
		case "video", "gif":
			m["video"] = true
		case "round":
			m["video"], m["round"] = true, true
		case "voice":
			m["voice"] = true
		case "sticker":
			var err error
			if name, err = stickerName(name); err != nil {
				return err
			}
		}
		if spoiler {
			m["spoiler"] = true
		}
		doc, err := b.lib.Document(name, e.at)
		m["document"] = doc
		o["media"] = m
		return err
	}
	return nil
}

// raw reads a JSON object in which {{id:KEY}}, {{peer:KEY}}, {{msg:TAG}} and {{emoji:NAME}} stand for what they name.
func (b *book) raw(chat, s string) (obj, error) {
	for strings.Contains(s, "{{") {
		before, rest, _ := strings.Cut(s, "{{")
		ref, after, ok := strings.Cut(rest, "}}")
		kind, name, _ := strings.Cut(ref, ":")
		if !ok {
			return nil, fmt.Errorf("an open {{ in %.40q", s)
		}
		value, err := b.value(chat, kind, name)
		if err != nil {
			return nil, err
		}
		s = before + value + after
	}
	var o obj
	if err := json.Unmarshal([]byte(s), &o); err != nil {
		return nil, fmt.Errorf("%w in %.60q", err, s)
	}
	return o, nil
}

func (b *book) value(chat, kind, name string) (string, error) {
	var v any
	var err error
	switch kind {
	case "id":
		if r, ok := roomOf(name); ok {
			v = long(r.id)
		} else {
			v, err = userID(name)
		}
	case "peer":
		v, err = peerOf(name)
	case "msg":
		var e *entry
		if e, err = b.find(chat, name); err == nil {
			v = e.id
		}
	case "doc":
		v, err = b.lib.Document(name, 1700000000)
	case "photo":
		v, err = b.lib.Photo(name, 1700000000)
	default:
		err = fmt.Errorf("nothing is called {{%s:%s}}", kind, name)
	}
	if err != nil {
		return "", err
	}
	data, err := json.Marshal(v)
	return string(data), err
}
