package archive

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/model"
)

func TestClassesAreClaimedApart(t *testing.T) {
	a := newTest(t)
	for i := int64(1); i <= 6; i++ {
		p := filePage(i, 1, i, "x")
		if i%2 == 0 {
			p.Files[0].Size = LargeFile + i - 2
		}
		record(t, a, p)
	}
	claim := func(class SizeClass, limit int, want ...model.FileKey) {
		t.Helper()
		files, err := a.ClaimClass(t.Context(), 2, class, limit)
		must(t, err)
		if diff := cmp.Diff(want, keysOf(files)); diff != "" {
			t.Errorf("claimed: %s", diff)
		}
	}
	claim(Large, 2, "document:2", "document:4")
	claim(Small, 9, "document:1", "document:3", "document:5")
	claim(Large, 2, "document:6")
	claim(Large, 2)
	a.Release("document:3", "document:4")
	claim(Large, 2, "document:4")
	claim(Small, 2, "document:3")
}

func TestClaimsReadNoMoreThanTheyTake(t *testing.T) {
	a := newTest(t)
	must(t, a.pools.read(t.Context(), func(q querier) error {
		rows, err := q.QueryContext(t.Context(), `EXPLAIN QUERY PLAN SELECT key FROM files
				WHERE state = 0 AND dc = 2 AND (size >= 20971520) = 1 ORDER BY rank, number, ord, seq LIMIT 5`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var id, parent, unused int
			var detail string
			if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
				return err
			}
			if !strings.Contains(detail, "USING INDEX files_queue (dc=? AND <expr>=?)") {
				t.Errorf("plan: %s", detail)
			}
		}
		return rows.Err()
	}))
}

func TestRenewedReferencesAreKept(t *testing.T) {
	a := newTest(t)
	record(t, a, filePage(1, 1, 1, "x"), filePage(2, 1, 2, "x"))
	renewed := map[model.FileKey]model.Location{
		"document:1": {Kind: model.LocationDocument, ID: 1, Reference: []byte("one")},
		"document:2": {Kind: model.LocationDocument, ID: 2, Reference: []byte("two")},
	}
	must(t, a.UpdateLocations(t.Context(), renewed))
	files, err := a.ClaimClass(t.Context(), 2, Small, 9)
	must(t, err)
	for _, f := range files {
		if diff := cmp.Diff(renewed[f.Key], f.Location); diff != "" {
			t.Error(diff)
		}
	}
	renewed["document:404"] = model.Location{}
	if err := a.UpdateLocations(t.Context(), renewed); err == nil {
		t.Error("an unknown file was renewed")
	}
}
