package archive

import (
	"hash/maphash"
	"sync"

	"satchel/core/internal/model"
)

// seenLimit bounds the memory of seenPeers to some megabytes.
const seenLimit = 50_000

// seenPeers remembers what was committed of the peers, which come again with
// every page.
type seenPeers struct {
	seed maphash.Seed

	mu   sync.Mutex
	docs map[seenPeer]uint64
}

type seenPeer struct {
	id  model.PeerID
	min bool
}

func newSeenPeers() *seenPeers {
	return &seenPeers{seed: maphash.MakeSeed(), docs: map[seenPeer]uint64{}}
}

func (s *seenPeers) sum(p peerDoc) uint64 {
	return maphash.String(s.seed, p.doc) + uint64(p.run)
}

// unknown leaves the peers that were not committed before as they are now.
func (s *seenPeers) unknown(peers []peerDoc) []peerDoc {
	s.mu.Lock()
	defer s.mu.Unlock()
	left := peers[:0]
	for _, p := range peers {
		if s.docs[seenPeer{p.ID, p.Min}] != s.sum(p) {
			left = append(left, p)
		}
	}
	return left
}

func (s *seenPeers) remember(peers []peerDoc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.docs)+len(peers) > seenLimit {
		clear(s.docs)
	}
	for _, p := range peers {
		s.docs[seenPeer{p.ID, p.Min}] = s.sum(p)
	}
}
