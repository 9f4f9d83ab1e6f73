package world

import "sort"

// Users and basic groups share one space of message ids, so the places in it
// are dealt out by arithmetic. Time is cut into epochs of the same number of
// rounds; a peer takes part in some neighbouring epochs and writes one message a
// round, in the order of its slot. The n-th message of all (its place) follows
// from epoch, round and slot, and back. Ids leave every tenth number out:
// messages that were deleted.

// epochsOf large and small worlds.
const (
	manyEpochs = 16
	manyFrom   = 4000 // messages
)

// layout is the shared space.
type layout struct {
	rounds int     // in an epoch
	base   []int   // the first place of each epoch, and the end
	active [][]int // lanes of each epoch by slot
}

// lane is the part of one peer in a layout.
type lane struct {
	in          *layout
	first, last int   // epochs, last not included
	slots       []int // in each of its epochs
}

// newLayout deals out places to lanes whose epochs are set.
func newLayout(epochs, rounds int, lanes []*lane) *layout {
	l := &layout{rounds: rounds, base: make([]int, epochs+1), active: make([][]int, epochs)}
	for k := range epochs {
		for i, p := range lanes {
			if p.first <= k && k < p.last {
				p.slots = append(p.slots, len(l.active[k]))
				l.active[k] = append(l.active[k], i)
			}
		}
		l.base[k+1] = l.base[k] + rounds*len(l.active[k])
	}
	for _, p := range lanes {
		p.in = l
	}
	return l
}

// total is how many places there are.
func (l *layout) total() int { return l.base[len(l.base)-1] }

// epoch is the one a place lies in.
func (l *layout) epoch(place int) int {
	return sort.SearchInts(l.base, place+1) - 1
}

// lane says whose a place is.
func (l *layout) lane(place int) (lane int, ok bool) {
	if place < 0 || place >= l.total() {
		return 0, false
	}
	k := l.epoch(place)
	return l.active[k][(place-l.base[k])%len(l.active[k])], true
}

// len is how many messages a lane has.
func (p *lane) len() int { return (p.last - p.first) * p.in.rounds }

// place of message i of the lane.
func (p *lane) place(i int) int {
	k := p.first + i/p.in.rounds
	return p.in.base[k] + i%p.in.rounds*len(p.in.active[k]) + p.slots[k-p.first]
}

// find is the first message of the lane whose place is at least the one given.
func (p *lane) find(place int) int {
	if place >= p.in.total() {
		return p.len()
	}
	place = max(place, 0)
	k := p.in.epoch(place)
	switch {
	case k < p.first:
		return 0
	case k >= p.last:
		return p.len()
	}
	round, slot := (place-p.in.base[k])/len(p.in.active[k]), (place-p.in.base[k])%len(p.in.active[k])
	if p.slots[k-p.first] < slot {
		round++
	}
	return (k-p.first)*p.in.rounds + round
}

// idAt is the id of a place: every tenth number is a deleted message's.
func idAt(place int) int { return place + place/9 + 1 }

// placeFrom is the first place whose id is at least the one given.
func placeFrom(id int) int {
	if id <= 1 {
		return 0
	}
	return (id-1)/10*9 + min((id-1)%10, 9)
}
