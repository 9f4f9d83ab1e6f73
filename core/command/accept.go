package command

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"

	"satchel/core/demo"
)

// runAccept plays the phone that scans the code shown by a sign-in at a running
// demo-server.
func runAccept(ctx context.Context, s *System, args []string) (int, error) {
	fs := flag.NewFlagSet("demo-accept", flag.ContinueOnError)
	readyFile := fs.String("ready", "", "")
	rest, err := parse(fs, args, 1)
	if err != nil {
		return 0, err
	}
	if *readyFile == "" {
		return 0, fmt.Errorf("%w: --ready FILE is missing: what demo-server wrote", errUsage)
	}
	ready, err := readReady(*readyFile)
	if err != nil {
		return 0, fmt.Errorf("%w: --ready: %w", errUsage, err)
	}
	ctx, stop := s.untilSignal(ctx)
	defer stop()
	device, err := demo.AcceptCode(ctx, ready, rest[0])
	if err != nil {
		fmt.Fprintf(s.Err, "satchel demo-accept: %v\n", err)
		return exitFailed, nil
	}
	line := fmt.Sprintf("Accepted: %s %s on %s", device.Model, device.Version, device.System)
	if device.PasswordPending {
		line += ", which still has to give the password"
	}
	fmt.Fprintln(s.Out, line+".")
	return exitOK, nil
}

// readReady reads what a running demo-server wrote.
func readReady(path string) (demo.Ready, error) {
	var ready demo.Ready
	data, err := os.ReadFile(path)
	if err != nil {
		return ready, err
	}
	if err := json.Unmarshal(data, &ready); err != nil {
		return ready, fmt.Errorf("%s is not what demo-server --ready writes: %w", path, err)
	}
	return ready, nil
}

// untilSignal ends the context at the first signal.
func (s *System) untilSignal(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		select {
		case <-s.Signals:
			cancel()
		case <-ctx.Done():
		}
	}()
	return ctx, cancel
}
