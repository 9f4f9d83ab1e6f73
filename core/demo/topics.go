package demo

import (
	"context"
	"slices"
	"strings"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

func (s *Server) topicMethods() []*method {
	return []*method{on(s.getForumTopics), on(s.getForumTopicsByID)}
}

// getForumTopics: https://core.telegram.org/method/messages.getForumTopics. The
// pinned ones first, then by their newest message.
func (s *Server) getForumTopics(_ context.Context, c *call, r *tg.MessagesGetForumTopicsRequest) (bin.Encoder, error) {
	key, topics, err := s.forum(c, r.Peer)
	if err != nil {
		return nil, err
	}
	if q, ok := r.GetQ(); ok {
		topics = slices.DeleteFunc(topics, func(t tg.ForumTopicClass) bool { return !isNamed(t, q) })
	}
	at := topicAfter(topics, r)
	page := topics[at:min(at+clampLimit(r.Limit), len(topics))]
	return s.answerTopics(key, page, len(topics)), nil
}

// isNamed reports whether a topic's title has the words of a search.
func isNamed(t tg.ForumTopicClass, q string) bool {
	topic, ok := t.(*tg.ForumTopic)
	return ok && strings.Contains(strings.ToLower(topic.Title), strings.ToLower(q))
}

// topicAfter is where a page begins: after the topic that the offsets name; when that
// is gone, at the first one that is not pinned and whose newest message is older.
func topicAfter(topics []tg.ForumTopicClass, r *tg.MessagesGetForumTopicsRequest) int {
	if i := slices.IndexFunc(topics, func(t tg.ForumTopicClass) bool { return t.GetID() == r.OffsetTopic }); i >= 0 {
		return i + 1
	}
	if r.OffsetID <= 0 {
		return 0
	}
	i := slices.IndexFunc(topics, func(t tg.ForumTopicClass) bool {
		topic, ok := t.(*tg.ForumTopic)
		return ok && !topic.Pinned && topic.TopMessage < r.OffsetID
	})
	if i < 0 {
		return len(topics)
	}
	return i
}

// getForumTopicsByID: https://core.telegram.org/method/messages.getForumTopicsByID.
func (s *Server) getForumTopicsByID(_ context.Context, c *call, r *tg.MessagesGetForumTopicsByIDRequest) (bin.Encoder, error) {
	if err := s.someOf(c, len(r.Topics), "TOPICS_EMPTY"); err != nil {
		return nil, err
	}
	key, topics, err := s.forum(c, r.Peer)
	if err != nil {
		return nil, err
	}
	out := []tg.ForumTopicClass{}
	for _, id := range r.Topics {
		i := slices.IndexFunc(topics, func(t tg.ForumTopicClass) bool { return t.GetID() == id })
		if i < 0 {
			out = append(out, &tg.ForumTopicDeleted{ID: id})
		} else {
			out = append(out, topics[i])
		}
	}
	return s.answerTopics(key, out, len(out)), nil
}

func (s *Server) forum(c *call, p tg.InputPeerClass) (world.PeerKey, []tg.ForumTopicClass, error) {
	key, err := s.readable(c, p)
	if err != nil {
		return key, nil, err
	}
	var topics []tg.ForumTopicClass
	for _, t := range s.world.Topics(key) {
		topics = append(topics, t.Topic)
	}
	chat, _ := s.world.Channel(key.ID)
	ch, _ := chat.(*tg.Channel)
	if len(topics) == 0 && (ch == nil || !ch.Forum) {
		return key, nil, refuse("CHANNEL_FORUM_MISSING")
	}
	slices.SortStableFunc(topics, func(a, b tg.ForumTopicClass) int { return topicRank(b) - topicRank(a) })
	return key, topics, nil
}

// topicRank orders topics: a pinned one is above all that are not.
func topicRank(t tg.ForumTopicClass) int {
	topic, ok := t.(*tg.ForumTopic)
	switch {
	case !ok:
		return 0
	case topic.Pinned:
		return topic.TopMessage + 1<<32
	}
	return topic.TopMessage
}

func (s *Server) answerTopics(key world.PeerKey, topics []tg.ForumTopicClass, count int) bin.Encoder {
	a := &tg.MessagesForumTopics{Count: count, Topics: topics, Messages: []tg.MessageClass{}, Pts: 1}
	for _, t := range topics {
		if topic, ok := t.(*tg.ForumTopic); ok {
			if m, ok := s.world.Message(key, topic.TopMessage); ok {
				a.Messages = append(a.Messages, m)
			}
		}
	}
	who := s.company(true)
	who.add(key)
	who.of(topics, a.Messages)
	a.Chats, a.Users = who.chats, who.users
	return a
}
