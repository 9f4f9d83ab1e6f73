package archive

import (
	"testing"

	"satchel/core/internal/model"
)

func TestAMigrationIsWholeOrNotAtAll(t *testing.T) {
	a := newTest(t)
	record(t, a, Page{Messages: []model.Message{message(channel, 1, "one")}})
	c, ctx := a.pools.write, t.Context()
	good := append(migrations(), "CREATE TABLE second (x INTEGER) STRICT; INSERT INTO second VALUES (5)")
	bad := append(good[:len(good):len(good)], "CREATE TABLE third (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1)")
	if err := migrate(ctx, c, bad); err == nil {
		t.Fatal("a step that fails was taken")
	}
	if v, err := c.int(ctx, "PRAGMA user_version"); v != len(good) {
		t.Errorf("version %d (%v), want %d: the step before the one that failed stands", v, err, len(good))
	}
	if n, _ := c.int(ctx, "SELECT count(*) FROM sqlite_schema WHERE name = 'third'"); n != 0 {
		t.Error("half a step was taken")
	}
	if n, err := c.int(ctx, "SELECT x FROM second"); n != 5 {
		t.Errorf("got %d (%v)", n, err)
	}
	must(t, migrate(ctx, c, good)) // again: nothing to do
	record(t, a, Page{Messages: []model.Message{message(channel, 2, "two")}})
}

func TestTheViewShowsWhatKeysHide(t *testing.T) {
	a := newTest(t)
	record(t, a, Page{Messages: []model.Message{message(alice, 1<<31-1, "x"), message(channel, 4, "y")}})
	must(t, a.pools.read(t.Context(), func(q querier) error {
		got, err := texts(t.Context(), q, "SELECT kind || ':' || peer || ' ' || id || ' ' || (doc -> 'text' ->> 'text') FROM message ORDER BY 1")
		if len(got) != 2 || got[0] != "1:7 2147483647 x" || got[1] != "3:1003 4 y" {
			t.Errorf("got %q", got)
		}
		return err
	}))
}
