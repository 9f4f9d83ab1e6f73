package json

import "satchel/core/internal/model"

// reactions writes the reactions; Telegram Desktop indents their elements one
// level further than those of any other array.
func (w *writer) reactions(list []model.Reaction) {
	w.key("reactions")
	w.open('[')
	w.depth++
	for i := range list {
		w.next()
		w.reaction(&list[i])
	}
	w.close(']')
	w.depth--
}

func (w *writer) reaction(r *model.Reaction) {
	w.open('{')
	w.keyStr("type", reactionType(r))
	w.keyInt("count", int64(r.Count))
	switch {
	case r.Emoji != "":
		w.keyStr("emoji", r.Emoji)
	case r.CustomEmoji != 0:
		w.key("document_id")
		w.emoji(r.CustomEmoji)
	}
	if len(r.Recent) > 0 {
		w.key("recent")
		w.open('[')
		for _, by := range r.Recent {
			w.next()
			w.open('{')
			w.keyName("from", w.env.name(by.From))
			w.keyPeer("from_id", by.From)
			w.key("date")
			w.date(w.env, by.Date)
			w.close('}')
		}
		w.close(']')
	}
	w.optID("emoji_id", r.CustomEmoji)
	w.close('}')
}

func reactionType(r *model.Reaction) string {
	switch {
	case r.Emoji != "":
		return "emoji"
	case r.CustomEmoji != 0:
		return "custom_emoji"
	case r.Paid:
		return "paid"
	}
	return "empty"
}
