package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// Topic converts a topic of the forum peer.
// https://core.telegram.org/api/forum
func Topic(peer model.PeerID, t tg.ForumTopicClass) model.Topic {
	switch t := t.(type) {
	case *tg.ForumTopic:
		return model.Topic{
			V: model.Version, Peer: peer, ID: t.ID, Title: t.Title, Date: int64(t.Date), From: PeerID(t.FromID), Top: t.TopMessage,
			IconColor: t.IconColor, IconEmoji: t.IconEmojiID, Pinned: t.Pinned, Closed: t.Closed, Hidden: t.Hidden, My: t.My,
		}
	case *tg.ForumTopicDeleted:
		return model.Topic{V: model.Version, Peer: peer, ID: t.ID, Deleted: true}
	}
	return model.Topic{V: model.Version, Peer: peer}
}

// Contact converts a contact who is on Telegram; status is nil when it is not
// known.
func Contact(c tg.Contact, status tg.UserStatusClass) model.Contact {
	m := model.Contact{V: model.Version, User: c.UserID, Mutual: c.Mutual}
	m.Status, m.LastSeen = userStatus(status)
	return m
}

// SavedDialog converts one of the chats within Saved Messages (or within the
// direct messages of a channel).
func SavedDialog(d tg.SavedDialogClass) model.SavedDialog {
	switch d := d.(type) {
	case *tg.SavedDialog:
		return model.SavedDialog{V: model.Version, Peer: PeerID(d.Peer), Top: d.TopMessage, Pinned: d.Pinned}
	case *tg.MonoForumDialog:
		return model.SavedDialog{V: model.Version, Peer: PeerID(d.Peer), Top: d.TopMessage}
	}
	return model.SavedDialog{V: model.Version}
}

// SavedDialogsPage is an answer of messages.getSavedDialogs, laid flat.
type SavedDialogsPage struct {
	Dialogs  []tg.SavedDialogClass
	Messages []tg.MessageClass
	Users    []tg.UserClass
	Chats    []tg.ChatClass
	Last     bool // as in MessagesPage
}

// SavedDialogs lays flat an answer that holds saved dialogs.
func SavedDialogs(a tg.MessagesSavedDialogsClass) SavedDialogsPage {
	switch a := a.(type) {
	case *tg.MessagesSavedDialogs:
		return SavedDialogsPage{Dialogs: a.Dialogs, Messages: a.Messages, Users: a.Users, Chats: a.Chats, Last: true}
	case *tg.MessagesSavedDialogsSlice:
		return SavedDialogsPage{Dialogs: a.Dialogs, Messages: a.Messages, Users: a.Users, Chats: a.Chats}
	}
	return SavedDialogsPage{Last: true}
}

// Folder converts a folder of the chat list; self is who "saved messages" stand
// for. It is false for the folder of all chats, which is no one's choice.
// https://core.telegram.org/api/folders
func Folder(f tg.DialogFilterClass, self model.PeerID) (model.Folder, bool) {
	switch f := f.(type) {
	case *tg.DialogFilter:
		m := model.Folder{
			V: model.Version, ID: f.ID, Title: text(f.Title.Text, f.Title.Entities), Icon: f.Emoticon,
			Pinned: inputPeers(f.PinnedPeers, self), Include: inputPeers(f.IncludePeers, self), Exclude: inputPeers(f.ExcludePeers, self),
			Kinds: flags("contacts", f.Contacts, "non_contacts", f.NonContacts, "groups", f.Groups, "broadcasts", f.Broadcasts,
				"bots", f.Bots, "exclude_muted", f.ExcludeMuted, "exclude_read", f.ExcludeRead, "exclude_archived", f.ExcludeArchived),
		}
		if c, ok := f.GetColor(); ok {
			m.Color = &c
		}
		return m, true
	case *tg.DialogFilterChatlist:
		m := model.Folder{
			V: model.Version, ID: f.ID, Title: text(f.Title.Text, f.Title.Entities), Icon: f.Emoticon, Shared: true,
			Pinned: inputPeers(f.PinnedPeers, self), Include: inputPeers(f.IncludePeers, self),
		}
		if c, ok := f.GetColor(); ok {
			m.Color = &c
		}
		return m, true
	case *tg.DialogFilterDefault:
		return model.Folder{}, false
	}
	return model.Folder{}, false
}

// inputPeers names the peers of a list that Telegram gives as inputs.
func inputPeers(list []tg.InputPeerClass, self model.PeerID) []model.PeerID {
	var ids []model.PeerID
	for _, p := range list {
		switch p := p.(type) {
		case *tg.InputPeerSelf:
			ids = append(ids, self)
		case *tg.InputPeerUser:
			ids = append(ids, userID(p.UserID))
		case *tg.InputPeerChat:
			ids = append(ids, model.ChatID(p.ChatID))
		case *tg.InputPeerChannel:
			ids = append(ids, channelID(p.ChannelID))
		case *tg.InputPeerUserFromMessage:
			ids = append(ids, userID(p.UserID))
		case *tg.InputPeerChannelFromMessage:
			ids = append(ids, channelID(p.ChannelID))
		case *tg.InputPeerEmpty:
		}
	}
	return ids
}

// MusicFiles are the files of a song on the profile of owner: a file like others,
// so subject to the choice by type.
func MusicFiles(owner model.PeerID, d tg.DocumentClass) []Found {
	full, ok := d.(*tg.Document)
	if !ok {
		return nil
	}
	f := finder{origin: model.Origin{Kind: model.OriginSavedMusic, Peer: owner, ID: full.ID}, date: int64(full.Date)}
	f.document(full, RoleMusic)
	return f.found
}
