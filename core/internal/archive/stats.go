package archive

import (
	"context"
	"strings"

	"satchel/core/internal/model"
)

// The names of the kept counts; skipped files have one per reason.
const (
	countDialogs  = "dialogs"
	countMessages = "messages"
	countPeers    = "peers"
	countQueued   = "files/queued"
	countSaved    = "files/saved"
	countSkipped  = "files/skipped/"
)

// Stats are the kept counts of an archive.
type Stats struct {
	Dialogs  int
	Messages int
	Peers    int

	// Files by state. Saved covers settled and placed ones.
	Queued, Saved           int
	QueuedBytes, SavedBytes int64 // what Telegram says of queued files; what was saved
	Skipped                 map[model.SkipReason]int
	SkippedBytes            map[model.SkipReason]int64
}

// countFile changes the counts of files in a state.
func (t *tx) countFile(s fileState, skip model.SkipReason, n, bytes int64) {
	switch s {
	case stateQueued:
		t.add(countQueued, n, bytes)
		if n > 0 {
			t.queued = true
		}
	case stateSettled, statePlaced:
		t.add(countSaved, n, bytes)
	case stateSkipped:
		t.add(countSkipped+string(skip), n, bytes)
	}
}

// Stats returns the kept counts; it scans nothing.
func (a *Archive) Stats(ctx context.Context) (s Stats, err error) {
	s.Skipped = map[model.SkipReason]int{}
	s.SkippedBytes = map[model.SkipReason]int64{}
	err = a.read(ctx, func(q querier) error {
		rows, err := q.QueryContext(ctx, "SELECT name, n, bytes FROM counts WHERE n <> 0")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var name string
			var c count
			if err := rows.Scan(&name, &c.n, &c.bytes); err != nil {
				return err
			}
			s.set(name, c)
		}
		return rows.Err()
	})
	return s, err
}

func (s *Stats) set(name string, c count) {
	switch name {
	case countDialogs:
		s.Dialogs = int(c.n)
	case countMessages:
		s.Messages = int(c.n)
	case countPeers:
		s.Peers = int(c.n)
	case countQueued:
		s.Queued, s.QueuedBytes = int(c.n), c.bytes
	case countSaved:
		s.Saved, s.SavedBytes = int(c.n), c.bytes
	default:
		if reason, ok := strings.CutPrefix(name, countSkipped); ok {
			s.Skipped[model.SkipReason(reason)] = int(c.n)
			s.SkippedBytes[model.SkipReason(reason)] = c.bytes
		}
	}
}
