package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// Files lists the downloadable objects of a message, each once, in a stable
// order: those of its media, of its blocks, of its action, of what it quotes. A
// document is followed by its thumbnail. Self-destructing media is not listed:
// it is not to be saved.
func Files(m tg.MessageClass) []Found {
	var f finder
	switch m := m.(type) {
	case *tg.Message:
		f.from(m.PeerID, m.ID, m.Date)
		f.media(m.Media, "")
		if r, ok := m.GetRichMessage(); ok {
			f.lists(r.Photos, r.Documents, RoleRich)
		}
		f.reply(m.ReplyTo)
	case *tg.MessageService:
		f.from(m.PeerID, m.ID, m.Date)
		f.action(m.Action)
		f.reply(m.ReplyTo)
	case *tg.MessageEmpty:
	}
	return f.found
}

func (f *finder) from(peer tg.PeerClass, id, date int) {
	f.origin = model.Origin{Kind: model.OriginMessage, Peer: PeerID(peer), ID: int64(id)}
	f.date = int64(date)
}

func (f *finder) reply(r tg.MessageReplyHeaderClass) {
	if r, ok := r.(*tg.MessageReplyHeader); ok {
		f.media(r.ReplyMedia, RoleReply)
	}
}

// media adds the files of a medium. within is the role of what holds it, empty
// for the message itself.
func (f *finder) media(m tg.MessageMediaClass, within Role) {
	switch m := m.(type) {
	case *tg.MessageMediaPhoto:
		if m.TTLSeconds == 0 {
			f.photo(m.Photo, role(within, RolePhoto))
			f.live(m.Video)
		}
	case *tg.MessageMediaDocument:
		f.documentMedia(m, within)
	case *tg.MessageMediaWebPage:
		f.webPage(m.Webpage, role(within, RoleWebPage))
	case *tg.MessageMediaGame:
		f.photo(m.Game.Photo, role(within, RoleGame))
		f.document(m.Game.Document, role(within, RoleGame))
	case *tg.MessageMediaInvoice:
		f.relayed(m.Photo, role(within, RoleInvoice))
		f.extended(role(within, RolePaid), m.ExtendedMedia)
	case *tg.MessageMediaGeo:
		f.place(m.Geo)
	case *tg.MessageMediaGeoLive:
		f.place(m.Geo)
	case *tg.MessageMediaVenue:
		f.place(m.Geo)
	case *tg.MessageMediaPaidMedia:
		f.extended(role(within, RolePaid), m.ExtendedMedia...)
	case *tg.MessageMediaStory:
		if s, ok := m.Story.(*tg.StoryItem); ok {
			f.story(s)
		}
	case *tg.MessageMediaPoll:
		f.poll(m, role(within, RolePoll))
	}
}

func role(within, own Role) Role {
	if within != "" {
		return within
	}
	return own
}

// documentMedia adds the document and the cover chosen for a video. Its other
// qualities are not listed: the document is the best one, as it was sent.
// https://core.telegram.org/api/files#video-qualities
func (f *finder) documentMedia(m *tg.MessageMediaDocument, within Role) {
	if m.TTLSeconds != 0 {
		return
	}
	f.document(m.Document, role(within, RoleDocument))
	f.photo(m.VideoCover, RoleCover)
}

func (f *finder) webPage(w tg.WebPageClass, role Role) {
	full, ok := w.(*tg.WebPage)
	if !ok {
		return
	}
	f.photo(full.Photo, role)
	f.document(full.Document, role)
	for _, a := range full.Attributes {
		switch a := a.(type) {
		case *tg.WebPageAttributeTheme:
			f.lists(nil, a.Documents, role)
		case *tg.WebPageAttributeStory:
			if s, ok := a.Story.(*tg.StoryItem); ok {
				f.story(s)
			}
		case *tg.WebPageAttributeStickerSet:
			f.lists(nil, a.Stickers, role)
		case *tg.WebPageAttributeUniqueStarGift:
			f.lists(nil, giftDocuments(a.Gift), RoleGift)
		case *tg.WebPageAttributeStarGiftCollection:
			f.lists(nil, a.Icons, role)
		case *tg.WebPageAttributeStarGiftAuction:
			f.lists(nil, giftDocuments(a.Gift), RoleGift)
		case *tg.WebPageAttributeAiComposeTone:
		}
	}
	if p, ok := full.GetCachedPage(); ok {
		f.lists(p.Photos, p.Documents, role)
	}
}

func (f *finder) extended(role Role, list ...tg.MessageExtendedMediaClass) {
	for _, e := range list {
		if e, ok := e.(*tg.MessageExtendedMedia); ok {
			f.media(e.Media, role)
		}
	}
}

func (f *finder) story(s *tg.StoryItem) {
	f.media(s.Media, RoleStory)
	f.document(s.Music, RoleMusic)
}

func (f *finder) poll(m *tg.MessageMediaPoll, role Role) {
	f.media(m.AttachedMedia, role)
	for _, a := range m.Poll.Answers {
		if a, ok := a.(*tg.PollAnswer); ok {
			f.media(a.Media, role)
		}
	}
	f.media(m.Results.SolutionMedia, role)
}

func (f *finder) lists(photos []tg.PhotoClass, docs []tg.DocumentClass, role Role) {
	for _, p := range photos {
		f.photo(p, role)
	}
	for _, d := range docs {
		f.document(d, role)
	}
}

// action adds the pictures a service message shows.
func (f *finder) action(a tg.MessageActionClass) {
	switch a := a.(type) {
	case *tg.MessageActionChatEditPhoto:
		f.photo(a.Photo, RoleActionPhoto)
	case *tg.MessageActionSuggestProfilePhoto:
		f.photo(a.Photo, RoleActionPhoto)
	case *tg.MessageActionSetChatWallPaper:
		f.wallpaper(a.Wallpaper)
	case *tg.MessageActionSetChatTheme:
		if t, ok := a.Theme.(*tg.ChatThemeUniqueGift); ok {
			f.lists(nil, giftDocuments(t.Gift), RoleGift)
			for _, s := range t.ThemeSettings {
				f.wallpaper(s.Wallpaper)
			}
		}
	case *tg.MessageActionBotAllowed:
		if app, ok := a.App.(*tg.BotApp); ok {
			f.photo(app.Photo, RoleGame)
			f.document(app.Document, RoleGame)
		}
	case *tg.MessageActionStarGift:
		f.lists(nil, giftDocuments(a.Gift), RoleGift)
	case *tg.MessageActionStarGiftUnique:
		f.lists(nil, giftDocuments(a.Gift), RoleGift)
	case *tg.MessageActionStarGiftPurchaseOffer:
		f.lists(nil, giftDocuments(a.Gift), RoleGift)
	case *tg.MessageActionStarGiftPurchaseOfferDeclined:
		f.lists(nil, giftDocuments(a.Gift), RoleGift)
	case *tg.MessageActionPollAppendAnswer:
		f.answer(a.Answer)
	case *tg.MessageActionPollDeleteAnswer:
		f.answer(a.Answer)
	case *tg.MessageActionRequestedPeerSentMe:
		f.requested(a.Peers)
	}
}

func (f *finder) wallpaper(w tg.WallPaperClass) {
	if w, ok := w.(*tg.WallPaper); ok {
		f.document(w.Document, RoleWallpaper)
	}
}

func (f *finder) answer(a tg.PollAnswerClass) {
	if a, ok := a.(*tg.PollAnswer); ok {
		f.media(a.Media, RolePoll)
	}
}

func (f *finder) requested(peers []tg.RequestedPeerClass) {
	for _, p := range peers {
		switch p := p.(type) {
		case *tg.RequestedPeerUser:
			f.photo(p.Photo, RoleFace)
		case *tg.RequestedPeerChat:
			f.photo(p.Photo, RoleFace)
		case *tg.RequestedPeerChannel:
			f.photo(p.Photo, RoleFace)
		}
	}
}
