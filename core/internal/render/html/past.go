package html

import "satchel/core/internal/model"

// Past is what an archive knows of a message beyond its last state.
type Past struct {
	Versions []model.Message // earlier texts, oldest first
	Gone     bool            // Telegram no longer has it
}

// past writes what became of a message: that it is gone, and its earlier
// versions to unfold.
func (c *Chat) past(p Past) {
	if p.Gone {
		c.p.raw("       <div class=\"gone details\">\nDeleted at Telegram since it was saved here\n       </div>\n\n")
	}
	if len(p.Versions) == 0 {
		return
	}
	c.p.raw("       <details class=\"earlier\">\n        <summary class=\"history_title details\">Earlier versions</summary>\n")
	for i := range p.Versions {
		c.version(&p.Versions[i])
	}
	c.p.raw("       </details>\n\n")
}

func (c *Chat) version(m *model.Message) {
	at := m.Date
	if m.Edited != 0 {
		at = m.Edited
	}
	c.p.raw("        <div class=\"version\"><span class=\"version_date details\">", c.env.full(at), "</span><div class=\"version_text\" dir=\"auto\">")
	if m.Text.Text == "" {
		c.p.text(mediaWord(m))
	} else {
		c.rich(m.Text)
	}
	c.p.raw("</div></div>\n")
}
