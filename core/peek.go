package core

import (
	"context"
	"errors"
	"time"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

// Overview is what an archive tells without being read: kept counts and how its
// last run ended.
type Overview struct {
	Dir      string
	Outcome  Outcome   // of the last run; empty: it was cut, or there was none
	When     time.Time // the last run's end, or its start if it was cut
	LastFull time.Time // the end of the last complete run; zero: there was none
	Settings Settings  // of the last run
	Chats    int
	Messages int
	Files    int   // saved
	Queued   int   // files that wait
	Bytes    int64 // saved
	Waiting  int64 // bytes of the files that wait
	// Start is when Telegram lets the export begin; zero: it need not be waited for.
	Start time.Time
}

// Peek opens the archive in dir, looks at its counts and closes it again. It scans
// nothing. Errors are those of opening an archive.
func Peek(ctx context.Context, dir string, cfg Config) (o Overview, err error) {
	cfg = New(cfg).cfg
	a, err := archive.OpenRead(ctx, dir, archive.Options{Now: cfg.Now, Logger: cfg.Logger})
	if err != nil {
		return o, err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	o.Dir = a.Dir()
	if err := o.runs(ctx, a); err != nil {
		return o, err
	}
	stats, err := a.Stats(ctx)
	if err != nil {
		return o, err
	}
	o.Chats, o.Messages = stats.Dialogs, stats.Messages
	o.Files, o.Queued, o.Bytes, o.Waiting = stats.Saved, stats.Queued, stats.SavedBytes, stats.QueuedBytes
	state, err := a.LoadTakeout(ctx)
	if err != nil {
		return o, err
	}
	if state.Phase == model.TakeoutDelayed {
		o.Start = time.Unix(state.AvailableAt, 0)
	}
	return o, nil
}

// runs reads how the last runs went and what they were asked to save.
func (o *Overview) runs(ctx context.Context, a *archive.Archive) error {
	o.Settings = Default()
	last, ok, err := a.LastRun(ctx)
	if err != nil || !ok {
		return err
	}
	o.Outcome, o.When = Outcome(last.Outcome), last.Ended
	if o.When.IsZero() {
		o.When = last.Started
	}
	if s, err := ParseSettings(last.Settings); err == nil {
		o.Settings = s
	}
	full, ok, err := a.LastCompleteRun(ctx)
	if ok {
		o.LastFull = full.Ended
	}
	return err
}

// ChatCount is a chat of an archive in numbers.
type ChatCount struct {
	ID       string // "channel:1003", a problem's Subject
	Number   int    // of its folder
	Name     string
	Self     bool // the chat with oneself: Saved Messages
	Kind     ChatKind
	Left     bool
	Saved    int // messages in the archive
	Telegram int // messages as Telegram counts them; 0: never asked
	Inexact  bool
	Complete bool
}

// ChatCounts lists the chats of the archive in dir in the order of their folders.
func ChatCounts(ctx context.Context, dir string, cfg Config) (list []ChatCount, err error) {
	cfg = New(cfg).cfg
	a, err := archive.OpenRead(ctx, dir, archive.Options{Now: cfg.Now, Logger: cfg.Logger})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	rows, err := a.Dialogs(ctx)
	if err != nil {
		return nil, err
	}
	self, _ := a.Account()
	for _, row := range rows {
		list = append(list, countOf(row, self))
	}
	return list, nil
}

func countOf(row archive.DialogRow, self int64) ChatCount {
	c := ChatCount{
		ID: row.Dialog.Peer.String(), Number: row.Number, Name: row.Peer.Name(), Kind: kindOf(row.Peer), Left: row.Left,
		Saved: row.Messages, Complete: row.Complete,
	}
	if row.Dialog.Peer == model.UserID(self) {
		c.Self, c.Name = true, "" // it has no name of its own
	}
	for _, cursor := range row.Cursors {
		c.Telegram += cursor.Expected
		c.Inexact = c.Inexact || cursor.Inexact
	}
	return c
}
