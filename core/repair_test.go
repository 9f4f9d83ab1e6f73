package core

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/archive"
	"satchel/core/internal/testkit"
)

// photosOf are the photos of an archive, at least three.
func photosOf(t *testing.T, dir string) []string {
	t.Helper()
	photos, err := filepath.Glob(filepath.Join(dir, "chats/chat_*/photos/*.jpg"))
	if err != nil || len(photos) < 3 {
		t.Fatalf("photos: %v, %v", photos, err)
	}
	return photos
}

func mustDo(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestRepairBringsBackTheSameArchive(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.SmallWorld(), "")
	dir := t.TempDir()
	b.export(t, dir)
	want := testkit.Output(t, dir)
	photos := photosOf(t, dir)
	damage(t, photos, dir) // missing, changed, short, and a page
	mustDo(t, os.Remove(filepath.Join(dir, "chats/chat_001/messages.html")))
	v, result, err := b.engine(nil).Repair(t.Context(), dir, b.prompter())
	mustDo(t, err)
	if len(v.Damage) != 0 || v.Repaired != 5 || result.Outcome != Complete {
		t.Errorf("after the repair: %+v, %s, blocked %+v", v, result.Outcome, result.Blocked)
	}
	if diff := cmp.Diff(want, testkit.Output(t, dir)); diff != "" {
		t.Errorf("(-before the damage +after the repair)\n%s", diff)
	}
	if got := b.update(t, dir, DepthRecheck, testSettings()); got.Outcome != Complete {
		t.Errorf("the update after it ended %s", got.Outcome)
	}
}

func TestRepairWithoutTelegramTakesMovedFilesBackAndWritesPages(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.SmallWorld(), "")
	dir := t.TempDir()
	b.export(t, dir)
	want := testkit.Output(t, dir)
	photo := photosOf(t, dir)[0]
	mustDo(t, os.Rename(photo, filepath.Join(dir, "holiday.jpg")))
	mustDo(t, os.Remove(filepath.Join(dir, "report.json")))
	mustDo(t, os.WriteFile(filepath.Join(dir, "mine.txt"), []byte("mine"), 0o600))
	v, _, err := New(Config{}).Repair(t.Context(), dir, nil)
	mustDo(t, err)
	if diff := cmp.Diff([]string{"holiday.jpg", "mine.txt"}, v.Foreign); diff != "" || len(v.Damage) != 0 {
		t.Errorf("damage %+v, foreign %s", v.Damage, diff)
	}
	got := testkit.Output(t, dir)
	delete(got, "holiday.jpg")
	delete(got, "mine.txt")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-before +after)\n%s", diff)
	}
}

func TestARepairThatCannotFetchIsTakenUpByTheNext(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.SmallWorld(), "")
	dir := t.TempDir()
	b.export(t, dir)
	want := testkit.Output(t, dir)
	photo := photosOf(t, dir)[0]
	mustDo(t, os.Remove(photo))
	v, _, err := New(Config{}).Repair(t.Context(), dir, nil)
	mustDo(t, err)
	if len(v.Damage) != 1 || v.Damage[0].Reason != DamageMissing || !v.NeedsTelegram() {
		t.Errorf("without Telegram: %+v", v.Damage)
	}
	v, _, err = b.engine(nil).Repair(t.Context(), dir, b.prompter())
	mustDo(t, err)
	if diff := cmp.Diff(want, testkit.Output(t, dir)); diff != "" || len(v.Damage) != 0 {
		t.Errorf("damage %+v (-before +after)\n%s", v.Damage, diff)
	}
}

func TestAFileThatTelegramNoLongerHasStaysDamaged(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.SmallWorld(), `{"rules": [{"method": "upload.getFile", "file": "photo:100:x", "every": 2, "error": "LOCATION_INVALID"}, {"method": "upload.getFile", "file": "photo:100:x", "nth": 3, "error": "LOCATION_INVALID"}]}`)
	dir := t.TempDir()
	if got := b.export(t, dir); got.Outcome != Complete {
		t.Fatalf("outcome %s", got.Outcome)
	}
	photo := photosOf(t, dir)[0]
	mustDo(t, os.WriteFile(photo, []byte("half"), 0o600))
	v, result, err := b.engine(nil).Repair(t.Context(), dir, b.prompter())
	mustDo(t, err)
	if result.Outcome != CompleteWithProblems || len(v.Damage) != 1 {
		t.Errorf("outcome %s, damage %+v", result.Outcome, v.Damage)
	}
	if data, err := os.ReadFile(photo); err != nil || string(data) != "half" {
		t.Errorf("the damaged file was taken away: %q %v", data, err)
	}
}

func TestVerifyOfADamagedDatabaseStillComparesTheFiles(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.SmallWorld(), "")
	for name, harm := range map[string]func(db string) error{
		"truncated": func(db string) error { return os.Truncate(db, 20_000) },
		"cut":       func(db string) error { return os.Truncate(db, 50) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			b.export(t, dir)
			db := filepath.Join(dir, archive.FileName)
			mustDo(t, harm(db))
			before, err := os.ReadFile(db)
			mustDo(t, err)
			mustDo(t, os.Remove(photosOf(t, dir)[1]))
			v, err := Verify(t.Context(), dir, Config{})
			mustDo(t, err)
			if len(v.Damage) != 2 || v.Damage[0].Path != archive.FileName || v.Damage[1].Reason != DamageMissing || v.Files < 10 {
				t.Errorf("found %+v in %d files", v.Damage, v.Files)
			}
			for what, err := range map[string]error{
				"export": func() error {
					_, err := b.engine(nil).Export(t.Context(), dir, testSettings(), b.prompter())
					return err
				}(),
				"repair": func() error { _, _, err := b.engine(nil).Repair(t.Context(), dir, b.prompter()); return err }(),
				"render": func() error { _, err := Render(t.Context(), dir, Config{}); return err }(),
			} {
				if !errors.Is(err, archive.ErrDamaged) {
					t.Errorf("%s: %v, want ErrDamaged", what, err)
				}
			}
			if after, err := os.ReadFile(db); err != nil || string(after) != string(before) {
				t.Errorf("the damaged database was written to: %v", err)
			}
		})
	}
}

func TestACopyIsTheSameArchive(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.SmallWorld(), "")
	dir := t.TempDir()
	b.export(t, dir)
	to := filepath.Join(t.TempDir(), "disk", "copy")
	v, err := Copy(t.Context(), dir, to, Config{})
	mustDo(t, err)
	if len(v.Damage) != 0 || v.Files < 10 {
		t.Errorf("the copy: %+v", v)
	}
	if diff := cmp.Diff(testkit.Output(t, dir), testkit.Output(t, to)); diff != "" {
		t.Errorf("(-archive +copy)\n%s", diff)
	}
	if got := b.update(t, to, DepthFull, testSettings()); got.Outcome != Complete {
		t.Errorf("an update of the copy ended %s", got.Outcome)
	}
	if diff := cmp.Diff(testkit.Output(t, dir), testkit.Output(t, to)); diff != "" {
		t.Errorf("after an update (-archive +copy)\n%s", diff)
	}
}

func TestACopyRefusesAFolderInUse(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.SmallWorld(), "")
	dir, used := t.TempDir(), t.TempDir()
	b.export(t, dir)
	mustDo(t, os.WriteFile(filepath.Join(used, "x"), nil, 0o600))
	for name, to := range map[string]string{"not empty": used, "itself": dir, "inside": filepath.Join(dir, "copy")} {
		if _, err := Copy(t.Context(), dir, to, Config{}); !errors.Is(err, ErrNotEmpty) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := os.Stat(filepath.Join(used, "x")); err != nil {
		t.Errorf("the folder in use was touched: %v", err)
	}
}

func TestACopyOfADamagedArchiveSaysSo(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.SmallWorld(), "")
	dir, to := t.TempDir(), t.TempDir()
	b.export(t, dir)
	damage(t, photosOf(t, dir), dir)
	v, err := Copy(t.Context(), dir, to, Config{})
	mustDo(t, err)
	if len(v.Damage) != 4 {
		t.Errorf("found %+v", v.Damage)
	}
}
