package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"satchel/core/demo"
	"satchel/core/demo/world"
)

// serve is the server of this build, until ctx ends.
func serve(ctx context.Context, ready, folder, faults, calls, violations string) error {
	w, err := world.Open(os.DirFS(folder))
	if err != nil {
		return err
	}
	data, err := os.ReadFile(faults)
	if err != nil {
		return err
	}
	options := demo.Options{World: w}
	if options.Faults, err = demo.ParseFaults(data); err != nil {
		return err
	}
	log, err := os.Create(calls)
	if err != nil {
		return err
	}
	defer log.Close()
	broken, err := os.Create(violations)
	if err != nil {
		return err
	}
	defer broken.Close()
	options.Calls, options.Violations = log, broken
	server, err := demo.Start(ctx, options)
	if err != nil {
		return err
	}
	text, err := json.Marshal(server.Ready())
	if err != nil {
		return err
	}
	if err := os.WriteFile(ready+".tmp", text, 0o600); err != nil {
		return err
	}
	if err := os.Rename(ready+".tmp", ready); err != nil {
		return err
	}
	<-ctx.Done()
	return server.Close()
}

// server is a server's process, with what it writes.
type server struct {
	cmd                      *exec.Cmd
	ended                    chan error
	ready, calls, violations string
}

// start runs a server for a client and waits until it listens.
func start(ctx context.Context, c client, folder, faults, dir string) (*server, error) {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, err
	}
	s := &server{ended: make(chan error, 1), ready: filepath.Join(dir, "ready.json"),
		calls: filepath.Join(dir, "calls.jsonl"), violations: filepath.Join(dir, "violations.jsonl")}
	line := filepath.Join(dir, "faults.json")
	if err := os.WriteFile(line, []byte(faults), 0o600); err != nil {
		return nil, err
	}
	if s.cmd = exec.CommandContext(ctx, c.server, "demo-server", "--world", folder, "--faults", line, "--ready", s.ready, "--calls", s.calls, "--violations", s.violations); c.server == "" {
		own, err := os.Executable()
		if err != nil {
			return nil, err
		}
		s.cmd = exec.CommandContext(ctx, own, "serve", s.ready, folder, line, s.calls, s.violations)
	}
	var said bytes.Buffer
	s.cmd.Stderr = &said
	s.cmd.Cancel = func() error { return s.cmd.Process.Signal(os.Interrupt) }
	s.cmd.WaitDelay = 10 * time.Second
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	go func() { s.ended <- s.cmd.Wait() }()
	for {
		if _, err := os.Stat(s.ready); err == nil {
			return s, nil
		}
		select {
		case err := <-s.ended:
			return nil, fmt.Errorf("the server of %s ended: %w: %s", c.name, err, said.String())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// stop ends the process.
func (s *server) stop() error {
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		return err
	}
	return <-s.ended
}
