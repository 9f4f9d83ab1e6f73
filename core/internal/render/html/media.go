package html

import (
	"strconv"

	"satchel/core/internal/model"
)

// media writes what a message carries, in a div.media_wrap.
func (c *Chat) media(m *model.Message) {
	v := m.Media
	if v == nil {
		return
	}
	switch v.Kind {
	case model.KindPhoto:
		c.wrapped(func() { c.photo(v.Photo, v) })
	case model.KindDocument:
		c.wrapped(func() { c.document(v.Document, v) })
	case model.KindGeo, model.KindGeoLive, model.KindVenue:
		c.wrapped(func() { c.place(v) })
	case model.KindContact:
		c.wrapped(func() { c.contact(v.Contact) })
	case model.KindGame:
		c.wrapped(func() { c.game(v.Game, m) })
	case model.KindInvoice:
		c.wrapped(func() { c.invoice(v.Invoice) })
	case model.KindPaid:
		c.wrapped(func() { c.paid(v) })
	case model.KindPoll:
		c.wrapped(func() { c.poll(v.Poll) })
	case model.KindTodo:
		c.wrapped(func() { c.todo(v.Todo) })
	case model.KindGiveaway:
		c.wrapped(func() { c.giveaway(v.Giveaway) })
	case model.KindGiveawayResults:
		c.wrapped(func() { c.giveawayResults(v.Results) })
	case model.KindDice:
		if v.Dice != nil {
			c.block("dice", v.Dice.Emoji)
		}
	case model.KindStory:
		c.wrapped(func() { c.card(card{kind: "media_photo", title: "Story", description: c.storyOf(v.Story)}) })
	case model.KindWebPage:
		c.webPage(v.WebPage)
	}
}

func (c *Chat) wrapped(inside func()) {
	c.p.raw("       <div class=\"media_wrap clearfix\">\n\n")
	inside()
	c.p.raw("       </div>\n\n")
}

// card is Telegram Desktop's box for a medium: an icon, a title and two lines.
// It is a link when there is something to open.
type card struct {
	kind, title, description, status string
	path                             string // a file of the archive
	link                             string // or an address
	thumb                            string // a picture instead of the icon
}

func (c *Chat) card(v card) {
	tag, class := "div", "media clearfix pull_left "
	if v.path != "" || v.link != "" {
		tag, class = "a", "media clearfix pull_left block_link "
	}
	c.p.raw("        <", tag, " class=\"", class, v.kind, "\"")
	switch {
	case v.path != "":
		c.p.raw(" href=\"")
		c.p.href(v.path)
		c.p.raw("\"")
	case v.link != "":
		c.p.raw(" href=\"")
		c.p.attr(v.link)
		c.p.raw("\" rel=\"noopener noreferrer\"")
	}
	c.p.raw(">\n\n")
	if v.thumb != "" {
		c.p.raw("         <img class=\"thumb pull_left\" alt=\"\" loading=\"lazy\" src=\"")
		c.p.href(v.thumb)
		c.p.raw("\"/>\n\n")
	} else {
		c.p.raw("         <div class=\"fill pull_left\"></div>\n\n")
	}
	c.p.raw("         <div class=\"body\">\n\n")
	c.cardLine("title bold", v.title)
	c.cardLine("description", v.description)
	c.cardLine("status details", v.status)
	c.p.raw("         </div>\n\n        </", tag, ">\n\n")
}

func (c *Chat) cardLine(class, text string) { c.lineOf(class, text, func() {}) }

// lineOf writes a line with further attributes.
func (c *Chat) lineOf(class, text string, attributes func()) {
	if text == "" {
		return
	}
	c.p.raw("          <div class=\"", class, "\" dir=\"auto\"")
	attributes()
	c.p.raw(">\n")
	c.p.text(text)
	c.p.raw("\n          </div>\n\n")
}

// missing is the sentence for a file that is not in the archive.
func missing(r model.FileResult) string {
	switch r.Skip {
	case model.SkipSize:
		return "Exceeds maximum size, change data exporting settings to download."
	case model.SkipType:
		return "Not included, change data exporting settings to download."
	}
	return "Unavailable, please try again later."
}

// result is the fate of a file; the zero value for no file.
func (c *Chat) result(key model.FileKey) model.FileResult {
	if key == "" {
		return model.FileResult{}
	}
	return c.files(key)
}

// box fits a picture into max by max pixels; one of unknown size is left to
// the browser (0, 0).
func box(width, height, limit int) (w, h int) {
	if width <= 0 || height <= 0 {
		return 0, 0
	}
	w, h = width, height
	if w > limit {
		w, h = limit, max(1, height*limit/width)
	}
	if h > limit {
		w, h = max(1, width*limit/height), limit
	}
	return w, h
}

// dimensions writes the size a picture takes before it is loaded, so that the
// page does not jump.
func (p *page) dimensions(width, height, limit int) {
	w, h := box(width, height, limit)
	if w == 0 {
		return
	}
	ws, hs := strconv.Itoa(w), strconv.Itoa(h)
	p.raw(" height=\"", hs, "\" style=\"width: ", ws, "px; height: ", hs, "px\" width=\"", ws, "\"")
}

const (
	photoLimit   = 420
	stickerLimit = 224
	roundLimit   = 240
)

func (c *Chat) photo(p *model.Photo, m *model.Media) {
	if m != nil && m.TTL != 0 && (p == nil || c.result(p.File).Path == "") {
		c.card(card{kind: "media_photo", title: "Self-destructing photo", status: expiry(m)})
		return
	}
	if p == nil {
		c.card(card{kind: "media_photo", title: "Photo", description: missing(model.FileResult{})})
		return
	}
	r := c.result(p.File)
	if r.Path == "" {
		c.card(card{kind: "media_photo", title: "Photo", description: missing(r), status: dimensionsAndSize(p.Width, p.Height, p.Size)})
		return
	}
	c.p.raw("        <a class=\"photo_wrap clearfix pull_left\"", spoiler(m), " href=\"")
	c.p.href(r.Path)
	c.p.raw("\">\n\n         <img class=\"photo\" alt=\"Photo\" decoding=\"async\"")
	c.p.raw(" loading=\"lazy\" src=\"")
	c.p.href(r.Path)
	c.p.raw("\"")
	c.p.dimensions(p.Width, p.Height, photoLimit)
	c.p.raw("/>\n\n        </a>\n\n")
}

// picture writes a picture that goes with a card, if it is there.
func (c *Chat) picture(key model.FileKey, alt string) {
	r := c.result(key)
	if r.Path == "" {
		return
	}
	c.p.raw("        <a class=\"photo_wrap clearfix pull_left\" href=\"")
	c.p.href(r.Path)
	c.p.raw("\">\n\n         <img class=\"photo\" alt=\"", alt, "\" decoding=\"async\" loading=\"lazy\" src=\"")
	c.p.href(r.Path)
	c.p.raw("\"/>\n\n        </a>\n\n")
}

func spoiler(m *model.Media) string {
	if m != nil && m.Spoiler {
		return " data-spoiler=\"\""
	}
	return ""
}

func expiry(m *model.Media) string {
	if m.Expired {
		return "Expired"
	}
	return "Please view it on your mobile"
}

func dimensionsAndSize(width, height int, bytes int64) string {
	s := ""
	if width > 0 && height > 0 {
		s = strconv.Itoa(width) + "×" + strconv.Itoa(height)
	}
	if bytes > 0 {
		if s != "" {
			s += ", "
		}
		s += size(bytes)
	}
	return s
}

// webPage writes the preview of a link below its text.
func (c *Chat) webPage(w *model.WebPage) {
	if w == nil || w.State != "" || w.Title == "" && w.Description == "" && w.SiteName == "" {
		return
	}
	c.p.raw("       <div class=\"link_preview\" dir=\"auto\">\n")
	for _, line := range [...]struct{ class, text string }{
		{"link_site", w.SiteName}, {"link_title", w.Title}, {"link_description", shortenTo(w.Description, 400)},
	} {
		if line.text != "" {
			c.p.raw("        <div class=\"", line.class, "\">")
			c.p.text(line.text)
			c.p.raw("</div>\n")
		}
	}
	if w.Photo != nil {
		if r := c.result(w.Photo.File); r.Path != "" {
			c.p.raw("        <img class=\"link_photo\" alt=\"\" loading=\"lazy\" src=\"")
			c.p.href(r.Path)
			c.p.raw("\"")
			c.p.dimensions(w.Photo.Width, w.Photo.Height, photoLimit)
			c.p.raw("/>\n")
		}
	}
	c.p.raw("       </div>\n\n")
}

func (c *Chat) storyOf(s *model.StoryRef) string {
	if s == nil {
		return ""
	}
	return c.env.name(s.Peer)
}
