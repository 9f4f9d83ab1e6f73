package command

import (
	"context"
	"fmt"
	"os"
	"sync"
	"time"

	"satchel/core"
)

// progressEvery is how often a line of progress is printed.
const progressEvery = time.Second

// watch prints progress and turns signals into Cancel until the returned function
// is called.
func (s *System) watch(ctx context.Context, e *core.Engine) (stop func()) {
	done := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		ticker := time.NewTicker(progressEvery)
		defer ticker.Stop()
		last := ""
		for {
			select {
			case <-done:
				return
			case <-ctx.Done():
				return
			case sig := <-s.Signals:
				s.interrupted(e, sig)
			case <-ticker.C:
				if line := progressLine(e.Snapshot()); line != last {
					fmt.Fprintln(s.Err, line)
					last = line
				}
			}
		}
	})
	return func() {
		close(done)
		wg.Wait()
	}
}

func (s *System) interrupted(e *core.Engine, _ os.Signal) {
	fmt.Fprintln(s.Err, "Ending properly; what is there is kept. Once more to stop at once.")
	e.Cancel()
}

// progressLine is a snapshot in one line.
func progressLine(p core.Snapshot) string {
	switch {
	case p.Full != nil:
		return fullLine(*p.Full)
	case p.Waiting != nil && p.Waiting.Reason == core.WaitOffline:
		return "No connection; trying again."
	case p.Waiting != nil:
		return "Telegram asks to wait until " + p.Waiting.Until.Local().Format("15:04:05") + "."
	}
	switch p.Stage {
	case core.StageConnecting:
		return "Connecting."
	case core.StageSignIn:
		return "Signing in."
	case core.StageDelayed:
		return "Waiting for Telegram to let the export begin."
	case core.StageListing:
		return "Reading the list of chats."
	case core.StageSaving:
		return savingLine(p)
	case core.StagePlacing:
		return "Putting files in their places."
	case core.StageRendering:
		return "Writing the pages."
	}
	return "Starting."
}

func fullLine(f core.FullDisk) string {
	return fmt.Sprintf("The disk is full: about %s are needed, %s are free. Make room, and this goes on by itself; Ctrl-C ends it, and what is saved stays.",
		byteSize(f.Needed), byteSize(f.Free))
}

// sayFull prints that a command waits for room, whenever that has changed.
func (s *System) sayFull() func(core.Progress) {
	last := ""
	return func(p core.Progress) {
		if p.Full == nil {
			return
		}
		if line := fullLine(*p.Full); line != last {
			fmt.Fprintln(s.Err, line)
			last = line
		}
	}
}

// stoppable is a context that the first request to end cancels, for commands that
// leave nothing to be ended properly. stop has to be called.
func (s *System) stoppable(ctx context.Context) (_ context.Context, stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	wg.Go(func() {
		select {
		case <-s.Signals:
			cancel()
		case <-ctx.Done():
		}
	})
	return ctx, func() {
		cancel()
		wg.Wait()
	}
}

func savingLine(p core.Snapshot) string {
	line := fmt.Sprintf("%d of %d chats, %d messages, %d of %d files, %s", p.DialogsDone, p.Dialogs, p.Messages, p.FilesDone, p.Files, byteSize(p.Bytes))
	if p.Problems > 0 {
		line += fmt.Sprintf(", %d problem(s)", p.Problems)
	}
	if p.Left > 0 {
		line += ", about " + p.Left.String() + " left"
	}
	return line + "."
}
