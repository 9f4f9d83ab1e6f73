package gui

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"satchel/core"
	"satchel/gui/screen"
	"satchel/gui/view"
)

// choose goes to the choice of what to save.
func (s *Shell) choose() {
	s.still()
	var c *screen.Choose
	c = screen.NewChoose(s.kit, screen.ChooseOptions{
		Account: view.OneLine(s.conn.account.Name), Settings: s.defaults(),
		Folder: view.DefaultFolder(s.Home, s.conn.sample != nil, s.Now()),
		Look:   func(folder string) { s.lookAt(func() *screen.Choose { return c }, folder) },
		Pick:   func(start string) { s.pick(c, start) },
		Chats:  func() { s.chooseChats(c) },
		Back:   s.showStart,
		Start: func(settings core.Settings, folder string) {
			s.run(&job{dir: folder, settings: settings, log: c.Log(), depth: core.DepthRecheck, account: s.conn.account.Name, sample: s.conn.sample != nil})
		},
	})
	s.show(c)
}

// lookAt looks at a folder; only the newest look is shown.
func (s *Shell) lookAt(c func() *screen.Choose, folder string) {
	off(s, s.ctx, func(context.Context) (core.Folder, error) { return core.LookAt(folder) }, func(f core.Folder, err error) {
		if at := c(); at != nil && at.Folder() == folder {
			at.SetPlace(view.PlaceOf(s.kit.L, f, err))
			if s.screen == screen.Screen(at) && s.Window.Canvas().Focused() == nil {
				s.focus(at.First()) // a disabled button could not have it
			}
		}
	})
}

// pick asks for the folder of a new archive.
func (s *Shell) pick(c *screen.Choose, start string) {
	s.pickFolder(s.kit.L.T("choose.folder"), start, func(folder string, err error) {
		switch {
		case err != nil:
			c.Picked(s.kit.L.T("error.picker"))
		case folder == "":
			c.Picked("")
		default:
			c.SetFolder(folder)
		}
	}, func(f core.Folder) string { return view.Inside(f, s.Now()) })
}

// pickFolder asks for a folder with the system's dialog, with Fyne's own where there
// is none. inside may lead to a folder in the one that was picked. then gets an empty
// name when nothing was picked.
func (s *Shell) pickFolder(title, start string, then func(string, error), inside func(core.Folder) string) {
	settle := func(folder string) (string, error) {
		if folder == "" {
			return "", nil
		}
		f, err := core.LookAt(folder)
		if err != nil {
			return folder, nil //nolint:nilerr // said where the folder is shown
		}
		return inside(f), nil
	}
	off(s, s.ctx, func(context.Context) (string, error) {
		folder, err := s.PickFolder(title, start)
		if err != nil {
			return "", err
		}
		return settle(folder)
	}, func(folder string, err error) {
		if errors.Is(err, errors.ErrUnsupported) {
			s.pickHere(title, start, func(folder string) {
				off(s, s.ctx, func(context.Context) (string, error) { return settle(folder) }, then)
			})
			return
		}
		if err != nil {
			s.Logger.Warn("choose a folder", "error", err)
		}
		then(folder, err)
	})
}

// pickHere uses Fyne's dialog, as large as the window lets it be. It knows no Escape
// itself (typed).
func (s *Shell) pickHere(title, start string, then func(folder string)) {
	d := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		s.dismiss = nil
		if err != nil || folder == nil {
			then("")
			return
		}
		then(folder.Path())
	}, s.Window)
	d.SetTitleText(title)
	d.SetLocation(nearest(start))
	d.Show()
	size := s.Window.Canvas().Size()
	d.Resize(fyne.NewSize(min(size.Width-40, 760), min(size.Height-40, 560)))
	s.dismiss = d.Dismiss
}

// nearest is the folder of the path, or the closest above it that is there.
func nearest(path string) fyne.ListableURI {
	for ; ; path = filepath.Dir(path) {
		if folder, err := storage.ListerForURI(storage.NewFileURI(path)); err == nil {
			return folder
		}
		if path == filepath.Dir(path) {
			return nil
		}
	}
}
