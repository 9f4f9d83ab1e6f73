package core

import (
	"runtime/debug"
	"testing"
)

// TestTheEnvironmentKnowsTheMemoryLimitBetter changes the process: it does not run
// beside others.
func TestTheEnvironmentKnowsTheMemoryLimitBetter(t *testing.T) {
	const before = 1 << 40
	own := debug.SetMemoryLimit(before)
	t.Cleanup(func() { debug.SetMemoryLimit(own) })
	for set, want := range map[string]int64{"1TiB": before, "": memoryLimit} {
		debug.SetMemoryLimit(before)
		LimitMemory(func(name string) string {
			if name != "GOMEMLIMIT" {
				t.Errorf("%s was asked for", name)
			}
			return set
		})
		if got := debug.SetMemoryLimit(-1); got != want {
			t.Errorf("GOMEMLIMIT=%q: the limit is %d, want %d", set, got, want)
		}
	}
}
