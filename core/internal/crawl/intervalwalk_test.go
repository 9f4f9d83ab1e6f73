package crawl

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tgerr"
)

// within saves what an interval wants, in several pieces if the line is cut, and notes
// it in wanted.
func (l *life) within(from, till int64, wanted map[string]bool) {
	l.Helper()
	l.done = append(l.done, fmt.Sprint("saved ", from, " to ", till))
	p := between(from, till)
	for try := range 4 {
		left := 1 + l.IntN(25)
		l.a.before = func(*account, string) error {
			if left--; left == 0 && try < 3 {
				return tgerr.New(401, "AUTH_KEY_UNREGISTERED")
			}
			return nil
		}
		if err := l.a.interval(l.T, l.into, p); err == nil {
			break
		} else if try == 3 {
			l.Fatalf("%v after %v", err, l.done)
		}
	}
	for _, c := range l.a.chats {
		for _, id := range ofDates(c.ids, from, till) {
			wanted[fmt.Sprintf("%s/%d", c.peer, id)] = true
		}
	}
	ids, problems := saved(l.T, l.into)
	if len(problems) > 0 {
		l.Fatalf("problems %v after %v", problems, l.done)
	}
	got := map[string]bool{}
	for peer, list := range ids {
		for _, id := range list {
			got[fmt.Sprintf("%s/%d", peer, id)] = true
		}
	}
	if diff := cmp.Diff(wanted, got); diff != "" {
		l.Fatalf("after %v (-want +got)\n%s", l.done, diff)
	}
}

// day is a moment that some messages are before and some behind, 0 for no bound.
func (l *life) day() int64 {
	if l.IntN(3) == 0 {
		return 0
	}
	return int64(1000 + l.IntN(l.next+20))
}

// Messages come and intervals change from run to run: what is saved is what one of
// them wanted when it was there, each once.
func TestIntervalsOfAnAccountThatGoesOnAddUp(t *testing.T) {
	for seed := range uint64(2) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			l, wanted := newLife(t, seed), map[string]bool{}
			for range 5 {
				l.within(l.day(), l.day(), wanted)
				for range l.IntN(3) {
					l.come()
				}
				if l.IntN(3) == 0 {
					l.move()
				}
			}
			l.within(0, 0, wanted)
		})
	}
}
