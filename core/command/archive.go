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
	noWait := fs.Bool("no-wait", false, "")
	dirs, err := parse(fs, args, 1)
	if err != nil {
		return 0, err
	}
	v, err := s.verify(ctx, dirs[0], *repair && !*noWait)
	if *repair && errors.Is(err, core.ErrDiskFull) {
		fmt.Fprintln(s.Err, "Nothing was mended. "+blockedWords(&core.Blocked{Code: core.BlockedDiskFull}))
		return exitPartly, nil
	}
	if err != nil {
		return 0, err
	}
	var damaged error
	stopped := false
	if *repair && len(v.Damage) > 0 {
		var mended core.Verification
		mended, stopped, damaged = s.repair(ctx, source, dirs[0], v, !*noWait)
		if mended.Damage != nil {
			v = mended
		}
	}
	if *asJSON {
		line, err := json.Marshal(v)
		if err != nil {
			return 0, err
		}
		fmt.Fprintf(s.Out, "%s\n", line)
	}
	code := s.printVerification(v)
	if stopped && code == exitProblems {
		code = exitPartly
	}
	return code, damaged
}

// verify looks for damage; the first request to end stops it.
func (s *System) verify(ctx context.Context, dir string, wait bool) (core.Verification, error) {
	ctx, stop := s.stoppable(ctx)
	defer stop()
	return core.Verify(ctx, dir, core.Config{Logger: s.logger(), WaitForRoom: wait, OnProgress: s.sayFull()})
}

// repair mends what a verification found, with Telegram only if that is needed.
// stopped: something kept it from trying all.
func (s *System) repair(ctx context.Context, source *source, dir string, v core.Verification, wait bool) (_ core.Verification, stopped bool, err error) {
	a := &account{config: core.Config{Logger: s.logger()}, prompter: nobody{}}
	if v.NeedsTelegram() {
		if a, err = source.open(ctx, s, dir); err != nil {
			return core.Verification{}, false, err
		}
	}
	defer a.close()
	a.config.WaitForRoom = wait
	engine := core.New(a.config)
	stop := s.watch(ctx, engine)
	v, result, err := engine.Repair(ctx, dir, a.prompter)
	stop()
	if stopped = err == nil && result.Blocked != nil; stopped {
		fmt.Fprintln(s.Err, "Not all could be mended. "+blockedWords(result.Blocked))
	}
	return v, stopped, errors.Join(err, a.close())
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
	noWait := fs.Bool("no-wait", false, "")
	dirs, err := parse(fs, args, 2)
	if err != nil {
		return 0, err
	}
	ctx, stop := s.stoppable(ctx)
	defer stop()
	v, err := core.Copy(ctx, dirs[0], dirs[1], core.Config{Logger: s.logger(), WaitForRoom: !*noWait, OnProgress: s.sayFull()})
	if err != nil {
		return 0, err
	}
	return s.printVerification(v), nil
}

func runRender(ctx context.Context, s *System, args []string) (int, error) {
	fs := flag.NewFlagSet("render", flag.ContinueOnError)
	noWait := fs.Bool("no-wait", false, "")
	dirs, err := parse(fs, args, 1)
	if err != nil {
		return 0, err
	}
	now, err := s.clock()
	if err != nil {
		return 0, err
	}
	ctx, stop := s.stoppable(ctx)
	defer stop()
	start, err := core.Render(ctx, dirs[0], core.Config{Logger: s.logger(), Now: now, WaitForRoom: !*noWait, OnProgress: s.sayFull()})
	if errors.Is(err, core.ErrDiskFull) {
		fmt.Fprintln(s.Err, "Partly written. "+blockedWords(&core.Blocked{Code: core.BlockedDiskFull}))
		return exitPartly, nil
	}
	if err != nil {
		return 0, err
	}
	fmt.Fprintf(s.Err, "Open the archive: %s\n", start)
	return exitOK, nil
}
