package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// Dialog converts an entry of the chat list; Number and Splits are the
// caller's. It is false for what is not a chat: a folder (its chats are listed
// by themselves, with the folder's id) and a community's heading.
func Dialog(d tg.DialogClass) (model.Dialog, bool) {
	switch d := d.(type) {
	case *tg.Dialog:
		m := model.Dialog{
			V: model.Version, Peer: PeerID(d.Peer), Top: d.TopMessage,
			Pinned: d.Pinned, Folder: d.FolderID, TTL: d.TTLPeriod,
		}
		if t, ok := d.Draft.(*tg.DraftMessage); ok {
			m.Draft, m.DraftDate = text(t.Message, t.Entities), int64(t.Date)
		}
		return m, !m.Peer.IsZero()
	case *tg.DialogFolder, *tg.DialogCommunity:
		return model.Dialog{}, false
	}
	return model.Dialog{}, false
}

// dialogs converts a page of the chat list with its newest messages.
func dialogs(list []tg.DialogClass, newest []tg.MessageClass) []model.Dialog {
	dates := make(map[model.MessageID]int64, len(newest))
	for _, m := range newest {
		switch m := m.(type) {
		case *tg.Message:
			dates[model.MessageID{Peer: PeerID(m.PeerID), ID: m.ID}] = int64(m.Date)
		case *tg.MessageService:
			dates[model.MessageID{Peer: PeerID(m.PeerID), ID: m.ID}] = int64(m.Date)
		}
	}
	out := make([]model.Dialog, 0, len(list))
	for _, d := range list {
		if d, ok := Dialog(d); ok {
			d.TopDate = dates[model.MessageID{Peer: d.Peer, ID: d.Top}]
			out = append(out, d)
		}
	}
	return out
}

// LeftDialog is the dialog of a chat from channels.getLeftChannels.
func LeftDialog(p model.Peer) model.Dialog {
	return model.Dialog{V: model.Version, Peer: p.ID, Left: true}
}
