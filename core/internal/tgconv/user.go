package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// User converts a user. It is false for userEmpty, which tells nothing.
func User(u tg.UserClass) (model.Peer, bool) {
	switch u := u.(type) {
	case *tg.User:
		return user(u), true
	case *tg.UserEmpty:
		return model.Peer{}, false
	}
	return model.Peer{}, false
}

func user(u *tg.User) model.Peer {
	p := model.Peer{
		V: model.Version, ID: userID(u.ID), Min: u.Min, AccessHash: u.AccessHash, ApplyMinPhoto: u.Min && u.ApplyMinPhoto,
		FirstName: u.FirstName, LastName: u.LastName, Phone: u.Phone,
		Self: u.Self, Contact: u.Contact, Mutual: u.MutualContact,
		Deleted: u.Deleted, Bot: u.Bot, Premium: u.Premium,
		Verified: u.Verified, Scam: u.Scam, Fake: u.Fake, Support: u.Support,
		CloseFriend: u.CloseFriend,
		Restricted:  restrictions(u.RestrictionReason),
		Color:       peerColor(u.Color), EmojiStatus: emojiStatus(u.EmojiStatus),
		Photo: userPhoto(u.Photo), Community: u.LinkedCommunityID,
	}
	p.Username, p.Usernames = usernames(u.Username, u.Usernames)
	p.Status, p.LastSeen = userStatus(u.Status)
	return p
}

func userPhoto(p tg.UserProfilePhotoClass) *model.PeerPhoto {
	switch p := p.(type) {
	case *tg.UserProfilePhoto:
		d := peerPhoto(p.PhotoID, p.DCID, p.HasVideo, p.StrippedThumb)
		d.Personal = p.Personal
		return d
	case *tg.UserProfilePhotoEmpty:
		return nil
	}
	return nil
}

// userStatus gives the word for a status and, where Telegram tells it, the time
// the user was (or will have been) last seen.
func userStatus(s tg.UserStatusClass) (word string, seen int64) {
	switch s := s.(type) {
	case *tg.UserStatusEmpty:
		return "", 0
	case *tg.UserStatusOnline:
		return "online", int64(s.Expires)
	case *tg.UserStatusOffline:
		return "offline", int64(s.WasOnline)
	case *tg.UserStatusRecently:
		return "recently", 0
	case *tg.UserStatusLastWeek:
		return "last_week", 0
	case *tg.UserStatusLastMonth:
		return "last_month", 0
	}
	return "", 0
}
