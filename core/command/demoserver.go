package command

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
)

func runDemoServer(ctx context.Context, s *System, args []string) (int, error) {
	fs := flag.NewFlagSet("demo-server", flag.ContinueOnError)
	var e embedded
	e.flags(fs)
	listen := fs.String("listen", "127.0.0.1", "")
	readyFile := fs.String("ready", "", "")
	if _, err := parse(fs, args, 0); err != nil {
		return 0, err
	}
	if *readyFile == "" {
		return 0, fmt.Errorf("%w: --ready FILE is missing: where to write the addresses", errUsage)
	}
	var a account
	defer a.close()
	server, err := e.start(ctx, s, *listen, &a)
	if err != nil {
		return 0, err
	}
	if err := writeReady(*readyFile, server.Ready()); err != nil {
		return 0, err
	}
	fmt.Fprintf(s.Err, "Listening; addresses are in %s. Ctrl+C ends it.\n", *readyFile)
	select {
	case <-s.Signals:
	case <-ctx.Done():
	}
	return exitOK, a.close()
}

// writeReady writes the file whole or not at all, for somebody waits for it.
func writeReady(path string, ready any) error {
	data, err := json.MarshalIndent(ready, "", " ")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	temp := path + ".tmp"
	if err := os.WriteFile(temp, append(data, '\n'), 0o600); err != nil {
		return fmt.Errorf("write the addresses: %w", err)
	}
	return os.Rename(temp, path)
}
