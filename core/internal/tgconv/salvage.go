package tgconv

import (
	"fmt"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// Lists of chats come with the newest message of each, and an answer in which one
// of those is of a kind that this schema does not know does not decode. The three
// functions here read such an answer as far as it can be read: the entries, the
// messages up to that one (of it only id, peer and date, where they come first),
// and, found again behind it, the chats and people. They report false where that
// is not possible.

// SalvageDialogs reads an answer of messages.getDialogs.
func SalvageDialogs(raw []byte) (DialogsPage, bool) {
	l, ok := salvage(raw, tg.MessagesDialogsTypeID, tg.MessagesDialogsSliceTypeID, tg.DecodeDialog)
	return DialogsPage{Dialogs: dialogs(l.heads, l.messages), Users: l.users, Chats: l.chats, Count: l.count}, ok
}

// SalvageSavedDialogs reads an answer of messages.getSavedDialogs.
func SalvageSavedDialogs(raw []byte) (SavedDialogsPage, bool) {
	l, ok := salvage(raw, tg.MessagesSavedDialogsTypeID, tg.MessagesSavedDialogsSliceTypeID, tg.DecodeSavedDialog)
	return SavedDialogsPage{Dialogs: l.heads, Messages: l.messages, Users: l.users, Chats: l.chats}, ok
}

// SalvageTopics reads an answer of messages.getForumTopics.
func SalvageTopics(raw []byte) (tg.MessagesForumTopics, bool) {
	if len(raw) < 12 {
		return tg.MessagesForumTopics{}, false
	}
	// It differs from the others by the flags before the count and the number at the end.
	body := append(append(make([]byte, 0, len(raw)), raw[:4]...), raw[8:len(raw)-4]...)
	l, ok := salvage(body, 0, tg.MessagesForumTopicsTypeID, tg.DecodeForumTopic)
	return tg.MessagesForumTopics{Count: l.count, Topics: l.heads, Messages: l.messages, Users: l.users, Chats: l.chats}, ok
}

// salvaged is what could be read of an answer.
type salvaged[T any] struct {
	count    int
	heads    []T
	messages []tg.MessageClass
	chats    []tg.ChatClass
	users    []tg.UserClass
}

// salvage reads an answer of one of two constructors: whole has no count.
func salvage[T any](raw []byte, whole, slice uint32, head func(*bin.Buffer) (T, error)) (l salvaged[T], ok bool) {
	b := &bin.Buffer{Buf: raw}
	switch id, err := b.ID(); {
	case err != nil, id != whole && id != slice:
		return l, false
	case id == slice:
		if l.count, err = b.Int(); err != nil {
			return l, false
		}
	}
	if l.heads, ok = vector(b, head); !ok {
		return l, false
	}
	if whole != 0 && l.count == 0 {
		l.count = len(l.heads)
	}
	n, err := b.VectorHeader()
	for i := 0; err == nil && i < n; i++ {
		start := &bin.Buffer{Buf: b.Buf}
		var m tg.MessageClass
		if m, err = tg.DecodeMessage(b); err != nil {
			m = beginning(start)
		}
		if m != nil {
			l.messages = append(l.messages, m)
		}
	}
	if err == nil {
		return l, l.tail(b.Buf)
	}
	for rest := b.Buf; len(rest) >= 8; rest = rest[4:] {
		if l.tail(rest) {
			return l, true
		}
	}
	return l, false
}

// tail reads chats and people that take up all of b.
func (l *salvaged[T]) tail(raw []byte) (ok bool) {
	b := &bin.Buffer{Buf: raw}
	if l.chats, ok = vector(b, tg.DecodeChat); !ok {
		return false
	}
	l.users, ok = vector(b, tg.DecodeUser)
	return ok && b.Len() == 0
}

// beginning is the message that did not decode with what comes before its content.
func beginning(b *bin.Buffer) tg.MessageClass {
	var m tg.Message
	var service tg.MessageService
	switch id, err := b.PeekID(); {
	case err != nil:
		return nil
	case id == tg.MessageTypeID && m.Decode(b) != nil && m.Date != 0:
		return &tg.Message{ID: m.ID, PeerID: m.PeerID, Date: m.Date}
	case id == tg.MessageServiceTypeID && service.Decode(b) != nil && service.Date != 0:
		return &tg.Message{ID: service.ID, PeerID: service.PeerID, Date: service.Date}
	}
	return nil
}

func vector[T any](b *bin.Buffer, decode func(*bin.Buffer) (T, error)) (list []T, ok bool) {
	n, err := b.VectorHeader()
	for i := 0; err == nil && i < n; i++ {
		var v T
		if v, err = decode(b); err == nil {
			list = append(list, v)
		}
	}
	return list, err == nil
}

// SalvageChats reads the chats of an answer of channels.getLeftChannels that come
// before the one that does not decode.
func SalvageChats(raw []byte) ([]tg.ChatClass, error) {
	b := &bin.Buffer{Buf: raw}
	id, err := b.ID()
	if err != nil {
		return nil, err
	}
	switch id {
	case tg.MessagesChatsSliceTypeID:
		if _, err := b.Int(); err != nil {
			return nil, err
		}
	case tg.MessagesChatsTypeID:
	default:
		return nil, fmt.Errorf("not a list of chats: constructor %#x", id)
	}
	chats, _ := vector(b, tg.DecodeChat)
	return chats, nil
}
