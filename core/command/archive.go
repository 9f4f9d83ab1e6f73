package command

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"

	"satchel/core"
)

func runVerify(ctx context.Context, s *System, args []string) (int, error) {
	fs := flag.NewFlagSet("verify", flag.ContinueOnError)
	source := sourceFlags(fs)
	asJSON := fs.Bool("json", false, "")
	repair := fs.Bool("repair", false, "")
	dirs, err := parse(fs, args, 1)
	if err != nil {
		return 0, err
	}
	v, err := core.Verify(ctx, dirs[0], core.Config{Logger: s.logger()})
	if err != nil {
		return 0, err
	}
	var damaged error
	if *repair && len(v.Damage) > 0 {
		mended, err := s.repair(ctx, source, dirs[0], v)
		if mended.Damage != nil {
			v = mended
		}
		damaged = err
	}
	if *asJSON {
		line, err := json.Marshal(v)
		if err != nil {
			return 0, err
		}
		fmt.Fprintf(s.Out, "%s\n", line)
	}
	return s.printVerification(v), damaged
}

// repair mends what a verification found, with Telegram only if that is needed.
func (s *System) repair(ctx context.Context, source *source, dir string, v core.Verification) (core.Verification, error) {
	a := &account{config: core.Config{Logger: s.logger()}, prompter: nobody{}}
	if v.NeedsTelegram() {
		var err error
		if a, err = source.open(ctx, s, dir); err != nil {
			return core.Verification{}, err
		}
	}
	defer a.close()
	engine := core.New(a.config)
	stop := s.watch(ctx, engine)
	v, result, err := engine.Repair(ctx, dir, a.prompter)
	stop()
	if err == nil && result.Blocked != nil {
		fmt.Fprintln(s.Err, "Not all could be mended. "+blockedWords(result.Blocked))
	}
	return v, errors.Join(err, a.close())
}

// printVerification says what was found, for people, and returns the exit code.
func (s *System) printVerification(v core.Verification) int {
	for _, d := range v.Damage {
		fmt.Fprintf(s.Err, "%s: %s\n", d.Path, d.Reason)
	}
	for _, path := range v.Foreign {
		fmt.Fprintf(s.Err, "%s: not a file of the archive, left alone\n", path)
	}
	if v.Repaired > 0 {
		fmt.Fprintf(s.Err, "Mended: %d files.\n", v.Repaired)
	}
	if len(v.Damage) > 0 {
		fmt.Fprintf(s.Err, "%d of %d files are damaged or missing.\n", len(v.Damage), v.Files)
		if hint := v.Hint(); hint != "" {
			fmt.Fprintln(s.Err, hint)
		}
		return exitProblems
	}
	fmt.Fprintf(s.Err, "Sound: %d files, %s.\n", v.Files, byteSize(v.Bytes))
	return exitOK
}

func runCopy(ctx context.Context, s *System, args []string) (int, error) {
	fs := flag.NewFlagSet("copy", flag.ContinueOnError)
	dirs, err := parse(fs, args, 2)
	if err != nil {
		return 0, err
	}
	v, err := core.Copy(ctx, dirs[0], dirs[1], core.Config{Logger: s.logger()})
	if err != nil {
		return 0, err
	}
	return s.printVerification(v), nil
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
