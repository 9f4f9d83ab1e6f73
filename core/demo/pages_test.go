package demo

import (
	"fmt"
	"testing"

	"github.com/gotd/td/tg"
)

func TestAPhotoIsFoundByItsIDAndAnOffset(t *testing.T) {
	s := serve(t, person().open(t, nil), nil)
	api := s.signedIn(t).api()
	tests := []struct {
		name   string
		offset int
		maxID  int64
		limit  int
		want   []int64
	}{
		{"older ones", 0, 303, 9, []int64{302, 301}},
		{"older ones but the first", 1, 303, 9, []int64{301}},
		{"the one of that id", -1, 302, 1, []int64{302}},
		{"the newest", -1, 303, 1, []int64{303}},
		{"around an id", -1, 302, 2, []int64{302, 301}},
		{"before the beginning", -2, 303, 2, []int64{303}},
		{"what is before the beginning", -3, 303, 2, nil},
		{"behind the end", 5, 0, 9, nil},
		{"an id that is gone", -1, 300, 1, []int64{301}},
	}
	for _, tt := range tests {
		a, err := api.PhotosGetUserPhotos(t.Context(), &tg.PhotosGetUserPhotosRequest{UserID: &tg.InputUserSelf{}, Offset: tt.offset, MaxID: tt.maxID, Limit: tt.limit})
		if err != nil {
			t.Fatal(err)
		}
		var got []int64
		for _, p := range a.GetPhotos() {
			got = append(got, p.GetID())
		}
		if slice, ok := a.(*tg.PhotosPhotosSlice); fmt.Sprint(got) != fmt.Sprint(tt.want) || !ok || slice.Count != 3 {
			t.Errorf("%s: %v of %+v, want %v", tt.name, got, a, tt.want)
		}
	}
}

func TestPagesGoOnWhenWhatTheirOffsetNamesIsGone(t *testing.T) {
	s := serve(t, person().open(t, nil), nil)
	api, ctx := s.signedIn(t).api(), t.Context()
	forum := &tg.InputPeerChannel{ChannelID: 1003, AccessHash: 2003}
	topics := func(r tg.MessagesGetForumTopicsRequest) (out []int) {
		r.Peer, r.Limit = forum, 9
		a, err := api.MessagesGetForumTopics(ctx, &r)
		if err != nil {
			t.Fatal(err)
		}
		for _, topic := range a.Topics {
			out = append(out, topic.GetID())
		}
		return out
	}
	chats := func(r tg.MessagesGetSavedDialogsRequest) (out []int) {
		r.Limit = 9
		a, err := api.MessagesGetSavedDialogs(ctx, &r)
		if err != nil {
			t.Fatal(err)
		}
		m, _ := a.(interface{ GetDialogs() []tg.SavedDialogClass })
		for _, d := range m.GetDialogs() {
			out = append(out, d.GetTopMessage())
		}
		return out
	}
	named := tg.MessagesGetForumTopicsRequest{}
	named.SetQ("T")
	unnamed := tg.MessagesGetForumTopicsRequest{}
	unnamed.SetQ("x")
	gone := &tg.InputPeerUser{UserID: 99}
	for _, tt := range []struct {
		name      string
		got, want []int
	}{
		{"topics", topics(tg.MessagesGetForumTopicsRequest{}), []int{4, 1, 2}},
		{"topics after one", topics(tg.MessagesGetForumTopicsRequest{OffsetTopic: 4, OffsetID: 4}), []int{1, 2}},
		{"topics after one that is gone", topics(tg.MessagesGetForumTopicsRequest{OffsetTopic: 77, OffsetID: 5}), []int{2}},
		{"topics after the last, gone", topics(tg.MessagesGetForumTopicsRequest{OffsetTopic: 77, OffsetID: 2}), nil},
		{"topics by their titles", topics(named), []int{4, 1, 2}},
		{"topics with another title", topics(unnamed), nil},
		{"saved chats", chats(tg.MessagesGetSavedDialogsRequest{OffsetPeer: &tg.InputPeerEmpty{}}), []int{50, 51}},
		{"saved chats after one", chats(tg.MessagesGetSavedDialogsRequest{OffsetPeer: user7, OffsetID: 50}), []int{51}},
		{"saved chats after one that is gone", chats(tg.MessagesGetSavedDialogsRequest{OffsetPeer: gone, OffsetID: 52}), []int{51}},
		{"saved chats after the last, gone", chats(tg.MessagesGetSavedDialogsRequest{OffsetPeer: gone, OffsetID: 51}), nil},
	} {
		if fmt.Sprint(tt.got) != fmt.Sprint(tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, tt.got, tt.want)
		}
	}
}

func TestQuestionsWithoutAnIDAreRefused(t *testing.T) {
	s := serve(t, person().open(t, nil), nil)
	api, ctx := s.signedIn(t).api(), t.Context()
	_, err := api.ChannelsGetMessages(ctx, &tg.ChannelsGetMessagesRequest{Channel: &tg.InputChannel{ChannelID: 1003, AccessHash: 2003}})
	wantError(t, "no message", err, "MESSAGE_IDS_EMPTY")
	_, err = api.MessagesGetPeerDialogs(ctx, nil)
	wantError(t, "no dialog", err, "INPUT_PEERS_EMPTY")
	_, err = api.StoriesGetStoriesByID(ctx, &tg.StoriesGetStoriesByIDRequest{Peer: &tg.InputPeerSelf{}})
	wantError(t, "no story", err, "STORY_ID_EMPTY")
	_, err = api.MessagesGetForumTopicsByID(ctx, &tg.MessagesGetForumTopicsByIDRequest{Peer: &tg.InputPeerChannel{ChannelID: 1003, AccessHash: 2003}})
	wantError(t, "no topic", err, "TOPICS_EMPTY")
}

func TestAStoryArchiveIsForThoseWhoRunTheChannel(t *testing.T) {
	f := person()
	f["chats"] = []raw{groupJSON(8), channelJSON(1003, `,"megagroup":true,"forum":true`), channelJSON(1004, `,"broadcast":true,"creator":true`)}
	f["peer_stories"] = []raw{rawf(`{"_":"peerStories","peer":%s,"stories":[%s]}`, peerJSON("channel:1004"), storyOf(6, ""))}
	s := serve(t, f.open(t, nil), nil)
	api := s.signedIn(t).api()
	ask := func(p tg.InputPeerClass) (*tg.StoriesStories, error) {
		return api.StoriesGetStoriesArchive(t.Context(), &tg.StoriesGetStoriesArchiveRequest{Peer: p, Limit: 9})
	}
	if a, err := ask(&tg.InputPeerChannel{ChannelID: 1004, AccessHash: 2004}); err != nil || len(a.Stories) != 1 || a.Stories[0].GetID() != 6 {
		t.Errorf("of one's own channel: %+v, %v", a, err)
	}
	_, err := ask(&tg.InputPeerChannel{ChannelID: 1003, AccessHash: 2003})
	wantError(t, "of another's channel", err, "CHAT_ADMIN_REQUIRED")
	_, err = ask(group8)
	wantError(t, "of a group", err, "PEER_ID_INVALID")
}

func TestWhatHasNotChangedIsNotSentAgain(t *testing.T) {
	s := serve(t, person().open(t, nil), nil)
	api, ctx := s.signedIn(t).api(), t.Context()
	config, err := api.HelpGetAppConfig(ctx, 0)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := api.HelpGetAppConfig(ctx, config.(*tg.HelpAppConfig).Hash); err != nil || again.TypeName() != "help.appConfigNotModified" {
		t.Errorf("the configuration: %v, %v", again, err)
	}
	r := &tg.ContactsGetTopPeersRequest{Correspondents: true, Limit: 9, Hash: hashOf([]int64{7})}
	if a, err := api.ContactsGetTopPeers(ctx, r); err != nil || a.TypeName() != "contacts.topPeersNotModified" {
		t.Errorf("top peers: %v, %v", a, err)
	}
	r.Groups = true
	if a, err := api.ContactsGetTopPeers(ctx, r); err != nil || a.TypeName() != "contacts.topPeers" {
		t.Errorf("more top peers: %v, %v", a, err)
	}
}

func TestCountsAndThreadsKeepToTheirChatAndRange(t *testing.T) {
	f := person()
	f["split_ranges"] = []raw{raw(`{"_":"messageRange","min_id":1,"max_id":40}`), raw(`{"_":"messageRange","min_id":41,"max_id":60}`)}
	s := serve(t, f.open(t, nil), nil)
	c, ctx := s.signedIn(t), t.Context()
	count := &tg.MessagesGetSearchCountersRequest{Peer: &tg.InputPeerSelf{}, Filters: []tg.MessagesFilterClass{&tg.InputMessagesFilterEmpty{}}}
	if a, err := c.api().MessagesGetSearchCounters(ctx, count); err != nil || a[0].Count != 2 {
		t.Errorf("in Saved Messages: %+v, %v", a, err)
	}
	count.SetSavedPeerID(user7)
	if a, err := c.api().MessagesGetSearchCounters(ctx, count); err != nil || a[0].Count != 1 {
		t.Errorf("in one chat of Saved Messages: %+v, %v", a, err)
	}
	out := c.open(t, everything())
	thread := &tg.MessagesGetRepliesRequest{Peer: &tg.InputPeerChannel{ChannelID: 1003, AccessHash: 2003}, MsgID: 2, Limit: 9}
	for name, tt := range map[string]struct {
		c    caller
		want []int
	}{"the first range": {out.over(1, 40), nil}, "the last range": {out.over(41, 60), []int{3, 2}}} {
		a, err := tt.c.api().MessagesGetReplies(ctx, thread)
		if err != nil || fmt.Sprint(idsOf(a)) != fmt.Sprint(tt.want) {
			t.Errorf("a channel's thread in %s: %v, %v; want %v", name, idsOf(a), err, tt.want)
		}
	}
}
