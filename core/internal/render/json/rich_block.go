package json

import (
	"strings"

	"satchel/core/internal/model"
)

func (w *writer) blocks(k string, list []model.RichNode) { w.richList(k, list, w.block) }

// richList writes the nodes of a rich message below a key. Here Telegram Desktop
// writes an empty list without a line break.
func (w *writer) richList(k string, list []model.RichNode, write func(*model.RichNode)) {
	w.key(k)
	if len(list) == 0 {
		w.raw("[]")
		return
	}
	w.open('[')
	for i := range list {
		w.next()
		write(&list[i])
	}
	w.close(']')
}

// block writes one block; a kind that Telegram Desktop has no word for is
// unsupported there, and here carries what is known of it behind that.
func (w *writer) block(n *model.RichNode) {
	w.open('{')
	defer w.close('}')
	if level := n.Level(); level > 0 {
		w.keyStr("type", "heading")
		w.keyInt("level", int64(level))
		w.keyNodes("text", n.Children)
		return
	}
	switch n.Type {
	case "paragraph", "footer", "thinking":
		w.keyStr("type", n.Type)
		w.keyNodes("text", n.Children)
	case "author_date":
		w.keyStr("type", n.Type)
		_, p := n.Parts("author")
		w.keyNodes("author", p["author"])
		w.dates(w.env, "date", n.Int("published_date"))
	case "preformatted":
		w.keyStr("type", "code")
		w.keyNodes("text", n.Children)
		w.keyStr("language", n.String("language"))
	case "divider":
		w.keyStr("type", n.Type)
	case "anchor":
		w.keyStr("type", n.Type)
		w.keyStr("name", n.String("name"))
	case "math":
		w.keyStr("type", n.Type)
		w.keyStr("formula", n.String("source"))
	case "list", "ordered_list":
		w.list(n)
	case "blockquote", "blockquote_blocks", "pullquote":
		w.quoteBlock(n)
	case "cover":
		w.keyStr("type", n.Type)
		if len(n.Children) > 0 {
			w.key("block")
			w.block(&n.Children[0])
		}
	default:
		w.mediaBlock(n)
	}
}

func (w *writer) list(n *model.RichNode) {
	w.keyStr("type", "list")
	if n.Type == "list" {
		w.keyStr("kind", "bullet")
	} else {
		w.keyStr("kind", "ordered")
		w.keyBool("reversed", n.Bool("reversed"))
		w.fieldNumber(n, "start")
		w.optStr("list_type", n.String("type"))
	}
	w.richList("items", n.Children, w.listItem)
}

func (w *writer) listItem(n *model.RichNode) {
	w.open('{')
	switch {
	case !n.Bool("checkbox"):
		w.keyStr("task_state", "none")
	case n.Bool("checked"):
		w.keyStr("task_state", "checked")
	default:
		w.keyStr("task_state", "unchecked")
	}
	w.content(n.Children, strings.HasSuffix(n.Type, "_blocks"))
	w.optStr("num", n.String("num"))
	w.fieldNumber(n, "value")
	w.optStr("item_type", n.String("type"))
	w.close('}')
}

// content writes what is either a text or blocks.
func (w *writer) content(nodes []model.RichNode, blocks bool) {
	if blocks {
		w.keyStr("content", "blocks")
		w.blocks("blocks", nodes)
		return
	}
	w.keyStr("content", "text")
	w.keyNodes("text", nodes)
}

func (w *writer) quoteBlock(n *model.RichNode) {
	content, p := n.Parts("caption")
	w.keyStr("type", "quote")
	kind := "text"
	if n.Type == "blockquote_blocks" {
		kind = "blocks"
	}
	w.keyStr("content", kind)
	w.keyBool("pullquote", n.Type == "pullquote")
	if kind == "blocks" {
		w.blocks("blocks", content)
	} else {
		w.keyNodes("text", content)
	}
	w.keyNodes("caption", p["caption"])
}

// caption writes a caption and who is credited.
func (w *writer) caption(nodes []model.RichNode) {
	text, p := (&model.RichNode{Children: nodes}).Parts("credit")
	w.key("caption")
	w.open('{')
	w.keyNodes("text", text)
	w.keyNodes("credit", p["credit"])
	w.close('}')
}
