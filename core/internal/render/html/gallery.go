package html

import (
	"strconv"

	"satchel/core/internal/model"
	"satchel/core/internal/render/richtext"
)

// perGallery is how many media a page of a gallery holds.
const perGallery = 500

// gallery is the pages of a chat's media, written beside those of its messages.
// All kinds are on one page; tabs show one at a time.
type gallery struct {
	p     *page
	pages int
	count int
}

func galleryName(n int) string {
	if n <= 1 {
		return "media.html"
	}
	return "media" + strconv.Itoa(n) + ".html"
}

// shown adds a message's media to the gallery.
func (c *Chat) shown(m *model.Message, id int) error {
	if v := m.Media; v != nil {
		switch {
		case v.Kind == model.KindPhoto && v.Photo != nil:
			return c.exhibit("photo", v.Photo.File, "", m, id)
		case v.Kind == model.KindDocument && v.Document != nil && !v.Document.Sticker && !v.Document.CustomEmoji:
			return c.exhibit(exhibitKind(v.Document), v.Document.File, c.thumb(v.Document), m, id)
		}
	}
	for _, e := range m.Text.Entities {
		if e.Type == model.EntityURL || e.Type == model.EntityTextURL {
			return c.exhibitLinks(m, id)
		}
	}
	return nil
}

func exhibitKind(d *model.Document) string {
	switch {
	case d.Voice, d.Round:
		return "voice"
	case d.Animated, d.HasVideo:
		return "video"
	case d.Audio:
		return "music"
	}
	return "file"
}

// exhibit writes one file that is here.
func (c *Chat) exhibit(kind string, key model.FileKey, thumb string, m *model.Message, id int) error {
	r := c.result(key)
	if r.Path == "" {
		return nil
	}
	p, err := c.hang(kind)
	if err != nil {
		return err
	}
	class := "exhibit_link"
	if kind == "photo" {
		class, thumb = "exhibit_link photo_wrap", r.Path
	}
	p.raw("      <a class=\"", class, "\"", spoiler(m.Media), " href=\"")
	p.href(r.Path)
	p.raw("\">")
	if isPicture(thumb) {
		p.raw("<img alt=\"")
		p.attr(mediaWord(m))
		p.raw("\" loading=\"lazy\" decoding=\"async\" src=\"")
		p.href(thumb)
		p.raw("\"/>")
	}
	if kind != "photo" {
		d := m.Media.Document
		p.raw("<span class=\"exhibit_title\" dir=\"auto\">")
		p.text(documentTitle(d))
		p.raw("</span><span class=\"details\">", documentStatus(d, r.Size), "</span>")
	}
	p.raw("</a>\n")
	return c.labelled(p, m, id)
}

func (c *Chat) exhibitLinks(m *model.Message, id int) error {
	p, err := c.hang("link")
	if err != nil {
		return err
	}
	for _, run := range richtext.AppendRuns(nil, m.Text) {
		target := ""
		switch run.Type {
		case model.EntityURL:
			target, _ = richtext.Link(run.Text)
		case model.EntityTextURL:
			target, _ = richtext.Link(run.URL)
		}
		if target != "" {
			p.raw("      <a class=\"exhibit_title\" dir=\"auto\" rel=\"noopener noreferrer\" href=\"")
			p.attr(target)
			p.raw("\">")
			p.text(run.Text)
			p.raw("</a>\n")
		}
	}
	return c.labelled(p, m, id)
}

// hang begins an item, on a new page if the last is full.
func (c *Chat) hang(kind string) (*page, error) {
	g := &c.gallery
	if g.count%perGallery == 0 {
		if err := c.turnGallery(); err != nil {
			return nil, err
		}
	}
	g.count++
	g.p.raw("     <div class=\"exhibit\" data-kind=\"", kind, "\">\n")
	return g.p, nil
}

// labelled ends an item with the day and the way to the message.
func (c *Chat) labelled(p *page, m *model.Message, id int) error {
	p.raw("      <a class=\"exhibit_day details\" href=\"", PageName(c.Page()), "#go_to_message", strconv.Itoa(id), "\">", c.env.dayTitle(m.Date), "</a>\n     </div>\n")
	return p.flush(flushAt)
}

func (c *Chat) turnGallery() error {
	g := &c.gallery
	if g.p != nil {
		g.p.raw("    </div>\n    <a class=\"pagination block_link\" href=\"", galleryName(g.pages+1), "\">\nLater media\n    </a>\n   </div>\n\n")
		if err := g.p.close(); err != nil {
			return err
		}
	}
	g.pages++
	p, err := newPage(c.env.Create, c.folder+"/"+galleryName(g.pages))
	if err != nil {
		return err
	}
	g.p = p
	p.open("gallery", string(c.peer.Type()))
	p.header(heading{title: c.title(), details: "Media", back: PageName(1)}, nil)
	p.raw("   <div class=\"page_body gallery_page\">\n")
	if g.pages > 1 {
		p.raw("    <a class=\"pagination block_link\" href=\"", galleryName(g.pages-1), "\">\nEarlier media\n    </a>\n")
	}
	p.raw("    <div class=\"gallery\">\n")
	return nil
}

func (c *Chat) closeGallery() error {
	if c.gallery.p == nil {
		return nil
	}
	c.gallery.p.raw("    </div>\n   </div>\n\n")
	return c.gallery.p.close()
}
