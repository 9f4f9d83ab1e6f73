package model

import (
	"slices"
	"strconv"
	"strings"
)

// RichMessage is a message made of blocks instead of a text.
type RichMessage struct {
	RTL    bool       `json:"rtl,omitempty"`
	Part   bool       `json:"part,omitempty"`
	URL    string     `json:"url,omitempty"` // of an instant view
	Blocks []RichNode `json:"blocks"`
}

// RichNode is a block or a piece of rich text: Telegram's constructor name
// without its prefix as Type ("paragraph", "bold"), its children, and the other
// fields by their schema names.
type RichNode struct {
	Type     string         `json:"type"`
	Text     string         `json:"text,omitempty"`
	Children []RichNode     `json:"children,omitempty"`
	Photo    *Photo         `json:"photo,omitempty"`
	Document *Document      `json:"document,omitempty"`
	Fields   map[string]any `json:"fields,omitempty"`
}

// Parts takes the named parts (caption, title, credit ...) off the end of the
// node's children: what is left, and what is in each part.
func (n *RichNode) Parts(names ...string) (content []RichNode, parts map[string][]RichNode) {
	content, parts = n.Children, map[string][]RichNode{}
	for len(content) > 0 {
		last := &content[len(content)-1]
		if !slices.Contains(names, last.Type) || parts[last.Type] != nil {
			break
		}
		parts[last.Type] = last.Children
		content = content[:len(content)-1]
	}
	return content, parts
}

// Has reports whether Telegram sent the field.
func (n *RichNode) Has(field string) bool { _, told := n.Fields[field]; return told }

// Bool is a field that is a flag.
func (n *RichNode) Bool(field string) bool { v, _ := n.Fields[field].(bool); return v }

// Object is a field that is an object, as a node of its fields.
func (n *RichNode) Object(field string) RichNode {
	fields, _ := n.Fields[field].(map[string]any)
	return RichNode{Fields: fields}
}

// String is a field as text; numbers beyond doubles are kept as strings.
func (n *RichNode) String(field string) string {
	switch v := n.Fields[field].(type) {
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

// Int is a field that is a whole number; 0 for what is none.
func (n *RichNode) Int(field string) int64 {
	switch v := n.Fields[field].(type) {
	case float64:
		return int64(v)
	case int64:
		return v
	case int:
		return int64(v)
	case string:
		if i, err := strconv.ParseInt(v, 10, 64); err == nil {
			return i
		}
	}
	return 0
}

// Float is a field that is a number; false for what is none.
func (n *RichNode) Float(field string) (float64, bool) {
	v, told := n.Fields[field].(float64)
	return v, told
}

// Level is that of a heading, 1 to 6; 0 for other blocks. An article's title,
// subtitle, header, subheader and kicker count as headings.
func (n *RichNode) Level() int {
	for i, word := range [...]string{"title", "subtitle", "header", "subheader", "kicker"} {
		if n.Type == word {
			return i + 1
		}
	}
	if level, ok := strings.CutPrefix(n.Type, "heading"); ok && len(level) == 1 && level[0] >= '1' && level[0] <= '6' {
		return int(level[0] - '0')
	}
	return 0
}

// PlainText is the text of the node without its styles; what stands for a
// custom emoji counts, an earlier text does not.
func (n *RichNode) PlainText() string {
	switch n.Type {
	case "plain":
		return n.Text
	case "custom_emoji":
		return n.String("alt")
	}
	content, _ := n.Parts("old_text")
	if len(content) == 1 {
		return content[0].PlainText()
	}
	var b strings.Builder
	for i := range content {
		b.WriteString(content[i].PlainText())
	}
	return b.String()
}
