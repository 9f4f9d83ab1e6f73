package html

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"satchel/core/internal/model"
)

// userpic writes the face of a peer: its initials on its colour, and over them
// the saved picture if there is one. title is the hover text, "" for none.
func (p *page) userpic(e *Env, id model.PeerID, name string, px int, title string) {
	var peer *model.Peer
	if !id.IsZero() {
		peer = e.Peer(id)
	}
	n := strconv.Itoa(px)
	p.raw("<div class=\"userpic userpic", strconv.Itoa(colorOf(id)), "\" style=\"width: ", n, "px; height: ", n, "px\">",
		"<div class=\"initials\" style=\"line-height: ", n, "px\"")
	if title != "" {
		p.raw(" title=\"")
		p.attr(title)
		p.raw("\"")
	}
	p.raw(">")
	p.text(initials(name))
	p.raw("</div>")
	if peer != nil {
		if face := e.Face(peer); face != "" {
			p.raw("<img class=\"face\" alt=\"\" height=\"", n, "\" loading=\"lazy\" src=\"")
			p.href(face)
			p.raw("\" width=\"", n, "\"/>")
		}
	}
	p.raw("</div>")
}

// userpicWrap is the face beside a message.
func (p *page) userpicWrap(e *Env, id model.PeerID, name, class string) {
	p.raw("      <div class=\"pull_left ", class, "userpic_wrap\">")
	p.userpic(e, id, name, 42, "")
	p.raw("</div>\n\n")
}

// colorOf is the colour Telegram gives to an id, 1 to 8.
func colorOf(id model.PeerID) int {
	order := [...]int{0, 7, 4, 1, 6, 3, 5}
	return order[uint64(id.ID)%uint64(len(order))] + 1
}

// initials are the first letters of the first and the last word of a name.
func initials(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
	switch len(words) {
	case 0:
		return firstLetter(name)
	case 1:
		return firstLetter(words[0])
	}
	return firstLetter(words[0]) + firstLetter(words[len(words)-1])
}

func firstLetter(word string) string {
	r, _ := utf8.DecodeRuneInString(word)
	if r == utf8.RuneError {
		return ""
	}
	return strings.ToUpper(string(r))
}
