package gui

import (
	"context"
	"errors"
	"path/filepath"

	"satchel/core"
	"satchel/gui/screen"
	"satchel/gui/view"
	"satchel/gui/widget"
)

// showEnd goes to the last screen; the numbers of each chat follow.
func (s *Shell) showEnd() {
	j := s.job
	s.still()
	j.gallery.close()
	end := view.NewEnd(s.kit.L, j.result, j.err, nil, s.Now())
	o := screen.EndOptions{
		Dir:    j.dir,
		Open:   func() { s.openArchive(j.dir, j.result.Start) },
		Folder: func() { s.openPath(j.dir) },
		Retry:  func() { s.retry(j) },
		Home:   s.showStart,
	}
	if s.conn != nil {
		o.SignOut = s.wantSignOut
	}
	of := subject{j.dir, j.account, j.sample, func() {
		s.job = j
		s.showEnd()
	}}
	o.Check = func() { s.check(of) }
	o.Copy = func() { s.copyFrom(of, j.result.Bytes) }
	e := screen.NewEnd(s.kit, end, o)
	s.show(e)
	off(s, s.ctx, func(ctx context.Context) ([]core.ChatCount, error) {
		return core.ChatCounts(ctx, j.dir, core.Config{Logger: s.Logger})
	}, func(chats []core.ChatCount, err error) {
		if err != nil {
			s.Logger.Warn("the numbers of the chats", "error", err)
			return
		}
		e.Set(view.NewEnd(s.kit.L, j.result, j.err, chats, s.Now()))
	})
}

// retry runs again with what the archive is.
func (s *Shell) retry(j *job) {
	if s.conn == nil {
		s.showStart()
		return
	}
	s.again(&job{dir: j.dir, settings: j.settings, account: j.account, sample: j.sample, ending: j.ending})
}

// startPage is the page of an archive to open first.
const startPage = "export_results.html"

// openArchive opens an archive's first page.
func (s *Shell) openArchive(dir, start string) {
	if start == "" {
		start = filepath.Join(dir, startPage)
	}
	s.openPath(start)
}

// openPath opens a file or folder as the system does.
func (s *Shell) openPath(path string) {
	off(s, s.ctx, func(context.Context) (struct{}, error) { return struct{}{}, s.Open(path) }, func(_ struct{}, err error) {
		if err == nil {
			return
		}
		s.Logger.Warn("open a file", "error", err)
		text := s.kit.L.T("error.open", path)
		switch at := s.screen.(type) {
		case *screen.End:
			at.Note(text)
		case *screen.Start:
			at.Note(text)
		}
	})
}

// wantSignOut asks before the login is ended.
func (s *Shell) wantSignOut() {
	t := s.kit.L.T
	text := t("signout.text")
	if s.conn.sample != nil {
		text = t("signout.sample")
	}
	s.ask(widget.Question{Title: t("signout.title"), Text: text, Yes: t("signout.yes"), No: t("button.cancel"), OnYes: s.signOut})
}

// signOut ends the login at Telegram and forgets it here, also when Telegram could
// not be told.
func (s *Shell) signOut() {
	c := s.conn
	if e, ok := s.screen.(*screen.End); ok {
		e.Note(s.kit.L.T("signout.working"))
	}
	off(s, s.ctx, func(ctx context.Context) (struct{}, error) {
		err := c.engine.SignOut(ctx)
		if err != nil {
			err = errors.Join(errNotTold, err)
		}
		return struct{}{}, errors.Join(err, c.forget(ctx))
	}, func(_ struct{}, err error) {
		if errors.Is(err, errNotTold) {
			s.Logger.Warn("sign out", "error", err)
			s.showStart()
			s.note(s.kit.L.T("signout.failed"))
			return
		}
		s.showStart()
	})
}

// errNotTold says that Telegram does not know of the end of the login.
var errNotTold = errors.New("telegram was not told")
