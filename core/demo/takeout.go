package demo

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

// takeoutSession is one export the account allowed,
// https://core.telegram.org/api/takeout: what its flags named, and whether it
// is still open.
type takeoutSession struct {
	id    int64
	flags tg.AccountInitTakeoutSessionRequest
	open  bool
}

// takeouts are the sessions of the account: at most one is open. Guarded by
// Server.mu.
type takeouts struct {
	current   *takeoutSession // the last one; nil before the first
	count     uint64
	firstInit time.Time // the init delay runs from here
}

func (t *takeouts) end() {
	if t.current != nil {
		t.current.open = false
	}
}

func (s *Server) endTakeouts() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.takeouts.end()
}

func (s *Server) takeoutMethods() []*method {
	return []*method{on(s.initTakeout, anywhere), on(s.finishTakeout, takeoutOnly), on(s.getSplitRanges, takeoutOnly)}
}

// initTakeout: https://core.telegram.org/method/account.initTakeoutSession. A new
// session ends the one before it.
func (s *Server) initTakeout(_ context.Context, c *call, r *tg.AccountInitTakeoutSessionRequest) (bin.Encoder, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := &s.takeouts
	now := time.Now()
	if t.firstInit.IsZero() {
		t.firstInit = now
	}
	if left := s.faults.InitDelay - now.Sub(t.firstInit); left > 0 {
		return nil, refuse(fmt.Sprintf("TAKEOUT_INIT_DELAY_%d", (left+time.Second-1)/time.Second))
	}
	t.end()
	t.count++
	id := int64(binary.LittleEndian.Uint64(hash(s.secret[:], fmt.Append(nil, "takeout", t.count))) >> 1)
	t.current = &takeoutSession{id: id, flags: *r, open: true}
	return &tg.AccountTakeout{ID: id}, nil
}

// finishTakeout: https://core.telegram.org/method/account.finishTakeoutSession.
func (s *Server) finishTakeout(_ context.Context, c *call, _ *tg.AccountFinishTakeoutSessionRequest) (bin.Encoder, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.takeout.open = false
	return &tg.BoolTrue{}, nil
}

// getSplitRanges: https://core.telegram.org/method/messages.getSplitRanges.
func (s *Server) getSplitRanges(context.Context, *call, *tg.MessagesGetSplitRangesRequest) (bin.Encoder, error) {
	return &tg.MessageRangeVector{Elems: s.ranges}, nil
}

// admitTakeout checks the wrappers of a call.
func (s *Server) admitTakeout(c *call) error {
	s.mu.Lock()
	current := s.takeouts.current
	open := current != nil && current.open
	s.mu.Unlock()
	switch {
	case c.inTakeout && (!open || current.id != c.takeoutID):
		return refuse("TAKEOUT_INVALID")
	case c.inTakeout:
		c.takeout = current
		return s.admitRange(c)
	case c.method.needs&takeoutOnly != 0 || c.messages != nil:
		s.violate(c.name, ruleRequired, "called outside of a takeout")
		return refuse("TAKEOUT_REQUIRED")
	case open && c.method.needs&anywhere == 0 && !s.asksWhoAmI(c):
		s.violate(c.name, ruleOutside, "called outside of the open takeout")
	}
	return nil
}

// asksWhoAmI: users.getUsers of self alone is how every client library asks
// whether its login is still good, before it can know of a takeout.
func (s *Server) asksWhoAmI(c *call) bool {
	r, ok := c.request.(*tg.UsersGetUsersRequest)
	if !ok || len(r.ID) != 1 {
		return false
	}
	_, self := r.ID[0].(*tg.InputUserSelf)
	return self
}

// admitRange checks a message range, or that none is missing: the dialog list
// and the histories are what the procedure pages by range.
func (s *Server) admitRange(c *call) error {
	if c.messages != nil {
		if slices.Contains(s.ranges, *c.messages) {
			return nil
		}
		s.violate(c.name, ruleRange, "%d to %d is not one of messages.getSplitRanges", c.messages.MinID, c.messages.MaxID)
		return refuse("MESSAGE_RANGE_INVALID")
	}
	switch c.request.(type) {
	case *tg.MessagesGetDialogsRequest, *tg.MessagesGetHistoryRequest:
		s.violate(c.name, ruleRangeMissing, "called in a takeout without a message range")
	}
	return nil
}

// lastRange: a call that no range narrows, or the last one.
func (s *Server) lastRange(c *call) bool {
	return c.messages == nil || *c.messages == s.ranges[len(s.ranges)-1]
}

// mayRead records a call about a kind of chat that the session's flags left out.
// A basic group that became a supergroup is read with that one, too.
func (s *Server) mayRead(c *call, key world.PeerKey) {
	if c.takeout == nil {
		return
	}
	f := &c.takeout.flags
	var named bool
	var kind string
	switch key.Kind {
	case world.KindUser:
		named, kind = f.MessageUsers, "message_users"
	case world.KindGroup:
		named, kind = f.MessageChats || f.MessageMegagroups && s.migrated(key.ID), "message_chats"
	default:
		if s.isMegagroup(key.ID) {
			named, kind = f.MessageMegagroups, "message_megagroups"
		} else {
			named, kind = f.MessageChannels, "message_channels"
		}
	}
	if !named {
		s.violate(c.name, ruleFlags, "%s without the flag %s", key, kind)
	}
}

func (s *Server) migrated(group int64) bool {
	chat, _ := s.world.Chat(group)
	g, ok := chat.(*tg.Chat)
	return ok && g.MigratedTo != nil
}

func (s *Server) isMegagroup(id int64) bool {
	chat, _ := s.world.Channel(id)
	switch ch := chat.(type) {
	case *tg.Channel:
		return ch.Megagroup || ch.Gigagroup
	case *tg.ChannelForbidden:
		return ch.Megagroup
	}
	return false
}
