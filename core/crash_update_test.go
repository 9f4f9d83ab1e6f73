package core

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"satchel/core/demo"
	"satchel/core/internal/testkit"
)

// shortReferences makes file references expire under the downloads.
const shortReferences = `{"file_reference_lifetime_calls": 6}`

// updateCrash is an account in its first state, saved, and the server of its
// second one.
type updateCrash struct {
	base   string
	second *bench
	board  *switchboard
	want   map[string]string
}

func newUpdateCrash(t *testing.T) *updateCrash {
	t.Helper()
	u := &updateCrash{base: t.TempDir(), board: &switchboard{}}
	if got := newBench(t, testkit.SmallWorld(), shortReferences).export(t, u.base); got.Outcome != Complete {
		t.Fatalf("first state: %+v", got)
	}
	faults, err := demo.ParseFaults([]byte(shortReferences))
	mustDo(t, err)
	u.second = startBench(t, demo.Options{World: openWorld(t, testkit.SmallWorldLater()), Listen: "127.0.0.1", Calls: u.board, Faults: faults})
	whole := u.fresh(t)
	if got := u.second.update(t, whole, DepthRecheck, testSettings()); got.Outcome != Complete {
		t.Fatalf("reference update: %+v", got)
	}
	u.want = testkit.Output(t, whole)
	return u
}

// fresh is a new copy of the archive of the first state.
func (u *updateCrash) fresh(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	mustDo(t, testkit.CopyTree(dir, u.base))
	return dir
}

// cut runs an update that is cut at the n-th event and returns what it left.
func (u *updateCrash) cut(t *testing.T, dir string, n int, arm func(e *Engine, event func()) func()) (string, bool) {
	t.Helper()
	image := t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	c := &cutter{at: n, stop: stop, image: func() error { return testkit.CopyTree(image, dir) }}
	engine := u.second.engine(func(cfg *Config) { cfg.Dial = c.line.Dial })
	disarm := arm(engine, c.event)
	_, err := engine.Update(ctx, dir, testSettings(), DepthRecheck, u.second.prompter())
	disarm()
	if !c.fired(t) {
		mustDo(t, err)
		return dir, false
	}
	return image, true
}

// end goes on with what a cut left and compares the end.
func (u *updateCrash) end(t *testing.T, dir, what string) {
	t.Helper()
	if got := u.second.update(t, dir, DepthRecheck, testSettings()); got.Outcome != Complete {
		t.Fatalf("%s: the next update ended %s: %+v, blocked %+v", what, got.Outcome, got.Problems, got.Blocked)
	}
	if diff := cmp.Diff(u.want, testkit.Output(t, dir)); diff != "" {
		t.Fatalf("%s: output differs (-want +got)\n%s", what, diff)
	}
}

func (u *updateCrash) matrix(t *testing.T, arm func(e *Engine, event func()) func()) {
	t.Helper()
	cuts := 0
	for n := 1; ; n++ {
		dir, cut := u.cut(t, u.fresh(t), n, arm)
		if !cut {
			break
		}
		cuts++
		u.end(t, dir, fmt.Sprintf("cut at %d", n))
	}
	t.Logf("%d cuts of an update", cuts)
	if cuts < 10 {
		t.Errorf("only %d cuts; an update has more events than that", cuts)
	}
}

func (u *updateCrash) atCalls(_ *Engine, event func()) func() {
	u.board.set(event)
	return func() { u.board.set(nil) }
}

func (u *updateCrash) atCommits(e *Engine, event func()) func() {
	e.onCommit = event
	return func() {}
}

func TestCrashOfAnUpdateAtEveryCallGivesTheSameOutput(t *testing.T) {
	u := newUpdateCrash(t)
	u.matrix(t, u.atCalls)
}

func TestCrashOfAnUpdateAtEveryCommitGivesTheSameOutput(t *testing.T) {
	u := newUpdateCrash(t)
	u.matrix(t, u.atCommits)
}

// The soak cuts updates several times in a row, at random events, for as long as
// SATCHEL_SOAK says; SATCHEL_SEED repeats one.
func TestSoak(t *testing.T) {
	length, err := time.ParseDuration(os.Getenv("SATCHEL_SOAK"))
	if err != nil {
		t.Skip("SATCHEL_SOAK says for how long: 1h")
	}
	seed := uint64(time.Now().UnixNano())
	if s := os.Getenv("SATCHEL_SEED"); s != "" {
		_, err := fmt.Sscan(s, &seed)
		mustDo(t, err)
	}
	t.Logf("seed %d", seed)
	rnd := rand.New(rand.NewPCG(seed, 0))
	u := newUpdateCrash(t)
	rounds, calls, commits, harmed := 0, 0, 0, 0
	for end := time.Now().Add(length); time.Now().Before(end); rounds++ {
		dir := u.fresh(t)
		for range 1 + rnd.IntN(4) {
			arm, count := u.atCalls, &calls
			if rnd.IntN(2) == 0 {
				arm, count = u.atCommits, &commits
			}
			next, cut := u.cut(t, dir, 1+rnd.IntN(60), arm)
			if dir = next; !cut {
				break
			}
			*count++
		}
		u.end(t, dir, fmt.Sprintf("seed %d, round %d", seed, rounds))
		if rnd.IntN(3) == 0 {
			harmed++
			u.harm(t, rnd, dir)
		}
		mustDo(t, errors.Join(os.RemoveAll(dir)))
	}
	t.Logf("%d rounds: %d cuts at calls, %d at commits, %d repairs", rounds, calls, commits, harmed)
}

// harm damages a photo of a complete archive and repairs it.
func (u *updateCrash) harm(t *testing.T, rnd *rand.Rand, dir string) {
	t.Helper()
	photos := slices.DeleteFunc(photosOf(t, dir), func(p string) bool {
		return strings.Contains(p, "chat_002") // Telegram no longer has those of the channel that vanished
	})
	path := photos[rnd.IntN(len(photos))]
	if rnd.IntN(2) == 0 {
		mustDo(t, os.Remove(path))
	} else {
		mustDo(t, os.WriteFile(path, []byte("harm"), 0o600))
	}
	v, _, err := u.second.engine(nil).Repair(t.Context(), dir, u.second.prompter())
	mustDo(t, err)
	rel, err := filepath.Rel(dir, path)
	mustDo(t, err)
	if diff := cmp.Diff(u.want, testkit.Output(t, dir)); diff != "" || len(v.Damage) > 0 {
		t.Fatalf("%s: damage %+v (-want +got)\n%s", rel, v.Damage, diff)
	}
}
