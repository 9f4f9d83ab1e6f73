package view

import (
	"path/filepath"
	"time"

	"satchel/core"
	"satchel/gui/lang"
)

// Known is a remembered archive with what it tells of itself.
type Known struct {
	core.Recent
	core.Overview
	Err error // of looking into it
}

// ArchiveCard is a remembered archive on the start screen.
type ArchiveCard struct {
	Known  Known
	Title  string // "Ana's archive is not finished"
	Where  string // its folder
	State  string // "1,204 messages and 310 files are saved."
	Action string // "Go on"
	Update bool   // it is complete; Action adds what is new
	First  bool   // what a person most likely came for
}

// NewArchiveCards puts the archives in order: unfinished ones first, then by time.
func NewArchiveCards(l lang.Catalog, known []Known, now time.Time) []ArchiveCard {
	var open, done []ArchiveCard
	for _, k := range known {
		card := newArchiveCard(l, k, now)
		if k.Unfinished() {
			open = append(open, card)
		} else {
			done = append(done, card)
		}
	}
	cards := append(open, done...)
	if len(cards) > 0 {
		cards[0].First = true
	}
	return cards
}

func newArchiveCard(l lang.Catalog, k Known, now time.Time) ArchiveCard {
	name := OneLine(k.Account)
	switch {
	case k.Sample:
		name = l.T("start.sample.name")
	case name == "":
		name = l.T("start.nameless")
	}
	c := ArchiveCard{Known: k, Where: k.Recent.Dir}
	counts := l.N("count.messages", k.Messages)
	files := l.N("count.files", k.Files)
	switch {
	case k.Err != nil:
		c.Title, c.State, c.Action = l.T("start.archive", name), Explain(l, k.Err, now).Text, l.T("start.goon")
	case k.Unfinished() && k.Overview.Start.After(now):
		c.Title, c.Action = l.T("start.unfinished", name), l.T("start.goon")
		c.State = l.T("start.delayed", Clock(l, k.Overview.Start, now))
	case k.Unfinished() && k.Queued > 0:
		c.Title, c.Action = l.T("start.unfinished", name), l.T("start.goon")
		c.State = l.T("start.partly", counts, files, l.N("count.files", k.Queued))
	case k.Unfinished():
		c.Title, c.Action = l.T("start.unfinished", name), l.T("start.goon")
		c.State = l.T("start.some", counts, files)
	default:
		c.Title, c.Action, c.Update = l.T("start.archive", name), l.T("start.update"), true
		c.State = l.T("start.done", Ago(l, k.LastFull, now), counts, files)
	}
	return c
}

// Depth is how far an update reads again what is saved, for screens.
type Depth = core.Depth

// The depths.
const (
	DepthQuick    = core.DepthNew
	DepthUsual    = core.DepthRecheck
	DepthThorough = core.DepthFull
)

// DefaultFolder is the folder proposed for a new archive: inside the home folder,
// with the day it is begun on.
func DefaultFolder(home string, sample bool, now time.Time) string {
	name := "Telegram archive " + now.Format("2006-01-02")
	if sample {
		name = "Sample archive"
	}
	return filepath.Join(home, "Satchel", name)
}

// Inside is where an archive goes when a folder was picked: into it if it is empty
// or an archive, else into a folder of its own below it.
func Inside(f core.Folder, now time.Time) string {
	if f.Other {
		return filepath.Join(f.Path, "Telegram archive "+now.Format("2006-01-02"))
	}
	return f.Path
}
