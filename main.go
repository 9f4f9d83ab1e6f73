// Satchel saves a whole Telegram account to a folder its owner can keep.
package main

import (
	"context"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	_ "time/tzdata" // zones by name on systems without a zone database

	"satchel/core/command"
)

// Set at build time (-ldflags -X): the version, and the application id that
// Telegram gave to whoever builds.
var (
	version = "0.1.0"
	apiID   = ""
	apiHash = ""
)

func main() {
	os.Exit(run())
}

func run() int {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	id, _ := strconv.Atoi(apiID)
	return command.Run(ctx, &command.System{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Getenv: os.Getenv,
		Signals: signals(cancel), Version: version, APIID: id, APIHash: apiHash,
	}, os.Args[1:])
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
