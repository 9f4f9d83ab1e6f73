package core

import (
	"time"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

// Outcome is how a run ended.
type Outcome string

// The outcomes.
const (
	Complete             Outcome = "complete"
	CompleteWithProblems Outcome = "complete_with_problems"
	PartlySaved          Outcome = "partly_saved"
	Failed               Outcome = "failed"
)

// Result is the end of a run in numbers, of the whole archive as it now is. Its
// JSON form is the line that `satchel export --json` ends with.
type Result struct {
	Outcome  Outcome    `json:"outcome"`
	Dialogs  int        `json:"dialogs"`
	Messages int        `json:"messages"`
	Files    FileCounts `json:"files"`
	Bytes    int64      `json:"bytes"`
	Problems []Problem  `json:"problems"`
	Seconds  float64    `json:"seconds"`

	// Blocked says why a partly saved run stopped; nil when it was cancelled.
	Blocked *Blocked `json:"-"`
	// Start is the file to open first, an absolute path; empty if nothing was
	// rendered.
	Start string `json:"-"`
}

// FileCounts count the files of an archive.
type FileCounts struct {
	Saved   int            `json:"saved"`
	Skipped map[string]int `json:"skipped"` // by reason: the owner's choice
	Failed  int            `json:"failed"`
}

// counts fills the numbers of a result from the archive's kept counts.
func (r *Result) counts(s archive.Stats) {
	r.Dialogs, r.Messages, r.Bytes = s.Dialogs, s.Messages, s.SavedBytes
	r.Files = FileCounts{Saved: s.Saved, Skipped: map[string]int{}}
	for reason, n := range s.Skipped {
		switch {
		case reason.Chosen():
			r.Files.Skipped[string(reason)] += n
		case reason != model.SkipEmpty:
			r.Files.Failed += n
		}
	}
}

// Blocked is a state in which a run cannot go on by itself. What is saved stays;
// the next start goes on.
type Blocked struct {
	Code  BlockCode
	Until time.Time // when it is worth trying again; zero if that is not known
	// Needed is how many bytes the files still to be fetched have; 0 if that is not
	// known or not what blocks.
	Needed int64
}

// BlockCode is why a run is blocked.
type BlockCode string

// The block codes.
const (
	BlockedDelay      BlockCode = "start_delay" // the safety delay before an export
	BlockedWait       BlockCode = "long_wait"   // a wait longer than the caller accepts
	BlockedSignedOut  BlockCode = "signed_out"
	BlockedSuperseded BlockCode = "superseded" // another export of the account was started
	BlockedDiskFull   BlockCode = "disk_full"
	BlockedFrozen     BlockCode = "frozen"
	BlockedOther      BlockCode = "other"
)

// outcome judges an ended run: complete only if every cursor is done and nothing
// is queued (invariant I6).
func outcome(rows []archive.DialogRow, stats archive.Stats, problems []model.Problem) Outcome {
	for _, row := range rows {
		if !row.Complete && !hasProblem(problems, row.Dialog.Peer) && !hasProblem(problems, row.Migrated) {
			return PartlySaved
		}
	}
	switch {
	case stats.Queued > 0:
		return PartlySaved
	case len(problems) > 0:
		return CompleteWithProblems
	}
	return Complete
}

func hasProblem(problems []model.Problem, peer model.PeerID) bool {
	for _, p := range problems {
		if p.Subject == peer.String() {
			return true
		}
	}
	return false
}
