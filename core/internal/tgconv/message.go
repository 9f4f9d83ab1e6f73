package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// Message converts a message. It is false for messageEmpty, a number without a
// message.
func Message(m tg.MessageClass) (model.Message, bool) {
	switch m := m.(type) {
	case *tg.Message:
		return message(m), true
	case *tg.MessageService:
		return service(m), true
	case *tg.MessageEmpty:
		return model.Message{}, false
	}
	return model.Message{}, false
}

func message(m *tg.Message) model.Message {
	d := model.Message{
		V: model.Version, ID: m.ID, Peer: PeerID(m.PeerID), Date: int64(m.Date),
		From: PeerID(m.FromID), FromRank: m.FromRank, FromBoosts: m.FromBoostsApplied,
		SavedPeer: PeerID(m.SavedPeerID), ViaBot: m.ViaBotID, BusinessBot: m.ViaBusinessBotID,
		GuestVia: PeerID(m.GuestchatViaFrom), Author: m.PostAuthor,
		Edited: int64(m.EditDate), EditHidden: m.EditHide, Out: m.Out, Mentioned: m.Mentioned,
		Silent: m.Silent, Post: m.Post, Scheduled: m.FromScheduled, Pinned: m.Pinned,
		NoForwards: m.Noforwards, InvertMedia: m.InvertMedia, Offline: m.Offline,
		GroupedID: m.GroupedID, TTL: m.TTLPeriod, Effect: m.Effect, PaidStars: m.PaidMessageStars,
		QuickReply: m.QuickReplyShortcutID, RepeatPeriod: m.ScheduleRepeatPeriod,
		SummaryLang: m.SummaryFromLanguage, ReportUntil: int64(m.ReportDeliveryUntilDate),
		Restricted: restrictions(m.RestrictionReason),
		Reply:      reply(m.ReplyTo), Text: text(m.Message, m.Entities), Media: media(m.Media),
		Flags: flags("legacy", m.Legacy, "video_processing_pending", m.VideoProcessingPending,
			"paid_suggested_post_stars", m.PaidSuggestedPostStars,
			"paid_suggested_post_ton", m.PaidSuggestedPostTon),
	}
	optional(&d, m)
	markup(&d, m.ReplyMarkup)
	return d
}

// optional adds the parts that are objects of their own behind a flag.
func optional(d *model.Message, m *tg.Message) {
	if f, ok := m.GetFwdFrom(); ok {
		d.Forward = forward(&f)
	}
	if v, ok := m.GetViews(); ok {
		d.Views = &v
	}
	if n, ok := m.GetForwards(); ok {
		d.Forwards = &n
	}
	if r, ok := m.GetReplies(); ok {
		d.Replies = replies(&r)
	}
	if r, ok := m.GetReactions(); ok {
		reactionsOf(d, &r)
	}
	if f, ok := m.GetFactcheck(); ok {
		d.FactCheck = &model.FactCheck{Country: f.Country, Text: withEntities(f.Text), NeedCheck: f.NeedCheck}
	}
	if s, ok := m.GetSuggestedPost(); ok {
		d.Suggested = &model.SuggestedPost{
			Accepted: s.Accepted, Rejected: s.Rejected, Price: price(s.Price), Schedule: int64(s.ScheduleDate),
		}
	}
	if r, ok := m.GetRichMessage(); ok {
		d.Rich = rich(&r)
	}
}

func service(m *tg.MessageService) model.Message {
	d := model.Message{
		V: model.Version, Kind: model.MessageService, ID: m.ID, Peer: PeerID(m.PeerID), Date: int64(m.Date),
		From: PeerID(m.FromID), SavedPeer: PeerID(m.SavedPeerID),
		Out: m.Out, Mentioned: m.Mentioned, Silent: m.Silent, Post: m.Post, TTL: m.TTLPeriod,
		Reply: reply(m.ReplyTo), Action: action(m.Action), Flags: flags("legacy", m.Legacy),
	}
	// A service message names what it is about (the pinned message, the invoice,
	// the game) by answering it.
	if d.Action != nil && d.Action.Message == 0 && d.Reply != nil {
		d.Action.Message = d.Reply.ID
	}
	if r, ok := m.GetReactions(); ok {
		reactionsOf(&d, &r)
	}
	return d
}
