package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// ChatInfo converts the answer of messages.getFullChat and
// channels.getFullChannel. It is false for a kind of chat that is not known.
func ChatInfo(a tg.MessagesChatFull) (model.ChatInfo, bool) {
	switch f := a.FullChat.(type) {
	case *tg.ChatFull:
		members := chatMembers(f.Participants)
		return model.ChatInfo{
			V: model.Version, Peer: chatID(f.ID), About: f.About, Participants: len(members), Members: members,
			Invite: invite(f.ExportedInvite), Pinned: f.PinnedMsgID, TTL: f.TTLPeriod,
		}, true
	case *tg.ChannelFull:
		m := model.ChatInfo{
			V: model.Version, Peer: channelID(f.ID), About: f.About, Participants: f.ParticipantsCount, Admins: f.AdminsCount,
			Linked: channelID(f.LinkedChatID), MigratedFrom: chatID(f.MigratedFromChatID), MigratedMax: f.MigratedFromMaxID,
			Invite: invite(f.ExportedInvite), Pinned: f.PinnedMsgID, SlowMode: f.SlowmodeSeconds, TTL: f.TTLPeriod, Hidden: f.AvailableMinID,
		}
		if l, ok := f.Location.(*tg.ChannelLocation); ok {
			m.Address, m.Geo = l.Address, geo(l.GeoPoint)
		}
		return m, true
	}
	return model.ChatInfo{}, false
}

func invite(i tg.ExportedChatInviteClass) string {
	if i, ok := i.(*tg.ChatInviteExported); ok {
		return i.Link
	}
	return ""
}

func chatMembers(p tg.ChatParticipantsClass) (members []model.ChatMember) {
	list, ok := p.(*tg.ChatParticipants)
	if !ok {
		return nil // the account is no longer in the group
	}
	for _, p := range list.Participants {
		switch p := p.(type) {
		case *tg.ChatParticipantCreator:
			members = append(members, model.ChatMember{User: userID(p.UserID), Role: "creator"})
		case *tg.ChatParticipantAdmin:
			members = append(members, model.ChatMember{User: userID(p.UserID), Inviter: userID(p.InviterID), Date: int64(p.Date), Role: "admin"})
		case *tg.ChatParticipant:
			members = append(members, model.ChatMember{User: userID(p.UserID), Inviter: userID(p.InviterID), Date: int64(p.Date)})
		}
	}
	return members
}
