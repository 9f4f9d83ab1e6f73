package gui

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"satchel/core"
	"satchel/core/command"
)

// saved are archives made once for all tests, which copy them.
var saved struct {
	once       sync.Once
	dir        string
	whole, cut string
}

func TestMain(m *testing.M) {
	code := m.Run()
	if saved.dir != "" {
		_ = os.RemoveAll(saved.dir)
	}
	os.Exit(code)
}

// save saves the sample account, once whole and once until a sign-out.
func save(ctx context.Context) error {
	var err error
	if saved.dir, err = os.MkdirTemp("", "satchel-gui-"); err != nil {
		return err
	}
	faults := filepath.Join(saved.dir, "faults.json")
	if err := os.WriteFile(faults, []byte(`{"rules": [{"method": "messages.getHistory", "nth": 3, "do": "sign_out"}]}`), 0o600); err != nil {
		return err
	}
	saved.whole, saved.cut = filepath.Join(saved.dir, "whole"), filepath.Join(saved.dir, "cut")
	system := &command.System{Out: io.Discard, Err: io.Discard, Getenv: func(string) string { return "" }, Version: "test"}
	command.Run(ctx, system, []string{"export", "--demo", "--out", saved.whole})
	command.Run(ctx, system, []string{"export", "--demo", "--out", saved.cut, "--faults", faults})
	return nil
}

// archive comes back to an archive as the window does at its second start.
func (b *bench) archive(unfinished bool) (dir string) {
	b.Helper()
	saved.once.Do(func() {
		if err := save(b.Context()); err != nil {
			b.Fatal(err)
		}
	})
	from := saved.whole
	if unfinished {
		from = saved.cut
	}
	dir = filepath.Join(b.TempDir(), "archive")
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		b.Fatal(err)
	}
	if err := core.Remember(b.Context(), b.shell.ConfigDir, core.Recent{Dir: dir, Account: "Nora", Sample: true, When: time.Now()}); err != nil {
		b.Fatal(err)
	}
	b.shell.showStart()
	b.sees("Welcome back")
	return dir
}

func TestTheSecondStartOffersAnUpdateFirst(t *testing.T) {
	b := newBench(t)
	b.archive(false)
	b.sees("Last complete copy: just now.")
	if first, ok := b.window.Canvas().Focused().(interface{ Disabled() bool }); !ok || first.Disabled() {
		t.Fatal("nothing has the keyboard")
	}
	b.engine.set(core.Snapshot{Stage: core.StageSaving, Dialogs: 4})
	b.press("Update")
	b.signInAgain()
	b.sees("Updating your archive")
	b.until("an update", func() bool { return b.engine.noted("update recheck") })
	b.engine.export <- core.Result{Outcome: core.Complete, Start: "/x"}
	b.sees("Everything is saved")
}

func TestTheOtherDepthsAreInTheMenu(t *testing.T) {
	for label, want := range map[string]string{"Update quickly: only what is new": "update new", "Update thoroughly: read everything again": "update full"} {
		b := newBench(t)
		b.archive(false)
		b.press("More")
		b.choose(label)
		b.signInAgain()
		b.until(want, func() bool { return b.engine.noted(want) })
		b.engine.export <- core.Result{Outcome: core.Complete}
		b.sees("Everything is saved")
	}
}

func TestAnUnfinishedArchiveGoesOn(t *testing.T) {
	b := newBench(t)
	b.archive(true)
	b.sees("not finished yet")
	b.press("Go on")
	b.signInAgain()
	b.until("an export", func() bool { return b.engine.noted("export") })
	b.engine.export <- core.Result{Outcome: core.Complete}
	b.sees("Everything is saved")
}

func TestALostLoginIsAskedForWithTheCodeBesideIt(t *testing.T) {
	b := newBench(t)
	b.signIn()
	b.engine.set(core.Snapshot{Stage: core.StageSaving, Dialogs: 4})
	b.press("Start")
	b.engine.export <- core.Result{Outcome: core.PartlySaved, Blocked: &core.Blocked{Code: core.BlockedSignedOut}}
	b.sees("This device was signed out.")
	b.press("Sign in again")
	b.sees("Or scan a code")
	b.signInAgain()
	b.until("the run to work", b.engine.working)

	b.engine.sign(false) // it is gone once more, and only the run finds out
	b.engine.export <- core.Result{Outcome: core.PartlySaved, Blocked: &core.Blocked{Code: core.BlockedOther}}
	b.press("Go on")
	b.sees("Or scan a code")
	b.signInAgain()
	b.engine.export <- core.Result{Outcome: core.Complete}
	b.sees("Everything is saved")
}

func TestACheckMendsWhatItFinds(t *testing.T) {
	b := newBench(t)
	dir := b.archive(false)
	b.press("More")
	b.choose("Check every file")
	b.sees("files are as they were saved")
	b.press("Done")
	photos, err := filepath.Glob(filepath.Join(dir, "chats/chat_*/photos/*.jpg"))
	if err != nil || len(photos) == 0 {
		t.Fatal(photos, err)
	}
	if err := os.Truncate(photos[0], 10); err != nil {
		t.Fatal(err)
	}
	b.press("More")
	b.choose("Check every file")
	b.sees("1 file is damaged or missing")
	b.sees("not as long as it was")
	b.press("Mend them")
	b.signInAgain()
	b.until("a repair", func() bool { return b.engine.noted("repair") })
	b.engine.export <- core.Result{Outcome: core.Complete}
	b.sees("All 30 files are as they were saved")
	b.sees("2 files are mended.")
	b.press("Done")
	b.sees("Welcome back")
}

func TestDamagedPagesNeedNobodyToSignIn(t *testing.T) {
	b := newBench(t)
	dir := b.archive(false)
	if err := os.Remove(filepath.Join(dir, "result.json")); err != nil {
		t.Fatal(err)
	}
	b.press("More")
	b.choose("Check every file")
	b.sees("They are pages of the archive.")
	b.press("Mend them")
	b.until("a repair", func() bool { return b.engine.noted("repair") })
	b.engine.export <- core.Result{Outcome: core.Complete}
	b.sees("All 30 files are as they were saved")
}

func TestACopyIsMadeAndReadAgain(t *testing.T) {
	b := newBench(t)
	b.archive(false)
	to := b.TempDir()
	if err := os.WriteFile(filepath.Join(to, "notes.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	b.shell.PickFolder = func(string, string) (string, error) { return to, nil }
	b.press("More")
	b.choose("Copy to another disk…")
	b.sees("The copy is whole")
	b.press("Show the folder")
	if got := <-b.opened; got != filepath.Join(to, "archive") {
		t.Errorf("opened %q", got)
	}
	if _, err := os.Stat(filepath.Join(to, "archive", "export_results.html")); err != nil {
		t.Error(err)
	}
	b.press("Done")
	b.press("More")
	b.choose("Copy to another disk…")
	b.sees("There is no copy") // it is there already
}

func TestTheEndOffersACheckAndLeadsBack(t *testing.T) {
	b := newBench(t)
	b.signIn()
	b.press("Start")
	b.engine.export <- core.Result{Outcome: core.Complete, Start: "/x"}
	b.press("Check every file")
	b.sees("It could not be checked") // the engine of this test saved nothing
	b.press("Back")
	b.sees("Everything is saved")
}
