package json

import "satchel/core/internal/model"

// mediaExtra writes what Telegram Desktop leaves out of what a message carries.
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
	case model.KindPaid:
		w.paidExtra(m.Paid)
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
		still := *p.Photo
		if p.Document != nil { // width and height are those of the film
			still.Width, still.Height = 0, 0
		}
		w.photo(&still)
	}
	if p.Document != nil {
		w.document(p.Document)
	}
	w.close('}')
}

// paidExtra writes what is behind a payment: the media itself once it is bought,
// else its size.
func (w *writer) paidExtra(p *model.PaidMedia) {
	if p == nil || len(p.Items) == 0 {
		return
	}
	w.key("paid_media")
	w.open('[')
	for _, item := range p.Items {
		w.next()
		w.open('{')
		w.extended(item)
		w.close('}')
	}
	w.close(']')
}

func (w *writer) extended(item model.Extended) {
	m := item.Media
	switch {
	case m != nil && m.Photo != nil:
		w.photo(m.Photo)
	case m != nil && m.Document != nil:
		w.document(m.Document)
	default:
		w.dimensions(item.Width, item.Height)
		w.optInt("duration_seconds", int64(item.Duration))
	}
}
