package html

import (
	"strconv"
	"strings"

	"satchel/core/internal/model"
	"satchel/core/internal/phone"
)

// List writes one page of lists/: an explanation and entries.
type List struct {
	env  *Env
	p    *page
	open bool
}

// The list pages.
const (
	ChatsPage       = "lists/chats.html"
	ContactsPage    = "lists/contacts.html"
	FrequentPage    = "lists/frequent.html"
	SessionsPage    = "lists/sessions.html"
	WebSessionsPage = "lists/web_sessions.html"
	PicturesPage    = "lists/profile_pictures.html"
	StoriesPage     = "lists/stories.html"
	MusicPage       = "lists/profile_music.html"
)

// NewList begins a list page.
func NewList(e *Env, path, title, about string) (*List, error) {
	p, err := newPage(e.Create, path)
	if err != nil {
		return nil, err
	}
	l := &List{env: e, p: p}
	p.open("list", "")
	p.header(heading{title: title, back: p.up + IndexPage}, nil)
	p.raw("   <div class=\"page_body list_page\">\n\n")
	l.Part(about)
	return l, nil
}

// Part begins a further part of the page with its own explanation.
func (l *List) Part(about string) {
	if l.open {
		l.p.raw("    </div>\n\n")
	}
	l.open = true
	l.p.raw("    <div class=\"page_about details\">\n")
	l.p.text(about)
	l.p.raw("\n    </div>\n\n    <div class=\"entry_list\">\n\n")
}

// Close ends the page.
func (l *List) Close() error {
	l.p.raw("    </div>\n\n   </div>\n\n")
	return l.p.close()
}

// entry is one line of a list: a face or picture, names, details, and what
// stands at the right.
type entry struct {
	peer    model.PeerID // whose face; or picture
	picture string       // a saved file
	name    string
	subname string
	text    string // what people wrote of it
	details []string
	info    string
	link    string // a path of the archive
	data    string // further attributes, of ours
}

func (l *List) entry(v entry) error {
	tag := "div"
	if v.link != "" {
		tag = "a"
		l.p.raw("     <a class=\"entry block_link clearfix\"", v.data, " href=\"")
		l.p.href(v.link)
		l.p.raw("\">\n\n")
	} else {
		l.p.raw("     <div class=\"entry clearfix\"", v.data, ">\n\n")
	}
	l.p.raw("      <div class=\"pull_left userpic_wrap\">")
	if v.picture != "" {
		l.picture(v.picture)
	} else {
		l.p.userpic(l.env, v.peer, v.name, 48, "")
	}
	l.p.raw("</div>\n\n      <div class=\"body\">\n\n")
	l.line("pull_right info details", v.info)
	l.line("name bold", v.name)
	l.line("subname bold", v.subname)
	l.line("text", v.text)
	for _, d := range v.details {
		l.line("details_entry details", d)
	}
	l.p.raw("      </div>\n\n     </", tag, ">\n\n")
	return l.p.flush(flushAt)
}

func (l *List) picture(path string) {
	if isPicture(path) {
		l.p.raw("<img class=\"userpic\" alt=\"\" height=\"48\" loading=\"lazy\" src=\"")
		l.p.href(path)
		l.p.raw("\" style=\"width: 48px; height: 48px\" width=\"48\"/>")
		return
	}
	l.p.raw("<video class=\"userpic\" muted playsinline preload=\"none\" src=\"")
	l.p.href(path)
	l.p.raw("\" style=\"width: 48px; height: 48px\"></video>")
}

func (l *List) line(class, text string) {
	if text == "" {
		return
	}
	l.p.raw("       <div class=\"", class, "\" dir=\"auto\">\n")
	l.p.text(text)
	l.p.raw("\n       </div>\n\n")
}

// Chat writes an entry of the chat list; folder is the chat's, messages how
// many the archive holds.
func (l *List) Chat(p *model.Peer, folder string, messages int, s Standing) error {
	return l.entry(l.chat(p, folder, messages, s))
}

func (l *List) chat(p *model.Peer, folder string, messages int, s Standing) entry {
	v := entry{peer: p.ID, name: l.env.name(p.ID), info: chatInfo(p)}
	switch p.Type() {
	case model.SavedMessages:
		v.name = "Saved messages"
	case model.Replies:
		v.name = "Replies"
	case model.VerificationCodes:
		v.name = "Verification Codes"
	case model.PrivateGroup, model.PrivateSupergroup, model.PublicSupergroup:
		v.name = named(p, "Deleted Group")
	case model.PrivateChannel, model.PublicChannel:
		v.name = named(p, "Deleted Channel")
	}
	one, many := "message", "messages"
	if s.OnlyMine {
		one, many = "outgoing message", "outgoing messages"
	}
	v.details = []string{counted(messages, one, many)}
	if p.Forbidden {
		v.details = append(v.details, "You can no longer read it at Telegram")
	} else if s.Vanished {
		v.details = append(v.details, "No longer in your list at Telegram")
	}
	if messages > 0 {
		v.link = folder + "/" + PageName(1)
	}
	return v
}

// named is a chat's name, or what is said of one without.
func named(p *model.Peer, nobody string) string {
	if name := p.Name(); name != "" {
		return name
	}
	return nobody
}

// chatInfo is Telegram Desktop's word for a chat's kind.
func chatInfo(p *model.Peer) string {
	switch p.Type() {
	case model.BotChat:
		return "bot"
	case model.PrivateGroup, model.PrivateSupergroup, model.PublicSupergroup:
		return "group"
	case model.PrivateChannel, model.PublicChannel:
		return "channel"
	}
	return "private"
}

// Contact writes an entry of the address book.
func (l *List) Contact(c *model.SavedContact) error {
	name := strings.TrimSpace(c.FirstName + " " + c.LastName)
	if name == "" {
		name = deletedAccount
	}
	return l.entry(entry{peer: model.UserID(c.User), name: name, details: []string{phone.Format(c.Phone)}, info: l.moment(c.Date)})
}

func (l *List) moment(unix int64) string {
	if unix == 0 {
		return ""
	}
	return l.env.moment(unix)
}

// Frequent writes a frequent contact.
func (l *List) Frequent(f *model.FrequentContact) error {
	name := l.env.name(f.Peer)
	if f.Peer == l.env.Self {
		name = "Saved messages"
	}
	return l.entry(entry{
		peer: f.Peer, name: name, info: strings.ReplaceAll(f.Category, "_", " "),
		details: []string{"Rating: " + strconv.FormatFloat(f.Rating, 'f', 6, 64)},
	})
}

// Session writes a signed-in device.
func (l *List) Session(s *model.Session) error {
	name := strings.TrimSpace(s.App + " " + s.AppVersion)
	if name == "" {
		name = "Unknown"
	}
	v := entry{
		name: name, subname: join(", ", s.Device, join(" ", s.Platform, s.SystemVersion)),
		details: []string{
			join(" – ", s.IP, join(", ", s.Region, s.Country)),
			"Last active: " + l.moment(s.Active), "Created: " + l.moment(s.Created),
		},
	}
	if s.Current {
		v.info = "this device"
	}
	return l.entry(v)
}

// WebSession writes a web site that is signed in through Telegram.
func (l *List) WebSession(s *model.WebSession) error {
	name := s.Domain
	if name == "" {
		name = "Unknown"
	}
	bot := ""
	if u := l.env.username(s.Bot); u != "" {
		bot = "@" + u
	}
	return l.entry(entry{
		name: name, subname: join(", ", s.Platform, s.Browser), info: bot,
		details: []string{
			join(" – ", s.IP, s.Region),
			"Last active: " + l.moment(s.Active), "Created: " + l.moment(s.Created),
		},
	})
}

// join joins what is not empty.
func join(sep string, parts ...string) string {
	var s []string
	for _, p := range parts {
		if p != "" {
			s = append(s, p)
		}
	}
	return strings.Join(s, sep)
}
