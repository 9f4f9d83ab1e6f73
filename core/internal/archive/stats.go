package archive

import (
	"context"

	"satchel/core/internal/model"
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

// Stats returns the kept counts; it scans nothing.
func (a *Archive) Stats(ctx context.Context) (Stats, error) { return Stats{}, errPending }
