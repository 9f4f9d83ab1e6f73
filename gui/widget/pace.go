package widget

import "time"

// How often a grid follows what comes: changes at once, as it looks to a person;
// but while a screen of new files comes in between, twice a second, for more could
// not be read and every repaint of the window costs.
const (
	paceCalm = 100 * time.Millisecond
	paceBusy = 500 * time.Millisecond
)

// Pace decides when changes are worth a repaint. It knows numbers only, so that
// 500 new files a second cost what one costs.
type Pace struct {
	version, added uint64
	applied        time.Time
}

// Due reports whether the state of that version, with that number of files ever
// added, is to be shown now, on a screen of so many cells; it then counts as shown.
func (p *Pace) Due(now time.Time, version, added uint64, screen int) bool {
	if version == p.version && added == p.added {
		return false
	}
	wait := paceCalm
	if added-p.added > uint64(max(screen, 1)) {
		wait = paceBusy
	}
	if !p.applied.IsZero() && now.Sub(p.applied) < wait {
		return false
	}
	p.version, p.added, p.applied = version, added, now
	return true
}
