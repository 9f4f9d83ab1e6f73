package view

import (
	"strings"
	"testing"
	"time"

	"satchel/core"
)

func saving() core.Snapshot {
	return core.Snapshot{
		Stage: core.StageSaving, Dialogs: 10, DialogsDone: 4, Chat: "Ana", ChatMessages: 20, ChatExpected: 80,
		Messages: 500, MessagesExpected: 1000, Files: 30, FilesDone: 10, Bytes: 5 << 20, BytesExpected: 10 << 20,
		BytesPerSecond: 1 << 20, Left: 5 * time.Minute,
	}
}

func TestRunLooksDifferentForEveryState(t *testing.T) {
	wait := func(r core.WaitReason) *core.Waiting {
		return &core.Waiting{Until: noon.Add(42 * time.Second), Reason: r}
	}
	tests := []struct {
		name   string
		change func(*core.Snapshot)
		state  RunState
		want   Look
		pause  bool
	}{
		{"working", func(*core.Snapshot) {}, RunState{}, LookWorking, true},
		{"telegram waits", func(s *core.Snapshot) { s.Waiting = wait(core.WaitTelegram) }, RunState{}, LookWaiting, true},
		{"before the start", func(s *core.Snapshot) { s.Stage = core.StageDelayed }, RunState{}, LookWaiting, true},
		{"no internet", func(s *core.Snapshot) { s.Waiting = wait(core.WaitOffline) }, RunState{}, LookOffline, true},
		{"paused", func(s *core.Snapshot) { s.Paused = true }, RunState{}, LookPaused, true},
		{"paused while offline", func(s *core.Snapshot) { s.Paused, s.Waiting = true, wait(core.WaitOffline) }, RunState{}, LookPaused, true},
		{"cancelled", func(*core.Snapshot) {}, RunState{Cancelled: true}, LookEnding, false},
		{"disk full", func(s *core.Snapshot) { s.Stage = core.StageEnded }, RunState{Blocked: &core.Blocked{Code: core.BlockedDiskFull}}, LookFull, false},
		{"no room", func(s *core.Snapshot) { s.Full = &core.FullDisk{Needed: 5 << 30, Free: 1000} }, RunState{}, LookRoom, true},
		{"no room for the pages", func(s *core.Snapshot) { s.Stage, s.Full = core.StageRendering, &core.FullDisk{Needed: 5} }, RunState{}, LookRoom, false},
		{"no room, cancelled", func(s *core.Snapshot) { s.Full = &core.FullDisk{Needed: 5} }, RunState{Cancelled: true}, LookEnding, false},
		{"signed out", func(s *core.Snapshot) { s.Stage = core.StageEnded }, RunState{Blocked: &core.Blocked{Code: core.BlockedSignedOut}}, LookStopped, false},
		{"rendering", func(s *core.Snapshot) { s.Stage = core.StageRendering }, RunState{}, LookWorking, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := saving()
			tt.change(&s)
			r := NewRun(words(t), s, tt.state, noon)
			if r.Look != tt.want || r.CanPause != tt.pause {
				t.Errorf("look %q, can pause %v; want %q, %v", r.Look, r.CanPause, tt.want, tt.pause)
			}
			for _, text := range []string{r.Title, r.Line} {
				if text == "" || strings.Contains(text, "run.") || strings.Contains(text, "blocked.") || strings.Contains(text, "%!") {
					t.Errorf("odd words %q", text)
				}
			}
		})
	}
}

func TestRunShowsAClockWhileTelegramWaits(t *testing.T) {
	s := saving()
	s.Waiting = &core.Waiting{Until: noon.Add(42 * time.Second), Reason: core.WaitTelegram}
	r := NewRun(words(t), s, RunState{}, noon)
	if r.Clock != "0:42" || !strings.Contains(r.Line, "12:00:42") {
		t.Errorf("clock %q, line %q", r.Clock, r.Line)
	}
	for _, f := range r.Figures {
		if f.Label == "time left" || f.Label == "speed" {
			t.Errorf("promised while waiting: %+v", f)
		}
	}
}

func TestOverallWeighsBytesAndNeverClaimsTheEnd(t *testing.T) {
	s := saving()
	part, unknown := overall(s, RunSave)
	if unknown || part <= 0 || part >= 0.5 {
		t.Errorf("4 of 10 chats read: %v, %v", part, unknown)
	}
	s.DialogsDone = 10
	s.Bytes, s.Messages = s.BytesExpected, s.MessagesExpected
	if part, _ := overall(s, RunSave); part < 0.99 || part >= 1 {
		t.Errorf("all there but still saving: %v", part)
	}
	if _, unknown := overall(core.Snapshot{Stage: core.StageListing}, RunSave); !unknown {
		t.Error("a part of something unknown")
	}
	if part, _ := overall(core.Snapshot{Stage: core.StageRendering}, RunSave); part != 1 {
		t.Errorf("rendering: %v", part)
	}
}

func TestAStoppedRunIsNotAtItsEnd(t *testing.T) {
	s := saving()
	s.Stage = core.StageEnded
	if r := NewRun(words(t), s, RunState{Blocked: &core.Blocked{Code: core.BlockedDiskFull}}, noon); r.Overall > 0.5 || r.Percent == "100%" {
		t.Errorf("%v %q", r.Overall, r.Percent)
	}
}

func TestFiguresAreWritten(t *testing.T) {
	r := NewRun(words(t), saving(), RunState{}, noon)
	want := []string{"4 / 10", "500", "10 / 30", "5.0 MB", "1.0 MB/s", "about 5 minutes"}
	for i, f := range r.Figures {
		if f.Value != want[i] {
			t.Errorf("figure %d is %q, want %q", i, f.Value, want[i])
		}
	}
	if r.ChatPart != 0.25 || r.ChatText != "20 of 80 messages" || r.Line != "Chat 5 of 10: Ana" {
		t.Errorf("%+v", r)
	}
}

func TestEveryBlockCodeHasWords(t *testing.T) {
	for _, code := range []core.BlockCode{core.BlockedDelay, core.BlockedWait, core.BlockedSignedOut, core.BlockedSuperseded, core.BlockedDiskFull, core.BlockedFrozen, core.BlockedOther} {
		if !words(t).Has("blocked." + string(code)) {
			t.Errorf("no words for %q", code)
		}
	}
	text := BlockedText(words(t), &core.Blocked{Code: "new", Until: noon.Add(30 * time.Hour)}, noon)
	if !strings.Contains(text, "Sunday 15 March, 18:00") {
		t.Errorf("%q", text)
	}
}

func TestCancelQuestionSaysWhatIsKept(t *testing.T) {
	if _, text := CancelQuestion(words(t), saving()); !strings.HasPrefix(text, "500 messages and 10 files are saved") {
		t.Errorf("%q", text)
	}
	if _, text := CancelQuestion(words(t), core.Snapshot{}); !strings.HasPrefix(text, "Nothing is lost.") {
		t.Errorf("%q", text)
	}
}

func TestTimesAreWrittenForPeople(t *testing.T) {
	l := words(t)
	for d, want := range map[time.Duration]string{0: "", 20 * time.Second: "under a minute", 61 * time.Second: "about 1 minute", 40 * time.Minute: "about 40 minutes", 3 * time.Hour: "about 3 hours", 50 * time.Hour: "about 2 days"} {
		if got := Left(l, d); got != want {
			t.Errorf("left %v: %q, want %q", d, got, want)
		}
	}
	for d, want := range map[time.Duration]string{time.Second: "just now", 5 * time.Minute: "5 minutes ago", 30 * time.Hour: "yesterday", 21 * 24 * time.Hour: "3 weeks ago", 100 * 24 * time.Hour: "on 4 December 2025"} {
		if got := Ago(l, noon.Add(-d), noon); got != want {
			t.Errorf("%v ago: %q, want %q", d, got, want)
		}
	}
	if got := Ago(l, time.Time{}, noon); got != "never" {
		t.Errorf("%q", got)
	}
	for d, want := range map[time.Duration]string{-time.Second: "0:00", 42 * time.Second: "0:42", 23*time.Hour + 10*time.Minute: "23:10:00"} {
		if got := Countdown(noon.Add(d), noon); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}

func TestWhoPausedCanGoOn(t *testing.T) {
	for _, stage := range []core.Stage{core.StageIdle, core.StageConnecting, core.StageSignIn, core.StageVerifying, core.StageListing, core.StageSaving} {
		if r := NewRun(words(t), core.Snapshot{Stage: stage, Paused: true}, RunState{}, noon); r.Look != LookPaused || !r.CanPause {
			t.Errorf("paused in %s: %s, resumable %v", stage, r.Look, r.CanPause)
		}
	}
}

func TestARunSaysWhatItIsFor(t *testing.T) {
	l := words(t)
	saving := core.Snapshot{Stage: core.StageSaving, Dialogs: 2, Files: 8, FilesDone: 6, Bytes: 30, BytesExpected: 40}
	for kind, want := range map[RunKind]string{RunSave: "Saving your account", RunUpdate: "Updating your archive", RunMend: "Mending the archive"} {
		if got := NewRun(l, saving, RunState{Kind: kind}, noon).Title; got != want {
			t.Errorf("%q: %q", kind, got)
		}
	}
	mending := core.Snapshot{Stage: core.StageSaving, Files: 8, FilesDone: 6, Bytes: 30, BytesExpected: 40} // no chats are read
	if got := NewRun(l, mending, RunState{Kind: RunMend}, noon); got.Unknown || got.Overall != 0.75 {
		t.Errorf("%+v", got)
	}
	reading := core.Snapshot{Stage: core.StageVerifying, FilesDone: 6, Bytes: 10, BytesExpected: 40}
	if got := NewRun(l, reading, RunState{Kind: RunMend}, noon); got.Unknown || got.Overall != 0.25 || got.Title != "Checking every file" || got.CanPause {
		t.Errorf("%+v", got)
	}
}

func TestWhoWasSignedOutIsAskedToSignIn(t *testing.T) {
	l := words(t)
	for code, want := range map[core.BlockCode]string{core.BlockedSignedOut: "Sign in again", core.BlockedFrozen: "Go on", core.BlockedDiskFull: "Go on"} {
		if got := NewRun(l, core.Snapshot{}, RunState{Blocked: &core.Blocked{Code: code}}, noon).GoOn; got != want {
			t.Errorf("%s: %q", code, got)
		}
	}
}

func TestADiskThatHasRoomButTakesNothingIsNotSaidToBeShortOfIt(t *testing.T) {
	l := words(t)
	r := NewRun(l, core.Snapshot{Full: &core.FullDisk{Needed: 4 << 20, Free: 30 << 30}}, RunState{}, noon)
	if r.Look != LookRoom || !strings.Contains(r.Line, "30.0 GB free but takes nothing more") {
		t.Errorf("%s: %q", r.Look, r.Line)
	}
}
