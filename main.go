// Satchel saves a whole Telegram account to a folder its owner can keep. Without
// arguments it opens its window, with arguments it is a command line.
package main

import (
	"context"
	"fmt"
	"log"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"syscall"
	_ "time/tzdata" // zones by name on systems without a zone database

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"satchel/core"
	"satchel/core/command"
	"satchel/gui"
	"satchel/gui/folderpicker"
)

// Set at build time (-ldflags -X): the version, and the application id that
// Telegram gave to whoever builds.
var (
	version = "0.1.0"
	apiID   = ""
	apiHash = ""
)

func main() {
	os.Exit(run(os.Args[1:]))
}

func run(args []string) int {
	core.LimitMemory(os.Getenv)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	id, _ := strconv.Atoi(apiID)
	system := &command.System{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Getenv: os.Getenv,
		Signals: signals(cancel), Version: version, APIID: id, APIHash: apiHash, Language: gui.SystemLanguage,
	}
	if len(args) > 0 && args[0] != "window" {
		return command.Run(ctx, system, args)
	}
	if err := window(ctx, system, args); err != nil {
		fmt.Fprintln(os.Stderr, "satchel:", err)
		command.Usage(system)
		return 2
	}
	return 0
}

// window opens the window and returns when it is closed.
func window(ctx context.Context, system *command.System, args []string) error {
	wanted, err := command.ParseWindow(system, args[min(len(args), 1):])
	if err != nil {
		return err
	}
	if err := gui.CheckDisplay(os.Getenv); err != nil {
		return err
	}
	config, err := os.UserConfigDir()
	if err != nil {
		return err
	}
	config = filepath.Join(config, "Satchel")
	log.SetOutput(gui.Explain(os.Stderr))
	a := app.NewWithID("net.satchel.Satchel")
	w := a.NewWindow("Satchel")
	if wanted.Check {
		gui.Check(a, w)
		w.ShowAndRun()
		return nil
	}
	lock, err := core.OneInstance(config)
	if err != nil {
		if err := gui.AlreadyOpen(w); err != nil {
			return err
		}
		w.ShowAndRun()
		return nil
	}
	defer lock.Close()
	crashed, err := gui.KeepCrash(config)
	if err != nil {
		return err
	}
	home, _ := os.UserHomeDir()
	shell, err := gui.New(ctx, gui.Options{
		App: a, Window: w, Do: fyne.Do, ConfigDir: config, Home: home, Version: version, Crashed: crashed,
		Telegram: command.Telegram(system), PassphraseFile: os.Getenv("SATCHEL_PASSPHRASE_FILE"),
		StartSample: func(ctx context.Context) (gui.Sample, error) {
			sample, err := wanted.StartSample(ctx)
			return gui.Sample(sample), err
		},
		Sample: wanted.Sample, PickFolder: new(folderpicker.Picker).Pick, Quit: system.Signals,
		Logger: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
	})
	if err != nil {
		return err
	}
	w.ShowAndRun()
	return shell.Close()
}

// signals delivers the first request to end; a second one cancels everything.
func signals(cancel func()) <-chan os.Signal {
	in, first := make(chan os.Signal, 2), make(chan os.Signal, 1)
	signal.Notify(in, os.Interrupt, syscall.SIGTERM)
	go func() {
		first <- <-in
		<-in
		cancel()
	}()
	return first
}
