package gui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"satchel/gui/widget"
)

// list is the list on the screen.
func (b *bench) list() *widget.List {
	b.Helper()
	var list *widget.List
	b.walk(func(o fyne.CanvasObject) {
		if found, ok := o.(*widget.List); ok {
			list = found
		}
	})
	if list == nil {
		b.Fatal("there is no list")
	}
	return list
}

func TestSingleChatsAreUntickedAndCountedWhileLookedAt(t *testing.T) {
	b := newBench(t)
	b.signIn()
	b.press("Choose chats…")
	b.sees("Which chats?")
	b.sees("The Club")
	b.sees("Private chat · 12 photos")
	b.sees("2 of 2 chats · 24 files in the 2 chats counted")
	b.list().Select(1)
	b.sees("1 of 2 chats")
	b.press("Done")
	b.sees("All but 1 chat")
	b.until("the survey to end", func() bool { return b.engine.noted("survey ended") })
	b.sees("Good to write to")
	b.press("Start")
	b.until("the export to begin", func() bool { return b.engine.noted("export") })
	if !b.engine.noted("without channel:9") || b.engine.noted("without user:7") {
		t.Error("the export was not asked to leave out the chat")
	}
}

// Telegram is asked once for each chat on the screen, and for no other.
func TestOnlyChatsOnTheScreenAreCounted(t *testing.T) {
	b := newBench(t)
	b.engine.people = 300
	b.signIn()
	b.press("Choose chats…")
	shown := func() (chats int) {
		for _, text := range b.texts() {
			if strings.HasSuffix(text, " · 12 photos") {
				chats++
			}
		}
		return chats
	}
	b.until("the chats on the screen to be counted", func() bool { return shown() > 2 && shown() == len(b.engine.counted()) })
	first := shown()
	b.list().ScrollTo(250)
	b.until("those further down to be counted", func() bool { return slices.Contains(b.engine.counted(), "user:1248") })
	asked := map[string]int{}
	for _, chat := range b.engine.counted() {
		if asked[chat]++; asked[chat] > 1 {
			t.Errorf("%s was counted %d times", chat, asked[chat])
		}
	}
	if asked["user:1120"] > 0 || len(asked) > 3*first {
		t.Errorf("%d chats were counted for two screens of %d", len(asked), first)
	}
	b.press("Back")
	b.until("the survey to end", func() bool { return b.engine.noted("survey ended") })
}

func TestTheChoiceOfChatsCanBeLeftAsItWas(t *testing.T) {
	b := newBench(t)
	b.signIn()
	b.press("Choose chats…")
	b.sees("The Club")
	b.press("Untick all")
	b.sees("0 of 2 chats")
	test.Type(b.entry(), "club")
	b.press("Tick all")
	b.sees("1 of 2 chats")
	b.press("Back")
	b.sees("All chats of these kinds")
	b.until("the survey to end", func() bool { return b.engine.noted("survey ended") })
}

func TestTheListOfChatsFitsASmallWindow(t *testing.T) {
	b := newBench(t)
	b.signIn()
	b.press("Choose chats…")
	b.sees("The Club")
	if min := b.window.Content().MinSize(); min.Width > 800 || min.Height > 560 {
		t.Errorf("it needs %v", min)
	}
}
