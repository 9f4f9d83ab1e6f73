package tgconv

import (
	"reflect"
	"strings"

	"github.com/gotd/td/tdp"
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// rich converts a message made of blocks. Blocks and pieces of text become nodes
// by the schema: "pageBlockParagraph" is "paragraph", "textBold" is "bold",
// "pageTableRow" is "table_row". What is inside a block in its place (its text,
// blocks, items, rows, cells, cover) are its children; its other parts (caption,
// title, author, credit, old text) are children too, each in a node of that
// name behind them. All other fields keep the schema's names.
// https://core.telegram.org/api/rich-messages
func rich(r *tg.RichMessage) *model.RichMessage {
	c := newRich(r.Photos, r.Documents)
	return &model.RichMessage{RTL: r.Rtl, Part: r.Part, Blocks: c.blocks(r.Blocks)}
}

// instantView converts the article kept with a link preview.
// https://instantview.telegram.org
func instantView(p *tg.Page) *model.RichMessage {
	c := newRich(p.Photos, p.Documents)
	return &model.RichMessage{RTL: p.Rtl, Part: p.Part, URL: p.URL, Blocks: c.blocks(p.Blocks)}
}

// richConverter knows the pictures and files that the blocks name by id.
type richConverter struct {
	photos    map[int64]*model.Photo
	documents map[int64]*model.Document
}

func newRich(photos []tg.PhotoClass, docs []tg.DocumentClass) *richConverter {
	c := &richConverter{map[int64]*model.Photo{}, map[int64]*model.Document{}}
	for _, p := range photos {
		if m := photo(p); m != nil {
			c.photos[m.ID] = m
		}
	}
	for _, d := range docs {
		if m := document(d); m != nil {
			c.documents[m.ID] = m
		}
	}
	return c
}

func (c *richConverter) blocks(list []tg.PageBlockClass) []model.RichNode {
	nodes := make([]model.RichNode, 0, len(list))
	for _, b := range list {
		nodes = append(nodes, c.nodes(reflect.ValueOf(b))...)
	}
	return nodes
}

// nodes converts a node, or each of a list; textEmpty and a caption of nothing
// give none.
func (c *richConverter) nodes(v reflect.Value) []model.RichNode {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		return c.nodes(v.Elem())
	case reflect.Slice:
		var out []model.RichNode
		for i := range v.Len() {
			out = append(out, c.nodes(v.Index(i))...)
		}
		return out
	case reflect.Struct:
		info, ok := typeInfo(v)
		if !ok || info.Name == "textEmpty" {
			return nil
		}
		n := c.node(info, v)
		if n.Type == "caption" && len(n.Children) == 0 {
			return nil
		}
		return []model.RichNode{n}
	}
	return nil
}

func (c *richConverter) node(info tdp.Type, v reflect.Value) model.RichNode {
	n := model.RichNode{Type: nodeType(info.Name)}
	var parts []model.RichNode
	for _, f := range info.Fields {
		field := v.FieldByName(f.Name)
		if f.Null || !field.IsValid() || ticket(f.SchemaName) {
			continue
		}
		switch {
		case info.Name == "textPlain":
			n.Text = field.String()
		case isNode(field.Type()) && isContent(f.SchemaName):
			inner := c.nodes(field)
			n.Children = append(n.Children, inner...)
			if info.Name == "pageTableCell" && len(inner) == 0 && !field.IsNil() {
				set(&n, "text", true) // it has one, of nothing
			}
		case isNode(field.Type()):
			if inner := c.nodes(field); len(inner) > 0 {
				parts = append(parts, part(f.SchemaName, inner))
			}
		default:
			c.field(&n, f.SchemaName, field)
		}
	}
	n.Children = append(n.Children, parts...)
	return n
}

// part wraps a named part; a caption is a node of that name already.
func part(name string, inner []model.RichNode) model.RichNode {
	if len(inner) == 1 && inner[0].Type == name {
		return inner[0]
	}
	return model.RichNode{Type: name, Children: inner}
}

func (c *richConverter) field(n *model.RichNode, name string, v reflect.Value) {
	switch id, _ := v.Interface().(int64); {
	case strings.HasSuffix(name, "photo_id") && n.Photo == nil:
		n.Photo = c.photos[id]
	case name == "video_id" || name == "audio_id" || name == "document_id":
		n.Document = c.documents[id]
	}
	x := element(v)
	if x == nil || x == false {
		return
	}
	set(n, name, x)
}

func set(n *model.RichNode, name string, x any) {
	if n.Fields == nil {
		n.Fields = map[string]any{}
	}
	n.Fields[name] = x
}

func isContent(name string) bool {
	switch name {
	case "text", "texts", "blocks", "items", "rows", "cells", "articles", "buttons", "cover":
		return true
	}
	return false
}

// isNode reports whether a field of type t holds nodes: blocks, rich texts and
// the parts of lists and tables.
func isNode(t reflect.Type) bool {
	if t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	switch t {
	case reflect.TypeFor[tg.PageBlockClass](), reflect.TypeFor[tg.RichTextClass](),
		reflect.TypeFor[tg.PageListItemClass](), reflect.TypeFor[tg.PageListOrderedItemClass](),
		reflect.TypeFor[tg.PageTableRow](), reflect.TypeFor[tg.PageTableCell](),
		reflect.TypeFor[tg.PageCaption](), reflect.TypeFor[tg.PageRelatedArticle](),
		reflect.TypeFor[tg.PageButton]():
		return true
	}
	return false
}

func nodeType(name string) string {
	for _, prefix := range []string{"pageBlock", "inputPageBlock", "page", "text"} {
		if strings.HasPrefix(name, prefix) {
			return snake(name, prefix)
		}
	}
	return snake(name, "")
}
