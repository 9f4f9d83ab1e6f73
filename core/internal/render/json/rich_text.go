package json

import (
	"strconv"

	"satchel/core/internal/model"
)

// parts takes the named parts (caption, title, credit...) off the end of a
// node's children.
func parts(n *model.RichNode, names ...string) (content []model.RichNode, found map[string][]model.RichNode) {
	content, found = n.Children, map[string][]model.RichNode{}
	for len(content) > 0 {
		last := content[len(content)-1]
		if !contains(names, last.Type) || found[last.Type] != nil {
			break
		}
		found[last.Type] = last.Children
		content = content[:len(content)-1]
	}
	return content, found
}

func contains(names []string, s string) bool {
	for _, n := range names {
		if n == s {
			return true
		}
	}
	return false
}

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
		w.keyStr("source", fieldString(n, "source"))
	case "custom_emoji":
		w.keyStr("text", fieldString(n, "alt"))
		w.keyStr("document_id", fieldString(n, "document_id"))
	case "image":
		w.keyStr("document_id", fieldString(n, "document_id"))
		w.richDocument(n.Document)
		w.keyInt("width", fieldInt(n, "w"))
		w.keyInt("height", fieldInt(n, "h"))
	case "diff":
		content, old := parts(n, "old_text")
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
		w.keyStr("href", fieldString(n, "url"))
		if id := fieldString(n, "webpage_id"); id != "" && id != "0" {
			w.keyStr("webpage_id", id)
		}
	case "email", "phone":
		w.keyStr(n.Type, fieldString(n, n.Type))
	case "anchor":
		w.keyStr("name", fieldString(n, "name"))
	case "mention_name":
		w.keyStr("user_id", fieldString(n, "user_id"))
	}
	w.keyNodes("text", n.Children)
	if n.Type != "date" {
		return
	}
	w.dates(w.env, "date", fieldInt(n, "date"))
	for _, k := range [...]string{"relative", "short_time", "long_time", "short_date", "long_date", "day_of_week"} {
		w.keyBool(k, fieldBool(n, k))
	}
}

// fieldString is a field of a node as text; numbers beyond doubles are kept as
// strings.
func fieldString(n *model.RichNode, name string) string {
	switch v := n.Fields[name].(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case int64:
		return strconv.FormatInt(v, 10)
	case int:
		return strconv.Itoa(v)
	}
	return ""
}

func fieldInt(n *model.RichNode, name string) int64 {
	switch v := n.Fields[name].(type) {
	case float64:
		return int64(v)
	case int64:
		return v
	case int:
		return int64(v)
	case string:
		i, err := strconv.ParseInt(v, 10, 64)
		if err == nil {
			return i
		}
	}
	return 0
}

// fieldNumber writes a number of a node that has it, 0 as well.
func (w *writer) fieldNumber(n *model.RichNode, name string) {
	if _, told := n.Fields[name]; told {
		w.keyInt(name, fieldInt(n, name))
	}
}

func fieldBool(n *model.RichNode, name string) bool { v, _ := n.Fields[name].(bool); return v }
