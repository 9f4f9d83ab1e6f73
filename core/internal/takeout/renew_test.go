package takeout

import (
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"satchel/core/internal/model"
)

func TestManyCallersRenewALostSessionOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFixture(openAt(5), func(n int, s sent) reply {
			switch {
			case s.Method == "init":
				return opened(6)
			case s.Takeout == 5:
				return fail(400, "TAKEOUT_INVALID")
			}
			return ranges()
		})
		mustOpen(t, f.Session)
		var all sync.WaitGroup
		for range 12 {
			all.Go(func() {
				if err := split(t.Context(), f); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		count := map[sent]int{}
		for _, s := range f.conn.sent() {
			count[s]++
		}
		if count[sent{Method: "init"}] != 1 || count[sent{Method: "ranges", Takeout: 6}] != 12 {
			t.Errorf("calls %v", count)
		}
		want := openAt(6)
		want.LostAt = time.Now().Unix()
		if f.store.state != want {
			t.Errorf("saved %+v", f.store.state)
		}
	})
}

func TestASecondLossWithinTheHourIsAnotherExport(t *testing.T) {
	for _, tt := range []struct {
		name  string
		after time.Duration
		want  error
	}{
		{"within the hour", 59 * time.Minute, ErrSuperseded},
		{"later", 61 * time.Minute, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				alive := int64(5)
				f := newFixture(openAt(5), func(n int, s sent) reply {
					switch {
					case s.Method == "init":
						alive++
						return opened(alive)
					case s.Takeout != alive:
						return fail(400, "TAKEOUT_INVALID")
					}
					return ranges()
				})
				mustOpen(t, f.Session)
				alive = 10
				if err := split(t.Context(), f); err != nil {
					t.Fatal(err)
				}
				time.Sleep(tt.after)
				alive = 20
				if err := split(t.Context(), f); !errors.Is(err, tt.want) {
					t.Fatalf("second loss: %v, want %v", err, tt.want)
				}
				if tt.want == nil {
					return
				}
				before := len(f.conn.sent())
				if err := split(t.Context(), f); !errors.Is(err, ErrSuperseded) || len(f.conn.sent()) != before {
					t.Errorf("a call after that: %v, %d calls more", err, len(f.conn.sent())-before)
				}
				if f.store.state.Phase != model.TakeoutLost {
					t.Errorf("saved %+v", f.store.state)
				}
				// The owner may try again; the next loss is still too soon.
				mustOpen(t, f.Session)
				if err := split(t.Context(), f); err != nil {
					t.Error(err)
				}
			})
		})
	}
}

func TestALossFollowedByADelayIsToldToEveryCaller(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFixture(openAt(5), func(n int, s sent) reply {
			if s.Method == "init" {
				return fail(420, "TAKEOUT_INIT_DELAY_60")
			}
			return fail(400, "TAKEOUT_INVALID")
		})
		mustOpen(t, f.Session)
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				var delay *DelayError
				if err := split(t.Context(), f); !errors.As(err, &delay) {
					t.Errorf("error %v, want a delay", err)
				}
			})
		}
		all.Wait()
		if f.store.state.Phase != model.TakeoutDelayed || f.store.state.LostAt == 0 {
			t.Errorf("saved %+v", f.store.state)
		}
	})
}

func TestARestartBetweenLossAndRenewalGoesOn(t *testing.T) {
	lost := model.TakeoutState{Phase: model.TakeoutLost, LostAt: 1, Flags: everything}
	f := newFixture(lost, func(n int, s sent) reply { return opened(8) })
	mustOpen(t, f.Session)
	if f.store.state.ID != 8 || f.store.state.LostAt != 1 {
		t.Errorf("saved %+v", f.store.state)
	}
}
