package demo

import (
	"cmp"
	"slices"
	"sort"
	"sync"

	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

// entry is a chat of the dialog list with its newest message; index -1: none.
type entry struct {
	world.Dialog
	messages list
	index    int
	id, date int
}

// dialogLists keeps the dialog list of each range, in its order.
type dialogLists struct {
	mu   sync.Mutex
	made map[tg.MessageRange][]entry
}

// dialogsIn are the dialogs a call's range lists: a private chat or basic group
// when one of its messages has its id inside, with the newest such; channels and
// chats without messages in the last range only. Pinned ones first, then by the
// date of the newest message, then by peer.
func (s *Server) dialogsIn(c *call) []entry {
	var key tg.MessageRange // the zero range: none was given
	if c.messages != nil {
		key = *c.messages
	}
	s.dialogs.mu.Lock()
	defer s.dialogs.mu.Unlock()
	if made, ok := s.dialogs.made[key]; ok {
		return made
	}
	var out []entry
	for _, d := range s.world.Dialogs() {
		if e, ok := s.entry(c, d); ok {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, before)
	if s.dialogs.made == nil {
		s.dialogs.made = map[tg.MessageRange][]entry{}
	}
	s.dialogs.made[key] = out
	return out
}

func (s *Server) entry(c *call, d world.Dialog) (e entry, listed bool) {
	all := s.history(d.Peer)
	l := s.ranged(c, d.Peer, all)
	e = entry{Dialog: d, messages: l, index: l.Len() - 1}
	if e.index >= 0 {
		e.id, e.date = l.ID(e.index), l.Date(e.index)
		return e, true
	}
	return e, all.Len() == 0 && s.lastRange(c)
}

func before(a, b entry) int {
	switch {
	case a.Pinned != b.Pinned:
		if a.Pinned {
			return -1
		}
		return 1
	case a.date != b.date:
		return cmp.Compare(b.date, a.date)
	}
	return cmp.Or(cmp.Compare(rank(a.Peer.Kind), rank(b.Peer.Kind)), cmp.Compare(a.Peer.ID, b.Peer.ID))
}

func rank(kind byte) int {
	switch kind {
	case world.KindUser:
		return 0
	case world.KindGroup:
		return 1
	}
	return 2
}

// from is where a page of dialogs begins: after the chat the offsets name; if it
// is not in the list, at the first chat that is not pinned and whose newest
// message is older than the offset's.
func from(dialogs []entry, date, id int, peer world.PeerKey) int {
	if peer != (world.PeerKey{}) {
		if i := slices.IndexFunc(dialogs, func(e entry) bool { return e.Peer == peer }); i >= 0 {
			return i + 1
		}
	}
	if date <= 0 && id <= 0 {
		return 0
	}
	pinned := sort.Search(len(dialogs), func(i int) bool { return !dialogs[i].Pinned })
	rest := dialogs[pinned:]
	return pinned + sort.Search(len(rest), func(i int) bool {
		e := rest[i]
		return date > 0 && (e.date < date || e.date == date && id > 0 && e.id < id) || date <= 0 && e.id < id
	})
}
