package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// SavedContact converts an entry of contacts.getSaved.
func SavedContact(c tg.SavedPhoneContact) model.SavedContact {
	return model.SavedContact{
		V: model.Version, Phone: c.Phone, FirstName: c.FirstName, LastName: c.LastName, Date: int64(c.Date),
	}
}

// TopPeers lists those the account talks to often, by category in Telegram's
// order; nil when the list is off.
// https://core.telegram.org/api/top-rating
func TopPeers(a tg.ContactsTopPeersClass) []model.FrequentContact {
	var list []model.FrequentContact
	switch a := a.(type) {
	case *tg.ContactsTopPeers:
		for _, c := range a.Categories {
			for _, p := range c.Peers {
				list = append(list, model.FrequentContact{
					V: model.Version, Peer: PeerID(p.Peer), Category: category(c.Category), Rating: finite(p.Rating),
				})
			}
		}
	case *tg.ContactsTopPeersNotModified, *tg.ContactsTopPeersDisabled:
	}
	return list
}

// category is Telegram Desktop's word where it has one.
func category(c tg.TopPeerCategoryClass) string {
	switch c.(type) {
	case *tg.TopPeerCategoryCorrespondents:
		return "people"
	case *tg.TopPeerCategoryBotsInline:
		return "inline_bots"
	case *tg.TopPeerCategoryPhoneCalls:
		return "calls"
	case *tg.TopPeerCategoryBotsPM:
		return "bots"
	case *tg.TopPeerCategoryBotsApp:
		return "bot_apps"
	case *tg.TopPeerCategoryBotsGuestChat:
		return "guest_bots"
	case *tg.TopPeerCategoryGroups:
		return "groups"
	case *tg.TopPeerCategoryChannels:
		return "channels"
	case *tg.TopPeerCategoryForwardUsers:
		return "forwards_to_people"
	case *tg.TopPeerCategoryForwardChats:
		return "forwards_to_chats"
	}
	return "unsupported"
}

// Authorization converts a device that is signed in.
func Authorization(a tg.Authorization) model.Session {
	return model.Session{
		V: model.Version, Current: a.Current, App: a.AppName, AppVersion: a.AppVersion,
		Device: a.DeviceModel, Platform: a.Platform, SystemVersion: a.SystemVersion,
		Created: int64(a.DateCreated), Active: int64(a.DateActive),
		IP: a.IP, Country: a.Country, Region: a.Region, APIID: a.APIID,
		Flags: flags("official_app", a.OfficialApp, "password_pending", a.PasswordPending,
			"encrypted_requests_disabled", a.EncryptedRequestsDisabled,
			"call_requests_disabled", a.CallRequestsDisabled, "unconfirmed", a.Unconfirmed),
	}
}

// WebAuthorization converts a site that is signed in through Telegram.
func WebAuthorization(a tg.WebAuthorization) model.WebSession {
	return model.WebSession{
		V: model.Version, Bot: a.BotID, Domain: a.Domain, Browser: a.Browser, Platform: a.Platform,
		Created: int64(a.DateCreated), Active: int64(a.DateActive), IP: a.IP, Region: a.Region,
	}
}
