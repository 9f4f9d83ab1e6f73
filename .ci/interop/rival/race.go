package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"github.com/gotd/td/tg"
)

// satchelLayer is the layer that the program speaks; a world of another is refused.
const satchelLayer = 229

// client is somebody who downloads.
type client struct {
	name    string
	server  string // the program whose server it works against; empty: this build's
	told    bool   // where the files are, in files.json beside ready.json
	command func(ready, dir string) (program string, args []string)
}

func clients(satchel, folder string) []client {
	node := func(script, atOnce string) func(ready, dir string) (string, []string) {
		return func(ready, dir string) (string, []string) {
			return "node", []string{filepath.Join(folder, script), ready, dir, atOnce}
		}
	}
	gotd := func(atOnce string) func(ready, dir string) (string, []string) {
		return func(ready, dir string) (string, []string) { return "", []string{"gotd", ready, dir, atOnce} }
	}
	return []client{
		{name: "Satchel", server: satchel, command: func(ready, dir string) (string, []string) {
			return satchel, []string{"export", "--server", ready, "--out", dir}
		}},
		{name: "mtcute, 1 file at a time", command: node("mtcute.mjs", "1")},
		{name: "mtcute, 5 files at a time", command: node("mtcute.mjs", "5")},
		{name: "GramJS, 5 files at a time", command: node("gramjs.mjs", "5"), told: true},
		{name: "gotd as tdl, 2 files at a time", command: gotd("2")},
		{name: "gotd as tdl, 5 files at a time", command: gotd("5")},
	}
}

// line is what the account hangs on.
type line struct {
	name   string
	faults string
	rate   float64 // bytes a second; 0: no limit
	least  float64 // how fast Satchel has to be beside anybody
	warm   bool    // a round that does not count goes before
}

// tie is how fast it has to be where the line decides, which is all that can be had:
// two runs of one client differ by the rest.
const tie = 0.97

// bare is how fast it has to be where nothing but the computer decides: Satchel
// hashes each byte twice, as a part and as a file, and waits for the disk, and who
// just writes down what he is sent is what the bench calls a bare loop.
const bare = 0.8

// lines are the bench's, and none: there everybody's first round is for nothing,
// for Telegram has the hashes of its files since they were uploaded, and this
// server makes them, on the clients' computer, when it is first asked.
func lines() []line {
	return []line{
		{name: "80 ms, 20 MB/s", faults: `{"line": {"latency_ms": 80, "bytes_per_second": 20000000}}`, rate: 20e6, least: tie},
		{name: "no limit", faults: `{}`, least: bare, warm: true},
	}
}

// entry is a client at its server, with what it did.
type entry struct {
	client client
	server *server
	runs   []result
}

func race(ctx context.Context, clients []client, lines []line, rounds int) (err error) {
	dir, err := os.MkdirTemp("", "rival-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	sizes := workload()
	own, err := worldFolder(dir, tg.Layer, sizes)
	if err != nil {
		return err
	}
	theirs, err := worldFolder(dir, satchelLayer, sizes)
	if err != nil {
		return err
	}
	want, err := hashes(own, sizes)
	if err != nil {
		return err
	}
	short := 0
	for i, l := range lines {
		r := &ring{dir: filepath.Join(dir, fmt.Sprint("line-", i)), line: l, want: want, bytes: total(sizes)}
		if err := r.open(ctx, clients, own, theirs); err != nil {
			return errors.Join(err, r.close())
		}
		err := r.fight(ctx, rounds)
		if err := errors.Join(err, r.close()); err != nil {
			return err
		}
		short += print(os.Stdout, l, r.entries, len(want))
	}
	if short > 0 {
		return fmt.Errorf("%d times files were lost or damaged, or Satchel was too slow beside somebody", short)
	}
	return nil
}

// ring is one line with everybody on it.
type ring struct {
	dir     string
	line    line
	want    map[string]string // hashes, by name
	bytes   int64
	entries []*entry
}

// open starts a server for each client.
func (r *ring) open(ctx context.Context, clients []client, own, theirs string) error {
	if err := os.Mkdir(r.dir, 0o700); err != nil {
		return err
	}
	for i, c := range clients {
		folder := own
		if c.server != "" {
			folder = theirs
		}
		s, err := start(ctx, c, folder, r.line.faults, filepath.Join(r.dir, fmt.Sprint("server-", i)))
		if err != nil {
			return err
		}
		r.entries = append(r.entries, &entry{client: c, server: s})
		if !c.told {
			continue
		}
		if err := list(ctx, s.ready, filepath.Join(filepath.Dir(s.ready), "files.json")); err != nil {
			return fmt.Errorf("list the files for %s: %w", c.name, err)
		}
	}
	return nil
}

func (r *ring) close() (err error) {
	for _, e := range r.entries {
		err = errors.Join(err, e.server.stop())
	}
	return err
}

// fight lets each client download everything, one at a time; who goes first and
// who follows whom changes from round to round.
func (r *ring) fight(ctx context.Context, rounds int) error {
	if r.line.warm {
		for _, e := range r.entries {
			if _, err := r.run(ctx, e); err != nil {
				return err
			}
		}
	}
	for round := range rounds {
		order := slices.Concat(r.entries[round%len(r.entries):], r.entries[:round%len(r.entries)])
		if round%2 == 1 {
			slices.Reverse(order)
		}
		for _, e := range order {
			got, err := r.run(ctx, e)
			if err != nil {
				return err
			}
			e.runs = append(e.runs, got)
			fmt.Fprintf(os.Stderr, "%s, round %d, %s: %.1f MB/s\n", r.line.name, round+1, e.client.name, got.rate()/1e6)
		}
	}
	return nil
}

// run is one download of everything by one client.
func (r *ring) run(ctx context.Context, e *entry) (got result, err error) {
	out := filepath.Join(r.dir, "out")
	before, err := e.server.written()
	if err != nil {
		return got, err
	}
	program, args := e.client.command(e.server.ready, out)
	if program == "" {
		if program, err = os.Executable(); err != nil {
			return got, err
		}
	}
	cmd := exec.CommandContext(ctx, program, args...)
	var said saying
	cmd.Stdout, cmd.Stderr = &said, &said
	got.bytes = r.bytes
	started := time.Now()
	if err := cmd.Run(); err != nil {
		return got, fmt.Errorf("%s: %w: %s", e.client.name, err, said.text())
	}
	got.wall = time.Since(started)
	got.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	if err := e.server.since(before, &got); err != nil {
		return got, err
	}
	if got.same, err = matching(out, r.want); err != nil {
		return got, err
	}
	return got, os.RemoveAll(out)
}
