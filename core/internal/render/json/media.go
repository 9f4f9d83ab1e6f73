package json

import (
	"satchel/core/internal/model"
	"satchel/core/internal/phone"
)

// media writes the keys of what a message carries.
func (w *writer) media(m *model.Media) {
	if m == nil {
		return
	}
	switch m.Kind {
	case model.KindPhoto:
		w.photo(m.Photo)
		w.spoilerAndTTL(m)
	case model.KindDocument:
		w.document(m.Document)
		w.spoilerAndTTL(m)
	case model.KindContact:
		w.contact(m.Contact)
	case model.KindGeo, model.KindGeoLive, model.KindVenue:
		w.place(m)
	case model.KindGame:
		w.game(m.Game)
	case model.KindInvoice:
		w.invoice(m.Invoice)
	case model.KindPoll:
		w.poll(m.Poll)
	case model.KindTodo:
		w.todo(m.Todo)
	case model.KindGiveaway:
		w.giveaway(m.Giveaway)
	case model.KindGiveawayResults:
		w.giveawayResults(m.Results)
	case model.KindPaid:
		w.paid(m.Paid)
	}
}

// photo writes the keys of a photo; one that expired has no size.
func (w *writer) photo(p *model.Photo) {
	if p == nil {
		w.keyStr("photo", placeholder("File", model.SkipUnavailable))
		w.keyInt("photo_file_size", 0)
		return
	}
	w.keyFile("photo", p.File)
	w.keyInt("photo_file_size", w.size(p.File, p.Size))
	w.dimensions(p.Width, p.Height)
}

func (w *writer) dimensions(width, height int) {
	if width != 0 && height != 0 {
		w.keyInt("width", int64(width))
		w.keyInt("height", int64(height))
	}
}

// size is that of the saved file, else what Telegram said. Of what is never
// saved (media that destroys itself) it is 0, as in Telegram Desktop.
func (w *writer) size(key model.FileKey, said int64) int64 {
	if key == "" {
		return 0
	}
	if result := w.result(key); result.Path != "" && result.Size > 0 {
		return result.Size
	}
	return said
}

func (w *writer) spoilerAndTTL(m *model.Media) {
	w.optTrue("media_spoiler", m.Spoiler)
	w.optInt("self_destruct_period_seconds", int64(m.TTL))
}

func (w *writer) document(d *model.Document) {
	if d == nil {
		w.keyStr("file", placeholder("File", model.SkipUnavailable))
		w.keyInt("file_size", 0)
		return
	}
	w.keyFile("file", d.File)
	w.optStr("file_name", d.Name)
	w.keyInt("file_size", w.size(d.File, d.Size))
	if d.Thumb != "" || d.ThumbSize != 0 { // media that destroys itself has a thumb but no file of it
		w.keyFile("thumbnail", d.Thumb)
		w.keyInt("thumbnail_file_size", w.size(d.Thumb, d.ThumbSize))
	}
	w.documentKind(d)
	w.optStr("mime_type", d.MIME)
	w.optInt("duration_seconds", int64(finite(d.Duration)))
	w.dimensions(d.Width, d.Height)
}

func (w *writer) documentKind(d *model.Document) {
	switch {
	case d.Sticker || d.CustomEmoji:
		w.keyStr("media_type", "sticker")
		w.optStr("sticker_emoji", d.Emoji)
	case d.Round:
		w.keyStr("media_type", "video_message")
	case d.Voice:
		w.keyStr("media_type", "voice_message")
	case d.Animated:
		w.keyStr("media_type", "animation")
	case d.HasVideo:
		w.keyStr("media_type", "video_file")
	case d.Audio:
		w.keyStr("media_type", "audio_file")
		w.optStr("performer", d.Performer)
		w.optStr("title", d.Title)
	}
}

func (w *writer) contact(c *model.SharedContact) {
	if c == nil {
		return
	}
	w.key("contact_information")
	w.open('{')
	w.keyStr("first_name", c.FirstName)
	w.keyStr("last_name", c.LastName)
	w.keyStr("phone_number", phone.Format(c.Phone))
	w.optInt("user_id", c.User)
	w.close('}')
	if w.vcard != "" {
		w.key("contact_vcard")
		w.filePath(w.vcard)
		w.keyInt("contact_vcard_file_size", int64(len(c.VCard)))
	}
}

// place writes a point, live or named.
func (w *writer) place(m *model.Media) {
	hidden := m.Geo == nil || m.Geo.Empty
	if m.Kind == model.KindVenue {
		if m.Venue != nil {
			w.optStr("place_name", m.Venue.Title)
			w.optStr("address", m.Venue.Address)
		}
		if hidden {
			return
		}
	}
	w.key("location_information")
	if hidden {
		w.raw("null")
	} else {
		w.point(m.Geo)
	}
	if m.Kind == model.KindGeoLive && m.Geo != nil {
		w.optInt("live_location_period_seconds", int64(m.Geo.Period))
	}
}

func (w *writer) point(g *model.Geo) {
	w.open('{')
	w.key("latitude")
	w.float(g.Lat)
	w.key("longitude")
	w.float(g.Long)
	w.optInt("accuracy_radius", int64(g.Accuracy))
	w.close('}')
}

func (w *writer) game(g *model.Game) {
	if g == nil {
		return
	}
	w.optStr("game_title", g.Title)
	w.optStr("game_description", g.Description)
	if bot := w.env.botName(w.gameBot); bot != "" && g.ShortName != "" {
		w.keyStr("game_link", "https://t.me/"+bot+"?game="+g.ShortName)
	}
}

func (w *writer) invoice(i *model.Invoice) {
	if i == nil {
		return
	}
	w.key("invoice_information")
	w.open('{')
	w.keyStr("title", i.Title)
	w.keyStr("description", i.Description)
	w.keyInt("amount", i.Amount)
	w.keyStr("currency", i.Currency)
	w.optInt("receipt_message_id", int64(i.Receipt))
	w.close('}')
}

func (w *writer) paid(p *model.PaidMedia) {
	if p != nil {
		w.keyInt("paid_stars_amount", p.Stars)
	}
}
