package view

import (
	"strings"
	"time"

	"satchel/core"
	"satchel/gui/lang"
)

// Look is how a run looks at a glance.
type Look string

// The looks.
const (
	LookWorking Look = "working"
	LookWaiting Look = "waiting" // Telegram asks for a pause
	LookOffline Look = "offline"
	LookPaused  Look = "paused"
	LookFull    Look = "disk_full" // and the run ended
	LookRoom    Look = "no_room"   // it goes on by itself when there is room
	LookStopped Look = "stopped"   // it cannot go on by itself
	LookEnding  Look = "ending"    // cancelled; what is there is put in order
)

// Run is the screen of a run at one moment.
type Run struct {
	Look     Look
	Title    string // "Saving your account"
	Line     string // the living line
	Clock    string // counts down while Telegram waits; empty: no clock
	Overall  float64
	Unknown  bool // nothing is known of the whole yet
	Percent  string
	Chat     string
	ChatPart float64
	ChatText string // "120 of 400 messages"
	Figures  []Figure
	Problems string // empty: none
	CanPause bool
	GoOn     string // label of what takes up a stopped run
}

// Figure is a number with its word.
type Figure struct{ Value, Label string }

// RunState is what the window itself knows beside the snapshot.
type RunState struct {
	Kind      RunKind
	Cancelled bool
	Blocked   *core.Blocked // the run ended so; nil: it goes on
}

// RunKind is what a run is for.
type RunKind string

// The kinds of run.
const (
	RunSave   RunKind = ""
	RunUpdate RunKind = "updating" // of an archive that was complete
	RunMend   RunKind = "mending"  // of files that are damaged
)

// NewRun makes the screen of a snapshot.
func NewRun(l lang.Catalog, s core.Snapshot, state RunState, now time.Time) Run {
	r := Run{Look: look(s, state)}
	// Whoever paused can always go on, whatever the run has come to meanwhile.
	r.CanPause = state.Blocked == nil && !state.Cancelled && (r.Look == LookPaused || pausable(s.Stage))
	r.words(l, s, state, now)
	r.GoOn = l.T("run.goon")
	if state.Blocked != nil && state.Blocked.Code == core.BlockedSignedOut {
		r.GoOn = l.T("run.signin")
	}
	if state.Blocked != nil { // the end of the run is not the end of the work
		s.Stage = core.StageSaving
	}
	r.Overall, r.Unknown = overall(s, state.Kind)
	if !r.Unknown {
		r.Percent = l.T("run.percent", int(r.Overall*100))
	}
	r.chat(l, s)
	r.Figures = figures(l, s, r.Look)
	if s.Problems > 0 {
		r.Problems = l.N("run.problems", s.Problems)
	}
	return r
}

// pausable tells the stages that talk to Telegram.
func pausable(stage core.Stage) bool {
	switch stage {
	case core.StagePlacing, core.StageRendering, core.StageEnded, core.StageSignIn, core.StageVerifying:
		return false
	}
	return true
}

func look(s core.Snapshot, state RunState) Look {
	switch {
	case state.Blocked != nil && state.Blocked.Code == core.BlockedDiskFull:
		return LookFull
	case state.Blocked != nil:
		return LookStopped
	case state.Cancelled:
		return LookEnding
	case s.Full != nil:
		return LookRoom
	case s.Stage == core.StagePlacing || s.Stage == core.StageRendering || s.Stage == core.StageEnded:
		return LookWorking
	case s.Paused:
		return LookPaused
	case s.Waiting != nil && s.Waiting.Reason == core.WaitOffline:
		return LookOffline
	case s.Waiting != nil || s.Stage == core.StageDelayed:
		return LookWaiting
	}
	return LookWorking
}

// roomWords say that room is waited for.
func roomWords(l lang.Catalog, f core.FullDisk) (title, line string) {
	title = l.T("run.no_room")
	if f.Free >= f.Needed {
		return title, l.T("run.no_room.limit", l.Bytes(f.Free))
	}
	return title, l.T("run.no_room.line", l.Bytes(f.Needed), l.Bytes(f.Free))
}

// words fills title, line and clock.
func (r *Run) words(l lang.Catalog, s core.Snapshot, state RunState, now time.Time) {
	key := "run." + string(r.Look)
	switch r.Look {
	case LookStopped:
		r.Title, r.Line = l.T(key), BlockedText(l, state.Blocked, now)
		return
	case LookWorking:
		r.Title, r.Line = l.T("run.stage."+string(s.Stage)), workingLine(l, s)
		if state.Kind != RunSave && s.Stage == core.StageSaving {
			r.Title = l.T("run." + string(state.Kind))
		}
		return
	case LookRoom:
		r.Title, r.Line = roomWords(l, *s.Full)
		return
	case LookWaiting:
		if s.Stage == core.StageDelayed {
			key = "run.delayed"
		}
		if s.Waiting != nil {
			r.Clock = Countdown(s.Waiting.Until, now)
			r.Title, r.Line = l.T(key), l.T(key+".until", Clock(l, s.Waiting.Until, now))
			return
		}
	}
	r.Title, r.Line = l.T(key), l.T(key+".line")
}

// workingLine is the one living line.
func workingLine(l lang.Catalog, s core.Snapshot) string {
	if s.Stage != core.StageSaving {
		return l.T("run.stage." + string(s.Stage) + ".line")
	}
	files := s.Files - s.FilesDone
	switch {
	case s.DialogsDone < s.Dialogs && s.Chat != "":
		return l.T("run.reading", l.Number(s.DialogsDone+1), l.Number(s.Dialogs), OneLine(s.Chat))
	case files > 0:
		return l.N("run.fetching", files)
	}
	return l.T("run.finishing")
}

// messageWeight is what a message weighs beside bytes of files: about what a page
// of them costs on the line.
const messageWeight = 600

// overall is the part done of all, files weighed by their bytes. Nothing is known
// before the first chat was read; chats not begun yet hold the bar back.
func overall(s core.Snapshot, kind RunKind) (part float64, unknown bool) {
	switch s.Stage {
	case core.StageVerifying:
		return float64(s.Bytes) / float64(max(s.BytesExpected, 1)), false
	case core.StagePlacing, core.StageRendering, core.StageEnded:
		return 1, false
	case core.StageSaving:
	default:
		return 0, true
	}
	if kind == RunMend { // only files are fetched
		return float64(s.Bytes) / float64(max(s.BytesExpected, 1)), s.BytesExpected == 0
	}
	messages := max(s.MessagesExpected, s.Messages)
	total := float64(max(s.BytesExpected, s.Bytes)) + messageWeight*float64(messages)
	if total <= 0 || s.Dialogs == 0 {
		return 0, s.Dialogs == 0
	}
	done := (float64(s.Bytes) + messageWeight*float64(s.Messages)) / total
	known := 1.0 // the part of the account whose size is known
	if s.DialogsDone < s.Dialogs {
		known = (float64(s.DialogsDone) + 0.5) / float64(s.Dialogs)
	}
	return min(done*known, 0.995), false
}

func (r *Run) chat(l lang.Catalog, s core.Snapshot) {
	if s.Stage != core.StageSaving || s.Chat == "" {
		return
	}
	r.Chat = OneLine(s.Chat)
	done, all := s.ChatMessages, max(s.ChatExpected, s.ChatMessages)
	if all > 0 {
		r.ChatPart = float64(done) / float64(all)
	}
	r.ChatText = l.T("run.chat", l.Number(done), l.Number(all))
}

// figures are the counts, rate and time left.
func figures(l lang.Catalog, s core.Snapshot, look Look) []Figure {
	list := []Figure{
		{of(l, s.DialogsDone, s.Dialogs), l.T("run.figure.chats")},
		{l.Number(s.Messages), l.T("run.figure.messages")},
		{of(l, s.FilesDone, s.Files), l.T("run.figure.files")},
		{l.Bytes(s.Bytes), l.T("run.figure.bytes")},
	}
	if look != LookWorking { // then nothing moves
		return list
	}
	rate, left := "–", l.T("run.figure.unknown")
	if s.Stage == core.StageSaving {
		if s.BytesPerSecond >= 1 {
			rate = l.T("run.rate", l.Bytes(int64(s.BytesPerSecond)))
		}
		if text := Left(l, s.Left); text != "" {
			left = text
		}
	}
	return append(list, Figure{rate, l.T("run.figure.rate")}, Figure{left, l.T("run.figure.left")})
}

// of is "3 / 40", or a dash while nothing is known.
func of(l lang.Catalog, done, all int) string {
	if all == 0 {
		return "–"
	}
	return l.Number(min(done, all)) + " / " + l.Number(all)
}

// BlockedText says why a run stopped and when to come back.
func BlockedText(l lang.Catalog, b *core.Blocked, now time.Time) string {
	if b == nil {
		return l.T("blocked.none")
	}
	key := "blocked." + string(b.Code)
	if !l.Has(key) {
		key = "blocked.other"
	}
	text := l.T(key)
	if !b.Until.IsZero() {
		text += " " + l.T("blocked.until", Clock(l, b.Until, now))
	}
	return strings.TrimSpace(text)
}

// CancelQuestion says what stopping now keeps.
func CancelQuestion(l lang.Catalog, s core.Snapshot) (title, text string) {
	if s.Messages == 0 && s.FilesDone == 0 {
		return l.T("cancel.title"), l.T("cancel.text.empty")
	}
	if s.Messages == 0 {
		return l.T("cancel.title"), l.T("cancel.text.files", l.N("count.files", s.FilesDone))
	}
	return l.T("cancel.title"), l.T("cancel.text", l.N("count.messages", s.Messages), l.N("count.files", s.FilesDone))
}
