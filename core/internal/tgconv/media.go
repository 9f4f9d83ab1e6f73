package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// unsupported marks what Telegram sent by a constructor this program does not
// know; it is the value of model.KindUnsupported as well.
const unsupported = string(model.KindUnsupported)

// media converts what a message carries; nil for nothing. A constructor this
// program does not know gives KindUnsupported with its name.
func media(m tg.MessageMediaClass) *model.Media {
	switch m := m.(type) {
	case nil, *tg.MessageMediaEmpty:
		return nil
	case *tg.MessageMediaUnsupported:
		return &model.Media{Kind: model.KindUnsupported}
	case *tg.MessageMediaPhoto:
		return photoMedia(m)
	case *tg.MessageMediaDocument:
		return documentMedia(m)
	case *tg.MessageMediaGeo:
		return &model.Media{Kind: model.KindGeo, Geo: mapped(m.Geo)}
	case *tg.MessageMediaGeoLive:
		return liveGeo(m)
	case *tg.MessageMediaVenue:
		return &model.Media{Kind: model.KindVenue, Geo: mapped(m.Geo), Venue: &model.Venue{
			Title: m.Title, Address: m.Address, Provider: m.Provider, ID: m.VenueID, Type: m.VenueType,
		}}
	case *tg.MessageMediaContact:
		return &model.Media{Kind: model.KindContact, Contact: &model.SharedContact{
			FirstName: m.FirstName, LastName: m.LastName, Phone: m.PhoneNumber, VCard: m.Vcard, User: m.UserID,
		}}
	case *tg.MessageMediaGame:
		return gameMedia(&m.Game)
	case *tg.MessageMediaInvoice:
		return &model.Media{Kind: model.KindInvoice, Invoice: invoice(m)}
	case *tg.MessageMediaPoll:
		return &model.Media{Kind: model.KindPoll, Poll: poll(m)}
	case *tg.MessageMediaToDo:
		return &model.Media{Kind: model.KindTodo, Todo: todo(m)}
	case *tg.MessageMediaDice:
		return diceMedia(m)
	case *tg.MessageMediaStory:
		return storyMedia(m.Peer, m.ID, m.ViaMention, m.Story)
	case *tg.MessageMediaWebPage:
		return &model.Media{Kind: model.KindWebPage, WebPage: webPage(m.Webpage), Flags: flags(
			"force_large_media", m.ForceLargeMedia, "force_small_media", m.ForceSmallMedia,
			"manual", m.Manual, "safe", m.Safe)}
	case *tg.MessageMediaGiveaway:
		return &model.Media{Kind: model.KindGiveaway, Giveaway: giveaway(m)}
	case *tg.MessageMediaGiveawayResults:
		return &model.Media{Kind: model.KindGiveawayResults, Results: giveawayResults(m)}
	case *tg.MessageMediaPaidMedia:
		return &model.Media{Kind: model.KindPaid, Paid: &model.PaidMedia{
			Stars: m.StarsAmount, Items: extended(m.ExtendedMedia...),
		}}
	case *tg.MessageMediaVideoStream:
		return streamMedia(m)
	}
	return &model.Media{Kind: model.KindUnsupported, Constructor: m.TypeName()}
}

// photoMedia keeps what is known of a self-destructing photo, but not the names
// of its files: Telegram's rule is that such media is not saved.
func photoMedia(m *tg.MessageMediaPhoto) *model.Media {
	d := &model.Media{
		Kind: model.KindPhoto, Spoiler: m.Spoiler, TTL: m.TTLSeconds,
		Photo: photo(m.Photo), Live: document(m.Video), Flags: flags("live_photo", m.LivePhoto),
	}
	d.Expired = d.Photo == nil
	if d.Photo == nil {
		return d
	}
	if d.Live != nil && d.Live.File != "" && d.Photo.Video == "" {
		d.Photo.Video = d.Live.File
	}
	if d.TTL != 0 {
		d.Photo.File, d.Photo.Video, d.Live = "", "", nil
	}
	return d
}

func documentMedia(m *tg.MessageMediaDocument) *model.Media {
	d := &model.Media{
		Kind: model.KindDocument, Spoiler: m.Spoiler, TTL: m.TTLSeconds, Document: document(m.Document),
		Alternatives: documents(m.AltDocuments), Cover: photo(m.VideoCover), VideoTimestamp: m.VideoTimestamp,
		Flags: flags("nopremium", m.Nopremium, "video", m.Video, "round", m.Round, "voice", m.Voice),
	}
	d.Expired = d.Document == nil
	if d.TTL != 0 {
		d.Alternatives, d.Cover = nil, nil
		if d.Document != nil {
			d.Document.File, d.Document.Thumb, d.Document.VideoThumb, d.Document.Cover = "", "", "", ""
		}
	}
	return d
}

func liveGeo(m *tg.MessageMediaGeoLive) *model.Media {
	g := mapped(m.Geo)
	if g == nil {
		g = &model.Geo{Empty: true}
	}
	g.Period, g.Heading, g.Proximity = m.Period, m.Heading, m.ProximityNotificationRadius
	return &model.Media{Kind: model.KindGeoLive, Geo: g}
}

func gameMedia(g *tg.Game) *model.Media {
	return &model.Media{Kind: model.KindGame, Game: &model.Game{
		ID: g.ID, ShortName: g.ShortName, Title: g.Title, Description: g.Description,
		Photo: photo(g.Photo), Document: document(g.Document),
	}}
}

func diceMedia(m *tg.MessageMediaDice) *model.Media {
	d := &model.Dice{Emoji: m.Emoticon, Value: m.Value}
	if o, ok := m.GetGameOutcome(); ok {
		d.Stake, d.Won, d.Seed = o.StakeTonAmount, o.TonAmount, o.Seed
	}
	return &model.Media{Kind: model.KindDice, Dice: d}
}

func storyMedia(peer tg.PeerClass, id int, mention bool, s tg.StoryItemClass) *model.Media {
	return &model.Media{Kind: model.KindStory, Story: storyRef(peer, id, mention, s)}
}

func streamMedia(m *tg.MessageMediaVideoStream) *model.Media {
	s := &model.VideoStream{RTMP: m.RtmpStream}
	s.Call, s.Slug, s.Message = groupCall(m.Call)
	return &model.Media{Kind: model.KindVideoStream, Stream: s}
}

// groupCall names a call by its id, its link or the message that invited to it.
func groupCall(c tg.InputGroupCallClass) (id int64, slug string, message int) {
	switch c := c.(type) {
	case *tg.InputGroupCall:
		return c.ID, "", 0
	case *tg.InputGroupCallSlug:
		return 0, c.Slug, 0
	case *tg.InputGroupCallInviteMessage:
		return 0, "", c.MsgID
	}
	return 0, "", 0
}
