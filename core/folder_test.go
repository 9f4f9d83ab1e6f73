package core

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestLookAtTellsWhatAFolderIsGoodFor(t *testing.T) {
	t.Parallel()
	base := t.TempDir()
	for _, name := range []string{"empty", "archive", "other"} {
		if err := os.Mkdir(filepath.Join(base, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	touch(t, filepath.Join(base, "archive", "archive.db"))
	touch(t, filepath.Join(base, "archive", "report.json"))
	touch(t, filepath.Join(base, "other", "letter.txt"))
	tests := []struct {
		name           string
		archive, other bool
	}{
		{"empty", false, false},
		{"archive", true, false},
		{"other", false, true},
		{filepath.Join("not", "yet", "there"), false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, err := LookAt(filepath.Join(base, tt.name))
			if err != nil {
				t.Fatal(err)
			}
			if !f.Writable || f.Free <= 0 || f.Archive != tt.archive || f.Other != tt.other {
				t.Errorf("%+v", f)
			}
		})
	}
	left, err := filepath.Glob(filepath.Join(base, "*", ".satchel-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("the test of writing left %v, %v", left, err)
	}
}

func TestLookAtRefusesAFile(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	touch(t, file)
	for _, path := range []string{file, filepath.Join(file, "below")} {
		if _, err := LookAt(path); err == nil {
			t.Errorf("%s: no error", path)
		}
	}
}

func TestOneInstanceAtATime(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "config")
	first, err := OneInstance(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := OneInstance(dir); !errors.Is(err, ErrRunning) {
		t.Errorf("second: %v", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := OneInstance(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
}

func touch(t *testing.T, path string) {
	t.Helper()
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
}
