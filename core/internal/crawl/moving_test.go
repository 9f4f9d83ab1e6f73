package crawl

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tgerr"

	"satchel/core/internal/model"
)

func TestMovedRangesCostChannelsNoCall(t *testing.T) {
	a := &account{upto: []int{10}, chats: []*chat{user(7, 5, 15), channel(9, upto(5)...), channel(10, upto(3)...)}}
	into := openArchive(t)
	a.crawl(t, into, false)
	tests := []struct {
		name string
		upto []int
		want []string
	}{
		{"the same", []int{10}, nil},
		// The chat is read anew: a probe and a page of each range that has or had some of it.
		{"more", []int{10, 20}, []string{"0 getHistory user:7", "0 getHistory user:7", "1 getHistory user:7", "1 getHistory user:7", "2 getHistory user:7"}},
		{"fewer", nil, []string{"0 getHistory user:7", "0 getHistory user:7"}},
	}
	for _, tt := range tests {
		a.upto = tt.upto
		if diff := cmp.Diff(tt.want, histories(a.crawl(t, into, true))); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tt.name, diff)
		}
	}
	a.upto = []int{10}
	a.chats[1].ids = append(a.chats[1].ids, 6)
	calls := histories(a.crawl(t, into, true))
	if n := len(slices.DeleteFunc(calls, func(c string) bool { return !strings.Contains(c, "channel") })); n != 1 {
		t.Errorf("%d calls for a channel with a new message, want the page with it", n)
	}
	ids, problems := saved(t, into)
	want := map[string][]int{"user:7": {5, 15}, "channel:9": upto(6), "channel:10": upto(3)}
	if diff := cmp.Diff(want, ids); diff != "" || len(problems) > 0 {
		t.Errorf("problems %v; (-want +got)\n%s", problems, diff)
	}
}

// A run that ends between the cursors being dropped and the list being recorded
// leaves a group before a supergroup whose ranges nobody lists any more.
func TestMovedRangesAreRememberedUntilTheListIsThere(t *testing.T) {
	old := group(8, 5, 25)
	old.gone = true
	now := channel(9, 1, 2)
	now.moved = old.peer
	a := &account{chats: []*chat{old, now}}
	into := openArchive(t)
	a.crawl(t, into, false)

	a.upto = []int{10, 20}
	cut := tgerr.New(401, "AUTH_KEY_UNREGISTERED")
	a.before = func(*account, string) error { return cut }
	if _, err := a.run(t, into, all(), true); !errors.Is(err, cut) {
		t.Fatalf("the cut run ended with %v", err)
	}
	a.before = nil
	old.ids = []int{5, 15, 25}
	a.crawl(t, into, true)
	ids, problems := saved(t, into)
	want := map[string][]int{"chat:8": {5, 15, 25}, "channel:9": {1, 2}}
	if diff := cmp.Diff(want, ids); diff != "" || len(problems) > 0 {
		t.Errorf("problems %v; (-want +got)\n%s", problems, diff)
	}
}

func TestMessagesThatGoWhileTheyAreReadCostNoOther(t *testing.T) {
	tests := []struct {
		name   string
		after  int // calls for the history
		change func(c *chat)
		lost   []int // not saved; taken back before they were read
	}{
		{"the newest, before its page", 2, func(c *chat) { c.drop(250) }, []int{250}},
		{"some that were read", 2, func(c *chat) { c.drop(upto(60)...) }, nil},
		{"some of the next page", 2, func(c *chat) { c.drop(130, 131, 132) }, []int{130, 131, 132}},
		{"the last that was read", 2, func(c *chat) { c.drop(100) }, nil},
		{"all that are left", 2, func(c *chat) { c.ids = c.ids[:100] }, upto(250)[100:]},
		{"everything", 2, func(c *chat) { c.ids = nil }, upto(250)[100:]},
		{"everything, before the first page", 1, func(c *chat) { c.ids = nil }, upto(250)},
		{"new ones come", 2, func(c *chat) { c.ids = upto(260) }, nil},
		{"new ones come and old ones go", 3, func(c *chat) { c.ids = upto(380)[50:] }, nil},
	}
	for _, tt := range tests {
		for _, whole := range []bool{false, true} {
			t.Run(fmt.Sprint(tt.name, whole), func(t *testing.T) {
				t.Parallel()
				a := &account{chats: []*chat{user(7, upto(250)...)}, whole: whole}
				n := 0
				a.before = func(a *account, call string) error {
					if strings.Contains(call, "getHistory") {
						if n++; n == tt.after+1 {
							tt.change(a.chats[0])
						}
					}
					return nil
				}
				into := openArchive(t)
				calls := a.crawl(t, into, false)
				ids, problems := saved(t, into)
				for _, id := range upto(250, tt.lost...) {
					if !slices.Contains(ids["user:7"], id) {
						t.Errorf("message %d is not saved", id)
					}
				}
				if len(problems) > 0 || len(histories(calls)) > 12 {
					t.Errorf("problems %v, %d calls", problems, len(histories(calls)))
				}
			})
		}
	}
}

func TestAnAnswerThatIsEmptyByMistakeEndsNothing(t *testing.T) {
	a := &account{chats: []*chat{user(7, upto(250)...)}, whole: true}
	chats := a.chats[0]
	n := 0
	a.before = func(a *account, call string) error {
		if strings.Contains(call, "getHistory") {
			n++
			if chats.ids = upto(250); n == 3 { // the second page
				chats.ids = nil
			}
		}
		return nil
	}
	into := openArchive(t)
	a.crawl(t, into, false)
	ids, problems := saved(t, into)
	if diff := cmp.Diff(upto(250), ids["user:7"]); diff != "" || len(problems) > 0 {
		t.Errorf("problems %v; (-want +got)\n%s", problems, diff)
	}
	// In an update that reads all again, what was only overlooked is not missing.
	if err := into.Rewind(t.Context(), []model.Range{{MinID: 1, MaxID: 1 << 30}}, 0); err != nil {
		t.Fatal(err)
	}
	n = 1 // an update knows the newest message from the list
	a.crawl(t, into, true)
	ids, problems = saved(t, into)
	if diff := cmp.Diff(upto(250), ids["user:7"]); diff != "" || len(problems) > 0 {
		t.Errorf("after the update: problems %v; (-want +got)\n%s", problems, diff)
	}
}

func TestANumberWithoutAMessageHidesNone(t *testing.T) {
	for _, tt := range []struct {
		name  string
		empty []int
		from  int64
		till  int64
		want  []int
	}{
		{"at the end", []int{229, 230}, 0, 0, upto(228)},
		{"at the beginning", []int{1}, 0, 0, upto(230, 1)},
		{"on the border of a page", []int{100, 101}, 0, 0, upto(230, 100, 101)},
		{"all", upto(230), 0, 0, nil},
		{"before the interval", []int{49}, 1050, 0, upto(230)[49:]},
		{"the last of the interval", []int{149}, 0, 1150, upto(148)},
		{"behind the interval", []int{230}, 0, 1150, upto(149)},
	} {
		for _, whole := range []bool{false, true} {
			t.Run(fmt.Sprint(tt.name, whole), func(t *testing.T) {
				t.Parallel()
				c := user(7, upto(230)...)
				c.empty = map[int]bool{}
				for _, id := range tt.empty {
					c.empty[id] = true
				}
				a := &account{chats: []*chat{c, user(8, 300)}, whole: whole}
				into := openArchive(t)
				plan := all()
				plan.From, plan.Till = tt.from, tt.till
				if _, err := a.run(t, into, plan, false); err != nil {
					t.Fatal(err)
				}
				ids, problems := saved(t, into)
				if diff := cmp.Diff(tt.want, ids["user:7"]); diff != "" || len(problems) > 0 {
					t.Errorf("problems %v; (-want +got)\n%s", problems, diff)
				}
			})
		}
	}
}

func TestARangeThatIsNotListedLetsNoChatVanish(t *testing.T) {
	a := &account{upto: []int{10}, chats: []*chat{user(7, 5), user(8, 15), channel(9, 1, 2)}}
	into := openArchive(t)
	a.crawl(t, into, false)
	a.chats[1].ids = append(a.chats[1].ids, 16)
	a.before = func(_ *account, call string) error {
		if call == "0 getDialogs" {
			return tgerr.New(400, "OFFSET_PEER_ID_INVALID")
		}
		return nil
	}
	a.crawl(t, into, true)
	ids, problems := saved(t, into)
	if diff := cmp.Diff(map[string][]int{"user:7": {5}, "user:8": {15, 16}, "channel:9": {1, 2}}, ids); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{"section_failed dialogs"}, problems); diff != "" {
		t.Errorf("problems (-want +got)\n%s", diff)
	}
}
