package command

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"

	"satchel/core"
)

func runVerify(ctx context.Context, s *System, args []string) (int, error) {
	fs := flag.NewFlagSet("verify", flag.ContinueOnError)
	asJSON := fs.Bool("json", false, "")
	dirs, err := parse(fs, args, 1)
	if err != nil {
		return 0, err
	}
	v, err := core.Verify(ctx, dirs[0], core.Config{Logger: s.logger()})
	if err != nil {
		return 0, err
	}
	if *asJSON {
		line, err := json.Marshal(v)
		if err != nil {
			return 0, err
		}
		fmt.Fprintf(s.Out, "%s\n", line)
	}
	for _, d := range v.Damage {
		fmt.Fprintf(s.Err, "%s: %s\n", d.Path, d.Reason)
	}
	if len(v.Damage) > 0 {
		fmt.Fprintf(s.Err, "%d of %d files are damaged or missing.\n", len(v.Damage), v.Files)
		return exitProblems, nil
	}
	fmt.Fprintf(s.Err, "Sound: %d files, %s.\n", v.Files, byteSize(v.Bytes))
	return exitOK, nil
}

func runRender(ctx context.Context, s *System, args []string) (int, error) {
	fs := flag.NewFlagSet("render", flag.ContinueOnError)
	dirs, err := parse(fs, args, 1)
	if err != nil {
		return 0, err
	}
	now, err := s.clock()
	if err != nil {
		return 0, err
	}
	start, err := core.Render(ctx, dirs[0], core.Config{Logger: s.logger(), Now: now})
	if err != nil {
		return 0, err
	}
	fmt.Fprintf(s.Err, "Open the archive: %s\n", start)
	return exitOK, nil
}
