package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// MessagesPage is an answer of messages.getHistory and its kin, laid flat.
type MessagesPage struct {
	Messages []tg.MessageClass
	Topics   []tg.ForumTopicClass
	Users    []tg.UserClass
	Chats    []tg.ChatClass
	// Count is how many messages Telegram says there are in all.
	Count   int
	Inexact bool
	// Last is set when the answer is not sliced (messages.messages): it holds all
	// there is, and no further page follows.
	Last bool
}

// Messages lays flat an answer that holds messages. messagesNotModified, which
// only answers a call with a hash, gives its count and nothing else.
func Messages(a tg.MessagesMessagesClass) MessagesPage {
	switch a := a.(type) {
	case *tg.MessagesMessages:
		return MessagesPage{a.Messages, a.Topics, a.Users, a.Chats, told(a.Messages), false, true}
	case *tg.MessagesMessagesSlice:
		return MessagesPage{a.Messages, a.Topics, a.Users, a.Chats, a.Count, a.Inexact, false}
	case *tg.MessagesChannelMessages:
		return MessagesPage{a.Messages, a.Topics, a.Users, a.Chats, a.Count, a.Inexact, false}
	case *tg.MessagesMessagesNotModified:
		return MessagesPage{Count: a.Count}
	}
	return MessagesPage{}
}

// told counts the messages that are more than a number.
func told(messages []tg.MessageClass) (n int) {
	for _, m := range messages {
		if _, empty := m.(*tg.MessageEmpty); !empty {
			n++
		}
	}
	return n
}

// DialogsPage is an answer of messages.getDialogs: its chats, in Telegram's
// order, with the date of each newest message where the answer has it. Number
// and Splits of the dialogs are the caller's.
type DialogsPage struct {
	Dialogs []model.Dialog
	Users   []tg.UserClass
	Chats   []tg.ChatClass
	Count   int
	Last    bool // as in MessagesPage
}

// Dialogs converts an answer that holds dialogs.
func Dialogs(a tg.MessagesDialogsClass) DialogsPage {
	switch a := a.(type) {
	case *tg.MessagesDialogs:
		return DialogsPage{dialogs(a.Dialogs, a.Messages), a.Users, a.Chats, len(a.Dialogs), true}
	case *tg.MessagesDialogsSlice:
		return DialogsPage{dialogs(a.Dialogs, a.Messages), a.Users, a.Chats, a.Count, false}
	case *tg.MessagesDialogsNotModified:
		return DialogsPage{Count: a.Count}
	}
	return DialogsPage{}
}

// PhotosPage is an answer of photos.getUserPhotos, laid flat.
type PhotosPage struct {
	Photos []tg.PhotoClass
	Users  []tg.UserClass
	Count  int
	Last   bool // as in MessagesPage
}

// Photos lays flat an answer that holds photos.
func Photos(a tg.PhotosPhotosClass) PhotosPage {
	switch a := a.(type) {
	case *tg.PhotosPhotos:
		return PhotosPage{a.Photos, a.Users, len(a.Photos), true}
	case *tg.PhotosPhotosSlice:
		return PhotosPage{a.Photos, a.Users, a.Count, false}
	}
	return PhotosPage{}
}

// Chats lays flat an answer that holds chats (channels.getLeftChannels);
// count is how many there are in all, last that no further page follows.
func Chats(a tg.MessagesChatsClass) (chats []tg.ChatClass, count int, last bool) {
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
