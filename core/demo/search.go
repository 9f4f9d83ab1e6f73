package demo

import (
	"strings"

	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

// search is what messages of a peer are picked by. It is comparable, so that a
// search is made once.
type search struct {
	peer   world.PeerKey
	filter uint32 // constructor of a MessagesFilter; 0: all
	self   int64  // with mine: the account
	mine   bool   // sent by the account
	from   world.PeerKey
	text   string // in lower case
	top    int    // messages of this thread or topic
	saved  world.PeerKey
}

// wants is the search as a test of one message.
func (q search) wants() func(m tg.MessageClass) bool {
	filter := filterOf(q.filter)
	return func(m tg.MessageClass) bool {
		real, ok := m.AsNotEmpty()
		switch {
		case !ok,
			q.mine && !isMine(real, q.self),
			q.from != world.PeerKey{} && senderOf(real) != q.from,
			q.top != 0 && !inThread(real, q.top),
			q.saved != world.PeerKey{} && savedPeer(real) != q.saved:
			return false
		}
		if q.text != "" {
			msg, ok := real.(*tg.Message)
			if !ok || !strings.Contains(strings.ToLower(msg.Message), q.text) {
				return false
			}
		}
		return filter == nil || filter(real)
	}
}

// isMine: from_id is the account, or is absent from an outgoing message; the
// posts of a channel are nobody's own.
func isMine(m tg.NotEmptyMessage, self int64) bool {
	if m.GetPost() {
		return false
	}
	from, ok := m.GetFromID()
	if !ok {
		return m.GetOut()
	}
	u, ok := from.(*tg.PeerUser)
	return ok && u.UserID == self
}

// senderOf is who sent a message: from_id, or the other side of a private chat.
func senderOf(m tg.NotEmptyMessage) world.PeerKey {
	if from, ok := m.GetFromID(); ok {
		return world.KeyOf(from)
	}
	if m.GetOut() {
		return world.PeerKey{}
	}
	return world.KeyOf(m.GetPeerID())
}

func savedPeer(m tg.NotEmptyMessage) world.PeerKey {
	p, ok := m.GetSavedPeerID()
	if !ok {
		return world.PeerKey{}
	}
	return world.KeyOf(p)
}

// generalTopic is the topic of every message of a forum that names none,
// https://core.telegram.org/api/forum.
const generalTopic = 1

// inThread: a thread is its first message and the replies below it
// (https://core.telegram.org/api/threads).
func inThread(m tg.NotEmptyMessage, top int) bool {
	if m.GetID() == top {
		return true
	}
	reply, _ := m.GetReplyTo()
	h, ok := reply.(*tg.MessageReplyHeader)
	if !ok {
		return false
	}
	if h.ReplyToTopID != 0 {
		return h.ReplyToTopID == top
	}
	return h.ReplyToMsgID == top
}

// inTopic is inThread for forums, where what belongs to no topic is in "General".
func topicOf(m tg.NotEmptyMessage) int {
	reply, _ := m.GetReplyTo()
	h, ok := reply.(*tg.MessageReplyHeader)
	switch {
	case !ok || !h.ForumTopic:
		return generalTopic
	case h.ReplyToTopID != 0:
		return h.ReplyToTopID
	}
	return h.ReplyToMsgID
}
