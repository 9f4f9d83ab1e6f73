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
