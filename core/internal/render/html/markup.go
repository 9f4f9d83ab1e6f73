package html

import "satchel/core/internal/model"

// buttons writes the buttons under a bot's message; they do nothing.
func (c *Chat) buttons(rows [][]model.Button) {
	if len(rows) == 0 {
		return
	}
	c.p.raw("       <table class=\"bot_buttons_table\"><tbody>\n")
	for _, row := range rows {
		c.p.raw("        <tr><td class=\"bot_button_row\">\n")
		for i := range row {
			if i > 0 {
				c.p.raw("         <div class=\"bot_button_column_separator\"></div>\n")
			}
			c.p.raw("         <div class=\"bot_button\"><a><div dir=\"auto\">")
			c.p.text(row[i].Text)
			c.p.raw("</div></a></div>\n")
		}
		c.p.raw("        </td></tr>\n")
	}
	c.p.raw("       </tbody></table>\n\n")
}

func (c *Chat) reactions(list []model.Reaction) {
	if len(list) == 0 {
		return
	}
	c.p.raw("       <span class=\"reactions\">\n")
	for i := range list {
		c.reaction(&list[i])
	}
	c.p.raw("       </span>\n\n")
}

func (c *Chat) reaction(r *model.Reaction) {
	class := "reaction"
	for _, by := range r.Recent {
		if by.From == c.env.Self {
			class = "reaction active"
		}
	}
	if r.Paid {
		class += " paid"
	}
	c.p.raw("        <span class=\"", class, "\"><span class=\"emoji\">")
	switch {
	case r.Emoji != "":
		c.p.text(r.Emoji)
	case r.Paid:
		c.p.raw("⭐")
	case r.CustomEmoji != 0:
		c.reactionEmoji(r.CustomEmoji)
	}
	c.p.raw("</span>")
	if len(r.Recent) > 0 {
		c.p.raw("<span class=\"userpics\">")
		for _, by := range r.Recent {
			name := c.env.name(by.From)
			c.p.userpic(c.env, by.From, name, 20, name)
		}
		c.p.raw("</span>")
	}
	if r.Count > len(r.Recent) {
		c.p.raw("<span class=\"count\">")
		c.p.int(r.Count)
		c.p.raw("</span>")
	}
	c.p.raw("</span>\n")
}

func (c *Chat) reactionEmoji(id int64) {
	path := c.files(model.DocumentKey(id, "")).Path
	if path == "" || !isPicture(path) {
		c.p.raw("<span class=\"custom_emoji\"", c.animation(id, path), ">🙂</span>")
		return
	}
	c.p.raw("<img class=\"custom_emoji\" alt=\"\" loading=\"lazy\" src=\"")
	c.p.href(path)
	c.p.raw("\"/>")
}
