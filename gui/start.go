package gui

import (
	"context"

	"satchel/core"
	"satchel/gui/screen"
	"satchel/gui/view"
)

// showStart goes to the first screen; the archives follow when they were looked at.
func (s *Shell) showStart() {
	s.still()
	s.leave()
	s.job = nil
	s.showCards(nil)
	off(s, s.ctx, s.known, func(known []view.Known, err error) {
		if err != nil {
			s.Logger.Warn("the list of archives", "error", err)
		}
		if start, ok := s.screen.(*screen.Start); ok && len(known) > 0 && s.conn == nil {
			s.showCards(view.NewArchiveCards(s.kit.L, known, s.Now()))
			_ = start
		}
	})
}

// known looks into the remembered archives.
func (s *Shell) known(ctx context.Context) ([]view.Known, error) {
	list, err := core.Recents(s.ConfigDir)
	if err != nil {
		return nil, err
	}
	var known []view.Known
	for _, r := range list {
		k := view.Known{Recent: r}
		k.Overview, k.Err = core.Peek(ctx, r.Dir, core.Config{Logger: s.Logger})
		if k.Err == nil {
			k.Recent.Outcome = k.Overview.Outcome
		}
		known = append(known, k)
	}
	return known, nil
}

func (s *Shell) showCards(cards []view.ArchiveCard) {
	s.show(screen.NewStart(s.kit, cards, s.Telegram.APIID != 0, s.Crashed != "", screen.StartActions{
		Report: func() {
			s.openPath(s.Crashed)
			s.Crashed = "" // said once
		},
		SignIn: func() { s.signIn(nil) },
		Sample: func() { s.startSample(s.afterSample) },
		GoOn:   func(c view.ArchiveCard) { s.goOn(c, "") },
		Update: s.goOn,
		Check:  func(c view.ArchiveCard) { s.check(subjectOf(c, s.showStart)) },
		Copy:   func(c view.ArchiveCard) { s.copyFrom(subjectOf(c, s.showStart), c.Known.Bytes) },
		Folder: func(c view.ArchiveCard) { s.openPath(c.Known.Recent.Dir) },
		Open:   func(c view.ArchiveCard) { s.openArchive(c.Known.Recent.Dir, "") },
		Forget: func(c view.ArchiveCard) {
			off(s, s.ctx, func(ctx context.Context) (struct{}, error) {
				return struct{}{}, core.Forget(ctx, s.ConfigDir, c.Known.Recent.Dir)
			}, func(struct{}, error) { s.showStart() })
		},
	}))
}

// busy tells the start screen what is being done; empty: nothing.
func (s *Shell) busy(text string) {
	if start, ok := s.screen.(*screen.Start); ok {
		start.Busy(text)
		if text == "" {
			s.focus(start.First()) // a disabled button lost it
		}
	}
}

func (s *Shell) note(text string) {
	if start, ok := s.screen.(*screen.Start); ok {
		start.Note(text)
	}
}

// startSample starts the sample account and goes on with it.
func (s *Shell) startSample(then func(*connection)) {
	s.busy(s.kit.L.T("start.starting"))
	off(s, s.ctx, s.connectSample, func(c *connection, err error) {
		s.busy("")
		if err != nil {
			s.Logger.Error("start the sample account", "error", err)
			s.note(s.kit.L.T("start.failed"))
			return
		}
		then(c)
	})
}

// afterSample asks for the sample account's sign-in, as of any other.
func (s *Shell) afterSample(c *connection) { s.signIn(c) }

// goOn takes up an archive again, or updates it where a depth is given.
func (s *Shell) goOn(c view.ArchiveCard, depth core.Depth) {
	k := c.Known
	j := &job{dir: k.Recent.Dir, settings: k.Settings, depth: depth, account: k.Account, sample: k.Sample}
	if depth != "" {
		j.kind = view.RunUpdate
	}
	if k.Err != nil {
		j.settings = s.defaults()
	}
	s.reach(k.Sample, func(conn *connection) {
		s.conn = conn
		s.begin(j)
	})
}

// reach makes the connection that an archive of the sample account or of a real one
// needs.
func (s *Shell) reach(sample bool, then func(*connection)) {
	switch {
	case sample:
		s.startSample(then)
	case s.Telegram.APIID == 0:
		s.note(s.kit.L.T("start.noapp"))
	default:
		s.open(then)
	}
}
