package html

import (
	"strconv"

	"satchel/core/internal/model"
)

func (r *richPage) table(n *model.RichNode) {
	rows, parts := n.Parts("title")
	r.open("div", "rich_table_wrap", "table", " tabindex=\"0\"")
	r.p.raw("<table class=\"rich_table")
	for _, look := range [...]string{"bordered", "striped", "compact"} {
		if n.Bool(look) {
			r.p.raw(" ", look)
		}
	}
	r.p.raw("\">")
	r.part("caption", "rich_table_title", parts["title"])
	r.p.raw("<tbody>\n")
	for i := range rows {
		r.p.raw("         <tr>")
		for j := range rows[i].Children {
			r.cell(&rows[i].Children[j])
		}
		r.p.raw("</tr>\n")
	}
	r.p.raw("        </tbody></table>")
	r.end("div")
}

func (r *richPage) cell(n *model.RichNode) {
	tag, align, across := "td", "left", "top"
	if n.Bool("header") {
		tag = "th"
	}
	switch {
	case n.Bool("align_right"):
		align = "right"
	case n.Bool("align_center"):
		align = "center"
	}
	switch {
	case n.Bool("valign_bottom"):
		across = "bottom"
	case n.Bool("valign_middle"):
		across = "middle"
	}
	r.p.raw("<", tag, " class=\"rich_align_", align, " rich_valign_", across, "\"")
	r.span("colspan", n.Int("colspan"))
	r.span("rowspan", n.Int("rowspan"))
	r.p.raw(">")
	r.texts(n.Children)
	r.p.raw("</", tag, ">")
}

// span writes how many cells one takes the place of, as far as browsers go.
func (r *richPage) span(name string, n int64) {
	const most = 1000
	if n > 0 {
		r.p.raw(" ", name, "=\"", strconv.FormatInt(min(n, most), 10), "\"")
	}
}
