package screen

import (
	"errors"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"satchel/core"
	"satchel/gui/view"
)

// starting is the first screen on a stage.
func starting(t *testing.T, known []view.Known, canSign, crashed bool) (*stage, *Start) {
	s, kit := &stage{T: t}, newKit(t)
	of := func(what string) func(view.ArchiveCard) {
		return func(c view.ArchiveCard) { s.did = append(s.did, what+" "+c.Where) }
	}
	at := NewStart(kit, view.NewArchiveCards(kit.L, known, noon), canSign, crashed, StartActions{
		SignIn: s.note("sign in"), Sample: s.note("sample"), Report: s.note("report"),
		GoOn: of("go on"), Open: of("open"), Check: of("check"), Copy: of("copy"), Folder: of("folder"), Forget: of("forget"),
		Update: func(c view.ArchiveCard, d view.Depth) { s.did = append(s.did, "update "+string(d)+" "+c.Where) },
	})
	s.put(at)
	return s, at
}

func TestANewcomerIsToldThreeThingsAndSignsIn(t *testing.T) {
	s, at := starting(t, nil, true, false)
	s.sees("Keep your Telegram", "Nothing leaves this computer.", "It may take hours.", "up to a day of patience", "cannot be put back")
	s.key(fyne.KeyReturn)
	s.press("Try it with a sample account")
	s.called("sign in", "sample")
	if at.Step() != -1 {
		t.Error("it is a step already")
	}
}

func TestWithoutAnApplicationIdTheSampleComesFirst(t *testing.T) {
	s, _ := starting(t, nil, false, false)
	s.sees("This build cannot talk to Telegram itself")
	if s.can("Sign in to Telegram") {
		t.Error("it can sign in to nobody")
	}
	s.key(fyne.KeyReturn)
	s.called("sample")
}

func TestArchivesAreOfferedTheUnfinishedOneFirst(t *testing.T) {
	whole := view.Known{Recent: core.Recent{Dir: "/whole", Account: "Nora", Outcome: core.Complete},
		Overview: core.Overview{Outcome: core.Complete, Messages: 1204, Files: 310, LastFull: noon.Add(-50 * time.Hour)}}
	cut := view.Known{Recent: core.Recent{Dir: "/cut", Account: "Ana"}, Overview: core.Overview{Messages: 12, Files: 3, Queued: 7}}
	s, _ := starting(t, []view.Known{whole, cut}, true, false)
	s.sees("Welcome back", "Ana: not finished yet", "12 messages and 3 files are saved; 7 files are still to come.",
		"Last complete copy: 2 days ago. 1,204 messages, 310 files.", "/whole", "/cut")
	s.key(fyne.KeyReturn)
	s.press("Update")
	s.called("go on /cut", "update recheck /whole")
}

func TestEverythingElseIsInTheMenu(t *testing.T) {
	s, at := starting(t, []view.Known{{Recent: core.Recent{Dir: "/whole", Outcome: core.Complete}, Overview: core.Overview{Outcome: core.Complete}}}, true, false)
	var labels []string
	for _, item := range at.menu(view.ArchiveCard{Where: "/whole", Update: true}) {
		labels = append(labels, item.Label)
		item.Action()
	}
	want := []string{"Update quickly: only what is new", "Update thoroughly: read everything again", "Check every file", "Copy to another disk…",
		"Show the folder", "Remove from this list"}
	if !slices.Equal(labels, want) {
		t.Errorf("%q", labels)
	}
	s.called("update new /whole", "update full /whole", "check /whole", "copy /whole", "folder /whole", "forget /whole")
	s.press("More")
	if s.window.Canvas().Overlays().Top() == nil {
		t.Error("the menu is not shown")
	}
	if n := len(at.menu(view.ArchiveCard{})); n != 4 {
		t.Errorf("%d wishes for an archive that is not finished, want 4", n)
	}
}

func TestAnArchiveThatCannotBeReadIsStillThere(t *testing.T) {
	s, _ := starting(t, []view.Known{{Recent: core.Recent{Dir: "/lost", Account: "Nora", Outcome: core.Complete}, Err: errors.New("x")}}, true, false)
	s.sees("Nora", "/lost")
	s.press("Open")
	s.called("open /lost")
}

func TestBusyHoldsTheButtonsAndSaysWhy(t *testing.T) {
	s, at := starting(t, nil, true, false)
	at.Busy("Starting the sample account…")
	s.sees("Starting the sample account…")
	if s.can("Try it with a sample account") || s.can("Sign in to Telegram") {
		t.Error("they can be pressed meanwhile")
	}
	at.Busy("")
	s.misses("Starting the sample account…")
	at.Note("The sample account could not be started.")
	s.sees("The sample account could not be started.")
	if !s.can("Try it with a sample account") {
		t.Error("it cannot be pressed again")
	}
}

func TestABadEndIsSaidOnce(t *testing.T) {
	s, _ := starting(t, nil, true, true)
	s.sees("Satchel stopped unexpectedly the last time.")
	s.press("Show the report")
	s.misses("Satchel stopped unexpectedly the last time.")
	s.called("report")
}

func TestABannerIsThereOnlyWithASentence(t *testing.T) {
	s := &stage{T: t}
	newKit(t)
	b := newBanner()
	var o fyne.CanvasObject = b.CanvasObject()
	if o.Visible() {
		t.Error("an empty banner is there")
	}
	for _, tone := range []string{"good", "mixed", "bad", "waiting", "quiet", ""} {
		b.Set(tone, "A sentence.")
		if !o.Visible() {
			s.Errorf("%s: it is not there", tone)
		}
	}
	b.Set("bad", "")
	if o.Visible() || b.label.Text != "" {
		t.Error("it stays")
	}
}
