package html

import (
	"encoding/base64"
	"strconv"

	"satchel/core/internal/model"
)

// richPage writes one message made of blocks. Elements, classes and data-rich-
// attributes are those of Telegram Desktop 7.
type richPage struct {
	*Chat
	id      int
	anchors map[string]bool // the names that the message's links may lead to
	marked  map[string]bool // those of them that stand on the page already
	linked  bool            // inside a link no further one is opened
	depth   int
}

// maxRichDepth bounds the recursion on hostile input.
const maxRichDepth = 32

// richMessage writes a message made of blocks: its texts, block by block, and
// the photos and files among them.
func (c *Chat) richMessage(m *model.RichMessage, id int) {
	r := richPage{Chat: c, id: id, anchors: map[string]bool{}, marked: map[string]bool{}}
	r.collect(m.Blocks, 0)
	dir := "auto"
	if m.RTL {
		dir = "rtl"
	}
	c.p.raw("       <div class=\"text rich_message\" data-rich-message=\"", strconv.Itoa(id), "\" data-rich-part=\"", strconv.FormatBool(m.Part), "\" dir=\"", dir, "\">\n")
	r.blocks(m.Blocks)
	c.p.raw("       </div>\n\n")
}

// collect gathers the names of anchors.
func (r *richPage) collect(nodes []model.RichNode, depth int) {
	if depth > maxRichDepth {
		return
	}
	for i := range nodes {
		if nodes[i].Type == "anchor" {
			r.anchors[nodes[i].String("name")] = true
		}
		r.collect(nodes[i].Children, depth+1)
	}
}

// anchor is the id that a name has on the page.
func (r *richPage) anchor(name string) string {
	token := "empty"
	if name != "" {
		token = base64.RawURLEncoding.EncodeToString([]byte(name))
	}
	return "rich-message-" + strconv.Itoa(r.id) + "-anchor-" + token
}

// mark is the attribute of the place that a name stands for: the first of that name.
func (r *richPage) mark(name string) string {
	if r.marked[name] {
		return ""
	}
	r.marked[name] = true
	return " id=\"" + r.anchor(name) + "\""
}

func (r *richPage) blocks(list []model.RichNode) {
	if r.depth++; r.depth <= maxRichDepth {
		for i := range list {
			r.block(&list[i])
		}
	}
	r.depth--
}

// open begins the element of a block; attributes are ours.
func (r *richPage) open(tag, class, kind string, attributes ...string) {
	r.p.raw("        <", tag, " class=\"rich_block ", class, "\" data-rich-kind=\"", kind, "\"")
	r.p.raw(attributes...)
	r.p.raw(">")
}

func (r *richPage) end(tag string) { r.p.raw("</", tag, ">\n") }

func (r *richPage) block(n *model.RichNode) {
	if level := n.Level(); level > 0 {
		at := strconv.Itoa(level)
		r.open("h"+at, "rich_heading", "heading", " data-level=\"", at, "\"")
		r.texts(n.Children)
		r.end("h" + at)
		return
	}
	switch n.Type {
	case "paragraph", "thinking", "footer":
		r.open("p", "rich_"+n.Type, n.Type, " dir=\"auto\"")
		r.texts(n.Children)
		r.end("p")
	case "author_date":
		r.authorDate(n)
	case "preformatted":
		r.code(n)
	case "divider":
		r.open("hr", "rich_divider", "divider")
		r.p.raw("\n")
	case "anchor":
		r.open("span", "rich_anchor", "anchor", r.mark(n.String("name")))
		r.end("span")
	case "math":
		r.open("div", "rich_math_display", "math", " dir=\"ltr\"")
		r.p.text(n.String("source"))
		r.end("div")
	case "list", "ordered_list":
		r.list(n)
	case "blockquote", "blockquote_blocks", "pullquote":
		r.quoted(n)
	case "details":
		r.foldable(n)
	case "table":
		r.table(n)
	case "button_row":
		r.buttonRow(n)
	default:
		r.mediaBlock(n)
	}
}

func (r *richPage) authorDate(n *model.RichNode) {
	content, parts := n.Parts("author")
	r.open("p", "rich_author_date", "author-date", " dir=\"auto\"")
	r.texts(content)
	r.texts(parts["author"])
	if at := n.Int("published_date"); at != 0 {
		r.p.raw(" • <time data-date=\"", strconv.FormatInt(at, 10), "\" dir=\"ltr\">", r.env.moment(at), "</time>")
	}
	r.end("p")
}

func (r *richPage) code(n *model.RichNode) {
	r.p.raw("        <pre class=\"rich_block rich_code\" data-rich-kind=\"code\"")
	if language := n.String("language"); language != "" {
		r.p.raw(" data-language=\"")
		r.p.attr(language)
		r.p.raw("\"")
	}
	r.p.raw(" dir=\"auto\"><code class=\"rich_code_content\">")
	r.texts(n.Children)
	r.p.raw("</code></pre>\n")
}

// list writes a list; its numbers are Telegram's words where it gives some.
func (r *richPage) list(n *model.RichNode) {
	tag, kind := "ul", "list"
	if n.Type == "ordered_list" {
		tag, kind = "ol", "ordered-list"
	}
	r.p.raw("        <", tag, " class=\"rich_block rich_list\" data-rich-kind=\"", kind, "\"")
	if n.Bool("reversed") {
		r.p.raw(" reversed=\"\"")
	}
	if n.Has("start") {
		r.p.raw(" start=\"", strconv.FormatInt(n.Int("start"), 10), "\"")
	}
	switch n.String("type") {
	case "1", "a", "A", "i", "I":
		r.p.raw(" type=\"", n.String("type"), "\"")
	}
	r.p.raw(">\n")
	for i := range n.Children {
		r.item(&n.Children[i], tag == "ol")
	}
	r.p.raw("        </", tag, ">\n")
}

func (r *richPage) item(n *model.RichNode, ordered bool) {
	task, marker := n.Bool("checkbox"), n.String("num")
	class := "rich_list_item"
	switch {
	case task:
		class += " rich_task_item"
	case ordered && marker != "":
		class += " rich_order_item"
	}
	r.p.raw("         <li class=\"", class, "\"")
	if n.Has("value") {
		r.p.raw(" value=\"", strconv.FormatInt(n.Int("value"), 10), "\"")
	}
	r.p.raw(">")
	switch {
	case task && n.Bool("checked"):
		r.p.raw("<span class=\"rich_task_marker\">☑</span>")
	case task:
		r.p.raw("<span class=\"rich_task_marker\">☐</span>")
	case ordered && marker != "":
		r.p.raw("<span class=\"rich_order_marker\">")
		r.p.text(marker)
		r.p.raw("</span>")
	}
	r.p.raw("<div class=\"rich_list_content\">")
	if n.Type == "list_item_blocks" || n.Type == "list_ordered_item_blocks" {
		r.p.raw("\n")
		r.blocks(n.Children)
	} else {
		r.texts(n.Children)
	}
	r.p.raw("</div></li>\n")
}

func (r *richPage) quoted(n *model.RichNode) {
	content, parts := n.Parts("caption")
	class, kind := "rich_quote", "quote"
	switch n.Type {
	case "blockquote_blocks":
		kind = "quote-blocks"
	case "pullquote":
		class, kind = "rich_quote rich_pullquote", "pullquote"
	}
	r.open("blockquote", class, kind)
	r.p.raw("<div class=\"rich_quote_body\">")
	if n.Type == "blockquote_blocks" {
		r.p.raw("\n")
		r.blocks(content)
	} else {
		r.texts(content)
	}
	r.p.raw("</div>")
	r.part("cite", "rich_quote_caption", parts["caption"])
	r.end("blockquote")
}

func (r *richPage) foldable(n *model.RichNode) {
	content, parts := n.Parts("title")
	if n.Bool("open") {
		r.open("details", "rich_details", "details", " open=\"\"")
	} else {
		r.open("details", "rich_details", "details")
	}
	r.p.raw("<summary>")
	r.texts(parts["title"])
	r.p.raw("</summary><div class=\"rich_details_body\">\n")
	r.blocks(content)
	r.p.raw("</div>")
	r.end("details")
}

// part writes a text below a block, nothing for none.
func (r *richPage) part(tag, class string, nodes []model.RichNode) {
	if len(nodes) == 0 {
		return
	}
	r.p.raw("<", tag, " class=\"", class, "\" dir=\"auto\">")
	r.texts(nodes)
	r.p.raw("</", tag, ">")
}
