package gui

import (
	"context"
	"errors"
	"time"

	"satchel/core"
	"satchel/gui/screen"
	"satchel/gui/view"
	"satchel/gui/widget"
)

// job is one export, update or repair.
type job struct {
	dir      string
	settings core.Settings
	depth    core.Depth // of an update, if there is an archive; empty: it goes on
	kind     view.RunKind
	account  string
	sample   bool
	log      bool   // a technical log is written
	logged   bool   // and was by the engine there is
	back     func() // where a repair leads in the end

	screen    *screen.Run
	gallery   *gallery
	running   bool
	cancelled bool
	ending
}

// ending is how a job ended.
type ending struct {
	result  core.Result
	checked core.Verification // of a repair
	err     error
}

// work does the job; it blocks. Who has to sign in does so before it, not in it:
// there the picture code is offered too.
func (j *job) work(ctx context.Context, e Engine) (end ending) {
	switch f, ferr := core.LookAt(j.dir); {
	case j.kind == view.RunMend:
		end.checked, end.result, end.err = e.Repair(ctx, j.dir, signInFirst{})
	case ferr == nil && f.Archive && j.depth != "":
		end.result, end.err = e.Update(ctx, j.dir, j.settings, j.depth, signInFirst{})
	default:
		end.result, end.err = e.Export(ctx, j.dir, j.settings, signInFirst{})
	}
	return end
}

// blocked is what stopped the job; nil: nothing, or it goes on.
func (j *job) blocked() *core.Blocked {
	if j.running {
		return nil
	}
	return j.result.Blocked
}

// signInFirst ends a run that finds nobody signed in with core.ErrBack.
type signInFirst struct{}

func (signInFirst) Phone(context.Context, core.PhoneRequest) (string, error) {
	return "", core.ErrBack
}

func (signInFirst) Code(context.Context, core.CodeRequest) (core.CodeAnswer, error) {
	return core.CodeAnswer{}, core.ErrBack
}

func (signInFirst) Password(context.Context, core.PasswordRequest) (string, error) {
	return "", core.ErrBack
}

// begin starts a job: after a sign-in where nobody is signed in.
func (s *Shell) begin(j *job) {
	if s.conn.empty {
		s.signInFor(j)
		return
	}
	s.run(j)
}

// run starts a job and shows it.
func (s *Shell) run(j *job) {
	s.still()
	s.job = j
	log := s.logFor(j)
	if j.gallery != nil {
		j.gallery.close()
	}
	j.running, j.cancelled, j.ending = true, false, ending{}
	j.gallery = newGallery(s, s.conn.engine)
	j.screen = screen.NewRun(s.kit, screen.RunOptions{
		Account: j.account, Pause: s.pause, Resume: s.resume, Cancel: s.wantStop,
		GoOn: func() { s.again(j) }, Finish: s.finish, Grid: j.gallery.options(),
	})
	j.gallery.begin(j.screen)
	s.show(j.screen)
	s.applyRun(s.Now())
	s.remember(j, "")
	engine := s.conn.engine
	off(s, s.ctx, func(ctx context.Context) (ending, error) {
		defer s.endLog(log)
		return j.work(ctx, engine), nil
	}, func(e ending, _ error) { s.ended(j, e) })
	s.tick(s.applyRun)
}

// again takes up a job that stopped: after a sign-in if nobody is signed in any
// more.
func (s *Shell) again(j *job) {
	if j.result.Blocked != nil && j.result.Blocked.Code == core.BlockedSignedOut {
		s.signInFor(j)
		return
	}
	s.run(j)
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
	j.screen.Apply(view.NewRun(s.kit.L, snap, view.RunState{Kind: j.kind, Cancelled: j.cancelled && j.running, Blocked: j.blocked()}, now))
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
	s.applyRun(s.Now())
}

// ended is the end of a run: a sign-in to go on after, the last screen, or a look
// that says what is in the way and how to go on.
func (s *Shell) ended(j *job, e ending) {
	j.running, j.ending = false, e
	s.still()
	if errors.Is(e.err, core.ErrBack) {
		s.signInFor(j)
		return
	}
	if e.err != nil {
		s.Logger.Error("the run failed", "error", e.err)
	}
	s.remember(j, e.result.Outcome)
	if e.result.Blocked == nil {
		s.finish()
		return
	}
	s.unask()
	s.applyRun(s.Now())
	s.focus(j.screen.First())
}

// finish leaves the run as it ended.
func (s *Shell) finish() {
	if s.job.kind == view.RunMend {
		s.mended(s.job)
		return
	}
	s.showEnd()
}
