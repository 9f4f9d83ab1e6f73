package command

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"satchel/core/demo/world/traced"
)

// runWorld makes a world of a trace that somebody's export wrote.
func runWorld(_ context.Context, s *System, args []string) (_ int, err error) {
	fs := flag.NewFlagSet("world", flag.ContinueOnError)
	from := fs.String("from-trace", "", "")
	operands, err := parse(fs, args, 1)
	if err != nil {
		return 0, err
	}
	if *from == "" {
		return 0, fmt.Errorf("%w: --from-trace FILE is missing: what to make the world of", errUsage)
	}
	trace, err := os.Open(*from)
	if err != nil {
		return 0, fmt.Errorf("%w: --from-trace: %w", errUsage, err)
	}
	defer func() { err = errors.Join(err, trace.Close()) }()
	dir := operands[0]
	sum, err := traced.Write(trace, dir)
	if err != nil {
		return 0, fmt.Errorf("%w: %w", errUsage, err)
	}
	if sum.Cut > 0 {
		fmt.Fprintf(s.Err, "Line %d of the trace has no end; it was left out.\n", sum.Cut)
	}
	if sum.Runs > 1 {
		fmt.Fprintf(s.Err, "The trace is of %d runs; this is number %d, which read most.\n", sum.Runs, sum.Run)
	}
	fmt.Fprintf(s.Err, "%d chats, %d messages, %d files, %d faults.\n", sum.Chats, sum.Messages, sum.Files, sum.Faults)
	fmt.Fprintf(s.Err, "Try it: satchel export --demo --world %s --faults %s --out DIR\n", dir, filepath.Join(dir, "faults.json"))
	return exitOK, nil
}
