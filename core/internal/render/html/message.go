package html

import (
	"strconv"

	"satchel/core/internal/model"
)

// message writes one message, service or not.
func (c *Chat) message(m *model.Message, id int, now *last) {
	c.topic = c.inTopic(m)
	if m.Kind == model.MessageService {
		c.service(m, id)
		return
	}
	if unsupported(m) {
		c.serviceLine(id, func() { c.p.raw("This message is not supported by this version of Satchel.") })
		return
	}
	joined := c.joined(now)
	class := "message default clearfix"
	if joined {
		class += " joined"
	}
	c.p.raw("     <div class=\"", class, "\" id=\"message")
	c.p.int(id)
	c.p.raw("\"", c.hints(m, now), ">\n\n")
	if !joined {
		c.p.userpicWrap(c.env, now.from, now.name, "")
	}
	c.p.raw("      <div class=\"body\">\n\n")
	c.date(m)
	if !joined {
		c.fromName(now.name, now.from, m)
	}
	c.topicName()
	c.content(m, now)
	c.restricted(m)
	c.reactions(m.Reactions)
	c.past(c.earlier)
	c.p.raw("      </div>\n\n     </div>\n\n")
}

// unsupported reports a message that a service line stands for.
func unsupported(m *model.Message) bool {
	return m.Kind == model.MessageUndecoded || m.Media != nil && m.Media.Kind == model.KindUnsupported && m.Rich == nil
}

// hints are data- attributes that the style places the message by: ours (out),
// nothing but a photo (over), without a bubble (bare), ending with its text (tail).
func (c *Chat) hints(m *model.Message, now *last) string {
	s := ""
	if m.Out && !m.Post || now.from == c.env.Self && m.Forward == nil {
		s += " data-out=\"\""
	}
	if c.over(m) {
		s += " data-over=\"\""
	}
	if bare(m) {
		s += " data-bare=\"\""
	}
	if m.GroupedID != 0 {
		s += " data-album=\"" + strconv.FormatInt(m.GroupedID, 10) + "\""
	}
	if c.topic != 0 {
		s += " data-topic=\"" + strconv.Itoa(c.topic) + "\""
	}
	if c.earlier.Gone {
		s += " data-gone=\"\""
	}
	if tail(m) && len(m.Restricted) == 0 && !c.earlier.Gone && len(c.earlier.Versions) == 0 {
		s += " data-tail=\"\""
	}
	return s
}

// over reports a photo that is all there is, so that the time stands on it.
func (c *Chat) over(m *model.Message) bool {
	v := m.Media
	return v != nil && v.Kind == model.KindPhoto && v.Photo != nil && m.Text.Text == "" && m.Author == "" &&
		len(m.Reactions) == 0 && len(m.Buttons) == 0 && c.result(v.Photo.File).Path != ""
}

// bare reports a message that shows without a bubble, like a sticker.
func bare(m *model.Message) bool {
	if m.Media == nil || m.Media.Document == nil || m.Media.Kind != model.KindDocument || m.Text.Text != "" {
		return false
	}
	return m.Media.Document.Sticker || m.Media.Document.Round
}

// tail reports whether the text is the last thing in the bubble.
func tail(m *model.Message) bool {
	return m.Text.Text != "" && m.Author == "" && len(m.Reactions) == 0 && len(m.Buttons) == 0 &&
		(m.Media == nil || m.Media.Kind != model.KindWebPage) && !endsInBlock(m.Text)
}

func endsInBlock(t model.Text) bool {
	for _, e := range t.Entities {
		if e.Type == model.EntityBlockquote || e.Type == model.EntityPre {
			return true
		}
	}
	return false
}

// date writes the time of day; the full date is its title.
func (c *Chat) date(m *model.Message) {
	c.p.raw("       <div class=\"pull_right date details\" title=\"")
	c.p.b = c.env.appendFull(c.p.b, m.Date)
	c.p.raw("\"")
	if m.Edited != 0 && !m.EditHidden {
		c.p.raw(" data-edited=\"", c.env.full(m.Edited), "\"")
	}
	if m.Views != nil {
		c.p.raw(" data-views=\"", grouped(*m.Views), "\"")
	}
	if m.Pinned {
		c.p.raw(" data-pinned=\"\"")
	}
	t := c.env.local(m.Date)
	c.p.raw(">\n")
	c.p.b = append(appendTwo(append(appendTwo(c.p.b, t.Hour()), ':'), t.Minute()), '\n')
	c.p.raw("       </div>\n\n")
}

func (c *Chat) fromName(name string, from model.PeerID, m *model.Message) {
	c.p.raw("       <div class=\"from_name\" data-color=\"")
	c.p.int(colorOf(from))
	c.p.raw("\" dir=\"auto\">\n")
	c.p.text(name)
	if m.Forward == nil || asOriginal(m) {
		c.via(m)
	}
	c.p.raw("\n       </div>\n\n")
}

func (c *Chat) via(m *model.Message) {
	if bot := c.env.username(m.ViaBot); bot != "" {
		c.p.raw(" <bdi class=\"via\">via @") // no span: readers take the first one for the date
		c.p.text(bot)
		c.p.raw("</bdi>")
	}
}

// block writes a line of foreign text.
func (c *Chat) block(class, text string) {
	c.p.raw("       <div class=\"", class, "\" dir=\"auto\">\n")
	c.p.text(text)
	c.p.raw("\n       </div>\n\n")
}

// content writes what the message says, within a forward's frame if it is one.
func (c *Chat) content(m *model.Message, now *last) {
	framed := m.Forward != nil && !asOriginal(m)
	if framed {
		c.forwardHead(m, c.sameOrigin(now))
	}
	if m.Reply != nil {
		c.reply(m)
	}
	if m.InvertMedia || m.Media != nil && m.Media.Kind == model.KindWebPage {
		c.text(m)
		c.media(m)
	} else {
		c.media(m)
		c.text(m)
	}
	if m.Keyboard == "inline" {
		c.buttons(m.Buttons)
	}
	if m.Author != "" {
		c.block("signature details", m.Author)
	}
	if framed {
		c.p.raw("       </div>\n\n")
	}
}

// forwardHead opens the frame of a forward and says where it comes from, unless
// that is known from the message before.
func (c *Chat) forwardHead(m *model.Message, known bool) {
	const frame = "       <div class=\"forwarded body\">\n\n"
	if known {
		c.p.raw(frame)
		return
	}
	f := m.Forward
	name := c.env.origin(f)
	c.p.userpicWrap(c.env, f.From, name, "forwarded ")
	c.p.raw(frame, "       <div class=\"from_name\" dir=\"auto\">\n")
	c.p.text(name)
	c.via(m)
	c.p.raw("<span class=\"date details\" title=\"", c.env.full(f.Date), "\"> ",
		c.env.local(f.Date).Format("02.01.2006 15:04:05"), "</span>\n       </div>\n\n")
	if f.Author != "" {
		c.block("forwarded_author details", f.Author)
	}
}

func (c *Chat) text(m *model.Message) {
	if m.Rich != nil {
		c.richMessage(m.Rich, m.ID+c.shift)
		return
	}
	if m.Text.Text == "" {
		return
	}
	c.p.raw("       <div class=\"text\" dir=\"auto\">\n")
	c.rich(m.Text)
	c.p.raw("\n       </div>\n\n")
}

// reply writes what a message answers. A quote is the words it answers; else
// the answered message is shown if it was written not long ago.
func (c *Chat) reply(m *model.Message) {
	r := m.Reply
	switch {
	case r.ID == 0 && r.Story == 0 && r.QuoteText.IsZero():
		return
	case r.Story != 0:
		c.p.raw("       <div class=\"reply_to details\">\nIn reply to a story\n       </div>\n\n")
		return
	case r.ID == 0 || !r.Peer.IsZero() && r.Peer != m.Peer:
		c.p.raw("       <div class=\"reply_to details\">\nIn reply to a message in another chat\n       </div>\n\n")
		c.elsewhere(r)
		c.quote(r)
		return
	}
	if r.ForumTopic && r.Top == 0 && !r.Quote {
		return // it only says which topic the message is in
	}
	c.replyLink(r, r.ID+c.shift)
}

func (c *Chat) replyLink(r *model.Reply, id int) {
	seen, known := c.seen.byID[id]
	c.p.raw("       <div class=\"reply_to details\"")
	if known {
		c.p.raw(" data-preview=\"\"")
	}
	c.p.raw(">\nIn reply to <a href=\"", c.link(id), "\">this message</a>\n")
	if known {
		c.p.raw("<a class=\"reply_preview\" data-color=\"", strconv.Itoa(colorOf(seen.from)), "\" href=\"", c.link(id), "\">",
			"<span class=\"reply_name\" dir=\"auto\">")
		c.p.text(seen.name)
		c.p.raw("</span> <span class=\"reply_text\" dir=\"auto\">")
		if r.Quote && r.QuoteText.Text != "" {
			c.p.text(r.QuoteText.Text)
		} else {
			c.p.text(seen.text)
		}
		c.p.raw("</span></a>\n")
	}
	c.p.raw("       </div>\n\n")
	if !known {
		c.quote(r)
	}
}

// elsewhere writes a link to the answered message of another chat. It stands
// beside the line of Telegram Desktop: readers of that take the number in an
// address for a message of this chat.
func (c *Chat) elsewhere(r *model.Reply) {
	if c.env.Elsewhere == nil || r.ID == 0 {
		return
	}
	page, id := c.env.Elsewhere(model.MessageID{Peer: r.Peer, ID: r.ID})
	if page == "" {
		return
	}
	c.p.raw("       <a class=\"elsewhere\" dir=\"auto\" href=\"")
	c.p.href(page)
	c.p.raw("#go_to_message", strconv.Itoa(id), "\">")
	c.p.text(c.env.name(r.Peer))
	c.p.raw("</a>\n\n")
}

func (c *Chat) quote(r *model.Reply) {
	if r.Quote && r.QuoteText.Text != "" {
		c.p.raw("       <blockquote class=\"reply_quote\" dir=\"auto\">")
		c.rich(r.QuoteText)
		c.p.raw("</blockquote>\n\n")
	}
}
