package takeout

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
)

// openFixture is a session that is open; handle sees only what comes after.
func openFixture(t *testing.T, handle func(n int, s sent) reply) fixture {
	t.Helper()
	f := newFixture(openAt(5), handle)
	mustOpen(t, f.Session)
	return f
}

func TestEveryKindOfFloodIsWaitedFor(t *testing.T) {
	for _, tt := range []struct {
		name   string
		code   int
		min    time.Duration
		max    time.Duration
		reason WaitReason
	}{
		{"FLOOD_WAIT_7", 420, 7 * time.Second, 7 * time.Second, WaitFlood},
		{"FLOOD_PREMIUM_WAIT_3", 420, 3 * time.Second, 3 * time.Second, WaitFlood},
		{"SLOWMODE_WAIT_10", 420, 10 * time.Second, 10 * time.Second, WaitFlood},
		{"FLOOD_WAIT_4", 400, 4 * time.Second, 4 * time.Second, WaitFlood},
		{"SOMETHING_NEW_WAIT_5", 420, 5 * time.Second, 5 * time.Second, WaitFlood},
		{"FLOOD", 420, time.Millisecond, time.Second, WaitFlood},
		{"FLOOD_WAIT_0", 420, time.Millisecond, time.Second, WaitFlood},
		{"FLOOD_WAIT_99999999999", 420, longestWait, longestWait, WaitFlood},
		{"INTERNAL", 500, time.Millisecond, time.Second, WaitRetry},
		{"Timeout", -503, time.Millisecond, time.Second, WaitRetry},
		{"RPC_CALL_FAIL", 400, time.Millisecond, time.Second, WaitRetry},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := openFixture(t, func(n int, s sent) reply {
					if n == 1 {
						return fail(tt.code, tt.name)
					}
					return ranges()
				})
				start := time.Now()
				if err := split(t.Context(), f); err != nil {
					t.Fatal(err)
				}
				if took := time.Since(start); took < tt.min || took > tt.max {
					t.Errorf("waited %v, want %v to %v", took, tt.min, tt.max)
				}
				if len(f.waits.all) != 1 || f.waits.all[0].Reason != tt.reason ||
					f.waits.all[0].Method != "messages.getSplitRanges" || f.waits.all[0].DC != 2 ||
					f.waits.all[0].Until.After(start.Add(tt.max)) {
					t.Errorf("told %+v", f.waits.all)
				}
			})
		})
	}
}

func TestFloodsUseUpNoAttempts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := openFixture(t, func(n int, s sent) reply {
			if n <= 3*maxAttempts {
				return fail(420, "FLOOD_WAIT_1")
			}
			return ranges()
		})
		if err := split(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	})
}

func TestAFloodHoldsItsMethodAndDCOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		f := openFixture(t, func(n int, s sent) reply {
			if s.Method == "ranges" && time.Since(start) < 10*time.Second {
				return fail(420, "FLOOD_WAIT_10")
			}
			if s.Method == "nearest" {
				return answer(&tg.NearestDC{})
			}
			return ranges()
		})
		other := &script{handle: func(int, sent) reply { return ranges() }}
		var all sync.WaitGroup
		took := make([]time.Duration, 6)
		for i := range 4 {
			all.Go(func() {
				time.Sleep(time.Duration(i) * time.Second) // later ones find the gate closed
				if err := split(t.Context(), f); err != nil {
					t.Error(err)
				}
				took[i] = time.Since(start)
			})
		}
		all.Go(func() {
			time.Sleep(time.Second)
			if _, err := tg.NewClient(f).HelpGetNearestDC(t.Context()); err != nil {
				t.Error(err)
			}
			took[4] = time.Since(start)
		})
		all.Go(func() {
			time.Sleep(time.Second)
			if err := split(t.Context(), f.Via(other, 4)); err != nil {
				t.Error(err)
			}
			took[5] = time.Since(start)
		})
		all.Wait()
		for i, want := range []int{10, 10, 10, 10, 1, 1} {
			if took[i] != time.Duration(want)*time.Second {
				t.Errorf("caller %d done after %v, want %d s", i, took[i], want)
			}
		}
		if n := len(f.waits.all); n != 1 {
			t.Errorf("one wait was told %d times", n)
		}
		if n := len(f.conn.sent()); n != 1+4+1 {
			t.Errorf("%d calls on the home connection, want 1 flooded, 4 repeated and 1 of the other method", n)
		}
	})
}

func TestTelegramsOwnFailuresEndAfterAttempts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := openFixture(t, func(int, sent) reply { return fail(500, "INTERNAL") })
		start := time.Now()
		err := split(t.Context(), f)
		var attempts *AttemptsError
		if !errors.As(err, &attempts) || attempts.Attempts != maxAttempts || !tgerr.Is(err, "INTERNAL") {
			t.Fatalf("error %v", err)
		}
		if n := len(f.conn.sent()); n != maxAttempts {
			t.Errorf("%d attempts", n)
		}
		// 0.5+1+2+4+8+16+30 s, the lower halves certain
		if took := time.Since(start); took < 30*time.Second || took > 62*time.Second {
			t.Errorf("gave up after %v", took)
		}
	})
}

func TestALostNetworkIsWaitedForWithoutEnd(t *testing.T) {
	for name, lost := range map[string]error{
		"engine closed": fmt.Errorf("engine forcibly closed: %w", context.Canceled),
		"eof":           fmt.Errorf("read: %w", io.EOF),
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := openFixture(t, func(n int, s sent) reply {
					if n <= 100 {
						return reply{err: lost}
					}
					return ranges()
				})
				start := time.Now()
				if err := split(t.Context(), f); err != nil {
					t.Fatal(err)
				}
				if took := time.Since(start); took > 100*longPause || took < 90*longPause/2 {
					t.Errorf("came back after %v", took)
				}
				reasons := f.waits.reasons()
				if reasons[0] != WaitRetry || reasons[offlineAfter] != WaitOffline || reasons[99] != WaitOffline {
					t.Errorf("told %v", reasons[:5])
				}
			})
		})
	}
}

// A call that alone fails while others are answered is not a lost network.
func TestACallThatKillsItsConnectionIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		f := openFixture(t, func(n int, s sent) reply {
			if s.Method == "ranges" {
				time.Sleep(100 * time.Millisecond)
				return reply{err: io.EOF}
			}
			return answer(&tg.NearestDC{})
		})
		var others sync.WaitGroup
		others.Go(func() {
			for ctx.Err() == nil {
				_, _ = tg.NewClient(f).HelpGetNearestDC(ctx)
				time.Sleep(10 * time.Millisecond)
			}
		})
		var attempts *AttemptsError
		if err := split(ctx, f); !errors.As(err, &attempts) {
			t.Errorf("error %v", err)
		}
		cancel()
		others.Wait()
		if slices.Contains(f.waits.reasons(), WaitOffline) {
			t.Error("called offline while others were answered")
		}
	})
}

func TestAForgottenCallIsAskedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := openFixture(t, func(n int, s sent) reply {
			if n == 1 {
				return reply{silent: true}
			}
			return ranges()
		})
		start := time.Now()
		if err := split(t.Context(), f); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(start); took < callLimit || took > callLimit+time.Second {
			t.Errorf("asked again after %v", took)
		}
	})
}

func TestCancelEndsEveryWaitAtOnce(t *testing.T) {
	for name, r := range map[string]reply{
		"flood":   fail(420, "FLOOD_WAIT_3600"),
		"server":  fail(500, "INTERNAL"),
		"network": {err: io.EOF},
		"silence": {silent: true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := openFixture(t, func(int, sent) reply { return r })
				ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
				defer cancel()
				start := time.Now()
				err := split(ctx, f)
				if !errors.Is(err, context.DeadlineExceeded) || Classify(err) != Stopped {
					t.Errorf("error %v (%v)", err, Classify(err))
				}
				if took := time.Since(start); took != 3*time.Second {
					t.Errorf("ended after %v", took)
				}
			})
		})
	}
}

func TestOtherErrorsComeBackAtOnce(t *testing.T) {
	for _, tt := range []struct {
		code int
		name string
	}{
		{400, "CHANNEL_PRIVATE"}, {401, "AUTH_KEY_UNREGISTERED"}, {303, "FILE_MIGRATE_4"},
		{420, "FROZEN_METHOD_INVALID"}, {400, "FILE_REFERENCE_EXPIRED"}, {403, "TAKEOUT_REQUIRED"},
	} {
		f := openFixture(t, func(int, sent) reply { return fail(tt.code, tt.name) })
		err := split(t.Context(), f)
		if rpc, ok := tgerr.As(err); !ok || rpc.Message != tt.name || len(f.conn.sent()) != 1 {
			t.Errorf("%s: error %v after %d calls", tt.name, err, len(f.conn.sent()))
		}
	}
}

func TestPausesGrowWithChanceAndStayBounded(t *testing.T) {
	var t0 tries
	for i, most := range []time.Duration{500 * time.Millisecond, time.Second, 2 * time.Second, 4 * time.Second} {
		if p := t0.pause(); p < most/2 || p > most {
			t.Errorf("pause %d is %v, want %v to %v", i, p, most/2, most)
		}
	}
	for range 200 {
		if p := t0.pause(); p > longPause || p < longPause/8 {
			t.Fatalf("pause %v", p)
		}
	}
	if a, b := (&tries{}).limit("messages.getHistory"), (&tries{lost: 99}).limit("upload.getFile"); a != callLimit || b != longLimit {
		t.Errorf("limits %v, %v", a, b)
	}
}

func TestAnAnswerAfterTheCallWasGivenUpIsNotTouched(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var late sync.WaitGroup
	next := telegram(func(ctx context.Context, _ bin.Encoder, out bin.Decoder) error {
		late.Go(func() {
			if err := out.Decode(&bin.Buffer{Buf: make([]byte, 64)}); err != nil {
				t.Error(err)
			}
		})
		cancel()
		return ctx.Err()
	})
	p := newPolicy(slog.New(slog.DiscardHandler), nil, nil)
	// The race detector is what looks here.
	raw, err := p.do(ctx, next, 2, "upload.getFile", request{name: "upload.getFile"})
	late.Wait()
	if raw != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%d bytes, error %v", len(raw), err)
	}
}

// telegram is a connection as a function.
type telegram func(context.Context, bin.Encoder, bin.Decoder) error

func (f telegram) Invoke(ctx context.Context, in bin.Encoder, out bin.Decoder) error {
	return f(ctx, in, out)
}
