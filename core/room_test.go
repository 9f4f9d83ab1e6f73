package core

import (
	"context"
	"errors"
	"syscall"
	"testing"
	"time"
)

// told are the changes that a room tells of.
type told struct{ needed, free int64 }

func testRoom(free func() int64, ended <-chan struct{}) (*room, chan told) {
	all := make(chan told, 100)
	return &room{
		free: func(string) (int64, error) { return free(), nil }, pause: time.Millisecond, ended: ended,
		tell: func(needed, free int64) { all <- told{needed, free} },
	}, all
}

func TestAWriteWaitsUntilThereIsRoom(t *testing.T) {
	looks := int64(0)
	m, all := testRoom(func() int64 { looks++; return looks * roomAhead }, nil)
	if err := m.wait(t.Context(), 2*roomAhead, syscall.ENOSPC); err != nil {
		t.Fatal(err)
	}
	want := []told{{3 * roomAhead, roomAhead}, {3 * roomAhead, 2 * roomAhead}, {}}
	for _, w := range want {
		if got := <-all; got != w {
			t.Errorf("told %+v, want %+v", got, w)
		}
	}
	if len(all) > 0 {
		t.Errorf("told %+v besides", <-all)
	}
}

func TestWaitingForRoomEndsWithTheCallOrTheRun(t *testing.T) {
	ended := make(chan struct{})
	m, all := testRoom(func() int64 { return 0 }, ended)
	call, stop := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- m.wait(call, 1, syscall.ENOSPC) }()
	go func() { done <- m.wait(context.WithoutCancel(t.Context()), 1, syscall.ENOSPC) }()
	<-all
	stop()
	if err := <-done; !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("the call: %v", err)
	}
	close(ended)
	if err := <-done; !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("the run: %v", err)
	}
}

func TestAQuotaOnADiskWithRoomIsWaitedForWithPauses(t *testing.T) {
	ended := make(chan struct{})
	m, all := testRoom(func() int64 { return 10 * roomAhead }, ended)
	if err := m.wait(t.Context(), 1, syscall.ENOSPC); err != nil {
		t.Fatal(err)
	}
	if got, want := <-all, (told{roomAhead + 1, 10 * roomAhead}); got != want {
		t.Errorf("told %+v, want %+v: nobody was told that it waits", got, want)
	}
	// What writes in the end of a run has a context that does not end.
	close(ended)
	if err := m.wait(context.WithoutCancel(t.Context()), 1, syscall.ENOSPC); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("a run that was cancelled goes on writing: %v", err)
	}
}
