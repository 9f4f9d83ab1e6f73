package command

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strconv"

	"satchel/core"
	"satchel/core/demo"
)

// Window is what the arguments of the window say.
type Window struct {
	// Check only tries whether a window can be had.
	Check bool
	// Sample begins with the sample account.
	Sample bool

	system *System
	source source
}

// SampleAccount is a running sample account; Stop ends it.
type SampleAccount struct {
	Network               core.Network
	Phone, Code, Password string
	Stop                  func() error
}

// ParseWindow reads the arguments after "window"; none is right, too:
//
//	window [--check] [--demo [--world …] [--seed N --messages N] [--faults FILE]] [--server READY.json]
func ParseWindow(s *System, args []string) (*Window, error) {
	w := &Window{system: s}
	fs := flag.NewFlagSet("window", flag.ContinueOnError)
	fs.BoolVar(&w.Check, "check", false, "")
	fs.BoolVar(&w.Sample, "demo", false, "")
	fs.StringVar(&w.source.server, "server", "", "")
	w.source.embed.flags(fs)
	if _, err := parse(fs, args, 0); err != nil {
		return nil, fmt.Errorf("satchel window: %w", err)
	}
	w.Sample = w.Sample || w.source.server != ""
	return w, nil
}

// StartSample starts the sample account in this process, or connects to the
// demo-server that was named.
func (w *Window) StartSample(ctx context.Context) (SampleAccount, error) {
	a := &account{}
	ready, err := w.ready(ctx, a)
	if err != nil {
		return SampleAccount{}, errors.Join(err, a.close())
	}
	return SampleAccount{Network: network(ready), Phone: ready.Phone, Code: ready.Code, Password: ready.Password, Stop: a.close}, nil
}

func (w *Window) ready(ctx context.Context, a *account) (demo.Ready, error) {
	if w.source.server != "" {
		return readReady(w.source.server)
	}
	server, err := w.source.embed.start(ctx, w.system, "127.0.0.1", a)
	if err != nil {
		return demo.Ready{}, err
	}
	return server.Ready(), nil
}

// Telegram is who this build is to Telegram; APIID 0: nobody.
func Telegram(s *System) core.Network {
	n := core.Network{APIID: s.APIID, APIHash: s.APIHash}
	if id, err := strconv.Atoi(s.Getenv("SATCHEL_API_ID")); err == nil {
		n = core.Network{APIID: id, APIHash: s.Getenv("SATCHEL_API_HASH")}
	}
	if n.APIHash == "" {
		return core.Network{}
	}
	return n
}

// Usage says what the program can do where there is no window.
func Usage(s *System) { printUsage(s.Err) }
