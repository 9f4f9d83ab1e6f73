package html

import (
	"strings"
	"unicode/utf8"

	"satchel/core/internal/model"
)

// preview is what an answer shows of the message it answers.
type preview struct {
	from model.PeerID
	name string
	text string
}

// previews keeps those of the last messages: an answer mostly follows soon.
type previews struct {
	byID map[int]preview
	ring []int
	next int
}

const (
	keptPreviews  = 4096
	previewLength = 120 // bytes
)

func (s *previews) add(id int, p preview) {
	if s.byID == nil {
		s.byID = make(map[int]preview, keptPreviews)
	}
	if len(s.ring) < keptPreviews {
		s.ring = append(s.ring, id)
	} else {
		delete(s.byID, s.ring[s.next])
		s.ring[s.next] = id
		s.next = (s.next + 1) % keptPreviews
	}
	s.byID[id] = p
}

// preview is the beginning of a message's text, or a word for what it carries.
func (c *Chat) preview(m *model.Message, now *last) preview {
	text := m.Text.Text
	if text == "" {
		text = mediaWord(m)
	}
	return preview{now.from, now.name, shorten(text)}
}

// shorten is the beginning of a text on one line, not holding on to the rest.
func shorten(s string) string {
	return strings.Clone(strings.ReplaceAll(shortenTo(s, previewLength), "\n", " "))
}

// shortenTo cuts a text after at most n bytes, at a character.
func shortenTo(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

// mediaWord names what a message without text carries.
func mediaWord(m *model.Message) string {
	if m.Media == nil {
		return "Message"
	}
	switch m.Media.Kind {
	case model.KindPhoto:
		return "Photo"
	case model.KindDocument:
		if m.Media.Document != nil {
			return documentTitle(m.Media.Document)
		}
		return "File"
	case model.KindGeo, model.KindGeoLive, model.KindVenue:
		return "Location"
	case model.KindContact:
		return "Contact"
	case model.KindPoll:
		return "Poll"
	case model.KindDice:
		if m.Media.Dice != nil {
			return m.Media.Dice.Emoji
		}
	}
	return "Message"
}
