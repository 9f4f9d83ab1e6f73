package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// MessagePage is an answer of messages.getHistory and its kin, laid flat.
type MessagePage struct {
	Messages []tg.MessageClass
	Topics   []tg.ForumTopicClass
	Users    []tg.UserClass
	Chats    []tg.ChatClass
	// Count is how many messages Telegram says there are in all.
	Count   int
	Inexact bool
	// Whole is set when the answer holds all there is (messages.messages): no
	// further page follows.
	Whole bool
}

// Answer lays flat an answer that holds messages. messagesNotModified, which
// only answers a call with a hash, gives its count and nothing else.
func Answer(a tg.MessagesMessagesClass) MessagePage {
	switch a := a.(type) {
	case *tg.MessagesMessages:
		return MessagePage{a.Messages, a.Topics, a.Users, a.Chats, len(a.Messages), false, true}
	case *tg.MessagesMessagesSlice:
		return MessagePage{a.Messages, a.Topics, a.Users, a.Chats, a.Count, a.Inexact, false}
	case *tg.MessagesChannelMessages:
		return MessagePage{a.Messages, a.Topics, a.Users, a.Chats, a.Count, a.Inexact, false}
	case *tg.MessagesMessagesNotModified:
		return MessagePage{Count: a.Count}
	}
	return MessagePage{}
}

// DialogPage is an answer of messages.getDialogs, laid flat.
type DialogPage struct {
	Dialogs  []tg.DialogClass
	Messages []tg.MessageClass // the newest of each dialog
	Users    []tg.UserClass
	Chats    []tg.ChatClass
	Count    int
	Whole    bool // as in MessagePage
}

// DialogsAnswer lays flat an answer that holds dialogs.
func DialogsAnswer(a tg.MessagesDialogsClass) DialogPage {
	switch a := a.(type) {
	case *tg.MessagesDialogs:
		return DialogPage{a.Dialogs, a.Messages, a.Users, a.Chats, len(a.Dialogs), true}
	case *tg.MessagesDialogsSlice:
		return DialogPage{a.Dialogs, a.Messages, a.Users, a.Chats, a.Count, false}
	case *tg.MessagesDialogsNotModified:
		return DialogPage{Count: a.Count}
	}
	return DialogPage{}
}

// PhotoPage is an answer of photos.getUserPhotos, laid flat.
type PhotoPage struct {
	Photos []tg.PhotoClass
	Users  []tg.UserClass
	Count  int
	Whole  bool // as in MessagePage
}

// PhotosAnswer lays flat an answer that holds photos.
func PhotosAnswer(a tg.PhotosPhotosClass) PhotoPage {
	switch a := a.(type) {
	case *tg.PhotosPhotos:
		return PhotoPage{a.Photos, a.Users, len(a.Photos), true}
	case *tg.PhotosPhotosSlice:
		return PhotoPage{a.Photos, a.Users, a.Count, false}
	}
	return PhotoPage{}
}

// ChatsAnswer lays flat an answer that holds chats (channels.getLeftChannels);
// count is how many there are in all, whole that no further page follows.
func ChatsAnswer(a tg.MessagesChatsClass) (chats []tg.ChatClass, count int, whole bool) {
	switch a := a.(type) {
	case *tg.MessagesChats:
		return a.Chats, len(a.Chats), true
	case *tg.MessagesChatsSlice:
		return a.Chats, a.Count, false
	}
	return nil, 0, false
}

// Ranges converts the answer of messages.getSplitRanges.
// https://core.telegram.org/api/takeout#split-ranges
func Ranges(rs []tg.MessageRange) []model.Range {
	out := make([]model.Range, 0, len(rs))
	for _, r := range rs {
		out = append(out, model.Range{MinID: r.MinID, MaxID: r.MaxID})
	}
	return out
}
