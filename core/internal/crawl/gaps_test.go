package crawl

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tgerr"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

// between is a plan of the messages with from <= date < till; message n is of
// second 1000 + n.
func between(from, till int64) Plan {
	p := all()
	p.From, p.Till = from, till
	return p
}

// interval runs a plan as the engine does when the settings changed: what it widens
// is opened again.
func (a *account) interval(t *testing.T, into *archive.Archive, p Plan) error {
	t.Helper()
	rows, err := into.Dialogs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if err := into.Widen(t.Context(), p.From, p.Till, row.Number); err != nil {
			t.Fatal(err)
		}
	}
	_, err = a.run(t, into, p, len(rows) > 0)
	return err
}

// ofDates are the ids with from <= date < till.
func ofDates(ids []int, from, till int64) []int {
	return slices.DeleteFunc(slices.Clone(ids), func(id int) bool {
		at := int64(1000 + id)
		return from != 0 && at < from || till != 0 && at >= till
	})
}

func TestOnlyTheIntervalIsSaved(t *testing.T) {
	own := upto(250, 40, 41, 42)
	for _, tt := range []struct {
		name       string
		from, till int64
	}{
		{"all", 0, 0}, {"from", 1100, 0}, {"till", 0, 1100}, {"both", 1050, 1151}, {"one second", 1100, 1101},
		{"nothing before", 0, 900}, {"nothing after", 5000, 0}, {"in a hole", 1040, 1043}, {"upside down", 1200, 1100}, {"a hole's ends", 1039, 1044},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := &account{upto: []int{100}, chats: []*chat{user(7, own...), channel(9, own...)}}
			into := openArchive(t)
			if err := a.interval(t, into, between(tt.from, tt.till)); err != nil {
				t.Fatal(err)
			}
			ids, problems := saved(t, into)
			want := map[string][]int{}
			if list := ofDates(own, tt.from, tt.till); len(list) > 0 {
				want["user:7"], want["channel:9"] = list, list
			}
			if diff := cmp.Diff(want, ids); diff != "" || len(problems) > 0 {
				t.Errorf("problems %v; (-want +got)\n%s", problems, diff)
			}
		})
	}
}

// Whatever intervals one after the other: the archive has what any of them wanted,
// whether or not a run was cut on the way, and the whole in the end. A message that
// was read is not asked for again.
func TestIntervalsAddUp(t *testing.T) {
	for seed := range uint64(4) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		own := upto(330, 50, 51, 120)
		a := &account{upto: []int{130}, chats: []*chat{user(7, own...)}}
		into := openArchive(t)
		wanted := map[int]bool{}
		for step := range 4 {
			from, till := int64(990+rnd.IntN(360)), int64(990+rnd.IntN(360))
			if rnd.IntN(3) == 0 {
				from = 0
			}
			if rnd.IntN(3) == 0 || step == 3 {
				till = 0
			}
			if step == 3 {
				from = 0
			}
			cut := rnd.IntN(8)
			a.before = func(_ *account, call string) error {
				if cut--; cut == 0 && strings.Contains(call, "getHistory") {
					return tgerr.New(401, "AUTH_KEY_UNREGISTERED")
				}
				return nil
			}
			if err := a.interval(t, into, between(from, till)); err != nil {
				if a.before = nil; a.interval(t, into, between(from, till)) != nil {
					t.Fatal(err)
				}
			}
			a.before = nil
			for _, id := range ofDates(own, from, till) {
				wanted[id] = true
			}
			ids, problems := saved(t, into)
			var want []int
			for _, id := range own {
				if wanted[id] {
					want = append(want, id)
				}
			}
			if diff := cmp.Diff(want, ids["user:7"]); diff != "" || len(problems) > 0 {
				t.Fatalf("seed %d, step %d, %d to %d: problems %v; (-want +got)\n%s", seed, step, from, till, problems, diff)
			}
		}
		if rows, err := into.Dialogs(t.Context()); err != nil || rows[0].Messages != len(own) {
			t.Errorf("seed %d: %d messages (%v)", seed, rows[0].Messages, err)
		}
		for _, cur := range cursorsOf(t, into) {
			if len(cur.Gaps) > 0 || cur.Till != 0 || !cur.Done {
				t.Errorf("seed %d: the whole leaves %+v", seed, cur)
			}
		}
	}
}

func cursorsOf(t *testing.T, a *archive.Archive) []archive.Cursor {
	t.Helper()
	rows, err := a.Dialogs(t.Context())
	if err != nil || len(rows) != 1 {
		t.Fatalf("dialogs %v (%v)", rows, err)
	}
	return rows[0].Cursors
}

// Widening costs the pages of what is new, and none of what was saved.
func TestAWiderIntervalReadsWhatWasLeftOutOnly(t *testing.T) {
	a := &account{chats: []*chat{user(7, upto(1000)...)}}
	into := openArchive(t)
	if err := a.interval(t, into, between(1801, 1901)); err != nil {
		t.Fatal(err)
	}
	if err := a.interval(t, into, between(1751, 1951)); err != nil {
		t.Fatal(err)
	}
	// Probes of the ends, one page of 50 messages on either side, and their ends.
	if n := len(histories(a.calls)); n > 10 {
		t.Errorf("%d calls for 100 messages: %v", n, a.calls)
	}
	ids, problems := saved(t, into)
	if diff := cmp.Diff(ofDates(upto(1000), 1751, 1951), ids["user:7"]); diff != "" || len(problems) > 0 {
		t.Errorf("problems %v; (-want +got)\n%s", problems, diff)
	}
	if err := a.interval(t, into, between(1801, 1901)); err != nil {
		t.Fatal(err)
	}
	if n := len(histories(a.calls)); n > 0 {
		t.Errorf("%d calls for what is there already: %v", n, a.calls)
	}
}

// A gap that Telegram refuses stays one, and what was there stays as well.
func TestAGapThatIsRefusedIsReadTheNextTime(t *testing.T) {
	a := &account{chats: []*chat{user(7, upto(300)...)}}
	into := openArchive(t)
	if err := a.interval(t, into, between(1201, 0)); err != nil {
		t.Fatal(err)
	}
	pages := 0
	a.before = func(_ *account, call string) error {
		if strings.Contains(call, "getHistory") {
			if pages++; pages > 1 {
				return tgerr.New(400, "PEER_ID_INVALID")
			}
		}
		return nil
	}
	if err := a.interval(t, into, all()); err != nil {
		t.Fatal(err)
	}
	if _, problems := saved(t, into); !slices.ContainsFunc(problems, func(p string) bool { return strings.Contains(p, "chat_") }) {
		t.Errorf("problems %v", problems)
	}
	gaps := 0
	for _, c := range cursorsOf(t, into) {
		gaps += len(c.Gaps)
	}
	if gaps == 0 {
		t.Error("the gap is forgotten")
	}
	a.before = nil
	if err := a.interval(t, into, all()); err != nil {
		t.Fatal(err)
	}
	ids, problems := saved(t, into)
	if diff := cmp.Diff(upto(300), ids["user:7"]); diff != "" || len(problems) > 0 {
		t.Errorf("problems %v; (-want +got)\n%s", problems, diff)
	}
}

// What the account may not see any more ends the run only where it concerns all.
func TestARunThatIsSignedOutEndsWithThatError(t *testing.T) {
	a := &account{chats: []*chat{user(7, upto(30)...), user(8, upto(30)...)}}
	signedOut := tgerr.New(401, "AUTH_KEY_UNREGISTERED")
	a.before = func(_ *account, call string) error {
		if strings.Contains(call, "getHistory "+model.UserID(8).String()) {
			return signedOut
		}
		return nil
	}
	into := openArchive(t)
	if _, err := a.run(t, into, all(), false); !errors.Is(err, signedOut) {
		t.Errorf("got %v", err)
	}
	if _, problems := saved(t, into); slices.ContainsFunc(problems, func(p string) bool { return strings.Contains(p, "chat_") }) {
		t.Errorf("problems %v of what is no fault of a chat", problems)
	}
}
