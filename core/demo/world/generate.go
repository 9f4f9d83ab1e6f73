package world

import (
	"errors"
	"math"
	"time"

	"github.com/gotd/td/tg"
)

// GenerateOptions shape a generated world.
type GenerateOptions struct {
	FileEvery int // every nth message has media; 0: 20, negative: none
}

var errNoMessages = errors.New("generate world: expected 1 message or more, and at most 1,000,000,000")

// Generate computes a world of exactly that many messages from a seed. Whatever
// their number it takes the memory of its chats (at most a few hundred) and of
// at most 2,000 files of 200 MB together, which are made when they are read. The
// same arguments give the same world in every process. It comes out different
// from one version of the program to the next.
func Generate(seed int64, messages int, o GenerateOptions) (*World, error) {
	if messages < 1 || messages > 1_000_000_000 {
		return nil, errNoMessages
	}
	if o.FileEvery == 0 {
		o.FileEvery = 20
	}
	g := &generator{seed: splitmix64(uint64(seed)), every: o.FileEvery, w: &World{
		now: time.Unix(genNow, 0).UTC(), phone: "+9996620001", code: "22222",
		histories: map[PeerKey]History{}, counts: map[string]int{},
		users: map[int64]frozen{}, chats: map[int64]frozen{}, channels: map[int64]frozen{},
		minUsers: map[int64]frozen{}, minChannels: map[int64]frozen{},
		fullUsers: map[int64]frozen{}, fullChats: map[PeerKey]frozen{},
		selfID: genSelf,
	}}
	g.derive = deriver{selfID: genSelf}
	g.stock(messages)
	g.cast(messages)
	g.drawn = g.draw()
	g.deal(messages)
	g.profiles()
	g.lists()
	g.w.ranges = g.ranges()
	g.w.locate = g.locate
	return g.w, g.err
}

// generator is a world that is computed.
type generator struct {
	seed   uint64
	every  int
	w      *World
	derive deriver
	layout *layout
	stocks stock
	drawn  drawn
	peers  []*genPeer // every chat with messages
	shared []*genPeer // those of users and basic groups, by lane
	crowd  []int64    // users that write in groups
	err    error      // the first object that cannot be encoded
}

// ranges are four where the shared space is large.
func (g *generator) ranges() []tg.MessageRange {
	total := 0
	if g.layout != nil {
		total = g.layout.total()
	}
	const parts = 4
	if total < manyFrom {
		return []tg.MessageRange{{MinID: 1, MaxID: maxID}}
	}
	var out []tg.MessageRange
	for k := range parts {
		r := tg.MessageRange{MinID: idAt(total/parts*k) + 1, MaxID: idAt(total / parts * (k + 1))}
		if k == 0 {
			r.MinID = 1
		}
		if k == parts-1 {
			r.MaxID = math.MaxInt32
		}
		out = append(out, r)
	}
	return out
}

func (g *generator) locate(id int) (PeerKey, bool) {
	if g.layout == nil {
		return PeerKey{}, false
	}
	place := placeFrom(id)
	i, ok := g.layout.lane(place)
	if !ok || idAt(place) != id {
		return PeerKey{}, false
	}
	return g.shared[i].key, true
}

// deal gives each chat its number of messages: half of all to users and basic
// groups, the rest to channels.
func (g *generator) deal(messages int) {
	var channels []*genPeer
	for _, p := range g.peers {
		if p.key.Kind == KindChannel {
			channels = append(channels, p)
		} else {
			g.shared = append(g.shared, p)
		}
	}
	left := messages - g.dealShared(messages/2)
	// The k-th channel weighs 1/(k+1), the first takes what is left over.
	weights := 0.0
	for k := range channels {
		weights += 1 / float64(k+1)
	}
	rest := left
	for k, p := range channels {
		p.n = int(float64(left) / weights / float64(k+1))
		rest -= p.n
	}
	channels[0].n += rest
	for _, p := range g.peers {
		if p.n > 0 {
			g.w.histories[p.key] = genHistory{g, p}
		}
	}
}

// dealShared deals out at most that many messages and says how many it did.
func (g *generator) dealShared(messages int) int {
	epochs := 1
	if messages*2 >= manyFrom {
		epochs = manyEpochs
	}
	var lanes []*lane
	weight := 0
	for i, p := range g.shared {
		p.lane = &lane{first: 0, last: 1}
		if epochs > 1 {
			p.lane.first, p.lane.last = span(i, epochs)
		}
		if p.migrated != (PeerKey{}) {
			p.lane.first, p.lane.last = 0, (epochs+1)/2
		}
		if weight += p.lane.last - p.lane.first; weight > messages {
			g.shared = g.shared[:i] // more chats than messages
			break
		}
		lanes = append(lanes, p.lane)
	}
	weight = 0
	for _, p := range lanes {
		weight += p.last - p.first
	}
	if weight == 0 {
		return 0
	}
	g.layout = newLayout(epochs, messages/weight, lanes)
	for _, p := range g.shared {
		p.n = p.lane.len()
	}
	return g.layout.total()
}

// span is the epochs of the i-th chat: some go on for years, most for a while.
func span(i, epochs int) (first, last int) {
	length := max(1, epochs>>(i%4))
	first = (i * 5) % (epochs - length + 1)
	if i%4 == 1 || i%7 == 0 {
		first = epochs - length // still going on
	}
	return first, first + length
}
