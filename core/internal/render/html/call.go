package html

import (
	"strconv"

	"satchel/core/internal/model"
)

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
	called := c.env.Self
	if m.Out {
		called = m.Peer
	}
	c.wrapped(func() {
		c.card(card{kind: kind, title: c.env.name(called), status: callStatus(m)})
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
		s += inSeconds(a.Duration)
	}
	return s
}

// inSeconds is how long a call was, as it stands behind its word.
func inSeconds(n int) string {
	if n <= 0 {
		return ""
	}
	return " (" + strconv.Itoa(n) + " seconds)"
}
