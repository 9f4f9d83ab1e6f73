package crawl

import (
	"slices"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

// Plan says what to walk. It does not change during a run.
type Plan struct {
	Users, Chats, Megagroups, Channels bool
	LeftChannels                       bool

	Only, Except []model.PeerID
	Types        []model.ChatType // empty: all
	// OnlyMine lists the kinds of which only the account's own messages are saved.
	OnlyMine func(model.Peer) bool

	Choice
	// Of is the choice for one dialog; nil: the same for all.
	Of func(model.PeerID) Choice

	Profile, Userpics, Stories, Contacts, Sessions, OtherData bool
	// Emoji is set when custom emoji are saved; else they are known and left out.
	Emoji bool
	// Faces adds the profile pictures of the people and groups of the dialog list
	// and of who sent the messages, or was forwarded.
	Faces bool
}

// Choice is what is wanted of a dialog.
type Choice struct {
	// From and Till bound the messages: From <= date < Till, unix seconds, 0 for no
	// bound.
	From, Till int64
	// Skip decides whether a file is left out by the settings.
	Skip func(t model.MediaType, size int64) model.SkipReason
}

// forDialog is the plan with the choice for one dialog.
func (p Plan) forDialog(peer model.PeerID) Plan {
	if p.Of != nil {
		p.Choice = p.Of(peer)
	}
	return p
}

// anyDialogs reports whether dialogs are to be listed at all.
func (p Plan) anyDialogs() bool { return p.Users || p.Chats || p.Megagroups || p.Channels }

// wantsKind reports whether the kind of the peer was chosen. A monoforum counts
// as the supergroup it is built on.
func (p Plan) wantsKind(peer model.Peer) bool {
	switch {
	case peer.ID.Kind == model.KindUser:
		return p.Users
	case peer.ID.Kind == model.KindChat:
		return p.Chats
	case peer.Broadcast:
		return p.Channels
	}
	return p.Megagroups
}

// wants reports whether the dialog with the peer is to be walked.
func (p Plan) wants(peer model.Peer) bool {
	if !p.wantsKind(peer) {
		return false
	}
	if len(p.Only) > 0 {
		return slices.Contains(p.Only, peer.ID)
	}
	return !slices.Contains(p.Except, peer.ID) && (len(p.Types) == 0 || slices.Contains(p.Types, peer.Type()))
}

// inInterval reports whether a message of that date is wanted.
func (p Choice) inInterval(date int64) bool {
	return (p.From == 0 || date >= p.From) && (p.Till == 0 || date < p.Till)
}

// bounded reports whether only an interval is wanted.
func (p Choice) bounded() bool { return p.From != 0 || p.Till != 0 }

// Wants reports whether the dialog is part of the plan. One that vanished from the
// chat list is not: what was saved of it is all there is.
func (p Plan) Wants(row archive.DialogRow) bool {
	return p.wants(row.Peer) && (!row.Left || p.LeftChannels) && row.VanishedSince == 0
}
