package tgconv

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// richBlock converts one block that may name photo 77 and document 55.
func richBlock(b tg.PageBlockClass) model.RichNode {
	r := rich(&tg.RichMessage{Blocks: []tg.PageBlockClass{b}, Photos: []tg.PhotoClass{&tg.PhotoEmpty{ID: 77}},
		Documents: []tg.DocumentClass{&tg.DocumentEmpty{ID: 55}}})
	return r.Blocks[0]
}

func TestRichBlocks(t *testing.T) {
	say := func(s string) tg.RichTextClass { return &tg.TextPlain{Text: s} }
	plain := func(s string) model.RichNode { return model.RichNode{Type: "plain", Text: s} }
	of := func(kind string, children ...model.RichNode) model.RichNode {
		return model.RichNode{Type: kind, Children: children}
	}
	with := func(n model.RichNode, pairs ...any) model.RichNode {
		n.Fields = fields(pairs...)
		return n
	}
	caption := tg.PageCaption{Text: say("c"), Credit: say("by")}
	captioned := of("caption", plain("c"), of("credit", plain("by")))
	for name, c := range map[string]struct {
		in   tg.PageBlockClass
		want model.RichNode
	}{
		"heading": {&tg.PageBlockHeading2{Text: say("h")}, of("heading2", plain("h"))},
		"code":    {&tg.PageBlockPreformatted{Text: say("x"), Language: "go"}, with(of("preformatted", plain("x")), "language", "go")},
		"author":  {&tg.PageBlockAuthorDate{Author: say("A"), PublishedDate: 9}, with(of("author_date", of("author", plain("A"))), "published_date", 9)},
		"quote": {built(&tg.PageBlockBlockquote{Collapsed: true, Text: say("q"), Caption: say("who")}),
			with(of("blockquote", plain("q"), of("caption", plain("who"))), "collapsed", true)},
		"list": {&tg.PageBlockList{Items: []tg.PageListItemClass{
			built(&tg.PageListItemText{Checkbox: true, Checked: true, Text: say("done")}),
			&tg.PageListItemBlocks{Blocks: []tg.PageBlockClass{&tg.PageBlockDivider{}}}}},
			of("list", with(of("list_item_text", plain("done")), "checkbox", true, "checked", true), of("list_item_blocks", of("divider")))},
		"ordered list": {built(&tg.PageBlockOrderedList{Start: 3, Items: []tg.PageListOrderedItemClass{
			built(&tg.PageListOrderedItemText{Num: "iii", Text: say("x")})}}),
			with(of("ordered_list", with(of("list_ordered_item_text", plain("x")), "num", "iii")), "start", 3)},
		"table": {built(&tg.PageBlockTable{Bordered: true, Title: say("t"), Rows: []tg.PageTableRow{{Cells: []tg.PageTableCell{cell(say("1"))}}}}),
			with(of("table", of("table_row", with(of("table_cell", plain("1")), "header", true, "colspan", 2)), of("title", plain("t"))), "bordered", true)},
		"details": {built(&tg.PageBlockDetails{Open: true, Title: say("t"), Blocks: []tg.PageBlockClass{&tg.PageBlockParagraph{Text: say("p")}}}),
			with(of("details", of("paragraph", plain("p")), of("title", plain("t"))), "open", true)},
		"video": {built(&tg.PageBlockVideo{Loop: true, VideoID: 55, Caption: caption}), model.RichNode{Type: "video",
			Document: &model.Document{ID: 55, Type: model.MediaFile}, Children: []model.RichNode{captioned},
			Fields: map[string]any{"loop": true, "video_id": "55"}}},
		"cover": {&tg.PageBlockCover{Cover: &tg.PageBlockPhoto{PhotoID: 77}}, of("cover", model.RichNode{Type: "photo",
			Photo: &model.Photo{ID: 77}, Fields: map[string]any{"photo_id": "77"}})},
		"difference": {&tg.PageBlockParagraph{Text: &tg.TextDiff{Text: say("new"), OldText: say("old")}},
			of("paragraph", of("diff", plain("new"), of("old_text", plain("old"))))},
		"mention": {&tg.PageBlockParagraph{Text: &tg.TextMentionName{Text: say("Ann"), UserID: 3}},
			of("paragraph", with(of("mention_name", plain("Ann")), "user_id", int64(3)))},
		"unknown to Telegram": {&tg.PageBlockUnsupported{}, of("unsupported")},
	} {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(c.want, richBlock(c.in)); d != "" {
				t.Error(d)
			}
		})
	}
}

func cell(text tg.RichTextClass) tg.PageTableCell {
	c := tg.PageTableCell{Header: true, Text: text, Colspan: 2}
	c.SetFlags()
	return c
}

func TestRichChannelKeepsNoAccessHash(t *testing.T) {
	n := richBlock(&tg.PageBlockChannel{Channel: built(&tg.Channel{ID: 9, AccessHash: 5, Title: "News", Broadcast: true})})
	p, ok := n.Fields["channel"].(model.Peer)
	if !ok || p.ID != model.ChannelID(9) || p.Title != "News" || p.AccessHash != 0 {
		t.Errorf("channel = %+v", n.Fields["channel"])
	}
}
