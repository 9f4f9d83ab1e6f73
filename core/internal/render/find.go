package render

import (
	"crypto/rand"
	"errors"
	"os"
	"path"
	"strings"

	"satchel/core/internal/archive"
	"satchel/core/internal/fsx"
	"satchel/core/internal/model"
	"satchel/core/internal/render/search"
)

// temp makes a temporary file of the archive, for what is sorted on disk.
func (o *output) temp() (*os.File, func() error, error) {
	name := path.Join(fsx.TempDir, rand.Text())
	f, err := o.root.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, nil, err
	}
	return f, func() error { return errors.Join(f.Close(), o.root.Remove(name)) }, nil
}

// findable adds a message to the index of what can be found.
func (j *job) findable(d *archive.DialogRow, m *model.Message, id, page int) error {
	if m.Kind != model.MessageNormal {
		return nil
	}
	from := m.From
	switch {
	case !from.IsZero():
	case m.Out && m.Peer.Kind == model.KindUser:
		from = j.self
	default:
		from = m.Peer
	}
	return j.finder.Add(search.Doc{
		Chat: d.Number, ID: id, Page: page, Date: m.Date, From: j.onPages.peer(from).Name(), Kinds: kindsOf(m), Text: searchText(m),
	})
}

// find writes the index.
func (j *job) find() error {
	chats := make([]search.Chat, len(j.dialogs))
	for i := range j.dialogs {
		d := &j.dialogs[i]
		chats[i] = search.Chat{Number: d.Number, Name: j.site.ChatName(&d.Peer), Type: string(d.Peer.Type())}
	}
	return j.finder.Close(chats, j.zone)
}

func kindsOf(m *model.Message) search.Kind {
	var k search.Kind
	for _, e := range m.Text.Entities {
		if e.Type == model.EntityURL || e.Type == model.EntityTextURL {
			k |= search.Link
		}
	}
	if m.Media == nil {
		return k
	}
	return k | mediaKinds(m.Media)
}

func mediaKinds(v *model.Media) search.Kind {
	switch v.Kind {
	case model.KindPhoto:
		return search.Photo
	case model.KindDocument:
		return documentKind(v.Document)
	case model.KindPoll, model.KindTodo:
		return search.Poll
	case model.KindGeo, model.KindGeoLive, model.KindVenue:
		return search.Place
	case model.KindContact:
		return search.Contact
	case model.KindWebPage:
		return search.Link
	case model.KindPaid:
		var k search.Kind
		if v.Paid != nil {
			for _, item := range v.Paid.Items {
				if item.Media != nil {
					k |= mediaKinds(item.Media)
				}
			}
		}
		return k
	}
	return 0
}

func documentKind(d *model.Document) search.Kind {
	switch {
	case d == nil:
		return search.File
	case d.Sticker || d.CustomEmoji:
		return search.Sticker
	case d.Round:
		return search.Round
	case d.Voice:
		return search.Voice
	case d.Animated:
		return search.Animation
	case d.HasVideo:
		return search.Video
	case d.Audio:
		return search.Music
	}
	return search.File
}

// searchText is all words of a message: what it says and what its media are
// called, a line each.
func searchText(m *model.Message) string {
	if m.Media == nil && m.Rich == nil {
		return m.Text.Text
	}
	var lines []string
	add := func(s ...string) {
		for _, s := range s {
			if s != "" {
				lines = append(lines, s)
			}
		}
	}
	add(m.Text.Text)
	if m.Rich != nil {
		richWords(m.Rich.Blocks, add)
	}
	if m.Media != nil {
		mediaWords(m.Media, add)
	}
	return strings.Join(lines, "\n")
}

func richWords(nodes []model.RichNode, add func(...string)) {
	for i := range nodes {
		add(nodes[i].Text)
		richWords(nodes[i].Children, add)
	}
}

func mediaWords(v *model.Media, add func(...string)) {
	if d := v.Document; d != nil && !d.Sticker && !d.Voice && !d.Round {
		add(d.Name, d.Performer, d.Title)
	}
	if v.Venue != nil {
		add(v.Venue.Title, v.Venue.Address)
	}
	if c := v.Contact; c != nil {
		add(strings.TrimSpace(c.FirstName+" "+c.LastName), c.Phone)
	}
	if v.Game != nil {
		add(v.Game.Title, v.Game.Description)
	}
	if v.Invoice != nil {
		add(v.Invoice.Title, v.Invoice.Description)
	}
	if p := v.Poll; p != nil {
		add(p.Question.Text)
		for i := range p.Answers {
			add(p.Answers[i].Text.Text)
		}
	}
	if t := v.Todo; t != nil {
		add(t.Title.Text)
		for i := range t.Items {
			add(t.Items[i].Title.Text)
		}
	}
	if w := v.WebPage; w != nil {
		add(w.SiteName, w.Title, w.Description)
	}
}
