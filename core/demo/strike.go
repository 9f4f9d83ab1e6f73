package demo

import (
	"math/rand/v2"
	"strings"
	"sync"
)

// subject is what fault rules look at in a call. Peer and file are alternatives
// of one thing ("self" and "user:7"; "photo:77" and "photo:77:x").
type subject struct {
	method  string
	peers   []string
	files   []string
	offsets []int64
}

// strikes decides which fault strikes a call. Each rule counts the calls that
// match it, whether or not an earlier rule acts on them.
type strikes struct {
	mu    sync.Mutex
	rules []struck
}

type struck struct {
	Rule
	seen, acted int
	dice        *rand.Rand
}

func newStrikes(rules []Rule) *strikes {
	s := &strikes{}
	for _, r := range rules {
		s.rules = append(s.rules, struck{Rule: r, dice: rand.New(rand.NewPCG(uint64(r.Seed), 0x5a7c))})
	}
	return s
}

// next is the rule that acts on this call; nil for none.
func (s *strikes) next(sub subject) *Rule {
	if len(s.rules) == 0 {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var acting *Rule
	for i := range s.rules {
		r := &s.rules[i]
		if !r.concerns(sub) {
			continue
		}
		r.seen++
		if r.due() && acting == nil && (r.Times == 0 || r.acted < r.Times) {
			r.acted++
			acting = &r.Rule
		}
	}
	return acting
}

// due is drawn for every matching call, so that which calls a seed strikes does
// not depend on other rules.
func (r *struck) due() bool {
	lucky := r.Probability == nil || r.dice.Float64() < *r.Probability
	return lucky && (r.Nth == 0 || r.seen == r.Nth) && (r.Every == 0 || r.seen%r.Every == 0)
}

func (r *struck) concerns(sub subject) bool {
	if r.Method != "*" && !strings.EqualFold(r.Method, sub.method) {
		return false
	}
	return oneOf(r.Peer, sub.peers) && oneOf(r.File, sub.files) && r.atOffset(sub.offsets)
}

func (r *struck) atOffset(offsets []int64) bool {
	if r.Offset == nil {
		return true
	}
	for _, o := range offsets {
		if o == *r.Offset {
			return true
		}
	}
	return false
}

func oneOf(want string, have []string) bool {
	if want == "" {
		return true
	}
	for _, h := range have {
		if h == want {
			return true
		}
	}
	return false
}
