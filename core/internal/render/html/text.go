package html

import (
	"strings"

	"satchel/core/internal/model"
	"satchel/core/internal/render/richtext"
)

// rich writes a text with its entities as a tree of elements.
func (c *Chat) rich(t model.Text) { c.nodes(richtext.Tree(t), false) }

// nodes writes a forest; inside a link no further one is opened.
func (c *Chat) nodes(nodes []richtext.Node, linked bool) {
	for i := range nodes {
		n := &nodes[i]
		if n.Type == model.EntityPlain {
			c.p.text(n.Text)
			continue
		}
		c.node(n, linked)
	}
}

func (c *Chat) node(n *richtext.Node, linked bool) {
	if tag := plainTag(n.Type); tag != "" {
		c.p.raw("<", tag, ">")
		c.nodes(n.Children, linked)
		c.p.raw("</", tag, ">")
		return
	}
	switch n.Type {
	case model.EntityPre:
		c.pre(n, linked)
	case model.EntityBlockquote:
		c.p.raw("<blockquote")
		if n.Collapsed {
			c.p.raw(" data-collapsed=\"\"")
		}
		c.p.raw(">")
		c.nodes(n.Children, linked)
		c.p.raw("</blockquote>")
	case model.EntitySpoiler:
		c.p.raw("<span class=\"spoiler hidden\"><span aria-hidden=\"true\">")
		c.nodes(n.Children, linked)
		c.p.raw("</span></span>")
	case model.EntityCustomEmoji:
		c.customEmoji(n, linked)
	case model.EntityDate:
		c.p.raw("<time title=\"")
		c.p.attr(c.env.full(n.Date))
		c.p.raw("\">")
		c.nodes(n.Children, linked)
		c.p.raw("</time>")
	default:
		c.linkNode(n, linked)
	}
}

// plainTag is the element of a style that needs no attributes.
func plainTag(t model.EntityType) string {
	switch t {
	case model.EntityBold:
		return "strong"
	case model.EntityItalic:
		return "em"
	case model.EntityUnderline:
		return "u"
	case model.EntityStrike:
		return "s"
	case model.EntityCode:
		return "code"
	}
	return ""
}

func (c *Chat) pre(n *richtext.Node, linked bool) {
	c.p.raw("<pre")
	if n.Language != "" {
		c.p.raw(" data-language=\"")
		c.p.attr(n.Language)
		c.p.raw("\"")
	}
	c.p.raw(">")
	c.nodes(n.Children, linked)
	c.p.raw("</pre>")
}

// linkNode writes the entities that lead somewhere, or only look as if: a
// hashtag or a command has no page to lead to.
func (c *Chat) linkNode(n *richtext.Node, linked bool) {
	target, tag := linkTarget(n)
	if linked || target == "" && tag == "" {
		c.nodes(n.Children, linked)
		return
	}
	if target == "" {
		c.p.raw("<span class=\"", tag, "\">")
		c.nodes(n.Children, linked)
		c.p.raw("</span>")
		return
	}
	c.p.raw("<a href=\"")
	c.p.attr(target)
	c.p.raw("\" rel=\"noopener noreferrer\">")
	c.nodes(n.Children, true)
	c.p.raw("</a>")
}

// linkTarget is where an entity leads, or the class of one that leads nowhere.
func linkTarget(n *richtext.Node) (target, class string) {
	switch n.Type {
	case model.EntityURL:
		target, _ = richtext.Link(n.PlainText())
	case model.EntityTextURL:
		target, _ = richtext.Link(n.URL)
	case model.EntityEmail:
		target, _ = richtext.Link("mailto:" + n.PlainText())
	case model.EntityPhone:
		target, _ = richtext.Link("tel:" + strings.Join(strings.Fields(n.PlainText()), ""))
	case model.EntityMention:
		target, _ = richtext.Link("https://t.me/" + strings.TrimPrefix(n.PlainText(), "@"))
	case model.EntityMentionName:
		class = "mention_name"
	case model.EntityHashtag, model.EntityCashtag, model.EntityBotCommand:
		class = string(n.Type)
	}
	return target, class
}

// customEmoji shows the emoji's picture where a browser can, else its text.
func (c *Chat) customEmoji(n *richtext.Node, linked bool) {
	path := c.files(model.DocumentKey(n.Document, "")).Path
	switch {
	case path == "":
		c.nodes(n.Children, linked)
	case isPicture(path):
		c.p.raw("<img class=\"custom_emoji\" alt=\"\" loading=\"lazy\" src=\"")
		c.p.href(path)
		c.p.raw("\"/>")
		c.behind(n)
	case strings.HasSuffix(path, ".webm"):
		c.p.raw("<video class=\"custom_emoji\" aria-hidden=\"true\" data-motion=\"\" loop muted playsinline preload=\"none\" src=\"")
		c.p.href(path)
		c.p.raw("\"></video>")
		c.behind(n)
	case strings.HasSuffix(path, ".tgs") && c.animation(n.Document, path) != "":
		c.p.raw("<span class=\"custom_emoji\"", c.animation(n.Document, path), ">")
		c.nodes(n.Children, true)
		c.p.raw("</span>")
	case linked:
		c.nodes(n.Children, true)
	default:
		c.p.raw("<a href=\"")
		c.p.href(path)
		c.p.raw("\">")
		c.nodes(n.Children, true)
		c.p.raw("</a>")
	}
}

// behind writes the emoji a picture stands for: to be read aloud, copied, and
// found by programs.
func (c *Chat) behind(n *richtext.Node) {
	c.p.raw("<span class=\"emoji_text\">")
	c.nodes(n.Children, true)
	c.p.raw("</span>")
}

// isPicture reports whether a browser shows the file as an image.
func isPicture(path string) bool {
	i := strings.LastIndexByte(path, '.')
	if i < 0 {
		return false
	}
	switch strings.ToLower(path[i+1:]) {
	case "jpg", "jpeg", "png", "gif", "webp", "avif", "bmp":
		return true
	}
	return false
}
