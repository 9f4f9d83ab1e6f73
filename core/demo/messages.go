package demo

import (
	"context"
	"fmt"
	"strings"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

func (s *Server) messageMethods() []*method {
	return []*method{on(s.getHistory), on(s.searchMessages), on(s.getSearchCounters), on(s.getMessages),
		on(s.getChannelMessages), on(s.getReplies), on(s.getSavedHistory), on(s.getRichMessage)}
}

// getHistory: https://core.telegram.org/method/messages.getHistory.
func (s *Server) getHistory(_ context.Context, c *call, r *tg.MessagesGetHistoryRequest) (bin.Encoder, error) {
	key, err := s.readable(c, r.Peer)
	if err != nil {
		return nil, err
	}
	p := paging{offsetID: r.OffsetID, offsetDate: r.OffsetDate, addOffset: r.AddOffset,
		limit: clampLimit(r.Limit), maxID: r.MaxID, minID: r.MinID, hash: r.Hash}
	return s.page(c, key, s.ranged(c, key, s.history(key)), p)
}

// readable is a peer whose history the caller may read; that its kind was named
// for the takeout is checked on the way.
func (s *Server) readable(c *call, p tg.InputPeerClass) (world.PeerKey, error) {
	key, err := s.peer(p)
	if err != nil {
		return key, err
	}
	s.mayRead(c, key)
	return key, s.unreadable(key)
}

// searchMessages: https://core.telegram.org/method/messages.search. A channel
// that was left still gives what the account itself wrote there.
func (s *Server) searchMessages(_ context.Context, c *call, r *tg.MessagesSearchRequest) (bin.Encoder, error) {
	q, err := s.searchOf(c, r)
	if err != nil {
		return nil, err
	}
	l, err := s.pick(q)
	if err != nil {
		return nil, err
	}
	p := paging{offsetID: r.OffsetID, addOffset: r.AddOffset, limit: min(max(r.Limit, 0), pageLimit),
		maxID: r.MaxID, minID: r.MinID, maxDate: r.MaxDate, minDate: r.MinDate, hash: r.Hash}
	return s.page(c, q.peer, s.ranged(c, q.peer, l), p)
}

func (s *Server) searchOf(c *call, r *tg.MessagesSearchRequest) (search, error) {
	var q search
	key, err := s.peer(r.Peer)
	if err != nil {
		return q, err
	}
	s.mayRead(c, key)
	if !knownFilter(r.Filter) {
		return q, refuse("INPUT_FILTER_INVALID")
	}
	q = s.threadOf(key, r.TopMsgID)
	q.text = strings.ToLower(r.Q)
	if r.Filter.TypeID() != tg.InputMessagesFilterEmptyTypeID {
		q.filter = r.Filter.TypeID()
	}
	if from, ok := r.GetFromID(); ok {
		sender, err := s.peer(from)
		if err != nil {
			return q, err
		}
		if q.mine = sender == world.UserKey(s.self.ID); q.mine {
			q.self = s.self.ID
		} else {
			q.from = sender
		}
	}
	if saved, ok := r.GetSavedPeerID(); ok {
		if q.saved, err = s.peer(saved); err != nil {
			return q, err
		}
	}
	s.judgeSearch(c, r)
	if q.mine {
		return q, s.forbidden(key)
	}
	return q, s.unreadable(key)
}

// judgeSearch: an export of "only my messages" that searches Saved Messages
// instead of the chat.
func (s *Server) judgeSearch(c *call, r *tg.MessagesSearchRequest) {
	_, self := r.Peer.(*tg.InputPeerSelf)
	_, narrowed := r.GetSavedPeerID()
	if c.inTakeout && self && !narrowed && r.Q == "" && r.Filter.TypeID() == tg.InputMessagesFilterEmptyTypeID {
		s.violate(c.name, ruleSearchSelf, "peer is inputPeerSelf: that is Saved Messages, not a chat's own messages")
	}
}

// page answers with a page of a list: with the whole list where it fits, else
// with a slice and the count of all. Channels always count.
func (s *Server) page(c *call, key world.PeerKey, l list, p paging) (bin.Encoder, error) {
	count, claimed := l.Len(), false
	if n, ok := s.world.Count(key.String()); ok && count > 0 {
		count, claimed = n, true
	}
	at := p.cut(l)
	messages := make([]tg.MessageClass, 0, len(at))
	ids := make([]int64, 0, len(at))
	for _, i := range at {
		m, err := l.At(i)
		if err != nil {
			return nil, fmt.Errorf("message %d of %s: %w", l.ID(i), key, err)
		}
		messages, ids = append(messages, m), append(ids, int64(m.GetID()))
	}
	if p.hash != 0 && p.hash == hashOf(ids) {
		return &tg.MessagesMessagesNotModified{Count: count}, nil
	}
	if _, history := c.request.(*tg.MessagesGetHistoryRequest); history && l.Len() == 0 {
		if m, err := s.gap(c, key); err != nil || m != nil {
			messages = append(messages, m)
		}
	}
	return s.answerPage(key, messages, count, len(at) == l.Len() && !claimed && p.limit > 0), nil
}

func (s *Server) answerPage(key world.PeerKey, messages []tg.MessageClass, count int, whole bool) bin.Encoder {
	who := s.company(key.Kind != world.KindUser)
	who.add(key)
	who.of(messages)
	switch {
	case key.Kind == world.KindChannel:
		return &tg.MessagesChannelMessages{Pts: 1, Count: count, Messages: messages, Topics: s.topicsOf(key, messages),
			Chats: who.chats, Users: who.users}
	case whole:
		return &tg.MessagesMessages{Messages: messages, Topics: []tg.ForumTopicClass{}, Chats: who.chats, Users: who.users}
	}
	return &tg.MessagesMessagesSlice{Count: count, Messages: messages, Topics: []tg.ForumTopicClass{},
		Chats: who.chats, Users: who.users}
}

// topicsOf are the topics the messages of a forum are in.
func (s *Server) topicsOf(key world.PeerKey, messages []tg.MessageClass) []tg.ForumTopicClass {
	out := []tg.ForumTopicClass{}
	topics := s.world.Topics(key)
	if len(topics) == 0 {
		return out
	}
	in := map[int]bool{}
	for _, m := range messages {
		if real, ok := m.AsNotEmpty(); ok {
			in[topicOf(real)] = true
		}
	}
	for _, t := range topics {
		if in[t.Topic.GetID()] {
			out = append(out, t.Topic)
		}
	}
	return out
}

// getSearchCounters: https://core.telegram.org/method/messages.getSearchCounters.
func (s *Server) getSearchCounters(_ context.Context, c *call, r *tg.MessagesGetSearchCountersRequest) (bin.Encoder, error) {
	key, err := s.readable(c, r.Peer)
	if err != nil {
		return nil, err
	}
	base := s.threadOf(key, r.TopMsgID)
	if saved, ok := r.GetSavedPeerID(); ok {
		if base.saved, err = s.peer(saved); err != nil {
			return nil, err
		}
	}
	out := &tg.MessagesSearchCounterVector{}
	for _, f := range r.Filters {
		if !knownFilter(f) {
			return nil, refuse("INPUT_FILTER_INVALID")
		}
		q := base
		if f.TypeID() != tg.InputMessagesFilterEmptyTypeID {
			q.filter = f.TypeID()
		}
		l, err := s.pick(q)
		if err != nil {
			return nil, err
		}
		out.Elems = append(out.Elems, tg.MessagesSearchCounter{Filter: f, Count: s.ranged(c, key, l).Len()})
	}
	return out, nil
}

// getReplies: https://core.telegram.org/method/messages.getReplies, the messages
// of a thread or of a forum's topic.
func (s *Server) getReplies(_ context.Context, c *call, r *tg.MessagesGetRepliesRequest) (bin.Encoder, error) {
	key, err := s.readable(c, r.Peer)
	if err != nil {
		return nil, err
	}
	if _, ok := s.world.Message(key, r.MsgID); !ok && !s.hasTopic(key, r.MsgID) {
		return nil, refuse("MSG_ID_INVALID")
	}
	l, err := s.pick(s.threadOf(key, r.MsgID))
	if err != nil {
		return nil, err
	}
	return s.page(c, key, s.ranged(c, key, l), paging{offsetID: r.OffsetID, offsetDate: r.OffsetDate, addOffset: r.AddOffset,
		limit: clampLimit(r.Limit), maxID: r.MaxID, minID: r.MinID, hash: r.Hash})
}

// threadOf is the search for a thread, or for a topic where the number is one's.
func (s *Server) threadOf(key world.PeerKey, id int) search {
	if id != 0 && s.hasTopic(key, id) {
		return search{peer: key, topic: id}
	}
	return search{peer: key, top: id}
}

func (s *Server) hasTopic(key world.PeerKey, id int) bool {
	for _, t := range s.world.Topics(key) {
		if t.Topic.GetID() == id {
			return true
		}
	}
	return false
}

// getSavedHistory: https://core.telegram.org/method/messages.getSavedHistory, one
// chat within Saved Messages, or within a monoforum.
func (s *Server) getSavedHistory(_ context.Context, c *call, r *tg.MessagesGetSavedHistoryRequest) (bin.Encoder, error) {
	in := world.UserKey(s.self.ID)
	if parent, ok := r.GetParentPeer(); ok {
		key, err := s.peer(parent)
		if err != nil {
			return nil, err
		}
		if err := s.mayReadDirect(key); err != nil {
			return nil, err
		}
		in = key
	}
	s.mayRead(c, in)
	of, err := s.peer(r.Peer)
	if err != nil {
		return nil, err
	}
	l, err := s.pick(search{peer: in, saved: of})
	if err != nil {
		return nil, err
	}
	return s.page(c, in, s.ranged(c, in, l), paging{offsetID: r.OffsetID, offsetDate: r.OffsetDate,
		addOffset: r.AddOffset, limit: clampLimit(r.Limit), maxID: r.MaxID, minID: r.MinID, hash: r.Hash})
}
