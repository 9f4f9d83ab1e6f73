package html

import (
	"satchel/core/internal/model"
	"satchel/core/internal/render/richtext"
)

// mediaBlock writes the blocks with pictures, files and references.
func (r *richPage) mediaBlock(n *model.RichNode) {
	content, parts := n.Parts("caption", "title")
	switch n.Type {
	case "photo":
		r.figure("rich_media_item", "photo", parts["caption"], func() { r.photo(n.Photo, nil) })
	case "video", "audio", "document":
		kind := n.Type
		if kind == "document" {
			kind = "file"
		}
		r.figure("rich_media_item", kind, parts["caption"], func() { r.document(n.Document, nil) })
	case "cover", "collage", "slideshow":
		r.group(n.Type, content, parts["caption"])
	case "embed":
		r.figure("rich_media_item rich_embed", "embed", parts["caption"], func() { r.embed(n) })
	case "embed_post":
		r.post(n, content, parts["caption"])
	case "related_articles":
		r.articles(content, parts["title"])
	case "map":
		r.figure("rich_reference_block", "map", parts["caption"], func() { r.point(n) })
	case "channel":
		r.channel(n)
	default:
		r.open("div", "rich_fallback", "unsupported")
		r.p.raw("Unsupported rich content")
		r.texts(n.Children)
		r.end("div")
	}
}

// figure writes a medium with what is said below it.
func (r *richPage) figure(class, kind string, caption []model.RichNode, inside func()) {
	r.open("figure", class, kind)
	r.p.raw("\n")
	r.wrapped(inside)
	r.caption(caption)
	r.end("figure")
}

func (r *richPage) caption(nodes []model.RichNode) {
	text, parts := (&model.RichNode{Children: nodes}).Parts("credit")
	if len(text) == 0 && len(parts["credit"]) == 0 {
		return
	}
	r.p.raw("<figcaption class=\"rich_media_caption\" dir=\"auto\">")
	r.part("div", "rich_caption_text", text)
	r.part("cite", "rich_caption_credit", parts["credit"])
	r.p.raw("</figcaption>")
}

func (r *richPage) group(kind string, items, caption []model.RichNode) {
	r.open("section", "rich_media_group", kind)
	r.p.raw("<div class=\"rich_media_group_items\">\n")
	r.blocks(items)
	r.p.raw("        </div>")
	r.caption(caption)
	r.end("section")
}

// embed writes a page within the page as its picture or as a box; it is not loaded.
func (r *richPage) embed(n *model.RichNode) {
	if n.Photo != nil {
		r.photo(n.Photo, nil)
	}
	r.card(card{kind: "media_file", title: "Embed", status: n.String("url"), link: webAddress(n.String("url"))})
}

// webAddress is raw as a link to the web, "" for what is none.
func webAddress(raw string) string {
	target, _ := richtext.Link(raw)
	return target
}

func (r *richPage) post(n *model.RichNode, content, caption []model.RichNode) {
	r.open("section", "rich_embed_post", "embed-post")
	r.p.raw("\n")
	v := card{kind: "media_contact", title: n.String("author"), link: webAddress(n.String("url"))}
	if v.title == "" {
		v.title = "Embed post"
	}
	if at := n.Int("date"); at != 0 {
		v.status = r.env.moment(at)
	}
	if n.Photo != nil {
		v.thumb = r.result(n.Photo.File).Path
	}
	r.wrapped(func() { r.card(v) })
	r.p.raw("        <div class=\"rich_embed_post_blocks\">\n")
	r.blocks(content)
	r.p.raw("        </div>")
	r.caption(caption)
	r.end("section")
}

func (r *richPage) articles(list, title []model.RichNode) {
	r.open("section", "rich_related_articles", "related-articles")
	r.part("div", "rich_related_title", title)
	r.p.raw("<div class=\"rich_related_items\">\n")
	for i := range list {
		n := &list[i]
		v := card{kind: "media_file", title: n.String("title"), description: n.String("description"), status: n.String("author"), link: webAddress(n.String("url"))}
		if v.title == "" {
			v.title = "Related article"
		}
		if at := n.Int("published_date"); at != 0 {
			v.status = join(", ", v.status, r.env.moment(at))
		}
		if n.Photo != nil {
			v.kind, v.thumb = "media_photo", r.result(n.Photo.File).Path
		}
		r.wrapped(func() { r.card(v) })
	}
	r.p.raw("        </div>")
	r.end("section")
}

// point writes the point of a map, by its fields in the archive.
func (r *richPage) point(n *model.RichNode) {
	geo := n.Object("geo")
	lat, told := geo.Float("lat")
	long, _ := geo.Float("long")
	if !told || geo.Bool("empty") {
		r.card(card{kind: "media_location", title: "Location"})
		return
	}
	r.place(&model.Media{Kind: model.KindGeo, Geo: &model.Geo{Lat: lat, Long: long}})
}

func (r *richPage) channel(n *model.RichNode) {
	channel := n.Object("channel")
	v := card{kind: "media_contact", title: channel.String("title"), status: "Channel"}
	if v.title == "" {
		v.title = "Channel"
	}
	if name := channel.String("username"); name != "" {
		v.status = "@" + name + ", Channel"
		v.link = webAddress("https://t.me/" + name)
	}
	r.open("section", "rich_reference_block", "channel")
	r.p.raw("\n")
	r.wrapped(func() { r.card(v) })
	r.end("section")
}
