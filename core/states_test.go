package core

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/testkit"
)

// What an archive has to hold after any number of states of an account, whatever
// the depth of its updates: the newest text of every message there ever was, every
// other text as a version, marks where something is gone, and every path it had.

// expected is what the archive of some states has to hold of a chat.
type expected struct {
	Vanished bool
	Messages map[int]seenMessage
}

type seenMessage struct {
	Text    string
	Earlier []string // sorted
	Missing bool
}

// observe adds a state to what is expected.
func observe(chats map[int]expected, s *testkit.States) {
	for _, c := range s.Chats() {
		e, known := chats[c.ID]
		if !c.Listed {
			if known {
				e.Vanished = true
				chats[c.ID] = e
			}
			continue
		}
		if !known {
			e.Messages = map[int]seenMessage{}
		}
		e.Vanished = false
		now := c.Texts()
		for id, m := range e.Messages {
			text, there := now[id]
			m.Missing = !there
			if there && text != m.Text {
				m.Earlier = slices.DeleteFunc(append(m.Earlier, m.Text), func(t string) bool { return t == text })
				m.Text = text
			}
			slices.Sort(m.Earlier)
			m.Earlier = slices.Compact(m.Earlier)
			e.Messages[id] = m
		}
		for id, text := range now {
			if _, ok := e.Messages[id]; !ok {
				e.Messages[id] = seenMessage{Text: text}
			}
		}
		chats[c.ID] = e
	}
}

// held is what an archive holds. Versions that differ in something else than their
// text, as an exchanged picture, count once.
func held(t *testing.T, dir string) (chats map[int]expected, numbers map[int]int) {
	t.Helper()
	chats, numbers = map[int]expected{}, map[int]int{}
	a, err := archive.OpenRead(t.Context(), dir, archive.Options{})
	mustDo(t, err)
	defer a.Close()
	rows, err := a.Dialogs(t.Context())
	mustDo(t, err)
	for _, row := range rows {
		e := expected{Vanished: row.VanishedSince != 0, Messages: map[int]seenMessage{}}
		mustDo(t, a.Messages(t.Context(), row.Number, func(page []archive.MessageRow) error {
			for _, m := range page {
				e.Messages[m.ID] = seenMessage{Text: m.Text.Text, Earlier: texts(m), Missing: m.MissingSince != 0}
			}
			return nil
		}))
		id := int(row.Dialog.Peer.ID)
		chats[id], numbers[id] = e, row.Number
	}
	return chats, numbers
}

// texts are the texts of the versions of a message but its own, sorted.
func texts(m archive.MessageRow) (list []string) {
	for _, v := range m.Versions {
		if v.Text.Text != m.Text.Text {
			list = append(list, v.Text.Text)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func TestNothingIsLostOverTheStatesOfAnAccount(t *testing.T) {
	seeds := 6
	if largeCrash() {
		seeds = 120
	}
	for seed := range seeds {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			depth := []Depth{DepthRecheck, DepthFull}[seed%2]
			states, dir := testkit.NewStates(uint64(seed)), t.TempDir()
			states.MoveRanges = seed%3 == 2
			want, before, numbers := map[int]expected{}, map[string]string{}, map[int]int{}
			for n := range 4 {
				b := newBench(t, states.Next(), "")
				observe(want, states)
				if n == 0 {
					b.export(t, dir)
				} else if got := b.update(t, dir, depth, testSettings()); got.Outcome != Complete {
					t.Errorf("state %d: %s %+v %+v", n, got.Outcome, got.Problems, got.Blocked)
				}
				chats, given := held(t, dir)
				if diff := cmp.Diff(want, chats); diff != "" {
					t.Fatalf("state %d, %s (-want +got)\n%s", n, depth, diff)
				}
				after := testkit.Output(t, dir)
				samePaths(t, before, after)
				sameNumbers(t, numbers, given)
				if b.update(t, dir, depth, testSettings()); n > 0 {
					if diff := cmp.Diff(after, testkit.Output(t, dir)); diff != "" {
						t.Errorf("state %d: the same update again changed (-once +twice)\n%s", n, diff)
					}
				}
				before, numbers = after, given
			}
		})
	}
}

// samePaths wants every path there again, and media with the same bytes.
func samePaths(t *testing.T, before, after map[string]string) {
	t.Helper()
	for _, path := range slices.Sorted(maps.Keys(before)) {
		switch {
		case after[path] == "":
			t.Errorf("%s is gone", path)
		case strings.Contains(path, "/photos/") && after[path] != before[path]:
			t.Errorf("%s has other bytes", path)
		}
	}
}

// sameNumbers wants chats to keep their numbers and new ones to get higher ones.
func sameNumbers(t *testing.T, before, after map[int]int) {
	t.Helper()
	highest := 0
	for chat, number := range before {
		highest = max(highest, number)
		if after[chat] != number {
			t.Errorf("chat %d had number %d and has %d", chat, number, after[chat])
		}
	}
	for chat, number := range after {
		if before[chat] == 0 && number <= highest {
			t.Errorf("the new chat %d got number %d, there were %d", chat, number, highest)
		}
	}
}

// TestTheWayToAStateDoesNotMatter reaches the third state by the second one and
// straight: what both saw is the same.
func TestTheWayToAStateDoesNotMatter(t *testing.T) {
	t.Parallel()
	first, last := newBench(t, testkit.SmallWorld(), ""), newBench(t, testkit.SmallWorldLatest(), "")
	second := newBench(t, testkit.SmallWorldLater(), "")
	fresh, straight, around := t.TempDir(), t.TempDir(), t.TempDir()
	last.export(t, fresh)
	first.export(t, straight)
	first.export(t, around)
	second.update(t, around, DepthFull, testSettings())
	for _, dir := range []string{straight, around} {
		if got := last.update(t, dir, DepthFull, testSettings()); got.Outcome != Complete {
			t.Errorf("outcome %s %+v", got.Outcome, got.Problems)
		}
	}
	want := []string{"message 3", "message 5", "message 7 <- edited 7", "message 9", "message 11", "message 13", "message 15 (missing)", "message 17 (missing)"}
	if diff := cmp.Diff(want, saved(t, around, model.UserID(7))); diff != "" {
		t.Errorf("(-want +around)\n%s", diff)
	}
	chats, _ := held(t, straight)
	freshChats, _ := held(t, fresh)
	if diff := cmp.Diff(freshChats, chats); diff != "" {
		t.Errorf("(-fresh +straight)\n%s", diff)
	}
	chats, _ = held(t, around)
	if diff := cmp.Diff(freshChats[1002], chats[1002]); diff != "" {
		t.Errorf("the channel that was away (-fresh +around)\n%s", diff)
	}
}
