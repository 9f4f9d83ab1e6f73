package gui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"satchel/core"
	"satchel/gui/screen"
	"satchel/gui/view"
)

// choose goes to the choice of what to save.
func (s *Shell) choose() {
	s.still()
	var c *screen.Choose
	c = screen.NewChoose(s.kit, screen.ChooseOptions{
		Account: s.conn.account.Name, Settings: core.Default(),
		Folder: view.DefaultFolder(s.Home, s.conn.sample != nil, s.Now()),
		Look:   func(folder string) { s.lookAt(func() *screen.Choose { return c }, folder) },
		Pick:   func(start string) { s.pick(c, start) },
		Chats:  func() { s.chooseChats(c) },
		Back:   s.showStart,
		Start: func(settings core.Settings, folder string) {
			s.run(&job{dir: folder, settings: settings, account: s.conn.account.Name, sample: s.conn.sample != nil})
		},
	})
	s.show(c)
}

// lookAt looks at a folder; only the newest look is shown.
func (s *Shell) lookAt(c func() *screen.Choose, folder string) {
	off(s, s.ctx, func(context.Context) (core.Folder, error) { return core.LookAt(folder) }, func(f core.Folder, err error) {
		if at := c(); at != nil && at.Folder() == folder {
			at.SetPlace(view.PlaceOf(s.kit.L, f, err))
		}
	})
}

// pick asks for a folder with the system's dialog, with Fyne's own where there is
// none.
func (s *Shell) pick(c *screen.Choose, start string) {
	title := s.kit.L.T("choose.folder")
	off(s, s.ctx, func(context.Context) (string, error) {
		folder, err := s.PickFolder(title, start)
		if err != nil || folder == "" {
			return "", err
		}
		f, err := core.LookAt(folder)
		if err != nil {
			return folder, nil // said below the folder
		}
		return view.Inside(f, s.Now()), nil
	}, func(folder string, err error) {
		switch {
		case errors.Is(err, errors.ErrUnsupported):
			s.pickHere(c)
		case err == nil && folder == "":
			c.Picked("")
		case err == nil:
			c.SetFolder(folder)
		default:
			s.Logger.Warn("choose a folder", "error", err)
			c.Picked(s.kit.L.T("error.picker"))
		}
	})
}

// pickHere uses Fyne's dialog.
func (s *Shell) pickHere(c *screen.Choose) {
	dialog.ShowFolderOpen(func(folder fyne.ListableURI, err error) {
		if err != nil || folder == nil {
			c.Picked("")
			return
		}
		c.SetFolder(folder.Path())
	}, s.Window)
}
