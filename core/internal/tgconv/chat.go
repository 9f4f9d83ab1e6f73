package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// Chat converts a basic group, a supergroup, a channel or a community. It is
// false for chatEmpty, which tells nothing. Communities share the id space of
// channels.
func Chat(c tg.ChatClass) (model.Peer, bool) {
	switch c := c.(type) {
	case *tg.Chat:
		return group(c), true
	case *tg.ChatForbidden:
		return model.Peer{V: model.Version, ID: chatID(c.ID), Title: c.Title, Forbidden: true}, true
	case *tg.Channel:
		return channel(c), true
	case *tg.ChannelForbidden:
		return model.Peer{
			V: model.Version, ID: channelID(c.ID), AccessHash: c.AccessHash, Title: c.Title,
			Broadcast: c.Broadcast, Megagroup: c.Megagroup, Monoforum: c.Monoforum, Forbidden: true,
		}, true
	case *tg.Community:
		return community(c), true
	case *tg.CommunityForbidden:
		return model.Peer{
			V: model.Version, ID: channelID(c.ID), AccessHash: c.AccessHash, Title: c.Title,
			IsCommunity: true, Forbidden: true,
		}, true
	case *tg.ChatEmpty:
		return model.Peer{}, false
	}
	return model.Peer{}, false
}

func group(c *tg.Chat) model.Peer {
	_, admin := c.GetAdminRights()
	return model.Peer{
		V: model.Version, ID: chatID(c.ID), Title: c.Title,
		Creator: c.Creator, Admin: admin, Left: c.Left, Deactivated: c.Deactivated,
		NoForwards: c.Noforwards, Created: int64(c.Date), Participants: c.ParticipantsCount,
		MigratedTo: migratedTo(c.MigratedTo), Photo: chatPhoto(c.Photo),
	}
}

func migratedTo(c tg.InputChannelClass) model.PeerID {
	switch c := c.(type) {
	case *tg.InputChannel:
		return channelID(c.ChannelID)
	case *tg.InputChannelFromMessage:
		return channelID(c.ChannelID)
	}
	return model.PeerID{} // inputChannelEmpty
}

func channel(c *tg.Channel) model.Peer {
	_, admin := c.GetAdminRights()
	p := model.Peer{
		V: model.Version, ID: channelID(c.ID), Min: c.Min, AccessHash: c.AccessHash, Title: c.Title,
		Broadcast: c.Broadcast, Megagroup: c.Megagroup, Gigagroup: c.Gigagroup,
		Forum: c.Forum, Monoforum: c.Monoforum, Creator: c.Creator, Admin: admin, Left: c.Left,
		NoForwards: c.Noforwards, Created: int64(c.Date), Participants: c.ParticipantsCount,
		Verified: c.Verified, Scam: c.Scam, Fake: c.Fake,
		Restricted: restrictions(c.RestrictionReason),
		Color:      peerColor(c.Color), EmojiStatus: emojiStatus(c.EmojiStatus),
		Photo: chatPhoto(c.Photo), Community: c.LinkedCommunityID,
	}
	p.Username, p.Usernames = usernames(c.Username, c.Usernames)
	// The link goes both ways: a monoforum names its channel, a channel its monoforum.
	// https://core.telegram.org/api/monoforum
	if c.Monoforum {
		p.MonoforumOf = channelID(c.LinkedMonoforumID)
	} else {
		p.MonoforumID = channelID(c.LinkedMonoforumID)
	}
	return p
}

func community(c *tg.Community) model.Peer {
	_, admin := c.GetAdminRights()
	return model.Peer{
		V: model.Version, ID: channelID(c.ID), Min: c.Min, AccessHash: c.AccessHash, Title: c.Title,
		IsCommunity: true, Creator: c.Creator, Admin: admin, Left: c.Left,
		Created: int64(c.Date), Photo: chatPhoto(c.Photo),
	}
}

func chatPhoto(p tg.ChatPhotoClass) *model.PeerPhoto {
	switch p := p.(type) {
	case *tg.ChatPhoto:
		return peerPhoto(p.PhotoID, p.DCID, p.HasVideo, p.StrippedThumb)
	case *tg.ChatPhotoEmpty:
		return nil
	}
	return nil
}
