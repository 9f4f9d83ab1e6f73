package tgconv

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

func built[T interface{ SetFlags() }](v T) T {
	v.SetFlags()
	return v
}

func TestUser(t *testing.T) {
	five := 5
	for name, c := range map[string]struct {
		in   tg.UserClass
		want model.Peer
		ok   bool
	}{
		"nil":   {nil, model.Peer{}, false},
		"empty": {&tg.UserEmpty{ID: 3}, model.Peer{}, false},
		"min": {built(&tg.User{ID: 3, Min: true, AccessHash: 9, FirstName: "Ann"}),
			model.Peer{V: 1, ID: model.UserID(3), Min: true, AccessHash: 9, FirstName: "Ann"}, true},
		"min with a picture for everybody": {built(&tg.User{ID: 3, Min: true, ApplyMinPhoto: true}),
			model.Peer{V: 1, ID: model.UserID(3), Min: true, ApplyMinPhoto: true}, true},
		"whole":   {built(&tg.User{ID: 3, ApplyMinPhoto: true}), model.Peer{V: 1, ID: model.UserID(3)}, true},
		"deleted": {built(&tg.User{ID: 3, Deleted: true}), model.Peer{V: 1, ID: model.UserID(3), Deleted: true}, true},
		"collectible names": {built(&tg.User{ID: 3, Usernames: []tg.Username{
			{Active: false, Username: "old"}, {Active: true, Username: "first"}, {Active: true, Editable: true, Username: "own"}}}),
			model.Peer{V: 1, ID: model.UserID(3), Username: "first", Usernames: []string{"first", "own"}}, true},
		"plain name": {built(&tg.User{ID: 3, Username: "ann"}), model.Peer{V: 1, ID: model.UserID(3), Username: "ann"}, true},
		"face and colour": {built(&tg.User{ID: 3, Color: built(&tg.PeerColor{Color: 5}), Photo: built(&tg.UserProfilePhoto{
			PhotoID: 77, DCID: 2, HasVideo: true, StrippedThumb: []byte{1}})}),
			model.Peer{V: 1, ID: model.UserID(3), Color: &five, Photo: &model.PeerPhoto{
				ID: 77, DC: 2, Video: true, Stripped: []byte{1}, Big: "photo:77:c", Small: "photo:77:a"}}, true},
		"status": {built(&tg.User{ID: 3, Status: &tg.UserStatusOffline{WasOnline: 99}}),
			model.Peer{V: 1, ID: model.UserID(3), Status: "offline", LastSeen: 99}, true},
	} {
		t.Run(name, func(t *testing.T) {
			got, ok := User(c.in)
			if d := cmp.Diff(c.want, got); d != "" || ok != c.ok {
				t.Errorf("ok %v, %s", ok, d)
			}
		})
	}
}

func TestChat(t *testing.T) {
	for name, c := range map[string]struct {
		in   tg.ChatClass
		want model.Peer
		ok   bool
	}{
		"nil":   {nil, model.Peer{}, false},
		"empty": {&tg.ChatEmpty{ID: 3}, model.Peer{}, false},
		"migrated group": {built(&tg.Chat{ID: 8, Title: "Old", Deactivated: true, Date: 5, ParticipantsCount: 4,
			MigratedTo: &tg.InputChannel{ChannelID: 1008, AccessHash: 1}}),
			model.Peer{V: 1, ID: model.ChatID(8), Title: "Old", Deactivated: true, Created: 5, Participants: 4,
				MigratedTo: model.ChannelID(1008)}, true},
		"forbidden group": {&tg.ChatForbidden{ID: 8, Title: "No"},
			model.Peer{V: 1, ID: model.ChatID(8), Title: "No", Forbidden: true}, true},
		"forbidden channel": {built(&tg.ChannelForbidden{ID: 9, AccessHash: 4, Title: "No", Megagroup: true}),
			model.Peer{V: 1, ID: model.ChannelID(9), AccessHash: 4, Title: "No", Megagroup: true, Forbidden: true}, true},
		"monoforum": {built(&tg.Channel{ID: 9, Monoforum: true, LinkedMonoforumID: 10}),
			model.Peer{V: 1, ID: model.ChannelID(9), Monoforum: true, MonoforumOf: model.ChannelID(10)}, true},
		"its channel": {built(&tg.Channel{ID: 10, Broadcast: true, LinkedMonoforumID: 9}),
			model.Peer{V: 1, ID: model.ChannelID(10), Broadcast: true, MonoforumID: model.ChannelID(9)}, true},
		"admin": {func() tg.ChatClass {
			c := &tg.Channel{ID: 10}
			c.SetAdminRights(tg.ChatAdminRights{})
			return c
		}(), model.Peer{V: 1, ID: model.ChannelID(10), Admin: true}, true},
		"restricted": {built(&tg.Channel{ID: 10, Restricted: true, RestrictionReason: []tg.RestrictionReason{
			{Platform: "ios", Reason: "porn", Text: "Not here"}}}),
			model.Peer{V: 1, ID: model.ChannelID(10), Restricted: []string{"porn (ios): Not here"}}, true},
		"community": {built(&tg.Community{ID: 11, Title: "All"}),
			model.Peer{V: 1, ID: model.ChannelID(11), Title: "All", IsCommunity: true}, true},
	} {
		t.Run(name, func(t *testing.T) {
			got, ok := Chat(c.in)
			if d := cmp.Diff(c.want, got); d != "" || ok != c.ok {
				t.Errorf("ok %v, %s", ok, d)
			}
		})
	}
}

func TestPeersLeavesOutTheEmptyOnes(t *testing.T) {
	got := Peers([]tg.UserClass{&tg.UserEmpty{ID: 1}, &tg.User{ID: 2}, nil},
		[]tg.ChatClass{&tg.ChatEmpty{ID: 3}, &tg.Chat{ID: 4}})
	if len(got) != 2 || got[0].ID != model.UserID(2) || got[1].ID != model.ChatID(4) {
		t.Errorf("peers = %+v", got)
	}
}

func TestPeerIDsAreReadableOrZero(t *testing.T) {
	for _, p := range []tg.PeerClass{nil, &tg.PeerUser{}, &tg.PeerChat{ChatID: -1}} {
		if id := PeerID(p); !id.IsZero() {
			t.Errorf("%v = %v", p, id)
		}
	}
	if id := PeerID(&tg.PeerChannel{ChannelID: 7}); id != model.ChannelID(7) {
		t.Errorf("channel = %v", id)
	}
}

func TestMinPeersLearnWhereTheyWereSeen(t *testing.T) {
	page := Messages(&tg.MessagesMessages{
		Messages: []tg.MessageClass{
			&tg.MessageEmpty{ID: 1},
			built(&tg.Message{ID: 20, PeerID: &tg.PeerChannel{ChannelID: 9}, FromID: &tg.PeerUser{UserID: 3}}),
			built(&tg.Message{ID: 21, PeerID: &tg.PeerChannel{ChannelID: 9}, FromID: &tg.PeerUser{UserID: 3},
				FwdFrom: built2(tg.MessageFwdHeader{FromID: &tg.PeerChannel{ChannelID: 5}})}),
		},
		Users: []tg.UserClass{built(&tg.User{ID: 3, Min: true}), built(&tg.User{ID: 4, Min: true}), built(&tg.User{ID: 6})},
		Chats: []tg.ChatClass{built(&tg.Channel{ID: 5, Min: true}), built(&tg.Channel{ID: 9})},
	})
	got := map[string]*model.MessageID{}
	for _, p := range page.Peers() {
		got[p.ID.String()] = p.MinSource
	}
	want := map[string]*model.MessageID{
		"user:3": {Peer: model.ChannelID(9), ID: 20}, "user:4": nil, "user:6": nil,
		"channel:5": {Peer: model.ChannelID(9), ID: 21}, "channel:9": nil,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func built2(h tg.MessageFwdHeader) tg.MessageFwdHeader {
	h.SetFlags()
	return h
}
