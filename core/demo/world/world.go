package world

import (
	"maps"
	"slices"
	"time"

	"github.com/gotd/td/tg"
)

// HomeDC is the DC every account of a world lives on.
const HomeDC = 2

// World is one account. Make it with Open, Generate, Sample or SampleProblems.
type World struct {
	now      time.Time // zero: the real clock
	phone    string
	code     string
	password string
	hint     string

	selfID   int64
	self     frozen
	fullUser frozen

	users, chats, channels map[int64]frozen
	minUsers, minChannels  map[int64]frozen
	fullUsers              map[int64]frozen
	fullChats              map[PeerKey]frozen

	ranges  []tg.MessageRange
	dialogs []Dialog
	left    []int64
	counts  map[string]int

	sections  sections
	histories map[PeerKey]History
	locate    func(id int) (PeerKey, bool)
	files     files
}

// Dialog is an entry of the chat list, in the order the world gives.
type Dialog struct {
	Peer     PeerKey
	FolderID int // 0: the main list, 1: the archive
	Pinned   bool
}

// Clock is the time of the account: standing still at the world's `now`, so
// that answers are the same on every day, or the real time where a world gives
// none.
func (w *World) Clock() func() time.Time {
	if w.now.IsZero() {
		return time.Now
	}
	now := w.now
	return func() time.Time { return now }
}

// Phone is the number that signs in, with its leading +.
func (w *World) Phone() string { return w.phone }

// Code is the login code that the server takes.
func (w *World) Code() string { return w.code }

// Password is that of two-step verification; empty: none is set.
func (w *World) Password() string { return w.password }

// Hint is the hint of the password; empty where there is none.
func (w *World) Hint() string { return w.hint }

// HomeDC is the DC of the account.
func (w *World) HomeDC() int { return HomeDC }

// SelfID is the id of the signed-in user.
func (w *World) SelfID() int64 { return w.selfID }

// Self is the signed-in user.
func (w *World) Self() *tg.User { return thaw[tg.User](w.self) }

// FullUser is the account's own profile; a bare one where the world gives none.
func (w *World) FullUser() *tg.UserFull {
	full, _ := w.FullUserOf(w.selfID)
	return full
}

// FullUserOf is the profile of a user. Users whose profile the world does not
// give have one with their id and nothing else; ok is false for unknown users.
func (w *World) FullUserOf(id int64) (*tg.UserFull, bool) {
	if id == w.selfID && w.fullUser != nil {
		return thaw[tg.UserFull](w.fullUser), true
	}
	if f, ok := w.fullUsers[id]; ok {
		return thaw[tg.UserFull](f), true
	}
	_, known := w.users[id]
	return &tg.UserFull{ID: id}, known
}

// User is a user the account knows, itself included.
func (w *World) User(id int64) (*tg.User, bool) {
	f, ok := w.users[id]
	if !ok {
		return nil, false
	}
	return thaw[tg.User](f), true
}

// Chat is a basic group: *tg.Chat or *tg.ChatForbidden.
func (w *World) Chat(id int64) (tg.ChatClass, bool) { return thawChat(w.chats, id) }

// Channel is a channel or supergroup: *tg.Channel or *tg.ChannelForbidden.
func (w *World) Channel(id int64) (tg.ChatClass, bool) { return thawChat(w.channels, id) }

// MinUser is the min form that messages of groups and channels bring of a user;
// ok is false where the full form is sent there too.
func (w *World) MinUser(id int64) (*tg.User, bool) {
	f, ok := w.minUsers[id]
	if !ok {
		return nil, false
	}
	return thaw[tg.User](f), true
}

// MinChat is the min form of a channel, as MinUser.
func (w *World) MinChat(id int64) (tg.ChatClass, bool) { return thawChat(w.minChannels, id) }

// FullChat is the profile of a basic group or channel; ok is false where the
// world gives none.
func (w *World) FullChat(key PeerKey) (tg.ChatFullClass, bool) {
	f, ok := w.fullChats[key]
	if !ok {
		return nil, false
	}
	return thawClass(f, tg.DecodeChatFull), true
}

// Known says whether the world has the peer.
func (w *World) Known(key PeerKey) bool {
	var ok bool
	switch key.Kind {
	case KindUser:
		_, ok = w.users[key.ID]
	case KindGroup:
		_, ok = w.chats[key.ID]
	case KindChannel:
		_, ok = w.channels[key.ID]
	}
	return ok
}

// UserIDs lists the users the account knows, ascending.
func (w *World) UserIDs() []int64 { return slices.Sorted(maps.Keys(w.users)) }

// Ranges are the split ranges, as messages.getSplitRanges answers.
func (w *World) Ranges() []tg.MessageRange { return slices.Clone(w.ranges) }

// Dialogs are the entries of the chat list, left channels not among them.
func (w *World) Dialogs() []Dialog { return slices.Clone(w.dialogs) }

// LeftChannels are the ids of the channels that were left, in their order.
func (w *World) LeftChannels() []int64 { return slices.Clone(w.left) }

// Count is what the server claims instead of the truth: key is a peer
// ("channel:1003"), "dialogs" or "left_channels".
func (w *World) Count(key string) (int, bool) {
	n, ok := w.counts[key]
	return n, ok
}

func thawChat(from map[int64]frozen, id int64) (tg.ChatClass, bool) {
	f, ok := from[id]
	if !ok {
		return nil, false
	}
	return thawClass(f, tg.DecodeChat), true
}
