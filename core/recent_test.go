package core

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func archiveFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	touch(t, filepath.Join(dir, "archive.db"))
	return dir
}

func remember(t *testing.T, config string, r Recent) {
	t.Helper()
	if err := Remember(t.Context(), config, r); err != nil {
		t.Fatal(err)
	}
}

func TestRecentsComeNewestFirstAndOnce(t *testing.T) {
	t.Parallel()
	config, a, b := t.TempDir(), archiveFolder(t), archiveFolder(t)
	when := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	remember(t, config, Recent{Dir: a, Account: "Ana", When: when})
	remember(t, config, Recent{Dir: b, Sample: true, Outcome: PartlySaved, When: when})
	remember(t, config, Recent{Dir: a, Account: "Ana", Outcome: Complete, When: when})
	got, err := Recents(config)
	if err != nil {
		t.Fatal(err)
	}
	want := []Recent{{Dir: a, Account: "Ana", Outcome: Complete, When: when}, {Dir: b, Sample: true, Outcome: PartlySaved, When: when}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestRecentsLeaveOutWhatIsGoneOrForgotten(t *testing.T) {
	t.Parallel()
	config, gone, forgotten, kept := t.TempDir(), archiveFolder(t), archiveFolder(t), archiveFolder(t)
	for _, dir := range []string{gone, forgotten, kept} {
		remember(t, config, Recent{Dir: dir})
	}
	if err := os.Remove(filepath.Join(gone, "archive.db")); err != nil {
		t.Fatal(err)
	}
	if err := Forget(t.Context(), config, forgotten); err != nil {
		t.Fatal(err)
	}
	got, err := Recents(config)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || got[0].Dir != kept {
		t.Errorf("%+v", got)
	}
}

func TestAnArchiveOnADiskThatIsAwayComesBackWithIt(t *testing.T) {
	t.Parallel()
	config, away, here := t.TempDir(), archiveFolder(t), archiveFolder(t)
	remember(t, config, Recent{Dir: away, Account: "Ana"})
	if err := os.Rename(away, away+"-unplugged"); err != nil {
		t.Fatal(err)
	}
	remember(t, config, Recent{Dir: here})
	if err := os.Rename(away+"-unplugged", away); err != nil {
		t.Fatal(err)
	}
	got, err := Recents(config)
	if err != nil || len(got) != 2 || got[1].Dir != away || got[1].Account != "Ana" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestABrokenListOfRecentsIsNoList(t *testing.T) {
	t.Parallel()
	config, dir := t.TempDir(), archiveFolder(t)
	if err := os.WriteFile(filepath.Join(config, recentsFile), []byte(`[{"dir":`), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := Recents(config); err != nil || len(got) != 0 {
		t.Errorf("%v, %v", got, err)
	}
	remember(t, config, Recent{Dir: dir})
	if got, err := Recents(config); err != nil || len(got) != 1 {
		t.Errorf("after remembering: %v, %v", got, err)
	}
}

func TestUnfinishedIsAllThatIsNotComplete(t *testing.T) {
	t.Parallel()
	for outcome, want := range map[Outcome]bool{"": true, PartlySaved: true, Failed: true, Complete: false, CompleteWithProblems: false} {
		if got := (Recent{Outcome: outcome}).Unfinished(); got != want {
			t.Errorf("%q: %v", outcome, got)
		}
	}
}
