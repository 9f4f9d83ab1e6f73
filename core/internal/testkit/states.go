package testkit

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"slices"
)

// States is an account that changes from state to state by a seed: messages come,
// are edited, taken back, viewed and deleted, pictures are exchanged, chats appear,
// vanish and come back, names change.
type States struct {
	// MoveRanges makes the split ranges others in each state.
	MoveRanges bool

	rnd     *rand.Rand
	chats   []*StateChat
	lastID  int // of the messages of all chats but channels
	photos  int
	history int // states made
}

// StateChat is a chat of a States.
type StateChat struct {
	Kind string // "user", "chat", "channel"
	ID   int
	// Listed says whether the present state has it in its list.
	Listed   bool
	messages map[int]*stateMessage
	lastID   int // of a channel's messages
	renamed  int
}

type stateMessage struct {
	text    string
	photo   int // 0: none
	views   int
	edited  int
	deleted bool
}

// NewStates returns an account before its first state.
func NewStates(seed uint64) *States {
	s := &States{rnd: rand.New(rand.NewPCG(seed, 99))}
	for i, kind := range []string{"user", "chat", "channel", "user", "channel"} {
		s.chats = append(s.chats, &StateChat{Kind: kind, ID: 50 + i, Listed: i < 3, messages: map[int]*stateMessage{}})
	}
	return s
}

// Chats are the chats there ever were.
func (s *States) Chats() []*StateChat { return s.chats }

// Texts are the texts of the chat's messages in the present state, by id.
func (c *StateChat) Texts() map[int]string {
	texts := map[int]string{}
	for id, m := range c.messages {
		if !m.deleted {
			texts[id] = m.text
		}
	}
	return texts
}

// Next goes on to the next state and returns its world.
func (s *States) Next() fs.FS {
	for i, c := range s.chats {
		switch {
		case s.history == 0:
		case c.Listed && s.rnd.IntN(5) == 0 && i > 0:
			c.Listed = false
		case !c.Listed && s.rnd.IntN(2) == 0:
			c.Listed = true
		}
		if c.Listed {
			s.change(c)
		}
	}
	s.history++
	return s.world()
}

// change lets something happen in a chat.
func (s *States) change(c *StateChat) {
	for _, id := range slices.Sorted(maps.Keys(c.messages)) {
		m := c.messages[id]
		switch s.rnd.IntN(8) {
		case 0:
			m.text, m.edited = fmt.Sprintf("%d edited %d", id, s.rnd.IntN(3)), m.edited+1
		case 1:
			m.deleted = true
		case 2:
			m.views++
		case 3:
			if m.photo > 0 {
				m.photo, m.edited = s.photo(), m.edited+1
			}
		}
	}
	for range s.rnd.IntN(9) {
		m := &stateMessage{}
		if s.rnd.IntN(3) == 0 {
			m.photo = s.photo()
		}
		id := &s.lastID
		if c.Kind == "channel" {
			id = &c.lastID
		}
		*id += 1 + s.rnd.IntN(3)
		m.text = fmt.Sprintf("%d as sent", *id)
		c.messages[*id] = m
	}
	c.renamed += s.rnd.IntN(2)
}

// photo is a new one or, now and then, one that was used before.
func (s *States) photo() int {
	if s.photos > 0 && s.rnd.IntN(3) == 0 {
		return 100 + s.rnd.IntN(s.photos)
	}
	s.photos++
	return 99 + s.photos
}

// ranges are the ends of the split ranges but the last.
func (s *States) ranges() (upto []int) {
	if !s.MoveRanges {
		return []int{8}
	}
	for id := 1 + s.rnd.IntN(10); len(upto) < s.rnd.IntN(4); id += 1 + s.rnd.IntN(20) {
		upto = append(upto, id)
	}
	return upto
}

func (s *States) world() fs.FS {
	a := NewAccount()
	a.Ranges(s.ranges()...)
	photos := map[int]Object{}
	for _, c := range s.chats {
		name := fmt.Sprintf("%s %d, %d", c.Kind, c.ID, c.renamed)
		switch c.Kind {
		case "user":
			a.Add("users", Object{"_": "user", "id": fmt.Sprint(c.ID), "first_name": name})
		case "chat":
			a.Add("chats", Object{"_": "chat", "id": fmt.Sprint(c.ID), "title": name, "photo": Object{"_": "chatPhotoEmpty"},
				"participants_count": 3, "date": AccountStart, "version": 1})
		default:
			a.Channel(c.ID, name, Object{"broadcast": true})
		}
		if !c.Listed {
			continue
		}
		a.Listed(c.Kind, c.ID)
		for _, id := range slices.Sorted(maps.Keys(c.messages)) {
			c.messages[id].add(a, c, id, photos)
		}
	}
	return a.FS()
}

// add adds the message to an account, unless it was deleted.
func (m *stateMessage) add(a *Account, c *StateChat, id int, photos map[int]Object) {
	if m.deleted {
		return
	}
	fields := Object{"message": m.text}
	if m.edited > 0 {
		fields["edit_date"] = AccountStart + 100_000 + m.edited
	}
	if c.Kind == "channel" {
		fields["views"], fields["forwards"] = m.views, m.views/2
	}
	if m.photo > 0 {
		if photos[m.photo] == nil {
			photos[m.photo] = a.Photo(m.photo)
		}
		fields["media"] = Object{"_": "messageMediaPhoto", "photo": photos[m.photo]}
	}
	a.Message(c.Kind, c.ID, id, fields)
}
