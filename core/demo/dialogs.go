package demo

import (
	"context"
	"fmt"
	"slices"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

func (s *Server) dialogMethods() []*method {
	return []*method{on(s.getDialogs), on(s.getPeerDialogs), on(s.getPinnedDialogs), on(s.getDialogFilters),
		on(s.getSavedDialogs), on(s.getPinnedSavedDialogs)}
}

// getDialogs: https://core.telegram.org/method/messages.getDialogs.
func (s *Server) getDialogs(_ context.Context, c *call, r *tg.MessagesGetDialogsRequest) (bin.Encoder, error) {
	offset := s.nameOf(r.OffsetPeer)
	if _, empty := r.OffsetPeer.(*tg.InputPeerEmpty); !empty {
		if _, err := s.peer(r.OffsetPeer); err != nil {
			return nil, refuse("OFFSET_PEER_ID_INVALID")
		}
	}
	folder, inFolder := r.GetFolderID()
	if inFolder && folder != 0 && folder != 1 {
		return nil, refuse("FOLDER_ID_INVALID")
	}
	dialogs := slices.DeleteFunc(slices.Clone(s.dialogsIn(c)), func(e entry) bool {
		return inFolder && e.FolderID != folder || r.ExcludePinned && e.Pinned
	})
	count, claimed := s.world.Count("dialogs")
	if !claimed || len(dialogs) == 0 {
		count = len(dialogs)
	}
	at := from(dialogs, r.OffsetDate, r.OffsetID, offset)
	page := dialogs[at:min(at+clampLimit(r.Limit), len(dialogs))]
	a, err := s.answerDialogs(page)
	if err != nil {
		return nil, err
	}
	if len(page) == len(dialogs) && !claimed {
		return a, nil
	}
	return &tg.MessagesDialogsSlice{Count: count, Dialogs: a.Dialogs, Messages: a.Messages, Chats: a.Chats, Users: a.Users}, nil
}

func (s *Server) answerDialogs(entries []entry) (*tg.MessagesDialogs, error) {
	a := &tg.MessagesDialogs{Dialogs: []tg.DialogClass{}, Messages: []tg.MessageClass{}}
	who := s.company(false)
	for _, e := range entries {
		d := &tg.Dialog{Pinned: e.Pinned, Peer: e.Peer.Peer(), TopMessage: e.id, ReadInboxMaxID: e.id, ReadOutboxMaxID: e.id}
		if e.Peer.Kind == world.KindChannel {
			d.SetPts(1)
		}
		if e.FolderID != 0 {
			d.SetFolderID(e.FolderID)
		}
		a.Dialogs = append(a.Dialogs, d)
		who.add(e.Peer)
		if e.index < 0 {
			continue
		}
		m, err := e.messages.At(e.index)
		if err != nil {
			return nil, fmt.Errorf("top message of %s: %w", e.Peer, err)
		}
		a.Messages = append(a.Messages, m)
	}
	who.of(a.Messages)
	a.Chats, a.Users = who.chats, who.users
	return a, nil
}

// getPeerDialogs: https://core.telegram.org/method/messages.getPeerDialogs.
func (s *Server) getPeerDialogs(_ context.Context, c *call, r *tg.MessagesGetPeerDialogsRequest) (bin.Encoder, error) {
	if err := s.someOf(c, len(r.Peers), "INPUT_PEERS_EMPTY"); err != nil {
		return nil, err
	}
	var out []entry
	for _, p := range r.Peers {
		in, ok := p.(*tg.InputDialogPeer)
		if !ok {
			return nil, refuse("PEER_ID_INVALID")
		}
		key, err := s.peer(in.Peer)
		if err != nil {
			return nil, err
		}
		if err := s.forbidden(key); err != nil {
			return nil, err
		}
		d := world.Dialog{Peer: key}
		for _, known := range s.world.Dialogs() {
			if known.Peer == key {
				d = known
			}
		}
		e, _ := s.entry(c, d)
		out = append(out, e)
	}
	return s.peerDialogs(out)
}

// getPinnedDialogs: https://core.telegram.org/method/messages.getPinnedDialogs.
func (s *Server) getPinnedDialogs(_ context.Context, c *call, r *tg.MessagesGetPinnedDialogsRequest) (bin.Encoder, error) {
	return s.peerDialogs(slices.DeleteFunc(slices.Clone(s.dialogsIn(c)), func(e entry) bool {
		return !e.Pinned || e.FolderID != r.FolderID
	}))
}

func (s *Server) peerDialogs(entries []entry) (bin.Encoder, error) {
	a, err := s.answerDialogs(entries)
	if err != nil {
		return nil, err
	}
	return &tg.MessagesPeerDialogs{Dialogs: a.Dialogs, Messages: a.Messages, Chats: a.Chats, Users: a.Users, State: *s.state()}, nil
}

// getDialogFilters: https://core.telegram.org/method/messages.getDialogFilters;
// the first one is always "all chats".
func (s *Server) getDialogFilters(context.Context, *call, *tg.MessagesGetDialogFiltersRequest) (bin.Encoder, error) {
	filters := s.world.DialogFilters()
	all := func(f tg.DialogFilterClass) bool { _, ok := f.(*tg.DialogFilterDefault); return ok }
	if !slices.ContainsFunc(filters, all) {
		filters = append([]tg.DialogFilterClass{&tg.DialogFilterDefault{}}, filters...)
	}
	return &tg.MessagesDialogFilters{Filters: filters}, nil
}

// getSavedDialogs: https://core.telegram.org/method/messages.getSavedDialogs; the
// chats within Saved Messages, in the world's order, or those within the direct
// messages of a channel.
func (s *Server) getSavedDialogs(_ context.Context, c *call, r *tg.MessagesGetSavedDialogsRequest) (bin.Encoder, error) {
	in := world.UserKey(s.self.ID)
	all := s.savedDialogs(func(d tg.SavedDialogClass) bool { return !r.ExcludePinned || !isPinned(d) })
	if parent, ok := r.GetParentPeer(); ok {
		var err error
		if in, err = s.peer(parent); err != nil {
			return nil, err
		}
		s.mayRead(c, in)
		if all, err = s.directDialogs(in); err != nil {
			return nil, err
		}
	}
	at := savedAfter(all, s.nameOf(r.OffsetPeer), r.OffsetID)
	page := all[at:min(at+clampLimit(r.Limit), len(all))]
	a := s.answerSaved(in, page)
	if len(page) == len(all) {
		return a, nil
	}
	return &tg.MessagesSavedDialogsSlice{Count: len(all), Dialogs: a.Dialogs, Messages: a.Messages, Chats: a.Chats, Users: a.Users}, nil
}

// savedAfter is where a page begins: after the chat that the offsets name; when that
// is gone, at the first one that is not pinned and whose newest message is older.
func savedAfter(all []tg.SavedDialogClass, peer world.PeerKey, id int) int {
	if i := slices.IndexFunc(all, func(d tg.SavedDialogClass) bool { return world.KeyOf(d.GetPeer()) == peer }); i >= 0 {
		return i + 1
	}
	if id <= 0 {
		return 0
	}
	i := slices.IndexFunc(all, func(d tg.SavedDialogClass) bool { return !isPinned(d) && d.GetTopMessage() < id })
	if i < 0 {
		return len(all)
	}
	return i
}

func (s *Server) getPinnedSavedDialogs(context.Context, *call, *tg.MessagesGetPinnedSavedDialogsRequest) (bin.Encoder, error) {
	return s.answerSaved(world.UserKey(s.self.ID), s.savedDialogs(isPinned)), nil
}

func (s *Server) savedDialogs(keep func(tg.SavedDialogClass) bool) []tg.SavedDialogClass {
	return slices.DeleteFunc(s.world.SavedDialogs(), func(d tg.SavedDialogClass) bool { return !keep(d) })
}

// directDialogs are the chats within the direct messages of a channel, made from its
// messages, newest first: https://core.telegram.org/api/monoforum. Only those who
// answer there have them.
func (s *Server) directDialogs(in world.PeerKey) ([]tg.SavedDialogClass, error) {
	if err := s.mayReadDirect(in); err != nil {
		return nil, err
	}
	l := s.history(in)
	var out []tg.SavedDialogClass
	seen := map[world.PeerKey]bool{}
	for i := l.Len() - 1; i >= 0; i-- {
		m, err := l.At(i)
		if err != nil {
			return nil, err
		}
		msg, ok := m.(*tg.Message)
		if !ok || msg.SavedPeerID == nil || seen[world.KeyOf(msg.SavedPeerID)] {
			continue
		}
		seen[world.KeyOf(msg.SavedPeerID)] = true
		out = append(out, &tg.MonoForumDialog{Peer: msg.SavedPeerID, TopMessage: msg.ID})
	}
	return out, nil
}

// mayReadDirect refuses what is not the direct messages of a channel, or to somebody
// who does not answer there.
func (s *Server) mayReadDirect(in world.PeerKey) error {
	chat, _ := s.world.Channel(in.ID)
	ch, ok := chat.(*tg.Channel)
	if !ok || !ch.Monoforum || in.Kind != world.KindChannel {
		return refuse("PARENT_PEER_INVALID")
	}
	parent, _ := s.world.Channel(ch.LinkedMonoforumID)
	of, _ := parent.(*tg.Channel)
	if !mayAnswer(ch) && (of == nil || !mayAnswer(of)) {
		return refuse("CHAT_ADMIN_REQUIRED")
	}
	return nil
}

func mayAnswer(c *tg.Channel) bool {
	_, admin := c.GetAdminRights()
	return admin || c.Creator
}

func isPinned(d tg.SavedDialogClass) bool {
	saved, ok := d.(*tg.SavedDialog)
	return ok && saved.Pinned
}

func (s *Server) answerSaved(in world.PeerKey, dialogs []tg.SavedDialogClass) *tg.MessagesSavedDialogs {
	a := &tg.MessagesSavedDialogs{Dialogs: dialogs, Messages: []tg.MessageClass{}}
	for _, d := range dialogs {
		if m, ok := s.world.Message(in, d.GetTopMessage()); ok {
			a.Messages = append(a.Messages, m)
		}
	}
	who := s.company(false).of(dialogs, a.Messages)
	a.Chats, a.Users = who.chats, who.users
	return a
}
