package core

import "time"

// Stage is what a run is doing.
type Stage string

// The stages, in their order.
const (
	StageIdle       Stage = "idle"
	StageConnecting Stage = "connecting"
	StageSignIn     Stage = "sign_in"
	StageVerifying  Stage = "verifying" // a repair reads every file, before and after
	StageDelayed    Stage = "delayed"   // Telegram asks for patience before the start
	StageListing    Stage = "listing"
	StageSaving     Stage = "saving"
	StagePlacing    Stage = "placing"
	StageRendering  Stage = "rendering"
	StageEnded      Stage = "ended"
)

// Snapshot is the state of a run at one moment; it never changes.
type Snapshot struct {
	Stage  Stage
	Paused bool
	// Waiting is set while Telegram makes us wait or the line is down.
	Waiting *Waiting
	// Full is set while the disk is full; the run goes on by itself when there is room.
	Full *FullDisk

	Dialogs, DialogsDone int
	// Chat is the chat begun last, ChatMessages of ChatExpected saved.
	Chat                       string
	ChatMessages, ChatExpected int

	Messages         int // saved in this run
	MessagesExpected int // as far as counted
	Files, FilesDone int // known so far
	Bytes            int64
	BytesExpected    int64
	Problems         int

	Elapsed        time.Duration
	BytesPerSecond float64
	// Left is the estimated time to the end; zero while it is not known.
	Left time.Duration
}

// FullDisk says how many bytes there are and how many are needed, as far as the
// files that wait are known. A little less is enough to go on for a while.
type FullDisk struct{ Needed, Free int64 }

// Waiting says until when nothing can be done, and why. How long a line stays away
// nobody knows; Until is then the time of the snapshot.
type Waiting struct {
	Until  time.Time
	Reason WaitReason
}

// WaitReason is why a run waits.
type WaitReason string

// The reasons.
const (
	WaitTelegram WaitReason = "telegram" // Telegram asks for a pause
	WaitOffline  WaitReason = "offline"  // no connection
	WaitStart    WaitReason = "start"    // the safety delay before an export
)
