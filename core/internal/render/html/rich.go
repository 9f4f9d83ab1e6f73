package html

import (
	"strings"

	"satchel/core/internal/model"
)

// richMessage writes a message made of blocks: its texts, block by block, and
// the photos and files among them.
func (c *Chat) richMessage(m *model.RichMessage) {
	c.p.raw("       <div class=\"text rich_message\" data-rich-message=\"\" dir=\"")
	if m.RTL {
		c.p.raw("rtl\">\n")
	} else {
		c.p.raw("auto\">\n")
	}
	for i := range m.Blocks {
		c.richBlock(&m.Blocks[i], 0)
	}
	c.p.raw("       </div>\n\n")
}

// maxRichDepth bounds the recursion on hostile input.
const maxRichDepth = 32

func (c *Chat) richBlock(n *model.RichNode, depth int) {
	c.p.raw("        <div class=\"rich_block\" data-rich-kind=\"")
	c.p.attr(n.Type)
	c.p.raw("\">")
	c.richInside(n, depth)
	c.p.raw("</div>\n")
}

func (c *Chat) richInside(n *model.RichNode, depth int) {
	if n.Photo != nil {
		c.photo(n.Photo, nil)
	}
	if n.Document != nil {
		c.document(n.Document, nil)
	}
	tag := richTag(n.Type)
	if tag != "" {
		c.p.raw("<", tag, ">")
	}
	c.p.text(n.Text)
	if depth < maxRichDepth {
		for i := range n.Children {
			c.richInside(&n.Children[i], depth+1)
		}
	}
	if tag != "" {
		c.p.raw("</", tag, ">")
	}
}

// richTag is the element of a kind of rich text.
func richTag(kind string) string {
	switch strings.TrimPrefix(kind, "text_") {
	case "bold":
		return "strong"
	case "italic":
		return "em"
	case "underline":
		return "u"
	case "strike", "strikethrough":
		return "s"
	case "fixed", "code":
		return "code"
	case "subscript":
		return "sub"
	case "superscript":
		return "sup"
	case "marked":
		return "mark"
	}
	return ""
}
