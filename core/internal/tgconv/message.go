package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// Message converts a message. It is false for messageEmpty, a number without a
// message.
func Message(m tg.MessageClass) (model.Message, bool) {
	switch m := m.(type) {
	case *tg.Message:
		return message(m), true
	case *tg.MessageService:
		return service(m), true
	case *tg.MessageEmpty:
		return model.Message{}, false
	}
	return model.Message{}, false
}

func message(m *tg.Message) model.Message {
	return model.Message{V: model.Version, ID: m.ID, Peer: PeerID(m.PeerID), Date: int64(m.Date), From: PeerID(m.FromID), Text: text(m.Message, m.Entities)}
}

func service(m *tg.MessageService) model.Message {
	return model.Message{V: model.Version, Kind: model.MessageService, ID: m.ID, Peer: PeerID(m.PeerID), Date: int64(m.Date), From: PeerID(m.FromID)}
}
