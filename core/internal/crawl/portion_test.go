package crawl

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// spoilt are the places that each test spoils in turn.
func spoilt() [][]int {
	return [][]int{{0}, {137}, {99}, {100}, {229}, {60, 61}, {3, 150, 228, 229}}
}

func newLists(places []int) *lists {
	f := &lists{n: 230, poison: map[int]bool{}, known: tg.TypesConstructorMap()}
	for _, at := range places {
		f.poison[at] = true
	}
	return f
}

func TestAnEntryThatDoesNotDecodeCostsOneProblemOfItsList(t *testing.T) {
	for _, tt := range []struct {
		section model.Section
		plan    Plan
		name    func(place int) string // nil: nothing is lost
	}{
		{model.SectionStories, Plan{Stories: true}, func(at int) string { return fmt.Sprint(2 * (230 - at)) }},
		{model.SectionUserpics, Plan{Userpics: true}, func(at int) string { return fmt.Sprint(at + 1) }},
		{model.SectionMusic, Plan{Profile: true}, func(at int) string { return fmt.Sprint(at + 1) }},
		{model.SectionSavedDialogs, Plan{Users: true, Only: []model.PeerID{model.UserID(1)}}, nil},
	} {
		for _, places := range spoilt() {
			t.Run(fmt.Sprint(tt.section, places), func(t *testing.T) {
				f := newLists(places)
				_, keys, problems := f.crawled(t, tt.plan)
				var want []string
				lost := 0
				if tt.name != nil {
					for _, at := range places {
						want = append(want, fmt.Sprintf("entry_unreadable %s/%s", tt.section, tt.name(at)))
					}
					lost = len(places)
				}
				if tt.section == model.SectionMusic {
					want = append(want, "section_failed profile") // which the fake does not have
				}
				slices.Sort(want)
				if diff := cmp.Diff(want, problems); diff != "" {
					t.Errorf("problems (-want +got)\n%s", diff)
				}
				if keys[tt.section] != f.n-lost {
					t.Errorf("%d entries, want %d", keys[tt.section], f.n-lost)
				}
				if n := f.calls.Load(); n > int64(20+60*len(places)) {
					t.Errorf("%d calls", n)
				}
			})
		}
	}
}

func TestAChatWhoseNewestMessageDoesNotDecodeIsListed(t *testing.T) {
	for _, deep := range []bool{false, true} {
		for _, places := range spoilt() {
			t.Run(fmt.Sprint(deep, places), func(t *testing.T) {
				f := newLists(places)
				f.deep, f.pinned = deep, 2
				dialogs, _, problems := f.crawled(t, Plan{Users: true})
				if dialogs != f.n || len(problems) != 0 {
					t.Errorf("%d dialogs of %d, problems %v", dialogs, f.n, problems)
				}
			})
		}
	}
}

func TestAPersonWhoDoesNotDecodeCostsOneChat(t *testing.T) {
	for _, places := range spoilt() {
		t.Run(fmt.Sprint(places), func(t *testing.T) {
			f := newLists(places)
			f.person = true
			dialogs, _, problems := f.crawled(t, Plan{Users: true})
			var want []string
			for _, at := range places {
				want = append(want, fmt.Sprintf("entry_unreadable dialogs/%d", at+1))
			}
			want = append(want, "section_failed saved_dialogs")
			slices.Sort(want)
			if diff := cmp.Diff(want, problems); diff != "" || dialogs != f.n-len(places) {
				t.Errorf("%d dialogs, want %d; problems (-want +got)\n%s", dialogs, f.n-len(places), diff)
			}
		})
	}
}

func TestALeftChannelThatDoesNotDecodeCostsOneProblem(t *testing.T) {
	for _, places := range spoilt() {
		t.Run(fmt.Sprint(places), func(t *testing.T) {
			f := newLists(places)
			dialogs, _, problems := f.crawled(t, Plan{Megagroups: true, LeftChannels: true})
			if want := f.n - len(places); dialogs != want || len(problems) != len(places) {
				t.Errorf("%d chats, want %d; problems %v", dialogs, want, problems)
			}
		})
	}
}

func TestAListWithoutPagesThatDoesNotDecodeCostsThatList(t *testing.T) {
	f := newLists(nil)
	dialogs, _, problems := f.crawled(t, Plan{Contacts: true, Users: true})
	want := []string{"section_failed contacts", "section_failed frequent", "section_failed telegram_contacts"}
	if diff := cmp.Diff(want, problems); diff != "" || dialogs != f.n {
		t.Errorf("%d dialogs, problems (-want +got)\n%s", dialogs, diff)
	}
}
