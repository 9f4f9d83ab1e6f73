package demo

import (
	"context"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

func (s *Server) peerMethods() []*method {
	return []*method{on(s.getUsers), on(s.getFullUser), on(s.getChats), on(s.getChannels), on(s.getFullChat),
		on(s.getFullChannel), on(s.getLeftChannels, takeoutOnly)}
}

// getUsers: https://core.telegram.org/method/users.getUsers.
func (s *Server) getUsers(_ context.Context, c *call, r *tg.UsersGetUsersRequest) (bin.Encoder, error) {
	if err := s.fewEnough(c, len(r.ID)); err != nil {
		return nil, err
	}
	out := &tg.UserClassVector{Elems: []tg.UserClass{}}
	for _, in := range r.ID {
		key, err := s.user(in)
		if err != nil {
			out.Elems = append(out.Elems, &tg.UserEmpty{ID: s.userNamed(in).ID})
			continue
		}
		u, _ := s.world.User(key.ID)
		out.Elems = append(out.Elems, u)
	}
	return out, nil
}

// getFullUser: https://core.telegram.org/method/users.getFullUser.
func (s *Server) getFullUser(_ context.Context, _ *call, r *tg.UsersGetFullUserRequest) (bin.Encoder, error) {
	key, err := s.user(r.ID)
	if err != nil {
		return nil, err
	}
	full, _ := s.world.FullUserOf(key.ID)
	who := s.company(false)
	who.add(key)
	who.of(full)
	return &tg.UsersUserFull{FullUser: *full, Chats: who.chats, Users: who.users}, nil
}

// getChats: https://core.telegram.org/method/messages.getChats.
func (s *Server) getChats(_ context.Context, c *call, r *tg.MessagesGetChatsRequest) (bin.Encoder, error) {
	if err := s.fewEnough(c, len(r.ID)); err != nil {
		return nil, err
	}
	out := &tg.MessagesChats{Chats: []tg.ChatClass{}}
	for _, id := range r.ID {
		chat, ok := s.world.Chat(id)
		if !ok {
			return nil, refuse("CHAT_ID_INVALID")
		}
		out.Chats = append(out.Chats, chat)
	}
	return out, nil
}

// getChannels: https://core.telegram.org/method/channels.getChannels.
func (s *Server) getChannels(_ context.Context, c *call, r *tg.ChannelsGetChannelsRequest) (bin.Encoder, error) {
	if err := s.fewEnough(c, len(r.ID)); err != nil {
		return nil, err
	}
	out := &tg.MessagesChats{Chats: []tg.ChatClass{}}
	for _, in := range r.ID {
		key, err := s.channel(in)
		if err != nil {
			return nil, err
		}
		if err := s.forbidden(key); err != nil {
			return nil, err
		}
		chat, _ := s.world.Channel(key.ID)
		out.Chats = append(out.Chats, chat)
	}
	return out, nil
}

// getFullChat: https://core.telegram.org/method/messages.getFullChat.
func (s *Server) getFullChat(_ context.Context, c *call, r *tg.MessagesGetFullChatRequest) (bin.Encoder, error) {
	key := world.GroupKey(r.ChatID)
	if !s.world.Known(key) {
		return nil, refuse("CHAT_ID_INVALID")
	}
	s.mayRead(c, key)
	if err := s.forbidden(key); err != nil {
		return nil, err
	}
	full, ok := s.world.FullChat(key)
	if !ok {
		full = &tg.ChatFull{ID: key.ID, Participants: &tg.ChatParticipants{ChatID: key.ID}}
	}
	return s.answerFull(key, full), nil
}

// getFullChannel: https://core.telegram.org/method/channels.getFullChannel.
func (s *Server) getFullChannel(_ context.Context, c *call, r *tg.ChannelsGetFullChannelRequest) (bin.Encoder, error) {
	key, err := s.channel(r.Channel)
	if err != nil {
		return nil, err
	}
	s.mayRead(c, key)
	if err := s.unreadable(key); err != nil {
		return nil, err
	}
	full, ok := s.world.FullChat(key)
	if !ok {
		full = &tg.ChannelFull{ID: key.ID, ChatPhoto: &tg.PhotoEmpty{}, Pts: 1}
	}
	return s.answerFull(key, full), nil
}

func (s *Server) answerFull(key world.PeerKey, full tg.ChatFullClass) bin.Encoder {
	who := s.company(false)
	who.add(key)
	who.of(full)
	return &tg.MessagesChatFull{FullChat: full, Chats: who.chats, Users: who.users}
}

// getLeftChannels: https://core.telegram.org/method/channels.getLeftChannels, a
// hundred at a time in the world's order. Both kinds of channels may be among
// them, so one of their flags is enough.
func (s *Server) getLeftChannels(_ context.Context, c *call, r *tg.ChannelsGetLeftChannelsRequest) (bin.Encoder, error) {
	if f := c.takeout.flags; !f.MessageChannels && !f.MessageMegagroups {
		s.violate(c.name, ruleFlags, "without the flags message_channels and message_megagroups")
	}
	if r.Offset < 0 {
		return nil, refuse("OFFSET_INVALID")
	}
	left := s.world.LeftChannels()
	count, claimed := s.world.Count("left_channels")
	if !claimed {
		count = len(left)
	}
	at := min(r.Offset, len(left))
	page := left[at:min(at+pageLimit, len(left))]
	chats := make([]tg.ChatClass, 0, len(page))
	for _, id := range page {
		if chat, ok := s.world.Channel(id); ok {
			chats = append(chats, chat)
		}
	}
	if len(page) == len(left) && !claimed {
		return &tg.MessagesChats{Chats: chats}, nil
	}
	return &tg.MessagesChatsSlice{Count: count, Chats: chats}, nil
}
