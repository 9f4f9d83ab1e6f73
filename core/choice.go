package core

import (
	"fmt"
	"maps"
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
	// Each are the wishes for single chats.
	Each map[PeerID]ChatRule `json:"each,omitempty"`
}

// ChatRule is what is wanted of one chat where that is not what is wanted of all;
// what is absent is as for all.
type ChatRule struct {
	Files       *bool       `json:"files,omitempty"`
	Media       []MediaType `json:"media,omitempty"`
	FileMaxSize *int64      `json:"file_max_size,omitempty"`
	From        Day         `json:"from,omitzero"`
	Till        Day         `json:"till,omitzero"`
	OnlyMine    *bool       `json:"only_mine,omitempty"`
}

// of are the settings as they are for one chat.
func (s Settings) of(id PeerID) Settings {
	rule, ok := s.Chats.Each[id]
	if !ok {
		return s
	}
	if rule.Files != nil {
		s.Files = *rule.Files
	}
	if rule.Media != nil {
		s.Media = rule.Media
	}
	if rule.FileMaxSize != nil {
		s.FileMaxSize = *rule.FileMaxSize
	}
	if !rule.From.IsZero() {
		s.From = rule.From
	}
	if !rule.Till.IsZero() {
		s.Till = rule.Till
	}
	return s
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
	for _, id := range slices.SortedFunc(maps.Keys(s.Chats.Each), func(a, b PeerID) int { return strings.Compare(a.String(), b.String()) }) {
		one := s.of(id)
		one.Chats = ChatChoice{}
		if err := one.check(); err != nil {
			return fmt.Errorf("chats.each %s: %w", id, err)
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
	if rule := s.Chats.Each[peer.ID]; rule.OnlyMine != nil {
		return *rule.OnlyMine
	}
	return slices.Contains(s.OnlyMine, kindOf(peer)) || slices.Contains(s.OnlyMine, ChatKind(peer.Type()))
}
