package json

import (
	"strconv"

	"satchel/core/internal/model"
)

// extra writes the keys Telegram Desktop does not have; doc.go lists them.
func (w *writer) extra(m *model.Message) {
	if m.Views != nil {
		w.keyInt("views", int64(*m.Views))
	}
	if m.Forwards != nil {
		w.keyInt("forwards", int64(*m.Forwards))
	}
	if m.Replies != nil {
		w.keyInt("replies_count", int64(m.Replies.Count))
	}
	w.optID("grouped_id", m.GroupedID)
	if m.Reply != nil {
		w.replyExtra(m.Reply)
	}
	if m.Forward != nil {
		w.forwardExtra(m.Forward)
	}
	w.optInt("via_business_bot", m.BusinessBot)
	w.optStr("sender_rank", m.FromRank)
	w.optTrue("pinned", m.Pinned)
	w.optTrue("silent", m.Silent)
	w.optTrue("edit_hidden", m.EditHidden)
	w.optInt("ttl_seconds", int64(m.TTL))
	w.optID("effect_id", m.Effect)
	w.optInt("paid_message_stars", m.PaidStars)
	w.restricted(m.Restricted)
	if m.Media != nil {
		w.mediaExtra(m.Media)
	}
	w.key("date_zone")
	w.b = append(appendZone(append(w.b, '"'), w.env.Offset(m.Date)), '"')
	w.optTrue("missing", w.past.Missing)
	w.versions()
}

// appendZone appends an offset in seconds as +03:00.
func appendZone(b []byte, offset int) []byte {
	sign := byte('+')
	if offset < 0 {
		sign, offset = '-', -offset
	}
	hours, minutes := offset/3600%100, offset/60%60
	return append(b, sign, byte('0'+hours/10), byte('0'+hours%10), ':', byte('0'+minutes/10), byte('0'+minutes%10))
}

// versions writes what the message said before it was edited.
func (w *writer) versions() {
	if len(w.past.Versions) == 0 {
		return
	}
	w.key("versions")
	w.open('[')
	for i := range w.past.Versions {
		v := &w.past.Versions[i]
		at := v.Date
		if v.Edited != 0 {
			at = v.Edited
		}
		w.next()
		w.open('{')
		w.dates(w.env, "date", at)
		if v.Rich != nil {
			w.rich(v.Rich)
		} else {
			w.texts(v.Text)
		}
		w.close('}')
	}
	w.close(']')
}

// optID writes an id that a reader with doubles would round as a string.
func (w *writer) optID(k string, id int64) {
	if id != 0 {
		w.keyStr(k, strconv.FormatInt(id, 10))
	}
}

func (w *writer) replyExtra(r *model.Reply) {
	if topic := topicOf(r); topic != 0 {
		w.keyInt("topic_id", int64(topic))
	}
	w.optInt("reply_to_story_id", int64(r.Story))
	if r.Quote && !r.QuoteText.IsZero() {
		w.key("reply_quote")
		w.open('{')
		w.key("text")
		w.text(r.QuoteText)
		w.keyInt("offset", int64(r.QuoteOffset))
		w.close('}')
	}
}

// topicOf is the forum topic a message is in: its first message's id.
func topicOf(r *model.Reply) int {
	switch {
	case !r.ForumTopic:
		return 0
	case r.Top != 0:
		return r.Top
	}
	return r.ID
}

func (w *writer) forwardExtra(f *model.Forward) {
	w.optDates(w.env, "forwarded_date", f.Date)
	w.optInt("forwarded_post_id", int64(f.Post))
	if !f.SavedPeer.IsZero() {
		w.keyPeer("saved_from_id", f.SavedPeer)
	}
}

func (w *writer) restricted(reasons []string) {
	if len(reasons) == 0 {
		return
	}
	w.key("restriction_reasons")
	w.open('[')
	for _, r := range reasons {
		w.next()
		w.str(r)
	}
	w.close(']')
}

func (w *writer) mediaExtra(m *model.Media) {
	switch m.Kind {
	case model.KindPhoto:
		if m.Photo != nil {
			w.sha256(m.Photo.File)
			w.optFile("photo_video", m.Photo.Video)
		}
	case model.KindDocument:
		if m.Document != nil {
			w.sha256(m.Document.File)
			w.optFile("album_cover", m.Document.Cover)
		}
		if m.Cover != nil {
			w.optFile("video_cover", m.Cover.File)
		}
	case model.KindGeo, model.KindGeoLive, model.KindVenue:
		if m.Geo != nil {
			w.optFile("location_map", m.Geo.Map)
		}
	case model.KindGame:
		w.gameExtra(m.Game)
	case model.KindInvoice:
		if m.Invoice != nil && m.Invoice.Photo != nil {
			w.optFile("invoice_photo", m.Invoice.Photo.File.File)
		}
	case model.KindDice:
		if m.Dice != nil {
			w.key("dice")
			w.open('{')
			w.keyStr("emoji", m.Dice.Emoji)
			w.keyInt("value", int64(m.Dice.Value))
			w.close('}')
		}
	case model.KindStory:
		if m.Story != nil {
			w.key("story")
			w.open('{')
			w.keyPeer("peer_id", m.Story.Peer)
			w.keyInt("id", int64(m.Story.ID))
			w.close('}')
		}
	case model.KindWebPage:
		w.webPage(m.WebPage)
	}
}

// optFile writes the path of a file that is there.
func (w *writer) optFile(k string, key model.FileKey) {
	if r := w.result(key); r.Path != "" {
		w.key(k)
		w.filePath(r.Path)
	}
}

func (w *writer) gameExtra(g *model.Game) {
	if g == nil {
		return
	}
	if g.Photo != nil {
		w.optFile("game_photo", g.Photo.File)
	}
	if g.Document != nil {
		w.optFile("game_animation", g.Document.File)
	}
}

func (w *writer) webPage(p *model.WebPage) {
	if p == nil || p.State != "" {
		return
	}
	w.key("link_preview")
	w.open('{')
	w.optStr("url", p.URL)
	w.optStr("type", p.Type)
	w.optStr("site_name", p.SiteName)
	w.optStr("title", p.Title)
	w.optStr("description", p.Description)
	w.optStr("author", p.Author)
	if p.Photo != nil {
		w.photo(p.Photo)
	}
	if p.Document != nil {
		w.document(p.Document)
	}
	w.close('}')
}
