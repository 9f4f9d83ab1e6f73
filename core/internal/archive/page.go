package archive

import (
	"satchel/core/internal/model"
	"satchel/core/internal/naming"
)

// Page is one answer of Telegram and everything made from it: the unit of
// commit. Every field but Run and Method may be empty.
type Page struct {
	Run    int64
	Method string // of Telegram's API
	Layer  int    // of the schema Raw is written in
	Peer   model.PeerID
	Split  int
	Raw    []byte // the answer's bytes as they came: evidence

	Peers    []model.Peer
	Messages []model.Message
	// Span is what the answer tells of messages that are no longer there; nil: nothing.
	Span *Span

	// Files are the downloadable objects seen, Refs where they belong. A Ref's file
	// is in the same page or was in an earlier one.
	Files []model.File
	Refs  []model.FileRef

	Section model.Section // of Items
	Items   []Item

	// Dialogs are added or updated by their peer. Number 0 gives a new dialog the
	// next free number, in the order of the slice; a known dialog keeps its own.
	Dialogs  []model.Dialog
	Cursor   *Cursor
	Counters *DialogCounters

	Problems []model.Problem
	Solved   []model.Problem // by code and subject
}

// Item is an entry of a section. Doc is one of the section's documents
// (model.Section), as a value or a pointer.
type Item struct {
	Key   string
	Order int64
	Doc   any
}

// Cursor says where the history of a dialog goes on in one split range.
type Cursor struct {
	Number   int  // of the dialog
	Part     int  // PartMigrated or PartOwn
	Split    int  // index of the split range
	Last     int  // highest message id that was fetched
	Done     bool // nothing is left above Last
	Count    int  // messages recorded in this split
	Expected int  // Telegram's count of the messages in this split; the last page wins
	Inexact  bool // Telegram calls Expected an estimate

	// What an interval of dates left out, so that a wider one reads exactly that:
	Till int64 // with Done: messages above Last sent since then (unix seconds); 0: none
	Gaps []Gap // messages below Last
}

// Gap is a stretch of a history that was passed over: the messages After < id <=
// Upto, all sent in Since <= date < Before (unix seconds; Since 0: not known).
type Gap struct {
	After  int   `json:"after"`
	Upto   int   `json:"upto"`
	Since  int64 `json:"since,omitempty"`
	Before int64 `json:"before"`
}

// Wanted reports whether the interval From <= date < till (0: no bound) may have
// messages of the gap.
func (g Gap) Wanted(from, till int64) bool {
	return (from == 0 || from < g.Before) && (till == 0 || till > g.Since)
}

// The parts of a dialog's history, in the order they are read.
const (
	PartMigrated = 0 // the basic group a supergroup grew out of
	PartOwn      = 1
)

// DialogCounters are the numbers the next file names of a dialog continue from.
type DialogCounters struct {
	Number int
	naming.Counters
}

// DialogRow is a dialog as the archive knows it.
type DialogRow struct {
	model.Dialog
	Peer     model.Peer
	Cursors  []Cursor // by part, then split
	Counters naming.Counters
	Messages int  // in the archive, both parts
	Complete bool // every split of both parts has a cursor that is done
}

// MessageRow is a message as a reader gets it.
type MessageRow struct {
	model.Message
	// Shifted is the id to show: that of a migrated history is moved below zero so
	// that ids ascend over both parts.
	Shifted int
	// Files are the results of the files the message (or an earlier version of it)
	// refers to; nil when there are none.
	Files map[model.FileKey]model.FileResult
	// Versions are earlier documents of the message, oldest first.
	Versions []model.Message
	// MissingSince is the run that no longer found the message at Telegram; 0: none.
	MissingSince int64
}

// migratedShift is what is taken from the ids of a migrated history, the same as
// in Telegram Desktop's export.
const migratedShift = 1_000_000_000

// ShiftMigrated is the id a message of a migrated history is shown with.
func ShiftMigrated(id int) int { return id - migratedShift }
