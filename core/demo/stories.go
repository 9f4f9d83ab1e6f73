package demo

import (
	"cmp"
	"context"
	"slices"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

func (s *Server) storyMethods() []*method {
	return []*method{on(s.getStoriesArchive), on(s.getPinnedStories), on(s.getStoriesByID), on(s.getPeerStories)}
}

// storiesOf are the stories of a peer, the newest first.
func (s *Server) storiesOf(p tg.InputPeerClass) (world.PeerKey, []tg.StoryItemClass, error) {
	key, err := s.peer(p)
	if err == nil {
		err = s.forbidden(key)
	}
	if err != nil {
		return key, nil, err
	}
	var list []tg.StoryItemClass
	if key == world.UserKey(s.self.ID) {
		list = s.world.Stories()
	}
	for _, of := range s.world.PeerStories() {
		if world.KeyOf(of.Peer) == key {
			list = append(list, of.Stories...)
		}
	}
	slices.SortStableFunc(list, func(a, b tg.StoryItemClass) int { return cmp.Compare(b.GetID(), a.GetID()) })
	return key, list, nil
}

// getStoriesArchive: https://core.telegram.org/method/stories.getStoriesArchive,
// of the account itself (or a channel it runs).
func (s *Server) getStoriesArchive(_ context.Context, _ *call, r *tg.StoriesGetStoriesArchiveRequest) (bin.Encoder, error) {
	key, list, err := s.storiesOf(r.Peer)
	if err != nil {
		return nil, err
	}
	if err := s.mayReadArchive(key); err != nil {
		return nil, err
	}
	return s.answerStories(list, r.OffsetID, r.Limit), nil
}

// mayReadArchive: an archive of stories is shown to whom it belongs.
func (s *Server) mayReadArchive(key world.PeerKey) error {
	if key.Kind != world.KindChannel {
		if key != world.UserKey(s.self.ID) {
			return refuse("PEER_ID_INVALID")
		}
		return nil
	}
	chat, _ := s.world.Channel(key.ID)
	if ch, ok := chat.(*tg.Channel); !ok || !mayAnswer(ch) {
		return refuse("CHAT_ADMIN_REQUIRED")
	}
	return nil
}

// getPinnedStories: https://core.telegram.org/method/stories.getPinnedStories.
func (s *Server) getPinnedStories(_ context.Context, _ *call, r *tg.StoriesGetPinnedStoriesRequest) (bin.Encoder, error) {
	_, list, err := s.storiesOf(r.Peer)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(i tg.StoryItemClass) bool {
		story, ok := i.(*tg.StoryItem)
		return !ok || !story.Pinned
	})
	return s.answerStories(list, r.OffsetID, r.Limit), nil
}

// getStoriesByID: https://core.telegram.org/method/stories.getStoriesByID.
func (s *Server) getStoriesByID(_ context.Context, c *call, r *tg.StoriesGetStoriesByIDRequest) (bin.Encoder, error) {
	if err := s.someOf(c, len(r.ID), "STORY_ID_EMPTY"); err != nil {
		return nil, err
	}
	_, list, err := s.storiesOf(r.Peer)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(i tg.StoryItemClass) bool { return !slices.Contains(r.ID, i.GetID()) })
	return s.answerStories(list, 0, pageLimit), nil
}

// getPeerStories: https://core.telegram.org/method/stories.getPeerStories, those
// that have not run out.
func (s *Server) getPeerStories(_ context.Context, _ *call, r *tg.StoriesGetPeerStoriesRequest) (bin.Encoder, error) {
	key, list, err := s.storiesOf(r.Peer)
	if err != nil {
		return nil, err
	}
	now := s.now()
	list = slices.DeleteFunc(list, func(i tg.StoryItemClass) bool {
		story, ok := i.(*tg.StoryItem)
		return ok && story.ExpireDate <= now
	})
	who := s.company(false)
	who.add(key)
	who.of(list)
	return &tg.StoriesPeerStories{Stories: tg.PeerStories{Peer: key.Peer(), Stories: list}, Chats: who.chats, Users: who.users}, nil
}

// answerStories is a page of stories older than the offset. A limit of 0 asks for
// the count alone.
func (s *Server) answerStories(list []tg.StoryItemClass, offset, limit int) bin.Encoder {
	count := len(list)
	if offset > 0 {
		list = slices.DeleteFunc(list, func(i tg.StoryItemClass) bool { return i.GetID() >= offset })
	}
	list = list[:min(max(limit, 0), pageLimit, len(list))]
	who := s.company(false).of(list)
	return &tg.StoriesStories{Count: count, Stories: list, Chats: who.chats, Users: who.users}
}
