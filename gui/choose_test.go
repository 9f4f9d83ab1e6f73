package gui

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"satchel/core"
	"satchel/gui/widget"
)

// canPress reports whether there is an enabled button of that name.
func (b *bench) canPress(text string) (can bool) {
	b.walk(func(o fyne.CanvasObject) {
		if found, ok := o.(*widget.Button); ok && found.Text == text {
			can = !found.Disabled()
		}
	})
	return can
}

// check is the checkbox of a name, the nth of those from 0.
func (b *bench) check(text string, nth int) *widget.Check {
	b.Helper()
	var list []*widget.Check
	b.walk(func(o fyne.CanvasObject) {
		if found, ok := o.(*widget.Check); ok && found.Text == text {
			list = append(list, found)
		}
	})
	if nth >= len(list) {
		b.Fatalf("there is no box %q", text)
	}
	return list[nth]
}

func TestDaysAreCheckedAsTheyAreTypedAndReachTheExport(t *testing.T) {
	b := newBench(t)
	b.signIn()
	b.sees("Good to write to")
	lines := b.entries() // the folder, and the two days
	from, till := lines[1], lines[2]
	test.Type(from, "2024-05")
	b.sees("That is not a day.")
	if b.canPress("Start") {
		t.Error("it can be started with half a day")
	}
	test.Type(from, "-10")
	b.sees("Only messages from 10 May 2024 on.")
	test.Type(till, "9.5.2024")
	b.sees("The first day, 10 May 2024, is after the last one, 9 May 2024.")
	b.press("Tick everything")
	b.sees("Everything is saved, files of any size included.")
	if from.Text != "" || till.Text != "" || b.says("is after the last one") {
		t.Errorf("left: %q to %q", from.Text, till.Text)
	}
	test.Type(from, "2024-05-10")
	test.Type(till, "2024-05-11")
	b.sees("Only messages from 10 May 2024 to 11 May 2024.")
	b.press("Start")
	if got := b.exported(); got.From.String() != "2024-05-10" || got.Till.String() != "2024-05-11" {
		t.Errorf("exported from %s to %s", got.From, got.Till)
	}
}

func TestWhatIsWrittenBesideTheArchiveIsInTheWindowsLanguage(t *testing.T) {
	b := newBench(t)
	b.shell.Language = "pt-BR"
	b.signIn()
	b.sees("Good to write to")
	b.press("Start")
	if got := b.exported().Language; got != "pt" {
		t.Errorf("it is in %q", got)
	}
}

func TestTypesOfChatAndOwnMessagesAreChosen(t *testing.T) {
	b := newBench(t)
	b.signIn()
	b.sees("Good to write to")
	test.Tap(b.check("Bots", 0))
	test.Tap(b.check("Public supergroups", 0))
	b.sees("Everything but 1 kind of thing. Only what you wrote yourself in 1 kind of chat.")
	test.Tap(b.check("Channels", 0))
	if b.check("Private", 1).Disabled() == false || b.check("Public channels", 0).Disabled() == false {
		t.Error("parts of a kind that is not saved can be ticked")
	}
	if b.check("Private", 0).Disabled() {
		t.Error("parts of another kind cannot be ticked any more")
	}
	test.Tap(b.check("People", 0))
	if b.check("Private chats", 0).Checked {
		t.Error("private chats are ticked although nothing is left of them")
	}
	test.Tap(b.check("Private chats", 0))
	if !b.check("People", 0).Checked || !b.check("Bots", 0).Checked {
		t.Error("private chats are ticked without people or bots")
	}
	b.press("Start")
	got := b.exported()
	if !got.MessageUsers || got.MessageChannels || !slices.Equal(got.OnlyMine, []core.ChatKind{"public_supergroup"}) || got.Validate() != nil {
		t.Errorf("%+v", got)
	}
}

func TestOneChatHasItsOwnChoice(t *testing.T) {
	b := newBench(t)
	b.signIn()
	b.press("Choose chats…")
	b.sees("The Club")
	b.list().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	b.list().TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	b.sees("What you change here is for this chat alone")
	b.sees("The Club")
	if b.canPress("As for all chats") {
		t.Error("it has a choice of its own already")
	}
	test.Tap(b.check("Videos", 0))
	test.Tap(b.check("Only what you wrote yourself", 0))
	b.press("Done")
	b.sees("its own choice · Supergroup")
	b.list().TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if !b.canPress("As for all chats") || b.check("Videos", 0).Checked {
		t.Error("the choice is forgotten")
	}
	b.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	b.sees("Which chats?")
	b.press("Done")
	b.sees("All chats of these kinds · 1 with its own choice")
	b.sees("1 chat has its own choice.")
	b.sees("Good to write to")
	b.press("Start")
	rule := b.exported().Chats.Each[chatID("channel:9")]
	if rule.OnlyMine == nil || !*rule.OnlyMine || slices.Contains(rule.Media, "video") || len(rule.Media) == 0 || rule.Files != nil {
		t.Errorf("%+v", rule)
	}
}

func TestAChatThatIsNotSavedHasNoChoiceOfItsOwn(t *testing.T) {
	b := newBench(t)
	b.signIn()
	b.press("Choose chats…")
	b.sees("The Club")
	b.press("Untick all")
	b.list().TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if !b.says("Which chats?") {
		t.Error("its choice was opened")
	}
	b.list().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	b.sees("What shall be saved?")
}

func TestWithoutASystemDialogThereIsOneOfOurOwn(t *testing.T) {
	b := newBench(t)
	b.shell.PickFolder = func(string, string) (string, error) { return "", fmt.Errorf("no GTK: %w", errors.ErrUnsupported) }
	b.signIn()
	b.sees("Good to write to")
	folder := b.entries()[0].Text
	b.press("Choose a folder…")
	b.until("the dialog", func() bool { return b.window.Canvas().Overlays().Top() != nil })
	b.window.Canvas().Unfocus()
	b.shell.typed(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.shell.typed(&fyne.KeyEvent{Name: fyne.KeyEscape})
	b.until("its end", func() bool { return b.window.Canvas().Overlays().Top() == nil && b.canPress("Choose a folder…") })
	if !b.says("What shall be saved?") || b.entries()[0].Text != folder || b.engine.noted("export") {
		t.Error("keys went to the screen behind it")
	}
}

func TestOurOwnDialogBeginsWhereTheFolderIs(t *testing.T) {
	test.NewTempApp(t)
	dir := t.TempDir()
	if got := nearest(filepath.Join(dir, "not", "there")); got == nil || got.Path() != filepath.ToSlash(dir) {
		t.Errorf("it begins at %v, want %s", got, dir)
	}
}
