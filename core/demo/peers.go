package demo

import (
	"slices"

	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

// nameOf is the peer an input peer names, without asking whether the caller may;
// zero for none.
func (s *Server) nameOf(p tg.InputPeerClass) world.PeerKey {
	switch p := p.(type) {
	case *tg.InputPeerSelf:
		return world.UserKey(s.self.ID)
	case *tg.InputPeerUser:
		return world.UserKey(p.UserID)
	case *tg.InputPeerChat:
		return world.GroupKey(p.ChatID)
	case *tg.InputPeerChannel:
		return world.ChannelKey(p.ChannelID)
	case *tg.InputPeerUserFromMessage:
		return world.UserKey(p.UserID)
	case *tg.InputPeerChannelFromMessage:
		return world.ChannelKey(p.ChannelID)
	}
	return world.PeerKey{}
}

func channelNamed(c tg.InputChannelClass) world.PeerKey {
	switch c := c.(type) {
	case *tg.InputChannel:
		return world.ChannelKey(c.ChannelID)
	case *tg.InputChannelFromMessage:
		return world.ChannelKey(c.ChannelID)
	}
	return world.PeerKey{}
}

func (s *Server) userNamed(u tg.InputUserClass) world.PeerKey {
	switch u := u.(type) {
	case *tg.InputUserSelf:
		return world.UserKey(s.self.ID)
	case *tg.InputUser:
		return world.UserKey(u.UserID)
	case *tg.InputUserFromMessage:
		return world.UserKey(u.UserID)
	}
	return world.PeerKey{}
}

// peer is the peer of a request, its access hash checked
// (https://core.telegram.org/api/peers): a hash is the account's own for each
// user and channel, basic groups need none.
func (s *Server) peer(p tg.InputPeerClass) (world.PeerKey, error) {
	switch p := p.(type) {
	case *tg.InputPeerSelf:
		return world.UserKey(s.self.ID), nil
	case *tg.InputPeerUser:
		return s.userByHash(p.UserID, p.AccessHash, "PEER_ID_INVALID")
	case *tg.InputPeerChat:
		if key := world.GroupKey(p.ChatID); s.world.Known(key) {
			return key, nil
		}
		return world.PeerKey{}, refuse("CHAT_ID_INVALID")
	case *tg.InputPeerChannel:
		return s.channelByHash(p.ChannelID, p.AccessHash)
	case *tg.InputPeerUserFromMessage:
		return s.seenIn(p.Peer, p.MsgID, world.UserKey(p.UserID))
	case *tg.InputPeerChannelFromMessage:
		return s.seenIn(p.Peer, p.MsgID, world.ChannelKey(p.ChannelID))
	}
	return world.PeerKey{}, refuse("PEER_ID_INVALID")
}

func (s *Server) channel(c tg.InputChannelClass) (world.PeerKey, error) {
	switch c := c.(type) {
	case *tg.InputChannel:
		return s.channelByHash(c.ChannelID, c.AccessHash)
	case *tg.InputChannelFromMessage:
		return s.seenIn(c.Peer, c.MsgID, world.ChannelKey(c.ChannelID))
	}
	return world.PeerKey{}, refuse("CHANNEL_INVALID")
}

func (s *Server) user(u tg.InputUserClass) (world.PeerKey, error) {
	switch u := u.(type) {
	case *tg.InputUserSelf:
		return world.UserKey(s.self.ID), nil
	case *tg.InputUser:
		return s.userByHash(u.UserID, u.AccessHash, "USER_ID_INVALID")
	case *tg.InputUserFromMessage:
		return s.seenIn(u.Peer, u.MsgID, world.UserKey(u.UserID))
	}
	return world.PeerKey{}, refuse("USER_ID_INVALID")
}

func (s *Server) userByHash(id, hash int64, complaint string) (world.PeerKey, error) {
	u, ok := s.world.User(id)
	if !ok || u.AccessHash != hash {
		return world.PeerKey{}, refuse(complaint)
	}
	return world.UserKey(id), nil
}

func (s *Server) channelByHash(id, hash int64) (world.PeerKey, error) {
	chat, _ := s.world.Channel(id)
	var real int64
	switch ch := chat.(type) {
	case *tg.Channel:
		real = ch.AccessHash
	case *tg.ChannelForbidden:
		real = ch.AccessHash
	default:
		return world.PeerKey{}, refuse("CHANNEL_INVALID")
	}
	if hash != real {
		return world.PeerKey{}, refuse("CHANNEL_INVALID")
	}
	return world.ChannelKey(id), nil
}

// seenIn is a peer known only from a message (https://core.telegram.org/api/min).
func (s *Server) seenIn(in tg.InputPeerClass, id int, key world.PeerKey) (world.PeerKey, error) {
	if err := s.seenThere(in, id, key); err != nil {
		return world.PeerKey{}, err
	}
	if !s.world.Known(key) {
		return world.PeerKey{}, refuse("MSG_ID_INVALID")
	}
	return key, nil
}

// seenThere refuses a message that does not name the peer: it must be there, in a
// chat that the account may read.
func (s *Server) seenThere(in tg.InputPeerClass, id int, key world.PeerKey) error {
	chat, err := s.peer(in)
	if err != nil {
		return err
	}
	if err := s.unreadable(chat); err != nil {
		return err
	}
	named := false
	if m, ok := s.world.Message(chat, id); ok {
		s.walk.walk(m, found{peer: func(k world.PeerKey) { named = named || k == key }})
	}
	if !named {
		return refuse("MSG_ID_INVALID")
	}
	return nil
}

// forbidden is the answer of every call on a chat the account is shut out of.
func (s *Server) forbidden(key world.PeerKey) error {
	switch key.Kind {
	case world.KindGroup:
		chat, _ := s.world.Chat(key.ID)
		if _, out := chat.(*tg.ChatForbidden); out {
			return refuse("CHAT_FORBIDDEN")
		}
	case world.KindChannel:
		chat, _ := s.world.Channel(key.ID)
		if _, out := chat.(*tg.ChannelForbidden); out {
			return refuse("CHANNEL_PRIVATE")
		}
	}
	return nil
}

// unreadable is forbidden, and the histories of channels the account left that
// have no public name.
func (s *Server) unreadable(key world.PeerKey) error {
	if err := s.forbidden(key); err != nil || key.Kind != world.KindChannel {
		return err
	}
	chat, _ := s.world.Channel(key.ID)
	if ch, ok := chat.(*tg.Channel); ok && slices.Contains(s.world.LeftChannels(), key.ID) && !isPublic(ch) {
		return refuse("CHANNEL_PRIVATE")
	}
	return nil
}

func isPublic(ch *tg.Channel) bool {
	if ch.Username != "" {
		return true
	}
	return slices.ContainsFunc(ch.Usernames, func(u tg.Username) bool { return u.Active })
}

// company is the users and chats that go along with an answer: each once, in the
// order they were named. Those the world lacks are left out.
type company struct {
	server *Server
	min    bool // of messages of groups and channels: the min form, where there is one
	seen   map[world.PeerKey]bool
	users  []tg.UserClass
	chats  []tg.ChatClass
}

func (s *Server) company(min bool) *company {
	return &company{server: s, min: min, seen: map[world.PeerKey]bool{}, users: []tg.UserClass{}, chats: []tg.ChatClass{}}
}

// of adds everybody that objects name.
func (c *company) of(objects ...any) *company {
	for _, o := range objects {
		c.server.walk.walk(o, found{peer: c.add})
	}
	return c
}

func (c *company) add(key world.PeerKey) {
	if c.seen[key] {
		return
	}
	c.seen[key] = true
	w := c.server.world
	switch key.Kind {
	case world.KindUser:
		if u, ok := w.MinUser(key.ID); ok && c.min {
			c.users = append(c.users, u)
		} else if u, ok := w.User(key.ID); ok {
			c.users = append(c.users, u)
		}
	case world.KindGroup:
		if g, ok := w.Chat(key.ID); ok {
			c.chats = append(c.chats, g)
		}
	case world.KindChannel:
		if ch, ok := w.MinChat(key.ID); ok && c.min {
			c.chats = append(c.chats, ch)
		} else if ch, ok := w.Channel(key.ID); ok {
			c.chats = append(c.chats, ch)
		}
	}
}
