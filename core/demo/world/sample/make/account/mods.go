package account

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"satchel/core/demo/world/sample/make/script"
)

// modify applies the "~" lines of a message:
//
//	react ❤️:nora,mum 👍:12 e-heart:tom     reactions by name or by number
//	edit +5m        fwd user=tom | hidden=Old_Joe | channel=firth#tag [author=A_B] [saved=chat#tag] [date=2024-05-01]
//	buttons A=cb:data | B=url:https://… || next row          ttl 86400
//	poll [quiz|multi|public|closed …] Question | answer:voters[*][!] | … | solution=why     (* mine, ! right)
//	todo Title | task | task=who       web url | site | title | description | picture
//	geo 55.9 -3.1       live 55.9 -3.1 900      venue 55.9 -3.1 | title | address
//	contact phone | first | last | user        dice 🎲 5
//	game short | title | description | picture     invoice title | description | currency | amount [| picture]
//	raw {…}         more fields of the message as JSON
func (b *book) modify(e *entry, o obj) error {
	for _, m := range e.line.Mods {
		f, ok := modifiers()[m.Name]
		if !ok {
			return fmt.Errorf("no modifier %q", m.Name)
		}
		if err := f(b, e, o, m.Arg); err != nil {
			return fmt.Errorf("~ %s: %w", m.Name, err)
		}
	}
	return nil
}

type modifier func(b *book, e *entry, o obj, arg string) error

func modifiers() map[string]modifier {
	return map[string]modifier{
		"react": react, "edit": edit, "fwd": forward, "buttons": buttons, "poll": poll, "todo": todo, "web": web,
		"geo": place(2, 1), "live": place(3, 1), "venue": place(2, 3), "contact": contact, "dice": dice, "game": game, "invoice": invoice,
		"quote": func(*book, *entry, obj, string) error { return nil }, // replies did it
		"ttl": func(_ *book, _ *entry, o obj, arg string) error {
			n, err := strconv.Atoi(arg)
			o["ttl_period"] = n
			return err
		},
		"raw": func(b *book, e *entry, o obj, arg string) error {
			more, err := b.raw(e.chat, arg)
			for k, v := range more {
				o[k] = v
			}
			return err
		},
	}
}

// needs refuses what has fewer parts than its form.
func needs(parts []string, n int, form string) error {
	if len(parts) < n || parts[0] == "" {
		return fmt.Errorf("needs %s", form)
	}
	return nil
}

func bars(s string) []string {
	parts := strings.Split(s, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

func react(_ *book, e *entry, o obj, arg string) error {
	var results, recent []any
	for i, word := range strings.Fields(arg) {
		at := strings.LastIndexByte(word, ':')
		if at < 0 {
			return fmt.Errorf("%q does not say whose", word)
		}
		sign, who := word[:at], word[at+1:]
		reaction := obj{"_": "reactionEmoji", "emoticon": sign}
		if strings.HasPrefix(sign, "e-") {
			reaction = obj{"_": "reactionCustomEmoji", "document_id": long(idOf("doc:emoji-" + sign))}
		}
		if sign == "paid" {
			reaction = obj{"_": "reactionPaid"}
		}
		n, err := strconv.Atoi(who)
		count := obj{"_": "reactionCount", "reaction": reaction}
		if err != nil {
			names := strings.Split(who, ",")
			n = len(names)
			for j, name := range names {
				peer, err := peerOf(name)
				if err != nil {
					return err
				}
				one := obj{"_": "messagePeerReaction", "peer_id": peer, "date": e.at + int64(40+i*60+j*25), "reaction": reaction}
				if name == self {
					one["my"], count["chosen_order"] = true, i
				}
				recent = append(recent, one)
			}
		}
		count["count"] = n
		results = append(results, count)
	}
	r := obj{"_": "messageReactions", "results": results}
	if recent != nil {
		r["can_see_list"], r["recent_reactions"] = true, recent
	}
	o["reactions"] = r
	return nil
}

func edit(_ *book, e *entry, o obj, arg string) error {
	d, ok := later([]string{arg})
	if !ok {
		return fmt.Errorf("%q is no time", arg)
	}
	o["edit_date"] = e.at + d
	return nil
}

func forward(b *book, e *entry, o obj, arg string) error {
	h := obj{"_": "messageFwdHeader", "date": e.at - 5400}
	for _, word := range strings.Fields(arg) {
		key, v, _ := strings.Cut(word, "=")
		var err error
		switch key {
		case "user":
			h["from_id"], err = peerOf(v)
		case "hidden":
			h["from_name"] = strings.ReplaceAll(v, "_", " ")
		case "author":
			h["post_author"] = strings.ReplaceAll(v, "_", " ")
		case "channel", "saved":
			err = b.forwardOf(h, key, v)
		case "date":
			var t time.Time
			t, err = time.Parse("2006-01-02", v)
			h["date"] = t.Unix() + 36000
		default:
			err = fmt.Errorf("unknown %q", key)
		}
		if err != nil {
			return err
		}
	}
	o["fwd_from"] = h
	return nil
}

func (b *book) forwardOf(h obj, key, ref string) error {
	target, err := b.find("", ref)
	if err != nil {
		return err
	}
	peer, err := peerOf(target.chat)
	if key == "channel" {
		h["from_id"], h["channel_post"], h["date"] = peer, target.id, target.at
		return err
	}
	h["saved_from_peer"], h["saved_from_msg_id"], h["date"] = peer, target.id, target.at
	return err
}

func buttons(_ *book, _ *entry, o obj, arg string) error {
	var rows []any
	for row := range strings.SplitSeq(arg, "||") {
		var list []any
		for _, b := range bars(row) {
			label, what, ok := strings.Cut(b, "=")
			kind, v, _ := strings.Cut(what, ":")
			if !ok {
				return fmt.Errorf("button %q does nothing", b)
			}
			t := obj{"_": "inlineButtonTypeUrl", "url": v}
			switch kind {
			case "cb":
				t = obj{"_": "inlineButtonTypeCallback", "data": b64([]byte(v))}
			case "switch":
				t = obj{"_": "inlineButtonTypeSwitchInline", "query": v}
			case "copy":
				t = obj{"_": "inlineButtonTypeCopy", "copy_text": v}
			case "buy":
				t = obj{"_": "inlineButtonTypeBuy"}
			case "game":
				t = obj{"_": "inlineButtonTypeGame"}
			}
			list = append(list, obj{"_": "keyboardInlineButton", "text": label, "type": t})
		}
		rows = append(rows, obj{"_": "keyboardInlineButtonRow", "buttons": list})
	}
	o["reply_markup"] = obj{"_": "replyInlineMarkup", "rows": rows}
	return nil
}

func styled(s string) (obj, error) {
	text, ents, err := script.Markup(s, reference)
	return obj{"_": "textWithEntities", "text": text, "entities": entities(ents)}, err
}
