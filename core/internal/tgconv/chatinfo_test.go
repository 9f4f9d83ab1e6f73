package tgconv

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

func TestWhatThePageOfAChatSays(t *testing.T) {
	link := &tg.ChatInviteExported{Link: "https://t.me/+abc"}
	for _, tt := range []struct {
		name string
		full tg.ChatFullClass
		want model.ChatInfo
	}{
		{"a basic group", &tg.ChatFull{ID: 8, About: "about", ExportedInvite: link, PinnedMsgID: 5, TTLPeriod: 60,
			Participants: &tg.ChatParticipants{Participants: []tg.ChatParticipantClass{&tg.ChatParticipantCreator{UserID: 1},
				&tg.ChatParticipantAdmin{UserID: 2, InviterID: 1, Date: 10}, &tg.ChatParticipant{UserID: 3, InviterID: 2, Date: 20}}}},
			model.ChatInfo{V: 1, Peer: model.ChatID(8), About: "about", Participants: 3, Invite: link.Link, Pinned: 5, TTL: 60,
				Members: []model.ChatMember{{User: model.UserID(1), Role: "creator"},
					{User: model.UserID(2), Inviter: model.UserID(1), Date: 10, Role: "admin"}, {User: model.UserID(3), Inviter: model.UserID(2), Date: 20}}}},
		{"one the account was removed from", &tg.ChatFull{ID: 8, Participants: &tg.ChatParticipantsForbidden{ChatID: 8}},
			model.ChatInfo{V: 1, Peer: model.ChatID(8)}},
		{"a channel", &tg.ChannelFull{ID: 9, About: "news", ParticipantsCount: 100, AdminsCount: 2, LinkedChatID: 10, MigratedFromChatID: 8, MigratedFromMaxID: 30,
			SlowmodeSeconds: 15, AvailableMinID: 4, Location: &tg.ChannelLocation{Address: "Street 1", GeoPoint: &tg.GeoPoint{Lat: 1, Long: 2}}},
			model.ChatInfo{V: 1, Peer: model.ChannelID(9), About: "news", Participants: 100, Admins: 2, Linked: model.ChannelID(10), MigratedFrom: model.ChatID(8),
				MigratedMax: 30, SlowMode: 15, Hidden: 4, Address: "Street 1", Geo: &model.Geo{Lat: 1, Long: 2}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := ChatInfo(tg.MessagesChatFull{FullChat: tt.full})
			if diff := cmp.Diff(tt.want, got); diff != "" || !ok {
				t.Errorf("%v (-want +got)\n%s", ok, diff)
			}
		})
	}
	if _, ok := ChatInfo(tg.MessagesChatFull{}); ok {
		t.Error("a page of nothing")
	}
}
