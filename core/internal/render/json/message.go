package json

import "satchel/core/internal/model"

// writer serialises the messages of one chat in the single-chat form.
type writer struct {
	buffer
	env     *Env
	folder  string // of the chat, relative to the archive
	files   Files
	shift   int          // what is added to the ids of the message in hand
	vcard   string       // the message's contact as a file, relative to the archive
	gameBot model.PeerID // whose game the message in hand shows
	runs    []model.TextRun
	past    Past // of the message in hand
}

// message appends one message; id is its id as it is written, which differs
// from its own in a migrated history.
func (w *writer) message(m *model.Message, id int, vcard string) {
	w.shift, w.vcard, w.gameBot = id-m.ID, vcard, w.env.bot(m)
	w.next()
	w.open('{')
	w.keyInt("id", int64(id))
	if unsupported(m) {
		w.keyStr("type", "unsupported")
		w.close('}')
		return
	}
	service := m.Kind == model.MessageService && reported(m.Action)
	if service {
		w.keyStr("type", "service")
	} else {
		w.keyStr("type", "message")
	}
	w.dates(w.env, "date", m.Date)
	w.optDates(w.env, "edited", m.Edited)
	if service {
		w.action(m)
	} else {
		w.head(m)
		w.media(m.Media)
	}
	w.body(m)
	w.extra(m)
	w.close('}')
}

// bot is the bot a message's content comes from.
func (e *Env) bot(m *model.Message) model.PeerID {
	switch {
	case m.ViaBot != 0:
		return model.UserID(m.ViaBot)
	case m.Forward != nil && m.Forward.From.Kind == model.KindUser && m.Forward.From.ID != 0:
		return m.Forward.From
	}
	return e.sender(m)
}

func unsupported(m *model.Message) bool {
	return m.Kind == model.MessageUndecoded || m.Media != nil && m.Media.Kind == model.KindUnsupported && m.Rich == nil
}

// head writes who sent the message, where it came from and what it answers.
func (w *writer) head(m *model.Message) {
	from := w.env.sender(m)
	w.optNamed("from", from)
	w.optStr("author", m.Author)
	if f := m.Forward; f != nil {
		w.forward(f)
	}
	if r := m.Reply; r != nil {
		w.reply(r)
	}
	if m.ViaBot != 0 {
		if name := w.env.username(model.UserID(m.ViaBot)); name != "" {
			w.keyStr("via_bot", "@"+name)
		}
	}
}

// sender is who a message is from; Telegram leaves it out where it is the chat.
func (e *Env) sender(m *model.Message) model.PeerID {
	switch {
	case !m.From.IsZero():
		return m.From
	case m.Out && m.Peer.Kind == model.KindUser:
		return e.Self
	}
	return m.Peer
}

func (w *writer) forward(f *model.Forward) {
	switch {
	case !f.From.IsZero():
		w.keyName("forwarded_from", w.env.name(f.From))
		w.keyPeer("forwarded_from_id", f.From)
	case f.Name != "":
		w.keyStr("forwarded_from", f.Name)
	}
	if !f.SavedPeer.IsZero() {
		w.keyName("saved_from", w.env.name(f.SavedPeer))
	}
}

func (w *writer) reply(r *model.Reply) {
	if r.ID == 0 {
		return
	}
	if !r.Peer.IsZero() { // Telegram Desktop writes it for the same chat, too
		w.keyInt("reply_to_message_id", int64(r.ID))
		w.keyPeer("reply_to_peer_id", r.Peer)
		return
	}
	w.keyInt("reply_to_message_id", int64(r.ID+w.shift))
}

// body writes what follows the media: text, buttons and reactions.
func (w *writer) body(m *model.Message) {
	if m.Rich != nil {
		w.rich(m.Rich)
	} else {
		w.texts(m.Text)
	}
	if m.Keyboard == "inline" {
		w.buttons(m.Buttons)
	}
	if len(m.Reactions) > 0 {
		w.reactions(m.Reactions)
	}
}
