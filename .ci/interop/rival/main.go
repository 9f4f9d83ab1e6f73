// Command rival lets Satchel and clients that know nothing of it download the same
// files from the same server, and prints what each took, side by side.
//
// The clients: Satchel's `export`; @mtcute/node (mtcute.mjs) and GramJS (gramjs.mjs),
// as their documentation tells their users to download; the downloader of gotd, with
// the numbers that tdl gives it. Each works in a process of its own against a server
// in a process of its own. Satchel speaks a newer layer than mtcute, so there are two builds of
// one server, each serving the same world: the program's (`satchel demo-server`)
// and this module's.
//
// What is compared is not what the clients say of themselves: the rate is from the
// server's call log, the files are hashed when the client has ended.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"time"
)

// longest is how long all of it may take.
const longest = 40 * time.Minute

var errUsage = errors.New("usage: rival -satchel PROGRAM -client FOLDER [-rounds N] [-only NAME] [-line NAME] | rival serve READY WORLD FAULTS CALLS VIOLATIONS | rival gotd READY DIR FILES")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "rival:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) == 6 && args[0] == "serve" {
		return serve(ctx, args[1], args[2], args[3], args[4], args[5])
	}
	if len(args) == 4 && args[0] == "gotd" {
		return download(ctx, args[1], args[2], args[3])
	}
	flags := flag.NewFlagSet("rival", flag.ContinueOnError)
	satchel := flags.String("satchel", "", "the program")
	folder := flags.String("client", "", "folder with mtcute.mjs and its node_modules")
	rounds := flags.Int("rounds", 3, "how often each client downloads everything; medians are printed")
	only := flags.String("only", "", "the rivals whose name contains it")
	on := flags.String("line", "", "the lines whose name contains it")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *satchel == "" || *folder == "" || *rounds < 1 || flags.NArg() > 0 {
		return errUsage
	}
	rivals := slices.DeleteFunc(clients(*satchel, *folder), func(c client) bool { return c.server == "" && !strings.Contains(c.name, *only) })
	chosen := slices.DeleteFunc(lines(), func(l line) bool { return !strings.Contains(l.name, *on) })
	return race(ctx, rivals, chosen, *rounds)
}
