package richtext

import (
	"cmp"
	"slices"

	"satchel/core/internal/model"
)

// Node is a piece of a text's tree: plain text (Type EntityPlain and Text), or
// an entity with the nodes inside it.
type Node struct {
	model.Entity
	Text     string
	Children []Node
}

// PlainText is the text of the node without its markup.
func (n *Node) PlainText() string {
	if n.Type == model.EntityPlain {
		return n.Text
	}
	if len(n.Children) == 1 {
		return n.Children[0].PlainText()
	}
	var s []byte
	for i := range n.Children {
		s = append(s, n.Children[i].PlainText()...)
	}
	return string(s)
}

// span is an entity in bytes.
type span struct {
	model.Entity
	from, to int
}

// Tree is the text as a forest in which every entity is kept: nested ones
// become children, of two that overlap the later is split where the earlier
// ends. Of entities over the same text blocks (quote, pre) are outermost.
func Tree(t model.Text) []Node {
	if len(t.Entities) == 0 {
		if t.Text == "" {
			return nil
		}
		return []Node{{Entity: model.Entity{Type: model.EntityPlain}, Text: t.Text}}
	}
	b := builder{text: t.Text, queue: spans(t)}
	return b.build(0, len(t.Text))
}

// maxDepth bounds the recursion on hostile input; Telegram sends at most 100
// entities a message.
const maxDepth = 64

type builder struct {
	text  string
	queue []span // sorted: by start, then the longer first
	depth int
}

// build makes the nodes of text[from:to] and takes their entities off the queue.
func (b *builder) build(from, to int) []Node {
	var nodes []Node
	b.depth++
	defer func() { b.depth-- }()
	for len(b.queue) > 0 && b.queue[0].from < to {
		s := b.queue[0]
		b.queue = b.queue[1:]
		if s.to > to {
			b.requeue(s, to)
			s.to = to
		}
		if b.depth > maxDepth {
			continue
		}
		nodes = b.plain(nodes, from, s.from)
		nodes = append(nodes, Node{Entity: s.Entity, Children: b.build(s.from, s.to)})
		from = s.to
	}
	return b.plain(nodes, from, to)
}

// requeue puts the part of s behind at back where it belongs.
func (b *builder) requeue(s span, at int) {
	s.from = at
	i, _ := slices.BinarySearchFunc(b.queue, s, compareSpans)
	b.queue = slices.Insert(b.queue, i, s)
}

func (b *builder) plain(nodes []Node, from, to int) []Node {
	if from >= to {
		return nodes
	}
	return append(nodes, Node{Entity: model.Entity{Type: model.EntityPlain}, Text: b.text[from:to]})
}

// spans is the entities of t in bytes, sorted for building.
func spans(t model.Text) []span {
	order := make([]span, 0, len(t.Entities))
	byStart := slices.Clone(t.Entities)
	slices.SortStableFunc(byStart, func(a, b model.Entity) int { return cmp.Compare(a.Offset, b.Offset) })
	starts := cursor{text: t.Text}
	for _, e := range byStart {
		if e.Length <= 0 {
			continue
		}
		from := starts.to(e.Offset)
		ends := starts
		if to := ends.to(end(e)); from < to {
			order = append(order, span{e, from, to})
		}
	}
	slices.SortStableFunc(order, compareSpans)
	return order
}

func compareSpans(a, b span) int {
	return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to), cmp.Compare(rank(a.Type), rank(b.Type)))
}

// rank orders entities over the same text from the outside in.
func rank(t model.EntityType) int {
	switch t {
	case model.EntityBlockquote:
		return 0
	case model.EntityPre:
		return 1
	case model.EntityTextURL, model.EntityMentionName, model.EntityURL:
		return 2
	}
	return 3
}
