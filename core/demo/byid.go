package demo

import (
	"context"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

// idsAtOnce is how many ids a vector may hold.
const idsAtOnce = 100

// getMessages: https://core.telegram.org/method/messages.getMessages; the ids of
// private chats and basic groups, which share one numbering.
func (s *Server) getMessages(_ context.Context, c *call, r *tg.MessagesGetMessagesRequest) (bin.Encoder, error) {
	if err := s.fewEnough(c, len(r.ID)); err != nil {
		return nil, err
	}
	messages := make([]tg.MessageClass, 0, len(r.ID))
	group := false
	for _, in := range r.ID {
		id, _ := in.(*tg.InputMessageID)
		if id == nil {
			return nil, refuse("MESSAGE_IDS_EMPTY")
		}
		m, key := s.messageAnywhere(id.ID)
		if key != (world.PeerKey{}) {
			s.mayRead(c, key)
		}
		group = group || key.Kind == world.KindGroup
		messages = append(messages, m)
	}
	who := s.company(group).of(messages)
	return &tg.MessagesMessages{Messages: messages, Topics: []tg.ForumTopicClass{}, Chats: who.chats, Users: who.users}, nil
}

func (s *Server) messageAnywhere(id int) (tg.MessageClass, world.PeerKey) {
	if key, ok := s.world.Locate(id); ok && s.forbidden(key) == nil {
		if m, ok := s.world.Message(key, id); ok {
			return m, key
		}
	}
	return &tg.MessageEmpty{ID: id}, world.PeerKey{}
}

// getChannelMessages: https://core.telegram.org/method/channels.getMessages.
func (s *Server) getChannelMessages(_ context.Context, c *call, r *tg.ChannelsGetMessagesRequest) (bin.Encoder, error) {
	key, err := s.channel(r.Channel)
	if err != nil {
		return nil, err
	}
	if err := s.someOf(c, len(r.ID), "MESSAGE_IDS_EMPTY"); err != nil {
		return nil, err
	}
	s.mayRead(c, key)
	if err := s.unreadable(key); err != nil {
		return nil, err
	}
	messages := make([]tg.MessageClass, 0, len(r.ID))
	for _, in := range r.ID {
		id, _ := in.(*tg.InputMessageID)
		if id == nil {
			return nil, refuse("MESSAGE_IDS_EMPTY")
		}
		m, ok := s.world.Message(key, id.ID)
		if !ok {
			m = &tg.MessageEmpty{ID: id.ID}
		}
		messages = append(messages, m)
	}
	return s.answerPage(key, messages, len(messages), false), nil
}

// getRichMessage: https://core.telegram.org/method/messages.getRichMessage; the
// whole of a message whose blocks come in part elsewhere.
func (s *Server) getRichMessage(_ context.Context, c *call, r *tg.MessagesGetRichMessageRequest) (bin.Encoder, error) {
	key, err := s.readable(c, r.Peer)
	if err != nil {
		return nil, err
	}
	m, ok := s.world.RichMessage(key, r.ID)
	if !ok {
		if m, ok = s.world.Message(key, r.ID); !ok {
			return nil, refuse("MESSAGE_ID_INVALID")
		}
	}
	return s.answerPage(key, []tg.MessageClass{m}, 1, false), nil
}

// someOf refuses an empty vector with the name its method has for that, and one of
// too many.
func (s *Server) someOf(c *call, n int, empty string) error {
	if n == 0 {
		return refuse(empty)
	}
	return s.fewEnough(c, n)
}

// fewEnough refuses more ids in a vector than the server takes.
func (s *Server) fewEnough(c *call, n int) error {
	if n <= idsAtOnce {
		return nil
	}
	s.violate(c.name, ruleTooMany, "%d ids, at most %d are taken", n, idsAtOnce)
	return refuse("LIMIT_INVALID")
}
