// Command interop lets the independent client in client/ work against the
// embedded server and compares what it got with the worlds that were served.
//
// The client is told what `satchel demo-server --ready` tells anybody, and for
// each account what the world holds (expected.go), read from the world itself
// and not through the server. It exits 1 on a difference or a broken rule.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gotd/td/tg"

	"satchel/core/demo"
)

// longest is how long all of it may take: a client may wait for ever for an answer
// that a server owes it.
const longest = 10 * time.Minute

func main() {
	client := flag.String("client", "", "folder with the client's main.mjs and its node_modules")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	if err := run(ctx, *client); err != nil {
		fmt.Fprintln(os.Stderr, "interop:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, client string) error {
	dir, err := os.MkdirTemp("", "interop-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	fmt.Printf("server: gotd of layer %d\n", tg.Layer)
	accounts, err := accounts()
	if err != nil {
		return err
	}
	for _, a := range accounts {
		server, err := a.serve(ctx, dir)
		if err != nil {
			return fmt.Errorf("account %s: %w", a.name, err)
		}
		defer server.Close()
		a.server = server
	}
	node := exec.CommandContext(ctx, "node", filepath.Join(client, "main.mjs"), dir)
	node.Stdout, node.Stderr = os.Stdout, os.Stderr
	if err := node.Run(); err != nil {
		return fmt.Errorf("the client: %w", err)
	}
	return judge(accounts)
}

// serve starts an account's server and writes ready.json and expected.json into
// a folder of its name.
func (a *account) serve(ctx context.Context, dir string) (*demo.Server, error) {
	expected, err := expect(a.world)
	if err != nil {
		return nil, err
	}
	server, err := demo.Start(ctx, demo.Options{World: a.world, Faults: a.faults})
	if err != nil {
		return nil, err
	}
	at := filepath.Join(dir, a.name)
	if err := os.Mkdir(at, 0o700); err != nil {
		return nil, err
	}
	for name, v := range map[string]any{"ready.json": server.Ready(), "expected.json": expected} {
		data, err := json.Marshal(v)
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(filepath.Join(at, name), data, 0o600); err != nil {
			return nil, err
		}
	}
	return server, nil
}

// judge holds the rules of the documentation that the client broke against those
// it was to break: any other means that the server asks for what is not so.
func judge(accounts []*account) error {
	var wrong []string
	for _, a := range accounts {
		var broken []string
		for _, v := range a.server.Violations() {
			broken = append(broken, v.Rule)
			if !slices.Contains(a.broken, v.Rule) {
				fmt.Fprintf(os.Stderr, "%s: %s broke %s: %s\n", a.name, v.Method, v.Rule, v.Detail)
			}
		}
		slices.Sort(broken)
		if broken = slices.Compact(broken); !slices.Equal(broken, a.broken) {
			wrong = append(wrong, fmt.Sprintf("%s: rules broken: %v, want %v", a.name, broken, a.broken))
			continue
		}
		fmt.Printf("ok     rules broken in %s: %d, on purpose\n", a.name, len(broken))
	}
	if len(wrong) > 0 {
		return errors.New(strings.Join(wrong, "; "))
	}
	return nil
}
