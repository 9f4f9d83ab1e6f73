package gui

import (
	"context"
	"path/filepath"
	"sync"
	"time"

	"satchel/core"
	"satchel/gui/screen"
	"satchel/gui/view"
	"satchel/gui/widget"
)

// subject is the archive that is checked, mended or copied.
type subject struct {
	dir     string
	account string
	sample  bool
	back    func() // to where it was asked for
}

func subjectOf(c view.ArchiveCard, back func()) subject {
	return subject{c.Known.Recent.Dir, c.Known.Account, c.Known.Sample, back}
}

// progress is the newest word of a worker.
type progress struct {
	mu sync.Mutex
	at core.Progress
}

func (p *progress) set(at core.Progress) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.at = at
}

func (p *progress) get() core.Progress {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.at
}

// reading shows work that reads a whole archive, and how far it is. done gets the
// screen and the end.
func (s *Shell) reading(o screen.CheckOptions, copying bool, work func(context.Context, core.Config) (core.Verification, error), done func(*screen.Check, core.Verification, error)) {
	ctx, cancel := context.WithCancel(s.ctx)
	back := o.Back
	o.Stop = cancel
	at := new(progress)
	c := screen.NewCheck(s.kit, view.NewChecking(s.kit.L, core.Progress{}, copying), o, s.focus)
	s.show(c)
	s.tick(func(time.Time) { c.Set(view.NewChecking(s.kit.L, at.get(), copying)) })
	off(s, ctx, func(ctx context.Context) (core.Verification, error) {
		return work(ctx, core.Config{Logger: s.Logger, WaitForRoom: true, OnProgress: at.set})
	}, func(v core.Verification, err error) {
		stopped := ctx.Err() != nil
		cancel()
		s.still()
		if stopped {
			back()
			return
		}
		if err != nil {
			s.Logger.Warn("read the archive", "error", err)
		}
		done(c, v, err)
	})
}

// check reads every file of an archive and says what is wrong with it.
func (s *Shell) check(of subject) {
	o := s.checkOptions(of)
	o.Again = func() { s.check(of) }
	s.reading(o, false, func(ctx context.Context, cfg core.Config) (core.Verification, error) {
		return core.Verify(ctx, of.dir, cfg)
	}, func(c *screen.Check, v core.Verification, err error) {
		c.Set(view.NewChecked(s.kit.L, v, err, false, s.Now()))
	})
}

func (s *Shell) checkOptions(of subject) screen.CheckOptions {
	return screen.CheckOptions{
		Dir: of.dir, Back: of.back, Folder: func() { s.openPath(of.dir) },
		Mend: func(account bool) { s.mend(of, account) },
	}
}

// mend brings damaged files back, with Telegram if they have to be fetched.
func (s *Shell) mend(of subject, account bool) {
	run := func(conn *connection) {
		s.conn = conn
		s.begin(&job{dir: of.dir, kind: view.RunMend, account: of.account, sample: of.sample, back: of.back})
	}
	switch {
	case s.conn != nil:
		run(s.conn)
	case !account:
		run(s.connectNowhere())
	default:
		s.showStart()
		s.reach(of.sample, run)
	}
}

// mended is the end of a repair.
func (s *Shell) mended(j *job) {
	j.gallery.close()
	of := subject{j.dir, j.account, j.sample, j.back}
	c := screen.NewCheck(s.kit, view.NewMended(s.kit.L, j.checked, j.result, j.err, s.Now()), s.checkOptions(of), s.focus)
	s.show(c)
}

// copyFrom asks where to, looks whether there is room, and copies.
func (s *Shell) copyFrom(of subject, bytes int64) {
	t := s.kit.L.T
	var trouble string
	s.pickFolder(t("copy.pick"), s.Home, func(to string, err error) {
		switch {
		case err != nil:
			s.note(t("error.picker"))
		case to == "":
		case trouble != "":
			s.ask(widget.Question{Title: t("copy.pick"), Text: trouble, Yes: t("choose.folder.pick"), No: t("button.cancel"),
				OnYes: func() { s.copyFrom(of, bytes) }})
		default:
			s.copyTo(of, to)
		}
	}, func(f core.Folder) (to string) {
		to, trouble = view.CopyTarget(s.kit.L, f, filepath.Clean(of.dir), bytes)
		return to
	})
}

func (s *Shell) copyTo(of subject, to string) {
	o := screen.CheckOptions{
		Dir: to, Back: of.back, Folder: func() { s.openPath(to) }, Again: func() { s.copyTo(of, to) },
		Mend: func(bool) {},
	}
	s.reading(o, true, func(ctx context.Context, cfg core.Config) (core.Verification, error) {
		return core.Copy(ctx, of.dir, to, cfg)
	}, func(c *screen.Check, v core.Verification, err error) {
		c.Set(view.NewChecked(s.kit.L, v, err, true, s.Now()))
	})
}
