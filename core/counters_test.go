package core

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
	"satchel/core/internal/tgclient"
)

// fakeTime is a clock that tests move.
type fakeTime struct{ now time.Time }

func (f *fakeTime) Now() time.Time { return f.now }

func TestSnapshotCountsEachFileOnceAndBytesOnTheWay(t *testing.T) {
	t.Parallel()
	clock := &fakeTime{time.Unix(1000, 0)}
	c := newCounters(clock.Now)
	c.files(archive.Stats{Queued: 2, QueuedBytes: 300, Saved: 1, SavedBytes: 50, Skipped: map[model.SkipReason]int{model.SkipSize: 4}})
	const a, b = model.FileKey("document:1"), model.FileKey("document:2")
	c.Fetched(a, 60)
	c.Fetched(b, 30)
	s := c.Snapshot()
	if s.Files != 7 || s.FilesDone != 5 || s.Bytes != 140 || s.BytesExpected != 350 {
		t.Errorf("on the way: %+v", s)
	}
	c.Settled(archive.QueuedFile{File: model.File{Key: a, Size: 60}}, "", model.SkipNone)
	if s := c.Snapshot(); s.FilesDone != 6 || s.Bytes != 140 {
		t.Errorf("settled: %+v", s)
	}
	c.files(archive.Stats{Queued: 1, QueuedBytes: 240, Saved: 2, SavedBytes: 110, Skipped: map[model.SkipReason]int{model.SkipSize: 4}})
	if s := c.Snapshot(); s.FilesDone != 6 || s.Bytes != 140 || s.BytesExpected != 350 {
		t.Errorf("settled and counted by the archive: %+v", s)
	}
	c.Settled(archive.QueuedFile{File: model.File{Key: b, Size: 30}}, "", model.SkipFailed)
	if s := c.Snapshot(); s.Bytes != 110 {
		t.Errorf("given up, but its bytes count: %+v", s)
	}
}

// TestNothingIsCountedTwice: parts that are fetched again, and files that the archive
// was not yet asked about.
func TestNothingIsCountedTwice(t *testing.T) {
	t.Parallel()
	c := newCounters(time.Now)
	const key = model.FileKey("document:1")
	file := archive.QueuedFile{File: model.File{Key: key, Size: 100}}
	c.Fetching(file)
	for _, want := range []int64{60, 100, 100} {
		c.Fetched(key, 60)
		if got := c.Snapshot(); got.Bytes != want || got.BytesExpected != 100 || got.FilesDone != 0 || got.Files != 1 {
			t.Errorf("%+v, want %d of 100 bytes, 0 of 1 files", got, want)
		}
	}
	c.Settled(file, "", model.SkipNone)
	if got := c.Snapshot(); got.Bytes != 100 || got.FilesDone != 1 || got.Files != 1 {
		t.Errorf("%d bytes, %d of %d files, want 100, 1 of 1", got.Bytes, got.FilesDone, got.Files)
	}
}

// TestCountsOnlyRiseWhileFilesArrive: what the archive holds is looked at all the
// time, and never found between a commit and the word of it.
func TestCountsOnlyRiseWhileFilesArrive(t *testing.T) {
	t.Parallel()
	var files []mediaFile
	for i := range 60 {
		files = append(files, mediaFile{id: 100 + 40*i, size: 20_000})
	}
	b, _ := startMedia(t, files, `{"line":{"latency_ms":5},"rules":[{"method":"upload.getFile","every":7,"do":"corrupt"}]}`)
	engine := b.engine(nil)
	ended := make(chan Result, 1)
	go func() {
		got, err := engine.Export(t.Context(), t.TempDir(), testSettings(), b.prompter())
		if err != nil {
			t.Error(err)
		}
		ended <- got
	}()
	var before Snapshot
	for {
		select {
		case got := <-ended:
			if got.Outcome != Complete || before.FilesDone == 0 {
				t.Errorf("%+v after %+v", got, before)
			}
			return
		case <-time.After(time.Millisecond):
		}
		now := engine.Snapshot()
		if now.FilesDone < before.FilesDone || now.Bytes < before.Bytes || now.FilesDone > now.Files || now.Bytes > now.BytesExpected {
			t.Errorf("%d of %d files, %d of %d bytes after %d files, %d bytes",
				now.FilesDone, now.Files, now.Bytes, now.BytesExpected, before.FilesDone, before.Bytes)
		}
		before = now
	}
}

func TestSnapshotShowsTheWaitThatEndsLast(t *testing.T) {
	t.Parallel()
	clock := &fakeTime{time.Unix(1000, 0)}
	c := newCounters(clock.Now)
	c.wait(takeout.Wait{Method: "a", Until: clock.now.Add(5 * time.Second), Reason: takeout.WaitFlood})
	c.wait(takeout.Wait{Method: "b", Until: clock.now.Add(9 * time.Second), Reason: takeout.WaitOffline})
	want := &Waiting{Until: clock.now.Add(9 * time.Second), Reason: WaitOffline}
	if diff := cmp.Diff(want, c.Snapshot().Waiting); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	clock.now = clock.now.Add(10 * time.Second)
	if got := c.Snapshot().Waiting; got != nil {
		t.Errorf("over, but still waiting: %+v", got)
	}
}

func TestRateForgetsWhatIsOld(t *testing.T) {
	t.Parallel()
	now := time.Unix(5000, 0)
	var r rate
	if got := r.perSecond(now); got != 0 {
		t.Errorf("nothing yet: %v", got)
	}
	for i := range 4 {
		r.add(now.Add(time.Duration(i)*time.Second), 100)
	}
	if got := r.perSecond(now.Add(3 * time.Second)); got != 100 {
		t.Errorf("after 4 s: %v bytes/s, want 100", got)
	}
	if got := r.perSecond(now.Add(8 * time.Second)); got != 400.0/9 {
		t.Errorf("after a pause of 5 s: %v bytes/s, want %v", got, 400.0/9)
	}
	if got := r.perSecond(now.Add(time.Hour)); got != 0 {
		t.Errorf("an hour later: %v bytes/s, want 0", got)
	}
}

func TestEstimateIsWhatTheSlowerPartNeeds(t *testing.T) {
	t.Parallel()
	saving := Snapshot{Stage: StageSaving, Elapsed: 10 * time.Second}
	tests := []struct {
		name   string
		change func(*Snapshot)
		want   time.Duration
	}{
		{"nothing known", func(*Snapshot) {}, 0},
		{"files decide", func(s *Snapshot) {
			s.BytesExpected, s.Bytes, s.BytesPerSecond = 1000, 500, 10
			s.MessagesExpected, s.Messages = 110, 100
		}, 50 * time.Second},
		{"messages decide", func(s *Snapshot) { s.MessagesExpected, s.Messages = 300, 100 }, 20 * time.Second},
		{"too early", func(s *Snapshot) { s.Elapsed, s.MessagesExpected, s.Messages = time.Second, 300, 100 }, 0},
		{"not saving any more", func(s *Snapshot) { s.Stage, s.MessagesExpected, s.Messages = StageRendering, 300, 100 }, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := saving
			tt.change(&s)
			if got := estimate(s); got != tt.want {
				t.Errorf("estimate = %v, want %v", got, tt.want)
			}
		})
	}
}

func TestALostLineIsToldOnceItStaysAway(t *testing.T) {
	t.Parallel()
	now := time.Unix(5000, 0)
	c := newCounters(func() time.Time { return now })
	offline := func() bool {
		w := c.Snapshot().Waiting
		return w != nil && w.Reason == WaitOffline
	}
	c.line(tgclient.Offline)
	if offline() {
		t.Error("told at once")
	}
	now = now.Add(patience - time.Millisecond)
	c.line(tgclient.Connecting)
	c.line(tgclient.Offline) // a try that failed: it is still the same loss
	if offline() {
		t.Error("told too soon")
	}
	now = now.Add(time.Millisecond)
	if !offline() {
		t.Error("not told after the patience")
	}
	c.line(tgclient.Connecting)
	if !offline() {
		t.Error("a try is not yet a line")
	}
	c.line(tgclient.Online)
	if offline() {
		t.Error("still told with the line back")
	}
}
