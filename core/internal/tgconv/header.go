package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

func forward(f *tg.MessageFwdHeader) *model.Forward {
	return &model.Forward{
		From: PeerID(f.FromID), Name: f.FromName, Date: int64(f.Date), Post: f.ChannelPost, Author: f.PostAuthor,
		Imported: f.Imported, SavedOut: f.SavedOut,
		SavedPeer: PeerID(f.SavedFromPeer), SavedID: f.SavedFromMsgID,
		SavedFrom: PeerID(f.SavedFromID), SavedName: f.SavedFromName, SavedDate: int64(f.SavedDate),
		PSA: f.PsaType,
	}
}

// reply converts what a message answers; nil for none.
func reply(r tg.MessageReplyHeaderClass) *model.Reply {
	switch r := r.(type) {
	case *tg.MessageReplyHeader:
		d := &model.Reply{
			ID: r.ReplyToMsgID, Peer: PeerID(r.ReplyToPeerID), Top: r.ReplyToTopID,
			ForumTopic: r.ForumTopic, Scheduled: r.ReplyToScheduled, Ephemeral: r.ReplyToEphemeral,
			Quote: r.Quote, QuoteText: text(r.QuoteText, r.QuoteEntities), QuoteOffset: r.QuoteOffset,
			Media: media(r.ReplyMedia), TodoItem: r.TodoItemID, PollOption: r.PollOption,
		}
		if f, ok := r.GetReplyFrom(); ok {
			d.From = forward(&f)
		}
		return d
	case *tg.MessageReplyStoryHeader:
		return &model.Reply{Peer: PeerID(r.Peer), Story: r.StoryID}
	}
	return nil
}

func replies(r *tg.MessageReplies) *model.ReplyInfo {
	return &model.ReplyInfo{
		Count: r.Replies, Comments: r.Comments, Channel: r.ChannelID, Recent: peerIDs(r.RecentRepliers),
	}
}

// nano is how many nanotons make a TON.
const nano = 1_000_000_000

// price converts an amount of stars or of TON; nil for none.
func price(a tg.StarsAmountClass) *model.Price {
	switch a := a.(type) {
	case *tg.StarsAmount:
		return &model.Price{Whole: a.Amount, Nano: int64(a.Nanos)}
	case *tg.StarsTonAmount:
		return tonPrice(a.Amount)
	}
	return nil
}

func tonPrice(nanotons int64) *model.Price {
	return &model.Price{Whole: nanotons / nano, Nano: nanotons % nano, TON: true}
}
