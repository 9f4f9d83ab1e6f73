package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// Files lists the downloadable objects of a message, in a stable order: those of
// its media, then of its action, then of what it quotes.
func Files(m tg.MessageClass) []Found {
	f := finder{}
	switch m := m.(type) {
	case *tg.Message:
		f.origin = model.Origin{Kind: model.OriginMessage, Peer: PeerID(m.PeerID), ID: int64(m.ID)}
		f.date = int64(m.Date)
		if m, ok := m.Media.(*tg.MessageMediaPhoto); ok {
			f.photo(m.Photo, RolePhoto, model.MediaPhoto)
		}
		if m, ok := m.Media.(*tg.MessageMediaDocument); ok {
			f.document(m.Document, RoleDocument, false)
		}
	case *tg.MessageService:
	case *tg.MessageEmpty:
	}
	return f.found
}
