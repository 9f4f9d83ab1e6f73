//go:build !ci && (cgo || windows)

package folderpicker

import (
	"errors"
	"os"
	"os/exec"
	"runtime"
	"testing"
	"time"
)

func TestWithoutADialogThereIsNothingToAskWith(t *testing.T) {
	if !errors.Is(ErrUnavailable, errors.ErrUnsupported) {
		t.Errorf("%v is no errors.ErrUnsupported", ErrUnavailable)
	}
}

// Two dialogs of GTK at once kill the process.
func TestASecondDialogIsRefusedWhileOneIsOpen(t *testing.T) {
	var p Picker
	p.one.Lock() // a dialog is open
	if dir, err := p.Pick("", ""); !errors.Is(err, errBusy) || dir != "" {
		t.Errorf("%q, %v", dir, err)
	}
	p.one.Unlock()
}

const loneVar = "SATCHEL_TEST_WITHOUT_DISPLAY"

// A process of its own: GTK finds its display once.
func TestWithoutADisplayPickingIsAnErrorAndNoEnd(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the system's dialog is always there")
	}
	if os.Getenv(loneVar) != "" {
		var p Picker
		for range 2 { // the first one gave its turn back
			done := make(chan error, 1)
			go func() { _, err := p.Pick("", t.TempDir()); done <- err }()
			select {
			case err := <-done:
				if !errors.Is(err, ErrUnavailable) {
					t.Errorf("error %v", err)
				}
			case <-time.After(time.Minute):
				t.Fatal("a dialog waits where nobody can see it")
			}
		}
		return
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	again := exec.CommandContext(t.Context(), program, "-test.run=^"+t.Name()+"$")
	again.Env = append(os.Environ(), loneVar+"=1", "DISPLAY=", "WAYLAND_DISPLAY=", "XDG_RUNTIME_DIR="+t.TempDir())
	if out, err := again.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
