package crawl

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"satchel/core/internal/archive"
)

// life is an account that goes on while it is saved again and again.
type life struct {
	*testing.T
	*rand.Rand
	a    *account
	into *archive.Archive
	next int             // of the ids that users and groups share
	seen map[string]bool // "user:7/5": saved once
	gone map[string]bool // ... and found to be gone
	done []string
}

func newLife(t *testing.T, seed uint64) *life {
	old := group(20, 1, 3)
	now := channel(21)
	now.moved, old.moved = old.peer, now.peer
	l := &life{T: t, Rand: rand.New(rand.NewPCG(seed, 4)), into: openArchive(t), next: 10, seen: map[string]bool{}, gone: map[string]bool{},
		a: &account{upto: []int{40}, chats: []*chat{user(7), user(8, 2), group(9), channel(10), old, now}}}
	l.a.more = func(request bin.Object) (bin.Encoder, error) {
		if r, ok := request.(*tg.MessagesGetFullChatRequest); ok {
			return &tg.MessagesChatFull{FullChat: &tg.ChatFull{ID: r.ChatID, Participants: &tg.ChatParticipantsForbidden{ChatID: r.ChatID}}}, nil
		}
		return nil, nil
	}
	for range 5 {
		l.come()
	}
	return l
}

// come sends some messages to a chat; those of users and groups share their ids.
func (l *life) come() {
	c := l.a.chats[l.IntN(len(l.a.chats))]
	if c.peer.ID == 20 { // became 21
		c = l.a.chats[5]
	}
	n := 1 + l.IntN(130)
	for range n {
		l.next += 1 + l.IntN(2)
		id := l.next
		if c.peer.Kind == 3 {
			id = 1
			if len(c.ids) > 0 {
				id = c.ids[len(c.ids)-1] + 1 + l.IntN(2)
			}
		}
		c.ids = append(c.ids, id)
	}
	l.done = append(l.done, fmt.Sprint(n, " to ", c.peer))
}

// drop takes some messages back, not the newest: a chat without its newest message is
// another story.
func (l *life) drop() {
	c := l.a.chats[l.IntN(len(l.a.chats))]
	var out []int
	for _, id := range c.ids[:max(len(c.ids)-1, 0)] {
		if l.IntN(9) == 0 {
			out = append(out, id)
		}
	}
	c.drop(out...)
	l.done = append(l.done, fmt.Sprint(len(out), " gone from ", c.peer))
}

// move divides the shared ids anew.
func (l *life) move() {
	l.a.upto = nil
	for at := 20; at < l.next && l.IntN(3) > 0; at += 1 + l.IntN(200) {
		l.a.upto = append(l.a.upto, at)
	}
	l.done = append(l.done, fmt.Sprint("ranges ", l.a.upto))
}

// save runs to the end, in several pieces if the line is cut.
func (l *life) save(again bool) {
	l.Helper()
	l.done = append(l.done, fmt.Sprint("saved, again: ", again))
	if again {
		ranges, err := KeptRanges(l.Context(), l.into)
		if err == nil {
			err = l.into.Rewind(l.Context(), ranges, 0)
		}
		if err != nil {
			l.Fatal(err)
		}
	}
	update := len(l.seen) > 0
	for try := range 4 {
		left := 1 + l.IntN(25)
		l.a.before = func(*account, string) error {
			if left--; left == 0 && try < 3 {
				return tgerr.New(401, "AUTH_KEY_UNREGISTERED")
			}
			return nil
		}
		if _, err := l.a.run(l.T, l.into, all(), update); err == nil {
			break
		} else if try == 3 {
			l.Fatalf("%v after %v", err, l.done)
		}
	}
	l.check(again)
}

// check holds what is saved against what there is: every message that is there, and
// those that were there, marked once all was read again.
func (l *life) check(again bool) {
	l.Helper()
	ids, problems := saved(l.T, l.into)
	if len(problems) > 0 {
		l.Fatalf("problems %v after %v", problems, l.done)
	}
	got := map[string]bool{} // whether it is marked as missing
	for peer, list := range ids {
		for _, id := range list {
			name := fmt.Sprintf("%s/%d", peer, max(id, -id))
			if _, twice := got[name]; twice {
				l.Fatalf("%s is saved twice", name)
			}
			got[name] = id < 0
		}
	}
	want := map[string]bool{}
	for name := range l.seen {
		want[name] = l.gone[name]
	}
	for _, c := range l.a.chats {
		for _, id := range c.ids {
			name := fmt.Sprintf("%s/%d", c.peer, id)
			l.seen[name], want[name] = true, false
		}
	}
	there := func(name string) bool {
		return slices.ContainsFunc(l.a.chats, func(c *chat) bool {
			return slices.ContainsFunc(c.ids, func(id int) bool { return name == fmt.Sprintf("%s/%d", c.peer, id) })
		})
	}
	for name := range l.seen {
		switch missing := !there(name); {
		case missing && again:
			l.gone[name], want[name] = true, true
		case missing: // found or not, as it lies above the cursor or below
			want[name] = got[name]
			l.gone[name] = l.gone[name] || got[name]
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		l.Fatalf("after %v (-want +got, true: missing)\n%s", l.done, diff)
	}
}

// Messages come and go, ranges move, lines are cut: what is saved is what was there,
// each once, and what is gone is marked when it is looked for.
func TestAnAccountIsSavedWholeHoweverItLives(t *testing.T) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			l := newLife(t, seed)
			l.save(false)
			for range 6 {
				for range 1 + l.IntN(3) {
					[]func(){l.come, l.come, l.drop, l.move}[l.IntN(4)]()
				}
				l.save(l.IntN(3) == 0)
			}
			l.save(true)
			if rows, err := l.into.Dialogs(t.Context()); err != nil || len(rows) == 0 {
				t.Errorf("%d chats (%v)", len(rows), err)
			} else {
				n := 0
				for _, row := range rows {
					n += row.Messages
				}
				if n != len(l.seen) {
					t.Errorf("the kept counts say %d messages, %d were saved", n, len(l.seen))
				}
			}
		})
	}
}

// A supergroup that is saved only later does not take along the group it was, when
// that was saved by itself before.
func TestAGroupThatWasSavedByItselfIsNotSavedTwice(t *testing.T) {
	old, now := group(20, 1, 3), channel(21)
	now.moved, old.moved = old.peer, now.peer
	a, into := &account{chats: []*chat{old, now}}, openArchive(t)
	a.crawl(t, into, false) // the supergroup is empty: nobody lists it
	now.ids = upto(3)
	a.crawl(t, into, true)
	ids, problems := saved(t, into)
	if diff := cmp.Diff(map[string][]int{"chat:20": {1, 3}, "channel:21": upto(3)}, ids); diff != "" || len(problems) > 0 {
		t.Errorf("problems %v; (-want +got)\n%s", problems, diff)
	}
}

// After the ranges moved the group before a supergroup is looked for in all of them;
// when everything is read again later, none of them is forgotten.
func TestASupergroupIsCompleteHoweverOftenRangesMoved(t *testing.T) {
	old, now := group(20, 1, 3), channel(21, 1, 2)
	now.moved, old.moved = old.peer, now.peer
	a, into := &account{upto: []int{40}, chats: []*chat{old, now}}, openArchive(t)
	a.crawl(t, into, false)
	for _, ends := range [][]int{{2}, {2}, {2, 50}, nil, {10}} {
		a.upto = ends
		a.crawl(t, into, true)
		ranges, err := KeptRanges(t.Context(), into)
		if err == nil {
			err = into.Rewind(t.Context(), ranges, 0)
		}
		if err != nil {
			t.Fatal(err)
		}
		a.crawl(t, into, true)
		ids, problems := saved(t, into)
		if diff := cmp.Diff(map[string][]int{"chat:20": {1, 3}, "channel:21": {1, 2}}, ids); diff != "" || len(problems) > 0 {
			t.Errorf("ranges up to %v: problems %v; (-want +got)\n%s", ends, problems, diff)
		}
	}
}
