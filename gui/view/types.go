package view

import (
	"slices"

	"satchel/core"
)

// typeGroup is what of a kind of chat can be ticked by itself.
type typeGroup struct {
	key   string
	kind  core.ChatKind
	types []core.ChatType
}

// typeGroups are the parts of the kinds that have parts.
func typeGroups() []typeGroup {
	return []typeGroup{
		{"users.people", core.KindUsers, []core.ChatType{"saved_messages", "replies", "verification_codes", "personal_chat"}},
		{"users.bots", core.KindUsers, []core.ChatType{"bot_chat"}},
		{"megagroups.private", core.KindMegagroups, []core.ChatType{"private_supergroup"}},
		{"megagroups.public", core.KindMegagroups, []core.ChatType{"public_supergroup"}},
		{"channels.private", core.KindChannels, []core.ChatType{"private_channel"}},
		{"channels.public", core.KindChannels, []core.ChatType{"public_channel"}},
	}
}

// TypeOptions are the parts of the kinds of chat: people and bots, private and public.
// Their keys begin with the key of their kind.
func TypeOptions() []Option {
	var list []Option
	for _, g := range typeGroups() {
		list = append(list, Option{
			Key:  g.key,
			Get:  func(s core.Settings) bool { return typeWanted(s, g.types[0]) },
			Set:  func(s *core.Settings, on bool) { g.set(s, on) },
			Able: func(s core.Settings) bool { return s.Chosen(g.kind) },
		})
	}
	return list
}

// typeWanted reports whether the choice of types has this one.
func typeWanted(s core.Settings, t core.ChatType) bool {
	return len(s.Chats.Types) == 0 || slices.Contains(s.Chats.Types, t)
}

// wanted reports whether chats of the type are saved.
func wanted(s core.Settings, k core.ChatKind, t core.ChatType) bool {
	return s.Chosen(k) && typeWanted(s, t)
}

// set ticks the group or takes its tick away. A kind of which nothing would be left
// is not ticked any more itself; ticked again, all of it is.
func (g typeGroup) set(s *core.Settings, on bool) {
	keep := func(t core.ChatType) bool {
		if slices.Contains(g.types, t) {
			return on
		}
		return typeWanted(*s, t)
	}
	var types []core.ChatType
	all, ofKind := core.ChatTypes(), false
	for _, t := range all {
		if keep(t.Type) {
			types = append(types, t.Type)
			ofKind = ofKind || t.Kind == g.kind
		}
	}
	if !ofKind {
		for _, t := range all {
			if t.Kind == g.kind {
				types = append(types, t.Type)
			}
		}
		setKind(s, g.kind, false)
	}
	if len(types) == len(all) {
		types = nil
	}
	s.Chats.Types = types
}

func setKind(s *core.Settings, k core.ChatKind, on bool) {
	switch k {
	case core.KindUsers:
		s.MessageUsers = on
	case core.KindChats:
		s.MessageChats = on
	case core.KindMegagroups:
		s.MessageMegagroups = on
	case core.KindChannels:
		s.MessageChannels = on
	}
}

// MineOptions are the types of chat of which only what the account wrote itself may
// be wanted; nobody else writes in the others, or everybody is a partner.
func MineOptions() []Option {
	var list []Option
	for _, t := range core.ChatTypes() {
		if t.Kind == core.KindUsers {
			continue
		}
		list = append(list, Option{
			Key:  "mine." + string(t.Type),
			Get:  func(s core.Settings) bool { return onlyMine(s, t) },
			Set:  func(s *core.Settings, on bool) { setMine(s, t.Type, on) },
			Able: func(s core.Settings) bool { return wanted(s, t.Kind, t.Type) },
		})
	}
	return list
}

func onlyMine(s core.Settings, t core.TypeOfKind) bool {
	return slices.Contains(s.OnlyMine, t.Kind) || slices.Contains(s.OnlyMine, core.ChatKind(t.Type))
}

// setMine writes the wish type by type.
func setMine(s *core.Settings, which core.ChatType, on bool) {
	var list []core.ChatKind
	for _, t := range core.ChatTypes() {
		if t.Type == which && on || t.Type != which && onlyMine(*s, t) {
			list = append(list, core.ChatKind(t.Type))
		}
	}
	s.OnlyMine = list
}
