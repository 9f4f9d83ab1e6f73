package world

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/gotd/td/tg"
)

// PeerKey names a peer: Kind is 'u' (user), 'g' (basic group) or 'c' (channel
// or supergroup), ID the bare id of the schema. The zero PeerKey names nobody.
type PeerKey struct {
	Kind byte
	ID   int64
}

// The kinds of peers.
const (
	KindUser    byte = 'u'
	KindGroup   byte = 'g'
	KindChannel byte = 'c'
)

// kinds are the kinds in their order, with their names.
func kinds() [3]struct {
	kind byte
	name string
} {
	return [...]struct {
		kind byte
		name string
	}{{KindUser, "user"}, {KindGroup, "chat"}, {KindChannel, "channel"}}
}

// UserKey, GroupKey and ChannelKey make the key of a peer of their kind.
func UserKey(id int64) PeerKey { return PeerKey{Kind: KindUser, ID: id} }

// GroupKey is the key of a basic group.
func GroupKey(id int64) PeerKey { return PeerKey{Kind: KindGroup, ID: id} }

// ChannelKey is the key of a channel or supergroup.
func ChannelKey(id int64) PeerKey { return PeerKey{Kind: KindChannel, ID: id} }

// KeyOf is the key of a Peer of the schema; zero for nil.
func KeyOf(p tg.PeerClass) PeerKey {
	switch p := p.(type) {
	case *tg.PeerUser:
		return UserKey(p.UserID)
	case *tg.PeerChat:
		return GroupKey(p.ChatID)
	case *tg.PeerChannel:
		return ChannelKey(p.ChannelID)
	}
	return PeerKey{}
}

// ParsePeerKey reads what String writes: "user:7", "chat:8", "channel:1003".
func ParsePeerKey(s string) (PeerKey, error) {
	name, number, _ := strings.Cut(s, ":")
	for _, k := range kinds() {
		if k.name != name {
			continue
		}
		id, err := strconv.ParseInt(number, 10, 64)
		if err != nil || id <= 0 {
			break
		}
		return PeerKey{Kind: k.kind, ID: id}, nil
	}
	return PeerKey{}, fmt.Errorf("%q names no peer: expected user:7, chat:8 or channel:1003", s)
}

// String is the form faults and counts use: "user:7", "chat:8", "channel:1003".
func (k PeerKey) String() string {
	for _, n := range kinds() {
		if n.kind == k.Kind {
			return n.name + ":" + strconv.FormatInt(k.ID, 10)
		}
	}
	return "nobody"
}

// Peer is the key as the schema's Peer; nil for the zero key.
func (k PeerKey) Peer() tg.PeerClass {
	switch k.Kind {
	case KindUser:
		return &tg.PeerUser{UserID: k.ID}
	case KindGroup:
		return &tg.PeerChat{ChatID: k.ID}
	case KindChannel:
		return &tg.PeerChannel{ChannelID: k.ID}
	}
	return nil
}

// comparePeerKeys orders users before groups before channels, then by id.
func comparePeerKeys(a, b PeerKey) int {
	rank := func(k byte) int { return strings.IndexByte("ugc", k) }
	return cmp.Or(cmp.Compare(rank(a.Kind), rank(b.Kind)), cmp.Compare(a.ID, b.ID))
}
