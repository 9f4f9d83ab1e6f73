package demo

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"
)

// kinds is a chat with a message of each kind a filter knows, by id.
func kinds() []raw {
	media := func(m string) string { return `,"media":` + m }
	document := func(id int, attributes string) string {
		return media(fmt.Sprintf(`{"_":"messageMediaDocument","document":{"_":"document","id":"%d","date":1,"mime_type":"a/b","size":"1","attributes":[%s]}}`, id, attributes))
	}
	service := func(id int, action string) raw {
		return rawf(`{"_":"messageService","id":%d,"peer_id":%s,"date":1,"action":%s}`, id, peerJSON("user:7"), action)
	}
	const (
		video = `{"_":"documentAttributeVideo","duration":1,"w":1,"h":1}`
		round = `{"_":"documentAttributeVideo","round_message":true,"duration":1,"w":1,"h":1}`
		audio = `{"_":"documentAttributeAudio","duration":1}`
		voice = `{"_":"documentAttributeAudio","voice":true,"duration":1}`
		moves = `{"_":"documentAttributeAnimated"}`
		point = `{"_":"geoPoint","long":1,"lat":1,"access_hash":"1"}`
	)
	return []raw{
		messageJSON("user:7", 1, 1, ""),
		messageJSON("user:7", 2, 1, media(`{"_":"messageMediaPhoto","photo":`+string(photoOf(1))+`}`)),
		messageJSON("user:7", 3, 1, document(3, video)),
		messageJSON("user:7", 4, 1, document(4, "")),
		messageJSON("user:7", 5, 1, document(5, video+","+moves)),
		messageJSON("user:7", 6, 1, document(6, voice)),
		messageJSON("user:7", 7, 1, document(7, audio)),
		messageJSON("user:7", 8, 1, document(8, round)),
		messageJSON("user:7", 9, 1, `,"entities":[{"_":"messageEntityUrl","offset":0,"length":1}]`),
		messageJSON("user:7", 10, 1, media(`{"_":"messageMediaGeo","geo":`+point+`}`)),
		messageJSON("user:7", 11, 1, media(`{"_":"messageMediaContact","phone_number":"1","first_name":"a","last_name":"b","vcard":"","user_id":"0"}`)),
		service(12, `{"_":"messageActionChatEditPhoto","photo":`+string(photoOf(2))+`}`),
		service(13, `{"_":"messageActionPhoneCall","call_id":"1"}`),
		messageJSON("user:7", 14, 1, `,"mentioned":true`),
		messageJSON("user:7", 15, 1, `,"pinned":true`),
		messageJSON("user:7", 16, 1, document(16, `{"_":"documentAttributeSticker","alt":"x","stickerset":{"_":"inputStickerSetEmpty"}}`)),
	}
}

func TestEachFilterFindsItsKind(t *testing.T) {
	s := serve(t, folder{"users": []raw{userJSON(7)}, "messages": kinds()}.open(t, nil), nil)
	c := s.signedIn(t)
	for _, tt := range []struct {
		filter tg.MessagesFilterClass
		want   []int
	}{
		{&tg.InputMessagesFilterPhotos{}, []int{2}},
		{&tg.InputMessagesFilterVideo{}, []int{3}},
		{&tg.InputMessagesFilterPhotoVideo{}, []int{3, 2}},
		{&tg.InputMessagesFilterDocument{}, []int{4}},
		{&tg.InputMessagesFilterGif{}, []int{5}},
		{&tg.InputMessagesFilterVoice{}, []int{6}},
		{&tg.InputMessagesFilterMusic{}, []int{7}},
		{&tg.InputMessagesFilterRoundVideo{}, []int{8}},
		{&tg.InputMessagesFilterRoundVoice{}, []int{8, 6}},
		{&tg.InputMessagesFilterURL{}, []int{9}},
		{&tg.InputMessagesFilterGeo{}, []int{10}},
		{&tg.InputMessagesFilterContacts{}, []int{11}},
		{&tg.InputMessagesFilterChatPhotos{}, []int{12}},
		{&tg.InputMessagesFilterPhoneCalls{}, []int{13}},
		{&tg.InputMessagesFilterMyMentions{}, []int{14}},
		{&tg.InputMessagesFilterPinned{}, []int{15}},
		{&tg.InputMessagesFilterPoll{}, []int{}},
		{&tg.InputMessagesFilterEmpty{}, []int{16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1}},
	} {
		t.Run(tt.filter.TypeName(), func(t *testing.T) {
			a, err := c.api().MessagesSearch(t.Context(), &tg.MessagesSearchRequest{Peer: user7, Filter: tt.filter, Limit: 100})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, idsOf(a)); diff != "" {
				t.Errorf("found (-want +got):\n%s", diff)
			}
			n, err := c.api().MessagesGetSearchCounters(t.Context(), &tg.MessagesGetSearchCountersRequest{Peer: user7, Filters: []tg.MessagesFilterClass{tt.filter}})
			if err != nil || n[0].Count != len(tt.want) {
				t.Errorf("counted %v, %v, want %d", n, err, len(tt.want))
			}
		})
	}
}

func TestWhoseAMessageIs(t *testing.T) {
	from := func(p tg.PeerClass) *tg.Message {
		m := &tg.Message{}
		m.SetFromID(p)
		return m
	}
	post := from(&tg.PeerUser{UserID: 1})
	post.Post = true
	outgoing, posted := &tg.Message{Out: true}, &tg.Message{Out: true, Post: true}
	for _, tt := range []struct {
		name string
		m    *tg.Message
		want bool
	}{
		{"from self", from(&tg.PeerUser{UserID: 1}), true},
		{"from another", from(&tg.PeerUser{UserID: 2}), false},
		{"from a channel of the same number", from(&tg.PeerChannel{ChannelID: 1}), false},
		{"outgoing, nobody named", outgoing, true},
		{"incoming, nobody named", &tg.Message{}, false},
		{"a post of a channel", post, false},
		{"an outgoing post of a channel", posted, false},
	} {
		if got := isMine(tt.m, 1); got != tt.want {
			t.Errorf("%s: mine %v, want %v", tt.name, got, tt.want)
		}
	}
}
