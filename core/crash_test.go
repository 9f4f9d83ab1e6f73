package core

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/demo"
	"satchel/core/internal/testkit"
)

// The crash matrix (invariant I8): a run, or an update, is cut without clean-up at
// a call, a commit, a rename or an fsync while the server lives on; another engine
// goes on with what the cut left; the output must be that of one that was never
// cut, paths included. On every commit some cuts of each kind are made, always the
// same ones; SATCHEL_CRASH=large makes every one, and those of a larger account.

// shortReferences makes file references expire under the downloads.
const shortReferences = `{"file_reference_lifetime_calls": 6}`

// largeCrash reports whether every cut is to be made.
func largeCrash() bool { return os.Getenv("SATCHEL_CRASH") == "large" }

// scene is what is cut: a run into an empty folder or an update of an archive, at a
// server that lives on.
type scene struct {
	bench *bench
	board *switchboard
	base  string // the archive before an update; empty for a run
	want  map[string]string
}

// runScene is a whole run.
func runScene(t *testing.T, o demo.Options) *scene {
	t.Helper()
	s := &scene{board: &switchboard{}}
	o.Calls = s.board
	s.bench = startBench(t, o)
	s.reference(t)
	return s
}

// smallRun is a run on the small account, under short-lived references.
func smallRun(t *testing.T) *scene {
	t.Helper()
	return runScene(t, demo.Options{World: openWorld(t, testkit.SmallWorld()), Listen: "127.0.0.1", Faults: parsedFaults(t, shortReferences)})
}

// smallUpdate is an update of the small account to its second state.
func smallUpdate(t *testing.T) *scene {
	t.Helper()
	s := &scene{board: &switchboard{}, base: t.TempDir()}
	if got := newBench(t, testkit.SmallWorld(), shortReferences).export(t, s.base); got.Outcome != Complete {
		t.Fatalf("first state: %+v", got)
	}
	s.bench = startBench(t, demo.Options{World: openWorld(t, testkit.SmallWorldLater()), Listen: "127.0.0.1", Calls: s.board, Faults: parsedFaults(t, shortReferences)})
	s.reference(t)
	return s
}

// parsedFaults are the faults of a script; without one there are none.
func parsedFaults(tb testing.TB, doc string) *demo.Faults {
	tb.Helper()
	if doc == "" {
		return nil
	}
	faults, err := demo.ParseFaults([]byte(doc))
	if err != nil {
		tb.Fatal(err)
	}
	return faults
}

// reference makes the output of what is never cut.
func (s *scene) reference(t *testing.T) {
	t.Helper()
	whole := s.begin(t)
	if got, err := s.play(t.Context(), s.bench.engine(nil), whole); err != nil || got.Outcome == PartlySaved {
		t.Fatalf("reference: %+v, %v", got, err)
	}
	s.want = testkit.Output(t, whole)
}

// begin is a new folder to play in.
func (s *scene) begin(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if s.base != "" {
		mustDo(t, testkit.CopyTree(dir, s.base))
	}
	return dir
}

// play runs, or updates.
func (s *scene) play(ctx context.Context, e *Engine, dir string) (Result, error) {
	if s.base == "" {
		return e.Export(ctx, dir, testSettings(), s.bench.prompter())
	}
	return e.Update(ctx, dir, testSettings(), DepthRecheck, s.bench.prompter())
}

// end goes on with what a cut left and compares the end.
func (s *scene) end(t *testing.T, dir, what string) {
	t.Helper()
	got, err := s.play(t.Context(), s.bench.engine(nil), dir)
	if err != nil || got.Outcome == PartlySaved {
		t.Fatalf("%s: the next one ended %s: %+v, blocked %+v, %v", what, got.Outcome, got.Problems, got.Blocked, err)
	}
	if diff := cmp.Diff(s.want, testkit.Output(t, dir)); diff != "" {
		t.Fatalf("%s: %s, problems %+v; output differs (-want +got)\n%s", what, got.Outcome, got.Problems, diff)
	}
}

// way is a kind of event to cut at. cut plays in dir until the n-th one and returns
// what it left; false when it ended before.
type way struct {
	name string
	some int // which part of the cuts is made on every commit: every 3rd
	cut  func(t *testing.T, s *scene, dir string, n int) (left string, cut bool)
}

func ways() []way {
	return append([]way{{"calls", 3, atCall}, {"commits", 3, atCommit}}, processWays()...)
}

// matrix cuts a scene at every event of a way, or at some, and says how many.
func (w way) matrix(t *testing.T, s *scene) {
	step, first := w.some, 2
	if largeCrash() {
		step, first = 1, 1
	}
	cuts, n := 0, first
	for ; ; n += step {
		dir, cut := w.cut(t, s, s.begin(t), n)
		if !cut {
			break
		}
		cuts++
		s.end(t, dir, fmt.Sprintf("cut at %s %d", w.name, n))
		mustDo(t, os.RemoveAll(dir))
	}
	t.Logf("%d cuts, one in %d of the %s", cuts, step, w.name)
	if cuts < 3 {
		t.Errorf("only %d cuts; there are more events than that", cuts)
	}
}

func TestCrashAtAnyPointGivesTheSameOutput(t *testing.T) {
	scenes := map[string]func(*testing.T) *scene{"run": smallRun, "update": smallUpdate}
	if largeCrash() {
		scenes["generated"] = generatedRun
	}
	for name, make := range scenes {
		for _, w := range ways() {
			t.Run(name+" at "+w.name, func(t *testing.T) {
				t.Parallel() // it waits for the disk as a rule
				w.matrix(t, make(t))
			})
		}
	}
}

func TestGoingOnLateInARunKeepsWhatWasRefused(t *testing.T) {
	t.Parallel()
	s := generatedRun(t) // it has a chat that was left, of which only the own messages may be read
	for n := 44; n < 56; n += 3 {
		dir, cut := atCommit(t, s, s.begin(t), n)
		if !cut {
			t.Fatal("the run has fewer commits")
		}
		s.end(t, dir, fmt.Sprintf("cut at commit %d", n))
	}
}
