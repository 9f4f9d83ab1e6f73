package html

import (
	"strings"

	"satchel/core/internal/model"
)

// service writes a service message: its line, and the photo it is about.
func (c *Chat) service(m *model.Message, id int) {
	if m.Action == nil || m.Action.Type == "" || m.Action.Type == "empty" {
		c.serviceLine(id, func() { c.p.raw("Service message") })
		return
	}
	if m.Action.Type == "phone_call" || m.Action.Type == "conference_call" {
		c.call(m, id)
		return
	}
	c.p.raw("     <div class=\"message service\" id=\"message")
	c.p.int(id)
	c.p.raw("\" title=\"", c.env.full(m.Date), "\">\n\n      <div class=\"body details\" dir=\"auto\"")
	w := words{c: c, m: m, a: m.Action}
	c.dataNames(w.listed())
	c.p.raw(">\n")
	c.serviceText(m)
	c.p.raw("\n      </div>\n\n")
	if p := m.Action.Photo; p != nil && (m.Action.Type == "edit_group_photo" || m.Action.Type == "suggest_profile_photo") {
		c.servicePhoto(p)
	}
	c.p.raw("     </div>\n\n")
}

func (c *Chat) serviceLine(id int, inside func()) {
	c.p.raw("     <div class=\"message service\" id=\"message")
	c.p.int(id)
	c.p.raw("\">\n\n      <div class=\"body details\" dir=\"auto\">\n")
	inside()
	c.p.raw("\n      </div>\n\n     </div>\n\n")
}

func (c *Chat) servicePhoto(p *model.Photo) {
	r := c.result(p.File)
	if r.Path == "" {
		return
	}
	c.p.raw("      <div class=\"userpic_wrap\">\n\n       <a class=\"userpic_link\" href=\"")
	c.p.href(r.Path)
	c.p.raw("\">\n\n        <img class=\"userpic\" alt=\"Photo\" height=\"60\" loading=\"lazy\" src=\"")
	c.p.href(r.Path)
	c.p.raw("\" style=\"width: 60px; height: 60px\" width=\"60\"/>\n\n       </a>\n\n      </div>\n\n")
}

// serviceText writes the sentence: who, what, and the link if it has one.
func (c *Chat) serviceText(m *model.Message) {
	a := m.Action
	if a.Type == "custom_action" {
		c.p.text(a.Text.Text)
		return
	}
	w := words{c: c, m: m, a: a}
	if c.peer.Broadcast && w.channel() || w.group() || w.chat() || w.calls() || w.lists() || w.money() || w.posts() || w.gifts() || w.prizes() || w.bots() {
		return
	}
	w.act("made a change: " + a.Type)
}

// words puts a service line together.
type words struct {
	c *Chat
	m *model.Message
	a *model.Action
}

// act writes "Actor did".
func (w *words) act(did string) bool {
	w.c.p.text(w.c.env.actor(w.c.env.sender(w.m)))
	w.c.p.raw(" ")
	w.c.p.text(did)
	return true
}

func (w *words) say(sentence string) bool {
	w.c.p.text(sentence)
	return true
}

// about writes "Actor did", a link to the message the line is about, and the end.
func (w *words) about(did, link, end string) bool {
	w.act(did + " ")
	w.target(link)
	return w.say(end)
}

// target writes a link to the message the line is about, or just the words.
func (w *words) target(text string) bool {
	id := w.a.Message
	elsewhere := false
	if r := w.m.Reply; id == 0 && r != nil {
		id, elsewhere = r.ID, !r.Peer.IsZero() && r.Peer != w.m.Peer
	}
	if id == 0 || elsewhere {
		w.c.p.raw(text)
		return true
	}
	w.c.p.raw("<a href=\"", w.c.link(id+w.c.shift), "\">", text, "</a>")
	return true
}

// listed are the items of the list in the sentence, if it has one: of people, chats
// or documents.
func (w *words) listed() (names []string) {
	switch w.a.Type {
	case "create_group", "invite_members", "remove_members", "invite_to_group_call":
		for _, id := range w.a.Users {
			names = append(names, w.c.env.within(model.UserID(id)))
		}
	case "requested_peer", "requested_peer_sent_me":
		for _, p := range w.a.Peers {
			names = append(names, w.c.env.within(p))
		}
	case "send_passport_values", "secure_values_sent_me":
		return w.documents()
	}
	return names
}

// dataNames tells the page's script the items of a list, a line each: in the sentence an
// "and" may be one of theirs.
func (c *Chat) dataNames(list []string) {
	joined := strings.Join(list, "\n")
	if len(list) < 2 || strings.Count(joined, "\n") != len(list)-1 {
		return
	}
	c.p.raw(" data-names=\"")
	c.p.attr(joined)
	c.p.raw("\"")
}

func (w *words) user() string { return w.c.env.within(model.UserID(w.a.User)) }
