package json

import "satchel/core/internal/model"

// keyNodes writes a text made of nodes under a key.
func (w *writer) keyNodes(k string, nodes []model.RichNode) {
	w.key(k)
	w.inlines(nodes)
}

func (w *writer) inlines(nodes []model.RichNode) {
	switch len(nodes) {
	case 0:
		w.open('{')
		w.keyStr("type", "empty")
		w.close('}')
	case 1:
		w.inline(&nodes[0])
	default:
		w.inline(&model.RichNode{Type: "concat", Children: nodes})
	}
}

// inlineType is Telegram Desktop's word for a piece of text.
func inlineType(t string) string {
	switch t {
	case "fixed":
		return "code"
	case "strike":
		return "strikethrough"
	case "auto_url":
		return "link"
	case "auto_email":
		return "email"
	case "auto_phone":
		return "phone"
	case "url":
		return "text_link"
	case "image":
		return "inline_image"
	case "date":
		return "formatted_date"
	}
	return t
}

func (w *writer) inline(n *model.RichNode) {
	w.open('{')
	w.keyStr("type", inlineType(n.Type))
	switch n.Type {
	case "plain":
		w.keyStr("text", n.Text)
	case "concat":
		w.richList("text", n.Children, w.inline)
	case "math":
		w.keyStr("source", n.String("source"))
	case "custom_emoji":
		w.keyStr("text", n.String("alt"))
		w.key("document_id")
		w.emoji(n.Int("document_id"))
		w.optID("emoji_id", n.Int("document_id"))
	case "image":
		w.keyStr("document_id", n.String("document_id"))
		w.richDocument(n.Document)
		w.keyInt("width", n.Int("w"))
		w.keyInt("height", n.Int("h"))
	case "diff":
		content, old := n.Parts("old_text")
		w.keyBool("unsupported", true)
		w.keyNodes("text", content)
		w.keyNodes("old_text", old["old_text"])
	case "button":
		w.richButton(n, true)
	default:
		w.wrapper(n)
	}
	w.close('}')
}

// wrapper writes the pieces that are a style or a link around a text.
func (w *writer) wrapper(n *model.RichNode) {
	switch n.Type {
	case "url":
		w.keyStr("href", n.String("url"))
		if id := n.String("webpage_id"); id != "" && id != "0" {
			w.keyStr("webpage_id", id)
		}
	case "email", "phone":
		w.keyStr(n.Type, n.String(n.Type))
	case "anchor":
		w.keyStr("name", n.String("name"))
	case "mention_name":
		w.keyStr("user_id", n.String("user_id"))
	}
	w.keyNodes("text", n.Children)
	if n.Type != "date" {
		return
	}
	w.dates(w.env, "date", n.Int("date"))
	for _, k := range [...]string{"relative", "short_time", "long_time", "short_date", "long_date", "day_of_week"} {
		w.keyBool(k, n.Bool(k))
	}
}

// fieldNumber writes a number of a node that has it, 0 as well.
func (w *writer) fieldNumber(n *model.RichNode, name string) {
	if n.Has(name) {
		w.keyInt(name, n.Int(name))
	}
}
