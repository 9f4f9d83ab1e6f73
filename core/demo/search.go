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
	top    int    // messages of this thread
	topic  int    // messages of this topic of a forum
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
			q.topic != 0 && topicOf(real) != q.topic,
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

// head is what ordinary and service messages have in common. It is read off the
// fields: the accessors ask the flags words, which an object has only once it
// was encoded or decoded.
type head struct {
	from, peer, saved    tg.PeerClass
	reply                tg.MessageReplyHeaderClass
	out, post, mentioned bool
}

func headOf(m tg.NotEmptyMessage) head {
	switch m := m.(type) {
	case *tg.Message:
		return head{from: m.FromID, peer: m.PeerID, saved: m.SavedPeerID, reply: m.ReplyTo, out: m.Out, post: m.Post, mentioned: m.Mentioned}
	case *tg.MessageService:
		return head{from: m.FromID, peer: m.PeerID, saved: m.SavedPeerID, reply: m.ReplyTo, out: m.Out, post: m.Post, mentioned: m.Mentioned}
	}
	return head{}
}

// isMine: from_id is the account, or is absent from an outgoing message; the
// posts of a channel are nobody's own.
func isMine(m tg.NotEmptyMessage, self int64) bool {
	h := headOf(m)
	if h.post {
		return false
	}
	if h.from == nil {
		return h.out
	}
	return world.KeyOf(h.from) == world.UserKey(self)
}

// senderOf is who sent a message: from_id, or the other side of a private chat.
func senderOf(m tg.NotEmptyMessage) world.PeerKey {
	switch h := headOf(m); {
	case h.from != nil:
		return world.KeyOf(h.from)
	case h.out:
		return world.PeerKey{}
	default:
		return world.KeyOf(h.peer)
	}
}

func savedPeer(m tg.NotEmptyMessage) world.PeerKey { return world.KeyOf(headOf(m).saved) }

// generalTopic is the topic of every message of a forum that names none,
// https://core.telegram.org/api/forum.
const generalTopic = 1

// inThread: a thread is its first message and the replies below it
// (https://core.telegram.org/api/threads).
func inThread(m tg.NotEmptyMessage, top int) bool {
	h, ok := headOf(m).reply.(*tg.MessageReplyHeader)
	switch {
	case m.GetID() == top:
		return true
	case !ok:
		return false
	case h.ReplyToTopID != 0:
		return h.ReplyToTopID == top
	}
	return h.ReplyToMsgID == top
}

// topicOf is the topic of a forum's message; what names none is in "General", and
// the message that made a topic is in it.
func topicOf(m tg.NotEmptyMessage) int {
	if service, ok := m.(*tg.MessageService); ok {
		if _, made := service.Action.(*tg.MessageActionTopicCreate); made {
			return service.ID
		}
	}
	h, ok := headOf(m).reply.(*tg.MessageReplyHeader)
	switch {
	case !ok || !h.ForumTopic:
		return generalTopic
	case h.ReplyToTopID != 0:
		return h.ReplyToTopID
	}
	return h.ReplyToMsgID
}
