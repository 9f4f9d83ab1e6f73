package html

import (
	"slices"
	"strings"

	"satchel/core/internal/model"
)

// notes writes above a page what a person should know of the chat.
func (c *Chat) notes() {
	for _, note := range notesOf(c.peer, c.standing) {
		c.p.raw("    <div class=\"chat_note\" dir=\"auto\">\n")
		c.p.text(note)
		c.p.raw("\n    </div>\n\n")
	}
}

func notesOf(p *model.Peer, s Standing) []string {
	var notes []string
	add := func(when bool, note string) {
		if when {
			notes = append(notes, note)
		}
	}
	add(p.Deleted, "The person deleted this account.")
	add(p.Forbidden, "You can no longer read this chat at Telegram. What was saved of it stays here.")
	add(s.Vanished && !p.Forbidden, "This chat is no longer in your list at Telegram. What was saved of it stays here.")
	add(s.OnlyMine, "Only your own messages were saved from this chat.")
	for _, reason := range reasons(p.Restricted) {
		add(true, "Telegram restricts this chat: "+reason)
	}
	return notes
}

// reasons are Telegram's sentences, each once; it gives one for every platform.
func reasons(restrictions []string) []string {
	var list []string
	for _, r := range restrictions {
		if _, sentence, ok := strings.Cut(r, "): "); ok && sentence != "" {
			r = sentence
		}
		if !slices.Contains(list, r) {
			list = append(list, r)
		}
	}
	return list
}

// topicName writes which topic of a forum the message is in, where it is another
// than that of the message before.
func (c *Chat) topicName() {
	if c.topic == 0 || c.topic == c.named {
		return
	}
	c.named = c.topic
	if name := c.contents.name(c.topic); name != "" {
		c.block("topic_name details", name)
	}
}

// restricted writes why Telegram withholds a message from some.
func (c *Chat) restricted(m *model.Message) {
	if len(m.Restricted) > 0 {
		c.block("restricted details", "Telegram restricts this message: "+strings.Join(reasons(m.Restricted), " "))
	}
}
