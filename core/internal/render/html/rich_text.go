package html

import (
	"strconv"
	"strings"

	"satchel/core/internal/model"
	"satchel/core/internal/render/richtext"
)

// texts writes pieces of rich text.
func (r *richPage) texts(nodes []model.RichNode) {
	if r.depth++; r.depth <= 2*maxRichDepth {
		for i := range nodes {
			r.inline(&nodes[i])
		}
	}
	r.depth--
}

func (r *richPage) inline(n *model.RichNode) {
	if tag, class := richTag(n.Type); tag != "" {
		r.p.raw("<", tag)
		if class != "" {
			r.p.raw(" class=\"", class, "\"")
		}
		r.p.raw(">")
		r.texts(n.Children)
		r.p.raw("</", tag, ">")
		return
	}
	switch n.Type {
	case "plain":
		r.p.text(n.Text)
	case "spoiler":
		r.p.raw("<span class=\"spoiler hidden\"><span aria-hidden=\"true\">")
		r.texts(n.Children)
		r.p.raw("</span></span>")
	case "anchor":
		r.p.raw("<span class=\"rich_reference\"", r.mark(n.String("name")), ">")
		r.texts(n.Children)
		r.p.raw("</span>")
	case "math":
		r.p.raw("<span class=\"rich_math_inline\" data-rich-kind=\"inline-math\" dir=\"ltr\">")
		r.p.text(n.String("source"))
		r.p.raw("</span>")
	case "custom_emoji":
		r.emoji(n)
	case "date":
		r.date(n)
	case "image":
		r.inlineImage(n)
	case "diff":
		r.diff(n)
	case "button":
		r.button(n, "inline")
	case "concat":
		r.texts(n.Children)
	default:
		r.link(n)
	}
}

// richTag is the element of a style, with its class.
func richTag(kind string) (tag, class string) {
	switch kind {
	case "bold":
		return "strong", ""
	case "italic":
		return "em", ""
	case "underline":
		return "u", ""
	case "strike":
		return "s", ""
	case "fixed":
		return "code", "rich_inline_code"
	case "subscript":
		return "sub", ""
	case "superscript":
		return "sup", ""
	case "marked":
		return "mark", ""
	case "bank_card":
		return "span", "rich_bank_card"
	}
	return "", ""
}

// link writes the pieces that lead somewhere; those that do not are only words.
func (r *richPage) link(n *model.RichNode) {
	target, class := r.target(n)
	if target == "" || r.linked {
		r.p.raw("<span class=\"", class, "\">")
		r.texts(n.Children)
		r.p.raw("</span>")
		return
	}
	r.p.raw("<a href=\"")
	r.p.attr(target)
	if strings.HasPrefix(target, "#") {
		r.p.raw("\">")
	} else {
		r.p.raw("\" rel=\"noopener noreferrer\">")
	}
	r.linked = true
	r.texts(n.Children)
	r.linked = false
	r.p.raw("</a>")
}

// target is where a piece leads, "" for nowhere, and the class it has then.
func (r *richPage) target(n *model.RichNode) (target, class string) {
	class = "rich_inert_link"
	switch n.Type {
	case "url":
		if name, inside := strings.CutPrefix(n.String("url"), "#"); inside {
			if r.anchors[name] {
				return "#" + r.anchor(name), class
			}
			return "", class
		}
		target, _ = richtext.Link(n.String("url"))
	case "auto_url":
		target, _ = richtext.Link(n.PlainText())
	case "email":
		target, _ = richtext.Link("mailto:" + n.String("email"))
	case "auto_email":
		target, _ = richtext.Link("mailto:" + n.PlainText())
	case "phone":
		target = telephone(n.String("phone"))
	case "auto_phone":
		target = telephone(n.PlainText())
	case "mention":
		target, _ = richtext.Link("https://t.me/" + strings.TrimPrefix(n.PlainText(), "@"))
	case "mention_name", "hashtag", "cashtag", "bot_command":
		class = n.Type
	}
	return target, class
}

func telephone(number string) string {
	target, _ := richtext.Link("tel:" + strings.Join(strings.Fields(number), ""))
	return target
}

// emoji shows a custom emoji as in other texts.
func (r *richPage) emoji(n *model.RichNode) {
	node := richtext.Node{Entity: model.Entity{Type: model.EntityCustomEmoji, Document: n.Int("document_id")}}
	node.Children = []richtext.Node{{Entity: model.Entity{Type: model.EntityPlain}, Text: n.String("alt")}}
	r.customEmoji(&node, r.linked)
}

func (r *richPage) date(n *model.RichNode) {
	at := n.Int("date")
	r.p.raw("<time class=\"rich_formatted_date\" data-date=\"", strconv.FormatInt(at, 10), "\" title=\"", r.env.full(at), "\">")
	r.texts(n.Children)
	r.p.raw("</time>")
}

// inlineImage writes a picture within a line.
func (r *richPage) inlineImage(n *model.RichNode) {
	path := ""
	if n.Document != nil {
		path = r.result(n.Document.File).Path
	}
	if path == "" || !isPicture(path) {
		r.p.raw("<span class=\"rich_inline_fallback\" data-rich-kind=\"inline-image\">Inline image</span>")
		return
	}
	r.p.raw("<img class=\"rich_inline_image\" alt=\"\" loading=\"lazy\" src=\"")
	r.p.href(path)
	r.p.raw("\"")
	r.p.dimensions(int(n.Int("w")), int(n.Int("h")), photoLimit)
	r.p.raw("/>")
}

func (r *richPage) diff(n *model.RichNode) {
	content, parts := n.Parts("old_text")
	r.p.raw("<span class=\"rich_diff\" data-rich-kind=\"diff\">")
	r.texts(content)
	r.p.raw("<del class=\"rich_diff_previous\">Previous: ")
	r.texts(parts["old_text"])
	r.p.raw("</del></span>")
}

// buttonRow writes buttons between the blocks; they do nothing.
func (r *richPage) buttonRow(n *model.RichNode) {
	alignment := "stretch"
	for _, side := range [...]string{"right", "center", "left"} {
		if n.Bool("align_" + side) {
			alignment = side
		}
	}
	r.open("div", "rich_button_row rich_button_align_"+alignment, "button-row", " data-button-alignment=\"", alignment, "\"")
	r.p.raw("<div class=\"rich_button_group\">")
	for i := range n.Children {
		r.button(&n.Children[i], "block")
	}
	r.p.raw("</div>")
	r.end("div")
}

func (r *richPage) button(n *model.RichNode, place string) {
	r.p.raw("<span class=\"rich_button rich_button_", place, "\">")
	linked := r.linked
	r.linked = true
	r.texts(n.Children)
	r.linked = linked
	r.p.raw("</span>")
}
