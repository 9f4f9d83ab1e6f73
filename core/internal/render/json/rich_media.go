package json

import (
	"strings"

	"satchel/core/internal/model"
)

// mediaBlock writes the blocks with pictures, files, tables and parts.
func (w *writer) mediaBlock(n *model.RichNode) {
	content, p := n.Parts("caption", "title")
	switch n.Type {
	case "photo":
		w.keyStr("type", n.Type)
		w.richPhoto("photo", "", n.String("photo_id"), n.Photo)
		w.keyBool("spoiler", n.Bool("spoiler"))
		w.optStr("url", n.String("url"))
		w.optStr("webpage_id", n.String("webpage_id"))
	case "document":
		w.keyStr("type", "file")
		w.blockDocument(n)
	case "video", "audio":
		w.keyStr("type", n.Type)
		w.blockDocument(n)
		if n.Type == "video" {
			w.keyBool("autoplay", n.Bool("autoplay"))
			w.keyBool("loop", n.Bool("loop"))
			w.keyBool("spoiler", n.Bool("spoiler"))
		}
	case "collage", "slideshow":
		w.keyStr("type", n.Type)
		w.blocks("items", content)
	case "embed":
		w.embed(n)
	case "embed_post":
		w.embedPost(n, content)
	case "table":
		w.table(n, content, p["title"])
		return
	case "details":
		w.keyStr("type", n.Type)
		w.keyNodes("title", p["title"])
		w.keyBool("open", n.Bool("open"))
		w.blocks("blocks", content)
		return
	case "related_articles":
		w.articles(content, p["title"])
		return
	case "map":
		w.keyStr("type", n.Type)
		w.richPoint(n.Fields["geo"])
		w.keyInt("zoom", n.Int("zoom"))
		w.keyInt("width", n.Int("w"))
		w.keyInt("height", n.Int("h"))
	case "channel":
		w.keyStr("type", n.Type)
		w.richChannel(n.Fields["channel"])
		return
	case "button_row":
		w.buttonRow(n)
		return
	default:
		w.unknownBlock(n)
		return
	}
	w.caption(p["caption"])
}

// embedPost writes a post of somewhere else, its own blocks within.
func (w *writer) embedPost(n *model.RichNode, content []model.RichNode) {
	w.keyStr("type", n.Type)
	w.keyStr("url", n.String("url"))
	w.keyStr("webpage_id", n.String("webpage_id"))
	w.richPhoto("author_photo", "author_photo_", n.String("author_photo_id"), n.Photo)
	w.keyStr("author", n.String("author"))
	w.dates(w.env, "date", n.Int("date"))
	w.blocks("blocks", content)
}

// blockDocument writes the file of a block that is one.
func (w *writer) blockDocument(n *model.RichNode) {
	w.keyStr("document_id", n.String(n.Type+"_id"))
	w.richDocument(n.Document)
	if n.Document != nil {
		w.dimensions(n.Document.Width, n.Document.Height)
	}
}

func (w *writer) unknownBlock(n *model.RichNode) {
	source := n.Type
	if source == "unsupported" {
		source = "page_block_unsupported"
	}
	w.keyStr("type", "unsupported")
	w.keyStr("source_type", source)
	w.keyBool("unsupported", true)
}

// richPoint writes the point of a map, by its fields in the archive.
func (w *writer) richPoint(geo any) {
	point, _ := geo.(map[string]any)
	lat, told := point["lat"].(float64)
	long, _ := point["long"].(float64)
	w.key("geo")
	w.open('{')
	if hidden, _ := point["empty"].(bool); !told || hidden {
		w.keyStr("source_type", "geo_point_empty")
	} else {
		w.keyStr("source_type", "geo_point")
		w.key("latitude")
		w.float(lat)
		w.key("longitude")
		w.float(long)
		if accuracy, _ := point["accuracy"].(float64); accuracy != 0 {
			w.keyInt("accuracy_radius", int64(accuracy))
		}
	}
	w.close('}')
}

// richChannel writes the channel a block recommends, by its fields in the archive.
func (w *writer) richChannel(channel any) {
	fields, _ := channel.(map[string]any)
	id, _ := fields["id"].(string)
	kind, number, _ := strings.Cut(id, ":")
	w.key("channel")
	w.open('{')
	w.keyStr("source_type", kind)
	w.keyStr("id", number)
	for _, k := range [...]string{"title", "username"} {
		s, _ := fields[k].(string)
		w.optStr(k, s)
	}
	if kind == "channel" || kind == "channel_forbidden" {
		for _, k := range [...]string{"broadcast", "megagroup", "monoforum"} {
			set, _ := fields[k].(bool)
			w.keyBool(k, set)
		}
	}
	w.close('}')
}

func (w *writer) embed(n *model.RichNode) {
	w.keyStr("type", n.Type)
	w.optStr("url", n.String("url"))
	w.optStr("html", n.String("html"))
	if id := n.String("poster_photo_id"); id != "" {
		w.richPhoto("poster_photo", "poster_photo_", id, n.Photo)
	}
	w.optInt("width", n.Int("w"))
	w.optInt("height", n.Int("h"))
	w.keyBool("full_width", n.Bool("full_width"))
	w.keyBool("allow_scrolling", n.Bool("allow_scrolling"))
}

func (w *writer) table(n *model.RichNode, rows, title []model.RichNode) {
	w.keyStr("type", n.Type)
	w.keyNodes("title", title)
	w.keyBool("bordered", n.Bool("bordered"))
	w.keyBool("striped", n.Bool("striped"))
	w.keyBool("compact", n.Bool("compact"))
	w.richList("rows", rows, func(row *model.RichNode) {
		w.open('{')
		w.richList("cells", row.Children, w.cell)
		w.close('}')
	})
}

func (w *writer) cell(n *model.RichNode) {
	w.open('{')
	if len(n.Children) > 0 || n.Bool("text") {
		w.keyNodes("text", n.Children)
	}
	w.fieldNumber(n, "colspan")
	w.fieldNumber(n, "rowspan")
	w.keyBool("header", n.Bool("header"))
	w.keyStr("align", either(n, "align_center", "center", "align_right", "right", "left"))
	w.keyStr("vertical_align", either(n, "valign_middle", "middle", "valign_bottom", "bottom", "top"))
	w.close('}')
}

// either is the word of the flag that is set, of two, else the third word.
func either(n *model.RichNode, first, word, second, other, none string) string {
	switch {
	case n.Bool(first):
		return word
	case n.Bool(second):
		return other
	}
	return none
}

func (w *writer) articles(list, title []model.RichNode) {
	w.keyStr("type", "related_articles")
	w.keyNodes("title", title)
	w.richList("articles", list, w.article)
}

func (w *writer) article(n *model.RichNode) {
	w.open('{')
	w.keyStr("url", n.String("url"))
	w.keyStr("webpage_id", n.String("webpage_id"))
	w.optStr("title", n.String("title"))
	w.optStr("description", n.String("description"))
	if id := n.String("photo_id"); id != "" {
		w.richPhoto("photo", "photo_", id, n.Photo)
	}
	w.optStr("author", n.String("author"))
	if at := n.Int("published_date"); at != 0 {
		w.dates(w.env, "published_date", at)
	}
	w.close('}')
}

// skipReason is why a file is not here, in one word.
func skipReason(r model.FileResult) string {
	if r.Skip.Chosen() {
		return string(r.Skip)
	}
	return string(model.SkipUnavailable)
}

// richPhoto writes the keys of a photo, all with its name before them; sides is
// what stands before width and height.
func (w *writer) richPhoto(name, sides, id string, p *model.Photo) {
	w.keyStr(name+"_id", id)
	if p == nil {
		w.keyStr(name+"_skip_reason", string(model.SkipUnavailable))
		return
	}
	w.pathOrReason(name, p.File)
	w.keyInt(name+"_file_size", w.size(p.File, p.Size))
	if p.Width != 0 && p.Height != 0 {
		w.keyInt(sides+"width", int64(p.Width))
		w.keyInt(sides+"height", int64(p.Height))
	}
}

func (w *writer) pathOrReason(name string, key model.FileKey) {
	if r := w.result(key); r.Path != "" {
		w.key(name)
		w.filePath(r.Path)
	} else {
		w.keyStr(name+"_skip_reason", skipReason(r))
	}
}

func (w *writer) richDocument(d *model.Document) {
	if d == nil {
		w.keyStr("file_skip_reason", string(model.SkipUnavailable))
		return
	}
	w.pathOrReason("file", d.File)
	w.optStr("file_name", d.Name)
	w.keyInt("file_size", w.size(d.File, d.Size))
	if d.Thumb != "" {
		w.pathOrReason("thumbnail", d.Thumb)
		w.keyInt("thumbnail_file_size", w.size(d.Thumb, d.ThumbSize))
	}
	w.documentKind(d)
	w.optStr("mime_type", d.MIME)
	w.optInt("duration_seconds", int64(finite(d.Duration)))
}
