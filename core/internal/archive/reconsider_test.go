package archive

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/model"
)

func TestTheChatsOfAFileDecideWhetherItIsWanted(t *testing.T) {
	a := newTest(t)
	left := filePage(4, 3, 1, "left out")
	left.Files[0].Skip = model.SkipType
	record(t, a, filePage(1, 1, 1, "x"), filePage(1, 2, 1, "x"), filePage(1, 2, 7, "again"), filePage(2, 2, 2, "y"), filePage(3, 0, 1, "face"),
		filePage(3, 1, 4, "face too"), left, filePage(5, 1, 9, "saved"))
	settle(t, a, "document:5")
	asked := map[model.FileKey][]int{}
	must(t, a.ReconsiderByChat(t.Context(), func(f model.File, chats []int) model.SkipReason {
		asked[f.Key] = slices.Sorted(slices.Values(chats))
		if slices.Contains(chats, 1) || slices.Contains(chats, 3) {
			return model.SkipNone
		}
		return model.SkipSize
	}))
	if diff := cmp.Diff(map[model.FileKey][]int{one: {1, 2}, "document:2": {2}, "document:3": {1}, "document:4": {3}}, asked); diff != "" {
		t.Errorf("asked: %s", diff)
	}
	s := stats(t, a)
	if s.Queued != 3 || s.Saved != 1 || !maps.Equal(s.Skipped, map[model.SkipReason]int{model.SkipSize: 1}) {
		t.Errorf("counts %+v", s)
	}
}

// Thumbs whose file is not known are asked about themselves, in groups larger than
// one transaction.
func TestThumbsOfUnknownFilesAreDecidedAlone(t *testing.T) {
	a := newTest(t)
	var p Page
	for i := range reconsiderPage + 1 {
		key := model.DocumentKey(int64(i+1), "m")
		p.Files = append(p.Files, model.File{Key: key, Main: "document:404", DC: 2, Size: 1})
	}
	record(t, a, p)
	n := 0
	must(t, a.Reconsider(t.Context(), func(model.File) model.SkipReason { n++; return model.SkipSize }))
	if s := stats(t, a); n != reconsiderPage+1 || s.Skipped[model.SkipSize] != n || s.Queued != 0 || s.QueuedBytes != 0 {
		t.Errorf("asked %d times, counts %+v", n, s)
	}
}

// A file and its thumb that were both left out are queued once each.
func TestRetryCountsAFileAndItsThumbOnce(t *testing.T) {
	for name, outcome := range map[string]func(*Archive, *Page){
		"by decision": func(_ *Archive, p *Page) {
			p.Files[0].Skip, p.Files[1].Skip = model.SkipRestricted, model.SkipRestricted
		},
		"by a download": nil,
	} {
		t.Run(name, func(t *testing.T) {
			a := newTest(t)
			p := filePage(1, 1, 1, "x")
			p.Files = append(p.Files, model.File{Key: "document:1:m", Main: one, DC: 2, Size: 3})
			if outcome != nil {
				outcome(a, &p)
				record(t, a, p)
			} else {
				record(t, a, p)
				must(t, a.Settle(t.Context(), Settled{Key: one, Skip: model.SkipRestricted}, Settled{Key: "document:1:m", Skip: model.SkipRestricted}))
			}
			must(t, a.Retry(t.Context(), model.SkipUnavailable, model.SkipRestricted))
			if s := stats(t, a); s.Queued != 2 || len(s.Skipped) != 0 || s.QueuedBytes != 3+int64(len(content(one))) {
				t.Errorf("counts %+v", s)
			}
			claim(t, a, 2, 9, "document:1:m", one)
		})
	}
}

func TestRetryLeavesOtherReasonsAlone(t *testing.T) {
	a := newTest(t)
	chosen := filePage(3, 1, 3, "c")
	chosen.Files[0].Skip = model.SkipType
	record(t, a, filePage(1, 1, 1, "a"), filePage(2, 1, 2, "b"), chosen)
	must(t, a.Settle(t.Context(), Settled{Key: one, Skip: model.SkipFailed, Text: "why"}, Settled{Key: "document:2", Skip: model.SkipUnavailable}))
	must(t, a.Retry(t.Context()))
	must(t, a.Retry(t.Context(), model.SkipFailed))
	claim(t, a, 2, 9, one)
	if diff := cmp.Diff(map[model.SkipReason]int{model.SkipUnavailable: 1, model.SkipType: 1}, stats(t, a).Skipped); diff != "" {
		t.Error(diff)
	}
}

// A decision that is cut has decided about whole groups, and goes on from there.
func TestReconsideringThatIsCutIsTakenUp(t *testing.T) {
	a := newTest(t)
	var p Page
	for i := range 2*reconsiderPage + 1 {
		f, _ := file(int64(i+1), 1, 1, "x")
		p.Files = append(p.Files, f)
	}
	record(t, a, p)
	ctx, cancel := context.WithCancel(t.Context())
	skip := func(model.File) model.SkipReason { cancel(); return model.SkipType }
	if err := a.Reconsider(ctx, skip); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	if n := stats(t, a).Skipped[model.SkipType]; n != reconsiderPage {
		t.Errorf("%d files decided, want one group of %d", n, reconsiderPage)
	}
	must(t, a.Reconsider(t.Context(), skip))
	if s := stats(t, a); s.Skipped[model.SkipType] != len(p.Files) || s.Queued != 0 || s.QueuedBytes != 0 {
		t.Errorf("counts %+v", s)
	}
}
