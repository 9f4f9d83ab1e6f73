package html

import (
	"strconv"

	"satchel/core/internal/model"
	"satchel/core/internal/phone"
)

// IndexPage is the start page.
const IndexPage = "export_results.html"

// Link is an entry of the start page: what it leads to and how many there are.
type Link struct {
	Kind  string // the class: chats, contacts, frequent, photos, stories, sessions, web, other
	Title string
	Path  string
	Count int
}

// Shortfall is something that is missing, in a sentence.
type Shortfall struct {
	Text  string
	Count int
}

// Index is what the start page shows.
type Index struct {
	Profile *model.Profile
	Face    string // a saved picture of the account, "" for none
	Links   []Link
	About   string
	Outcome string // a sentence
	Missing []Shortfall
	// Complete is when a run last ended complete, 0 if none did or this one has.
	Complete int64
	Numbers  []string // sentences like "24 chats"
	Parts    []ChatPart
}

// ChatPart is a part of the start page's chat list.
type ChatPart struct {
	Title string
	Chats []IndexChat
}

// IndexChat is a chat on the start page.
type IndexChat struct {
	Peer     *model.Peer
	Folder   string
	Messages int
	Standing Standing
	Date     int64 // of the newest message
}

// WriteIndex writes the start page.
func WriteIndex(e *Env, v Index) error {
	p, err := newPage(e.Create, IndexPage)
	if err != nil {
		return err
	}
	p.open("index", "")
	p.header(heading{title: "Exported Data"}, nil)
	p.raw("   <div class=\"page_body\">\n\n")
	if v.Profile != nil {
		p.personalInfo(e, &v)
	}
	p.numbers(v.Numbers)
	p.outcome(e, &v)
	if err := p.chatParts(e, v.Parts); err != nil {
		return err
	}
	p.links(v.Links)
	p.raw("    <div class=\"page_about details with_divider\">\n")
	p.text(v.About)
	p.raw("\n    </div>\n\n   </div>\n\n")
	return p.close()
}

func (p *page) personalInfo(e *Env, v *Index) {
	me := &v.Profile.Peer
	p.raw("    <div class=\"personal_info clearfix\">\n\n     <div class=\"pull_right userpic_wrap\">")
	p.userpic(e, me.ID, me.Name(), 90, "")
	p.raw("</div>\n\n     <div class=\"rows names\">\n\n")
	p.row("First name", me.FirstName)
	p.row("Last name", me.LastName)
	p.raw("     </div>\n\n     <div class=\"rows info\">\n\n")
	p.row("Phone number", phone.Format(me.Phone))
	if me.Username != "" {
		p.row("Username", "@"+me.Username)
	}
	p.raw("     </div>\n\n")
	if v.Profile.Bio != "" {
		p.raw("     <div class=\"rows bio\">\n\n")
		p.row("Bio", v.Profile.Bio)
		p.raw("     </div>\n\n")
	}
	p.raw("    </div>\n\n")
}

func (p *page) row(label, value string) {
	if value == "" {
		return
	}
	p.raw("      <div class=\"row\">\n\n       <div class=\"label details\">\n", label, "\n       </div>\n\n       <div class=\"value bold\" dir=\"auto\">\n")
	p.text(value)
	p.raw("\n       </div>\n\n      </div>\n\n")
}

func (p *page) links(links []Link) {
	p.raw("    <div class=\"sections with_divider\">\n\n")
	for _, l := range links {
		p.raw("     <a class=\"section block_link ", l.Kind, "\" href=\"")
		p.href(l.Path)
		if l.Kind != "other" {
			p.raw("#allow_back")
		}
		p.raw("\">\n\n      <div class=\"counter details\">\n")
		if l.Count > 0 {
			p.int(l.Count)
		}
		p.raw("\n      </div>\n\n      <div class=\"label bold\">\n", l.Title, "\n      </div>\n\n     </a>\n\n")
	}
	p.raw("    </div>\n\n")
}

// outcome writes how the run ended, when, and what is missing.
func (p *page) outcome(e *Env, v *Index) {
	if v.Outcome == "" {
		return
	}
	p.raw("    <div class=\"outcome with_divider\">\n\n     <div class=\"outcome_text bold\">\n")
	p.text(v.Outcome)
	p.raw("\n     </div>\n\n     <div class=\"details\">\n")
	p.text(e.dayTitle(e.Now.Unix()))
	if e.Zone != "" {
		p.text(" · times are those of " + e.Zone)
	}
	p.raw("\n     </div>\n\n")
	if v.Complete != 0 {
		p.raw("     <div class=\"details\">Last complete copy: ", e.dayTitle(v.Complete), "</div>\n\n")
	}
	if len(v.Missing) > 0 {
		p.raw("     <ul class=\"missing\">\n")
		for _, m := range v.Missing {
			p.raw("      <li>")
			p.text(m.Text)
			if m.Count > 0 {
				p.raw(" <span class=\"counter details\">", strconv.Itoa(m.Count), "</span>")
			}
			p.raw("</li>\n")
		}
		p.raw("     </ul>\n\n")
	}
	p.raw("    </div>\n\n")
}

// chatParts writes the chats: those of the list, the archived ones, those left.
func (p *page) chatParts(e *Env, parts []ChatPart) error {
	l := &List{env: e, p: p}
	for _, part := range parts {
		if len(part.Chats) == 0 {
			continue
		}
		p.raw("    <section class=\"chat_part with_divider\">\n     <h2 class=\"part_title\">", part.Title, "</h2>\n     <div class=\"entry_list\">\n\n")
		for i := range part.Chats {
			c := &part.Chats[i]
			v := l.chat(c.Peer, c.Folder, c.Messages, c.Standing)
			v.data = " data-date=\"" + strconv.FormatInt(c.Date, 10) + "\" data-messages=\"" + strconv.Itoa(c.Messages) + "\""
			if c.Date != 0 && c.Messages > 0 {
				v.details = append(v.details, e.dayTitle(c.Date))
			}
			if err := l.entry(v); err != nil {
				return err
			}
		}
		p.raw("     </div>\n    </section>\n\n")
	}
	return nil
}

func (p *page) numbers(numbers []string) {
	if len(numbers) == 0 {
		return
	}
	p.raw("    <div class=\"numbers details with_divider\">")
	for _, n := range numbers {
		p.raw("<span class=\"number\">")
		p.text(n)
		p.raw("</span>")
	}
	p.raw("</div>\n\n")
}

// Plural is "1 message", "2,000 messages" or "No messages".
func Plural(n int, one, many string) string { return plural(n, one, many) }

// Size is a number of bytes as people read it.
func Size(n int64) string {
	const giga = 1 << 30
	if n < giga {
		return size(n)
	}
	return tenths(n/giga*10+n%giga*10/giga) + " GB"
}
