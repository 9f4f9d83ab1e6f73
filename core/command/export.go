package command

import (
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"time"

	"satchel/core"
)

// maxWait is the longest wait Telegram may ask for when nobody sits before the
// terminal; a longer one ends the run, to be taken up later.
const maxWait = 10 * time.Minute

func runExport(ctx context.Context, s *System, args []string) (int, error) {
	fs := flag.NewFlagSet("export", flag.ContinueOnError)
	return s.save(ctx, fs, args, func(e *core.Engine, dir string, settings core.Settings, p core.Prompter) (core.Result, error) {
		return e.Export(ctx, dir, settings, p)
	})
}

func runUpdate(ctx context.Context, s *System, args []string) (int, error) {
	fs := flag.NewFlagSet("update", flag.ContinueOnError)
	depth := fs.String("depth", string(core.DepthRecheck), "")
	return s.save(ctx, fs, args, func(e *core.Engine, dir string, settings core.Settings, p core.Prompter) (core.Result, error) {
		return e.Update(ctx, dir, settings, core.Depth(*depth), p)
	})
}

// save runs an export or an update with the words that both take.
func (s *System) save(ctx context.Context, fs *flag.FlagSet, args []string,
	run func(*core.Engine, string, core.Settings, core.Prompter) (core.Result, error)) (int, error) {
	source := sourceFlags(fs)
	out := fs.String("out", "", "")
	settingsFile := fs.String("settings", "", "")
	language := fs.String("language", "", "")
	asJSON := fs.Bool("json", false, "")
	trace := fs.String("trace", "", "")
	noWait := fs.Bool("no-wait", false, "")
	if _, err := parse(fs, args, 0); err != nil {
		return 0, err
	}
	if *out == "" {
		return 0, fmt.Errorf("%w: --out DIR is missing: the folder to save to", errUsage)
	}
	settings, err := readSettings(*settingsFile)
	if err != nil {
		return 0, err
	}
	if settings.Language = cmp.Or(*language, settings.Language); *language != "" {
		if err := settings.Validate(); err != nil {
			return 0, err
		}
	}
	account, err := source.open(ctx, s, *out)
	if err != nil {
		return s.failed(*asJSON), err
	}
	defer account.close()
	if account.config.Trace, err = account.trace(*trace); err != nil {
		return s.failed(*asJSON), err
	}
	account.config.WaitForRoom, account.config.Language = !*noWait, s.language()
	engine := core.New(account.config)
	stop := s.watch(ctx, engine)
	result, err := run(engine, *out, settings, account.prompter)
	stop()
	if *asJSON {
		s.printJSON(result)
	}
	if err != nil {
		return 0, err
	}
	s.printResult(result)
	return exitCode(result), account.close()
}

// failed prints the JSON line of a run that could not begin.
func (s *System) failed(asJSON bool) int {
	if asJSON {
		s.printJSON(core.Result{Outcome: core.Failed})
	}
	return exitFailed
}

func readSettings(file string) (core.Settings, error) {
	if file == "" {
		return core.Default(), nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return core.Settings{}, fmt.Errorf("%w: %w", core.ErrSettings, err)
	}
	return core.ParseSettings(data)
}

func exitCode(r core.Result) int {
	switch r.Outcome {
	case core.Complete:
		return exitOK
	case core.CompleteWithProblems:
		return exitProblems
	case core.PartlySaved:
		return exitPartly
	}
	return exitFailed
}

func (s *System) printJSON(r core.Result) {
	if r.Problems == nil {
		r.Problems = []core.Problem{}
	}
	if r.Files.Skipped == nil {
		r.Files.Skipped = map[string]int{}
	}
	line, err := json.Marshal(r)
	if err != nil {
		fmt.Fprintf(s.Err, "the result could not be written: %v\n", err)
		return
	}
	fmt.Fprintf(s.Out, "%s\n", line)
}

// printResult says how the run ended, for people.
func (s *System) printResult(r core.Result) {
	w := s.Err
	fmt.Fprintln(w, headline(r))
	fmt.Fprintf(w, "%d chats, %d messages, %d files (%s).\n", r.Dialogs, r.Messages, r.Files.Saved, byteSize(r.Bytes))
	for i, p := range r.Problems {
		if i == maxProblemLines {
			fmt.Fprintf(w, "  … and %d more, all listed in report.json.\n", len(r.Problems)-i)
			break
		}
		fmt.Fprintf(w, "  %s: %s\n", p.Subject, p.Text)
	}
	if r.Start != "" {
		fmt.Fprintf(w, "Open the archive: %s\n", r.Start)
	}
}

// maxProblemLines is how many problems are worth a screen; the report has all.
const maxProblemLines = 20

// headline is the outcome in one sentence.
func headline(r core.Result) string {
	switch r.Outcome {
	case core.Complete:
		return "Complete."
	case core.CompleteWithProblems:
		return fmt.Sprintf("Complete except for %d item(s):", len(r.Problems))
	}
	return "Partly saved. " + blockedWords(r.Blocked)
}

// blockedWords says why a run stopped and when to come back.
func blockedWords(b *core.Blocked) string {
	if b == nil {
		return "Start again at any time; it goes on where it stopped."
	}
	when := "Start again to go on."
	if !b.Until.IsZero() {
		when = "Start again after " + b.Until.Local().Format("Monday 2 January 15:04") + " to go on."
	}
	switch b.Code {
	case core.BlockedDelay:
		return "For your safety Telegram lets the export begin later, or as soon as you allow it in the message it sent to your other devices. " + when
	case core.BlockedWait:
		return "Telegram asks for a long pause. " + when
	case core.BlockedSignedOut:
		return "This device was signed out. Sign in and start again to go on."
	case core.BlockedSuperseded:
		return "Another export of this account was started elsewhere. When it has ended, start again to go on."
	case core.BlockedDiskFull:
		if b.Needed > 0 {
			return fmt.Sprintf("The disk is full; what is left needs about %s. Make room and start again to go on.", byteSize(b.Needed))
		}
		return "The disk is full. Make room and start again to go on."
	case core.BlockedFrozen:
		return "Telegram has frozen this account. Once that is settled, start again to go on."
	}
	return when
}

func byteSize(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%.0f KB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%d bytes", n)
}
