package core

import (
	"sync"
	"time"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
	"satchel/core/internal/tgclient"
)

// counters collect what the workers tell and are sampled into snapshots. All
// methods may be called from any goroutine and do not block.
type counters struct {
	now func() time.Time
	// counting is held while the archive is asked what it holds, and from before files
	// are settled until that was told: what is asked is never in between.
	counting sync.Mutex

	mu       sync.Mutex
	snap     Snapshot
	started  time.Time
	expected map[int]int // messages by dialog
	seen     map[int]int // messages saved in this run, by dialog
	current  int         // the dialog begun last
	rate     rate
	flying   map[model.FileKey]flight // files that are not settled
	waiting  map[string]takeout.Wait
	lost     time.Time // since when there is no line; zero: there is
	gallery  *Gallery
}

// flight is how far a file has come. Parts that are fetched again count once.
type flight struct{ got, size int64 }

func (f flight) bytes() int64 {
	if f.size == 0 {
		return f.got // Telegram does not say how long it is
	}
	return min(f.got, f.size)
}

func newCounters(now func() time.Time) *counters {
	return &counters{now: now, started: now(), expected: map[int]int{}, seen: map[int]int{}, waiting: map[string]takeout.Wait{}, flying: map[model.FileKey]flight{}, snap: Snapshot{Stage: StageIdle}, gallery: newGallery("")}
}

// Snapshot samples the counters.
func (c *counters) Snapshot() Snapshot {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.snap
	now := c.now()
	s.Elapsed = now.Sub(c.started)
	s.BytesPerSecond = c.rate.perSecond(now)
	s.ChatMessages, s.ChatExpected = c.seen[c.current], c.expected[c.current]
	for _, n := range c.expected {
		s.MessagesExpected += n
	}
	// Files may have been queued and begun since the archive was asked for them.
	s.Files = max(s.Files, s.FilesDone+len(c.flying))
	known := s.Bytes
	for _, f := range c.flying {
		s.Bytes += f.bytes()
		known += max(f.size, f.bytes())
	}
	s.BytesExpected = max(s.BytesExpected, known)
	s.Waiting = c.longestWait(now)
	if !c.lost.IsZero() && now.Sub(c.lost) >= patience {
		s.Waiting = &Waiting{Until: now, Reason: WaitOffline}
	}
	s.Left = estimate(s)
	return s
}

// patience is how long a lost line may take to come back before anybody is told:
// servers drop connections now and then, and the next one stands within a second.
const patience = 3 * time.Second

// line takes over where the connection stands.
func (c *counters) line(s tgclient.State) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case s == tgclient.Online:
		c.lost = time.Time{}
	case s == tgclient.Offline && c.lost.IsZero():
		c.lost = c.now()
	}
}

// longestWait is the wait that ends last of those not over.
func (c *counters) longestWait(now time.Time) *Waiting {
	var longest *Waiting
	for key, w := range c.waiting {
		if !w.Until.After(now) {
			delete(c.waiting, key)
			continue
		}
		if longest == nil || w.Until.After(longest.Until) {
			longest = &Waiting{Until: w.Until, Reason: waitReason(w)}
		}
	}
	return longest
}

func waitReason(w takeout.Wait) WaitReason {
	if w.Reason == takeout.WaitOffline {
		return WaitOffline
	}
	return WaitTelegram
}

func (c *counters) update(f func(*Snapshot)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f(&c.snap)
}

func (c *counters) stage(s Stage) { c.update(func(snap *Snapshot) { snap.Stage = s }) }

func (c *counters) wait(w takeout.Wait) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waiting[w.Method] = w
}

// files takes over the archive's kept counts: files and bytes as they are known so
// far, each file once however many messages show it.
func (c *counters) files(stats archive.Stats) {
	c.update(func(s *Snapshot) {
		s.FilesDone = stats.Saved
		for _, n := range stats.Skipped {
			s.FilesDone += n
		}
		s.Files = s.FilesDone + stats.Queued
		s.Bytes = stats.SavedBytes
		s.BytesExpected = stats.SavedBytes + stats.QueuedBytes
	})
}

// verified takes over how far a verification has come.
func (c *counters) verified(p Progress) {
	c.update(func(s *Snapshot) { s.FilesDone, s.Bytes, s.BytesExpected = p.Files, p.Done, p.Total })
}

// room takes over that the disk is full; needed 0: it is not any more.
func (c *counters) room(needed, free int64) {
	c.update(func(s *Snapshot) {
		s.Full = nil
		if needed > 0 {
			s.Full = &FullDisk{Needed: max(needed, s.BytesExpected-s.Bytes), Free: free}
		}
	})
}

// Listed implements crawl.Progress.
func (c *counters) Listed(dialogs []archive.DialogRow) {
	c.update(func(s *Snapshot) { s.Stage, s.Dialogs, s.DialogsDone = StageSaving, len(dialogs), 0 })
}

// Walking implements crawl.Progress.
func (c *counters) Walking(number int, name string, expected int) {
	c.update(func(s *Snapshot) { s.Chat, c.current, c.expected[number] = name, number, expected })
}

// Recorded implements crawl.Progress.
func (c *counters) Recorded(number, messages, _ int) {
	c.update(func(s *Snapshot) {
		s.Messages += messages
		c.seen[number] += messages
	})
}

// Walked implements crawl.Progress.
func (c *counters) Walked(int) { c.update(func(s *Snapshot) { s.DialogsDone++ }) }

// Problem implements crawl.Progress and media.Progress.
func (c *counters) Problem(model.Problem) { c.update(func(s *Snapshot) { s.Problems++ }) }

// Fetching implements media.Progress.
func (c *counters) Fetching(f archive.QueuedFile) {
	c.gallery.begun(f)
	c.update(func(*Snapshot) { c.flying[f.Key] = flight{size: f.Size} })
}

// Fetched implements media.Progress.
func (c *counters) Fetched(file model.FileKey, bytes int) {
	c.update(func(*Snapshot) {
		f := c.flying[file]
		f.got += int64(bytes)
		c.flying[file] = f
		c.rate.add(c.now(), int64(bytes))
	})
}

// Settling implements media.Progress.
func (c *counters) Settling() (done func()) {
	c.counting.Lock()
	return c.counting.Unlock
}

// Settled implements media.Progress. Until the archive is asked again what it holds
// (files), the file counts with what was fetched of it.
func (c *counters) Settled(f archive.QueuedFile, path string, skip model.SkipReason) {
	c.gallery.settled(f, path, skip)
	c.update(func(s *Snapshot) {
		s.FilesDone++
		if skip == model.SkipNone {
			s.Bytes += c.flying[f.Key].bytes()
		}
		delete(c.flying, f.Key)
		s.Files = max(s.Files, s.FilesDone)
	})
}
