package demo

import (
	"sort"

	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

// list is messages in ascending order of id, of which pages are cut.
type list interface {
	Len() int
	ID(i int) int
	Date(i int) int
	At(i int) (tg.MessageClass, error)
	Find(id int) int // the first index whose id is at least id
}

// window is the part of a list from lo up to, not including, hi.
type window struct {
	list
	lo, hi int
}

func (w window) Len() int                          { return w.hi - w.lo }
func (w window) ID(i int) int                      { return w.list.ID(w.lo + i) }
func (w window) Date(i int) int                    { return w.list.Date(w.lo + i) }
func (w window) At(i int) (tg.MessageClass, error) { return w.list.At(w.lo + i) }
func (w window) Find(id int) int                   { return min(max(w.list.Find(id), w.lo), w.hi) - w.lo }

// inRange is the part of a list with ids in a split range, both ends included.
func inRange(l list, r tg.MessageRange) list {
	lo := l.Find(r.MinID)
	return window{list: l, lo: lo, hi: max(lo, l.Find(r.MaxID+1))}
}

// picked is some messages of a list, by ascending index.
type picked struct {
	list
	at []int
}

func (p picked) Len() int                          { return len(p.at) }
func (p picked) ID(i int) int                      { return p.list.ID(p.at[i]) }
func (p picked) Date(i int) int                    { return p.list.Date(p.at[i]) }
func (p picked) At(i int) (tg.MessageClass, error) { return p.list.At(p.at[i]) }
func (p picked) Find(id int) int {
	return sort.SearchInts(p.at, p.list.Find(id))
}

// paging is the offsets of a request, https://core.telegram.org/api/offsets.
type paging struct {
	offsetID, offsetDate, addOffset, limit int
	maxID, minID, maxDate, minDate         int
	hash                                   int64
}

// The limits of a page. A limit of 0 is "an intermediate value like 20".
const (
	pageLimit    = 100
	defaultLimit = 20
)

func clampLimit(limit int) int {
	if limit <= 0 {
		return defaultLimit
	}
	return min(limit, pageLimit)
}

// cut is the indexes of a page, newest first. The offset is the number of
// messages up to offset_id, inclusive (those with its id or a higher one; with
// offset_date those not sent before it), plus add_offset; what lies before the
// beginning is not there, so the page is shorter. The bounds of id and date are
// applied to the page after it was cut.
func (p paging) cut(l list) []int {
	n := l.Len()
	start := 0
	if p.offsetID > 0 {
		start = n - l.Find(p.offsetID)
	}
	if p.offsetDate > 0 {
		start = max(start, n-sort.Search(n, func(i int) bool { return l.Date(i) >= p.offsetDate }))
	}
	start += p.addOffset
	end := min(start+p.limit, n)
	out := make([]int, 0, max(0, end-max(start, 0)))
	for k := max(start, 0); k < end; k++ {
		if i := n - 1 - k; p.keeps(l, i) {
			out = append(out, i)
		}
	}
	return out
}

func (p paging) keeps(l list, i int) bool {
	if p.maxID > 0 && l.ID(i) >= p.maxID || p.minID > 0 && l.ID(i) <= p.minID {
		return false
	}
	if p.maxDate <= 0 && p.minDate <= 0 {
		return true
	}
	date := l.Date(i)
	return (p.maxDate <= 0 || date < p.maxDate) && (p.minDate <= 0 || date > p.minDate)
}

// hashOf is the hash of a list of ids that the page on offsets defines.
func hashOf(ids []int64) int64 {
	var h uint64
	for _, id := range ids {
		h ^= h >> 21
		h ^= h << 35
		h ^= h >> 4
		h += uint64(id)
	}
	return int64(h)
}

// ranged is what a call's message range leaves of a peer's messages. A channel's
// are in the last range only, which does not filter them.
func (s *Server) ranged(c *call, key world.PeerKey, l list) list {
	switch {
	case c.messages == nil:
		return l
	case key.Kind != world.KindChannel:
		return inRange(l, *c.messages)
	case s.lastRange(c):
		return l
	}
	return window{list: l}
}

// gap is the messageEmpty a range answers with whose only entry it is: a range
// without messages gives an empty vector or a single messageEmpty
// (https://core.telegram.org/api/takeout#procedure).
func (s *Server) gap(c *call, key world.PeerKey) (tg.MessageClass, error) {
	all := s.ranged(c, key, s.world.History(key))
	if all.Len() != 1 {
		return nil, nil
	}
	return all.At(0)
}
