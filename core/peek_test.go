package core

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"satchel/core/internal/archive"
	"satchel/core/internal/testkit"
)

func TestPeekTellsWhatAnExportLeft(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.SmallWorld(), "")
	dir := filepath.Join(t.TempDir(), "archive")
	settings := Default()
	settings.Stories = false
	result, err := b.engine(nil).Export(t.Context(), dir, settings, b.prompter())
	if err != nil {
		t.Fatal(err)
	}
	o, err := Peek(t.Context(), dir, Config{})
	if err != nil {
		t.Fatal(err)
	}
	if o.Outcome != result.Outcome || o.Messages != result.Messages || o.Chats != result.Dialogs || o.Files != result.Files.Saved || o.Bytes != result.Bytes {
		t.Errorf("%+v\nafter %+v", o, result)
	}
	if o.Queued != 0 || o.LastFull.IsZero() || o.Settings.Stories || !o.Settings.Contacts {
		t.Errorf("%+v", o)
	}
	chats, err := ChatCounts(t.Context(), dir, Config{})
	if err != nil {
		t.Fatal(err)
	}
	messages := 0
	for i, c := range chats {
		messages += c.Saved
		if c.Number != i+1 || c.ID == "" || !c.Complete || c.Saved < c.Telegram && !c.Inexact {
			t.Errorf("%+v", c)
		}
	}
	if len(chats) != o.Chats || messages != o.Messages {
		t.Errorf("%d chats with %d messages, want %d with %d", len(chats), messages, o.Chats, o.Messages)
	}
}

func TestPeekMakesNoArchive(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if _, err := Peek(t.Context(), dir, Config{}); !errors.Is(err, archive.ErrNoArchive) {
		t.Errorf("%v", err)
	}
	if _, err := ChatCounts(t.Context(), dir, Config{}); !errors.Is(err, archive.ErrNoArchive) {
		t.Errorf("%v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
}
