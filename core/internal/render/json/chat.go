package json

import (
	"bufio"
	"io"

	"satchel/core/internal/model"
)

// Chat writes one chat: its own document, and its part of the account's.
type Chat struct {
	account *Account
	single  *bufio.Writer
	w       writer
	shifted []byte
}

// accountShift is how much deeper a chat stands in the account form: below the
// root, its kind ("chats") and the list.
const (
	accountShift  = "   "
	messagesDepth = 2
)

// flushAt is how many bytes of messages are gathered before they are passed on.
const flushAt = 32 << 10

// Message writes one message; id is its id as written, vcard the path of the
// contact it shares ("" for none), files tell where its files are.
func (c *Chat) Message(m *model.Message, id int, vcard string, files Files) error {
	return c.MessageWithPast(m, id, vcard, files, Past{})
}

// Past is what an archive knows of a message beyond its last state.
type Past struct {
	Versions []model.Message // earlier states, oldest first
	Missing  bool            // Telegram no longer has it
}

// MessageWithPast writes one message and what it was before.
func (c *Chat) MessageWithPast(m *model.Message, id int, vcard string, files Files, past Past) error {
	c.w.past = past
	c.w.files = files
	c.w.message(m, id, vcard)
	if len(c.w.b) < flushAt {
		return nil
	}
	return c.flush()
}

func (c *Chat) flush() error {
	if _, err := c.single.Write(c.w.b); err != nil {
		return err
	}
	c.shifted = appendAccountForm(c.shifted[:0], &c.w.buffer, accountShift)
	c.w.reset()
	_, err := c.account.out.Write(c.shifted)
	return err
}

// Close ends the chat in both documents.
func (c *Chat) Close() error { return c.CloseWith(Facts{}) }

// Chat begins a chat of the list that is open. Its own document goes to single;
// folder is where that lies in the archive.
func (a *Account) Chat(single io.Writer, folder string, p *model.Peer) (*Chat, error) {
	c := &Chat{account: a, single: bufio.NewWriterSize(single, 64<<10)}
	c.w.env, c.w.folder = a.env, folder
	a.w.next()
	if err := a.flush(); err != nil {
		return nil, err
	}
	c.w.open('{')
	chatHead(&c.w.buffer, a.env, p)
	c.w.key("messages")
	c.w.open('[')
	return c, nil
}

// chatHead writes name, type and id. The chats that are not with somebody have
// no name; of people only the first name is written.
func chatHead(w *buffer, e *Env, p *model.Peer) {
	kind := e.chatType(p)
	switch kind {
	case model.SavedMessages, model.Replies, model.VerificationCodes:
	default:
		w.keyName("name", chatName(p))
	}
	w.keyStr("type", string(kind))
	w.keyInt("id", p.ID.ID)
}

// chatType is the kind of a chat. Direct messages to a channel are a personal chat
// to who writes them, and as public as the channel to who answers for it.
func (e *Env) chatType(p *model.Peer) model.ChatType {
	if !p.Monoforum {
		return p.Type()
	}
	channel := e.Peer(p.MonoforumOf)
	switch {
	case channel == nil || !channel.Creator && !channel.Admin:
		return model.PersonalChat
	case username(channel) != "":
		return model.PublicSupergroup
	}
	return model.PrivateSupergroup
}

func chatName(p *model.Peer) string {
	if p.ID.Kind == model.KindUser {
		return p.FirstName
	}
	return p.Title
}
