package core

import (
	"archive/zip"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/testkit"
)

// oldArchive unpacks an archive of the small account, made by an earlier version.
func oldArchive(t *testing.T, name string) string {
	t.Helper()
	z, err := zip.OpenReader(filepath.Join("internal/archive/testdata", name))
	mustDo(t, err)
	defer z.Close()
	dir := t.TempDir()
	mustDo(t, os.CopyFS(dir, z))
	mustDo(t, filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		return errors.Join(err, os.Chmod(path, 0o700))
	}))
	return dir
}

// Each state of the schema that people may have archives of is opened, rendered,
// repaired and updated. They were made by the program of their day and lack, to be
// small, the one large file and the scripts; those of "cut" were killed in the
// middle of their run, its log beside it, and become what one export gives.
func TestArchivesOfEveryEarlierSchemaLiveOn(t *testing.T) {
	t.Parallel()
	kept, err := filepath.Glob("internal/archive/testdata/schema*.zip")
	if err != nil || len(kept) == 0 {
		t.Fatalf("no archives of earlier versions: %v", err)
	}
	for _, path := range kept {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			dir := oldArchive(t, filepath.Base(path))
			if _, err := Render(t.Context(), dir, Config{}); err != nil {
				t.Fatalf("render: %v", err)
			}
			one := newBench(t, testkit.SmallWorld(), "")
			v, _, err := one.engine(nil).Repair(t.Context(), dir, one.prompter())
			if err != nil || len(v.Damage) > 0 {
				t.Errorf("repair: %+v %v", v.Damage, err)
			}
			if strings.Contains(path, "-cut") {
				one.goesOn(t, dir)
				return
			}
			two := newBench(t, testkit.SmallWorldLater(), "")
			if got := two.update(t, dir, DepthRecheck, testSettings()); got.Outcome != Complete {
				t.Errorf("update: %s %+v", got.Outcome, got.Problems)
			}
			want := []string{"message 3", "message 5", "edited 7 <- message 7", "message 9", "message 11 (missing)", "message 13", "message 15", "message 17"}
			if diff := cmp.Diff(want, saved(t, dir, model.UserID(7))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// goesOn updates an archive that was cut, and expects what one export gives.
func (b *bench) goesOn(t *testing.T, dir string) {
	t.Helper()
	if got := b.update(t, dir, DepthRecheck, testSettings()); got.Outcome != Complete {
		t.Errorf("update: %s %+v", got.Outcome, got.Problems)
	}
	fresh := t.TempDir()
	b.export(t, fresh)
	if diff := cmp.Diff(testkit.Output(t, fresh), testkit.Output(t, dir)); diff != "" {
		t.Errorf("(-fresh +gone on)\n%s", diff)
	}
}

func TestAnArchiveOfANewerVersionIsRefusedWithASentence(t *testing.T) {
	t.Parallel()
	dir := oldArchive(t, "schema1.zip")
	db, err := sql.Open("sqlite", filepath.Join(dir, archive.FileName))
	mustDo(t, err)
	_, err = db.ExecContext(context.WithoutCancel(t.Context()), "PRAGMA user_version = 999")
	mustDo(t, errors.Join(err, db.Close()))
	before, err := os.ReadFile(filepath.Join(dir, archive.FileName))
	mustDo(t, err)
	_, err = Render(t.Context(), dir, Config{})
	if !errors.Is(err, archive.ErrNewer) || !strings.Contains(Explain(err).Text, "newer version") {
		t.Errorf("error %v", err)
	}
	if after, err := os.ReadFile(filepath.Join(dir, archive.FileName)); err != nil || string(after) != string(before) {
		t.Errorf("it was written to: %v", err)
	}
}
