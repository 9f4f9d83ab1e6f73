package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// reactionsOf adds the reactions to a message: the totals in Telegram's order,
// each with those of the recent reactors that gave it. A recent reaction that
// the totals lack is added with count 0.
// https://core.telegram.org/api/reactions
func reactionsOf(d *model.Message, r *tg.MessageReactions) {
	d.ReactionTags = r.ReactionsAsTags
	d.Reactions = reactionCounts(r.Results)
	for i := range r.RecentReactions {
		p := &r.RecentReactions[i]
		by := model.ReactionBy{From: PeerID(p.PeerID), Date: int64(p.Date), My: p.My, Big: p.Big}
		at := indexOf(d.Reactions, p.Reaction)
		if at < 0 {
			at = len(d.Reactions)
			d.Reactions = append(d.Reactions, reaction(p.Reaction))
		}
		d.Reactions[at].Recent = append(d.Reactions[at].Recent, by)
	}
	for _, t := range r.TopReactors {
		d.Reactors = append(d.Reactors, model.StarsReactor{
			From: PeerID(t.PeerID), Count: t.Count, Top: t.Top, My: t.My, Anonymous: t.Anonymous,
		})
	}
}

func reactionCounts(list []tg.ReactionCount) []model.Reaction {
	var out []model.Reaction
	for i := range list {
		c := reaction(list[i].Reaction)
		c.Count = list[i].Count
		// Order 0 is the first one chosen: the flag tells, not the number.
		c.ChosenOrder, c.Chosen = list[i].GetChosenOrder()
		out = append(out, c)
	}
	return out
}

func reaction(r tg.ReactionClass) model.Reaction {
	switch r := r.(type) {
	case *tg.ReactionEmoji:
		return model.Reaction{Emoji: r.Emoticon}
	case *tg.ReactionCustomEmoji:
		return model.Reaction{CustomEmoji: r.DocumentID}
	case *tg.ReactionPaid:
		return model.Reaction{Paid: true}
	case *tg.ReactionEmpty:
		return model.Reaction{}
	}
	return model.Reaction{}
}

func indexOf(list []model.Reaction, r tg.ReactionClass) int {
	want := reaction(r)
	for i := range list {
		if list[i].Emoji == want.Emoji && list[i].CustomEmoji == want.CustomEmoji && list[i].Paid == want.Paid {
			return i
		}
	}
	return -1
}
