//go:build !ci && (cgo || windows)

package folderpicker

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/sqweek/dialog"
)

// Picker asks for folders. Its zero value is ready.
type Picker struct {
	one sync.Mutex // two dialogs at once kill the process (GTK)
}

// Pick shows the system's dialog and waits for the folder; empty: nothing was
// chosen. It must not be called on the UI goroutine. On Linux the system's dialog
// ignores title and start.
func (p *Picker) Pick(title, start string) (dir string, err error) {
	if !p.one.TryLock() {
		return "", errBusy
	}
	defer p.one.Unlock()
	runtime.LockOSThread() // Windows wants one thread for the dialog's life
	defer runtime.UnlockOSThread()
	defer func() {
		if r := recover(); r != nil { // GTK without a display
			err = fmt.Errorf("%w: %v", ErrUnavailable, r)
		}
	}()
	dir, err = dialog.Directory().Title(title).SetStartDir(start).Browse()
	switch {
	case errors.Is(err, dialog.ErrCancelled):
		return "", nil
	case err != nil:
		return "", fmt.Errorf("choose a folder: %w", err)
	case dir == "":
		return "", fmt.Errorf("choose a folder: %w", errNotReal)
	}
	return filepath.Clean(dir), nil
}

// errBusy says that a dialog is open already.
var errBusy = errors.New("choose a folder: a dialog is open already")

// errNotReal is a place that is no folder of a disk, such as Windows' "This PC".
var errNotReal = errors.New("not a folder of a disk")
