package screen

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"satchel/core"
	"satchel/gui/view"
	"satchel/gui/widget"
)

// running is the screen of a run on a stage.
func running(t *testing.T) (*stage, *Run) {
	s := &stage{T: t}
	r := NewRun(newKit(t), RunOptions{
		Account: "Nora", Pause: s.note("pause"), Resume: s.note("resume"), Cancel: s.note("cancel"), GoOn: s.note("go on"), Finish: s.note("finish"),
		Grid: widget.MediaGridOptions{Len: func() int { return 0 }, Cell: func(int) widget.CellData { return widget.CellData{} }},
	})
	s.put(r)
	return s, r
}

// at shows a snapshot.
func (s *stage) at(r *Run, snap core.Snapshot, state view.RunState) {
	s.Helper()
	r.Apply(view.NewRun(r.kit.L, snap, state, noon))
	if min := r.Content().MinSize(); min.Width > 800 || min.Height > 510 {
		s.Errorf("it needs %v", min)
	}
}

func TestARunSaysWhatItIsAt(t *testing.T) {
	saving := core.Snapshot{Stage: core.StageSaving, Dialogs: 40, DialogsDone: 2, Chat: "Ana", ChatMessages: 120, ChatExpected: 400, Messages: 1204}
	with := func(change func(*core.Snapshot)) core.Snapshot {
		s := saving
		change(&s)
		return s
	}
	tests := []struct {
		name   string
		snap   core.Snapshot
		state  view.RunState
		sees   []string
		misses []string
		first  string // the first button; empty: it cannot be pressed
	}{
		{"working", saving, view.RunState{}, []string{"Saving your account", "Chat 3 of 40: Ana", "120 of 400 messages"}, []string{"Finish here"}, "Pause"},
		{"a pause of Telegram's", with(func(s *core.Snapshot) {
			s.Waiting = &core.Waiting{Until: noon.Add(65 * time.Second), Reason: core.WaitTelegram}
		}), view.RunState{}, []string{"Telegram asks for a short pause", "1:05", "it goes on by itself"}, nil, "Pause"},
		{"before the start", core.Snapshot{Stage: core.StageDelayed, Waiting: &core.Waiting{Until: noon.Add(23 * time.Hour), Reason: core.WaitStart}},
			view.RunState{}, []string{"23:00:00", "tap Allow"}, []string{"messages ", "%"}, "Pause"},
		{"no line", with(func(s *core.Snapshot) { s.Waiting = &core.Waiting{Until: noon, Reason: core.WaitOffline} }), view.RunState{},
			[]string{"No internet", "Satchel keeps trying"}, nil, "Pause"},
		{"no room", with(func(s *core.Snapshot) { s.Full = &core.FullDisk{Needed: 3 << 30, Free: 2 << 20} }), view.RunState{},
			[]string{"The disk is full", "About 3.0 GB are needed, 2.0 MB are free.", "it goes on by itself"}, nil, "Pause"},
		{"paused", with(func(s *core.Snapshot) { s.Paused = true }), view.RunState{}, []string{"Paused", "Everything so far is kept."}, nil, "Resume"},
		{"being stopped", saving, view.RunState{Cancelled: true}, []string{"Stopping", "This takes a moment."}, nil, ""},
		{"signed out", saving, view.RunState{Blocked: &core.Blocked{Code: core.BlockedSignedOut}},
			[]string{"Stopped for now", "This device was signed out.", "Finish here"}, []string{"Stop…"}, "Sign in again"},
		{"mending", core.Snapshot{Stage: core.StageVerifying, Bytes: 1, BytesExpected: 2}, view.RunState{Kind: view.RunMend},
			[]string{"Checking every file", "50%"}, nil, ""},
		{"problems", with(func(s *core.Snapshot) { s.Problems = 3 }), view.RunState{}, []string{"3 things could not be saved; more at the end"}, nil, "Pause"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, r := running(t)
			s.at(r, tt.snap, tt.state)
			s.sees(tt.sees...)
			s.misses(tt.misses...)
			if first := r.First().(*widget.Button); first.Disabled() != (tt.first == "") || tt.first != "" && first.Text != tt.first {
				t.Errorf("the first button is %q, disabled %v", first.Text, first.Disabled())
			}
		})
	}
}

func TestTheFirstButtonDoesWhatItSays(t *testing.T) {
	s, r := running(t)
	saving := core.Snapshot{Stage: core.StageSaving, Dialogs: 4}
	s.at(r, saving, view.RunState{})
	s.press("Pause")
	saving.Paused = true
	s.at(r, saving, view.RunState{})
	s.press("Resume")
	s.at(r, saving, view.RunState{Blocked: &core.Blocked{Code: core.BlockedDiskFull}})
	s.press("Go on")
	s.press("Finish here")
	s.called("pause", "resume", "go on", "finish")
}

func TestEscapeAsksOnlyWhereThereIsSomethingToStop(t *testing.T) {
	s, r := running(t)
	s.at(r, core.Snapshot{Stage: core.StageSaving, Dialogs: 4}, view.RunState{})
	s.key(fyne.KeyEscape)
	s.called("cancel")
	s.at(r, core.Snapshot{Stage: core.StageRendering}, view.RunState{})
	s.key(fyne.KeyEscape)
	s.at(r, core.Snapshot{Stage: core.StageSaving}, view.RunState{Blocked: &core.Blocked{Code: core.BlockedDiskFull}})
	s.key(fyne.KeyEscape)
	s.called()
}

func TestWordsHoldThePlaceOfThePictures(t *testing.T) {
	s, r := running(t)
	s.sees("Pictures and files appear here as they arrive.")
	r.HasPictures(true)
	s.misses("Pictures and files appear here as they arrive.")
	r.HasPictures(false)
	s.sees("Pictures and files appear here as they arrive.")
	r.Over(container.NewStack(widget.NewText("a large picture")))
	s.sees("a large picture")
	r.Over(nil)
	s.misses("a large picture")
}

// ended is the last screen on a stage.
func ended(t *testing.T, e view.End, signedIn bool) (*stage, *End) {
	s := &stage{T: t}
	o := EndOptions{Dir: "/home/nora/Satchel", Open: s.note("open"), Folder: s.note("folder"), Check: s.note("check"), Copy: s.note("copy"),
		Retry: s.note("retry"), Home: s.note("home")}
	if signedIn {
		o.SignOut = s.note("sign out")
	}
	at := NewEnd(newKit(t), e, o)
	s.put(at)
	return s, at
}

func TestAGoodEndOpensTheArchive(t *testing.T) {
	s, at := ended(t, view.End{Tone: view.ToneGood, Title: "Everything is saved", Open: true, Figures: []view.Figure{{Value: "24", Label: "chats"}}}, true)
	s.sees("Everything is saved", "/home/nora/Satchel")
	s.key(fyne.KeyReturn)
	for _, button := range []string{"Show the folder", "Check every file", "Copy to another disk…", "Sign out", "Back to the start"} {
		s.press(button)
	}
	s.called("open", "folder", "check", "copy", "sign out", "home")
	at.Set(view.End{Title: "Everything is saved", Open: true, Chats: []view.ChatLine{{Name: "Ana", Kind: "Private chat", Counts: "5 messages", Whole: true}}})
	s.sees("Ana", "Private chat", "5 messages")
	s.key(fyne.KeyEscape)
	s.called("home")
}

func TestABadEndOffersAnotherTry(t *testing.T) {
	s, _ := ended(t, view.End{Tone: view.ToneBad, Title: "It did not work", Text: "No internet.", Retry: "Try again"}, false)
	s.sees("It did not work", "No internet.")
	s.misses("Open the archive", "Check every file", "Sign out")
	s.key(fyne.KeyReturn)
	s.called("retry")
}

func TestWhatIsMissingIsSaidWithItsReason(t *testing.T) {
	s, at := ended(t, view.End{Tone: view.ToneMixed, Title: "Saved, except for 2 things", Open: true, Retry: "Try the missing ones again"}, true)
	at.Set(view.End{Missing: []view.Missing{
		{Title: "2 files", Text: "The file could not be fetched whole.", Hint: "Try again later.", Items: []string{"Ana"}, Count: 2},
	}})
	s.sees("What is missing, and why", "2 files", "The file could not be fetched whole.")
	s.press("Try the missing ones again")
	s.called("retry")
}

// checking is the screen of a check on a stage.
func checking(t *testing.T, v view.Check, again bool) (*stage, *Check) {
	s := &stage{T: t}
	o := CheckOptions{Dir: "/home/nora/Satchel", Stop: s.note("stop"), Folder: s.note("folder"), Back: s.note("back"),
		Mend: func(account bool) {
			if account {
				s.did = append(s.did, "mend with Telegram")
				return
			}
			s.did = append(s.did, "mend")
		}}
	if again {
		o.Again = s.note("again")
	}
	c := NewCheck(newKit(t), v, o, func(f fyne.Focusable) { s.window.Canvas().Focus(f) })
	s.put(c)
	return s, c
}

func TestACheckIsStoppedOnce(t *testing.T) {
	s, _ := checking(t, view.Check{Busy: true, Title: "Checking every file", Text: "3 files read", Done: 0.3}, false)
	s.sees("Checking every file", "3 files read")
	s.misses("Show the folder", "Back")
	s.key(fyne.KeyEscape)
	if s.can("Stop") {
		t.Error("it can be stopped twice")
	}
	s.called("stop")
}

func TestACheckEndsWithWhatCanBeDone(t *testing.T) {
	tests := []struct {
		name  string
		end   view.Check
		again bool
		press []string
		want  []string
	}{
		{"sound", view.Check{Tone: view.ToneGood, Title: "All 30 files are as they were saved"}, false, []string{"Show the folder", "Done"}, []string{"folder", "back"}},
		{"damaged", view.Check{Tone: view.ToneBad, Title: "1 file is damaged", Items: []string{"a.jpg: changed"}, Mend: "Mend them", Account: true}, true,
			[]string{"Mend them", "Back"}, []string{"mend with Telegram", "back"}},
		{"damaged pages", view.Check{Tone: view.ToneBad, Title: "1 file is damaged", Items: []string{"index.html: changed"}, Mend: "Mend them"}, false,
			[]string{"Mend them"}, []string{"mend"}},
		{"failed", view.Check{Tone: view.ToneBad, Title: "It could not be checked"}, true, []string{"Try again", "Back"}, []string{"again", "back"}},
		{"failed for good", view.Check{Tone: view.ToneBad, Title: "It could not be checked"}, false, []string{"Done"}, []string{"back"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, c := checking(t, view.Check{Busy: true, Title: "Checking every file"}, tt.again)
			c.Set(tt.end)
			s.sees(append(tt.end.Items, tt.end.Title)...)
			if s.window.Canvas().Focused() != c.First() {
				t.Error("the next step is not under the keyboard")
			}
			for _, button := range tt.press {
				s.press(button)
			}
			s.called(tt.want...)
			s.key(fyne.KeyEscape)
			s.called("back")
		})
	}
}
