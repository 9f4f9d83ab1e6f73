package world

import (
	"fmt"
	"maps"
	"slices"

	"github.com/gotd/td/tg"
)

// History is the messages of one peer, ascending by id. Index i runs from 0 to
// Len()-1; every method is safe for concurrent use.
type History interface {
	Len() int
	// At is message i: a fresh object, ready to send. It fails only where the
	// folder behind the world does.
	At(i int) (tg.MessageClass, error)
	// ID is the id of message i.
	ID(i int) int
	// Date is the date of message i in Unix seconds; a messageEmpty has the date
	// of the message before it (0 at the start).
	Date(i int) int
	// Find is the first index whose id is at least id; Len() if there is none.
	Find(id int) int
}

// History is the history of a peer; an empty one for a peer without messages.
func (w *World) History(peer PeerKey) History {
	if h, ok := w.histories[peer]; ok {
		return h
	}
	return noHistory{}
}

// HistoryPeers lists the peers that have messages: users, then basic groups,
// then channels, each by id.
func (w *World) HistoryPeers() []PeerKey {
	return slices.SortedFunc(maps.Keys(w.histories), comparePeerKeys)
}

// Message is one message of a peer. ok is false if there is none with that id
// or the folder behind the world cannot be read.
func (w *World) Message(peer PeerKey, id int) (tg.MessageClass, bool) {
	h := w.History(peer)
	i := h.Find(id)
	if i == h.Len() || h.ID(i) != id {
		return nil, false
	}
	m, err := h.At(i)
	return m, err == nil
}

// Locate says whose message a number is among users and basic groups, which
// share one space of ids.
func (w *World) Locate(id int) (PeerKey, bool) {
	if w.locate != nil {
		return w.locate(id)
	}
	for peer, h := range w.histories {
		if peer.Kind == KindChannel {
			continue
		}
		if i := h.Find(id); i < h.Len() && h.ID(i) == id {
			return peer, true
		}
	}
	return PeerKey{}, false
}

// noHistory is the history of a peer without messages.
type noHistory struct{}

func (noHistory) Len() int     { return 0 }
func (noHistory) ID(int) int   { return 0 }
func (noHistory) Date(int) int { return 0 }
func (noHistory) Find(int) int { return 0 }

func (noHistory) At(i int) (tg.MessageClass, error) {
	return nil, fmt.Errorf("message %d of an empty history", i)
}
