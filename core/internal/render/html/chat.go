package html

import (
	"sort"
	"strconv"

	"satchel/core/internal/model"
)

// PerPage is how many messages a page holds, as in Telegram Desktop's export.
const PerPage = 1000

// Chat writes the pages of one chat in one pass.
type Chat struct {
	env    *Env
	peer   *model.Peer
	folder string
	total  int

	info  model.ChatInfo
	names map[int]string // of the topics

	p       *page
	files   Files
	vcard   string
	written int   // messages so far
	firsts  []int // the first message of each page
	divider int   // the id of the last date divider, below zero
	prev    *last
	seen    previews
	shift   int // what is added to the ids of the message in hand

	standing Standing
	earlier  Past // of the message in hand
	topic    int  // of the message in hand; 0: the chat has none
	named    int  // the topic whose name was written last on the page
	contents contents
	gallery  gallery
}

// Standing is what became of a chat.
type Standing struct {
	Vanished bool // the account's chat list no longer has it
	OnlyMine bool // only the account's own messages were saved
}

// last is what the message before it tells about a message.
type last struct {
	sender, origin model.PeerID
	originName     string
	viaBot         int64
	forwarded      bool
	service        bool
	day, date      int64
	originDate     int64

	from model.PeerID // who is shown: the sender, or the author of what was saved
	name string
}

// NewChat begins the pages of a chat in its folder; total is how many messages
// the archive holds of it.
func NewChat(e *Env, folder string, p *model.Peer, total int) *Chat {
	return &Chat{env: e, folder: folder, peer: p, total: total}
}

// Known adds what the archive knows of the chat beside its messages; it comes
// before the first of them.
func (c *Chat) Known(info *model.ChatInfo, topics []model.Topic, s Standing) {
	if info != nil {
		c.info = *info
	}
	c.names = make(map[int]string, len(topics))
	for _, t := range topics {
		c.names[t.ID] = t.Title
	}
	c.standing = s
}

// PageName is messages.html, messages2.html and so on, from page 1.
func PageName(n int) string {
	if n <= 1 {
		return "messages.html"
	}
	return "messages" + strconv.Itoa(n) + ".html"
}

// Message writes one message; id is its id as written, vcard the path of the
// contact it shares ("" for none), files tell where its files are.
func (c *Chat) Message(m *model.Message, id int, vcard string, files Files) error {
	return c.MessageWithPast(m, id, vcard, files, Past{})
}

// MessageWithPast writes one message and what it was before.
func (c *Chat) MessageWithPast(m *model.Message, id int, vcard string, files Files, past Past) error {
	c.earlier = past
	c.files, c.vcard, c.shift = files, vcard, id-m.ID
	if c.written%PerPage == 0 {
		if err := c.turnPage(id); err != nil {
			return err
		}
	}
	c.written++
	now := c.about(m)
	if c.prev == nil || c.prev.day != now.day {
		c.dateDivider(m.Date)
	}
	c.message(m, id, now)
	if err := c.shown(m, id); err != nil {
		return err
	}
	c.seen.add(id, c.preview(m, now))
	c.prev = now
	return c.p.flush(flushAt)
}

// Page is the number of the page in hand, from 1; 0 before the first message.
func (c *Chat) Page() int { return len(c.firsts) }

func (c *Chat) turnPage(id int) error {
	number := len(c.firsts) + 1
	if c.p != nil {
		c.pageLink("Next messages", PageName(number))
		if err := c.endPage(); err != nil {
			return err
		}
	}
	p, err := newPage(c.env.Create, c.folder+"/"+PageName(number))
	if err != nil {
		return err
	}
	c.p, c.prev, c.named = p, nil, 0
	c.firsts = append(c.firsts, id)
	c.beginPage(number)
	return nil
}

func (c *Chat) beginPage(number int) {
	c.p.open("chat", string(c.peer.Type()))
	name := c.title()
	c.p.header(heading{title: name, details: c.details(), about: c.info.About, back: c.p.up + "lists/chats.html"}, func() {
		c.p.userpic(c.env, c.peer.ID, name, 42, "")
	})
	c.p.raw("   <div class=\"page_body chat_page\">\n\n")
	c.notes()
	c.p.raw("    <div class=\"history\">\n\n")
	if number > 1 {
		c.pageLink("Previous messages", PageName(number-1))
	}
}

// title is the chat's name as the header shows it.
func (c *Chat) title() string { return c.env.ChatName(c.peer) }

// ChatName is what people read for a chat.
func (e *Env) ChatName(p *model.Peer) string {
	switch p.Type() {
	case model.SavedMessages:
		return "Saved Messages"
	case model.Replies:
		return "Replies"
	case model.VerificationCodes:
		return "Verification Codes"
	}
	return e.name(p.ID)
}

func (c *Chat) details() string {
	members := ""
	if n := c.info.Participants; n > 0 {
		members = plural(n, "member", "members")
		if c.peer.Broadcast {
			members = plural(n, "subscriber", "subscribers")
		}
	}
	return join(" · ", chatKind(c.peer), members, plural(c.total, "message", "messages"))
}

// chatKind is the word for a chat's type that people read.
func chatKind(p *model.Peer) string {
	switch p.Type() {
	case model.BotChat:
		return "Bot"
	case model.PrivateGroup, model.PrivateSupergroup, model.PublicSupergroup:
		return "Group"
	case model.PrivateChannel, model.PublicChannel:
		return "Channel"
	}
	return ""
}

func (c *Chat) pageLink(text, href string) {
	c.p.raw("     <a class=\"pagination block_link\" href=\"", href, "\">\n", text, "\n     </a>\n\n")
}

func (c *Chat) endPage() error {
	c.p.raw("    </div>\n\n   </div>\n\n")
	return c.p.close()
}

// Close ends the chat. A chat without messages has no page.
func (c *Chat) Close() error {
	if c.p == nil {
		return nil
	}
	if err := c.closeGallery(); err != nil {
		return err
	}
	if err := c.writeContents(); err != nil {
		return err
	}
	return c.endPage()
}

// dateDivider writes the line before the first message of a day.
func (c *Chat) dateDivider(date int64) {
	c.divider--
	c.newDay(date)
	c.p.raw("     <div class=\"message service\" id=\"message")
	c.p.int(c.divider)
	c.p.raw("\" data-day=\"\">\n\n      <div class=\"body details\">\n", c.env.dayTitle(date), "\n      </div>\n\n     </div>\n\n")
}

// link is where the message with an id of this chat is from the page in hand.
func (c *Chat) link(id int) string {
	n := sort.SearchInts(c.firsts, id+1)
	anchor := "#go_to_message" + strconv.Itoa(id)
	if n == 0 || n == len(c.firsts) {
		return anchor
	}
	return PageName(n) + anchor
}

// about gathers what decides how the message after this one is joined to it.
func (c *Chat) about(m *model.Message) *last {
	l := &last{
		sender: c.env.sender(m), viaBot: m.ViaBot, day: c.env.day(m.Date), date: m.Date,
		service: m.Kind == model.MessageService || unsupported(m),
	}
	l.from, l.name = l.sender, c.env.name(l.sender)
	if f := m.Forward; f != nil {
		l.forwarded, l.origin, l.originName, l.originDate = true, f.From, f.Name, f.Date
		if asOriginal(m) {
			l.from, l.name = f.From, c.env.origin(f)
		}
	}
	return l
}

// asOriginal reports a forward that is shown as if the original author had sent
// it: a saved message, or a channel's post in its discussion group.
func asOriginal(m *model.Message) bool {
	f := m.Forward
	return f != nil && !f.SavedPeer.IsZero() && (!f.From.IsZero() || f.Name != "")
}

// origin is the name of who wrote what was forwarded.
func (e *Env) origin(f *model.Forward) string {
	if f.From.IsZero() && f.Name != "" {
		return f.Name
	}
	return e.name(f.From)
}

const (
	together          = 900 // seconds
	forwardedTogether = 1
)

// joined reports whether a message goes on the one before it.
func (c *Chat) joined(now *last) bool {
	p := c.prev
	if p == nil || p.service || p.sender != now.sender || p.from != now.from || p.viaBot != now.viaBot || p.day != now.day ||
		p.forwarded != now.forwarded || p.origin != now.origin || p.originName != now.originName {
		return false
	}
	if now.forwarded {
		return apart(now.date, p.date) <= forwardedTogether
	}
	return apart(now.date, p.date) <= together
}

// sameOrigin reports whether a joined forward says no more of its origin, for the
// one before it has: of a person who wrote both within a quarter of an hour.
func (c *Chat) sameOrigin(now *last) bool {
	return c.joined(now) && now.origin.Kind == model.KindUser && apart(now.originDate, c.prev.originDate) <= together
}

func apart(a, b int64) int64 { return max(a-b, b-a) }
