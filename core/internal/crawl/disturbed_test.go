package crawl

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tgerr"
)

// once fails the nth call for a history of the chat.
func once(chat string, n int, err error) func(*account, string) error {
	return func(_ *account, call string) error {
		if strings.HasSuffix(call, "getHistory "+chat) {
			if n--; n == 0 {
				return err
			}
		}
		return nil
	}
}

func TestEveryMessageIsReadOnceWhereverPagesAndRangesEnd(t *testing.T) {
	tests := []struct {
		n     int
		upto  []int
		calls int // probes of the ranges that list the chat, and pages
	}{
		{1, nil, 2}, {99, nil, 2}, {100, nil, 2}, {101, nil, 3}, {199, nil, 3}, {200, nil, 3}, {201, nil, 4},
		{200, []int{100}, 4}, {200, []int{99}, 5}, {200, []int{101}, 5}, {200, []int{200}, 3}, {200, []int{1, 2, 199}, 9},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.n, tt.upto), func(t *testing.T) {
			t.Parallel()
			a := &account{upto: tt.upto, chats: []*chat{user(7, upto(tt.n)...)}}
			into := openArchive(t)
			calls := histories(a.crawl(t, into, false))
			ids, problems := saved(t, into)
			if diff := cmp.Diff(upto(tt.n), ids["user:7"]); diff != "" || len(problems) > 0 {
				t.Errorf("problems %v; (-want +got)\n%s", problems, diff)
			}
			if len(calls) != tt.calls {
				t.Errorf("%d calls, want %d: %v", len(calls), tt.calls, calls)
			}
			if again := histories(a.crawl(t, into, true)); len(again) != 0 {
				t.Errorf("an update of nothing asks %v", again)
			}
		})
	}
}

func TestWhatTelegramTakesBackInTheMiddleOfAHistoryCostsNoMessage(t *testing.T) {
	for _, err := range []error{tgerr.New(420, "FLOOD_WAIT_0"), tgerr.New(400, "TAKEOUT_INVALID"), tgerr.New(500, "INTERNAL"), tgerr.New(-503, "Timeout")} {
		for n := 1; n <= 4; n++ {
			t.Run(fmt.Sprint(err, n), func(t *testing.T) {
				t.Parallel()
				a := &account{chats: []*chat{user(7, upto(230)...)}, before: once("user:7", n, err)}
				into := openArchive(t)
				calls := histories(a.crawl(t, into, false))
				ids, problems := saved(t, into)
				if diff := cmp.Diff(upto(230), ids["user:7"]); diff != "" || len(problems) > 0 || len(calls) != 4 {
					t.Errorf("%d calls, problems %v; (-want +got)\n%s", len(calls), problems, diff)
				}
			})
		}
	}
}

func TestAHistoryThatIsRefusedInItsMiddleGoesOnThereTheNextTime(t *testing.T) {
	tests := []struct {
		name, chat string
		err        error
		want       []string
		later      int // calls of the next run: a probe and the pages that are left
	}{
		{"a person", "user:7", tgerr.New(400, "MSG_WAIT_INVALID"), []string{"not complete user:7", "chat_failed user:7"}, 2},
		{"a channel", "channel:9", tgerr.New(400, "CHANNEL_PRIVATE"), []string{"not complete channel:9", "chat_unavailable channel:9"}, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a := &account{chats: []*chat{user(7, upto(230)...), channel(9, upto(230)...)}, before: once(tt.chat, 4, tt.err)}
			into := openArchive(t)
			a.crawl(t, into, false)
			ids, problems := saved(t, into)
			if diff := cmp.Diff(tt.want, problems); diff != "" || len(ids["user:7"])+len(ids["channel:9"]) != 200+230 {
				t.Errorf("%d and %d messages, problems (-want +got)\n%s", len(ids["user:7"]), len(ids["channel:9"]), diff)
			}
			a.before = nil
			calls := histories(a.crawl(t, into, false))
			if n := len(slices.DeleteFunc(calls, func(c string) bool { return !strings.HasSuffix(c, tt.chat) })); n != tt.later {
				t.Errorf("%d calls, want %d", n, tt.later)
			}
			ids, problems = saved(t, into)
			want := map[string][]int{"user:7": upto(230), "channel:9": upto(230)}
			if diff := cmp.Diff(want, ids); diff != "" || len(problems) > 0 {
				t.Errorf("problems %v; (-want +got)\n%s", problems, diff)
			}
		})
	}
}

func TestAGroupAndTheSupergroupItBecameKeepEqualNumbersApart(t *testing.T) {
	for _, listed := range []bool{true, false} {
		t.Run(fmt.Sprint(listed), func(t *testing.T) {
			t.Parallel()
			old, now := group(8, upto(120)...), channel(9, upto(110)...)
			old.moved, now.moved, old.gone = now.peer, old.peer, !listed
			a := &account{upto: []int{60}, chats: []*chat{now, old, user(7, 130)}}
			into := openArchive(t)
			a.crawl(t, into, false)
			ids, problems := saved(t, into)
			want := map[string][]int{"chat:8": upto(120), "channel:9": upto(110), "user:7": {130}}
			if diff := cmp.Diff(want, ids); diff != "" || len(problems) > 0 {
				t.Errorf("problems %v; (-want +got)\n%s", problems, diff)
			}
			rows, err := into.Dialogs(t.Context())
			if err != nil || len(rows) != 2 {
				t.Errorf("%d dialogs, want the supergroup and the person: %v", len(rows), err)
			}
		})
	}
}

// A supergroup that hides what was before somebody joined takes nothing back that
// was saved; what comes later is read.
func TestAHistoryThatIsHiddenLaterStaysAsItWas(t *testing.T) {
	c := channel(9, upto(150)...)
	a := &account{chats: []*chat{c}}
	into := openArchive(t)
	a.crawl(t, into, false)
	c.ids = append([]int{149, 150}, 151, 152)
	if err := into.Rewind(t.Context(), nil, 0); err != nil {
		t.Fatal(err)
	}
	a.crawl(t, into, true)
	ids, problems := saved(t, into)
	var want []int
	for _, id := range upto(148) {
		want = append(want, -id)
	}
	if diff := cmp.Diff(append(want, 149, 150, 151, 152), ids["channel:9"]); diff != "" || len(problems) > 0 {
		t.Errorf("problems %v; (-want +got)\n%s", problems, diff)
	}
}
