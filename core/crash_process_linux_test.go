package core

import (
	"errors"
	"testing"

	"satchel/core/internal/testkit"
)

// Here it is the system that cuts: the engine runs in a process of its own, which
// gets SIGKILL before or after its n-th rename or fsync, those of the database
// included.

func processWays() []way {
	return []way{
		{"renames", 13, func(t *testing.T, s *scene, dir string, n int) (string, bool) {
			return s.kill(t, dir, n, testkit.Renames)
		}},
		{"fsyncs", 61, func(t *testing.T, s *scene, dir string, n int) (string, bool) {
			return s.kill(t, dir, n, testkit.Syncs)
		}},
	}
}

// kill plays in a process of its own that is killed at the n-th passing.
func (s *scene) kill(t *testing.T, dir string, n int, calls []uint64) (string, bool) {
	t.Helper()
	argv, env := s.bench.order(t, dir, s.base != "")
	killed, err := testkit.KillAt(n, calls, argv, env)
	if errors.Is(err, testkit.ErrNoTracing) {
		t.Skip(err)
	}
	mustDo(t, err)
	if !killed.Cut && killed.Exit != 0 {
		t.Fatalf("a process that was not killed ended with %d", killed.Exit)
	}
	return dir, killed.Cut
}
