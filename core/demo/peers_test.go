package demo

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"
)

func TestPeersNeedTheirHashAndForbiddenOnesAreShut(t *testing.T) {
	f := split(folder{"chats": []raw{groupJSON(8), channelJSON(1003, `,"megagroup":true`), channelJSON(5, `,"broadcast":true,"left":true`),
		channelJSON(6, `,"broadcast":true,"left":true,"username":"public"`),
		raw(`{"_":"channelForbidden","id":"77","access_hash":"1077","title":"x","broadcast":true}`), raw(`{"_":"chatForbidden","id":"78","title":"x"}`)},
		"left_channels": []string{"5", "6"}})
	s := serve(t, f.open(t, nil), nil)
	c := s.signedIn(t)
	tests := []struct {
		name string
		peer tg.InputPeerClass
		want string
	}{
		{"a wrong hash of a user", &tg.InputPeerUser{UserID: 7, AccessHash: 1}, "PEER_ID_INVALID"},
		{"the hash of a user's min form", &tg.InputPeerUser{UserID: 9, AccessHash: 5}, "PEER_ID_INVALID"},
		{"an unknown user", &tg.InputPeerUser{UserID: 4}, "PEER_ID_INVALID"},
		{"an unknown group", &tg.InputPeerChat{ChatID: 4}, "CHAT_ID_INVALID"},
		{"a wrong hash of a channel", &tg.InputPeerChannel{ChannelID: 1003, AccessHash: 1}, "CHANNEL_INVALID"},
		{"nobody", &tg.InputPeerEmpty{}, "PEER_ID_INVALID"},
		{"oneself", &tg.InputPeerSelf{}, ""},
		{"oneself by id", &tg.InputPeerUser{UserID: 1, AccessHash: 11}, ""},
		{"a user seen in a group", &tg.InputPeerUserFromMessage{Peer: group8, MsgID: 5, UserID: 9}, ""},
		{"a user not seen there", &tg.InputPeerUserFromMessage{Peer: group8, MsgID: 5, UserID: 70}, "MSG_ID_INVALID"},
		{"a channel that was left", &tg.InputPeerChannel{ChannelID: 5, AccessHash: 1005}, "CHANNEL_PRIVATE"},
		{"a public channel that was left", &tg.InputPeerChannel{ChannelID: 6, AccessHash: 1006}, ""},
		{"a forbidden channel", &tg.InputPeerChannel{ChannelID: 77, AccessHash: 1077}, "CHANNEL_PRIVATE"},
		{"a forbidden group", &tg.InputPeerChat{ChatID: 78}, "CHAT_FORBIDDEN"},
	}
	for _, tt := range tests {
		_, err := c.api().MessagesGetHistory(t.Context(), &tg.MessagesGetHistoryRequest{Peer: tt.peer, Limit: 1})
		wantError(t, tt.name, err, tt.want)
	}
	r := &tg.MessagesSearchRequest{Peer: tests[10].peer, Filter: &tg.InputMessagesFilterEmpty{}, Limit: 5}
	_, err := c.api().MessagesSearch(t.Context(), r)
	wantError(t, "all of a channel that was left", err, "CHANNEL_PRIVATE")
	r.SetFromID(&tg.InputPeerSelf{})
	_, err = c.api().MessagesSearch(t.Context(), r)
	wantError(t, "one's own in a channel that was left", err, "")
}

func TestMessagesComeByTheirIDs(t *testing.T) {
	s := serve(t, split(nil).open(t, nil), nil)
	c := s.signedIn(t)
	ids := func(n ...int) (out []tg.InputMessageClass) {
		for _, id := range n {
			out = append(out, &tg.InputMessageID{ID: id})
		}
		return out
	}
	a, err := c.api().MessagesGetMessages(t.Context(), ids(5, 11, 4))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{5, 11, -4}, idsOf(a)); diff != "" {
		t.Errorf("of users and groups (-want +got):\n%s", diff)
	}
	a, err = c.api().ChannelsGetMessages(t.Context(), &tg.ChannelsGetMessagesRequest{
		Channel: &tg.InputChannel{ChannelID: 1003, AccessHash: 2003}, ID: ids(2, 3)})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{2, -3}, idsOf(a)); diff != "" {
		t.Errorf("of a channel (-want +got):\n%s", diff)
	}
	_, err = c.api().MessagesGetMessages(t.Context(), ids(make([]int, 101)...))
	wantError(t, "too many", err, "LIMIT_INVALID")
	s.wantRules(t, "too many", ruleTooMany)
}

func TestAnswersBringWhoIsNamedInTheRightForm(t *testing.T) {
	s := serve(t, split(nil).open(t, nil), nil)
	c := s.signedIn(t)
	a := historyOf(t, c, group8).(*tg.MessagesMessages)
	var users []string
	for _, u := range a.Users {
		users = append(users, fmt.Sprintf("%d min=%v", u.GetID(), u.(*tg.User).Min))
	}
	// 999 is named and not in the world; 9 has a min form for groups.
	if diff := cmp.Diff([]string{"9 min=true"}, users); diff != "" {
		t.Errorf("users (-want +got):\n%s", diff)
	}
	if len(a.Chats) != 1 || a.Chats[0].GetID() != 8 {
		t.Errorf("chats %v, want the group itself", a.Chats)
	}
	d, err := c.api().MessagesGetDialogs(t.Context(), &tg.MessagesGetDialogsRequest{OffsetPeer: &tg.InputPeerEmpty{}, Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range d.(*tg.MessagesDialogs).Users {
		if u.(*tg.User).Min {
			t.Errorf("user %d is min in the dialog list", u.GetID())
		}
	}
}
