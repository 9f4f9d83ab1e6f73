package gui

import (
	"context"
	"errors"

	"satchel/core"
	"satchel/gui/screen"
	"satchel/gui/view"
)

// connection is who to talk to, as whom, and the engine that does.
type connection struct {
	engine  Engine
	config  core.Config // of engine
	sample  *Sample
	hints   *screen.Hints
	account core.Account
	empty   bool                            // nobody has ever signed in
	forget  func(ctx context.Context) error // removes the kept login
}

// connectNowhere is for work that needs nothing from Telegram.
func (s *Shell) connectNowhere() *connection {
	return &connection{engine: s.Engine(core.Config{Logger: s.Logger, Version: s.Version, WaitForRoom: true})}
}

// close ends a sample account.
func (c *connection) close() error {
	if c.sample == nil {
		return nil
	}
	stop := c.sample.Stop
	c.sample = nil
	return stop()
}

func (s *Shell) config(n core.Network, login core.Login) core.Config {
	return core.Config{Network: n, Login: login, Logger: s.Logger, Version: s.Version, WaitForRoom: true}
}

// connect is the connection to Telegram itself. It may have to ask for the
// passphrase of the login; it blocks.
func (s *Shell) connect(ctx context.Context, asker *view.Asker) (*connection, error) {
	login, err := core.OpenLogin(ctx, s.ConfigDir, s.PassphraseFile, asker.Passphrase)
	if err != nil {
		return nil, err
	}
	if _, err = login.LoadSession(ctx); core.LoginUnusable(err) {
		return nil, err
	}
	cfg := s.config(s.Telegram, login)
	return &connection{engine: s.Engine(cfg), config: cfg, forget: login.Remove, empty: errors.Is(err, core.ErrNoLogin)}, nil
}

// connectSample starts the sample account in this process; it blocks.
func (s *Shell) connectSample(ctx context.Context) (*connection, error) {
	sample, err := s.StartSample(ctx)
	if err != nil {
		return nil, err
	}
	cfg := s.config(sample.Network, core.NewMemoryLogin())
	return &connection{
		engine: s.Engine(cfg), config: cfg, sample: &sample,
		hints:  &screen.Hints{Phone: sample.Phone, Code: sample.Code, Password: sample.Password},
		forget: func(context.Context) error { return nil }, empty: true,
	}, nil
}

// leave drops the connection; a sample account ends beside the UI goroutine.
func (s *Shell) leave() {
	c := s.conn
	s.conn = nil
	if c == nil {
		return
	}
	s.work.Go(func() {
		if err := c.close(); err != nil {
			s.Logger.Warn("the sample account did not end properly", "error", err)
		}
	})
}
