package html

import (
	"strconv"
	"strings"

	"satchel/core/internal/model"
	"satchel/core/internal/phone"
	"satchel/core/internal/render/json"
)

func (c *Chat) contact(v *model.SharedContact) {
	if v == nil {
		return
	}
	status := phone.Format(v.Phone)
	if c.vcard != "" {
		status += " - vCard"
	}
	c.card(card{kind: "media_contact", title: strings.TrimSpace(v.FirstName + " " + v.LastName), status: status, path: c.vcard})
}

// place writes a point with a link to a map that people may follow.
func (c *Chat) place(m *model.Media) {
	v := card{kind: "media_location", title: "Location"}
	switch {
	case m.Kind == model.KindGeoLive:
		v.kind, v.title = "media_live_location", "Live location"
	case m.Venue != nil:
		v.kind, v.title, v.description = "media_venue", m.Venue.Title, m.Venue.Address
	}
	if g := m.Geo; g != nil && !g.Empty {
		lat, long := strconv.FormatFloat(g.Lat, 'f', 6, 64), strconv.FormatFloat(g.Long, 'f', 6, 64)
		at := lat + "," + long
		if m.Venue == nil {
			v.status = lat + ", " + long
		}
		v.link = "https://maps.google.com/maps?q=" + at + "&ll=" + at + "&z=16"
		c.picture(g.Map, "Map")
	}
	c.card(v)
}

func (c *Chat) game(g *model.Game, m *model.Message) {
	if g == nil {
		return
	}
	v := card{kind: "media_game", title: g.Title, description: g.Description}
	bot := c.env.username(m.ViaBot)
	if from := c.env.sender(m); bot == "" && from.Kind == model.KindUser {
		bot = c.env.username(from.ID)
	}
	if bot != "" && g.ShortName != "" {
		v.link = "https://t.me/" + bot + "?game=" + g.ShortName
		v.status = v.link
	}
	if g.Photo != nil {
		v.thumb = c.result(g.Photo.File).Path
	}
	c.card(v)
}

func (c *Chat) invoice(i *model.Invoice) {
	if i == nil {
		return
	}
	v := card{kind: "media_invoice", title: i.Title, description: i.Description, status: json.Money(i.Amount, i.Currency)}
	if i.Photo != nil {
		v.thumb = c.result(i.Photo.File.File).Path
	}
	c.card(v)
}

// paid writes what was bought, and the price of what was not.
func (c *Chat) paid(m *model.Media) {
	p := m.Paid
	if p == nil {
		return
	}
	for _, item := range p.Items {
		switch {
		case item.Media != nil && item.Media.Photo != nil:
			c.photo(item.Media.Photo, nil)
		case item.Media != nil && item.Media.Document != nil:
			c.document(item.Media.Document, nil)
		}
	}
	c.card(card{kind: "media_invoice", title: "Paid media", status: json.Money(p.Stars, "XTR")})
}

func (c *Chat) poll(p *model.Poll) {
	if p == nil {
		return
	}
	c.p.raw("        <div class=\"media_poll\">\n\n         <div class=\"question bold\" dir=\"auto\">\n")
	c.rich(p.Question)
	c.p.raw("\n         </div>\n\n         <div class=\"details\">\n", pollKind(p), "\n         </div>\n\n")
	for i := range p.Answers {
		c.answer(p, &p.Answers[i])
	}
	c.p.raw("         <div class=\"total details\t\">\n", counted(p.Voters, "vote", "votes"), "\n         </div>\n\n")
	if !p.Solution.IsZero() {
		c.p.raw("         <div class=\"solution details\" dir=\"auto\">\n")
		c.rich(p.Solution)
		c.p.raw("\n         </div>\n\n")
	}
	c.p.raw("        </div>\n\n")
}

func pollKind(p *model.Poll) string {
	switch {
	case p.Closed:
		return "Final results"
	case p.Quiz:
		return "Quiz"
	case p.Public:
		return "Public poll"
	}
	return "Anonymous poll"
}

func (c *Chat) answer(p *model.Poll, a *model.PollAnswer) {
	share := 0
	if p.Voters > 0 {
		share = min(100, max(0, a.Voters*100/p.Voters))
	}
	c.p.raw("         <div class=\"answer\" dir=\"auto\"")
	if a.Correct {
		c.p.raw(" data-correct=\"\"")
	}
	if a.Chosen {
		c.p.raw(" data-chosen=\"\"")
	}
	c.p.raw(">\n- ")
	c.rich(a.Text)
	if a.Voters > 0 {
		c.p.raw(" <span class=\"details\">", counted(a.Voters, "vote", "votes"))
		if a.Chosen {
			c.p.raw(", chosen vote")
		}
		c.p.raw("</span>")
	}
	c.p.raw("<span class=\"bar\"><span style=\"width: ", strconv.Itoa(share), "%\"></span></span>\n         </div>\n\n")
}

func (c *Chat) todo(t *model.Todo) {
	if t == nil {
		return
	}
	c.p.raw("        <div class=\"media_poll\">\n\n         <div class=\"question bold\" dir=\"auto\">\n")
	c.rich(t.Title)
	c.p.raw("\n         </div>\n\n         <div class=\"details\">\nTo-do List\n         </div>\n\n")
	for i := range t.Items {
		item := &t.Items[i]
		c.p.raw("         <div class=\"answer\" dir=\"auto\"")
		if item.Completed != 0 {
			c.p.raw(" data-done=\"\"")
		}
		c.p.raw(">\n- ")
		c.rich(item.Title)
		if !item.CompletedBy.IsZero() {
			c.p.raw(" <span class=\"details\">")
			c.p.text(c.env.name(item.CompletedBy))
			c.p.raw("</span>")
		}
		c.p.raw("\n         </div>\n\n")
	}
	c.p.raw("        </div>\n\n")
}

// list joins names: "A, B and C".
func list(names []string) string {
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}
