package crawl

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

// closed is channel 9, whose history is refused; the account's own messages in it,
// every third, are found by a search.
type closed struct {
	*account
	left   bool // it was left, and is not in the list of chats
	search error
	calls  int // searches
}

func newClosed(left bool) *closed {
	c := &closed{left: left, account: &account{chats: []*chat{channel(9, upto(300)...), user(7, 1, 2)}}}
	c.chats[0].gone = left
	c.more = c.answer
	c.before = func(_ *account, call string) error {
		if strings.HasSuffix(call, "getHistory channel:9") {
			return tgerr.New(400, "CHANNEL_PRIVATE")
		}
		return nil
	}
	return c
}

// own are the ids of the account's own messages.
func own(ids []int) []int {
	return slices.DeleteFunc(slices.Clone(ids), func(id int) bool { return id%3 != 0 })
}

func (c *closed) answer(request bin.Object) (bin.Encoder, error) {
	switch r := request.(type) {
	case *tg.ChannelsGetLeftChannelsRequest:
		out := &tg.MessagesChats{}
		if c.left && r.Offset == 0 {
			out.Chats = append(out.Chats, &tg.Channel{ID: 9, AccessHash: 9, Title: "Left", Left: true, Megagroup: true, Photo: &tg.ChatPhotoEmpty{}})
		}
		return out, nil
	case *tg.ChannelsGetFullChannelRequest:
		return nil, tgerr.New(400, "CHANNEL_PRIVATE")
	case *tg.MessagesSearchRequest:
		if c.calls++; c.search != nil {
			return nil, c.search
		}
		mine := channel(9, own(c.chats[0].ids)...)
		return c.history(mine, &tg.MessagesGetHistoryRequest{OffsetID: r.OffsetID, AddOffset: r.AddOffset, Limit: r.Limit, MaxID: r.MaxID, MinID: r.MinID}, 0), nil
	}
	return nil, nil
}

func withLeft(p Plan) Plan {
	p.LeftChannels = true
	return p
}

func onlyMine(t *testing.T, a *archive.Archive) (marked bool) {
	t.Helper()
	rows, err := a.Dialogs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if r.Dialog.Peer == model.ChannelID(9) {
			marked = r.OnlyMine
		}
	}
	return marked
}

func TestOfAClosedChannelTheOwnMessagesAreSaved(t *testing.T) {
	for name, left := range map[string]bool{"left": true, "closed": false} {
		t.Run(name, func(t *testing.T) {
			c, into := newClosed(left), openArchive(t)
			if _, err := c.run(t, into, withLeft(all()), false); err != nil {
				t.Fatal(err)
			}
			ids, problems := saved(t, into)
			if diff := cmp.Diff(own(upto(300)), ids["channel:9"]); diff != "" {
				t.Error(diff)
			}
			var want []string // of a channel that was left this is all there is
			if !left {
				want = []string{"chat_unavailable channel:9"}
			}
			if diff := cmp.Diff(want, problems); diff != "" {
				t.Error(diff)
			}
			if got := onlyMine(t, into); got != left {
				t.Errorf("noted as the account's own: %v", got)
			}
		})
	}
}

// When the account may not search either, nothing is noted: another day it may read
// again.
func TestAChannelThatMayNotBeSearchedEitherIsAProblem(t *testing.T) {
	c, into := newClosed(true), openArchive(t)
	c.search = tgerr.New(400, "CHANNEL_PRIVATE")
	if _, err := c.run(t, into, withLeft(all()), false); err != nil {
		t.Fatal(err)
	}
	ids, problems := saved(t, into)
	if len(ids["channel:9"]) > 0 || !slices.Contains(problems, "chat_unavailable channel:9") || onlyMine(t, into) {
		t.Errorf("saved %v, problems %v, noted %v", ids["channel:9"], problems, onlyMine(t, into))
	}
	if diff := cmp.Diff([]int{1, 2}, ids["user:7"]); diff != "" {
		t.Errorf("the other chat: %s", diff)
	}
	c.before = nil // it may be read again
	if _, err := c.run(t, into, withLeft(all()), false); err != nil {
		t.Fatal(err)
	}
	ids, problems = saved(t, into)
	if diff := cmp.Diff(upto(300), ids["channel:9"]); diff != "" || len(problems) > 0 {
		t.Errorf("problems %v; (-want +got)\n%s", problems, diff)
	}
}

// A search knows no dates: the ends of the interval are found by halving.
func TestOwnMessagesOfAnInterval(t *testing.T) {
	for _, tt := range []struct {
		name       string
		from, till int64
	}{
		{"from", 1100, 0}, {"till", 0, 1100}, {"both", 1102, 1205}, {"on own messages", 1150, 1201}, {"the last one", 1300, 0},
		{"before all", 0, 900}, {"none between", 1100, 1102}, {"up to the first", 0, 1004}, {"all", 1003, 1301},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, into := newClosed(true), openArchive(t)
			if _, err := c.run(t, into, withLeft(between(tt.from, tt.till)), false); err != nil {
				t.Fatal(err)
			}
			ids, problems := saved(t, into)
			want := ofDates(own(upto(300)), tt.from, tt.till)
			if diff := cmp.Diff(want, ids["channel:9"]); len(want)+len(ids["channel:9"]) > 0 && diff != "" || len(problems) > 0 {
				t.Errorf("problems %v; (-want +got)\n%s", problems, diff)
			}
			if c.calls > 25 {
				t.Errorf("%d searches for a hundred messages", c.calls)
			}
		})
	}
}

// A group in which only the account's own messages were chosen is searched and not
// read, and what others wrote is not taken for missing.
func TestChosenOwnMessagesAreSearchedFor(t *testing.T) {
	c, into := newClosed(false), openArchive(t)
	c.before = func(_ *account, call string) error {
		if strings.HasSuffix(call, "getHistory channel:9") {
			t.Error("the whole history was read")
		}
		return nil
	}
	p := all()
	p.OnlyMine = func(peer model.Peer) bool { return peer.Megagroup }
	for update := range 2 {
		if _, err := c.run(t, into, p, update > 0); err != nil {
			t.Fatal(err)
		}
		ids, problems := saved(t, into)
		if diff := cmp.Diff(own(c.chats[0].ids), ids["channel:9"]); diff != "" || len(problems) > 0 {
			t.Errorf("update %d: problems %v; (-want +got)\n%s", update, problems, diff)
		}
		c.chats[0].ids = append(c.chats[0].ids, 301, 302, 303)
	}
}

// rich answers as an account whose message 2 comes with the first of its blocks
// only; the whole of it is what whole says.
func rich(whole func() (bin.Encoder, error)) *account {
	a := &account{chats: []*chat{user(7, 1, 2, 3)}}
	a.more = func(request bin.Object) (bin.Encoder, error) {
		switch r := request.(type) {
		case *tg.MessagesGetHistoryRequest:
			out := a.history(a.chat(r.Peer), r, 0).(*tg.MessagesMessagesSlice)
			for i, m := range out.Messages {
				if m.GetID() == 2 {
					out.Messages[i] = richMessage(2, true, "first")
				}
			}
			return out, nil
		case *tg.MessagesGetRichMessageRequest:
			return whole()
		}
		return nil, nil
	}
	return a
}

func richMessage(id int, part bool, texts ...string) *tg.Message {
	m := &tg.Message{ID: id, PeerID: &tg.PeerUser{UserID: 7}, Date: 1000 + id, Message: "as the history has it"}
	r := tg.RichMessage{Part: part}
	for _, text := range texts {
		r.Blocks = append(r.Blocks, &tg.PageBlockParagraph{Text: &tg.TextPlain{Text: text}})
	}
	m.SetRichMessage(r)
	return m
}

func TestARichMessageIsCompletedWhereTelegramGivesIt(t *testing.T) {
	answer := func(m ...tg.MessageClass) func() (bin.Encoder, error) { return give(&tg.MessagesMessages{Messages: m}) }
	for name, tt := range map[string]struct {
		whole  func() (bin.Encoder, error)
		blocks int
	}{
		"given":           {answer(richMessage(2, false, "first", "second")), 2},
		"in part again":   {answer(richMessage(2, true, "first", "second")), 1},
		"another message": {answer(richMessage(3, false, "first", "second")), 1},
		"nothing":         {answer(), 1},
		"refused":         {refuse(400, "MESSAGE_ID_INVALID"), 1},
	} {
		t.Run(name, func(t *testing.T) {
			a, into := rich(tt.whole), openArchive(t)
			if _, err := a.run(t, into, all(), false); err != nil {
				t.Fatal(err)
			}
			rows := rowsOf(t, into)
			if len(rows) != 3 || rows[1].Rich == nil || len(rows[1].Rich.Blocks) != tt.blocks || rows[1].Text.Text != "as the history has it" {
				t.Errorf("%d messages, the second %+v", len(rows), rows[1].Rich)
			}
			if _, problems := saved(t, into); len(problems) > 0 {
				t.Errorf("problems %v", problems)
			}
		})
	}
	t.Run("not asked for outside of the interval", func(t *testing.T) {
		a := rich(func() (bin.Encoder, error) { t.Error("asked"); return nil, nil })
		if _, err := a.run(t, openArchive(t), between(1003, 0), false); err != nil {
			t.Fatal(err)
		}
	})
}
