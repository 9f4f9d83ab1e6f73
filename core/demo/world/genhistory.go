package world

import (
	"fmt"

	"github.com/gotd/td/tg"
)

// genPeer is a chat of a generated world.
type genPeer struct {
	key   PeerKey
	order uint64 // tells the peer's randomness from that of the others
	n     int
	lane  *lane // nil: a channel, with a space of its own

	from, till int64 // dates of the first and last message of a channel
	forum      bool
	broadcast  bool
	authors    []int64
	topics     int // the first messages after the first are those of topics
	migrated   PeerKey
}

// genHistory computes messages.
type genHistory struct {
	g *generator
	p *genPeer
}

func (h genHistory) Len() int { return h.p.n }

func (h genHistory) At(i int) (tg.MessageClass, error) {
	if i < 0 || i >= h.p.n {
		return nil, fmt.Errorf("message %d of %d", i, h.p.n)
	}
	return h.g.message(h.p, i), nil
}

func (h genHistory) ID(i int) int { return idAt(h.p.place(i)) }

func (h genHistory) Date(i int) int { return h.g.date(h.p, i) }

func (h genHistory) Find(id int) int { return h.p.find(placeFrom(id)) }

func (p *genPeer) place(i int) int {
	if p.lane != nil {
		return p.lane.place(i)
	}
	return i
}

func (p *genPeer) find(place int) int {
	if p.lane != nil {
		return p.lane.find(place)
	}
	return min(place, p.n)
}

// The years a generated account was in use, and the moment it is looked at.
const (
	genFrom = 1420070400 // 2015-01-01
	genTill = 1748736000 // 2025-06-01
	genNow  = genTill + 86400
)

func (g *generator) date(p *genPeer, i int) int {
	if p.lane != nil {
		return int(genFrom + int64(p.lane.place(i))*(genTill-genFrom)/int64(g.layout.total()))
	}
	return int(p.from + int64(i)*(p.till-p.from)/int64(p.n))
}

// dice is a stream of random numbers that starts anywhere at once.
type dice struct{ state uint64 }

func (d *dice) roll() uint64 {
	d.state += 0x9e3779b97f4a7c15
	return splitmix64(d.state)
}

// upto is a number from 0 to n-1.
func (d *dice) upto(n int) int { return int(d.roll() % uint64(n)) }

// one takes an element of a list.
func one[T any](d *dice, list []T) T { return list[d.upto(len(list))] }
