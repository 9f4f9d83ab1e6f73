package gui

import (
	"context"
	"time"

	"satchel/core"
	"satchel/gui/screen"
	"satchel/gui/view"
	"satchel/gui/widget"
)

// job is one export.
type job struct {
	dir      string
	settings core.Settings
	account  string
	sample   bool

	screen    *screen.Run
	gallery   *gallery
	running   bool
	cancelled bool
	again     bool // it was begun again by itself
	result    core.Result
	err       error
}

// run starts an export and shows it.
func (s *Shell) run(j *job) {
	s.still()
	s.job = j
	if j.gallery != nil {
		j.gallery.close()
	}
	j.running, j.cancelled, j.result, j.err = true, false, core.Result{}, nil
	j.gallery = newGallery(s, s.conn.engine)
	j.screen = screen.NewRun(s.kit, screen.RunOptions{
		Account: j.account, Pause: s.pause, Resume: s.resume, Cancel: s.wantStop,
		GoOn: func() { s.run(j) }, Finish: s.showEnd, Grid: j.gallery.options(),
	})
	j.gallery.screen = j.screen
	s.show(j.screen)
	s.applyRun(s.Now())
	asker := s.duringRun(j)
	s.remember(j, "")
	engine := s.conn.engine
	off(s, s.ctx, func(ctx context.Context) (core.Result, error) {
		return engine.Export(ctx, j.dir, j.settings, asker)
	}, func(r core.Result, err error) { s.ended(j, r, err) })
	s.tick(s.applyRun)
}

// duringRun is asked when the run itself has to sign in: the login no longer holds.
func (s *Shell) duringRun(j *job) *view.Asker {
	var d *dialogue
	var asker *view.Asker
	asker = view.NewAsker(func(q view.Question) {
		s.Do(func() {
			if s.job != j || !j.running {
				return
			}
			if d == nil {
				d = s.newDialogue(s.conn.hints, false, s.stop)
				d.asker, d.conn = asker, s.conn
			}
			if s.screen != screen.Screen(d.screen) {
				s.show(d.screen)
			}
			d.screen.Ask(q)
		})
	})
	return asker
}

// remember notes the archive for the next start.
func (s *Shell) remember(j *job, outcome core.Outcome) {
	r := core.Recent{Dir: j.dir, Account: j.account, Sample: j.sample, Outcome: outcome, When: s.Now()}
	ctx := context.WithoutCancel(s.ctx)
	s.work.Go(func() {
		if err := core.Remember(ctx, s.ConfigDir, r); err != nil {
			s.Logger.Warn("remember the archive", "error", err)
		}
	})
}

// applyRun brings the screen up to date.
func (s *Shell) applyRun(now time.Time) {
	j := s.job
	if j == nil {
		return
	}
	snap := s.conn.engine.Snapshot()
	if d, ok := s.screen.(*screen.SignIn); ok {
		if snap.Stage == core.StageSignIn || snap.Stage == core.StageIdle || snap.Stage == core.StageConnecting {
			d.Tick(now)
			return
		}
		s.show(j.screen)
	}
	j.screen.Apply(view.NewRun(s.kit.L, snap, view.RunState{Cancelled: j.cancelled && j.running, Blocked: j.result.Blocked}, now))
	j.gallery.sync(now)
}

func (s *Shell) pause() {
	s.conn.engine.Pause()
	s.applyRun(s.Now())
}

func (s *Shell) resume() {
	s.conn.engine.Resume()
	s.applyRun(s.Now())
}

// wantStop asks before a run is stopped.
func (s *Shell) wantStop() {
	t := s.kit.L.T
	title, text := view.CancelQuestion(s.kit.L, s.conn.engine.Snapshot())
	s.ask(widget.Question{Title: title, Text: text, Yes: t("cancel.stop"), No: t("cancel.stay"), Danger: true, OnYes: s.stop})
}

// stop ends the run properly.
func (s *Shell) stop() {
	if s.job == nil || !s.job.running {
		return
	}
	s.job.cancelled = true
	s.conn.engine.Cancel()
	if s.screen != screen.Screen(s.job.screen) {
		s.show(s.job.screen)
	}
	s.applyRun(s.Now())
}

// ended is the end of a run: the last screen, or a look that says what is in the
// way and how to go on.
func (s *Shell) ended(j *job, r core.Result, err error) {
	j.running, j.result, j.err = false, r, err
	s.still()
	if err != nil {
		s.Logger.Error("the run failed", "error", err)
	}
	s.remember(j, r.Outcome)
	if s.screen != screen.Screen(j.screen) {
		s.show(j.screen)
	}
	if r.Blocked == nil {
		s.showEnd()
		return
	}
	// The sample's server is a new one at each start and does not know the export
	// that an earlier one began; nobody else exports the sample.
	if j.sample && !j.again && r.Blocked.Code == core.BlockedSuperseded {
		j.again = true
		s.run(j)
		return
	}
	s.unask()
	s.applyRun(s.Now())
	s.focus(j.screen.First())
}
