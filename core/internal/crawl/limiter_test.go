package crawl

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

const history = "messages.getHistory"

func TestLimiterGrowsWhileCallsReturn(t *testing.T) {
	l := NewLimiter()
	for range 500 {
		if err := l.enter(t.Context(), history); err != nil {
			t.Fatal(err)
		}
		l.leave(history, true)
	}
	if got := l.Limit(history); got != mostCalls {
		t.Errorf("limit = %d, want %d", got, mostCalls)
	}
	if got := l.Limit("messages.search"); got != startCalls {
		t.Errorf("limit of another method = %d, want %d", got, startCalls)
	}
}

func TestLimiterHalvesOnAWait(t *testing.T) {
	l := NewLimiter()
	for _, want := range []int{2, 1, 1} {
		l.Flooded(history)
		if got := l.Limit(history); got != want {
			t.Fatalf("limit = %d, want %d", got, want)
		}
	}
	if err := l.enter(t.Context(), history); err != nil {
		t.Fatal(err)
	}
	l.leave(history, false)
	if got := l.Limit(history); got != 1 {
		t.Errorf("a failed call raised the limit to %d", got)
	}
	if err := l.enter(t.Context(), history); err != nil {
		t.Fatal(err)
	}
	l.leave(history, true)
	if got := l.Limit(history); got != 2 {
		t.Errorf("limit after an answer = %d, want 2", got)
	}
}

func TestLimiterNeverLetsMoreThrough(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := NewLimiter()
		var mu sync.Mutex
		var active, most int
		var wg sync.WaitGroup
		for range 100 {
			wg.Go(func() {
				if err := l.enter(t.Context(), history); err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				active++
				most = max(most, active)
				mu.Unlock()
				time.Sleep(time.Second)
				mu.Lock()
				active--
				mu.Unlock()
				l.leave(history, true)
			})
		}
		wg.Wait()
		if most < startCalls+1 || most > mostCalls {
			t.Errorf("%d calls at once, want more than %d and at most %d", most, startCalls, mostCalls)
		}
	})
}

func TestLimiterLetsGoOfThoseWhoGiveUp(t *testing.T) {
	l := NewLimiter()
	for range startCalls {
		if err := l.enter(t.Context(), history); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := l.enter(ctx, history); !errors.Is(err, context.Canceled) {
		t.Fatalf("enter = %v", err)
	}
	for range startCalls {
		l.leave(history, false)
	}
	for range startCalls { // all places are free again
		if err := l.enter(t.Context(), history); err != nil {
			t.Fatal(err)
		}
	}
}
