package core

import (
	"fmt"
	"slices"
	"strings"

	"satchel/core/internal/model"
)

// ChatChoice picks chats among the kinds that are ticked: by type, and single ones
// by hand. Only wins over Except and over Types.
type ChatChoice struct {
	Only   []PeerID `json:"only,omitempty"`
	Except []PeerID `json:"except,omitempty"`
	// Types are the types of chat to save; empty: all.
	Types []ChatType `json:"types,omitempty"`
}

// PeerID names a chat: "user:7", "chat:8", "channel:1003".
type PeerID = model.PeerID

// ChatKind is one of the kinds a takeout session knows.
type ChatKind string

// The kinds of chat, named as the flags of initTakeoutSession name them.
const (
	KindUsers      ChatKind = "message_users"
	KindChats      ChatKind = "message_chats"
	KindMegagroups ChatKind = "message_megagroups"
	KindChannels   ChatKind = "message_channels"
)

// ChatType is the kind of a chat in the words of result.json ("private_channel"),
// finer than the kinds of a takeout session: it tells bots from people and public
// from private.
type ChatType = model.ChatType

// ChatTypes lists the types, each with the kind it belongs to, in the order of the
// kinds.
func ChatTypes() []TypeOfKind {
	return []TypeOfKind{
		{model.SavedMessages, KindUsers}, {model.Replies, KindUsers}, {model.VerificationCodes, KindUsers},
		{model.PersonalChat, KindUsers}, {model.BotChat, KindUsers},
		{model.PrivateGroup, KindChats},
		{model.PrivateSupergroup, KindMegagroups}, {model.PublicSupergroup, KindMegagroups},
		{model.PrivateChannel, KindChannels}, {model.PublicChannel, KindChannels},
	}
}

// TypeOfKind is a type of chat with its kind.
type TypeOfKind struct {
	Type ChatType
	Kind ChatKind
}

func isChatType(s string) bool {
	return slices.ContainsFunc(ChatTypes(), func(t TypeOfKind) bool { return string(t.Type) == s })
}

// UnmarshalText reads a kind with or without the "message_" of the flag's name, or
// a type of chat.
func (k *ChatKind) UnmarshalText(b []byte) error {
	s := string(b)
	if !strings.HasPrefix(s, "message_") && !isChatType(s) {
		s = "message_" + s
	}
	*k = ChatKind(s)
	return nil
}

// Chosen reports whether the kind is ticked.
func (s Settings) Chosen(k ChatKind) bool {
	switch k {
	case KindUsers:
		return s.MessageUsers
	case KindChats:
		return s.MessageChats
	case KindMegagroups:
		return s.MessageMegagroups
	case KindChannels:
		return s.MessageChannels
	}
	return false
}

func (s Settings) checkChats() error {
	for _, t := range s.Chats.Types {
		if !isChatType(string(t)) {
			return fmt.Errorf("chats.types: %q is none of %s", t, listed(chatTypeNames()))
		}
	}
	kinds := []ChatKind{KindUsers, KindChats, KindMegagroups, KindChannels}
	for _, k := range s.OnlyMine {
		if !slices.Contains(kinds, k) && !isChatType(string(k)) {
			return fmt.Errorf("only_mine: %q is none of %s, %s", k, listed(kinds), listed(chatTypeNames()))
		}
	}
	return nil
}

func chatTypeNames() (names []ChatType) {
	for _, t := range ChatTypes() {
		names = append(names, t.Type)
	}
	return names
}

// asks reports whether the kind is ticked and chats of it can be wanted: what the
// session is opened for.
func (s Settings) asks(k ChatKind) bool {
	if !s.Chosen(k) || len(s.Chats.Types) == 0 || len(s.Chats.Only) > 0 {
		return s.Chosen(k)
	}
	return slices.ContainsFunc(ChatTypes(), func(t TypeOfKind) bool { return t.Kind == k && slices.Contains(s.Chats.Types, t.Type) })
}

// wantsOnlyMine reports whether only the account's own messages are wanted of the
// chat.
func (s Settings) wantsOnlyMine(peer model.Peer) bool {
	return slices.Contains(s.OnlyMine, kindOf(peer)) || slices.Contains(s.OnlyMine, ChatKind(peer.Type()))
}
