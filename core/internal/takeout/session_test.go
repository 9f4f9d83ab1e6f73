package takeout

import (
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

func TestOpenSendsTheChosenFlagsAndSavesTheIDFirst(t *testing.T) {
	f := newFixture(model.TakeoutState{}, func(n int, s sent) reply {
		if s.Method == "init" {
			return opened(77)
		}
		return ranges()
	})
	if err := split(t.Context(), f); !errors.Is(err, ErrNotOpen) {
		t.Fatalf("call before Open: %v", err)
	}
	mustOpen(t, f.Session)
	want := tg.AccountInitTakeoutSessionRequest{
		Contacts: true, MessageUsers: true, MessageChats: true, MessageMegagroups: true,
		MessageChannels: true, Files: true, FileMaxSize: MaxFileSize,
	}
	want.SetFlags()
	if diff := cmp.Diff(&want, f.conn.init); diff != "" {
		t.Error(diff)
	}
	if f.store.state != openAt(77) {
		t.Errorf("saved %+v", f.store.state)
	}
	if err := split(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	wantLog := []sent{{Method: "init"}, {Method: "ranges", Takeout: 77}}
	if diff := cmp.Diff(wantLog, f.conn.sent()); diff != "" {
		t.Error(diff)
	}
}

func TestFlagsAreWhatWasChosen(t *testing.T) {
	for _, tt := range []struct {
		name      string
		give      model.TakeoutFlags
		wantFiles bool
		wantMax   int64
	}{
		{"nothing", model.TakeoutFlags{}, false, 0},
		{"a size without files", model.TakeoutFlags{FileMaxSize: 5}, false, 0},
		{"files without a limit", model.TakeoutFlags{Files: true}, true, 4_194_304_000},
		{"files with a limit", model.TakeoutFlags{Files: true, FileMaxSize: 8 << 20}, true, 8 << 20},
	} {
		t.Run(tt.name, func(t *testing.T) {
			conn := &script{handle: func(int, sent) reply { return opened(1) }}
			s := New(Config{API: conn, Store: &memory{}, Flags: tt.give, Logger: slog.New(slog.DiscardHandler)})
			mustOpen(t, s)
			if conn.init.Files != tt.wantFiles || conn.init.FileMaxSize != tt.wantMax {
				t.Errorf("sent files=%v max=%d", conn.init.Files, conn.init.FileMaxSize)
			}
		})
	}
}

func TestANotSavedIDIsNotUsed(t *testing.T) {
	full := errors.New("disk full")
	var f fixture
	f = newFixture(model.TakeoutState{}, func(int, sent) reply {
		f.store.err = full
		return opened(77)
	})
	if err := f.Open(t.Context()); !errors.Is(err, full) {
		t.Fatalf("Open = %v", err)
	}
	if err := split(t.Context(), f); err == nil || len(f.conn.sent()) != 1 {
		t.Errorf("an id that is not on the disk was used: %v, %v", err, f.conn.sent())
	}
}

func TestAStoredSessionIsTakenUp(t *testing.T) {
	f := newFixture(openAt(5), func(int, sent) reply { return ranges() })
	mustOpen(t, f.Session)
	if err := split(t.Context(), f.InRange(model.Range{MinID: 3, MaxID: 4})); err != nil {
		t.Fatal(err)
	}
	want := []sent{{Method: "ranges", Takeout: 5, Range: &tg.MessageRange{MinID: 3, MaxID: 4}}}
	if diff := cmp.Diff(want, f.conn.sent()); diff != "" {
		t.Error(diff)
	}
}

func TestAStoredSessionWithOtherFlagsIsEndedFirst(t *testing.T) {
	stored := openAt(5)
	stored.Flags.Contacts = false
	f := newFixture(stored, func(n int, s sent) reply {
		if s.Method == "init" {
			return opened(6)
		}
		return answer(&tg.BoolTrue{})
	})
	mustOpen(t, f.Session)
	want := []sent{{Method: "finish false", Takeout: 5}, {Method: "init"}}
	if diff := cmp.Diff(want, f.conn.sent()); diff != "" {
		t.Error(diff)
	}
	if f.store.state != openAt(6) {
		t.Errorf("saved %+v", f.store.state)
	}
}

func TestInitDelayIsAStateThatEndsByItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		granted := false
		f := newFixture(model.TakeoutState{}, func(int, sent) reply {
			if granted {
				return opened(9)
			}
			return fail(420, "TAKEOUT_INIT_DELAY_86400")
		})
		var delay *DelayError
		if err := f.Open(t.Context()); !errors.As(err, &delay) {
			t.Fatalf("Open = %v, want a delay", err)
		}
		until := time.Now().Add(24 * time.Hour)
		if !delay.Until.Equal(until) || f.store.state.Phase != model.TakeoutDelayed || f.store.state.AvailableAt != until.Unix() {
			t.Errorf("told %v, saved %+v, want %v", delay.Until, f.store.state, until)
		}
		if err := split(t.Context(), f); !errors.As(err, &delay) {
			t.Errorf("call during the delay: %v", err)
		}
		granted = true // approved on another device, long before
		mustOpen(t, f.Session)
		if f.store.state.Phase != model.TakeoutOpen || f.store.state.AvailableAt != 0 {
			t.Errorf("saved %+v", f.store.state)
		}
		if len(f.waits.all) != 0 {
			t.Errorf("the delay was waited for inside a call: %v", f.waits.all)
		}
	})
}

func TestFinishIsWrappedAndSaved(t *testing.T) {
	for _, success := range []bool{true, false} {
		f := newFixture(openAt(5), func(int, sent) reply { return answer(&tg.BoolTrue{}) })
		mustOpen(t, f.Session)
		if err := f.Finish(t.Context(), success); err != nil {
			t.Fatal(err)
		}
		name := map[bool]string{true: "finish true", false: "finish false"}[success]
		if diff := cmp.Diff([]sent{{Method: name, Takeout: 5}}, f.conn.sent()); diff != "" {
			t.Error(diff)
		}
		if f.store.state.Phase != model.TakeoutFinished {
			t.Errorf("saved %+v", f.store.state)
		}
		if err := f.Finish(t.Context(), success); err != nil || len(f.conn.sent()) != 1 {
			t.Errorf("second Finish: %v, %v", err, f.conn.sent())
		}
		if err := split(t.Context(), f); !errors.Is(err, ErrNotOpen) {
			t.Errorf("call after Finish: %v", err)
		}
	}
}

func TestFinishOfASessionThatIsGoneIsNoError(t *testing.T) {
	f := newFixture(openAt(5), func(int, sent) reply { return fail(400, "TAKEOUT_INVALID") })
	mustOpen(t, f.Session)
	if err := f.Finish(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	if n := len(f.conn.sent()); n != 1 || f.store.state.Phase != model.TakeoutFinished {
		t.Errorf("%d calls, saved %+v", n, f.store.state)
	}
}

func TestADroppedSessionLeavesNoTrace(t *testing.T) {
	for _, tt := range []struct {
		name       string
		kept, want model.TakeoutState
	}{
		{"open", model.TakeoutState{Phase: model.TakeoutOpen, ID: 5, LostAt: 3}, model.TakeoutState{}},
		{"lost", model.TakeoutState{Phase: model.TakeoutLost, LostAt: 3}, model.TakeoutState{}},
		{"delayed", model.TakeoutState{Phase: model.TakeoutDelayed, AvailableAt: 9}, model.TakeoutState{Phase: model.TakeoutDelayed, AvailableAt: 9}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := newFixture(tt.kept, func(int, sent) reply { return opened(8) })
			if err := f.Drop(t.Context()); err != nil {
				t.Fatal(err)
			}
			if f.store.state != tt.want || len(f.conn.sent()) != 0 {
				t.Errorf("saved %+v, %d calls", f.store.state, len(f.conn.sent()))
			}
		})
	}
}
