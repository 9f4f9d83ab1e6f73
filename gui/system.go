package gui

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynewidget "fyne.io/fyne/v2/widget"

	"satchel/gui/lang"
	"satchel/gui/theme"
	"satchel/gui/widget"
)

// ErrNoDisplay says that there is nothing to show a window on.
var ErrNoDisplay = errors.New("there is no display to open a window on")

// CheckDisplay reports ErrNoDisplay where a window cannot be had. Whether the
// display can draw (OpenGL 2) is known only when a window is made; see Explain.
func CheckDisplay(getenv func(string) string) error {
	if !hasWindow {
		return fmt.Errorf("%w: this build is without a window", ErrNoDisplay)
	}
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return nil
	}
	if name := getenv("WAYLAND_DISPLAY"); name != "" && answers("unix", socketIn(getenv("XDG_RUNTIME_DIR"), name)) {
		return nil
	}
	if x := getenv("DISPLAY"); x != "" && xAnswers(x) {
		return nil
	}
	return ErrNoDisplay
}

func socketIn(dir, name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

// xAnswers reports whether there is an X server at a DISPLAY ("host:display.screen").
func xAnswers(display string) bool {
	host, number, ok := strings.Cut(display, ":")
	if i := strings.LastIndex(display, ":"); i >= 0 {
		host, number = display[:i], display[i+1:]
	}
	number, _, _ = strings.Cut(number, ".")
	var port int
	if _, err := fmt.Sscanf(number, "%d", &port); !ok || err != nil {
		return false
	}
	if host == "" || host == "unix" {
		return answers("unix", "/tmp/.X11-unix/X"+number) || answers("unix", "@/tmp/.X11-unix/X"+number)
	}
	return answers("tcp", net.JoinHostPort(host, fmt.Sprint(6000+port)))
}

// answers reports whether somebody listens.
func answers(network, address string) bool {
	conn, err := net.DialTimeout(network, address, 2*time.Second)
	if err != nil {
		return false
	}
	return conn.Close() == nil
}

// KeepCrash makes Go write what it says when the program dies to a file of the
// configuration folder, for a person without a terminal to find. It returns the
// report of the last time, which is kept until another takes its place; empty: the
// last time ended well.
func KeepCrash(configDir string) (last string, err error) {
	if err := os.MkdirAll(configDir, 0o700); err != nil {
		return "", fmt.Errorf("keep crash reports: %w", err)
	}
	path := filepath.Join(configDir, "crash.txt")
	if info, err := os.Stat(path); err == nil && info.Size() > 0 {
		last = filepath.Join(configDir, "crash-previous.txt")
		if err := os.Rename(path, last); err != nil {
			return "", fmt.Errorf("keep crash reports: %w", err)
		}
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return "", fmt.Errorf("keep crash reports: %w", err)
	}
	defer f.Close() // the runtime has a handle of its own
	return last, debug.SetCrashOutput(f, debug.CrashOptions{})
}

// Explain returns a writer for Fyne's log that adds what to do where Fyne gives up
// because nothing can be drawn; Fyne ends the program there itself.
func Explain(w io.Writer) io.Writer { return explainer{w} }

type explainer struct{ w io.Writer }

func (e explainer) Write(line []byte) (int, error) {
	n, err := e.w.Write(line)
	text := string(line)
	if err == nil && (strings.Contains(text, "window creation error") || strings.Contains(text, "failed to initialise GLFW")) {
		_, err = fmt.Fprintln(e.w, "Satchel could not open a window: the display has no OpenGL 2.\nThe command line works: satchel export --out DIR")
	}
	return n, err
}

// AlreadyOpen fills a window with the word that another one is open, and a button
// that closes it.
func AlreadyOpen(w fyne.Window) error {
	words, err := lang.Load(SystemLanguage())
	if err != nil {
		return err
	}
	fyne.CurrentApp().Settings().SetTheme(theme.New())
	label := widget.NewText(words.T("app.open"))
	label.Alignment = fyne.TextAlignCenter
	ok := widget.NewDefaultButton(words.T("button.ok"), &widget.Keys{Escape: w.Close}, w.Close)
	w.SetContent(container.New(layout.NewCustomPaddedLayout(20, 20, 24, 24),
		widget.AtLeast(360, 80, container.NewVBox(label, layout.NewSpacer(), container.NewCenter(ok)))))
	w.Canvas().Focus(ok)
	w.CenterOnScreen()
	return nil
}

// Check fills a window with nothing and closes it when it was drawn.
func Check(a fyne.App, w fyne.Window) {
	w.SetContent(fynewidget.NewLabel("Satchel"))
	a.Lifecycle().SetOnStarted(func() { fyne.Do(a.Quit) })
}
