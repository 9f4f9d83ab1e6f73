package crawl

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
)

// account answers as Telegram does for people, groups and channels whose messages
// may come and go while they are read.
type account struct {
	upto  []int // the ends of the split ranges but the last
	chats []*chat
	// before is told of each call before it is answered; an error is the answer.
	before func(a *account, call string) error
	// more answers what the account itself does not; nil: it does not either.
	more func(request bin.Object) (bin.Encoder, error)
	// whole answers a history that has nothing to say as messages.messages.
	whole bool

	mu    sync.Mutex
	calls []string // "getHistory user:7", with the number of the range before it
	known map[uint32]func() bin.Object
}

// chat is one of them.
type chat struct {
	peer  model.PeerID
	ids   []int        // ascending
	empty map[int]bool // numbers without a message
	moved model.PeerID // of a group: what it became; of a supergroup: what it was
	gone  bool         // not in the list
	forum bool
}

func user(id int64, ids ...int) *chat    { return &chat{peer: model.UserID(id), ids: ids} }
func group(id int64, ids ...int) *chat   { return &chat{peer: model.ChatID(id), ids: ids} }
func channel(id int64, ids ...int) *chat { return &chat{peer: model.ChannelID(id), ids: ids} }

// drop takes messages back.
func (c *chat) drop(ids ...int) {
	c.ids = slices.DeleteFunc(c.ids, func(id int) bool { return slices.Contains(ids, id) })
}

// Invoke implements tg.Invoker.
func (a *account) Invoke(_ context.Context, in bin.Encoder, out bin.Decoder) error {
	var b bin.Buffer
	if err := in.Encode(&b); err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.known == nil {
		a.known = tg.TypesConstructorMap()
	}
	split := -1
	for {
		id, err := b.PeekID()
		if err != nil {
			return err
		}
		if id == tg.InvokeWithTakeoutRequestTypeID {
			b.Skip(12)
			continue
		}
		if id == tg.InvokeWithMessagesRangeRequestTypeID {
			b.Skip(8)
			low, err := b.Int()
			if err != nil {
				return err
			}
			b.Skip(4)
			split = slices.IndexFunc(a.ranges(), func(r tg.MessageRange) bool { return r.MinID == low })
			continue
		}
		request := a.known[id]()
		if err := request.Decode(&b); err != nil {
			return err
		}
		answer, err := a.answer(request, split)
		if err != nil {
			return err
		}
		body, err := encode(answer)
		if err != nil {
			return err
		}
		return out.Decode(&bin.Buffer{Buf: body})
	}
}

func (a *account) ranges() (ranges []tg.MessageRange) {
	from := 1
	for _, upto := range a.upto {
		ranges = append(ranges, tg.MessageRange{MinID: from, MaxID: upto})
		from = upto + 1
	}
	return append(ranges, tg.MessageRange{MinID: from, MaxID: 1 << 30})
}

func (a *account) answer(request bin.Object, split int) (bin.Encoder, error) {
	name := fmt.Sprintf("%T", request)
	name = strings.TrimSuffix(name[strings.LastIndex(name, ".")+1:], "Request")
	if a.more != nil {
		if answer, err := a.more(request); answer != nil || err != nil {
			a.calls = append(a.calls, "- "+name)
			return answer, err
		}
	}
	switch r := request.(type) {
	case *tg.AccountInitTakeoutSessionRequest:
		return &tg.AccountTakeout{ID: 1}, nil
	case *tg.MessagesGetSplitRangesRequest:
		return &tg.MessageRangeVector{Elems: a.ranges()}, nil
	case *tg.MessagesGetDialogFiltersRequest:
		return &tg.MessagesDialogFilters{}, nil
	case *tg.MessagesGetSavedDialogsRequest:
		return &tg.MessagesSavedDialogs{}, nil
	case *tg.MessagesGetDialogsRequest:
		if err := a.log(split, "getDialogs"); err != nil {
			return nil, err
		}
		return a.dialogs(r, split), nil
	case *tg.ChannelsGetFullChannelRequest:
		return a.full(r.Channel.(*tg.InputChannel).ChannelID)
	case *tg.MessagesGetHistoryRequest:
		c := a.chat(r.Peer)
		if err := a.log(split, "getHistory "+c.peer.String()); err != nil {
			return nil, err
		}
		return a.history(c, r, split), nil
	}
	return nil, tgerr.New(400, "INPUT_METHOD_INVALID_"+name)
}

// log writes a call down.
func (a *account) log(split int, call string) error {
	call = fmt.Sprintf("%d %s", split, call)
	if a.before != nil {
		if err := a.before(a, call); err != nil {
			return err
		}
	}
	a.calls = append(a.calls, call)
	return nil
}

func (a *account) chat(peer tg.InputPeerClass) *chat {
	var id model.PeerID
	switch p := peer.(type) {
	case *tg.InputPeerUser:
		id = model.UserID(p.UserID)
	case *tg.InputPeerChat:
		id = model.ChatID(p.ChatID)
	case *tg.InputPeerChannel:
		id = model.ChannelID(p.ChannelID)
	}
	for _, c := range a.chats {
		if c.peer == id {
			return c
		}
	}
	return &chat{peer: id}
}

// inside are the messages of the chat that a range has: channels are in the last.
func (a *account) inside(c *chat, split int) []int {
	if c.peer.Kind == model.KindChannel {
		if split != len(a.upto) {
			return nil
		}
		return slices.Clone(c.ids)
	}
	r := a.ranges()[split]
	return slices.DeleteFunc(slices.Clone(c.ids), func(id int) bool { return id < r.MinID || id > r.MaxID })
}

// dialogs are the chats of a range, all on one page.
func (a *account) dialogs(r *tg.MessagesGetDialogsRequest, split int) bin.Encoder {
	all := &tg.MessagesDialogs{}
	for _, c := range a.chats {
		ids := slices.DeleteFunc(a.inside(c, split), func(id int) bool { return c.empty[id] })
		a.peer(c, all)
		if len(ids) == 0 || c.gone {
			continue
		}
		top := ids[len(ids)-1]
		all.Dialogs = append(all.Dialogs, &tg.Dialog{Peer: peerOf(c.peer), TopMessage: top})
		all.Messages = append(all.Messages, a.message(c, top))
	}
	if r.Limit == 1 && len(all.Dialogs) > 1 {
		return &tg.MessagesDialogsSlice{Count: len(all.Dialogs), Dialogs: all.Dialogs[:1], Messages: all.Messages[:1], Users: all.Users, Chats: all.Chats}
	}
	return all
}

func (a *account) peer(c *chat, all *tg.MessagesDialogs) {
	id := c.peer.ID
	switch c.peer.Kind {
	case model.KindUser:
		all.Users = append(all.Users, &tg.User{ID: id, AccessHash: id, FirstName: fmt.Sprint("User ", id)})
	case model.KindChat:
		g := &tg.Chat{ID: id, Title: fmt.Sprint("Group ", id), Photo: &tg.ChatPhotoEmpty{}}
		if !c.moved.IsZero() {
			g.SetMigratedTo(&tg.InputChannel{ChannelID: c.moved.ID, AccessHash: c.moved.ID})
			g.Deactivated = true
		}
		all.Chats = append(all.Chats, g)
	default:
		all.Chats = append(all.Chats, &tg.Channel{ID: id, AccessHash: id, Title: fmt.Sprint("Channel ", id), Megagroup: true, Forum: c.forum, Photo: &tg.ChatPhotoEmpty{}})
	}
}

func (a *account) full(id int64) (bin.Encoder, error) {
	full := &tg.ChannelFull{ID: id, ChatPhoto: &tg.PhotoEmpty{}}
	if c := a.chat(&tg.InputPeerChannel{ChannelID: id}); !c.moved.IsZero() {
		full.SetMigratedFromChatID(c.moved.ID)
	}
	return &tg.MessagesChatFull{FullChat: full}, nil
}

func peerOf(id model.PeerID) tg.PeerClass {
	switch id.Kind {
	case model.KindUser:
		return &tg.PeerUser{UserID: id.ID}
	case model.KindChat:
		return &tg.PeerChat{ChatID: id.ID}
	}
	return &tg.PeerChannel{ChannelID: id.ID}
}

func (a *account) message(c *chat, id int) tg.MessageClass {
	if c.empty[id] {
		return &tg.MessageEmpty{ID: id}
	}
	return &tg.Message{ID: id, PeerID: peerOf(c.peer), Date: 1000 + id, Message: fmt.Sprint("text ", id)}
}

// history cuts a page as https://core.telegram.org/api/offsets says.
func (a *account) history(c *chat, r *tg.MessagesGetHistoryRequest, split int) bin.Encoder {
	ids := a.inside(c, split)
	count := len(ids)
	for id := range c.empty {
		if slices.Contains(ids, id) {
			count--
		}
	}
	slices.Reverse(ids)
	start := 0
	for _, id := range ids {
		if r.OffsetID > 0 && id >= r.OffsetID || r.OffsetDate > 0 && 1000+id >= r.OffsetDate {
			start++
		}
	}
	start += r.AddOffset
	end := min(start+r.Limit, len(ids))
	slice := &tg.MessagesMessagesSlice{Count: count}
	for i := max(start, 0); i < end; i++ {
		if (r.MinID == 0 || ids[i] > r.MinID) && (r.MaxID == 0 || ids[i] < r.MaxID) {
			slice.Messages = append(slice.Messages, a.message(c, ids[i]))
		}
	}
	if a.whole && (len(slice.Messages) == 0 || len(slice.Messages) == len(ids)) {
		return &tg.MessagesMessages{Messages: slice.Messages}
	}
	return slice
}

// all is a plan of every chat.
func all() Plan {
	return Plan{Users: true, Chats: true, Megagroups: true, Channels: true,
		Choice: Choice{Skip: func(model.MediaType, int64) model.SkipReason { return model.SkipNone }}}
}

// run crawls the account and returns the calls that it took.
func (a *account) run(t *testing.T, into *archive.Archive, plan Plan, update bool) (calls []string, err error) {
	t.Helper()
	ctx, kind := t.Context(), archive.RunFull
	if update {
		kind = archive.RunUpdate
	}
	run, err := into.BeginRun(ctx, kind, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := takeout.New(takeout.Config{API: a, HomeDC: 2, Store: into, Logger: slog.New(slog.DiscardHandler)})
	if err := s.Open(ctx); err != nil {
		t.Fatal(err)
	}
	a.calls = nil
	err = Run(ctx, Config{Session: s, Archive: into, Run: run, Update: update, Plan: plan, Progress: silent{}, Logger: slog.New(slog.DiscardHandler)})
	return a.calls, err
}

// crawl is run of everything, which must succeed.
func (a *account) crawl(t *testing.T, into *archive.Archive, update bool) (calls []string) {
	t.Helper()
	calls, err := a.run(t, into, all(), update)
	if err != nil {
		t.Fatal(err)
	}
	return calls
}

// histories are the calls for histories, sorted: chats are walked beside each other.
func histories(calls []string) (list []string) {
	for _, c := range calls {
		if strings.Contains(c, "getHistory") {
			list = append(list, c)
		}
	}
	slices.Sort(list)
	return list
}

// saved are the ids of the saved messages by history, those that are marked as
// missing with a minus; and the problems.
func saved(t *testing.T, a *archive.Archive) (ids map[string][]int, problems []string) {
	t.Helper()
	rows, err := a.Dialogs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ids = map[string][]int{}
	for _, row := range rows {
		err := a.Messages(t.Context(), row.Number, func(page []archive.MessageRow) error {
			for _, m := range page {
				id := m.ID
				if m.MissingSince != 0 {
					id = -id
				}
				ids[m.Peer.String()] = append(ids[m.Peer.String()], id)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if row.VanishedSince != 0 {
			problems = append(problems, "vanished "+row.Dialog.Peer.String())
		}
		if !row.Complete {
			problems = append(problems, "not complete "+row.Dialog.Peer.String())
		}
	}
	found, err := a.Problems(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range found {
		problems = append(problems, p.Code+" "+p.Subject)
	}
	return ids, problems
}
