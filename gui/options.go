package gui

import (
	"context"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"satchel/core"
)

// Engine is what the window asks of core's engine.
type Engine interface {
	SignIn(ctx context.Context, p core.Prompter) (core.Account, error)
	SignInQR(ctx context.Context, show func(core.QRCode), p core.Prompter) (core.Account, error)
	SignOut(ctx context.Context) error
	Survey(ctx context.Context, s core.Surveyor) error
	Export(ctx context.Context, dir string, s core.Settings, p core.Prompter) (core.Result, error)
	Update(ctx context.Context, dir string, s core.Settings, depth core.Depth, p core.Prompter) (core.Result, error)
	Repair(ctx context.Context, dir string, p core.Prompter) (core.Verification, core.Result, error)
	Snapshot() core.Snapshot
	Gallery() *core.Gallery
	Pause()
	Resume()
	Cancel()
}

// Sample is a running sample account.
type Sample struct {
	Network               core.Network
	Phone, Code, Password string
	Stop                  func() error
}

// Options are what the window has of the world around it. All but Language, Open,
// Quit, Logger, Engine and Now are required.
type Options struct {
	App    fyne.App
	Window fyne.Window
	// Do runs a function on the UI goroutine, later and in order; it must not wait.
	Do func(func())

	ConfigDir string // of this program
	Home      string // the person's folder
	Version   string
	Language  string // of the words, as "en-GB"

	// Telegram is who this build is to Telegram; APIID 0: nobody.
	Telegram core.Network
	// PassphraseFile names a file with the login's passphrase; empty: the keychain.
	PassphraseFile string
	StartSample    func(ctx context.Context) (Sample, error)
	// Sample begins with the sample account at once.
	Sample bool

	// Crashed is the report of the last time, if that ended badly.
	Crashed string

	// PickFolder asks for a folder with the system's dialog; it blocks. Empty:
	// nothing was picked; errors.ErrUnsupported: there is no such dialog.
	PickFolder func(title, start string) (string, error)
	// Open opens a file or folder in the program the system has for it; nil: the
	// app's way.
	Open func(path string) error

	// Quit asks to close without a question, as the system does at its end; nil: never.
	Quit <-chan os.Signal

	Logger *slog.Logger
	Engine func(core.Config) Engine // nil: core's
	Now    func() time.Time         // nil: the system's
}

func (o Options) withDefaults() Options {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Engine == nil {
		o.Engine = func(c core.Config) Engine { return core.New(c) }
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Open == nil {
		o.Open = func(path string) error {
			return o.App.OpenURL(&url.URL{Scheme: "file", Path: filepath.ToSlash(path)})
		}
	}
	if o.Language == "" {
		o.Language = SystemLanguage()
	}
	return o
}
