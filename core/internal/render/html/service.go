package html

import (
	"strconv"

	"satchel/core/internal/model"
	"satchel/core/internal/render/json"
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
	c.p.raw("\" title=\"", c.env.full(m.Date), "\">\n\n      <div class=\"body details\" dir=\"auto\">\n")
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
	if m.Post && w.channel() || w.group() || w.chat() || w.money() || w.bots() {
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

func (w *words) users() string {
	names := make([]string, 0, len(w.a.Users))
	for _, id := range w.a.Users {
		names = append(names, w.c.env.within(model.UserID(id)))
	}
	return list(names)
}

func (w *words) user() string { return w.c.env.within(model.UserID(w.a.User)) }

// channel writes the lines that name no actor.
func (w *words) channel() bool {
	switch w.a.Type {
	case "create_channel":
		return w.say("Channel «" + w.a.Title + "» created")
	case "edit_group_title":
		return w.say("Channel title changed to «" + w.a.Title + "»")
	case "edit_group_photo":
		return w.say("Channel photo changed")
	case "delete_group_photo":
		return w.say("Channel photo removed")
	case "pin_message":
		w.say("Channel pinned ")
		return w.target("this message")
	}
	return false
}

func (w *words) group() bool {
	a := w.a
	switch a.Type {
	case "create_group":
		if len(a.Users) == 0 {
			return w.act("created group «" + a.Title + "»")
		}
		return w.act("created group «" + a.Title + "» with members " + w.users())
	case "create_channel":
		return w.act("created group «" + a.Title + "»")
	case "edit_group_title":
		return w.act("changed group title to «" + a.Title + "»")
	case "edit_group_photo":
		return w.act("changed group photo")
	case "delete_group_photo":
		return w.act("removed group photo")
	case "invite_members":
		if len(a.Users) == 1 && model.UserID(a.Users[0]) == w.c.env.sender(w.m) {
			return w.act("joined group")
		}
		return w.act("invited " + w.users())
	case "remove_members":
		if len(a.Users) == 1 && model.UserID(a.Users[0]) == w.c.env.sender(w.m) {
			return w.act("left group")
		}
		return w.act("removed " + w.users())
	case "join_group_by_link":
		return w.act("joined group by link from " + w.user())
	case "join_group_by_request":
		return w.act("joined group by request")
	case "join_group_via_community":
		return w.act("joined group through a community")
	case "migrate_to_supergroup":
		return w.act("converted this group to a supergroup")
	case "migrate_from_group":
		return w.act("converted a basic group to this supergroup «" + a.Title + "»")
	case "pin_message":
		w.act("pinned ")
		return w.target("this message")
	case "topic_created":
		return w.act("created topic «" + a.Title + "»")
	case "topic_edit":
		return w.topic()
	case "boost_apply":
		return w.act("boosted the group " + strconv.Itoa(a.Count) + " times")
	case "new_creator_pending", "change_creator":
		return w.act("made " + w.user() + " the owner")
	}
	return false
}

func (w *words) topic() bool {
	if w.a.Title != "" {
		return w.act("changed topic title to «" + w.a.Title + "»")
	}
	if closed, ok := w.a.Fields["closed"].(bool); ok {
		if closed {
			return w.act("closed the topic")
		}
		return w.act("reopened the topic")
	}
	return w.act("changed the topic")
}

// period is a number of seconds in words.
func period(n int) string {
	const hour, day = 60 * 60, 24 * 60 * 60
	switch {
	case n%(7*day) == 0:
		return plural(n/(7*day), "week", "weeks")
	case n%day == 0:
		return plural(n/day, "day", "days")
	case n%hour == 0:
		return plural(n/hour, "hour", "hours")
	case n%60 == 0:
		return plural(n/60, "minute", "minutes")
	}
	return plural(n, "second", "seconds")
}

// call writes a phone call, which is a message of its own kind.
func (c *Chat) call(m *model.Message, id int) {
	a := m.Action
	title := c.env.name(c.env.sender(m))
	now := c.about(m)
	c.p.raw("     <div class=\"message default clearfix\" id=\"message")
	c.p.int(id)
	c.p.raw("\"", c.hints(m, now), ">\n\n")
	c.p.userpicWrap(c.env, now.from, title, "")
	c.p.raw("      <div class=\"body\">\n\n")
	c.date(m)
	c.fromName(title, now.from, m)
	kind := "media_call"
	if a.Duration > 0 || a.Active {
		kind += " success"
	}
	c.wrapped(func() {
		c.card(card{kind: kind, title: c.env.name(m.Peer), status: callStatus(m)})
	})
	c.p.raw("      </div>\n\n     </div>\n\n")
}

func callStatus(m *model.Message) string {
	a := m.Action
	s := "Incoming"
	if m.Out {
		s = "Outgoing"
	}
	switch {
	case a.Active:
		s = "Ongoing"
	case a.Type == "conference_call" && a.Missed:
		s = "Missed"
	case a.Type == "conference_call" && a.Duration == 0:
		s = "Invitation"
	case a.Reason == "busy":
		s = "Declined"
	case a.Reason == "missed" && m.Out:
		s = "Cancelled"
	case a.Reason == "missed":
		s = "Missed"
	}
	if a.Duration > 0 {
		s += " (" + plural(a.Duration, "second", "seconds") + ")"
	}
	return s
}

// cost is an amount with its currency, or of stars.
func cost(a *model.Action) string {
	if a.Currency == "" {
		return ""
	}
	return json.Money(a.Amount, a.Currency)
}
