package core

import "runtime/debug"

// memoryLimit is where the program collects garbage at any price: what the engine,
// the embedded server and the window's pictures hold at the same time stays far
// below it, so that only bursts of answers meet it.
const memoryLimit = 320 << 20

// LimitMemory bounds what Go keeps of the system's memory, for the whole process;
// main calls it once. Who sets GOMEMLIMIT knows better.
// https://pkg.go.dev/runtime#hdr-Environment_Variables
func LimitMemory(getenv func(string) string) {
	if getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
}
