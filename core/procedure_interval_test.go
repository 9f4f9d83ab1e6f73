package core

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/model"
	kit "satchel/core/internal/testkit"
)

// years is a chat over three split ranges and a supergroup, with three messages a
// day from November 2023 to the end of August 2024.
func years() (account *kit.Account, dates map[int]time.Time) {
	a := kit.NewAccount().User(7, "Ann").Ranges(300, 600)
	a.Supergroup(1001, "Group", nil)
	start := time.Date(2023, 11, 1, 0, 0, 0, 0, time.UTC)
	dates = map[int]time.Time{}
	for id := 1; id <= 3*304; id++ {
		dates[id] = start.Add(time.Duration(id-1) * 8 * time.Hour)
		a.Message("user", 7, id, kit.Object{"date": dates[id].Unix()})
	}
	for id := 1; id <= 3*304; id++ {
		a.Message("channel", 1001, id, kit.Object{"date": dates[id].Unix(), "from_id": kit.PeerOf("user", 7)})
	}
	return a.Set("now", start.AddDate(1, 0, 0).Unix()), dates
}

func interval(from, till string) func(*Settings) {
	return func(s *Settings) {
		s.Zone = "UTC"
		if from != "" {
			s.From = mustDay(from)
		}
		if till != "" {
			s.Till = mustDay(till)
		}
	}
}

// fetched are the ids that pages (not probes) asked for, by chat: how often each.
func (p *procedure) fetched(t *testing.T, from int) map[string]map[int]int {
	t.Helper()
	seen := map[string]map[int]int{}
	for _, c := range p.log.calls(t, "messages.getHistory")[from:] {
		if c.number("limit") == 1 {
			continue
		}
		peer := fmt.Sprint(c.Args["peer"].(map[string]any)["_"])
		if seen[peer] == nil {
			seen[peer] = map[int]int{}
		}
		// A page asks for the hundred ids from the offset on: ids have no holes here.
		first, last := c.number("offset_id"), c.number("offset_id")-c.number("add_offset")-1
		if peer == "inputPeerUser" {
			// A range holds none below it, so that the hundred begin in it.
			if first < c.Range[0] {
				first, last = c.Range[0], last+c.Range[0]-first
			}
			last = min(last, c.Range[1])
		}
		if top := c.number("max_id"); top != 0 {
			last = min(last, top-1)
		}
		for id := first; id <= min(last, 3*304); id++ {
			seen[peer][id]++
		}
	}
	return seen
}

func TestAWiderIntervalFetchesExactlyWhatIsMissing(t *testing.T) {
	t.Parallel()
	account, dates := years()
	for _, steps := range [][][2]string{
		{{"2024-01-01", "2024-03-31"}, {"2024-01-01", "2024-06-30"}, {"", ""}},
		{{"2024-01-01", "2024-02-10"}, {"2024-06-01", "2024-07-15"}, {"2023-12-24", "2024-06-10"}, {"", "2024-07-20"}, {"", ""}},
		{{"2024-08-01", ""}, {"2024-02-01", "2024-02-29"}, {"", ""}},
		{{"2023-01-01", "2023-02-01"}, {"2025-01-01", "2025-02-01"}, {"", ""}},
	} {
		t.Run(fmt.Sprint(steps), func(t *testing.T) {
			p := newProcedure(t, account.FS(), "")
			have := map[int]bool{}
			for _, step := range steps {
				before := len(p.log.calls(t, "messages.getHistory"))
				set := interval(step[0], step[1])
				p.expect(t, Complete, set)
				var s Settings
				set(&s)
				var missing, all []int
				for id := 1; id <= len(dates); id++ {
					wanted := (s.From.IsZero() || !dates[id].Before(s.From.t)) && (s.Till.IsZero() || dates[id].Before(s.Till.t.AddDate(0, 0, 1)))
					if wanted && !have[id] {
						missing, have[id] = append(missing, id), true
					}
					if have[id] {
						all = append(all, id)
					}
				}
				for _, peer := range []model.PeerID{model.UserID(7), model.ChannelID(1001)} {
					if diff := cmp.Diff(all, p.ids(t, peer)); diff != "" {
						t.Fatalf("%v: %s (-want +got)\n%s", step, peer, diff)
					}
				}
				for peer, ids := range p.fetched(t, before) {
					for id, n := range ids {
						if n > 1 || !slices.Contains(missing, id) {
							t.Fatalf("%v: message %d of %s was asked for %d times", step, id, peer, n)
						}
					}
				}
			}
			calls := len(p.log.calls(t, "messages.getHistory"))
			p.expect(t, Complete, interval("", ""))
			if n := len(p.log.calls(t, "messages.getHistory")); n != calls {
				t.Errorf("%d more calls though nothing was left out", n-calls)
			}
			whole := newProcedure(t, account.FS(), "")
			whole.expect(t, Complete, interval("", ""))
			if diff := cmp.Diff(whole.output(t, "result.json"), p.output(t, "result.json")); diff != "" {
				t.Errorf("result.json (-at once +in steps)\n%s", diff)
			}
		})
	}
}

func TestAWideningThatIsCutGoesOnWithinTheGap(t *testing.T) {
	t.Parallel()
	account, _ := years()
	whole := newProcedure(t, account.FS(), "")
	whole.expect(t, Complete, interval("", ""))
	want := whole.output(t, "result.json")
	for _, pages := range []int{2, 7, 11, 15} {
		t.Run(fmt.Sprint(pages), func(t *testing.T) {
			p := newProcedure(t, account.FS(), `{"line": {"latency_ms": 5}}`)
			p.expect(t, Complete, interval("2024-01-20", "2024-04-10"))
			before := len(p.log.calls(t, "messages.getHistory"))
			p.cut(t, pages, interval("", ""))
			p.expect(t, Complete, interval("", ""))
			if diff := cmp.Diff(want, p.output(t, "result.json")); diff != "" {
				t.Errorf("result.json (-at once +in steps)\n%s", diff)
			}
			again := 0
			for _, ids := range p.fetched(t, before) {
				for _, n := range ids {
					again += n - 1
				}
			}
			// Two chats, of each the page under way and the one that was being recorded.
			if again > 2*2*100 {
				t.Errorf("%d messages were asked for again", again)
			}
		})
	}
}
