package demo

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"
)

func photoOf(id int64) raw {
	return rawf(`{"_":"photo","id":"%d","date":1,"sizes":[{"_":"photoSize","type":"x","w":1,"h":1,"size":3}]}`, id)
}

func emojiOf(id int64) raw {
	return rawf(`{"_":"document","id":"%d","date":1,"mime_type":"a/b","size":"1","attributes":[]}`, id)
}

func storyOf(id int, more string) raw {
	return rawf(`{"_":"storyItem","id":%d,"date":1,"expire_date":1600000000,"media":{"_":"messageMediaPhoto","photo":%s}%s}`, id, photoOf(int64(900+id)), more)
}

const settings = `"settings":{"_":"peerSettings"},"notify_settings":{"_":"peerNotifySettings"},"common_chats_count":0`

// person is an account with a bit of everything beside its chats.
func person() folder {
	return folder{
		"users":              []raw{userJSON(7), userJSON(9)},
		"chats":              []raw{groupJSON(8), channelJSON(1003, `,"megagroup":true,"forum":true`)},
		"full_user":          raw(`{"_":"userFull","id":"1","about":"hello","personal_channel_id":"1003","personal_channel_message":3,` + settings + `}`),
		"saved_contacts":     []raw{raw(`{"_":"savedPhoneContact","phone":"49","first_name":"a","last_name":"b","date":1}`)},
		"contacts":           []raw{raw(`{"_":"contact","user_id":"7","mutual":true}`), raw(`{"_":"contact","user_id":"999","mutual":true}`)},
		"contact_statuses":   []raw{raw(`{"_":"contactStatus","user_id":"7","status":{"_":"userStatusEmpty"}}`)},
		"top_peers":          []raw{raw(`{"_":"topPeerCategoryPeers","category":{"_":"topPeerCategoryCorrespondents"},"count":1,"peers":[{"_":"topPeer","peer":{"_":"peerUser","user_id":"7"},"rating":1.5}]}`), raw(`{"_":"topPeerCategoryPeers","category":{"_":"topPeerCategoryGroups"},"count":1,"peers":[{"_":"topPeer","peer":{"_":"peerChat","chat_id":"8"},"rating":1}]}`)},
		"authorizations":     []raw{raw(`{"_":"authorization","hash":"5","device_model":"d","platform":"p","system_version":"s","api_id":1,"app_name":"a","app_version":"v","date_created":1,"date_active":2,"ip":"i","country":"c","region":"r"}`)},
		"stories":            []raw{storyOf(1, ""), storyOf(2, `,"pinned":true`), storyOf(3, "")},
		"userpics":           []raw{photoOf(303), photoOf(302), photoOf(301)},
		"peer_photos":        []raw{rawf(`{"peer":%s,"photo":%s}`, peerJSON("user:7"), photoOf(500))},
		"saved_music":        []raw{emojiOf(41), emojiOf(42)},
		"custom_emoji":       []raw{emojiOf(61), emojiOf(62)},
		"sticker_sets":       []raw{raw(`{"_":"messages.stickerSet","set":{"_":"stickerSet","id":"31","access_hash":"32","title":"t","short_name":"short","count":0,"hash":9},"packs":[],"keywords":[],"documents":[]}`)},
		"topics":             []raw{topicOfForum(2, 3, false), topicOfForum(1, 5, false), topicOfForum(4, 4, true)},
		"messages":           forumMessages(),
		"saved_dialogs":      []raw{raw(`{"_":"savedDialog","pinned":true,"peer":{"_":"peerUser","user_id":"7"},"top_message":50}`), raw(`{"_":"savedDialog","peer":{"_":"peerUser","user_id":"9"},"top_message":51}`)},
		"dialog_filters":     []raw{raw(`{"_":"dialogFilter","id":2,"title":{"_":"textWithEntities","text":"Work","entities":[]},"pinned_peers":[],"include_peers":[],"exclude_peers":[]}`)},
		"web_authorizations": []raw{raw(`{"_":"webAuthorization","hash":"1","bot_id":"9","domain":"d","browser":"b","platform":"p","date_created":1,"date_active":1,"ip":"i","region":"r"}`)},
	}
}

func topicOfForum(id, top int, pinned bool) raw {
	more := ""
	if pinned {
		more = `"pinned":true,`
	}
	return rawf(`{"peer":%s,"topic":{"_":"forumTopic",%s"id":%d,"date":1,"peer":%s,"title":"t","icon_color":0,"top_message":%d,
		"read_inbox_max_id":0,"read_outbox_max_id":0,"unread_count":0,"unread_mentions_count":0,"unread_reactions_count":0,
		"unread_poll_votes_count":0,"from_id":{"_":"peerUser","user_id":"9"},"notify_settings":{"_":"peerNotifySettings"}}}`,
		peerJSON("channel:1003"), more, id, peerJSON("channel:1003"), top)
}

func forumMessages() []raw {
	in := func(top int) string {
		return fmt.Sprintf(`,"reply_to":{"_":"messageReplyHeader","forum_topic":true,"reply_to_msg_id":%d}`, top)
	}
	return []raw{
		messageJSON("user:1", 50, 1, `,"saved_peer_id":{"_":"peerUser","user_id":"7"}`),
		messageJSON("user:1", 51, 2, `,"saved_peer_id":{"_":"peerUser","user_id":"9"}`),
		rawf(`{"_":"messageService","id":2,"peer_id":%s,"date":1,"action":{"_":"messageActionTopicCreate","title":"t","icon_color":0}}`, peerJSON("channel:1003")),
		messageJSON("channel:1003", 3, 1, in(2)), messageJSON("channel:1003", 4, 1, ""),
		messageJSON("channel:1003", 5, 1, ""),
	}
}

// listTest is a question about a list and its answer in short.
type listTest struct {
	name string
	got  func() (any, error)
	want string
}

func ids(list ...int) string { return fmt.Sprint(list) }

func accountLists(ctx context.Context, api *tg.Client) []listTest {
	return []listTest{
		{"full user with who it names", func() (any, error) {
			a, err := api.UsersGetFullUser(ctx, &tg.InputUserSelf{})
			return fmt.Sprint(a.FullUser.About, len(a.Users), a.Chats[0].GetID()), err
		}, "hello1 1003"},
		{"saved contacts", func() (any, error) {
			a, err := api.ContactsGetSaved(ctx)
			return a[0].Phone, err
		}, "49"},
		{"contacts, one of them unknown", func() (any, error) {
			a, err := api.ContactsGetContacts(ctx, 0)
			c := a.(*tg.ContactsContacts)
			return fmt.Sprint(len(c.Contacts), len(c.Users), c.SavedCount), err
		}, "2 1 1"},
		{"statuses", func() (any, error) {
			a, err := api.ContactsGetStatuses(ctx)
			return len(a), err
		}, "1"},
		{"top peers of one category", func() (any, error) {
			a, err := api.ContactsGetTopPeers(ctx, &tg.ContactsGetTopPeersRequest{Groups: true, Limit: 10})
			p := a.(*tg.ContactsTopPeers)
			return fmt.Sprint(len(p.Categories), len(p.Users), p.Chats[0].GetID()), err
		}, "1 0 8"},
		{"sessions", func() (any, error) {
			a, err := api.AccountGetAuthorizations(ctx)
			return len(a.Authorizations), err
		}, "1"},
		{"web sessions with their bots", func() (any, error) {
			a, err := api.AccountGetWebAuthorizations(ctx)
			return fmt.Sprint(len(a.Authorizations), a.Users[0].GetID()), err
		}, "1 9"},
	}
}

func pictureLists(ctx context.Context, api *tg.Client) []listTest {
	self := &tg.InputPeerSelf{}
	return []listTest{
		{"how many stories", func() (any, error) {
			a, err := api.StoriesGetStoriesArchive(ctx, &tg.StoriesGetStoriesArchiveRequest{Peer: self})
			return fmt.Sprint(a.Count, len(a.Stories)), err
		}, "3 0"},
		{"older stories", func() (any, error) {
			a, err := api.StoriesGetStoriesArchive(ctx, &tg.StoriesGetStoriesArchiveRequest{Peer: self, OffsetID: 3, Limit: 10})
			return ids(a.Stories[0].GetID(), a.Stories[1].GetID()), err
		}, ids(2, 1)},
		{"pinned stories", func() (any, error) {
			a, err := api.StoriesGetPinnedStories(ctx, &tg.StoriesGetPinnedStoriesRequest{Peer: self, Limit: 10})
			return ids(a.Count, a.Stories[0].GetID()), err
		}, ids(1, 2)},
		{"stories by id", func() (any, error) {
			a, err := api.StoriesGetStoriesByID(ctx, &tg.StoriesGetStoriesByIDRequest{Peer: self, ID: []int{1, 99}})
			return ids(len(a.Stories), a.Stories[0].GetID()), err
		}, ids(1, 1)},
		{"stories that have not run out", func() (any, error) {
			a, err := api.StoriesGetPeerStories(ctx, self)
			return len(a.Stories.Stories), err
		}, "0"},
		{"pictures by pages", func() (any, error) {
			a, err := api.PhotosGetUserPhotos(ctx, &tg.PhotosGetUserPhotosRequest{UserID: &tg.InputUserSelf{}, Offset: 1, Limit: 1})
			p := a.(*tg.PhotosPhotosSlice)
			return fmt.Sprint(p.Count, p.Photos[0].GetID()), err
		}, "3 302"},
		{"another's pictures", func() (any, error) {
			a, err := api.PhotosGetUserPhotos(ctx, &tg.PhotosGetUserPhotosRequest{UserID: &tg.InputUser{UserID: 7, AccessHash: 1007}, Limit: 9})
			return a.(*tg.PhotosPhotos).Photos[0].GetID(), err
		}, "500"},
		{"saved music", func() (any, error) {
			a, err := api.UsersGetSavedMusic(ctx, &tg.UsersGetSavedMusicRequest{ID: &tg.InputUserSelf{}, Offset: 1, Limit: 9})
			m := a.(*tg.UsersSavedMusic)
			return fmt.Sprint(m.Count, m.Documents[0].GetID()), err
		}, "2 42"},
		{"custom emoji, one unknown, one twice", func() (any, error) {
			a, err := api.MessagesGetCustomEmojiDocuments(ctx, []int64{62, 99, 62})
			return fmt.Sprint(len(a), a[0].GetID()), err
		}, "1 62"},
		{"a sticker set by name", func() (any, error) {
			a, err := api.MessagesGetStickerSet(ctx, &tg.MessagesGetStickerSetRequest{Stickerset: &tg.InputStickerSetShortName{ShortName: "short"}})
			return a.(*tg.MessagesStickerSet).Set.ID, err
		}, "31"},
		{"a sticker set that has not changed", func() (any, error) {
			a, err := api.MessagesGetStickerSet(ctx, &tg.MessagesGetStickerSetRequest{Stickerset: &tg.InputStickerSetID{ID: 31, AccessHash: 32}, Hash: 9})
			return a.TypeName(), err
		}, "messages.stickerSetNotModified"},
	}
}

func topicLists(ctx context.Context, api *tg.Client) []listTest {
	forum := &tg.InputPeerChannel{ChannelID: 1003, AccessHash: 2003}
	return []listTest{
		{"topics, the pinned one first", func() (any, error) {
			a, err := api.MessagesGetForumTopics(ctx, &tg.MessagesGetForumTopicsRequest{Peer: forum, Limit: 2})
			return ids(a.Count, a.Topics[0].GetID(), a.Topics[1].GetID(), len(a.Messages)), err
		}, ids(3, 4, 1, 2)},
		{"the next topics", func() (any, error) {
			a, err := api.MessagesGetForumTopics(ctx, &tg.MessagesGetForumTopicsRequest{Peer: forum, Limit: 2, OffsetTopic: 1})
			return ids(len(a.Topics), a.Topics[0].GetID()), err
		}, ids(1, 2)},
		{"a topic's messages", func() (any, error) {
			a, err := api.MessagesGetReplies(ctx, &tg.MessagesGetRepliesRequest{Peer: forum, MsgID: 2, Limit: 9})
			return ids(idsOf(a)...), err
		}, ids(3, 2)},
		{"the messages of no topic", func() (any, error) {
			a, err := api.MessagesGetReplies(ctx, &tg.MessagesGetRepliesRequest{Peer: forum, MsgID: 1, Limit: 9})
			return ids(idsOf(a)...), err
		}, ids(5, 4)},
		{"the topics of a page", func() (any, error) {
			a, err := api.MessagesSearch(ctx, &tg.MessagesSearchRequest{Peer: forum, Filter: &tg.InputMessagesFilterEmpty{}, Limit: 9, Q: "m3"})
			m := a.(*tg.MessagesChannelMessages)
			return ids(len(m.Messages), len(m.Topics), m.Topics[0].GetID()), err
		}, ids(1, 1, 2)},
		{"topics by id", func() (any, error) {
			a, err := api.MessagesGetForumTopicsByID(ctx, &tg.MessagesGetForumTopicsByIDRequest{Peer: forum, Topics: []int{1, 77}})
			return a.Topics[0].TypeName() + " " + a.Topics[1].TypeName(), err
		}, "forumTopic forumTopicDeleted"},
	}
}

func savedAndOtherLists(ctx context.Context, api *tg.Client) []listTest {
	forum := &tg.InputPeerChannel{ChannelID: 1003, AccessHash: 2003}
	return []listTest{
		{"chats within Saved Messages", func() (any, error) {
			a, err := api.MessagesGetSavedDialogs(ctx, &tg.MessagesGetSavedDialogsRequest{OffsetPeer: &tg.InputPeerEmpty{}, Limit: 1})
			d := a.(*tg.MessagesSavedDialogsSlice)
			return ids(d.Count, len(d.Dialogs), d.Messages[0].GetID()), err
		}, ids(2, 1, 50)},
		{"the pinned chats within Saved Messages", func() (any, error) {
			a, err := api.MessagesGetPinnedSavedDialogs(ctx)
			return len(a.(*tg.MessagesSavedDialogs).Dialogs), err
		}, "1"},
		{"one chat within Saved Messages", func() (any, error) {
			a, err := api.MessagesGetSavedHistory(ctx, &tg.MessagesGetSavedHistoryRequest{Peer: &tg.InputPeerUser{UserID: 9, AccessHash: 1009}, Limit: 9})
			return ids(idsOf(a)...), err
		}, ids(51)},
		{"folders with the list of all chats", func() (any, error) {
			a, err := api.MessagesGetDialogFilters(ctx)
			return a.Filters[0].TypeName() + " " + a.Filters[1].TypeName(), err
		}, "dialogFilterDefault dialogFilter"},
		{"a group's profile that the world lacks", func() (any, error) {
			a, err := api.MessagesGetFullChat(ctx, 8)
			return a.FullChat.GetID(), err
		}, "8"},
		{"a channel's profile that the world lacks", func() (any, error) {
			a, err := api.ChannelsGetFullChannel(ctx, &tg.InputChannel{ChannelID: 1003, AccessHash: 2003})
			return a.FullChat.GetID(), err
		}, "1003"},
		{"how many of each kind", func() (any, error) {
			a, err := api.MessagesGetSearchCounters(ctx, &tg.MessagesGetSearchCountersRequest{Peer: forum,
				Filters: []tg.MessagesFilterClass{&tg.InputMessagesFilterPhotos{}, &tg.InputMessagesFilterEmpty{}}})
			return ids(a[0].Count, a[1].Count), err
		}, ids(0, 4)},
		{"the nearest DC", func() (any, error) {
			a, err := api.HelpGetNearestDC(ctx)
			return a.NearestDC, err
		}, "2"},
	}
}

func TestTheListsOfAnAccountAreAnswered(t *testing.T) {
	s := serve(t, person().open(t, nil), nil)
	api, ctx := s.signedIn(t).open(t, everything()).api(), t.Context()
	tests := slices.Concat(accountLists(ctx, api), pictureLists(ctx, api), topicLists(ctx, api), savedAndOtherLists(ctx, api))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.got()
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, fmt.Sprint(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	s.wantRules(t, "the lists")
}

func TestListsRefuseWhatTheyDoNotHave(t *testing.T) {
	s := serve(t, person().open(t, nil), nil)
	api, ctx := s.signedIn(t).api(), t.Context()
	_, err := api.MessagesGetStickerSet(ctx, &tg.MessagesGetStickerSetRequest{Stickerset: &tg.InputStickerSetID{ID: 31, AccessHash: 1}})
	wantError(t, "a sticker set without its hash", err, "STICKERSET_INVALID")
	_, err = api.ContactsGetTopPeers(ctx, &tg.ContactsGetTopPeersRequest{})
	wantError(t, "no category", err, "TYPES_EMPTY")
	_, err = api.MessagesGetForumTopics(ctx, &tg.MessagesGetForumTopicsRequest{Peer: user7})
	wantError(t, "topics of a user", err, "CHANNEL_FORUM_MISSING")
	_, err = api.StoriesGetStoriesArchive(ctx, &tg.StoriesGetStoriesArchiveRequest{Peer: user7})
	wantError(t, "another's story archive", err, "PEER_ID_INVALID")
	_, err = api.MessagesGetReplies(ctx, &tg.MessagesGetRepliesRequest{Peer: user7, MsgID: 4})
	wantError(t, "the thread of no message", err, "MSG_ID_INVALID")
	_, err = api.UsersGetFullUser(ctx, &tg.InputUser{UserID: 7})
	wantError(t, "a profile without its hash", err, "USER_ID_INVALID")
	users, err := api.UsersGetUsers(ctx, []tg.InputUserClass{&tg.InputUser{UserID: 7}, &tg.InputUserSelf{}})
	if err != nil || users[0].TypeName() != "userEmpty" || users[1].GetID() != 1 {
		t.Errorf("users %v, %v", users, err)
	}
}

func TestReferencesAreStampedWhereverAFileIs(t *testing.T) {
	s := serve(t, person().open(t, nil), nil)
	api, ctx := s.signedIn(t).api(), t.Context()
	a, err := api.StoriesGetStoriesArchive(ctx, &tg.StoriesGetStoriesArchiveRequest{Peer: &tg.InputPeerSelf{}, Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	photo := a.Stories[0].(*tg.StoryItem).Media.(*tg.MessageMediaPhoto).Photo.(*tg.Photo)
	if err := s.checkReference('p', photo.ID, photo.AccessHash, photo.FileReference, 1); err != nil {
		t.Errorf("a story's photo: %v", err)
	}
	emoji, err := api.MessagesGetCustomEmojiDocuments(ctx, []int64{61})
	if err != nil {
		t.Fatal(err)
	}
	doc := emoji[0].(*tg.Document)
	if err := s.checkReference('d', doc.ID, doc.AccessHash, doc.FileReference, 1); err != nil {
		t.Errorf("a custom emoji: %v", err)
	}
}
