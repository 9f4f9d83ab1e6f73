package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"satchel/core"
)

func TestAPersonDoesTheWholeJob(t *testing.T) {
	b := newBench(t)
	b.signIn()
	if !b.engine.noted("phone +9996204177") {
		t.Error("the sample's number was not the one given")
	}
	b.sees("Good to write to")
	b.engine.set(core.Snapshot{Stage: core.StageSaving, Dialogs: 4, DialogsDone: 1, Chat: "Ana", Messages: 5, MessagesExpected: 20})
	b.press("Start")
	b.sees("Chat 2 of 4: Ana")
	b.press("Pause")
	b.until("pause", func() bool { return b.engine.noted("pause") })
	b.engine.set(core.Snapshot{Stage: core.StageSaving, Paused: true})
	b.press("Resume")
	b.until("resume", func() bool { return b.engine.noted("resume") })
	b.engine.export <- core.Result{Outcome: core.Complete, Dialogs: 4, Messages: 20, Start: "/x/export_results.html"}
	b.sees("Everything is saved")
	b.press("Open the archive")
	if got := <-b.opened; got != "/x/export_results.html" {
		t.Errorf("opened %q", got)
	}
	b.press("Sign out")
	b.sees("Sign out of Telegram?")
	b.press("Sign out")
	b.sees("Keep your Telegram")
	if !b.engine.noted("sign out") {
		t.Error("telegram was not told")
	}
}

func TestStoppingAsksAndSaysWhatIsKept(t *testing.T) {
	b := newBench(t)
	b.signIn()
	b.engine.set(core.Snapshot{Stage: core.StageSaving, Dialogs: 4, Messages: 5, FilesDone: 2, Files: 9})
	b.press("Start")
	b.press("Stop…")
	b.sees("5 messages and 2 files are saved and stay.")
	b.press("Keep saving")
	if b.engine.noted("cancel") {
		t.Fatal("stopped without a yes")
	}
	b.press("Stop…")
	b.press("Stop and keep it")
	b.sees("Partly saved")
	b.press("Go on")
	b.sees("Saving your account")
}

func TestAQuestionGoesWithWhatItAskedAbout(t *testing.T) {
	b := newBench(t)
	b.signIn()
	b.engine.set(core.Snapshot{Stage: core.StageSaving, Dialogs: 4})
	b.press("Start")
	b.press("Stop…")
	b.sees("Stop here?")
	b.engine.export <- core.Result{Outcome: core.Complete, Start: "/x"}
	b.sees("Everything is saved")
	if b.window.Canvas().Overlays().Top() != nil {
		t.Error("the question is still there")
	}
}

func TestAFullDiskHasALookAndAWayOn(t *testing.T) {
	b := newBench(t)
	b.signIn()
	b.engine.set(core.Snapshot{Stage: core.StageEnded})
	b.press("Start")
	b.engine.export <- core.Result{Outcome: core.PartlySaved, Blocked: &core.Blocked{Code: core.BlockedDiskFull}}
	b.sees("The disk is full")
	b.engine.set(core.Snapshot{Stage: core.StageSaving, Dialogs: 4})
	b.press("Go on")
	b.sees("Saving your account")
}

func TestNothingTypedIsLost(t *testing.T) {
	b := newBench(t)
	b.press("Try it with a sample account")
	b.sees("Your phone number")
	b.entry().SetText("+44 7911 123456")
	b.press("Continue")
	b.sees("Enter the code")
	test.Type(b.entry(), "11111")
	b.sees("That is not the code.")
	if got := b.entry().Text; got != "11111" {
		t.Errorf("the code typed is gone: %q", got)
	}
	b.press("Back")
	b.sees("Your phone number")
	if got := b.entry().Text; got != "+44 7911 123456" {
		t.Errorf("the number typed is gone: %q", got)
	}
	b.entry().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	b.sees("Keep your Telegram")
}

func TestClosingWhileSavingAsks(t *testing.T) {
	b := newBench(t)
	b.signIn()
	b.engine.set(core.Snapshot{Stage: core.StageSaving, Dialogs: 4})
	b.press("Start")
	b.sees("Saving your account")
	b.shell.wantClose()
	b.sees("Close while it is saving?")
	b.press("Stay")
	b.shell.wantClose()
	closed := false
	b.window.SetOnClosed(func() { closed = true })
	b.press("Pause and close")
	b.until("the window to close", func() bool { return closed })
}

func TestEveryScreenFitsASmallWindow(t *testing.T) {
	b := newBench(t)
	fits := func(screen string) {
		t.Helper()
		if min := b.window.Content().MinSize(); min.Width > 800 || min.Height > 560 {
			t.Errorf("%s needs %v", screen, min)
		}
	}
	fits("start")
	b.signIn()
	fits("choose")
	b.engine.set(core.Snapshot{Stage: core.StageSaving, Dialogs: 4, Chat: strings.Repeat("long ", 40)})
	b.press("Start")
	b.sees("Saving your account")
	fits("run")
	b.engine.export <- core.Result{Outcome: core.Complete, Start: "/x"}
	b.sees("Everything is saved")
	fits("end")
}
